"""From a file to text. What can't be read is refused with a reason code that the caller translates."""

import codecs
import re
from pathlib import Path

MAX_BYTES = 5 * 1024 * 1024

_SIGNATURES = (
    b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x7fELF",
    b"MZ", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf",
)  # fmt: skip
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")


class UnreadablePlan(Exception):  # noqa: N818  (the name says what is the matter)
    """A file that is no plan text.

    `reason` is one of: missing, denied, empty, binary, encoding, too_large.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_file(path: str | Path) -> str:
    """The text of the file at `path` (UTF-8 with or without BOM, or UTF-16 with BOM; 5 MB at most).

    Raises UnreadablePlan for anything else.
    """
    data = _bytes_of(Path(path))
    if len(data) > MAX_BYTES:
        raise UnreadablePlan("too_large")
    if not data.strip():
        raise UnreadablePlan("empty")
    text = _decode(data)
    if not any(c.isalnum() for c in text):
        raise UnreadablePlan("empty")
    return text


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UnreadablePlan("missing")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadablePlan("denied") from error
    except ValueError as error:  # a path with a NUL in it
        raise UnreadablePlan("missing") from error


def _decode(data: bytes) -> str:
    if data.startswith(_SIGNATURES):
        raise UnreadablePlan("binary")
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    if encoding == "utf-8-sig" and b"\x00" in data:
        raise UnreadablePlan("binary")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadablePlan("encoding") from error
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise UnreadablePlan("binary")
    return text
