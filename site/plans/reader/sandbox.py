"""A process of its own reads Word and PDF files: a bad one may cost ten seconds and 300 MB, and nothing else.

`python -m plans.reader.sandbox PATH KIND` prints the text as JSON, or the reason why not.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from .refusals import SENTENCES, UnreadablePlan

SECONDS = 10
_PATIENCE = 25  # on a machine that is busy with other things, ten seconds of work take longer
MEMORY = 300 * 1024 * 1024
_MAX_OUTPUT = 40 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]


def read(path: Path, kind: str) -> dict:
    """What the file at `path` holds: text, kind, notes, pages. Raises UnreadablePlan."""
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        if kind in {"doc", "rtf"} or (kind == "zip" and is_open_document(path)):
            from .formats.office import to_docx  # the only reader that starts another program

            read_kind = "odt" if kind == "zip" else kind
            found = _child(to_docx(path, Path(folder), read_kind), "zip")
            return {**found, "kind": read_kind}
        return _child(path, kind)


def is_open_document(path: Path) -> bool:
    """True for .odt: its first entry says so, uncompressed."""
    with path.open("rb") as file:
        return b"mimetypeapplication/vnd.oasis.opendocument.text" in file.read(120)


def _child(path: Path, kind: str) -> dict:
    command = [sys.executable, "-m", __name__, str(path.resolve()), kind]
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8", "PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(  # noqa: S603  (our own module)
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadablePlan("too_heavy") from error
    try:
        found = json.loads(done.stdout[:_MAX_OUTPUT])
    except ValueError as error:  # killed at a limit before it could say why
        raise UnreadablePlan("too_heavy") from error
    if found.get("reason") in SENTENCES:
        raise UnreadablePlan(found["reason"])
    return found


def _main(path: str, kind: str) -> None:
    _limit()
    try:
        found = _read(Path(path), kind)
    except UnreadablePlan as refused:
        found = {"reason": refused.reason}
    except (MemoryError, RecursionError):
        found = {"reason": "too_heavy"}
    except Exception:  # whatever a broken file does to its reader, it is the file that is broken
        found = {"reason": "damaged"}
    json.dump(found, sys.stdout)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(path: Path, kind: str) -> dict:
    if kind == "pdf":
        from .formats.pdf import read_pdf

        return read_pdf(path)
    from .formats.docx import read_docx

    return read_docx(path)


if __name__ == "__main__":
    _main(*sys.argv[1:3])
