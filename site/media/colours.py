"""The colour that stands where a photo is about to appear: what one would see of it from far away.

A page may carry no style of its own (the policy forbids it), so the colour is said in three classes, one for each of
red, green and blue: nine steps of each in the stylesheet make 729 colours.
"""

import re

from django.core.files import File
from PIL import Image

GRAIN = (16, 16)  # pixels that are left of a photo before they are averaged
STEP = 24  # between two colours of the stylesheet, of 255
DARKEST, BRIGHTEST = 1, 9  # steps that it has: black and white would be loud while one waits
_COLOUR = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")


def colour_of(file: File) -> str:
    """Return the average colour of the picture in `file` as "#rrggbb", "" where one can see through it.

    Light is averaged, not the numbers that stand for it: half black and half white is seen as a light grey.
    """
    with Image.open(file) as picture:
        if picture.has_transparency_data:
            return ""
        grains = picture.convert("RGB").resize(GRAIN, Image.Resampling.BOX)
    return "#" + "".join(f"{_average(band.tobytes()):02x}" for band in grains.split())


def _average(values: bytes) -> int:
    """Return the mean of one colour's values (0…255) as light: their squares are near enough to it."""
    return round((sum(value * value for value in values) / len(values)) ** 0.5)


def classes_of(colour: str) -> str:
    """Return the classes of the nearest colour that the stylesheet has: "r5 g6 b3"; "" for none."""
    found = _COLOUR.fullmatch(colour)
    if not found:
        return ""
    return " ".join(f"{name}{_step(value)}" for name, value in zip("rgb", found.groups(), strict=True))


def _step(value: str) -> int:
    return min(max(round(int(value, 16) / STEP), DARKEST), BRIGHTEST)
