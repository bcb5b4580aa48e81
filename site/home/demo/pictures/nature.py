"""The delta: sky, water, fields, trees, flowers, weather."""

import math

from .canvas import Canvas, Point, dark, light, mix, smooth

GRASS = "#8fb35a"

SKIES = {
    "morning": ("#8ecbe6", "#cfeaf0", "#fff3d6"),
    "noon": ("#5fb4e0", "#a9dcf0", "#e8f6f4"),
    "dusk": ("#7a6aa8", "#f0a07a", "#ffd98f"),
    "dawn": ("#f2b9a0", "#fbdcb2", "#fff2d2"),
    "night": ("#141d45", "#27356e", "#4a4f8c"),
    "rain": ("#6e8494", "#93a8b1", "#bcc9c7"),
    "spring": ("#9fd3e6", "#d9eee2", "#fff0d8"),
}


def sky(c: Canvas, mood: str, horizon: float) -> None:
    """Fill the picture with a sky down to the horizon."""
    c.rect(-5, -5, c.w + 10, horizon + 15, c.linear(*SKIES[mood]))


def sun(c: Canvas, x: float, y: float, r: float, colour: str = "#fff1b8") -> None:
    """Draw the sun with its glow."""
    c.glow(x, y, r * 5, colour, 0.75)
    c.circle(x, y, r, light(colour, 0.4))


def moon(c: Canvas, x: float, y: float, r: float) -> None:
    """Draw the full moon with its glow."""
    c.glow(x, y, r * 3.6, "#fff0b8", 0.8)
    c.circle(x, y, r, c.radial("#fffbe2", "#ffeeb0", "#ffdf8c"))
    for dx, dy, size in ((-0.3, -0.2, 0.2), (0.25, 0.3, 0.26), (0.35, -0.3, 0.12), (-0.2, 0.45, 0.12)):
        c.ellipse(x + dx * r, y + dy * r, size * r, size * r * 0.85, "#e8c878", 0.4)


def stars(c: Canvas, count: int, low: float) -> None:
    """Scatter stars above `low`."""
    for _ in range(count):
        c.circle(
            c.rng.uniform(0, c.w), c.rng.uniform(0, low), c.rng.uniform(0.8, 2.2), "#fff6d8", c.rng.uniform(0.4, 1)
        )


def cloud(c: Canvas, x: float, y: float, size: float, colour: str = "#ffffff", opacity: float = 0.85) -> None:
    """Draw one cloud."""
    with c.at(x, y, size, opacity=opacity):
        for dx, dy, r in ((-46, 4, 24), (-18, -12, 32), (16, -6, 28), (46, 6, 22), (0, 8, 30)):
            c.blob(dx, dy, r * 1.15, r * 0.82, colour, rough=0.06)
        c.path("M-76 20Q-30 34 0 28Q40 36 74 20Q40 12 0 14Q-40 10 -76 20Z", mix(colour, "#a9bfd8", 0.35), opacity=0.6)


def clouds(c: Canvas, low: float, count: int = 4, colour: str = "#ffffff", opacity: float = 0.8) -> None:
    """Draw clouds across a sky that ends at `low`."""
    for i in range(count):
        x = c.w * (i + 0.5) / count + c.jit(c.w / count / 3)
        cloud(c, x, c.rng.uniform(low * 0.15, low * 0.6), c.rng.uniform(0.6, 1.3), colour, opacity)


def treeline(c: Canvas, y: float, colour: str, *, height: float = 50, palms: int = 7) -> None:
    """Draw the far bank: a band of trees with coconut palms above it."""
    step = c.w / 26
    crowns = [(i * step - 10, y - height * c.rng.uniform(0.35, 1)) for i in range(28)]
    points: list[Point] = [(-20, y + 30), *crowns, (c.w + 30, y + 30)]
    for i in range(palms):
        coconut(
            c,
            c.w * (i + 0.5) / palms + c.jit(60),
            y,
            height / 120 * c.rng.uniform(0.8, 1.25),
            colour,
            dark(colour, 0.2),
        )
    c.path(smooth(points, tension=5), colour)


def coconut(
    c: Canvas,
    x: float,
    y: float,
    size: float = 1,
    leaf: str = "#4d8a52",
    trunk: str = "#8a6a4c",
) -> None:
    """Draw a coconut palm standing at (x, y), 230 units high at size 1."""
    bend = c.jit(26)
    with c.at(x, y, size):
        c.path(f"M-9 0Q{bend - 8} -110 {bend * 1.5 - 4} -205L{bend * 1.5 + 4} -205Q{bend + 7} -110 10 0Z", trunk)
        for i in range(6):
            h = -25 - i * 30
            c.path(f"M{bend * -h / 170 - 7} {h}q7 4 13 0", stroke=dark(trunk, 0.25), width=1.6, opacity=0.6)
        with c.at(bend * 1.5, -205):
            for i, angle in enumerate((-165, -140, -112, -85, -55, -28, -8, 165, 15)):
                far = 92 + c.jit(10)
                a = math.radians(angle + c.jit(6))
                ex, ey = far * math.cos(a), far * math.sin(a) + 26
                mx, my = ex * 0.5, ey * 0.5 - 34
                c.path(f"M0 0Q{mx} {my} {ex} {ey}Q{mx + 4} {my + 22} 0 0Z", mix(leaf, dark(leaf), (i % 3) / 2))
            for dx in (-7, 4, 11):
                c.circle(dx, 9, 7, mix(leaf, "#8c9a3f", 0.45))


def canopy(c: Canvas, x: float, y: float, rx: float, ry: float, colour: str, *, lumps: int = 11) -> None:
    """Draw a mass of foliage with light from the upper left."""
    c.blob(x, y, rx, ry, dark(colour, 0.22), lumps=lumps, rough=0.08)
    for _ in range(9):
        a, d = c.rng.uniform(0, math.tau), c.rng.uniform(0.25, 0.72)
        c.blob(
            x + rx * d * math.cos(a) - rx * 0.07,
            y + ry * d * math.sin(a) - ry * 0.14,
            rx * 0.34,
            ry * 0.36,
            mix(colour, dark(colour), c.rng.random() * 0.7),
            lumps=7,
        )
    for _ in range(6):
        a, d = c.rng.uniform(math.pi * 0.9, math.pi * 1.7), c.rng.uniform(0.2, 0.62)
        c.blob(
            x + rx * d * math.cos(a),
            y + ry * d * math.sin(a),
            rx * 0.25,
            ry * 0.26,
            light(colour, 0.22),
            lumps=7,
            opacity=0.75,
        )


def trunk(c: Canvas, x: float, y: float, height: float, width: float, colour: str = "#7c5b45") -> None:
    """Draw a trunk with its foot at y and two boughs."""
    c.shadow(x, y, width * 3.4, width * 0.6, 0.3)
    c.path(
        f"M{x - width} {y + 3}Q{x - width * 0.3} {y - 12} {x - width * 0.45} {y - height}L{x + width * 0.45} "
        f"{y - height}Q{x + width * 0.35} {y - 12} {x + width} {y + 3}Q{x} {y - 5} {x - width} {y + 3}Z",
        c.linear(light(colour, 0.12), colour, dark(colour, 0.3), across=True),
    )
    for side in (-1, 1):
        c.line(
            [
                (x, y - height * 0.7),
                (x + side * width * 1.5, y - height * 1.02),
                (x + side * width * 3.6, y - height * 1.3),
            ],
            dark(colour, 0.12),
            width * 0.5,
        )


def bang(c: Canvas, x: float, y: float, size: float = 1, leaf: str = "#5d9a4f") -> None:
    """Draw a bàng tree (tropical almond), whose branches lie in storeys; about 330 high at size 1."""
    with c.at(x, y, size):
        trunk(c, 0, 0, 190, 15)
        c.line([(0, -150), (-70, -178), (-130, -188)], "#6c4f3d", 7)
        c.line([(0, -160), (70, -190), (140, -196)], "#6c4f3d", 7)
        for dx, dy, rx, ry in ((-92, -196, 104, 36), (96, -206, 108, 38), (0, -232, 138, 46), (4, -286, 92, 42)):
            canopy(c, dx, dy, rx, ry, leaf)
        for _ in range(12):
            c.blob(c.jit(150), -210 + c.jit(50), 7, 4, "#c8553d", lumps=5)


def phuong(c: Canvas, x: float, y: float, size: float = 1, *, blossom: float = 1, fine: float = 1) -> None:
    """Draw a flamboyant tree, an umbrella of red blossom; about 330 high at size 1.

    `fine` makes more and smaller blossoms, for a tree seen from near.
    """
    with c.at(x, y, size):
        trunk(c, 0, 0, 175, 15, "#86685a")
        for dx in (-110, -50, 60, 118):
            c.line([(0, -150), (dx * 0.5, -196), (dx, -218)], "#7a5d50", 6)
        for dx, dy, rx, ry in ((-104, -214, 98, 36), (108, -220, 98, 36), (0, -250, 160, 50)):
            canopy(c, dx, dy, rx, ry, "#6fa052")
        for _ in range(int(190 * blossom * fine**2)):
            a, d = c.rng.uniform(0, math.tau), math.sqrt(c.rng.random())
            red = c.rng.choice(("#d7263d", "#e63946", "#f0563f", "#c01f35"))
            c.blob(
                190 * d * math.cos(a),
                -238 + 54 * d * math.sin(a),
                c.rng.uniform(6.5, 12) / fine,
                c.rng.uniform(5, 8.5) / fine,
                red,
                lumps=6,
                rough=0.2,
            )


def bush(c: Canvas, x: float, y: float, size: float = 1, leaf: str = "#5b9150", flower: str = "") -> None:
    """Draw a bush whose foot is at y."""
    with c.at(x, y, size):
        c.shadow(0, 0, 52, 8, 0.25)
        canopy(c, 0, -26, 48, 28, leaf, lumps=9)
        if flower:
            for _ in range(12):
                c.circle(c.jit(38), -28 + c.jit(20), c.rng.uniform(2.6, 4.6), flower)


def grass(c: Canvas, x0: float, x1: float, y0: float, y1: float, count: int, colour: str = GRASS) -> None:
    """Scatter tufts of grass."""
    for _ in range(count):
        x, y = c.rng.uniform(x0, x1), c.rng.uniform(y0, y1)
        tall = c.rng.uniform(6, 13)
        c.path(
            f"M{x - 4:.1f} {y:.1f}L{x - 5:.1f} {y - tall:.1f}L{x:.1f} {y - 2:.1f}L{x + 1:.1f} {y - tall * 1.2:.1f}"
            f"L{x + 3:.1f} {y - 2:.1f}L{x + 7:.1f} {y - tall * 0.8:.1f}L{x + 6:.1f} {y:.1f}Z",
            dark(colour, c.rng.uniform(0.05, 0.25)),
            opacity=0.8,
        )


def water(c: Canvas, y0: float, y1: float, top: str = "#a9d6d5", bottom: str = "#4f9aa3") -> None:
    """Fill a band with water and its glints."""
    c.rect(-5, y0, c.w + 10, y1 - y0 + 5, c.linear(top, bottom))
    for i in range(34):
        depth = (i + 0.5) / 34
        y = y0 + (y1 - y0) * depth**1.3
        x, long = c.rng.uniform(0, c.w), (18 + 70 * depth) * c.rng.uniform(0.6, 1.4)
        c.path(
            f"M{x - long:.1f} {y:.1f}Q{x:.1f} {y - 3 - 2 * depth:.1f} {x + long:.1f} {y:.1f}"
            f"Q{x:.1f} {y + 2:.1f} {x - long:.1f} {y:.1f}Z",
            light(top, 0.45),
            opacity=0.5,
        )


def ripples(c: Canvas, x: float, y: float, rx: float, colour: str = "#e4f5f0") -> None:
    """Draw the rings a boat or swimmer makes."""
    for i in (0, 1):
        c.path(
            f"M{x - rx * (1 + i * 0.3)} {y + i * 6}Q{x} {y + 10 + i * 10} {x + rx * (1 + i * 0.3)} {y + i * 6}",
            stroke=colour,
            width=2.4,
            opacity=0.6 - i * 0.2,
        )


def lotus_leaf(c: Canvas, x: float, y: float, rx: float, colour: str = "#5f9c62") -> None:
    """Draw a lotus leaf lying on the water."""
    colour = mix(colour, "#8fbf6a", c.rng.random() * 0.5)
    c.ellipse(x + 3, y + 4, rx, rx * 0.36, "#24505a", 0.35)
    c.blob(x, y, rx, rx * 0.36, colour, lumps=11, rough=0.04)
    for i in range(7):
        a = math.tau * i / 7 + 0.3
        c.line(
            [(x, y - 1), (x + rx * 0.8 * math.cos(a), y + rx * 0.28 * math.sin(a))],
            light(colour, 0.35),
            1.2,
            opacity=0.55,
        )


def lotus(c: Canvas, x: float, y: float, size: float = 1, colour: str = "#f08fae", *, stem: float = 40) -> None:
    """Draw a lotus flower with the bottom of its stem at y."""
    with c.at(x, y, size):
        if stem:
            c.line([(0, 0), (c.jit(4), -stem / 2), (0, -stem)], "#5c8f55", 4)
        with c.at(0, -stem):
            for dx, turn, share in ((-17, -42, 0.3), (17, 42, 0.3), (-9, -20, 0.12), (9, 20, 0.12), (0, 0, 0.0)):
                with c.at(dx * 0.3, 0, turn=turn):
                    c.path(
                        "M0 4C-15 -8 -12 -30 0 -42C12 -30 15 -8 0 4Z",
                        mix(colour, "#fff2f2", share + c.rng.random() * 0.14),
                    )
                    c.path("M0 -40C6 -30 8 -12 1 2", stroke=dark(colour, 0.1), width=1.3, opacity=0.5)


def lotus_pond(c: Canvas, y0: float, y1: float, leaves: int = 26, flowers: int = 8) -> None:
    """Cover a band of water with lotus, larger towards the viewer."""
    spots = sorted(c.rng.random() for _ in range(leaves))
    for i, depth in enumerate(spots):
        x, y = c.rng.uniform(-20, c.w + 20), y0 + (y1 - y0) * depth
        lotus_leaf(c, x, y, 26 + 46 * depth)
        if i % max(1, leaves // flowers) == 0:
            lotus(c, x + c.jit(30), y + 2, 0.55 + 0.75 * depth, c.rng.choice(("#f08fae", "#f5a9bf", "#e9739a")))


def rice(c: Canvas, y0: float, y1: float, near: str = "#a9c24f", far: str = "#d6d77c") -> None:
    """Draw rice fields whose rows run to the horizon."""
    c.rect(-5, y0, c.w + 10, y1 - y0 + 5, c.linear(far, near))
    middle = c.w * 0.55
    for i in range(-16, 17):
        x = middle + i * 130
        c.line([(middle + i * 34, y0), (x, y1)], dark(near, 0.14), 2.6, opacity=0.45)
    for i in range(3):
        y = y0 + (y1 - y0) * (0.14, 0.36, 0.68)[i]
        c.line(
            [(-10, y + c.jit(4)), (c.w / 2, y + c.jit(5)), (c.w + 10, y + c.jit(4))], "#7f9a3e", 4 + 3 * i, opacity=0.7
        )


def rain(c: Canvas, count: int = 240) -> None:
    """Draw slanting rain over everything."""
    for _ in range(count):
        x, y, long = c.rng.uniform(-30, c.w), c.rng.uniform(-30, c.h), c.rng.uniform(16, 44)
        c.path(f"M{x:.0f} {y:.0f}l{-long * 0.28:.1f} {long:.1f}", stroke="#eef6f8", width=1.7, opacity=0.5)


def fronds(c: Canvas, x: float, y: float, size: float = 1, colour: str = "#2f6a45", *, flip: bool = False) -> None:
    """Draw leaves hanging into the picture from a corner, dark and near, which gives depth."""
    with c.at(x, y, size, flip=flip):
        for i, angle in enumerate((8, 26, 44, 64, 84)):
            with c.at(0, 0, turn=angle):
                c.path("M-10 0Q90 -36 210 6Q90 20 -10 0Z", mix(colour, dark(colour, 0.35), (i % 3) / 2))
                c.path("M0 0Q90 -10 196 5", stroke=light(colour, 0.2), width=2, opacity=0.5)


def petals(c: Canvas, count: int, y0: float, y1: float, colours: tuple[str, ...]) -> None:
    """Let petals, leaves or confetti fall."""
    for _ in range(count):
        with c.at(c.rng.uniform(0, c.w), c.rng.uniform(y0, y1), c.rng.uniform(0.6, 1.3), turn=c.rng.uniform(0, 360)):
            c.path("M0 -5Q5 -1 0 6Q-5 -1 0 -5Z", c.rng.choice(colours), opacity=0.9)
