"""Things of the feasts: Mid-Autumn lanterns and the lion, Tết blossom, cakes and red envelopes."""

import math

from .canvas import SCARF, Canvas, dark, light
from .lettering import write
from .things import star

GLOWS = ("#ff6b4a", "#ffb703", "#f25c8a", "#57b894", "#ff8f3f")


def star_lantern(c: Canvas, x: float, y: float, r: float, colour: str = "#ff5a4a", *, stick: float = 0) -> None:
    """Draw a five-pointed paper lantern in its hoop, its middle at (x, y)."""
    if stick:
        c.line([(x, y + r), (x, y + r + stick)], "#b98a52", max(3, r * 0.06))
    c.glow(x, y, r * 2.3, "#ffd27a", 0.7)
    c.add(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="none" stroke="#f6c65b" stroke-width="{r * 0.07:.1f}"/>')
    for i in range(20):
        a = math.tau * i / 20
        c.circle(x + r * 1.06 * math.cos(a), y + r * 1.06 * math.sin(a), r * 0.08, ("#f25c8a", "#57b894")[i % 2])
    c.path(star(x, y, r * 0.98), colour, stroke=dark(colour, 0.2), width=r * 0.03)
    for i in range(5):
        a = math.tau * i / 5 - math.pi / 2
        b = a + math.pi / 5
        c.path(
            f"M{x:.1f} {y:.1f}L{x + r * 0.98 * math.cos(a):.1f} {y + r * 0.98 * math.sin(a):.1f}"
            f"L{x + r * 0.39 * math.cos(b):.1f} {y + r * 0.39 * math.sin(b):.1f}Z",
            "#ffd98a",
            opacity=0.45,
        )
    c.circle(x, y, r * 0.2, "#ffe9a8")
    for side in (-1, 1):
        px, py = x + side * r * 0.59, y + r * 0.81
        c.line([(px, py), (px + c.jit(3), py + r * 0.5)], "#ffd166", r * 0.06)


def round_lantern(c: Canvas, x: float, y: float, r: float, colour: str, *, string: float = 30) -> None:
    """Draw a ribbed silk lantern, its middle at (x, y), hanging from above."""
    c.line([(x, y - r - string), (x, y - r)], "#4a3a35", 1.8)
    c.glow(x, y, r * 2.4, colour, 0.5)
    c.ellipse(x, y, r * 1.06, r, c.radial("#fff0b8", light(colour, 0.25), colour))
    for share in (0.35, 0.75):
        c.path(
            f"M{x:.1f} {y - r:.1f}Q{x - r * share * 2:.1f} {y:.1f} {x:.1f} {y + r:.1f}"
            f"Q{x + r * share * 2:.1f} {y:.1f} {x:.1f} {y - r:.1f}Z",
            stroke=dark(colour, 0.15),
            width=1.4,
            opacity=0.6,
        )
    for dy in (-r, r):
        c.rect(x - r * 0.36, y + dy - r * 0.1, r * 0.72, r * 0.2, "#e9b44c")
    c.line([(x, y + r), (x + c.jit(2), y + r * 1.7)], "#e9b44c", max(2, r * 0.12))


def carp_lantern(c: Canvas, x: float, y: float, size: float = 1, colour: str = "#ff7b3a") -> None:
    """Draw a carp lantern, its middle at (x, y)."""
    with c.at(x, y, size):
        c.glow(0, 0, 90, "#ffc46a", 0.6)
        c.path("M48 0Q78 -30 92 -30Q82 0 92 30Q78 30 48 4Z", dark(colour, 0.1))
        c.path("M-56 2Q-30 -36 20 -24Q44 -16 54 2Q40 26 4 28Q-36 28 -56 2Z", c.linear(light(colour, 0.3), colour))
        c.path("M-12 -27Q8 -46 26 -23Z", dark(colour, 0.1))
        for row in range(3):
            for i in range(3):
                c.path(f"M{-14 + i * 18 + row % 2 * 8} {-12 + row * 13}q9 5 0 12", stroke="#ffe9a8", width=2.4)
        c.circle(-36, -4, 7, "#ffffff")
        c.circle(-37, -4, 3.6, "#2b2420")


def string_of_lights(c: Canvas, y: float, sag: float = 60, count: int = 18) -> None:
    """Hang a string of coloured lights across the picture."""
    for i in range(count):
        share = (i + 0.5) / count
        x, drop = c.w * share, y + sag * 4 * share * (1 - share)
        c.glow(x, drop, 26, GLOWS[i % 5], 0.75)
        c.circle(x, drop, 5.5, light(GLOWS[i % 5], 0.5))


def lion(c: Canvas, x: float, y: float, size: float = 1, colour: str = "#e63946", *, flip: bool = False) -> None:
    """Draw the head of a dancing lion, its middle at (x, y), about 210 wide at size 1."""
    with c.at(x, y, size, flip=flip):
        c.blob(0, -4, 112, 98, "#fff3d8", lumps=22, rough=0.1)
        c.blob(0, 0, 96, 84, colour, lumps=15, rough=0.04)
        c.path("M-20 -82Q0 -130 22 -82Z", "#ffd166")
        for side in (-1, 1):
            c.path(
                f"M{side * 66} -58Q{side * 112} -104 {side * 116} -52Q{side * 100} -30 {side * 74} -32Z",
                dark(colour, 0.15),
            )
            c.path(f"M{side * 76} -54Q{side * 100} -80 {side * 104} -52Z", "#ffd166")
            c.ellipse(side * 40, -26, 30, 27, "#fff3d8")
            c.ellipse(side * 40, -24, 22, 20, "#ffffff")
            c.circle(side * 38, -20, 11, "#2b2420")
            c.circle(side * 42, -25, 4, "#ffffff")
            c.path(f"M{side * 14} -60Q{side * 46} -78 {side * 70} -48", stroke="#ffffff", width=10)
            c.circle(side * 62, 18, 14, "#ffd166")
            c.path(f"M{side * 62} 18m-7 0a7 7 0 1 0 14 0", stroke=colour, width=3)
        c.blob(0, 12, 26, 19, "#ffb703", lumps=9)
        c.path("M-72 40Q0 20 72 40Q66 92 0 94Q-66 92 -72 40Z", "#7f1822")
        c.path("M-62 44Q0 28 62 44L56 56Q0 42 -56 56Z", "#fff8e6")
        c.path("M-34 74Q0 58 34 74Q22 92 0 92Q-22 92 -34 74Z", "#f48fb1")
        c.path("M-72 40Q0 16 72 40", stroke="#ffd166", width=7)
        for i in range(13):
            a = math.pi * (0.1 + 0.8 * i / 12)
            c.line([(70 * math.cos(a), 50 + 46 * math.sin(a)), (84 * math.cos(a), 66 + 62 * math.sin(a))], "#fff8e6", 6)


def mooncake(c: Canvas, x: float, y: float, size: float = 1) -> None:
    """Draw a mooncake, the middle of its top at (x, y)."""
    with c.at(x, y, size):
        c.path("M-38 0L-38 16Q0 34 38 16L38 0Z", "#a9662c")
        c.ellipse(0, 0, 38, 17, "#c98a3f")
        c.ellipse(0, -2, 31, 12.5, "#ddA55a".lower())
        c.path(
            "M0 -12Q12 -6 0 8Q-12 -6 0 -12ZM-20 -2Q-6 -8 0 -2Q-8 4 -20 -2ZM20 -2Q6 -8 0 -2Q8 4 20 -2Z",
            "#a9662c",
            opacity=0.7,
        )


def mai_flower(c: Canvas, x: float, y: float, r: float, colour: str = "#ffd23f") -> None:
    """Draw a five-petalled mai blossom."""
    turn = c.rng.uniform(0, 72)
    for i in range(5):
        a = math.radians(turn + i * 72)
        c.circle(
            x + r * 0.58 * math.cos(a), y + r * 0.58 * math.sin(a), r * 0.5, light(colour, 0.2) if i % 2 else colour
        )
    c.circle(x, y, r * 0.3, "#f29f05")
    for i in range(5):
        a = math.radians(turn + 36 + i * 72)
        c.circle(x + r * 0.36 * math.cos(a), y + r * 0.36 * math.sin(a), r * 0.09, "#b5451b")


def mai_branch(c: Canvas, x: float, y: float, length: float, angle: float, depth: int = 3) -> None:
    """Grow a mai branch from (x, y); angle in degrees, 0 to the right, -90 up."""
    a = math.radians(angle)
    ex, ey = x + length * math.cos(a), y + length * math.sin(a)
    mx, my = (x + ex) / 2 + c.jit(length * 0.08), (y + ey) / 2 + c.jit(length * 0.08)
    c.line([(x, y), (mx, my), (ex, ey)], "#6b4a38", 2.2 * depth + 1)
    if depth > 1:
        for spread in (-34, -4, 30):
            mai_branch(c, ex, ey, length * c.rng.uniform(0.52, 0.72), angle + spread + c.jit(9), depth - 1)
        mai_branch(c, mx, my, length * 0.5, angle + c.rng.choice((-50, 50)), depth - 1)
    for share in (0.4, 0.75, 1):
        if depth < 3:
            mai_flower(c, x + (ex - x) * share + c.jit(7), y + (ey - y) * share + c.jit(7), c.rng.uniform(8, 13))
    if c.rng.random() < 0.5:
        c.blob(ex + c.jit(6), ey - 8, 4, 9, "#8fb35a", lumps=6)


def envelope(c: Canvas, x: float, y: float, size: float = 1, turn: float = 0) -> None:
    """Draw a red envelope, its middle at (x, y)."""
    with c.at(x, y, size, turn=turn):
        c.box(-32 + 4, -48 + 5, 64, 96, "#5a1020", opacity=0.25)
        c.box(-32, -48, 64, 96, c.linear("#e23a3a", "#b9152c"))
        c.path("M-32 -48L32 -48L32 -34Q0 -12 -32 -34Z", "#a3122a")
        c.circle(0, 10, 19, "#ffd166")
        c.circle(0, 10, 16, "#e9a93c")
        mai_flower(c, 0, 10, 14, "#fff0b0")
        c.path("M-22 38L22 38", stroke="#ffd166", width=2.4)


def banh_tet(c: Canvas, x: float, y: float, size: float = 1, turn: float = 0) -> None:
    """Draw a cylindrical sticky-rice cake in leaves, its middle at (x, y)."""
    with c.at(x, y, size, turn=turn):
        c.path("M-52 -17Q-60 0 -52 17L52 17Q60 0 52 -17Z", c.linear("#7da556", "#4f7f3d", "#35602f"))
        for i in range(6):
            px = -42 + i * 17
            c.path(f"M{px} -17Q{px - 5} 0 {px} 17", stroke="#e6d59a", width=2.6)
        c.path("M-54 0L54 0", stroke="#e6d59a", width=2.2)
        c.ellipse(53, 0, 5, 16, "#45713a")


def banh_chung(c: Canvas, x: float, y: float, size: float = 1) -> None:
    """Draw a square cake in leaves, its middle at (x, y)."""
    with c.at(x, y, size):
        c.path("M-38 16L-38 -6L0 -20L38 -6L38 16L0 30Z", "#4b7a3b")
        c.path("M-38 -6L0 -20L38 -6L0 9Z", "#79a551")
        c.path("M-19 -13L19 2M19 -13L-19 2", stroke="#efe2b0", width=3)
        c.path("M0 9L0 30M-19 2L-19 23M19 2L19 23", stroke="#e6d59a", width=2.2)


def couplet(c: Canvas, x: float, y: float, w: float, h: float, words: str) -> None:
    """Draw a red scroll with words one under the other, from its upper middle."""
    c.rect(x - w / 2 - 6, y - 8, w + 12, 9, "#7a4a2c")
    c.box(x - w / 2, y, w, h, c.linear("#d7263d", "#b9152c"))
    c.rect(x - w / 2 - 6, y + h - 2, w + 12, 9, "#7a4a2c")
    parts = words.split()
    step = h / (len(parts) + 0.4)
    for i, word in enumerate(parts):
        write(c, word, x, y + step * (i + 0.9), min(w * 0.2, step * 0.44), "#ffe08a", weight=1.6)


def paper_horse(c: Canvas, x: float, y: float, size: float = 1, colour: str = "#e0563f", *, flip: bool = False) -> None:
    """Draw a paper horse for the year of the Horse, its hoofs at y, about 240 high at size 1."""
    with c.at(x, y, size, flip=flip):
        c.shadow(0, 2, 110, 10, 0.25)
        for dx, lean in ((-70, -8), (-48, 10), (44, -10), (66, 12)):
            c.path(
                f"M{dx - 11} -100L{dx + lean - 8} 0L{dx + lean + 9} 0L{dx + 13} -100Z",
                dark(colour, 0.12 if lean > 0 else 0.0),
            )
            c.rect(dx + lean - 10, -10, 20, 11, "#4a2f2a")
        c.path("M-92 -104Q-136 -120 -128 -42Q-104 -66 -84 -84Z", "#ffb703")
        c.path(
            "M-90 -140Q-60 -158 30 -148Q52 -176 62 -222L86 -248L92 -226"
            "Q126 -206 136 -176Q128 -160 112 -164Q100 -160 96 -170"
            "Q96 -130 78 -96Q20 -70 -72 -82Q-104 -100 -90 -140Z",
            c.linear(light(colour, 0.2), colour),
        )
        for i in range(6):
            c.path(f"M{70 - i * 8} {-236 + i * 17}q-34 2 -34 24q18 -4 30 -6Z", ("#ffb703", "#ffd166")[i % 2])
        c.path("M-44 -150Q-8 -158 24 -149L20 -104Q-10 -96 -40 -104Z", "#3f8f7f")
        c.path("M-42 -112Q-10 -104 21 -112M-44 -142Q-8 -150 23 -141", stroke="#ffe08a", width=5)
        c.path(star(-10, -126, 12), "#ffe08a")
        c.circle(102, -204, 5, "#2b2420")
        c.path("M96 -172Q114 -176 122 -190M84 -160Q98 -186 96 -226", stroke=SCARF, width=5)
