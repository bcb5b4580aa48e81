"""How wide words are in the document's typeface, for the rules that the decree measures by the line above them.

Liberation Serif has the widths of Times New Roman, is free, and from version 2 on has every Vietnamese letter; the one
of Debian's `fonts-liberation` lacks 93, so the files are named and never searched for by the font's name.
"""

from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path("/usr/share/fonts/truetype/liberation2")
FACES = {
    (False, False): FONTS / "LiberationSerif-Regular.ttf",
    (True, False): FONTS / "LiberationSerif-Bold.ttf",
    (False, True): FONTS / "LiberationSerif-Italic.ttf",
    (True, True): FONTS / "LiberationSerif-BoldItalic.ttf",
}
MM_PER_POINT = 25.4 / 72
_PRECISION = 100


@lru_cache(maxsize=32)
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FACES[bold, False]), size * _PRECISION, layout_engine=ImageFont.Layout.BASIC)


def width(text: str, size: int, *, bold: bool = False) -> float:
    """Return the width of `text` on one line, in millimetres. `size` is in points."""
    return _font(size, bold=bold).getlength(text) / _PRECISION * MM_PER_POINT


def lines(text: str, size: int, room: float, *, bold: bool = False) -> list[str]:
    """Return `text` as lines of about one length, as few as fit in `room` millimetres."""
    fewest = len(_broken(text, size, room, bold=bold))
    narrow, wide = 0.0, room
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        if len(_broken(text, size, middle, bold=bold)) > fewest:
            narrow = middle
        else:
            wide = middle
    return _broken(text, size, wide, bold=bold)


def _broken(text: str, size: int, room: float, *, bold: bool) -> list[str]:
    found: list[str] = []
    for word in text.split():
        if found and width(f"{found[-1]} {word}", size, bold=bold) <= room:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found
