"""Bodies and what they wear: trunk, limbs, skirts and the red scarf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .canvas import SCARF, Canvas, dark, light, smooth

if TYPE_CHECKING:
    from .people import Build, Limb, Look

_LONG_SLEEVES = {"aodai", "baba", "coat", "shirtlong"}
_LONG_LEGS = {"aodai", "shirt", "baba", "coat", "shirtlong"}


def _stroke(c: Canvas, limb: Limb, width: float, colour: str, share: float = 1.0) -> None:
    """Draw a limb, or its upper part up to `share` of its way."""
    points = [limb.start, limb.joint, limb.end]
    if share < 1:
        part = share * 2
        points = [
            limb.start,
            (
                limb.start[0] + (limb.joint[0] - limb.start[0]) * min(part, 1),
                limb.start[1] + (limb.joint[1] - limb.start[1]) * min(part, 1),
            ),
        ]
        if part > 1:
            points.append(
                (
                    limb.joint[0] + (limb.end[0] - limb.joint[0]) * (part - 1),
                    limb.joint[1] + (limb.end[1] - limb.joint[1]) * (part - 1),
                )
            )
    data = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    if len(points) == 3:
        (ax, ay), (bx, by), (cx, cy) = points
        data = (
            f"M{ax:.1f} {ay:.1f}L{(ax + bx * 3) / 4:.1f} {(ay + by * 3) / 4:.1f}"
            f"Q{bx:.1f} {by:.1f} {(cx + bx * 3) / 4:.1f} {(cy + by * 3) / 4:.1f}L{cx:.1f} {cy:.1f}"
        )
    c.path(data, stroke=dark(colour, 0.22), width=width + 1.8)
    c.path(data, stroke=colour, width=width)


def _shoe(c: Canvas, limb: Limb, build: Build, turn: float, colour: str) -> None:
    x, y = limb.end
    size = build.limb / 13.5
    toe = turn * 0.45 * size
    c.ellipse(x + toe, y, 9.5 * size + abs(toe) * 0.3, 5.6 * size, dark(colour, 0.3))
    c.ellipse(x + toe, y - 1.6 * size, 9.2 * size + abs(toe) * 0.3, 4.8 * size, colour)


def legs(c: Canvas, look: Look, both: tuple[Limb, Limb], build: Build, turn: float) -> None:
    """Draw legs and shoes."""
    for limb in both:
        if look.outfit in _LONG_LEGS:
            _stroke(c, limb, build.limb * 1.35, look.bottom, 0.985)
            _shoe(c, limb, build, turn, "#4a3a35" if look.outfit != "aodai" else dark(look.top, 0.35))
        elif look.outfit == "aodaikid":
            _stroke(c, limb, build.limb * 1.3, "#fdfaf2", 0.95)
            _shoe(c, limb, build, turn, "#c98b2c")
        elif look.outfit == "swim":
            _stroke(c, limb, build.limb, look.skin)
            _stroke(c, limb, build.limb * 1.4, look.bottom, 0.3)
            c.ellipse(limb.end[0] + turn * 0.4, limb.end[1], 9, 4.8, look.skin)
        else:
            _stroke(c, limb, build.limb, look.skin)
            if not look.girl or look.outfit == "pe":
                _stroke(c, limb, build.limb * 1.45, look.bottom, 0.47 if look.outfit == "pe" else 0.9)
            else:
                low = type(limb)(limb.end, limb.end, (limb.end[0], limb.end[1] - 9))
                _stroke(c, low, build.limb * 0.95, "#fbf8f0")
            _shoe(c, limb, build, turn, "#fbf8f0" if look.outfit == "pe" else "#5b4038")


def skirts(c: Canvas, look: Look, both: tuple[Limb, Limb], build: Build, hip_y: float) -> None:
    """Draw what falls over the legs: a pupil's skirt or the flaps of an áo dài."""
    left, right = both
    if look.outfit == "uniform" and look.girl:
        knee = max(left.joint[1], right.joint[1], hip_y + 14)
        spread = max(23.0, abs(left.joint[0]) + 9, abs(right.joint[0]) + 9)
        low = min(knee + 6, -8)
        outline = [
            (-17, hip_y - 12),
            (17, hip_y - 12),
            (spread, low - 2),
            (spread * 0.4, low + 3),
            (-spread * 0.4, low + 3),
            (-spread, low - 2),
        ]
        c.path("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in outline) + "Z", look.bottom, stroke=look.bottom, width=4)
        for share in (-0.5, 0.0, 0.5):
            c.line([(share * 20, hip_y - 2), (share * spread * 1.3, low)], dark(look.bottom, 0.35), 1.6, opacity=0.7)
    elif look.outfit in {"aodai", "aodaikid"}:
        _flaps(c, look, build, hip_y, both)


def _flaps(c: Canvas, look: Look, build: Build, hip_y: float, both: tuple[Limb, Limb]) -> None:
    low = min(hip_y + build.leg * (0.78 if look.outfit == "aodai" else 0.66), -9)
    spread = max(build.hip + 13, abs(both[0].joint[0]) * 0.8 + 9, abs(both[1].joint[0]) * 0.8 + 9)
    wide = build.shoulder * 0.8
    c.path(
        smooth(
            [
                (-wide, hip_y - 14),
                (wide, hip_y - 14),
                (spread - 2, (hip_y + low) / 2),
                (spread + 3, low),
                (2, low + 5),
                (-spread - 1, low - 1),
                (-spread + 3, (hip_y + low) / 2),
            ],
            tension=7,
        ),
        look.top,
    )
    c.path(
        f"M{wide * 0.3} {hip_y}Q{spread * 0.5} {(hip_y + low) / 2} {spread * 0.45} {low + 2}"
        f"L{spread + 3} {low}Q{spread} {(hip_y + low) / 2} {wide} {hip_y - 8}Z",
        dark(look.top, 0.2),
        opacity=0.5,
    )
    if look.outfit == "aodaikid" or build.leg > 100:
        for i in range(5):
            x = -spread * 0.55 + i * spread * 0.27
            y = low - 10 - (i % 2) * 12
            c.circle(x, y, 3.4, light(look.top, 0.6))
            c.circle(x, y, 1.3, "#e9b44c")


def trunk(c: Canvas, look: Look, build: Build, *, back: bool) -> None:
    """Draw neck, shirt and scarf; the origin is the hips."""
    top, s, h = -build.torso, build.shoulder, build.hip + 7
    c.rect(-7 * build.head, top - 13, 14 * build.head, 20, dark(look.skin, 0.16), r=5)
    waist = h - (3 if look.outfit in {"aodai", "aodaikid", "baba"} and look.girl else -0.5)
    hem = 8 if look.outfit in {"shirt", "uniform", "pe"} else 12
    body = (
        f"M{-s + 5} {top + 3}Q0 {top - 3.5} {s - 5} {top + 3}Q{s + 2} {top + 6} {s + 1} {top + 20}"
        f"Q{waist} {top * 0.45} {h + 1} {hem - 4}Q0 {hem + 3} {-h - 1} {hem - 4}"
        f"Q{-waist} {top * 0.45} {-s - 1} {top + 20}Q{-s - 2} {top + 6} {-s + 5} {top + 3}Z"
    )
    if look.outfit == "swim" and not look.girl:
        c.path(body, look.skin)
        return
    c.path(body, look.top)
    c.path(
        f"M{s * 0.35} {top + 1}L{s - 5} {top + 3}Q{s + 2} {top + 6} {s + 1} {top + 20}Q{waist} {top * 0.45} {h + 1} "
        f"{hem - 4}Q{h * 0.5} {hem} {h * 0.25} {hem}Q{s * 0.7} {top * 0.5} {s * 0.35} {top + 1}Z",
        dark(look.top, 0.2),
        opacity=0.42,
    )
    _details(c, look, build, back=back)
    if look.scarf:
        _scarf(c, build, back=back)


def _details(c: Canvas, look: Look, build: Build, *, back: bool) -> None:
    top, s = -build.torso, build.shoulder
    if look.outfit in {"uniform", "shirt"}:
        c.path(f"M{-build.hip - 7} 3Q0 9 {build.hip + 7} 3L{build.hip + 7} 9Q0 14 {-build.hip - 7} 9Z", look.bottom)
    if back:
        return
    if look.outfit in {"uniform", "shirt", "shirtlong", "coat"}:
        c.path(
            f"M-11 {top}L0 {top + 10}L11 {top}L14 {top + 5}L4 {top + 13}L0 {top + 9}L-4 {top + 13}L-14 {top + 5}Z",
            dark(look.top, 0.1),
        )
        c.line([(0, top + 12), (0, 4)], dark(look.top, 0.25), 1.2, opacity=0.7)
    elif look.outfit == "pe":
        c.path(
            f"M{-s + 4} {top + 24}Q0 {top + 29} {s - 4} {top + 24}"
            f"L{s - 5} {top + 33}Q0 {top + 38} {-s + 5} {top + 33}Z",
            light(look.top, 0.7),
        )
    elif look.outfit in {"aodai", "aodaikid"}:
        c.rect(-8.5 * build.head, top - 8, 17 * build.head, 10, look.top, r=4)
        c.path(f"M2 {top + 1}Q{s * 0.7} {top + 9} {s - 3} {top + 26}", stroke=dark(look.top, 0.35), width=1.5)
    elif look.outfit == "baba":
        c.path(f"M-9 {top - 1}Q0 {top + 14} 9 {top - 1}", stroke=light(look.top, 0.4), width=2)
        for i in range(4):
            c.circle(0, top + 18 + i * 17, 2.2, light(look.top, 0.5))


def _scarf(c: Canvas, build: Build, *, back: bool) -> None:
    top = -build.torso
    deep = dark(SCARF, 0.25)
    if back:
        c.path(f"M-20 {top + 3}Q0 {top - 6} 20 {top + 3}L1 {top + 34}Z", SCARF)
        c.path(f"M4 {top}Q14 {top} 20 {top + 3}L1 {top + 34}Z", deep, opacity=0.5)
        return
    c.path(f"M-1 {top + 14}L-12 {top + 38}L-3 {top + 35}L2 {top + 17}Z", deep)
    c.path(f"M1 {top + 14}L13 {top + 37}L5 {top + 36}L-2 {top + 17}Z", SCARF)
    c.path(f"M-17 {top + 1}Q-10 {top - 7} -6 {top - 6}L3 {top + 12}L-2 {top + 17}Q-12 {top + 12} -17 {top + 1}Z", SCARF)
    c.path(f"M17 {top + 1}Q10 {top - 7} 6 {top - 6}L-3 {top + 12}L2 {top + 17}Q12 {top + 12} 17 {top + 1}Z", SCARF)
    c.circle(0, top + 14, 4.4, deep)


def arms(c: Canvas, look: Look, both: tuple[Limb, Limb], build: Build) -> None:
    """Draw arms, sleeves and hands."""
    for limb in both:
        _stroke(c, limb, build.limb * 0.86, look.skin)
        if look.outfit in _LONG_SLEEVES or look.outfit == "aodaikid":
            _stroke(c, limb, build.limb * 1.12, look.top, 0.9)
        elif look.outfit != "swim":
            _stroke(c, limb, build.limb * 1.25, look.top, 0.4)
    hands(c, look, both, build)


def hands(c: Canvas, look: Look, both: tuple[Limb, Limb], build: Build) -> None:
    """Draw the hands, over what they hold."""
    for limb in both:
        c.circle(limb.end[0], limb.end[1], build.limb * 0.5, look.skin)
