"""What people hold, crowds, and backdrops that several scenes share."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from . import buildings, festive, learning, nature, things
from .canvas import Canvas, Point, dark
from .people import BEHIND, CHEER, CLAP, DESK, SEATED, STAND, WAVE, WRITE, Held, Pose, person, pupil

TEAM_COLOURS = ("#d7263d", "#2f7fb8", "#f2b134", "#3f9a5f")
BAG_COLOURS = ("#2f7fb8", "#e07a4f", "#8a5a8f", "#3f9a5f", "#d7577a", "#e9b44c")


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + b[0]) / 2, (a[1] + b[1]) / 2


def in_both(draw: Callable[[Canvas, float, float], None]) -> Held:
    """Hold a thing between both hands."""
    return lambda c, left, right: draw(c, *_middle(left, right))


def in_right(draw: Callable[[Canvas, float, float], None]) -> Held:
    """Hold a thing in the hand at the picture's right."""
    return lambda c, left, right: draw(c, *right)


def in_left(draw: Callable[[Canvas, float, float], None]) -> Held:
    """Hold a thing in the hand at the picture's left."""
    return lambda c, left, right: draw(c, *left)


def book(colour: str = "#3a7ca5", size: float = 0.8) -> Held:
    """Hold an open book."""
    return in_both(lambda c, x, y: learning.open_book(c, x, y + 10, size, colour))


def flowers(size: float = 0.9, *colours: str) -> Held:
    """Hold a bunch of flowers."""
    return in_both(lambda c, x, y: things.bouquet(c, x, y + 14, size, colours or ("#f48fb1", "#ffd166", "#ffffff")))


def bag(colour: str) -> Held:
    """A school bag on the back of one who is seen from behind."""
    return lambda c, left, right: things.backpack(c, 0, -28, colour, 0.95)


def parcel(c: Canvas, x: float, y: float, colour: str, ribbon: str = "#ffe08a") -> None:
    """Draw a present with a ribbon, its middle at (x, y)."""
    c.box(x - 24, y - 22, 48, 32, colour)
    c.rect(x - 4, y - 22, 8, 32, ribbon)
    c.path(f"M{x} {y - 22}q-16 -14 -18 -2q8 4 18 2q16 -14 18 -2q-8 4 -18 2", ribbon)


def lantern(kind: int = 0, size: float = 24) -> Held:
    """A lantern on a stick in the right hand: 0 star, 1 carp, 2 round."""

    def draw(c: Canvas, x: float, y: float) -> None:
        c.line([(x, y), (x + 26, y - 34)], "#b98a52", 4)
        if kind == 1:
            festive.carp_lantern(c, x + 34, y - 8, size / 46)
        elif kind == 2:
            festive.round_lantern(c, x + 26, y + 6, size * 0.72, c.rng.choice(festive.GLOWS), string=12)
        else:
            festive.star_lantern(c, x + 28, y - 34 - size * 0.7, size, c.rng.choice(("#ff5a4a", "#ffa62b", "#f25c8a")))

    return in_right(draw)


def crowd(
    c: Canvas,
    spots: Sequence[tuple[float, float]],
    scale: float,
    poses: Sequence[Pose] = (STAND,),
    *,
    depth: float = 0.0,
    held: Sequence[Held | None] = (None,),
    **looks: object,
) -> None:
    """Draw pupils at the spots, those farther down later; `depth` enlarges towards the bottom edge."""
    ordered = sorted(enumerate(spots), key=lambda pair: pair[1][1])
    top = ordered[0][1][1]
    for i, (x, y) in ordered:
        size = scale * (1 + depth * (y - top)) * c.rng.uniform(0.95, 1.05)
        person(
            c,
            x,
            y,
            size,
            pupil(c.rng, **looks),
            poses[i % len(poses)],
            held=held[i % len(held)],
            flip=not poses[i % len(poses)].back and c.rng.random() < 0.3 and held[i % len(held)] is None,
        )


def line_up(c: Canvas, x0: float, x1: float, y: float, count: int) -> list[tuple[float, float]]:
    """Return spots in a row, a little uneven."""
    step = (x1 - x0) / max(1, count - 1)
    return [(x0 + i * step + c.jit(step * 0.08), y + c.jit(3)) for i in range(count)]


def assembly(
    c: Canvas,
    y0: float,
    y1: float,
    rows: int,
    scale: float,
    *,
    bags: bool = False,
    aisle: float = 0.0,
    poses: Sequence[Pose] = (BEHIND,),
    **looks: object,
) -> None:
    """Draw rows of pupils from behind, from far (y0) to near (y1), with an aisle in the middle (units)."""
    for row in range(rows):
        share = row / max(1, rows - 1)
        y, size = y0 + (y1 - y0) * share**1.25, scale * (0.5 + 0.5 * share)
        step = 84 * size
        for i in range(-int(c.w / step / 2) - 1, int(c.w / step / 2) + 2):
            x = c.w / 2 + (i + (row % 2) * 0.5) * step
            if abs(x - c.w / 2) < aisle * (0.5 + 0.5 * share):
                continue
            person(
                c,
                x + c.jit(5),
                y + c.jit(3),
                size * c.rng.uniform(0.94, 1.05),
                pupil(c.rng, **looks),
                c.rng.choice(poses),
                held=bag(c.rng.choice(BAG_COLOURS)) if bags else None,
            )


def sitting_rows(
    c: Canvas, y0: float, y1: float, rows: int, scale: float, *, colours: Sequence[str] = ("#3a7ca5", "#d7577a")
) -> None:
    """Draw an audience of pupils from behind on plastic stools."""
    for row in range(rows):
        share = row / max(1, rows - 1)
        y, size = y0 + (y1 - y0) * share, scale * (0.6 + 0.4 * share)
        step = 96 * size
        for i in range(-int(c.w / step / 2) - 1, int(c.w / step / 2) + 2):
            x = c.w / 2 + (i + (row % 2) * 0.5) * step + c.jit(4)
            seat = replace(SEATED, tilt=c.jit(5))
            if c.rng.random() < 0.12:
                seat = replace(seat, rh=(0.3, -0.85))
            person(c, x, y, size, pupil(c.rng), seat)
            learning.chair(c, x, y, colours[(i + row) % len(colours)], size * 0.8, stool=True)


def desks_from_behind(
    c: Canvas, y0: float, y1: float, rows: int, *, raised: float = 0.25, columns: int = 3, **looks: object
) -> None:
    """Draw a class at its desks as the back wall sees it."""
    for row in range(rows):
        share = row / max(1, rows - 1)
        y, size = y0 + (y1 - y0) * share, 0.62 + 0.5 * share
        for column in range(columns):
            x = c.w / 2 + (column - (columns - 1) / 2) * 330 * (0.72 + 0.42 * share)
            with c.at(x, y - 16 * size, size):
                learning.desk(c, 0, 0, 210)
                learning.lying_book(c, -50, -92, 0.8)
                learning.lying_book(c, 50, -92, 0.8)
            for side in (-1, 1):
                seat = replace(SEATED, drop=0.42, tilt=c.jit(6), lh=(-0.05, 0.7), rh=(-0.05, 0.7))
                if c.rng.random() < raised:
                    seat = replace(seat, rh=(0.2, -0.95))
                person(c, x + side * 54 * size, y + 24 * size, size * 0.98, pupil(c.rng, **looks), seat)
            with c.at(x, y + 28 * size, size):
                c.box(-104, -46, 208, 12, "#b9804f")
                for dx in (-88, 80):
                    c.box(dx, -36, 9, 36, "#6f7f86")


def desks_from_front(
    c: Canvas,
    y0: float,
    y1: float,
    rows: int,
    *,
    poses: Sequence[Pose] = (WRITE, DESK),
    columns: int = 3,
    on_desk: Callable[[Canvas, float, float], None] | None = None,
    pupils: int = 2,
    **looks: object,
) -> None:
    """Draw a class at its desks as the teacher sees it."""
    for row in range(rows):
        share = row / max(1, rows - 1) if rows > 1 else 1
        y, size = y0 + (y1 - y0) * share, 0.66 + 0.52 * share
        for column in range(columns):
            x = c.w / 2 + (column - (columns - 1) / 2) * 360 * (0.72 + 0.4 * share)
            for place in range(pupils):
                dx = (place - (pupils - 1) / 2) * 104
                person(c, x + dx * size, y, size, pupil(c.rng, **looks), c.rng.choice(poses), flip=c.rng.random() < 0.4)
            with c.at(x, y + 6, size):
                learning.desk(c, 0, 0, 216)
                for place in range(pupils):
                    dx = (place - (pupils - 1) / 2) * 104
                    if on_desk:
                        on_desk(c, dx, -92)
                    else:
                        learning.lying_book(c, dx, -91, 0.9)


def yard_view(
    c: Canvas,
    mood: str = "morning",
    paint: buildings.Paintwork = buildings.DAY,
    *,
    horizon: float = 430,
    size: float = 1.15,
    shift: float = 0,
    bays: int = 9,
    trees: bool = True,
    disc: tuple[float, float, float] | None = None,
) -> None:
    """Draw the school across its yard."""
    far = {"night": "#232c58", "dusk": "#8a6a78", "rain": "#6f8a86"}.get(mood, "#9cc08a")
    nature.sky(c, mood, horizon)
    if mood == "night":
        nature.stars(c, 70, horizon * 0.7)
    if disc:
        (nature.moon if mood == "night" else nature.sun)(c, *disc)
    if mood != "night":
        nature.clouds(c, horizon, 4, {"dusk": "#ffd9b8", "rain": "#aab8bd"}.get(mood, "#ffffff"))
    nature.treeline(c, horizon, far, height=110, palms=8)
    buildings.school(c, c.w / 2 - bays * 42 * size + shift, horizon + 8, size, paint, bays)
    ground = {"night": ("#5a5578", "#453f66"), "rain": ("#a9a79a", "#8b8d86"), "dusk": ("#d9a578", "#b98560")}
    buildings.yard(c, horizon + 6, *ground.get(mood, ("#e7cfa2", "#d9b582")))
    for i in range(9):
        nature.bush(
            c,
            c.w * (i + 0.4) / 9,
            horizon + 22,
            0.55,
            dark("#5b9150", 0.5 if mood == "night" else 0),
            ("#f48fb1", "#ffd166", "#ffffff")[i % 3],
        )
    if trees:
        leaf = {"night": "#2f5560", "dusk": "#7a8a4a", "rain": "#4f7f58"}.get(mood, "#5d9a4f")
        nature.bang(c, c.w * 0.045, horizon + 70, 1.15, leaf)
        nature.bang(c, c.w * 0.965, horizon + 62, 1.05, leaf)


def river_view(
    c: Canvas,
    mood: str = "morning",
    *,
    horizon: float = 320,
    palms: int = 9,
    disc: tuple[float, float, float] | None = None,
) -> None:
    """Draw the river: far bank with palms and stilt houses, water to the bottom edge."""
    nature.sky(c, mood, horizon)
    if disc:
        (nature.moon if mood == "night" else nature.sun)(c, *disc)
    tone = {
        "night": ("#1b2650", "#2f4a86", "#131c40"),
        "dusk": ("#6f5a78", "#e8a987", "#6a6f96"),
        "dawn": ("#8aa888", "#f3d3b4", "#7fb0ac"),
    }.get(mood, ("#7fb083", "#b5dcd8", "#4f9aa3"))
    nature.treeline(c, horizon, tone[0], height=95, palms=palms)
    for i, x in enumerate((c.w * 0.14, c.w * 0.62, c.w * 0.86)):
        stilt_house(c, x, horizon + 16, 0.62 - 0.08 * i, lit=mood == "night")
    nature.water(c, horizon + 10, c.h, tone[1], tone[2])


def stilt_house(c: Canvas, x: float, y: float, size: float, *, lit: bool = False) -> None:
    """Draw a house on stilts at the water."""
    with c.at(x, y, size):
        for dx in (-70, -24, 24, 70):
            c.rect(dx - 4, -44, 8, 58, "#5f4632")
        c.box(-84, -110, 168, 70, "#b58a5c")
        c.path("M-108 -104L-62 -170L62 -170L108 -104Z", "#9a7a4c")
        c.path("M-96 -116L96 -116M-84 -132L84 -132M-74 -148L74 -148", stroke="#7a5d38", width=3, opacity=0.6)
        c.box(-16, -98, 32, 56, "#ffd98a" if lit else "#5f4632")
        c.box(36, -92, 30, 26, "#ffd98a" if lit else "#6c7f7a")
        c.box(-96, -48, 192, 9, "#7a5d3c")


SPECTATORS = (CLAP, CHEER, STAND, WAVE)
