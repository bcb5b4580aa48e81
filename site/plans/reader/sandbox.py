"""Processes of their own read Word and PDF files: a bad one may cost ten seconds and 300 MB, and nothing else."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from . import limits
from .formats import office
from .refusals import SENTENCES, UnreadablePlan

_MAX_OUTPUT = 40 * 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]


def read(path: Path, kind: str) -> dict:
    """What the file at `path` holds: text, kind, notes, pages. Raises UnreadablePlan."""
    with tempfile.TemporaryDirectory(prefix="plan-") as folder:
        if kind in {"doc", "rtf"} or (kind == "zip" and is_open_document(path)):
            read_kind = "odt" if kind == "zip" else kind
            made = office.to_docx(path, Path(folder), read_kind)
            return {**_child(made, "zip", limits.SECONDS - office.SECONDS), "kind": read_kind}
        return _child(path, kind, limits.SECONDS)


def is_open_document(path: Path) -> bool:
    """True for .odt: its first entry says so, uncompressed."""
    with path.open("rb") as file:
        return b"mimetypeapplication/vnd.oasis.opendocument.text" in file.read(120)


def _child(path: Path, kind: str, seconds: int) -> dict:
    command = [sys.executable, "-m", "plans.reader.child", str(path.resolve()), kind, str(seconds)]
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8", "PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(  # noqa: S603  (our own module)
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limits.PATIENCE,
            check=False,
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
