"""The register of scenes, and how a scene becomes an SVG text or a JPEG photo."""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import resvg_py
from PIL import Image, ImageChops

from .canvas import PAPER, Canvas

Draw = Callable[[Canvas], None]

# Drawing units, and the pixels of a finished picture, of each orientation.
LANDSCAPE = (1200, 800)
PORTRAIT = (900, 1200)
SQUARE = (1000, 1000)
_PIXELS = {LANDSCAPE: (2400, 1600), PORTRAIT: (1600, 2133), SQUARE: (1800, 1800)}
_QUALITY = 88


@dataclass(frozen=True)
class Scene:
    """One picture: its Vietnamese title and alt text, the function that draws it, its size in drawing units."""

    title: str
    alt: str
    draw: Draw
    size: tuple[int, int] = LANDSCAPE

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the finished picture."""
        return _PIXELS[self.size]


SCENES: dict[str, Scene] = {}


def scene(key: str, title: str, alt: str, size: tuple[int, int] = LANDSCAPE) -> Callable[[Draw], Draw]:
    """Register a drawing function as the picture `key`."""

    def register(draw: Draw) -> Draw:
        if key in SCENES:
            raise ValueError(f"two pictures are called {key!r}")
        SCENES[key] = Scene(title, alt, draw, size)
        return draw

    return register


def svg(key: str) -> str:
    """Return the picture as an SVG document. Raises KeyError for an unknown key."""
    chosen = SCENES[key]
    canvas = Canvas(key, *chosen.size)
    chosen.draw(canvas)
    return canvas.markup()


def _fit(own: tuple[int, int], width: int | None, height: int | None) -> tuple[int, int]:
    if width is None and height is None:
        return own
    share = min((width or own[0] * 9) / own[0], (height or own[1] * 9) / own[1])
    return max(1, round(own[0] * share)), max(1, round(own[1] * share))


@lru_cache(maxsize=4)
def _paper(size: tuple[int, int]) -> Image.Image:
    """Return a grey tooth of paper: fine grain over soft blotches, the same on every run."""
    rng = random.Random("paper")  # noqa: S311 - a texture, not a secret
    grain = Image.frombytes("L", (400, 400), rng.randbytes(160_000)).resize((800, 800), Image.Resampling.BILINEAR)
    blotch = Image.frombytes("L", (24, 16), rng.randbytes(384)).resize(size, Image.Resampling.BICUBIC)
    sheet = Image.new("L", size, 128)
    for x in range(0, size[0], 800):
        for y in range(0, size[1], 800):
            sheet.paste(grain, (x, y))
    return Image.blend(sheet, blotch, 0.4).point(lambda value: 128 + (value - 128) * 0.19)


def render_jpeg(key: str, width: int | None = None, height: int | None = None) -> bytes:
    """Return the picture as JPEG bytes: in its own size, or fitted into width × height pixels.

    The proportions are always the scene's own. Raises KeyError for an unknown key.
    """
    size = _fit(SCENES[key].pixels, width, height)
    png = resvg_py.svg_to_bytes(svg_string=svg(key), width=size[0], background=PAPER, skip_system_fonts=True)
    flat = Image.open(io.BytesIO(bytes(png))).convert("RGB")
    if flat.size != size:
        flat = flat.resize(size)
    paper = Image.merge("RGB", (_paper(size),) * 3)
    target = io.BytesIO()
    ImageChops.soft_light(flat, paper).save(target, "JPEG", quality=_QUALITY, optimize=True)
    return target.getvalue()
