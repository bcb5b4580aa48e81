"""Heads of people: faces of dots and a smile, hair, hats. The centre of the head is (0, 0), its radius about 31."""

from .canvas import INK, Canvas, dark, light, mix

R = 31.0


def _ears(c: Canvas, skin: str, dx: float) -> None:
    for side in (-1, 1):
        shift = dx * 0.35
        c.ellipse(side * (R - 1) - shift, 4, 5.5, 7.5, dark(skin, 0.1))


def _eyes(c: Canvas, kind: str, dx: float) -> None:
    for side in (-1, 1):
        x = side * (11.5 - abs(dx) * 0.12) + dx
        if kind == "happy":
            c.path(f"M{x - 4.5} 4Q{x} -1.6 {x + 4.5} 4", stroke=INK, width=2.6)
        elif kind == "down":
            c.path(f"M{x - 4.5} 3Q{x} 6.8 {x + 4.5} 3", stroke=INK, width=2.6)
        else:
            c.ellipse(x, 3, 3, 3.7, INK)
            c.circle(x + 1, 1.7, 1.05, "#ffffff")
        c.path(f"M{x - 5} -6.5Q{x} -9.6 {x + 5} -6.6", stroke=INK, width=1.8, opacity=0.55)


def _mouth(c: Canvas, kind: str, dx: float) -> None:
    x = dx * 1.05
    if kind == "open":
        c.path(f"M{x - 7} 13Q{x} 15 {x + 7} 13Q{x + 5} 23.5 {x} 23.5Q{x - 5} 23.5 {x - 7} 13Z", "#8c2f33")
        c.path(f"M{x - 5.6} 13.6Q{x} 15.4 {x + 5.6} 13.6L{x + 5} 16Q{x} 17.6 {x - 5} 16Z", "#fff8ee")
    elif kind == "small":
        c.path(f"M{x - 3} 16Q{x} 18 {x + 3} 16", stroke="#8c3b33", width=2.2)
    elif kind == "oh":
        c.ellipse(x, 17, 3.4, 4.4, "#8c2f33")
    else:
        c.path(f"M{x - 7} 14Q{x} 21 {x + 7} 14", stroke="#8c3b33", width=2.4)


def face(c: Canvas, skin: str, dx: float, eyes: str = "dot", mouth: str = "smile", *, old: bool = False) -> None:
    """Draw the front of a head; dx (-14..14) turns it to a side."""
    _ears(c, skin, dx)
    c.path("M-31 -4C-31 -40 31 -40 31 -4C32 17 17 33 0 33C-17 33 -32 17 -31 -4Z", skin)
    c.path("M14 -30C32 -24 34 18 8 32.4C26 29 32 14 31 -4C31 -18 24 -27 14 -30Z", dark(skin, 0.14), opacity=0.55)
    for side in (-1, 1):
        c.ellipse(side * 18 + dx * 0.75, 12.5, 6.4, 4.6, "#e8695a", 0.3)
    c.path(f"M{dx * 1.15 - 1.5} 9.5Q{dx * 1.15 + 1.2} 11.5 {dx * 1.15 + 3} 9", stroke=dark(skin, 0.3), width=2)
    _eyes(c, eyes, dx)
    _mouth(c, mouth, dx)
    if old:
        for side in (-1, 1):
            c.path(f"M{side * 19 + dx} 8Q{side * 23 + dx} 9 {side * 24 + dx} 12", stroke=dark(skin, 0.3), width=1.4)


def glasses(c: Canvas, dx: float) -> None:
    """Draw round glasses on a face turned by dx."""
    for side in (-1, 1):
        x = side * 11.5 + dx
        c.add(
            f'<circle cx="{x:.1f}" cy="3.5" r="8.2" fill="#ffffff" fill-opacity=".22" '
            f'stroke="#3d3330" stroke-width="1.9"/>'
        )
    c.path(f"M{dx - 3} 2.5Q{dx} 1 {dx + 3} 2.5", stroke="#3d3330", width=1.9)


_CAP = "M-33 6C-41 -55 41 -55 33 6"


def hair_behind(c: Canvas, style: str, hair: str, *, back: bool = False) -> None:
    """Draw what of the hair hangs behind neck and face."""
    shade = dark(hair, 0.25)
    if style in {"long", "halfup"}:
        c.path("M-33 -4C-40 34 -36 58 -27 66Q0 74 27 66C36 58 40 34 33 -4Z", shade)
    elif style == "bob":
        c.path("M-33 -6C-40 16 -38 30 -31 35Q0 42 31 35C38 30 40 16 33 -6Z", shade)
    elif style == "pony" and not back:
        c.path("M8 -30C40 -44 56 -10 44 30C34 18 30 -4 20 -16Z", shade)
    elif style == "pigtails" and not back:
        for side in (-1, 1):
            c.path(
                f"M{side * 26} -6C{side * 54} -14 {side * 54} 24 {side * 41} 36C{side * 32} 28 {side * 34} 8 "
                f"{side * 26} -6Z",
                shade,
            )
    elif style == "bun":
        c.circle(4, -38, 13, shade)


def _fringe_long(dx: float) -> str:
    return f"{_CAP}C28 -4 24 -12 {14 + dx} -17Q{dx} -9 {-16 + dx} -15C-25 -10 -29 -4 -32.5 5Z"


def _ribbons(c: Canvas, style: str, ribbon: str) -> None:
    if style == "pigtails":
        for side in (-1, 1):
            c.circle(side * 30, -5, 4.6, ribbon)
    elif style in {"pony", "halfup"}:
        c.path("M19 -33L29 -44Q34 -40 30 -32L38 -28Q38 -20 28 -22L19 -30Z", ribbon)
        c.circle(24, -31, 3.4, dark(ribbon, 0.2))
    elif style == "bob":
        c.path("M17 -31Q23 -29 28 -21", stroke=ribbon, width=4)


def hair_before(c: Canvas, style: str, hair: str, dx: float, ribbon: str) -> None:
    """Draw the hair that lies on the head, seen from the front."""
    if style == "crop":
        c.path(
            f"M-32.5 -2C-38 -52 38 -52 32.5 -2C29 -14 22 -20 {10 + dx} -20L{-12 + dx} -20C-24 -20 -29 -12 -32 -2Z", hair
        )
    elif style == "side":
        c.path(
            f"M-33 3C-42 -46 -6 -52 12 -45C34 -42 38 -20 33 3C30 -8 26 -15 {20 + dx * 0.5} -20"
            f"C{6 + dx} -8 {-14 + dx} -9 -24 -14C-29 -9 -31 -4 -32.5 2Z",
            hair,
        )
    elif style == "spiky":
        c.path(
            f"M-33 4C-42 -50 40 -56 33 4C30 -8 27 -14 {21 + dx} -18L{14 + dx} -10L{6 + dx} -18"
            f"L{-2 + dx} -9L{-9 + dx} -18L{-17 + dx} -9L{-23 + dx} -16C-28 -10 -31 -4 -32.5 3Z",
            hair,
        )
    elif style == "bowl":
        c.path(f"M-34.5 7C-42 -55 42 -55 34.5 7C32 -2 30 -6 28 -9Q{dx} -15 -28 -9C-30 -6 -32 -2 -34 6Z", hair)
    elif style in {"man", "grey"}:
        c.path(
            f"M-33 5C-41 -40 -14 -50 6 -46C32 -45 38 -22 33 5L28 -8C26 -16 20 -21 {12 + dx} -22"
            f"C{-4 + dx} -17 -18 -20 -23 -18C-28 -12 -30 -4 -32 4Z",
            hair,
        )
    else:
        c.path(_fringe_long(dx), hair)
    c.path(
        f"M{-16 + dx * 0.3} -28Q{-4 + dx * 0.3} -35 {9 + dx * 0.3} -32",
        stroke=light(hair, 0.28),
        width=3.2,
        opacity=0.5,
    )
    _ribbons(c, style, ribbon)


def head_back(c: Canvas, skin: str, style: str, hair: str, ribbon: str) -> None:
    """Draw a head seen from behind."""
    _ears(c, skin, 0)
    bottom = 22 if style in {"crop", "side", "spiky", "bowl", "man", "grey"} else 30
    c.path(
        f"M-32.5 -2C-40 -54 40 -54 32.5 -2C33 {bottom - 4} 16 {bottom + 6} 0 {bottom + 6}"
        f"C-16 {bottom + 6} -33 {bottom - 4} -32 -2Z",
        hair,
    )
    c.path("M-18 -28Q-2 -37 14 -31", stroke=light(hair, 0.28), width=3.6, opacity=0.5)
    if style in {"bowl", "crop"}:
        c.path("M-13 26Q0 31 13 26L11 34L-11 34Z", skin)
    if style == "pony":
        c.path("M-8 -12C-16 14 -12 44 0 56C12 44 16 14 8 -12Z", dark(hair, 0.2))
        c.ellipse(0, -11, 9, 5, ribbon)
    elif style == "pigtails":
        for side in (-1, 1):
            c.path(
                f"M{side * 24} 6C{side * 48} 2 {side * 50} 34 {side * 38} 46C{side * 30} 36 {side * 28} 22 "
                f"{side * 24} 6Z",
                dark(hair, 0.2),
            )
            c.circle(side * 28, 8, 5, ribbon)
        c.path("M0 -36Q-2 -4 0 26", stroke=mix(hair, skin, 0.35), width=1.6)
    elif style in {"long", "halfup"}:
        c.path("M-33 -4C-38 34 -34 56 -26 62Q0 69 26 62C34 56 38 34 33 -4Z", hair)
        c.path("M-10 10Q-13 40 -10 58M9 10Q12 40 10 58", stroke=light(hair, 0.2), width=1.8, opacity=0.6)
    elif style == "bob":
        c.path("M-33 -4C-38 18 -36 28 -29 33Q0 39 29 33C36 28 38 18 33 -4Z", hair)
    elif style == "bun":
        c.circle(0, -22, 14, dark(hair, 0.2))
        c.path("M-8 -28Q0 -22 9 -26", stroke=light(hair, 0.3), width=1.8, opacity=0.6)


def _conical(c: Canvas, colour: str, back: bool) -> None:
    c.path("M-62 -9Q0 -30 62 -9Q0 12 -62 -9Z", "#b98d4a")
    c.path("M-63 -10Q-24 -42 0 -66Q24 -42 63 -10Q0 6 -63 -10Z", "#ead6a0")
    c.path("M0 -66Q24 -42 63 -10Q36 -3 14 -2Q14 -36 0 -66Z", "#cfb374", opacity=0.7)
    for step in (0.35, 0.6, 0.82):
        c.path(
            f"M{-63 * step} {-66 + 56 * step}Q0 {-62 + 70 * step} {63 * step} {-66 + 56 * step}",
            stroke="#b89858",
            width=1.1,
            opacity=0.7,
        )


def _helmet(c: Canvas, colour: str, back: bool) -> None:
    c.path("M-36 -6C-40 -54 40 -54 36 -6Q0 -15 -36 -6Z", colour)
    c.path("M10 -43C34 -36 38 -20 36 -6Q28 -9 20 -10Q22 -28 10 -43Z", dark(colour, 0.22), opacity=0.7)
    c.path("M-16 -36Q-4 -43 8 -40", stroke="#ffffff", width=4, opacity=0.65)
    c.path("M-38 -6Q0 -19 38 -6Q40 -1 37 0Q0 -11 -37 0Q-40 -1 -38 -6Z", dark(colour, 0.3))
    c.path("M-31 2Q-28 30 0 35Q28 30 31 2", stroke="#3d3a3a", width=2.6)


def _cap(c: Canvas, colour: str, back: bool) -> None:
    c.path("M-35 -9C-40 -56 40 -56 35 -9Q0 -18 -35 -9Z", colour)
    if not back:
        c.path("M-8 -14Q20 -22 50 -8Q30 -3 -6 -7Z", dark(colour, 0.2))
    c.circle(0, -40, 3, dark(colour, 0.2))


def _forage(c: Canvas, colour: str, back: bool) -> None:
    c.path("M-31 -15Q-10 -54 14 -50Q34 -36 32 -15Q0 -24 -31 -15Z", "#fbf8f0")
    c.path("M-32 -13Q0 -24 33 -13L32 -20Q0 -31 -30 -20Z", "#3f6fb5")


def _chef(c: Canvas, colour: str, back: bool) -> None:
    c.path(
        "M-29 -16L-31 -34C-50 -46 -34 -68 -16 -58C-6 -72 14 -70 18 -58C38 -66 48 -44 31 -34L29 -16Q0 -24 -29 -16Z",
        "#fdfbf5",
    )
    c.path("M-30 -26Q0 -35 30 -26", stroke="#d8d9d6", width=2)


def _flowers(c: Canvas, colour: str, back: bool) -> None:
    for i in range(7):
        x = -27 + i * 9
        c.circle(x, -27 - 7 * (1 - (x / 30) ** 2), 5.6, ("#f48fb1", "#ffd166", "#ffffff")[i % 3])
        c.circle(x, -27 - 7 * (1 - (x / 30) ** 2), 2, "#e76f51")


def _band(c: Canvas, colour: str, back: bool) -> None:
    c.path("M-33 -12Q0 -26 33 -12L32.6 -5Q0 -19 -32.6 -5Z", colour)


def _swim(c: Canvas, colour: str, back: bool) -> None:
    c.path("M-34.5 -2C-42 -58 42 -58 34.5 -2Q0 -20 -34.5 -2Z", colour)
    c.path("M-14 -34Q0 -41 14 -35", stroke="#ffffff", width=4, opacity=0.6)


def _turban(c: Canvas, colour: str, back: bool) -> None:
    c.path("M-35 -8C-39 -56 39 -56 35 -8Q0 -26 -35 -8Z", colour)
    c.path("M-34 -10Q0 -36 34 -12M-32 -18Q0 -42 32 -20", stroke=light(colour, 0.3), width=2.4)


_HATS = {
    "conical": _conical,
    "helmet": _helmet,
    "cap": _cap,
    "forage": _forage,
    "chef": _chef,
    "flowers": _flowers,
    "band": _band,
    "swim": _swim,
    "turban": _turban,
}


def hat(c: Canvas, kind: str, colour: str, *, back: bool = False) -> None:
    """Draw a hat: conical, helmet, cap, forage (the team's white side cap), chef, flowers, band, swim, turban."""
    _HATS[kind](c, colour, back)
