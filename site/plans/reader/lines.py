"""From text to paragraphs: soft breaks, hard wraps, page numbers and run-together paragraphs are undone."""

import re
from dataclasses import dataclass
from itertools import pairwise

from .cues import (
    ADDRESS,
    ATTACHED_LINE,
    BASIS_LINE,
    CLOSING_LINE,
    MOTTO,
    NUMBER_LINE,
    PLAN_LINE,
    RECIPIENTS_LINE,
    SIGNER_LINE,
    is_furniture,
)  # fmt: skip
from .dates import PLACE_DATE
from .flat import split_paragraph
from .headings import is_plain_heading
from .markers import split_mark
from .text import SENTENCE_END, is_capitals, normalise, starts_lower

_RULE = re.compile(r"[\s\-–—_=*.~…]{3,}")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?\d{1,3}(?:\s*[-–—])?|(?:trang|page)\s*:?\s*\d+(?:\s*/\s*\d+)?|\d+\s*/\s*\d+", re.I
)
HANGING = re.compile(
    r"(?:[,\-–(“]|(?<!\w)(?:và|của|các|về|cho|với|theo|trong|tại|từ|đến|là|do|những|để|số|ngày|năm))$", re.I
)
_COLUMNS = re.compile(r"\S\s{4,}\S")
_WRAP_WIDTH = 140
_WRAP_LINES, _WRAP_PROOFS = 8, 2
_BARE_BULLET = 2
_HEADING_LENGTH = 60


@dataclass
class Line:
    """One paragraph; `blank_before` says that the source sets it apart."""

    text: str
    blank_before: bool = False
    soft: bool = False
    width: int = 0
    indent: int = 0


def read_lines(text: str) -> tuple[list[Line], list[str]]:
    """The paragraphs of a plan text, in order, and the lines that were dropped as page numbers."""
    physical, dropped = _physical_lines(normalise(text))
    wrap = _wrap_width(physical)
    paragraphs: list[list[Line]] = []
    for line in physical:
        if paragraphs and _continues(paragraphs[-1], line, wrap):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return [
        Line(piece, first.blank_before and number == 0)
        for first, *rest in paragraphs
        for number, piece in enumerate(split_paragraph(" ".join(line.text for line in (first, *rest))))
    ], dropped


def starts_block(text: str) -> bool:
    """True when a line can't be the continuation of the one before it."""
    mark, rest = split_mark(text)
    if mark:
        return not (mark.is_bullet and starts_lower(rest) and len(text) <= _BARE_BULLET)
    known = (CLOSING_LINE, RECIPIENTS_LINE, MOTTO, NUMBER_LINE, SIGNER_LINE, ATTACHED_LINE, ADDRESS)
    title = PLAN_LINE.fullmatch(text) is not None and is_capitals(text)
    return title or any(pattern.match(text) for pattern in known) or is_plain_heading(text) or is_furniture(text)


def _physical_lines(text: str) -> tuple[list[Line], list[str]]:
    lines: list[Line] = []
    dropped: list[str] = []
    blank = False
    for paragraph in text.split("\n"):
        for number, piece in enumerate(paragraph.split("\v")):
            stripped = piece.strip()
            if not stripped or _RULE.fullmatch(stripped):
                blank = blank or number == 0
            elif lines and _PAGE_NUMBER.fullmatch(stripped):
                dropped.append(stripped)
            else:
                width = len(piece.rstrip())
                lines.append(Line(stripped, blank, number > 0, width, width - len(stripped)))
                blank = False
    return lines, dropped


def _wrap_width(lines: list[Line]) -> int:
    """The column at which a text was wrapped by hand or by a PDF reader; 0 for running paragraphs."""
    broken = [
        left.width
        for left, right in pairwise(lines)
        if _HEADING_LENGTH // 2 < left.width <= _WRAP_WIDTH
        and not right.soft
        and starts_lower(right.text)
        and not left.text.endswith((*SENTENCE_END, "/."))
    ]
    if len(broken) >= _WRAP_PROOFS:
        return max(broken)
    widths = [line.width for line in lines if " " in line.text and not _COLUMNS.search(line.text)]
    widest = max(widths, default=0)
    full = sum(width > widest * 0.75 for width in widths)
    return widest if len(widths) >= _WRAP_LINES and widest <= _WRAP_WIDTH and full > len(widths) * 0.25 else 0


def _continues(paragraph: list[Line], line: Line, wrap: int) -> bool:
    """True when `line` goes on with the sentence of `paragraph` (its physical lines so far)."""
    first, last = paragraph[0], paragraph[-1]
    if starts_block(line.text) or _stands_alone(first.text) or _stands_alone(last.text):
        return False
    hanging = HANGING.search(last.text) and not is_capitals(line.text)
    if BASIS_LINE.match(line.text) and not (hanging and not line.blank_before):
        return False
    ended = last.text.endswith(tuple(SENTENCE_END))
    if line.soft:
        # A soft break never ends an item, but the name of a unit may stand before one.
        long = len(paragraph) > 1 or len(first.text) > _HEADING_LENGTH
        goes_on = long and (split_mark(first.text)[0] or last.text.endswith(":"))
        return bool(goes_on) or not ended
    if last.text.endswith((":", "/.")):
        return False
    if starts_lower(line.text) or (line.text[0].isdigit() and not ended):
        return not (ended and line.blank_before)
    return not line.blank_before and (bool(hanging) or _is_full(last, line, wrap, ended=ended))


def _is_full(last: Line, line: Line, wrap: int, *, ended: bool) -> bool:
    """True when a line was broken because the next word did not fit; after a full stop, one has to be sure of it."""
    needed = last.width + 1 + len(line.text.split(" ", 1)[0])
    if ended:
        return 0 < wrap < needed and line.indent <= last.indent
    return 0 < wrap * 0.92 < needed and not is_capitals(last.text)


def _stands_alone(text: str) -> bool:
    """True for a line that nothing is ever added to."""
    mark, rest = split_mark(text)
    if (mark and mark.is_section and len(text) < _HEADING_LENGTH) or PLACE_DATE.fullmatch(text):
        return True
    alone = (RECIPIENTS_LINE, MOTTO, NUMBER_LINE, SIGNER_LINE)
    return (
        is_plain_heading(rest)
        or (PLAN_LINE.fullmatch(text) is not None)
        or any(pattern.match(text) for pattern in alone)
        or (is_capitals(rest) and not HANGING.search(rest))
        or is_furniture(text)
    )
