"""From a file to its text. What can't be read is refused with a reason code that the caller translates.

Word and PDF files are read by a process of their own with limits (`sandbox`): they come from anywhere.
"""

from dataclasses import dataclass
from pathlib import Path

from . import sandbox
from .formats import plain
from .notes import Note
from .refusals import UnreadablePlan

MAX_BYTES = 25 * 1024 * 1024
MAX_TEXT_BYTES = 5 * 1024 * 1024
MAX_CHARACTERS, MAX_LINES = 1_000_000, 12_000  # some 300 pages: what can be understood within ten seconds
_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\x7fELF", b"MZ")
_MIN_LETTERS, _VIETNAMESE_SHARE = 200, 0.02
_OWN_LETTERS = frozenset("ăđơưĂĐƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA))))


@dataclass(frozen=True)
class Source:
    """A plan as text: one line a paragraph, "\\v" for soft breaks, numbers typed out.

    `kind` says what file it came from; `pages` are the offsets in `text` at which pages begin (PDF only).
    """

    text: str
    kind: str = "txt"
    notes: tuple[Note, ...] = ()
    pages: tuple[int, ...] = ()


def read_file(path: str | Path) -> str:
    """The text of the file at `path`; see read_source."""
    return read_source(path).text


def read_source(path: str | Path) -> Source:
    """The file at `path` as text: .docx, .doc, .odt, .rtf (through LibreOffice), .pdf with text, .txt.

    Raises UnreadablePlan for anything else.
    """
    path = Path(path)
    head, size = _look(path)
    kind = _kind(head)
    if size > (MAX_TEXT_BYTES if kind == "txt" else MAX_BYTES):
        raise UnreadablePlan("too_large")
    source = Source(plain.decode(path.read_bytes())) if kind == "txt" else _guarded(path, kind)
    if not any(c.isalnum() for c in source.text):
        raise UnreadablePlan("scanned" if kind == "pdf" else "empty")
    if not is_vietnamese(source.text):
        raise UnreadablePlan("language")
    if len(source.text) > MAX_CHARACTERS or source.text.count("\n") > MAX_LINES:
        raise UnreadablePlan("too_long")
    return source


def is_vietnamese(text: str) -> bool:
    """False for a text of some length that has hardly any letter which only Vietnamese uses."""
    letters = [c for c in plain.composed(text) if c.isalpha()]
    own = sum(c in _OWN_LETTERS for c in letters)
    return len(letters) < _MIN_LETTERS or own > len(letters) * _VIETNAMESE_SHARE


def _guarded(path: Path, kind: str) -> Source:
    found = sandbox.read(path, kind)
    notes = tuple(Note(code, text) for code, text in found["notes"])
    return Source(found["text"], found["kind"], notes, tuple(found["pages"]))


def _look(path: Path) -> tuple[bytes, int]:
    """The first bytes of a file and its size."""
    try:
        if not path.is_file():
            raise UnreadablePlan("missing")
        with path.open("rb") as file:
            return file.read(_HEAD), path.stat().st_size
    except OSError as error:
        raise UnreadablePlan("denied") from error
    except ValueError as error:  # a path with a NUL in it
        raise UnreadablePlan("missing") from error


def _kind(head: bytes) -> str:
    """Which reader a file needs, by its first bytes: its name may say anything."""
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(_OLE):
        return "doc"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_PICTURES) or head[4:12] in {b"ftypheic", b"ftypheif", b"ftypavif"} or head[8:12] == b"WEBP":
        raise UnreadablePlan("image")
    if head.startswith(_ARCHIVES):
        raise UnreadablePlan("binary")
    return "txt"
