"""What stands after the last section: closing, recipients, signature, attachments, the page's furniture."""

import re
from itertools import pairwise

from .cues import (
    ATTACHED_LINE,
    AUTHORITY,
    CLOSING_LINE,
    CLOSING_TALK,
    FILE_ADDRESS,
    RECIPIENTS_LINE,
    SIGNER_LINE,
    SIGNER_TITLE,
    is_furniture,
)  # fmt: skip
from .lines import Line
from .markers import BULLETS, split_mark
from .reading import Reading, Section
from .text import LOWER, UPPER, clean, first_upper, is_capitals, words

_NAME_WORD = rf"[{UPPER}](?:[{LOWER}]+|[{UPPER}]*)"
_DEGREE = r"(?:(?:ThS|Ths|TS|CN|PGS|GS|NGƯT|NGND)\.?\s*)*"
_NAME = re.compile(rf"{_DEGREE}{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,5}}")
_SIGNED = re.compile(
    r"\(?\s*(?:đã\s+ký|ký(?:\s+tên)?(?:\s*,\s*(?:ghi\s+rõ\s+họ\s+tên|đóng\s+dấu))*|ký\s+và\s+ghi[^)]*)(?:\s*,?\s*(?:và\s+)?đóng\s+dấu)?\s*\)?",
    re.I,
)
_SIGNER = re.compile(
    rf"(?P<authority>{AUTHORITY}[^{LOWER}\n]*?)?\s*(?P<title>{SIGNER_TITLE}(?:\s+(?!KT|TM|PHÓ\s)[{UPPER}]{{2,}})*)?"
)
_SIGNATURE_PART = re.compile(rf"(?<!\S)(?:{AUTHORITY}(?:{SIGNER_TITLE})?|{SIGNER_TITLE})(?!\w)")
_TITLE_ONLY = re.compile(rf"{SIGNER_TITLE}")
# Who drew the plan up signs beside the one who approves it.
_DRAFTER = re.compile(r"Người\s+(?:lập|xây)|Tổ\s+trưởng", re.IGNORECASE)
_APPENDIX = re.compile(r"(?:PHỤ\s+LỤC|DANH\s+SÁCH|BẢNG|BIỂU)(?!\w)")
_GAP = re.compile(r"\s{3,}")
_SHORT = 9
_LAST_WORDS = 60


def split_ending(lines: list[Line], reading: Reading) -> tuple[list[Line], list[Line]]:
    """The lines of the plan's body and those of its ending; attachments and furniture are taken out."""
    lines = _take_page(lines, reading)
    last_section = max((n for n, line in enumerate(lines) if _is_section(line.text)), default=0)
    start = next(
        (n for n in range(last_section, len(lines)) if _starts_ending(lines[n].text, n, last_section)), len(lines)
    )
    while last_section < start - 1 and CLOSING_TALK.match(lines[start - 1].text):
        start -= 1
    if start == len(lines):
        start = _loose_closing(lines, last_section)
    return lines[:start], lines[start:]


def read_ending(lines: list[Line], reading: Reading) -> None:
    """Reads closing, recipients and signature."""
    closing: list[str] = []
    state = "closing"
    for number, line in enumerate(lines):
        text = line.text
        if _APPENDIX.match(text) and state != "closing":
            reading.other_sections.append(
                Section(clean(text), "\n".join(clean(rest.text) for rest in lines[number + 1 :]))
            )
            break
        if match := RECIPIENTS_LINE.match(text):
            state = "recipients"
            reading.structure.append(match[0])
            text = text[match.end() :]
        elif state == "closing" and _is_signature(text):
            state = "signature"
        if state == "closing":
            closing.append(clean(text))
        else:
            state = _read_cells(text, state, reading)
    reading.closing = "\n".join(closing)


def _take_page(lines: list[Line], reading: Reading) -> list[Line]:
    """Lines without file addresses and without what the web page puts round the plan."""
    kept: list[Line] = []
    for line in lines:
        rest = line.text
        for match in FILE_ADDRESS.finditer(line.text):
            address = match[0].rstrip(".,;")
            if address.startswith(("http", "www", "/")) or len(line.text) == len(match[0]):
                reading.attachments += [address] if address not in reading.attachments else []
                rest = rest.replace(address, "").strip() if len(words(line.text)) < _LAST_WORDS else rest
        count = len(words(rest))
        if ATTACHED_LINE.match(rest) and count < 2 * _SHORT:
            reading.note("attachment", clean(rest))
        elif count or rest.startswith("--"):
            kept.append(line if rest == line.text else Line(rest, line.blank_before))
    return _take_furniture(kept, reading)


def _take_furniture(lines: list[Line], reading: Reading) -> list[Line]:
    last_real = next((n for n in reversed(range(len(lines))) if not _may_be_furniture(lines[n].text)), -1)
    first = next((n for n in range(last_real + 1, len(lines)) if is_furniture(lines[n].text)), len(lines))
    kept = []
    for number, line in enumerate(lines):
        if number >= first or is_furniture(line.text):
            reading.note("furniture", clean(line.text))
        else:
            kept.append(line)
    return kept


def _may_be_furniture(text: str) -> bool:
    return is_furniture(text) or (
        len(words(text)) < _SHORT
        and not split_mark(text)[0]
        and not text.endswith((".", ";", ":", ","))
        and not _is_signature(text)
        and not RECIPIENTS_LINE.match(text)
    )


def _is_section(text: str) -> bool:
    mark, _ = split_mark(text)
    return bool(mark and mark.is_section)


def _starts_ending(text: str, number: int, last_section: int) -> bool:
    if number == last_section and _is_section(text):
        return False
    return bool(CLOSING_LINE.match(text) or RECIPIENTS_LINE.match(text)) or (number > 0 and _is_signature(text))


def _is_signature(text: str) -> bool:
    """True for a line that holds a signer's title in capitals, alone or in a column of its own."""
    return any(
        SIGNER_LINE.match(cell) and is_capitals(cell) and len(words(cell)) <= _SHORT
        for cell in _GAP.split(text.strip())
    )


def _loose_closing(lines: list[Line], last_section: int) -> int:
    """Where a plan that nobody signs ends with a last word of its own ("… thực hiện./.")."""
    last = len(lines) - 1
    if last > last_section and lines[last].text.endswith("./.") and not split_mark(lines[last].text)[0]:
        return last
    return len(lines)


def _read_cells(text: str, state: str, reading: Reading) -> str:
    for cell in _GAP.split(text.strip()):
        for piece in _inline_cells(cell):
            state = _read_cell(piece, state, reading)
    return state


def _inline_cells(cell: str) -> list[str]:
    """A flattened block: recipients divided by dashes, with the signer's title and name among them."""
    pieces = re.split(rf"\s+(?=[{re.escape(BULLETS)}]\s*\S)", cell)
    pieces = [part for piece in pieces for part in _before_titles(piece)]
    tails = [part for piece in pieces for part in _split_name(piece)]
    return [piece.strip() for piece in tails if piece.strip()]


def _before_titles(piece: str) -> list[str]:
    edges = [0, *(match.start() for match in _SIGNATURE_PART.finditer(piece)), len(piece)]
    return [piece[left:right] for left, right in pairwise(edges)]


def _split_name(piece: str) -> list[str]:
    title = _SIGNER.match(piece)
    if title and title["title"]:
        return [piece[: title.end()], *re.split(rf"(?<=\))\s+(?={_NAME_WORD})", piece[title.end() :].strip())]
    if match := re.match(rf"(?P<left>.*?(?:[Ll]ưu|VT)[^;]*\.)\s+(?P<name>{_NAME.pattern})$", piece):
        return [match["left"], match["name"]]
    return [piece]


def _read_cell(cell: str, state: str, reading: Reading) -> str:
    signer = reading.signer
    mark, text = split_mark(cell)
    if not words(text):
        return state
    if _SIGNED.fullmatch(text):
        reading.structure.append(text)
    elif not mark and _is_signature(cell) and _read_signer(cell, reading):
        return "recipients" if state == "recipients" else "signature"
    elif (
        not mark
        and (signer.title or signer.authority)
        and not signer.name
        and _NAME.fullmatch(text)
        and not _is_signature(text)
    ):
        if reading.drafters:
            reading.drafters -= 1
            reading.note("unplaced", clean(text))
        else:
            signer.name = clean(text)
    elif (
        mark
        or re.match(r"Lưu(?!\w)", text, re.IGNORECASE)
        or (state == "recipients" and (not signer.name or text.endswith((";", "."))))
    ):
        reading.recipients.append(clean(text).rstrip(" ;,"))
    else:
        reading.note("unplaced", clean(cell))
    return state


def _read_signer(cell: str, reading: Reading) -> bool:
    """Takes a signer's title or authority; False when another one has signed already."""
    signer = reading.signer
    authority = re.match(AUTHORITY, cell)
    if authority and not signer.authority and not signer.title:
        inner = _TITLE_ONLY.search(cell, authority.end())
        signer.authority = _spoken(cell)
        if re.match(r"T[./]?M", authority[0]) and inner and inner.start() > authority.end():
            signer.authority, signer.title = _spoken(cell[: inner.start()]), _spoken(cell[inner.start() :])
        return True
    if not authority and (not signer.title or (_DRAFTER.match(signer.title) and not signer.name)):
        reading.note("unplaced", signer.title)
        reading.drafters += bool(signer.title)
        signer.title = _spoken(cell)
        return True
    return False


def _spoken(cell: str) -> str:
    """ "KT. HIỆU TRƯỞNG" as "KT. Hiệu trưởng"."""
    authority = re.match(AUTHORITY, cell)
    head = authority[0].strip().rstrip(".") + ". " if authority else ""
    return head + first_upper(clean(cell[authority.end() if authority else 0 :]).lower()).strip(" :.")
