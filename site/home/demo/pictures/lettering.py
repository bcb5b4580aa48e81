"""Hand-drawn Vietnamese capitals as strokes, so that signs and chalkboards need no font file."""

import unicodedata

from .canvas import Canvas

# Each letter: its width and its strokes, in a box from y=0 (top) to y=10 (foot).
_LETTERS: dict[str, tuple[float, str]] = {
    "A": (7, "M0 10L3.5 0L7 10M1.4 6.4L5.6 6.4"),
    "B": (6, "M0 10L0 0L3.4 0C6 0 6 4.7 3.2 4.8L0 4.8M3.2 4.8C7 4.8 6.6 10 3.4 10L0 10"),
    "C": (6.6, "M6.6 1.8C4.6 -1 0 -.4 0 5C0 10.4 4.6 11 6.6 8.2"),
    "D": (6.6, "M0 0L0 10L2.8 10C8 9.6 8 .4 2.8 0Z"),
    "E": (5.4, "M5.4 0L0 0L0 10L5.4 10M0 4.8L4.4 4.8"),
    "G": (7, "M6.8 1.8C4.6 -1 0 -.4 0 5C0 10.6 6.9 11.2 6.9 5.4L4.2 5.4"),
    "H": (6.4, "M0 0L0 10M6.4 0L6.4 10M0 4.8L6.4 4.8"),
    "I": (0.6, "M.3 0L.3 10"),
    "K": (6, "M0 0L0 10M5.8 0L0 5.6M2 4L6 10"),
    "L": (5, "M0 0L0 10L5 10"),
    "M": (8, "M0 10L.4 0L4 7L7.6 0L8 10"),
    "N": (6.4, "M0 10L0 0L6.4 10L6.4 0"),
    "O": (7.2, "M3.6 0C-1.2 0 -1.2 10 3.6 10C8.4 10 8.4 0 3.6 0Z"),
    "P": (6, "M0 10L0 0L3.4 0C6.8 .2 6.6 5.4 3.2 5.4L0 5.4"),
    "Q": (7.2, "M3.6 0C-1.2 0 -1.2 10 3.6 10C8.4 10 8.4 0 3.6 0ZM4.6 7.4L7.2 10.6"),
    "R": (6.2, "M0 10L0 0L3.4 0C6.6 .2 6.6 5.2 3.2 5.2L0 5.2M3 5.2L6.2 10"),
    "S": (5.8, "M5.6 1.6C4 -.8 .2 -.4 .4 2.4C.6 5.2 5.8 4.6 5.8 7.6C5.8 10.6 1.2 10.8 0 8.2"),
    "T": (6.4, "M0 0L6.4 0M3.2 0L3.2 10"),
    "U": (6.4, "M0 0L0 6.4C0 11.2 6.4 11.2 6.4 6.4L6.4 0"),
    "V": (7, "M0 0L3.5 10L7 0"),
    "X": (6.4, "M0 0L6.4 10M6.4 0L0 10"),
    "Y": (6.8, "M0 0L3.4 5L6.8 0M3.4 5L3.4 10"),
    "Đ": (6.6, "M0 0L0 10L2.8 10C8 9.6 8 .4 2.8 0ZM-1.4 4.8L2.6 4.8"),
    "0": (5.6, "M2.8 0C-1 0 -1 10 2.8 10C6.6 10 6.6 0 2.8 0Z"),
    "1": (2.6, "M0 2.2L2.2 0L2.2 10"),
    "2": (5.4, "M.2 2.4C.4 -.8 5.4 -.8 5 2.6C4.8 5 1 7.4 0 10L5.4 10"),
    "3": (5.2, "M.2 1.4C2 -.8 5 -.2 4.8 2.4C4.6 4.6 2.6 4.8 1.8 4.8C4 4.8 5.2 5.8 5.2 7.4C5.2 10.4 1.4 10.8 0 8.6"),
    "4": (5.6, "M4 10L4 0L0 7L5.6 7"),
    "5": (5.2, "M4.8 0L.8 0L.4 4.4C2.4 3.2 5.2 4 5.2 6.8C5.2 10.4 1.6 10.8 0 8.8"),
    "6": (5.4, "M4.6 .4C1.6 .8 0 4 .1 7C.3 11 5.4 11 5.3 7C5.2 3.6 1 3.6 .2 6.4"),
    "7": (5.2, "M0 0L5.2 0L2 10"),
    "8": (5.4, "M2.7 4.6C-.2 4.4 -.2 0 2.7 0C5.6 0 5.6 4.4 2.7 4.6C-1 5 -.8 10 2.7 10C6.2 10 6.4 5 2.7 4.6Z"),
    "9": (5.4, "M.8 9.6C3.8 9.2 5.4 6 5.3 3C5.1 -1 0 -1 .1 3C.2 6.4 4.4 6.4 5.2 3.6"),
    "+": (5, "M0 5.4L5 5.4M2.5 2.9L2.5 7.9"),
    "=": (5, "M0 4L5 4M0 6.8L5 6.8"),
    "-": (3.4, "M0 5.4L3.4 5.4"),
    "–": (4.4, "M0 5.4L4.4 5.4"),
    ",": (1, "M.7 9.4L.2 11.4"),
    ".": (0.8, "M.4 9.7L.4 10"),
    ":": (0.8, "M.4 3.4L.4 3.7M.4 8.7L.4 9"),
    "!": (0.8, "M.4 0L.4 6.8M.4 9.7L.4 10"),
}

# Marks by their combining character, drawn around x=0 with the letter's top at y=0.
_MARKS = {
    "\u0300": "M-1.4 -3.4L.9 -1.7",
    "\u0301": "M1.4 -3.4L-.9 -1.7",
    "\u0309": "M-1 -3.4C1.6 -4.6 1.6 -2.6 0 -1.6",
    "\u0303": "M-1.9 -1.9C-.8 -3.7 .7 -1.1 1.9 -2.9",
    "\u0323": "M0 12.2L0 12.5",
    "\u0302": "M-1.7 -1.3L0 -2.9L1.7 -1.3",
    "\u0306": "M-1.7 -2.9C-1.2 -1 1.2 -1 1.7 -2.9",
}
_HORN = "\u031b"
_SHAPE_MARKS = {"\u0302", "\u0306"}
_GAP = 2.3
_SPACE = 4.2


def _glyph(char: str) -> tuple[str, list[str]]:
    if char == "Đ":
        return char, []
    parts = unicodedata.normalize("NFD", char)
    return parts[0], list(parts[1:])


def text_width(text: str, size: float) -> float:
    """Return the width of the line in user units; `size` is the height of a capital."""
    total = 0.0
    for char in text:
        total += _SPACE if char == " " else _LETTERS[_glyph(char)[0]][0] + _GAP
    return (total - _GAP) * size / 10


def _marks(c: Canvas, base_width: float, marks: list[str], stroke: str, weight: float) -> None:
    lift = -1.9 if any(mark in _SHAPE_MARKS for mark in marks) else 0
    for mark in marks:
        if mark == _HORN:
            c.path(
                f"M{base_width - 0.5} 1.2C{base_width + 2} 1.4 {base_width + 1.8} -.6 {base_width + 1.2} -1",
                stroke=stroke,
                width=weight,
            )
            continue
        rise = lift if mark not in _SHAPE_MARKS and mark != "\u0323" else 0
        side = 1.1 if rise and mark != "\u0303" else 0
        with c.at(base_width / 2 + side, rise * 0.75):
            c.path(_MARKS[mark], stroke=stroke, width=weight)


def write(
    c: Canvas,
    text: str,
    x: float,
    y: float,
    size: float,
    stroke: str,
    *,
    weight: float = 1.5,
    centre: bool = True,
    wobble: float = 0.0,
) -> None:
    """Write one line of capitals with its feet on y; `weight` is the stroke in tenths of the letter height."""
    cursor = x - (text_width(text, size) / 2 if centre else 0)
    for char in unicodedata.normalize("NFC", text):
        if char == " ":
            cursor += _SPACE * size / 10
            continue
        base, marks = _glyph(char)
        width, strokes = _LETTERS[base]
        with c.at(cursor, y - size + c.jit(wobble), size / 10, turn=c.jit(wobble)):
            c.path(strokes, stroke=stroke, width=weight)
            _marks(c, width, marks, stroke, weight)
        cursor += (width + _GAP) * size / 10
