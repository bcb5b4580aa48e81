"""Safe on the road and in the water."""

from dataclasses import replace

from . import buildings, nature, props, things
from .canvas import Canvas
from .people import (
    BEHIND,
    CHEER,
    HOLD,
    POINT,
    STAND,
    WALK,
    WAVE,
    Pose,
    man,
    person,
    pupil,
    teacher,
    villager,
)
from .scene import scene


@scene(
    "boi-an-toan",
    "Học bơi phòng đuối nước",
    "Các em đội mũ bơi tập nổi với phao trong bể chia làn, thầy giáo đứng trên bờ hướng dẫn.",
)
def _swimming(c: Canvas) -> None:
    nature.sky(c, "noon", 250)
    nature.clouds(c, 170, 3)
    nature.treeline(c, 240, "#8fbf86", height=100, palms=8)
    c.rect(-5, 236, 1210, 110, "#f1e3c8")
    c.rect(-5, 338, 1210, 470, "#e3cda4")
    things.banner(c, 600, 190, "BƠI GIỎI - PHÒNG ĐUỐI NƯỚC", 24, "#2f7fb8")
    c.poly([(90, 340), (1110, 340), (1260, 800), (-60, 800)], "#f9f3e4")
    c.poly([(120, 356), (1080, 356), (1216, 810), (-16, 810)], c.linear("#8fdce6", "#3fa9c4"))
    for i in range(4):
        t = (i + 1) / 5
        x0, x1 = 120 + 960 * t, -16 + 1232 * t
        for k in range(22):
            s = k / 22
            c.ellipse(x0 + (x1 - x0) * s, 360 + 440 * s, 4 + 6 * s, 3 + 3 * s, "#d7263d" if k % 4 < 2 else "#ffffff")
    for _ in range(46):
        s = c.rng.random()
        x, y, w = 600 + c.jit(480 + 110 * s), 365 + 420 * s, 18 + 34 * s
        c.path(f"M{x - w:.0f} {y:.0f}q{w / 2:.0f} -8 {w:.0f} 0t{w:.0f} 0", stroke="#e6fbff", width=2.6, opacity=0.65)
    coach = man(c.rng, "#f4722b", outfit="shirt", bottom="#26365c", hat="cap", hat_colour="#f4722b")
    person(c, 240, 362, 0.72, coach, replace(POINT, rh=(0.8, 0.3), look=9, mouth="open"))
    person(
        c,
        980,
        362,
        0.72,
        teacher(c.rng, "#3f9a8f", outfit="shirt", bottom="#26365c", style="pony", hat="cap", hat_colour="#3f9a8f"),
        WAVE,
    )
    for i, x in enumerate((430, 520, 610, 700, 790)):
        person(
            c,
            x,
            356,
            0.62,
            pupil(
                c.rng,
                outfit="swim" if i % 2 else "pe",
                girl=i % 2 == 0,
                top="#2f7fb8",
                bottom="#26365c",
                scarf=False,
                hat="swim",
                hat_colour=props.TEAM_COLOURS[i % 4],
            ),
            (STAND, CHEER, STAND, WAVE, STAND)[i],
        )
    for i, (x, y, s) in enumerate(
        (
            (190, 520, 0.95),
            (430, 470, 0.8),
            (760, 480, 0.82),
            (1010, 530, 0.98),
            (330, 660, 1.3),
            (640, 620, 1.2),
            (920, 690, 1.36),
        )
    ):
        girl = i % 2 == 0
        kid = pupil(
            c.rng,
            girl=girl,
            outfit="pe" if girl else "swim",
            top="#2f7fb8",
            bottom="#26365c",
            scarf=False,
            hat="swim",
            hat_colour=props.TEAM_COLOURS[i % 4],
            style="crop",
        )
        with c.clip(f"M{x - 220} {y - 300}h440v300h-440Z"):
            person(
                c,
                x,
                y + 92 * s,
                s,
                kid,
                replace(
                    HOLD, lh=(0.3, 0.5), rh=(0.3, 0.5), mouth="open", eyes="happy" if i % 3 else "dot", look=c.jit(9)
                ),
                ground=False,
            )
        c.path(
            f"M{x - 62 * s} {y - 10 * s}Q{x} {y - 24 * s} {x + 62 * s} {y - 10 * s}"
            f"L{x + 58 * s} {y + 10 * s}Q{x} {y + 20 * s} {x - 58 * s} {y + 10 * s}Z",
            ("#ffd166", "#f4845f", "#ffffff")[i % 3],
        )
        c.path(
            f"M{x - 62 * s} {y - 10 * s}Q{x} {y - 24 * s} {x + 62 * s} {y - 10 * s}",
            stroke="#ffffff",
            width=4,
            opacity=0.7,
        )
        nature.ripples(c, x, y + 12 * s, 74 * s, "#eafcff")


@scene(
    "giao-thong-mu-bao-hiem",
    "Đội mũ bảo hiểm",
    "Trước cổng trường, ba chở hai con bằng xe máy, cả nhà đội mũ bảo hiểm, một cô giáo vẫy tay chào.",
)
def _helmets(c: Canvas) -> None:
    nature.sky(c, "morning", 400)
    nature.clouds(c, 280, 3)
    nature.treeline(c, 400, "#9cc08a", height=100)
    buildings.school(c, 420, 420, 0.86)
    buildings.yard(c, 416)
    buildings.wall(c, 520, -10, 560, height=90)
    buildings.wall(c, 520, 1130, 1210, height=90)
    nature.phuong(c, 150, 520, 1.2, blossom=0.6)
    c.rect(-5, 516, 1210, 70, "#e3cfa6")
    buildings.gate(c, 850, 530, 1.08)
    c.rect(-5, 580, 1210, 230, c.linear("#8f8c92", "#73717a"))
    c.rect(-5, 574, 1210, 14, "#e9e2d0")
    for i in range(7):
        c.box(i * 200 - 60, 690, 110, 12, "#f4f1e6")
    person(c, 690, 560, 0.72, teacher(c.rng, "#8fb8d8", style="halfup"), replace(WAVE, look=-6))
    for i, x in enumerate((800, 880, 950)):
        person(c, x, 556, 0.62, pupil(c.rng), replace(BEHIND, tilt=c.jit(5)), held=props.bag(props.BAG_COLOURS[i]))
    _family(c, 380, 720, 1.7, "#c8102e")
    _family(c, 1010, 670, 1.05, "#2f7fb8", flip=True)
    person(
        c,
        1120,
        790,
        1.3,
        pupil(c.rng, girl=True, hat="helmet", hat_colour="#ffb703"),
        replace(WALK, look=-8),
        flip=True,
    )


def _family(c: Canvas, x: float, y: float, size: float, colour: str, *, flip: bool = False) -> None:
    """A parent with two children on a motorbike, all in helmets, seen from the side."""
    with c.at(x, y, size, flip=flip):
        ride = Pose(drop=0.5, lf=(-0.1, 0.12), rf=(0.2, 0.12), lh=(-0.3, 0.45), rh=(0.55, 0.42), look=9, knees=1)
        parent = man(c.rng, "#b7d0e4", hat="helmet", hat_colour="#2f7fb8" if colour != "#2f7fb8" else "#f4f4f0")
        kid = replace(ride, lh=(-0.35, 0.5), rh=(0.5, 0.35), drop=0.3, lf=(-0.2, 0.2), rf=(0.3, 0.2))
        person(
            c,
            -76,
            -26,
            0.58,
            pupil(c.rng, girl=True, style="pigtails", hat="helmet", hat_colour="#f48fb1"),
            kid,
            ground=False,
        )
        person(c, -24, -8, 0.62, parent, ride, ground=False)
        person(c, 26, -34, 0.5, pupil(c.rng, girl=False, hat="helmet", hat_colour="#ffb703"), kid, ground=False)
        things.motorbike(c, 0, 0, colour)


@scene(
    "giao-thong-qua-duong",
    "Qua đường an toàn",
    "Đội cờ đỏ giơ biển dừng, cô giáo dang tay che cho các em qua đường trên vạch sơn trắng, xe máy dừng lại.",
)
def _crossing(c: Canvas) -> None:
    nature.sky(c, "morning", 330)
    nature.clouds(c, 220, 4)
    nature.treeline(c, 330, "#9cc08a", height=100)
    buildings.wall(c, 400, -10, 1210, height=92)
    nature.bang(c, 120, 400, 1.05)
    nature.phuong(c, 1060, 400, 1.1, blossom=0.5)
    buildings.gate(c, 600, 404, 0.9)
    c.rect(-5, 398, 1210, 60, "#e3cfa6")
    c.rect(-5, 452, 1210, 350, c.linear("#96939a", "#6d6b75"))
    c.rect(-5, 448, 1210, 12, "#efe8d6")
    for i in range(7):
        t = i / 7
        y = 468 + 330 * t**1.25
        h = 20 + 28 * t
        half = 190 + 130 * t
        c.poly(
            [(600 - half, y), (600 + half, y), (600 + half + 8, y + h), (600 - half - 8, y + h)],
            "#f7f3e6",
            opacity=0.95,
        )
    _family(c, 150, 640, 1.2, "#3a86a8")
    things.motorbike(c, 1060, 600, "#e9a43c", 0.95, flip=True)
    person(
        c,
        1066,
        580,
        0.6,
        villager(c.rng, "#8a5a8f", hat="helmet", hat_colour="#d7263d"),
        Pose(drop=0.5, lf=(-0.1, 0.1), rf=(0.2, 0.1), rh=(0.5, 0.42), lh=(-0.3, 0.45), look=9),
        flip=True,
        ground=False,
    )

    def stop(k: Canvas, x: float, y: float) -> None:
        k.line([(x, y + 24), (x, y - 30)], "#caa468", 6)
        k.circle(x, y - 52, 30, "#ffffff")
        k.circle(x, y - 52, 27, "#d7263d")
        buildings.write(k, "DỪNG", x, y - 45, 12, "#ffffff", weight=2)

    person(
        c,
        330,
        700,
        1.16,
        pupil(c.rng, girl=False, hat="forage"),
        replace(WAVE, rh=(0.5, -0.3), mouth="smile"),
        held=props.in_right(stop),
        flip=False,
    )
    person(
        c,
        880,
        720,
        1.2,
        pupil(c.rng, girl=True, hat="forage", style="pony"),
        replace(WAVE, rh=(0.5, -0.3), mouth="smile"),
        held=props.in_right(stop),
    )
    hand = replace(WALK, lh=(0.55, 0.6), rh=(0.55, 0.6), look=0)
    for i, (x, y) in enumerate(((540, 540), (640, 545), (474, 650), (724, 652))):
        person(
            c,
            x,
            y,
            0.76 + (y - 540) * 0.003,
            pupil(c.rng, scarf=i > 1),
            replace(hand, mouth=("open", "smile")[i % 2], look=(5, -5, 0)[i % 3]),
        )
    person(c, 600, 786, 1.1, teacher(c.rng, "#a9c99a", style="bun"), replace(BEHIND, lh=(0.7, 0.1), rh=(0.7, 0.1)))
