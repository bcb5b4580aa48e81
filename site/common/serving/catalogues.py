"""Compiles the translations that are newer than what was compiled (the compiled ones are not in the repository)."""

import os
import subprocess
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[2] / "locale"


class BadCatalogue(Exception):  # noqa: N818 - it names what was found
    """A translation that gettext refuses. The message is gettext's own, with file and line."""


def stale(folder: Path = LOCALE) -> list[Path]:
    """Return the catalogues under `folder` whose source is newer than what was compiled of it."""
    return [source for source in sorted(folder.rglob("*.po")) if _is_stale(source)]


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_one(source: Path) -> None:
    """Write beside and rename, so that a process that reads it now never sees half a catalogue."""
    compiled = source.with_suffix(".mo")
    beside = source.with_suffix(f".{os.getpid()}.tmp")
    try:
        result = subprocess.run(
            ["msgfmt", "--check-format", "-o", str(beside), str(source)],
            check=False,
            capture_output=True,
            text=True,
        )
        if result.returncode:
            raise BadCatalogue(result.stderr)
        beside.replace(compiled)
    finally:
        beside.unlink(missing_ok=True)


def compile_stale() -> int:
    """Compile what is stale. Return how many catalogues that were."""
    sources = stale()
    for source in sources:
        compile_one(source)
    return len(sources)
