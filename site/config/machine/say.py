"""Words to the person at the terminal, in Vietnamese as they stand: they are said before there are catalogues."""

import sys
from io import TextIOWrapper


class Stop(Exception):  # noqa: N818 - an ending that was explained, not an error of ours
    """Something that the person has to do first. The message says what, and the line to type."""


def prepare() -> None:
    """Let every letter through, whatever the terminal's encoding claims to be."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)


def line(text: str) -> None:
    """Say one line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def count(done: int, total: int, what: str) -> None:
    """Show progress: in place on a terminal, now and then in a log."""
    text = f"  {done}/{total} {what}"
    if sys.stdout.isatty():
        sys.stdout.write(f"\r\x1b[K{text}" + ("\n" if done >= total else ""))
        sys.stdout.flush()
    elif done % 10 == 0 or done >= total:
        line(text)
