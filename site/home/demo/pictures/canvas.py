"""A small SVG canvas: shapes with a slightly unsteady hand, gradients, nested places."""

import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

Point = tuple[float, float]

PAPER = "#fbf6ea"
BOARD = "#1f4d3f"
SCARF = "#d7263d"
NAVY = "#26365c"
INK = "#2b2420"
NONE = "none"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(first: str, second: str, share: float) -> str:
    """Return the colour `share` (0..1) of the way from first to second, both "#rrggbb"."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def dark(colour: str, share: float = 0.18) -> str:
    """Return the colour moved towards a warm black, as shade in a picture book is."""
    return mix(colour, "#2a1c2e", share)


def light(colour: str, share: float = 0.25) -> str:
    """Return the colour moved towards warm white."""
    return mix(colour, "#fff8e6", share)


def smooth(points: Sequence[Point], *, closed: bool = True, tension: float = 6.0) -> str:
    """Return path data of a curve through all points (Catmull-Rom turned into cubics)."""
    count = len(points)

    def point(index: int) -> Point:
        return points[index % count] if closed else points[max(0, min(count - 1, index))]

    data = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for i in range(count if closed else count - 1):
        before, start, end, after = (point(i + step) for step in (-1, 0, 1, 2))
        first = (start[0] + (end[0] - before[0]) / tension, start[1] + (end[1] - before[1]) / tension)
        second = (end[0] - (after[0] - start[0]) / tension, end[1] - (after[1] - start[1]) / tension)
        data.append("C" + " ".join(f"{x:.1f} {y:.1f}" for x, y in (first, second, end)))
    return "".join(data) + ("Z" if closed else "")


def _faded(opacity: float, *, line: bool = False) -> str:
    # Not the attribute "opacity": it makes the renderer paint each shape on a layer of its own, which is slow.
    if opacity >= 1:
        return ""
    return f' fill-opacity="{opacity:.2f}"' + (f' stroke-opacity="{opacity:.2f}"' if line else "")


class Canvas:
    """Collects SVG markup in user units; `rng` is seeded by the picture's key, so a picture never changes."""

    def __init__(self, seed: str, width: int, height: int) -> None:
        self.w = width
        self.h = height
        self.rng = random.Random(seed)  # noqa: S311 - a steady hand, not a secret
        self._defs: list[str] = []
        self._body: list[str] = []

    def markup(self) -> str:
        """Return the whole SVG document."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.w} {self.h}" '
            f'width="{self.w}" height="{self.h}"><defs>{"".join(self._defs)}</defs>{"".join(self._body)}</svg>'
        )

    def add(self, markup: str) -> None:
        """Append raw markup."""
        self._body.append(markup)

    def jit(self, amount: float) -> float:
        """Return a small random step between -amount and +amount."""
        return self.rng.uniform(-amount, amount)

    def linear(self, *colours: str, across: bool = False, opacity: Sequence[float] = ()) -> str:
        """Return a paint: colours evenly spaced from top to bottom, or from left to right."""
        end = 'x2="1" y2="0"' if across else 'x2="0" y2="1"'
        return self._gradient(f'linearGradient x1="0" y1="0" {end}', "linearGradient", colours, opacity)

    def radial(self, *colours: str, opacity: Sequence[float] = ()) -> str:
        """Return a paint: colours evenly spaced from the centre outwards."""
        return self._gradient("radialGradient", "radialGradient", colours, opacity)

    def _gradient(self, opening: str, tag: str, colours: Sequence[str], opacity: Sequence[float]) -> str:
        name = f"g{len(self._defs)}"
        last = max(1, len(colours) - 1)
        stops = "".join(
            f'<stop offset="{i / last:.3f}" stop-color="{colour}" stop-opacity="{opacity[i] if opacity else 1}"/>'
            for i, colour in enumerate(colours)
        )
        self._defs.append(opening.join(("<", f' id="{name}">')) + stops + f"</{tag}>")
        return f"url(#{name})"

    @contextmanager
    def at(
        self,
        x: float = 0,
        y: float = 0,
        scale: float = 1,
        *,
        flip: bool = False,
        turn: float = 0,
        opacity: float = 1,
    ) -> Iterator[None]:
        """Draw inside a moved, scaled, mirrored or turned (degrees) frame of reference."""
        sx = -scale if flip else scale
        place = f"translate({x:.1f} {y:.1f})"
        if turn:
            place += f" rotate({turn:.1f})"
        if sx != 1:
            place += f" scale({sx:.3f} {scale:.3f})"
        faded = f' opacity="{opacity}"' if opacity < 1 else ""
        self.add(f'<g transform="{place}"{faded}>')
        yield
        self.add("</g>")

    @contextmanager
    def clip(self, path: str) -> Iterator[None]:
        """Draw only inside the given path data."""
        name = f"c{len(self._defs)}"
        self._defs.append(f'<clipPath id="{name}"><path d="{path}"/></clipPath>')
        self.add(f'<g clip-path="url(#{name})">')
        yield
        self.add("</g>")

    def path(
        self,
        data: str,
        fill: str = NONE,
        *,
        stroke: str = NONE,
        width: float = 2,
        opacity: float = 1,
    ) -> None:
        """Draw path data; strokes have round ends and joins."""
        line = ""
        if stroke != NONE:
            line = f' stroke="{stroke}" stroke-width="{width:.1f}" stroke-linecap="round" stroke-linejoin="round"'
        self.add(f'<path d="{data}" fill="{fill}"{line}{_faded(opacity, line=bool(line))}/>')

    def circle(self, x: float, y: float, r: float, fill: str, opacity: float = 1) -> None:
        """Draw a disc."""
        self.ellipse(x, y, r, r, fill, opacity)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: str, opacity: float = 1) -> None:
        """Draw an ellipse."""
        self.add(f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{rx:.1f}" ry="{ry:.1f}" fill="{fill}"{_faded(opacity)}/>')

    def rect(self, x: float, y: float, w: float, h: float, fill: str, *, r: float = 0, opacity: float = 1) -> None:
        """Draw an exact rectangle, with round corners of radius r."""
        corner = f' rx="{r:.1f}"' if r else ""
        self.add(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"{corner} fill="{fill}"{_faded(opacity)}/>'
        )

    def box(self, x: float, y: float, w: float, h: float, fill: str, *, rough: float = 1.5, opacity: float = 1) -> None:
        """Draw a rectangle as cut by hand: corners a little off, sides a little bowed."""
        corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
        corners = [(px + self.jit(rough), py + self.jit(rough)) for px, py in corners]
        data = f"M{corners[0][0]:.1f} {corners[0][1]:.1f}"
        for i in range(4):
            (ax, ay), (bx, by) = corners[i], corners[(i + 1) % 4]
            mx, my = (ax + bx) / 2 + self.jit(rough), (ay + by) / 2 + self.jit(rough)
            data += f"Q{mx:.1f} {my:.1f} {bx:.1f} {by:.1f}"
        self.path(data + "Z", fill, opacity=opacity)

    def poly(self, points: Sequence[Point], fill: str, *, opacity: float = 1) -> None:
        """Draw a polygon with straight sides."""
        self.path("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z", fill, opacity=opacity)

    def line(self, points: Sequence[Point], stroke: str, width: float, *, opacity: float = 1) -> None:
        """Draw a smooth open line through the points."""
        if len(points) == 2:
            (ax, ay), (bx, by) = points
            data = f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}"
        else:
            data = smooth(points, closed=False)
        self.path(data, stroke=stroke, width=width, opacity=opacity)

    def blob(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float,
        fill: str,
        *,
        lumps: int = 9,
        rough: float = 0.1,
        opacity: float = 1,
    ) -> None:
        """Draw a soft round shape with an uneven edge (foliage, clouds, bushes)."""
        start = self.rng.uniform(0, math.tau)
        points = []
        for i in range(lumps):
            angle = start + math.tau * i / lumps
            reach = 1 + self.jit(rough)
            points.append((x + rx * reach * math.cos(angle), y + ry * reach * math.sin(angle)))
        self.path(smooth(points), fill, opacity=opacity)

    def fill_all(self, paint: str, opacity: float = 1) -> None:
        """Cover the whole picture with a paint."""
        self.rect(-5, -5, self.w + 10, self.h + 10, paint, opacity=opacity)

    def glow(self, x: float, y: float, r: float, colour: str, strength: float = 0.6) -> None:
        """Draw a soft round light."""
        self.circle(x, y, r, self.radial(colour, colour, colour, opacity=(strength, strength * 0.35, 0)))

    def shadow(self, x: float, y: float, rx: float, ry: float, opacity: float = 0.2) -> None:
        """Draw the soft shadow a thing throws on the ground."""
        # Flat layers, for a picture has a hundred shadows and gradients are the dearest thing to paint.
        for share in (0.86, 0.68, 0.5):
            self.ellipse(x, y, rx * share, ry * share, "#2a1c2e", opacity * 0.36)
