"""Rows of a page of a PDF, and blocks of two columns in them: the letterhead, the signature."""

from dataclasses import dataclass

from ..cues import MOTTO, PLAN_LINE, RECIPIENTS_LINE, SIGNER_LINE
from ..text import clean, is_capitals
from .tables import join_names

_GUTTER = 10.0  # points between two columns
_LETTERHEAD_ROWS = 14


@dataclass
class Segment:
    """A run of text on one line; the y axis points upwards, `first_word` is the width of its first word."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    first_word: float

    @property
    def middle(self) -> float:
        """Half-way up the line."""
        return (self.bottom + self.top) / 2


class Row:
    """What stands side by side on one height; `column` names the block column a row was taken from ("" for none)."""

    def __init__(self, segments: list[Segment], column: str = "") -> None:
        self.segments = segments
        self.column = column

    @property
    def text(self) -> str:
        """The row's text, its columns divided by wide space."""
        return "      ".join(segment.text.rstrip() for segment in self.segments)

    @property
    def left(self) -> float:
        """Left edge."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Right edge."""
        return max(segment.right for segment in self.segments)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return min(segment.bottom for segment in self.segments)

    @property
    def height(self) -> float:
        """Height of the tallest line."""
        return max(segment.top - segment.bottom for segment in self.segments)

    @property
    def first_word(self) -> float:
        """Width of the first word."""
        return self.segments[0].first_word

    def holds(self, segment: Segment) -> bool:
        """True when a segment stands at the height of this row."""
        first = self.segments[0]
        return segment.bottom < first.middle < segment.top or first.bottom < segment.middle < first.top

    def add(self, segment: Segment) -> None:
        """Puts a segment in its place from left to right."""
        near = next(
            (s for s in self.segments if -1 < max(segment.left - s.right, s.left - segment.right) < _GUTTER / 3), None
        )
        if near:
            first, last = sorted((near, segment), key=lambda s: s.left)
            near.text = f"{first.text.rstrip()} {last.text.lstrip()}"
            near.left, near.right = first.left, last.right
            near.first_word = first.first_word
        else:
            self.segments.append(segment)
        self.segments.sort(key=lambda s: s.left)


def told_apart(rows: list[Row], *, last_page: bool) -> list[Row]:
    """The rows of a page; those of a letterhead or signature block column by column."""
    kept: list[Row] = []
    at = 0
    while at < len(rows):
        end = _block_end(rows, at) if _opens_block(rows, at) else at
        if end > at:
            kept += _columns(rows[at:end])
            at = end
        else:
            kept.append(rows[at])
            at += 1
    return kept


def _opens_block(rows: list[Row], at: int) -> bool:
    """True for the first row of a letterhead (the motto is near) or of a signature block."""
    if len(rows[at].segments) != 2:  # noqa: PLR2004  (two columns)
        return False
    near = [segment.text.strip() for row in rows[at : at + 4] for segment in row.segments]
    texts = [segment.text.strip() for segment in rows[at].segments]
    letterhead = at < _LETTERHEAD_ROWS and any(MOTTO.match(text) for text in near)
    return letterhead or any(
        RECIPIENTS_LINE.match(text) or (SIGNER_LINE.match(text) and is_capitals(text)) for text in texts
    )


def _block_end(rows: list[Row], at: int) -> int:
    """The row after a block: the first that reaches across the gutter, or that opens the plan."""
    low, high = rows[at].segments[0].right, rows[at].segments[1].left
    letterhead = not any(RECIPIENTS_LINE.match(s.text.strip()) for s in rows[at].segments)
    end = at + 1
    for row in rows[at + 1 :]:
        lefts = [segment for segment in row.segments if segment.left < low]
        rights = [segment for segment in row.segments if segment.left >= low]
        new_low = max([low, *(segment.right for segment in lefts)])
        new_high = min([high, *(segment.left for segment in rights)])
        opens = PLAN_LINE.match(row.text.strip()) and is_capitals(PLAN_LINE.match(row.text.strip())[0])
        if new_low >= new_high or (letterhead and opens):
            break
        low, high = new_low, new_high
        end += 1
    return end


def _columns(rows: list[Row]) -> list[Row]:
    """The left column, then the right one, which begins where the left one ends: a name is centred below a title."""
    edge = max(row.segments[0].right for row in rows if len(row.segments) > 1)
    left = [segment for row in rows for segment in row.segments if segment.left < edge]
    right = [segment for row in rows for segment in row.segments if segment.left >= edge]
    return [*_column(left), *_column(right)]


def _column(segments: list[Segment]) -> list[Row]:
    """A column's lines: a name that was broken is one line, and every other line stands by itself."""
    names = iter(segments)
    rows = []
    for line in join_names([clean(segment.text) for segment in segments]):
        first = next(names)
        taken = clean(first.text)
        while len(taken) < len(line) and (more := next(names, None)):
            taken = f"{taken} {clean(more.text)}"
        rows.append(Row([Segment(line, first.left, first.right, first.bottom, first.top, first.first_word)], "apart"))
    return rows
