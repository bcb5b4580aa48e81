"""The letters of a PDF as PDFium sees them, put together to segments: runs of text on one line.

PDFium is what Chromium reads PDF with. It gives each letter with its place, ten times faster than what is written in
Python. Lengths are in points, the y axis points upwards.
"""

import ctypes
from collections.abc import Iterator
from math import hypot
from statistics import median_low
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from .columns import Segment
from .tcvn3 import from_tcvn3, is_capital_font, is_tcvn3_font

UNMAPPED = "\ufffd"
_HYPHEN_AT_LINE_END = 2  # what PDFium makes of "-" there
_SAME_LINE = 0.5  # share of the lower letter's height by which two letters overlap upright
_SAME_RUN = 2.0  # widths of the wider letter between two letters: more is a column
_SAME_COLUMN = 0.75  # heights between two letters without a blank
_SAME_WORD = 0.15  # the same for a blank that is not stored as a letter
_BELOW = 0.22  # share of a letter's size that lies below the baseline
_NAME_BYTES = 128


class Letter(NamedTuple):
    """One letter and its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def segments(page: pypdfium2.PdfPage) -> list[Segment]:
    """The segments of a page, in the order in which the file stores them. Letters without Unicode are UNMAPPED."""
    text_page = page.get_textpage()
    try:
        runs = list(_runs(_Letters(page, text_page)))
    finally:
        text_page.close()
    return [_segment(run) for run in runs]


def has_picture(page: pypdfium2.PdfPage) -> bool:
    """True when a picture stands on the page, or in what is drawn on it as a whole."""
    return any(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING], max_depth=3))


class _Drawn(NamedTuple):
    """What one piece of drawn text has in common: the font's name and its size on the page."""

    font: str
    size: float


class _Letters:
    """The letters of a page that are drawn; what PDFium adds of its own (blanks, ends of lines) is left out.

    A letter's height follows from its baseline and size: what PDFium says of it depends on how the font was stored.
    """

    def __init__(self, page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> None:
        self._text = text_page
        self._turned = page.get_rotation()
        self._width, self._height = page.get_mediabox()[2:]
        self._drawn: dict[int, _Drawn] = {}

    def __iter__(self) -> Iterator[Letter]:
        box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        for at in range(self._text.count_chars()):
            if raw.FPDFText_IsGenerated(self._text, at) == 1:
                continue
            raw.FPDFText_GetLooseCharBox(self._text, at, box)
            raw.FPDFText_GetCharOrigin(self._text, at, x, y)
            drawn = self._drawn_with(at)
            (left, right), baseline = self._upright(box, x.value, y.value)
            bottom = baseline - _BELOW * drawn.size
            yield Letter(self._letter(at, drawn.font), left, bottom, right, bottom + drawn.size)

    def _letter(self, at: int, font: str) -> str:
        code = raw.FPDFText_GetUnicode(self._text, at)
        if code == _HYPHEN_AT_LINE_END:
            return "-"
        if not code or raw.FPDFText_HasUnicodeMapError(self._text, at) == 1:
            return UNMAPPED
        if not is_tcvn3_font(font):
            return chr(code)
        text = from_tcvn3(chr(code))
        return text.upper() if is_capital_font(font) else text

    def _drawn_with(self, at: int) -> _Drawn:
        piece = raw.FPDFText_GetTextObject(self._text, at)
        address = ctypes.addressof(piece.contents) if piece else 0
        if address not in self._drawn:
            name, matrix = ctypes.create_string_buffer(_NAME_BYTES), raw.FS_MATRIX()
            if piece:
                raw.FPDFFont_GetBaseFontName(raw.FPDFTextObj_GetFont(piece), name, _NAME_BYTES)
            raw.FPDFText_GetMatrix(self._text, at, matrix)
            size = raw.FPDFText_GetFontSize(self._text, at) * hypot(matrix.c, matrix.d)
            font = name.value.decode("utf-8", "replace").rpartition("+")[2]  # "ABCDEF+" marks a subset
            self._drawn[address] = _Drawn(font, size)
        return self._drawn[address]

    def _upright(self, box: raw.FS_RECTF, x: float, y: float) -> tuple[tuple[float, float], float]:
        """Left, right and baseline as they stand on the page, which the file may say to turn (clockwise)."""
        if self._turned == 90:  # noqa: PLR2004  (degrees)
            return (box.bottom, box.top), self._width - x
        if self._turned == 180:  # noqa: PLR2004
            return (self._width - box.right, self._width - box.left), self._height - y
        if self._turned == 270:  # noqa: PLR2004
            return (self._height - box.top, self._height - box.bottom), x
        return (box.left, box.right), y


def _runs(letters: _Letters) -> Iterator[list[Letter]]:
    run: list[Letter] = []
    for letter in letters:
        if run and not _goes_on(run[-1], letter):
            yield run
            run = []
        if run and _has_gap(run[-1], letter):
            run.append(Letter(" ", run[-1].right, letter.bottom, letter.left, letter.top))
        run.append(letter)
    if run:
        yield run


def _goes_on(last: Letter, letter: Letter) -> bool:
    """True when a letter stands on the line of the last one and near it: columns have no blank stored between them."""
    height = min(last.top - last.bottom, letter.top - letter.bottom)
    overlap = min(last.top, letter.top) - max(last.bottom, letter.bottom)
    apart = max(letter.left - last.right, last.left - letter.right)
    near = _SAME_RUN * max(_width(last), _width(letter)) if _is_blank(last, letter) else _SAME_COLUMN * height
    return overlap > height * _SAME_LINE and apart < near


def _is_blank(last: Letter, letter: Letter) -> bool:
    return last.text.isspace() or letter.text.isspace()


def _has_gap(last: Letter, letter: Letter) -> bool:
    return not _is_blank(last, letter) and letter.left - last.right > _SAME_WORD * max(_width(last), _width(letter))


def _width(letter: Letter) -> float:
    return letter.right - letter.left


def _segment(run: list[Letter]) -> Segment:
    """A run as one; its height is that of its usual letters: a mark of a footnote stands higher."""
    return Segment(
        "".join(letter.text for letter in run),
        left=min(letter.left for letter in run),
        right=max(letter.right for letter in run),
        bottom=median_low(letter.bottom for letter in run),
        top=median_low(letter.top for letter in run),
        first_word=_first_word(run),
    )


def _first_word(run: list[Letter]) -> float:
    """The width of a run's first word."""
    left = end = run[0].left
    for letter in run:
        if not letter.text.strip() and end > left:
            break
        end = max(end, letter.right)
    return end - left
