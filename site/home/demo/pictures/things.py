"""Things of the school day: flag, drum, desks, books, boats, bicycles. Origin: the foot's middle, unless said."""

import math

from .canvas import SCARF, Canvas, Point, dark, light
from .lettering import text_width, write

BOOKS = ("#d7263d", "#e9b44c", "#3a7ca5", "#4f8a5b", "#e07a4f", "#8a5a8f", "#2f6f73", "#f2a7a0")


def star(x: float, y: float, r: float, inner: float = 0.4) -> str:
    """Return path data of a five-pointed star."""
    points = []
    for i in range(10):
        reach = r if i % 2 == 0 else r * inner
        angle = math.pi * i / 5 - math.pi / 2
        points.append(f"{x + reach * math.cos(angle):.1f} {y + reach * math.sin(angle):.1f}")
    return "M" + "L".join(points) + "Z"


def flag(c: Canvas, x: float, y: float, w: float) -> None:
    """Draw the national flag blowing to the right from its upper left corner."""
    h = w * 0.66
    c.path(
        f"M{x} {y}Q{x + w * 0.28} {y - h * 0.16} {x + w * 0.55} {y + h * 0.02}T{x + w} {y - h * 0.04}"
        f"L{x + w} {y + h * 0.96}Q{x + w * 0.8} {y + h * 1.12} {x + w * 0.55} {y + h * 1.0}T{x} {y + h}Z",
        "#da251d",
    )
    c.path(
        f"M{x + w * 0.5} {y - 2}Q{x + w * 0.66} {y + h * 0.1} {x + w * 0.76} {y + h * 0.06}"
        f"L{x + w * 0.76} {y + h * 1.05}"
        f"Q{x + w * 0.62} {y + h * 1.06} {x + w * 0.5} {y + h * 0.97}Z",
        "#9e1420",
        opacity=0.35,
    )
    c.path(star(x + w * 0.47, y + h * 0.5, h * 0.29), "#ffdd33")


def paper_flag(c: Canvas, x: float, y: float, size: float = 1) -> None:
    """Draw a small flag on a stick held at (x, y)."""
    with c.at(x, y, size, turn=8):
        c.line([(0, 10), (0, -58)], "#caa468", 3)
        flag(c, 1, -58, 40)


def bunting(c: Canvas, x0: float, y0: float, x1: float, y1: float, sag: float = 40, *, size: float = 26) -> None:
    """Draw a string of small pennants."""
    count = int(abs(x1 - x0) / (size * 1.25))
    colours = ("#d7263d", "#ffd166", "#3a86a8", "#6aa84f", "#f4845f")

    def place(share: float) -> Point:
        return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share + sag * 4 * share * (1 - share)

    c.line([place(i / 8) for i in range(9)], "#7a6a58", 1.8)
    for i in range(count):
        x, y = place((i + 0.5) / count)
        c.path(f"M{x - size * 0.42} {y}L{x + size * 0.42} {y}L{x + c.jit(3)} {y + size}Z", colours[i % 5])


def banner(c: Canvas, x: float, y: float, text: str, size: float = 24, colour: str = "#c8102e") -> None:
    """Draw a cloth banner with one line; (x, y) is its middle."""
    half = text_width(text, size) / 2 + size * 1.3
    c.box(x - half, y - size * 1.25, half * 2, size * 2.4, colour, rough=3)
    c.rect(x - half + 8, y - size * 1.05, half * 2 - 16, 2, "#ffd98a", opacity=0.8)
    c.rect(x - half + 8, y + size * 0.95, half * 2 - 16, 2, "#ffd98a", opacity=0.8)
    write(c, text, x, y + size * 0.48, size, "#ffe9a8", weight=1.7)


def drum(c: Canvas, x: float, y: float, size: float = 1) -> None:
    """Draw the big school drum on its stand, about 190 high at size 1."""
    with c.at(x, y, size):
        c.shadow(0, 2, 110, 13, 0.3)
        c.path("M-70 0L-44 -60M70 0L44 -60M-78 -2L78 -2", stroke="#6d3b26", width=11)
        c.path(
            "M-74 -150Q-104 -96 -74 -42L74 -42Q104 -96 74 -150Z", c.linear("#e0563f", "#b3262e", "#7f1822", across=True)
        )
        for dx in (-62, 62):
            c.line([(dx, -148), (dx * 1.36, -96), (dx, -44)], "#8c1a25", 3, opacity=0.6)
        c.path("M-40 -112q40 -22 80 0q-40 22 -80 0Z", "#f2c14e", opacity=0.9)
        c.path(star(0, -112, 10), "#b3262e")
        for i in range(11):
            c.circle(-72 + i * 14.4, -138 + abs(i - 5) * -0.6, 2.6, "#f2c14e")
            c.circle(-72 + i * 14.4, -52, 2.6, "#f2c14e")
        c.ellipse(0, -150, 75, 19, "#8a5a3c")
        c.ellipse(0, -152, 70, 16.5, "#f3dfb6")
        c.ellipse(-14, -154, 40, 8, "#fff3d8", 0.7)


def team_drum(c: Canvas, x: float, y: float, size: float = 1) -> None:
    """Draw a small marching drum, its middle at (x, y)."""
    with c.at(x, y, size):
        c.path("M-26 -14L-26 16Q0 26 26 16L26 -14Z", c.linear("#f26a5a", "#c8102e", "#8f1526", across=True))
        c.path("M-26 -10L-13 18L0 -6L13 18L26 -10", stroke="#ffe9a8", width=2)
        c.ellipse(0, -14, 26, 8, "#f7efe0")
        c.path("M-26 -14Q0 -4 26 -14M-26 16Q0 26 26 16", stroke="#e9b44c", width=3)


def balloon(c: Canvas, x: float, y: float, size: float, colour: str, string: float = 60) -> None:
    """Draw a balloon, its middle at (x, y)."""
    with c.at(x, y, size, turn=c.jit(8)):
        c.line([(0, 30), (c.jit(8), 30 + string / 2), (c.jit(6), 30 + string)], "#ffffff", 1.6, opacity=0.8)
        c.path(
            "M0 30C-30 14 -30 -32 0 -32C30 -32 30 14 0 30Z", c.radial(light(colour, 0.45), colour, dark(colour, 0.12))
        )
        c.path("M-4 33L0 28L4 33Z", dark(colour))
        c.path("M-13 -18Q-10 -25 -4 -26", stroke="#ffffff", width=3.4, opacity=0.7)


def pot(c: Canvas, x: float, y: float, size: float = 1, flower: str = "#f2c14e", clay: str = "#b5623f") -> None:
    """Draw a flowering plant in a clay pot."""
    with c.at(x, y, size):
        c.shadow(0, 0, 34, 6, 0.3)
        for _ in range(16):
            a = c.rng.uniform(-2.6, -0.5)
            far = c.rng.uniform(34, 66)
            ex, ey = far * math.cos(a), -38 + far * math.sin(a)
            c.line([(0, -40), (ex, ey)], "#5c8f4a", 3)
            c.blob(ex * 0.7, -38 + (ey + 38) * 0.7, 9, 5, "#6aa355", lumps=6)
            c.blob(ex, ey, 8, 8, flower, lumps=7, rough=0.18)
            c.circle(ex, ey, 2.6, dark(flower, 0.3))
        c.path("M-26 -42L26 -42L19 0L-19 0Z", c.linear(light(clay, 0.2), dark(clay, 0.2), across=True))
        c.box(-29, -48, 58, 12, clay)


def bouquet(
    c: Canvas, x: float, y: float, size: float = 1, flowers: tuple[str, ...] = ("#f48fb1", "#ffd166", "#ffffff")
) -> None:
    """Draw a bunch of flowers held at (x, y)."""
    with c.at(x, y, size):
        for _ in range(14):
            a, d = c.rng.uniform(0, math.tau), c.rng.uniform(3, 22)
            c.blob(d * math.cos(a), -26 + d * 0.75 * math.sin(a), 7, 7, "#5c8f4a", lumps=6)
        for i in range(12):
            a, d = math.tau * i / 12, (20, 9)[i % 2]
            px, py = d * math.cos(a), -27 + d * 0.75 * math.sin(a)
            c.blob(px, py, 8, 8, flowers[i % len(flowers)], lumps=7, rough=0.16)
            c.circle(px, py, 2.4, "#e07a4f")
        c.path("M-17 -16L17 -16L5 22L-5 22Z", "#fdf3dc")
        c.path("M3 -16L17 -16L5 22Z", "#e8d3b0")
        c.path("M-9 4L9 4", stroke=SCARF, width=4)


def backpack(c: Canvas, x: float, y: float, colour: str, size: float = 1) -> None:
    """Draw a school bag as worn, seen from behind; (x, y) is its middle."""
    with c.at(x, y, size):
        c.box(-20, -24, 40, 46, colour, rough=2.4)
        c.box(-15, -2, 30, 20, dark(colour, 0.16), rough=1.5)
        c.path("M-8 -26Q0 -35 8 -26", stroke=dark(colour, 0.3), width=4)
        c.path("M-15 4L15 4", stroke=light(colour, 0.5), width=2)


def umbrella(c: Canvas, x: float, y: float, colour: str, size: float = 1) -> None:
    """Draw an open umbrella held at (x, y)."""
    with c.at(x, y, size, turn=-6):
        c.line([(0, 6), (0, -100)], "#6b5a50", 4)
        c.path(
            "M-82 -92C-72 -160 72 -160 82 -92Q62 -104 41 -92Q20 -104 0 -92Q-20 -104 -41 -92Q-62 -104 -82 -92Z", colour
        )
        c.path("M0 -144Q44 -140 41 -92Q20 -104 0 -92Z", light(colour, 0.2), opacity=0.6)
        c.path("M40 -136Q78 -122 82 -92Q62 -104 41 -92Q46 -120 40 -136Z", dark(colour, 0.2), opacity=0.5)
        c.line([(0, -145), (0, -153)], "#6b5a50", 4)


def broom(c: Canvas, x: float, y: float, size: float = 1, turn: float = 14) -> None:
    """Draw a broom held at (x, y) with its head down."""
    with c.at(x, y, size, turn=turn):
        c.line([(0, -60), (0, 50)], "#b98a52", 5)
        c.path("M-7 46L7 46L22 92Q0 98 -22 92Z", "#d9b268")
        for dx in (-12, -4, 4, 12):
            c.line([(dx * 0.4, 52), (dx, 92)], "#a8803e", 1.6)


def wheel(c: Canvas, x: float, y: float, r: float) -> None:
    """Draw a spoked wheel."""
    c.add(f'<circle cx="{x}" cy="{y}" r="{r}" fill="none" stroke="#37353a" stroke-width="6"/>')
    for i in range(6):
        a = math.pi * i / 6
        c.line([(x - r * math.cos(a), y - r * math.sin(a)), (x + r * math.cos(a), y + r * math.sin(a))], "#a9adb0", 1.2)
    c.circle(x, y, 4, "#6d6f73")


def bicycle(c: Canvas, x: float, y: float, colour: str, size: float = 1, *, flip: bool = False) -> None:
    """Draw a bicycle from the side, about 200 long at size 1."""
    with c.at(x, y, size, flip=flip):
        c.shadow(0, 2, 100, 8, 0.28)
        wheel(c, -62, -38, 36)
        wheel(c, 66, -38, 36)
        c.path("M-62 -38L-20 -38L-34 -92L44 -92M-20 -38L48 -84M-62 -38L-34 -88M66 -38L44 -98", stroke=colour, width=6)
        c.path("M44 -98L40 -112L22 -116", stroke="#55585f", width=5)
        c.path("M-52 -98Q-34 -108 -16 -97Q-32 -92 -52 -98Z", "#3d2f2a")
        c.path("M40 -98L74 -98L70 -74L46 -74Z", "#c9a468")
        c.path("M42 -90L73 -90M44 -82L71 -82M50 -98L52 -74M62 -98L61 -74", stroke="#96743f", width=1.6)
        c.circle(-20, -38, 8, "#77797d")
        c.line([(-20, -38), (-12, -22)], "#55585f", 4)


def motorbike(c: Canvas, x: float, y: float, colour: str = "#c8102e", size: float = 1, *, flip: bool = False) -> None:
    """Draw a motorbike from the side, facing right, about 240 long at size 1; its seat is 84 high."""
    with c.at(x, y, size, flip=flip):
        c.shadow(0, 2, 126, 10, 0.3)
        wheel(c, -78, -34, 31)
        wheel(c, 84, -34, 31)
        c.path(
            "M-112 -74Q-80 -88 -10 -82L4 -48Q40 -40 52 -76L60 -104L76 -98L70 -52"
            "Q60 -16 10 -24L-40 -28Q-66 -56 -112 -60Z",
            colour,
        )
        c.path("M-112 -74Q-80 -90 -6 -82L-10 -74Q-70 -78 -112 -68Z", "#2f2b2e")
        c.path("M60 -104L84 -36", stroke="#55585f", width=7)
        c.path("M56 -112L40 -122M60 -106L54 -118", stroke="#3b3a42", width=6)
        c.ellipse(74, -92, 9, 12, "#fff3c4")
        c.path("M-40 -26L-96 -22", stroke="#8e9196", width=9)
        c.path("M-60 -62Q-30 -58 0 -50", stroke=light(colour, 0.4), width=3)


def sampan(c: Canvas, x: float, y: float, size: float = 1, wood: str = "#8a5f3f") -> None:
    """Draw a sampan's hull, to be drawn over the people who sit in it; about 420 long at size 1."""
    with c.at(x, y, size):
        c.ellipse(0, 22, 200, 12, "#1f4a52", 0.35)
        c.path(
            "M-222 -40Q-120 0 0 -2Q120 0 222 -40Q170 24 96 26L-96 26Q-170 24 -222 -40Z",
            c.linear(light(wood, 0.15), dark(wood, 0.3)),
        )
        c.path("M-222 -40Q-120 2 0 1Q120 2 222 -40", stroke=light(wood, 0.4), width=6)
        c.path("M-186 -8Q-90 16 0 15Q90 16 186 -8", stroke=dark(wood, 0.3), width=2, opacity=0.6)


def tray(c: Canvas, x: float, y: float, size: float = 1) -> None:
    """Draw a school lunch: rice, soup, fish, greens, a banana."""
    with c.at(x, y, size):
        c.path("M-46 4L-38 -18L38 -18L46 4Q0 10 -46 4Z", "#b9c2c6")
        c.path("M-42 1L-35 -16L35 -16L42 1Q0 6 -42 1Z", "#e4eaec")
        c.blob(-20, -5, 14, 6, "#fffdf4", lumps=8)
        c.blob(4, -11, 10, 4, "#7fae54", lumps=7)
        c.blob(8, -2, 11, 4, "#c9763d", lumps=7)
        c.ellipse(28, -6, 10, 6, "#f2c879")
        c.path("M-26 -14Q-16 -10 -8 -15", stroke="#f5d547", width=4)


def medal(c: Canvas, x: float, y: float, colour: str = "#f2c14e", size: float = 1) -> None:
    """Draw a medal whose ribbon hangs from a neck at (x, y)."""
    with c.at(x, y, size):
        c.path("M-13 -6L0 26L13 -6", stroke=SCARF, width=5)
        c.circle(0, 32, 12, dark(colour, 0.2))
        c.circle(0, 31, 10.5, colour)
        c.path(star(0, 31, 6.5), light(colour, 0.6))


def ball(c: Canvas, x: float, y: float, r: float) -> None:
    """Draw a football, its middle at (x, y)."""
    c.circle(x, y, r, c.radial("#ffffff", "#f4f2ea", "#c9cdd0"))
    c.path(star(x, y, r * 0.42, 0.8), "#35353b")
    for i in range(5):
        a = math.tau * i / 5 - math.pi / 2
        c.circle(x + r * 0.8 * math.cos(a), y + r * 0.8 * math.sin(a), r * 0.17, "#35353b")
