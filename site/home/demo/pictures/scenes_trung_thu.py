"""Đêm hội trăng rằm: the school's Mid-Autumn night."""

import math
from dataclasses import replace

from . import buildings, festive, nature, props, things
from .canvas import Canvas, Point
from .people import (
    BEHIND,
    DESK,
    SQUAT,
    STAND,
    WALK,
    Look,
    Pose,
    person,
    pupil,
    teacher,
    villager,
)
from .scene import PORTRAIT, SQUARE, scene

HOLD_UP = Pose(rh=(0.36, 0.1), look=5, mouth="open")
FEAST = ("#d7263d", "#f2b134", "#2c8f8a", "#c77dba", "#e8754a")


def child(c: Canvas, **changes: object) -> Look:
    """A pupil in school or feast clothes."""
    if c.rng.random() < 0.45:
        return pupil(c.rng, outfit="aodaikid", top=c.rng.choice(FEAST), scarf=False, **changes)
    return pupil(c.rng, **changes)


def veil(c: Canvas, opacity: float = 0.26) -> None:
    """Lay the blue of the night over what is drawn so far."""
    c.fill_all("#1b2060", opacity)


@scene(
    "trung-thu-lam-long-den",
    "Cùng làm đèn ông sao",
    "Quanh bàn lớp học, các em dán giấy kính đỏ lên khung tre làm đèn ông sao, cô giáo đứng hướng dẫn.",
)
def _making(c: Canvas) -> None:
    buildings.classroom(c, board="CÙNG LÀM ĐÈN ÔNG SAO", floor=0.6, wall_colour="#f6dcb0")
    for i in range(9):
        festive.round_lantern(c, 80 + i * 130, 66 + (i % 2) * 34, 24, festive.GLOWS[i % 5], string=60)
    person(
        c,
        850,
        590,
        1.06,
        teacher(c.rng, "#a9c99a", style="bob"),
        replace(WALK, look=-8, lh=(0.35, 0.5), lf=(0, 0), rf=(0, 0)),
    )
    poses = (
        replace(DESK, eyes="down"),
        replace(DESK, look=7, mouth="open"),
        replace(DESK, eyes="down", tilt=6),
        replace(DESK, look=-6),
        replace(DESK, rh=(0.3, -0.5), mouth="open"),
    )
    for i in range(5):
        person(c, 200 + i * 195, 712 + (i % 2) * 8, 1.3, pupil(c.rng), poses[i])
    c.box(20, 640, 1160, 34, "#e3b278")
    c.box(20, 668, 1160, 140, c.linear("#c98f5c", "#a9714a"))
    for i, x in enumerate((150, 400, 640, 880, 1080)):
        if i % 2 == 0:
            festive.star_lantern(c, x, 640, 58, ("#ff5a4a", "#ffa62b", "#f25c8a")[i // 2])
        else:
            c.path(things.star(x, 650, 50), stroke="#c79a55", width=7)
    for _ in range(14):
        c.box(
            c.rng.uniform(60, 1120),
            c.rng.uniform(690, 770),
            c.rng.uniform(18, 46),
            12,
            c.rng.choice(festive.GLOWS),
            rough=5,
        )
    for x in (300, 760):
        c.path(f"M{x} 700l40 -18M{x} 682l40 18", stroke="#8a9499", width=6)
        c.circle(x - 6, 704, 9, "#d7263d")
        c.circle(x - 6, 680, 9, "#d7263d")


@scene(
    "trung-thu-mam-co",
    "Mâm cỗ trông trăng",
    "Mâm cỗ Trung thu có bưởi, chuối, bánh nướng và chú chó bằng múi bưởi, bên cạnh là đèn lồng và trăng tròn.",
    SQUARE,
)
def _feast_tray(c: Canvas) -> None:
    c.fill_all(c.linear("#1b2458", "#3a3f7c", "#7a5a80"))
    nature.stars(c, 60, 420)
    nature.moon(c, 690, 230, 120)
    nature.cloud(c, 330, 300, 1.4, "#8f8fc0", 0.5)
    for i, x in enumerate((90, 230, 900)):
        festive.round_lantern(c, x, 190 + (i % 2) * 90, 54, festive.GLOWS[i], string=260)
    c.box(-20, 690, 1040, 330, c.linear("#a9633c", "#6f3b2a"))
    for i in range(5):
        c.line([(-10, 730 + i * 62), (500, 726 + i * 62), (1010, 732 + i * 62)], "#5a2d22", 3, opacity=0.4)
    c.ellipse(500, 800, 410, 112, "#3a1c1c", 0.35)
    c.ellipse(500, 776, 410, 108, "#b3263a")
    c.ellipse(500, 768, 396, 98, "#d9485a")
    c.ellipse(500, 764, 340, 76, "#c22f45")
    c.circle(330, 640, 118, c.radial("#d9dc7a", "#b3c25a", "#7f9a3e"))
    c.path("M330 524q-40 -40 -86 -16q42 28 86 16Z", "#4f8a4b")
    c.circle(560, 600, 84, c.radial("#ffa95a", "#f4722b", "#c9501c"))
    c.path("M560 520l6 -26", stroke="#5a4a2c", width=9)
    for i in range(6):
        a = -2.5 + i * 0.36
        c.path(
            f"M690 560"
            f"Q{690 + 190 * math.cos(a + 1.2):.0f} {560 + 130 * math.sin(a + 1.9):.0f} {720 + 30 * i} {742 - 8 * i}",
            stroke=("#f5d547", "#e6bd33")[i % 2],
            width=34,
        )
    c.circle(690, 558, 14, "#6f5a2c")
    for x, y, s in ((250, 782, 1.7), (400, 806, 1.9), (560, 796, 1.8), (480, 742, 1.6)):
        festive.mooncake(c, x, y, s)
    _pomelo_dog(c, 700, 800)
    festive.star_lantern(c, 880, 560, 92, "#ff5a4a", stick=250)
    for i in range(12):
        c.blob(150 + i * 62, 842 + (6 - abs(i - 6)) * 4, 20, 9, "#5c8f4a", lumps=6)


def _pomelo_dog(c: Canvas, x: float, y: float) -> None:
    with c.at(x, y, 1.15):
        for dx, dy, r in ((0, 0, 44), (-4, -58, 34)):
            for i in range(16):
                a = math.tau * i / 16
                c.blob(
                    dx + r * 0.66 * math.cos(a),
                    dy + r * 0.6 * math.sin(a),
                    14,
                    12,
                    "#fbe3c4" if i % 2 else "#f7d0a6",
                    lumps=6,
                    rough=0.25,
                )
            c.circle(dx, dy, r * 0.6, "#fdecd2")
        for side in (-1, 1):
            c.path(f"M{side * 22 - 4} -84q{side * 34} -8 {side * 22} 40q{side * -16} -6 {side * -22} -40Z", "#f2b98a")
            c.circle(side * 12 - 4, -64, 5, "#2b2420")
        c.ellipse(-4, -48, 8, 6, "#2b2420")
        c.path("M-14 -38q10 10 20 0", stroke="#8c3b33", width=3)


@scene(
    "trung-thu-trang-len",
    "Trăng lên trên mái trường",
    "Trăng rằm tròn vàng nhô lên sau mái ngói của trường, cửa sổ sáng đèn, vài em nhỏ chạy ra sân với lồng đèn.",
)
def _moonrise(c: Canvas) -> None:
    nature.sky(c, "night", 520)
    nature.stars(c, 110, 420)
    nature.moon(c, 830, 190, 105)
    nature.cloud(c, 640, 250, 1.1, "#6f75b0", 0.5)
    nature.cloud(c, 1010, 130, 0.8, "#6f75b0", 0.5)
    nature.treeline(c, 520, "#222c5a", height=140, palms=9)
    buildings.school(c, 90, 536, 1.25, buildings.NIGHT)
    buildings.yard(c, 532, "#5f5a80", "#3d3860")
    c.ellipse(830, 640, 260, 26, "#ffeeb0", 0.16)
    nature.bang(c, 60, 620, 1.3, "#2a4a58")
    nature.coconut(c, 1150, 640, 1.7, "#24455a", "#3f3550")
    for x, y, s, flip, kind in (
        (320, 690, 0.72, False, 0),
        (430, 720, 0.78, False, 1),
        (760, 700, 0.74, True, 0),
        (880, 730, 0.8, True, 2),
    ):
        person(
            c, x, y, s, child(c), replace(WALK, rh=(0.4, 0.1), mouth="open"), flip=flip, held=props.lantern(kind, 26)
        )
        c.glow(x, y, 90, "#ffb84a", 0.3)
    person(c, 600, 770, 1.0, teacher(c.rng, "#8f7fb8", style="long"), replace(BEHIND, rh=(0.5, -0.6)))
    person(c, 520, 776, 0.92, pupil(c.rng, girl=True, style="pigtails"), replace(BEHIND, rh=(0.35, 0.2)))
    veil(c, 0.12)


@scene(
    "trung-thu-den-ong-sao",
    "Bé với chiếc đèn ông sao",
    "Một bé gái áo dài đỏ mỉm cười nâng chiếc đèn ông sao rực sáng, phía sau là trăng tròn và mặt sông.",
    PORTRAIT,
)
def _star_girl(c: Canvas) -> None:
    props.river_view(c, "night", horizon=640, palms=6, disc=(250, 230, 105))
    nature.stars(c, 110, 560)
    c.ellipse(250, 760, 90, 10, "#ffeeb0", 0.5)
    c.ellipse(250, 800, 60, 8, "#ffeeb0", 0.4)
    nature.lotus_pond(c, 860, 1010, 16, 4)
    c.path("M-10 1040Q450 970 910 1050L910 1210L-10 1210Z", "#2c4a48")
    nature.grass(c, 0, 900, 1030, 1200, 90, "#4a6f58")
    veil(c, 0.12)
    c.glow(640, 560, 520, "#ffb84a", 0.6)
    girl = pupil(
        c.rng, girl=True, style="bob", outfit="aodaikid", top="#d7263d", scarf=False, skin="#f6cfa9", hat="flowers"
    )
    hold = Pose(lh=(0.12, 0.6), rh=(0.56, 0.12), look=9, tilt=5)

    def lamp(k: Canvas, left: Point, right: Point) -> None:
        k.line([right, (right[0] + 12, right[1] - 48)], "#b98a52", 4.5)
        festive.star_lantern(k, right[0] + 16, right[1] - 84, 44, "#ff5a4a")

    person(c, 400, 1130, 3.4, girl, hold, held=lamp)
    for _ in range(16):
        c.glow(c.rng.uniform(40, 860), c.rng.uniform(640, 1180), 10, "#ffe9a8", 0.8)


@scene(
    "trung-thu-hoa-dang",
    "Thả hoa đăng",
    "Học sinh ngồi bên bờ kênh thả những chiếc hoa đăng hình sen, ánh nến trôi lấp lánh trên mặt nước.",
)
def _floating_lights(c: Canvas) -> None:
    props.river_view(c, "night", horizon=260, palms=8, disc=(300, 110, 56))
    nature.stars(c, 80, 220)
    lights = sorted((c.rng.uniform(0, 1), c.rng.uniform(30, 1170)) for _ in range(34))
    for depth, x in lights:
        y, s = 300 + 320 * depth, 0.25 + 0.6 * depth
        c.glow(x, y - 8, 70 * s, "#ffc46a", 0.75)
        c.ellipse(x, y + 16 * s, 24 * s, 5 * s, "#ffd98a", 0.5)
        nature.lotus(c, x, y + 6 * s, s, c.rng.choice(("#ff9eb8", "#ffc2a0", "#ffe08a")), stem=0)
        c.ellipse(x, y - 22 * s, 4 * s, 9 * s, "#fff3c4")
    c.path("M-10 700Q300 640 620 690Q900 730 1210 670L1210 810L-10 810Z", "#2c4a48")
    nature.grass(c, 0, 1200, 690, 800, 110, "#4a6f58")
    veil(c, 0.1)

    def offer(k: Canvas, left: Point, right: Point) -> None:
        x, y = (left[0] + right[0]) / 2, max(left[1], right[1])
        k.glow(x, y - 10, 60, "#ffc46a", 0.8)
        nature.lotus(k, x, y + 8, 0.7, "#ff9eb8", stem=0)

    give = replace(SQUAT, lh=(-0.05, 0.62), rh=(-0.05, 0.62), lean=0)
    for i, x in enumerate((150, 330, 520, 880, 1050)):
        person(c, x, 742 - (i % 2) * 16, 1.12, child(c), replace(give, look=(6, -6)[i % 2]), held=offer)
    person(c, 700, 768, 1.15, villager(c.rng, "#5f6fa0"), replace(STAND, lh=(0.3, 0.7), look=-7, tilt=-4))
    nature.fronds(c, 1215, -20, 1.2, "#1d3a44", flip=True)
