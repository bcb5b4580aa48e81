"""Measures somebody's .docx against the decree, in a process of its own: the file comes from anywhere.

`python -m plans.documents.measuring PATH LANGUAGE` prints the faults as JSON; `faults_of` starts it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TypedDict

import django
from django.conf import settings

from plans.reader.limits import PATIENCE, keep_to

MOST = 200  # faults that are kept: whoever has more than that begins with the first
_ROOT = Path(__file__).resolve().parents[2]


class Measured(TypedDict):
    """A fault in words: against which clause of Phụ lục I, and where and how."""

    clause: str
    message: str


def faults_of(path: Path) -> list[Measured] | None:
    """Return what of a .docx is not as the decree has it, in its order, None where it cannot be measured."""
    command = [sys.executable, "-m", "plans.documents.measuring", str(path.resolve()), settings.LANGUAGE_CODE]
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8", "PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(  # noqa: S603  (our own module)
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=True
        )
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):  # killed at a limit, or the file is broken
        return None


def _main(path: str, language: str) -> None:
    settings.configure(LANGUAGE_CODE=language, USE_I18N=True, LOCALE_PATHS=[str(_ROOT / "locale")])
    django.setup()
    from plans.documents.layout_check import check

    keep_to()
    found = [Measured(clause=fault.clause.label, message=fault.message) for fault in check(Path(path))]
    json.dump([{name: str(words) for name, words in fault.items()} for fault in found[:MOST]], sys.stdout)


if __name__ == "__main__":
    _main(*sys.argv[1:3])
