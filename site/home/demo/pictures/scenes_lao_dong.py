"""Work of hands: the garden, tree planting, the clean-up day."""

from dataclasses import replace

from . import buildings, nature, props, things
from .canvas import Canvas, Point, dark, light
from .people import (
    HOLD,
    POINT,
    SQUAT,
    STAND,
    WALK,
    Pose,
    man,
    person,
    pupil,
    teacher,
)
from .scene import scene


def _beds(c: Canvas) -> None:
    for row, y in enumerate((440, 540, 670)):
        s = 0.7 + row * 0.28
        c.path(f"M-10 {y}Q600 {y - 22 * s} 1210 {y}L1210 {y + 38 * s}Q600 {y + 16 * s} -10 {y + 38 * s}Z", "#8a5f3f")
        c.path(f"M-10 {y}Q600 {y - 22 * s} 1210 {y}L1210 {y + 10 * s}Q600 {y - 10 * s} -10 {y + 10 * s}Z", "#a9764c")
        count = int(17 / s)
        for i in range(count + 1):
            x = i * 1200 / count + c.jit(6)
            top = y - 8 * s
            if row == 1 and i % 2 == 0:
                c.line([(x, top), (x, top - 96)], "#b98a52", 4)
                for k in range(6):
                    c.blob(x + c.jit(22), top - 20 - k * 13, 17, 12, "#5c9150", lumps=7)
                for k in range(4):
                    c.circle(x + c.jit(22), top - 26 - k * 17, 8, "#e0402f")
            else:
                for angle in (-150, -120, -90, -60, -30):
                    with c.at(x, top, s, turn=angle + 90):
                        c.path("M0 0Q-17 -22 0 -44Q17 -22 0 0Z", ("#7fb55f", "#8fc468", "#6aa355")[row])
                        c.line([(0, -2), (0, -36)], "#d9ecb5", 1.6)


@scene(
    "vuon-truong",
    "Vườn rau của trường",
    "Học sinh đội nón lá tưới rau, nhổ cỏ trên những luống cải xanh và cà chua chín đỏ sau trường.",
)
def _garden(c: Canvas) -> None:
    nature.sky(c, "morning", 330)
    nature.sun(c, 1020, 110, 42)
    nature.clouds(c, 240, 3)
    nature.treeline(c, 330, "#94bb86", height=90)
    buildings.school(c, 40, 340, 0.66)
    c.rect(-5, 334, 1210, 470, c.linear("#c9d68a", "#9ab65c"))
    for i in range(15):
        c.box(i * 84 - 8, 318, 12, 66, "#c9a468")
    c.rect(-5, 332, 1210, 8, "#b98f55")
    c.rect(-5, 360, 1210, 8, "#b98f55")
    _beds(c)
    watering = replace(STAND, rh=(0.5, 0.5), lh=(0.1, 0.7), look=9)
    for x, y, s, pose, flip in (
        (180, 530, 0.98, SQUAT, False),
        (760, 526, 0.95, replace(SQUAT, look=-5), False),
        (430, 640, 1.15, watering, False),
        (950, 650, 1.18, watering, True),
    ):
        held = props.in_right(_can) if pose is watering else None
        person(c, x, y, s, pupil(c.rng, hat="conical", scarf=True), pose, flip=flip, held=held)
    person(
        c,
        640,
        640,
        1.0,
        teacher(c.rng, "#a9c99a", outfit="baba", bottom="#2f3a44", hat="conical", style="pony"),
        replace(HOLD, look=-6),
        held=props.in_both(_basket),
    )
    person(
        c,
        170,
        790,
        1.36,
        pupil(c.rng, girl=True, style="pigtails"),
        replace(HOLD, mouth="open"),
        held=props.in_both(_basket),
    )
    nature.bush(c, 1120, 800, 1.9, "#5b9150", "#ffd166")


def _can(c: Canvas, x: float, y: float) -> None:
    with c.at(x + 8, y + 16, turn=18):
        c.box(-18, -14, 38, 34, "#3f9a8f")
        c.path("M20 6L50 -12", stroke="#3f9a8f", width=8)
        c.path("M-14 -14Q0 -36 16 -14", stroke="#2f7a70", width=5)
        for i in range(5):
            c.line([(52, -10 + i * 3), (62 + i * 5, 22 + i * 7)], "#bfe6f0", 2.4)


def _basket(c: Canvas, x: float, y: float) -> None:
    for dx, colour in ((-16, "#7fb55f"), (0, "#e0402f"), (15, "#8fc468"), (-6, "#f2b134")):
        c.blob(x + dx, y - 12, 13, 12, colour, lumps=8)
    c.path(f"M{x - 32} {y - 8}L{x + 32} {y - 8}L{x + 24} {y + 24}L{x - 24} {y + 24}Z", "#c9a468")
    c.path(f"M{x - 30} {y}L{x + 30} {y}M{x - 27} {y + 10}L{x + 27} {y + 10}", stroke="#96743f", width=2.6)


@scene(
    "trong-cay",
    "Trồng cây",
    "Thầy hiệu trưởng cùng học sinh trồng cây non bên sân trường, bạn giữ cây, bạn xúc đất, bạn tưới nước.",
)
def _planting(c: Canvas) -> None:
    props.yard_view(c, "spring", horizon=350, size=1.1, shift=-120, trees=False)
    c.path("M-10 520Q400 470 1210 530L1210 810L-10 810Z", c.linear("#b9cf7a", "#8fb056"))
    nature.grass(c, 0, 1200, 540, 800, 150, "#86ab52")
    things.banner(c, 600, 150, "TẾT TRỒNG CÂY", 28, "#3f8f5f")
    for x, y, s in ((180, 560, 0.7), (1050, 560, 0.7), (600, 680, 1.25)):
        c.ellipse(x, y, 84 * s, 20 * s, "#7a5238")
        c.ellipse(x, y - 6 * s, 70 * s, 14 * s, "#96684a")
        c.line([(x, y - 8), (x + 4, y - 90 * s), (x, y - 170 * s)], "#7c5b45", 7 * s)
        for _ in range(13):
            c.blob(
                x + c.jit(44 * s),
                y - (120 + c.jit(56)) * s,
                19 * s,
                13 * s,
                c.rng.choice(("#6aa355", "#7fb55f", "#8fc468")),
                lumps=7,
            )

    def spade(k: Canvas, left: Point, right: Point) -> None:
        k.line([(right[0] - 4, right[1] - 34), (right[0] + 16, right[1] + 76)], "#b98a52", 6)
        k.path(f"M{right[0] + 4} {right[1] + 70}l26 -4l4 30q-14 14 -24 4Z", "#8e969c")

    chief = man(c.rng, "#dfe8ee", glasses=True, hair="#8d8a86", style="grey", old=True)
    person(
        c,
        420,
        716,
        1.2,
        chief,
        Pose(lh=(-0.1, 0.45), rh=(0.3, 0.5), look=9, lf=(0.1, 0), rf=(0.15, 0), lean=5),
        held=spade,
    )
    person(
        c,
        740,
        712,
        1.22,
        pupil(c.rng, girl=False),
        Pose(rh=(0.55, 0.3), lh=(0.1, 0.8), look=9, mouth="open"),
        flip=True,
    )
    person(
        c,
        900,
        740,
        1.28,
        pupil(c.rng, girl=True, hat="conical"),
        replace(STAND, rh=(0.5, 0.5), look=9),
        flip=True,
        held=props.in_right(_can),
    )
    person(
        c,
        250,
        745,
        1.28,
        pupil(c.rng, girl=True, style="bob"),
        replace(HOLD, look=8),
        held=props.in_both(
            lambda k, x, y: (
                [
                    k.path(f"M{x - 16} {y - 8}L{x + 16} {y - 8}L{x + 12} {y + 18}L{x - 12} {y + 18}Z", "#3b3a42"),
                    k.blob(x, y - 32, 20, 24, "#7fb55f", lumps=8),
                ]
            )
        ),
    )
    person(c, 130, 600, 0.8, pupil(c.rng), SQUAT)
    person(c, 1110, 604, 0.8, pupil(c.rng), replace(SQUAT, look=-5))
    person(c, 980, 596, 0.74, teacher(c.rng, "#e8a07a"), replace(STAND, look=6))
    person(
        c,
        1080,
        790,
        1.36,
        pupil(c.rng, girl=False),
        replace(WALK, look=-8, rh=(0.3, 0.8)),
        flip=True,
        held=props.in_right(_bucket),
    )


def _bucket(c: Canvas, x: float, y: float) -> None:
    c.path(f"M{x - 20} {y + 10}Q{x} {y - 14} {x + 20} {y + 10}", stroke="#8e969c", width=3)
    c.path(f"M{x - 22} {y + 10}L{x + 22} {y + 10}L{x + 17} {y + 46}L{x - 17} {y + 46}Z", "#3a86a8")
    c.ellipse(x, y + 10, 22, 6, "#bfe6f0")


@scene(
    "don-ve-sinh",
    "Ngày chủ nhật xanh",
    "Thầy trò cùng quét lá, phân loại rác và xách nước trong ngày chủ nhật xanh, sân trường đầy lá bàng đỏ.",
)
def _clean_up(c: Canvas) -> None:
    props.yard_view(c, "morning", horizon=370, size=1.35, shift=40, trees=False)
    nature.bang(c, 140, 540, 1.8, "#6a9c54")
    for _ in range(60):
        with c.at(
            c.rng.uniform(20, 1180), c.rng.uniform(480, 790), c.rng.uniform(0.8, 1.5), turn=c.rng.uniform(0, 360)
        ):
            c.path("M0 -9Q10 -2 0 11Q-10 -2 0 -9Z", c.rng.choice(("#c8553d", "#d98a3c", "#a9652f", "#e0b04c")))
    sweep = Pose(lh=(0.0, 0.36), rh=(0.32, 0.5), look=9, lean=5)
    for x, y, s, flip in (
        (330, 600, 0.95, False),
        (860, 590, 0.92, True),
        (520, 720, 1.22, False),
        (1040, 730, 1.2, True),
    ):
        person(
            c,
            x,
            y,
            s,
            pupil(c.rng),
            sweep,
            flip=flip,
            held=props.in_right(lambda k, a, b: things.broom(k, a, b - 12, 0.92, -16)),
        )
    for x, y in ((640, 626), (760, 720)):
        for _ in range(26):
            c.blob(
                x + c.jit(54),
                y - abs(c.jit(22)),
                13,
                8,
                c.rng.choice(("#c8553d", "#d98a3c", "#a9652f", "#e0b04c")),
                lumps=6,
            )
    person(
        c,
        700,
        560,
        0.78,
        teacher(c.rng, "#c9a3cf", outfit="shirt", bottom="#3a3f4d", style="pony", hat="cap", hat_colour="#3f9a5f"),
        replace(POINT, mouth="open"),
    )
    person(
        c,
        190,
        770,
        1.3,
        pupil(c.rng, girl=True, style="pigtails", hat="cap", hat_colour="#3f9a5f"),
        replace(SQUAT, look=6),
    )
    for i, colour in enumerate(("#3f9a5f", "#f2b134", "#3a86a8")):
        x = 330 + i * 62
        c.path(
            f"M{x - 25} 706L{x + 25} 706L{x + 20} 770L{x - 20} 770Z",
            c.linear(light(colour, 0.15), dark(colour, 0.15), across=True),
        )
        c.box(x - 29, 698, 58, 12, dark(colour, 0.2))
    person(
        c,
        900,
        790,
        1.36,
        pupil(c.rng, girl=False),
        replace(WALK, look=-8, rh=(0.3, 0.8), mouth="open"),
        flip=True,
        held=props.in_right(_bucket),
    )
