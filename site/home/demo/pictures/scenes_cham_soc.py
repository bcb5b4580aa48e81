"""Health, safety and the work of hands: doctor, swimming, traffic, lunch, garden, tree planting."""

from dataclasses import replace

from . import buildings, learning, props, things
from .canvas import Canvas, Point
from .people import (
    DESK,
    HOLD,
    POINT,
    STAND,
    Look,
    Pose,
    man,
    person,
    pupil,
    teacher,
    villager,
)
from .scene import scene


def _nurse(c: Canvas, **changes: object) -> Look:
    base: dict[str, object] = {"outfit": "coat", "bottom": "#dfeaf0", "style": "bun"}
    return teacher(c.rng, "#ffffff", **(base | changes))


def _sick_room(c: Canvas, sign: str) -> None:
    c.fill_all(c.linear("#dff0ee", "#eef5ea"))
    c.rect(-5, 470, 1210, 340, c.linear("#e6e2d3", "#c9c2ad"))
    c.rect(-5, 380, 1210, 90, "#a9d3cd")
    buildings.window(c, 70, 70, 220, 230)
    c.box(900, 60, 230, 330, "#fffdf6")
    c.box(912, 72, 206, 306, "#ffffff")
    things.banner(c, 600, 84, sign, 24, "#2c8f8a")
    c.box(560, 150, 80, 80, "#ffffff", rough=2)
    c.rect(590, 164, 20, 52, "#d7263d")
    c.rect(574, 180, 52, 20, "#d7263d")


@scene(
    "suc-khoe-kham",
    "Khám sức khoẻ định kỳ",
    "Bác sĩ áo trắng nghe tim phổi cho một bé trai, bên cạnh cô y tá đo chiều cao, các bạn xếp hàng chờ.",
)
def _check_up(c: Canvas) -> None:
    _sick_room(c, "KHÁM SỨC KHOẺ HỌC SINH")
    for row, (letters, size) in enumerate((("E", 44), ("H L", 32), ("T O P", 24), ("U V X E", 17), ("H K L T", 12))):
        buildings.write(c, letters, 1015, 134 + row * 54, size, "#3b3532")
    c.box(846, 250, 26, 400, "#f2c14e")
    for i in range(14):
        c.line([(848, 272 + i * 26), (858 if i % 2 else 864, 272 + i * 26)], "#6b4a38", 2.4)
    c.box(800, 646, 130, 18, "#8a9499")
    person(c, 820, 650, 1.18, pupil(c.rng, girl=True, style="bob", scarf=False), STAND)
    c.box(786, 404, 76, 11, "#d99a3c")
    person(c, 960, 690, 1.12, _nurse(c), replace(POINT, rh=(0.62, -0.3), look=9), flip=True)
    for x in (1090, 1165):
        person(c, x, 730, 1.12, pupil(c.rng, scarf=False), replace(STAND, look=-8))
    person(c, 470, 690, 1.25, pupil(c.rng, girl=False, style="spiky", scarf=False), replace(DESK, look=-9))
    learning.chair(c, 470, 714, "#2f7fb8", 1.4, stool=True)
    doctor = man(c.rng, "#ffffff", outfit="coat", bottom="#4a5a68", glasses=True)

    def stethoscope(k: Canvas, left: Point, right: Point) -> None:
        k.path(f"M-12 -84Q-16 -40 6 -40Q40 -40 {right[0]} {right[1]}", stroke="#3b4a58", width=4)
        k.circle(right[0] + 4, right[1], 8, "#b9c2c6")

    person(c, 292, 736, 1.28, doctor, Pose(lh=(0.1, 0.7), rh=(0.72, 0.34), look=9, drop=0.3, knees=0), held=stethoscope)
    learning.table(c, 130, 750, 250, "#ffffff", height=118)
    for i, colour in enumerate(("#7fb8d8", "#f4845f", "#7fb069")):
        c.box(50 + i * 42, 582, 26, 40, colour)
        c.rect(54 + i * 42, 574, 18, 10, "#ffffff")
    learning.lying_book(c, 200, 636, 1.2)


@scene(
    "suc-khoe-tiem-chung",
    "Tiêm chủng tại trường",
    "Cô y tá tiêm chủng cho một bé gái, cô giáo đứng bên động viên, các bạn ngồi ghế chờ, trên bàn có hộp vắc-xin.",
)
def _vaccination(c: Canvas) -> None:
    _sick_room(c, "TIÊM CHỦNG AN TOÀN")
    for i, colour in enumerate(("#f4845f", "#ffd166", "#7fb069")):
        c.blob(1015, 130 + i * 96, 36, 32, colour, lumps=8)
        c.path(f"M998 {128 + i * 96}q17 20 34 0", stroke="#3b3532", width=4)
    for i, x in enumerate((880, 980, 1080)):
        person(c, x, 690, 1.1, pupil(c.rng, scarf=False), replace(DESK, look=-8, mouth=("oh", "smile", "open")[i]))
        learning.chair(c, x, 712, "#f4845f", 1.25, stool=True)
    kid = pupil(c.rng, girl=True, style="pigtails", scarf=False)
    person(c, 540, 700, 1.35, kid, replace(DESK, look=9, eyes="happy", lh=(0.35, 0.62)))
    learning.chair(c, 540, 724, "#2f7fb8", 1.5, stool=True)
    person(
        c, 690, 700, 1.16, teacher(c.rng, "#e58fa5", style="halfup"), replace(STAND, look=-8, lh=(0.3, 0.62), tilt=-5)
    )

    def syringe(k: Canvas, left: Point, right: Point) -> None:
        with k.at(right[0] + 6, right[1], 1, turn=12):
            k.rect(-4, -5, 34, 10, "#dfeef4")
            k.rect(30, -1, 14, 2.4, "#8e939b")
            k.rect(-12, -2, 8, 4, "#3a86a8")

    person(
        c,
        368,
        730,
        1.25,
        _nurse(c, hat="cap", hat_colour="#ffffff"),
        Pose(lh=(0.1, 0.62), rh=(0.62, 0.34), look=9, drop=0.22, knees=0),
        held=syringe,
    )
    learning.table(c, 170, 760, 300, "#ffffff", height=120)
    c.box(60, 560, 110, 66, "#3a86a8")
    c.box(56, 552, 118, 16, "#f4f7f7")
    c.rect(106, 576, 18, 40, "#ffffff")
    c.rect(95, 587, 40, 18, "#ffffff")
    for i in range(4):
        c.box(200 + i * 28, 596, 16, 30, "#e6f2f4")
        c.rect(202 + i * 28, 590, 12, 8, "#d7263d")


@scene(
    "bua-an-ban-tru",
    "Bữa ăn bán trú",
    "Học sinh ngồi quanh bàn dài ăn trưa, khay cơm có canh, cá, rau và chuối, cô cấp dưỡng đội mũ trắng múc thêm canh.",
)
def _lunch(c: Canvas) -> None:
    c.fill_all(c.linear("#fdeccb", "#f7dba6"))
    c.rect(-5, 400, 1210, 60, "#7fb8a8")
    c.rect(-5, 456, 1210, 350, c.linear("#efe0c6", "#cfb48c"))
    buildings.window(c, 60, 80, 230, 230)
    buildings.window(c, 910, 80, 230, 230)
    things.banner(c, 600, 110, "ĂN NGON - CHÓNG LỚN", 24, "#e07a3c")
    for i in range(4):
        c.circle(430 + i * 110, 220, 38, "#ffffff")
        c.blob(430 + i * 110, 220, 24, 20, ("#f4845f", "#7fb069", "#ffd166", "#d7263d")[i], lumps=8)
    cook = villager(c.rng, "#ffffff", outfit="coat", bottom="#5f7f86", hat="chef", style="bun")

    def ladle(k: Canvas, left: Point, right: Point) -> None:
        k.line([right, (right[0] + 30, right[1] + 34)], "#9aa3a8", 6)
        k.ellipse(right[0] + 34, right[1] + 38, 14, 9, "#b9c2c6")

    person(c, 500, 570, 1.1, cook, replace(HOLD, rh=(0.45, 0.45), lh=(0.1, 0.7), look=8), held=ladle)
    learning.table(c, 640, 590, 300, "#f4f7f7", height=100)
    for x, colour in ((570, "#f2cf63"), (650, "#7fae54"), (730, "#c9763d")):
        c.path(f"M{x - 36} 452L{x + 36} 452L{x + 30} 488L{x - 30} 488Z", "#b9c2c6")
        c.ellipse(x, 452, 36, 9, colour)
        c.path(f"M{x - 6} 436q8 -14 0 -26M{x + 10} 438q8 -14 0 -26", stroke="#ffffff", width=3, opacity=0.7)
    person(
        c,
        900,
        590,
        1.0,
        pupil(c.rng, scarf=False, girl=True),
        replace(HOLD, look=-8),
        held=props.in_both(lambda k, x, y: things.tray(k, x, y + 4, 0.8)),
    )
    person(
        c,
        1000,
        600,
        1.0,
        pupil(c.rng, scarf=False, girl=False),
        replace(HOLD, look=-8, mouth="open"),
        held=props.in_both(lambda k, x, y: things.tray(k, x, y + 4, 0.8)),
    )

    def spoon(k: Canvas, left: Point, right: Point) -> None:
        k.line([right, (right[0] - 14, right[1] - 16)], "#9aa3a8", 4)

    eat = (
        replace(DESK, rh=(-0.2, 0.12), mouth="open", lh=(0.1, 0.6)),
        replace(DESK, eyes="happy"),
        replace(DESK, look=8),
        replace(DESK, rh=(-0.2, 0.12), mouth="open", eyes="happy"),
        replace(DESK, look=-8, mouth="open"),
    )
    for i in range(6):
        person(
            c, 120 + i * 192, 760, 1.42, pupil(c.rng, scarf=False), eat[i % 5], held=spoon if i % 5 in {0, 3} else None
        )
    c.box(-20, 676, 1240, 30, "#e9f0ee")
    c.box(-20, 702, 1240, 110, c.linear("#7fb8a8", "#4f8f80"))
    for i in range(6):
        things.tray(c, 120 + i * 192, 690, 1.35)
