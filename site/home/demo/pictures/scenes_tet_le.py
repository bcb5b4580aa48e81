"""Tết at school: feasts, gifts and games."""

from dataclasses import replace

from . import buildings, festive, nature, props, things
from .canvas import Canvas
from .people import (
    CHEER,
    CLAP,
    FLOOR,
    HOLD,
    SQUAT,
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
from .scenes_tet import FEAST, PETALS, dressed


@scene(
    "tet-ong-do",
    "Ông đồ cho chữ",
    "Ông đồ râu tóc bạc ngồi trên chiếu viết chữ trên giấy đỏ, học sinh vây quanh chờ xin chữ đầu xuân.",
)
def _calligrapher(c: Canvas) -> None:
    props.yard_view(c, "spring", horizon=300, size=1.5, shift=-260, trees=False)
    c.rect(-5, 130, 1210, 12, "#9a7a52")
    for i, words in enumerate(("TÂM", "AN KHANG", "HIẾU HỌC", "PHÚC", "LỄ NGHĨA", "TRÍ")):
        festive.couplet(c, 110 + i * 196, 150, 84, 190 if " " in words else 120, words)
    for x in (24, 1176):
        c.rect(x - 7, 120, 14, 400, "#9a7a52")
    c.poly([(230, 560), (970, 560), (1130, 790), (70, 790)], "#e3c98f")
    c.path("M230 560L970 560L1130 790L70 790Z", stroke="#b3263a", width=9)
    props.crowd(
        c,
        [(240, 560), (350, 545), (850, 545), (960, 560), (450, 536), (750, 536)],
        0.92,
        (replace(STAND, look=7), replace(CLAP, look=0), replace(STAND, look=-6)),
    )
    elder = man(
        c.rng,
        "#26303f",
        outfit="aodai",
        bottom="#fdfaf2",
        glasses=True,
        old=True,
        hair="#e9e6de",
        style="grey",
        hat="turban",
        hat_colour="#26303f",
        skin="#f0c298",
    )
    person(
        c,
        600,
        690,
        1.25,
        elder,
        replace(FLOOR, lh=(0.2, 0.62), rh=(0.05, 0.5), eyes="down"),
        held=lambda k, a, b: (
            [
                k.path("M-11 -104Q0 -42 11 -104Q5 -60 0 -54Q-5 -60 -11 -104Z", "#f4f1ea"),
                k.line([(b[0], b[1] - 34), (b[0] - 10, b[1] + 26)], "#8a5a38", 6),
                k.path(f"M{b[0] - 14} {b[1] + 24}l8 3l-9 18Z", "#26221f"),
            ]
        ),
    )
    c.box(440, 690, 320, 54, "#6f3b2a")
    c.poly([(430, 690), (770, 690), (740, 664), (460, 664)], "#8a4f38")
    c.poly([(480, 688), (680, 688), (664, 667), (496, 667)], "#d7263d")
    c.path("M560 684L566 672M576 684L596 672M610 684q10 -12 22 -8", stroke="#26221f", width=5)
    c.ellipse(720, 676, 24, 9, "#2b2a30")
    person(c, 250, 780, 1.3, dressed(c, girl=True, top="#d7263d", style="bob"), replace(FLOOR, look=9))
    person(
        c,
        960,
        782,
        1.3,
        dressed(c, girl=False, top="#2c8f8a"),
        replace(HOLD, look=-6),
        held=props.in_both(lambda k, x, y: festive.couplet(k, x, y - 6, 46, 62, "HỌC")),
    )
    nature.petals(c, 30, 0, 700, PETALS)
    with c.at(60, 770, 1.3):
        for angle in (-92, -124, -60):
            festive.mai_branch(c, 0, -60, 92, angle)
        c.path("M-50 -66L50 -66L38 0L-38 0Z", "#3a7ca5")


@scene(
    "tet-trao-qua",
    "Trao quà Tết",
    "Thầy cô và đại diện phụ huynh trao túi quà Tết cho các em học sinh trên sân khấu có cành mai vàng.",
)
def _presents(c: Canvas) -> None:
    c.fill_all(c.linear("#f9e2b0", "#f2cb8c"))
    buildings.stage(c, 640, "XUÂN YÊU THƯƠNG", "#a3243a")
    buildings.write(c, "TẾT BÍNH NGỌ 2026", 600, 336, 20, "#fff3d8")
    for side in (-1, 1):
        with c.at(600 + side * 420, 640, 1.25):
            for angle in (-92, -124, -60):
                festive.mai_branch(c, 0, -60, 92, angle)
            c.path("M-50 -66L50 -66L38 0L-38 0Z", "#3a7ca5")
    people = (
        teacher(c.rng, "#f2c879", style="bun"),
        man(c.rng, "#fdfdf8", outfit="shirtlong"),
        villager(c.rng, "#8a5a8f"),
    )
    for i, who in enumerate(people):
        x = 350 + i * 210
        give = replace(HOLD, lh=(0.05, 0.62), rh=(0.42, 0.5), look=9)
        person(c, x, 634, 0.98, who, give)
        person(c, x + 104, 636, 1.06, pupil(c.rng), replace(HOLD, lh=(0.2, 0.3), rh=(0.0, 0.34), look=-9, mouth="open"))
        props.parcel(c, x + 62, 560, ("#d7263d", "#2c8f8a", "#e08a2e")[i])
    c.rect(-5, 694, 1210, 110, c.linear("#8a5a3c", "#5f3d2a"))
    for i in range(11):
        props.parcel(c, 60 + i * 108, 772 - (i % 2) * 16, FEAST[i % 6])


@scene(
    "tet-ngua-giay",
    "Trang trí chú ngựa giấy",
    "Các em học sinh sơn và dán giấy màu lên hai chú ngựa giấy lớn đón năm Bính Ngọ, tay lem màu, miệng cười.",
)
def _horses(c: Canvas) -> None:
    props.yard_view(c, "spring", horizon=360, size=1.25, shift=60, trees=False)
    nature.bang(c, 60, 460, 1.2)
    things.bunting(c, -10, 50, 1210, 50, 60)
    things.banner(c, 600, 150, "CHÀO XUÂN BÍNH NGỌ", 28)
    c.ellipse(600, 710, 600, 90, "#d8d3c4", 0.7)
    festive.paper_horse(c, 400, 650, 1.35, "#e0563f")
    festive.paper_horse(c, 860, 660, 1.35, "#e9a43c", flip=True)

    def brush(k: Canvas, left: tuple[float, float], right: tuple[float, float]) -> None:
        k.line([right, (right[0] + 16, right[1] - 28)], "#c9a468", 5)
        k.circle(right[0] + 18, right[1] - 32, 6, k.rng.choice(FEAST))

    reach = Pose(rh=(0.62, -0.3), look=9)
    person(c, 190, 700, 1.2, pupil(c.rng, girl=True), reach, held=brush)
    person(c, 630, 690, 1.15, pupil(c.rng, girl=False), replace(reach, rh=(0.55, -0.6)), held=brush)
    person(c, 1060, 710, 1.2, pupil(c.rng, girl=True), reach, flip=True, held=brush)
    person(c, 490, 770, 1.3, pupil(c.rng, girl=False), replace(SQUAT, look=-5), held=brush)
    person(c, 780, 776, 1.3, pupil(c.rng, girl=True), replace(SQUAT, look=6), held=brush)
    for i, x in enumerate((300, 350, 640, 930, 980)):
        c.path(f"M{x - 17} 750L{x + 17} 750L{x + 14} 784L{x - 14} 784Z", "#dfe5e6")
        c.ellipse(x, 750, 17, 6, FEAST[i])
    person(c, 80, 760, 1.05, teacher(c.rng, "#a9c99a", style="halfup"), replace(CLAP, look=9))


@scene(
    "tet-nhay-sap",
    "Nhảy sạp",
    "Học sinh áo dài nhiều màu nhảy qua những thanh tre trong điệu nhảy sạp, các bạn ngồi hai bên gõ nhịp.",
)
def _bamboo_dance(c: Canvas) -> None:
    props.yard_view(c, "spring", horizon=380, size=0.95, shift=150)
    things.bunting(c, -10, 30, 1210, 50, 90)
    props.crowd(c, props.line_up(c, 60, 1140, 486, 14), 0.6, (CLAP, CHEER, CLAP, WAVE))
    for x0, x1 in ((150, 60), (1050, 1140)):
        c.line([(x0, 560), (x1, 770)], "#8a9a4c", 15)
    for i in range(4):
        y = 584 + i * 52
        for dy in (-9, 9):
            c.line([(130 - i * 16, y + dy), (1070 + i * 16, y + dy)], "#7f9a45", 10)
            c.line([(130 - i * 16, y + dy - 2), (1070 + i * 16, y + dy - 2)], "#b7cc6f", 4)
            for k in range(7):
                c.rect(200 + k * 130 + i * 8, y + dy - 5, 4, 10, "#5f7a35")
    hop = (
        replace(CHEER, lf=(0.05, 0.0), rf=(0.3, 0.34), lift=0.14),
        replace(WALK, rh=(0.5, -0.5), lf=(0.2, 0.3), lift=0.08),
        replace(CHEER, lf=(0.3, 0.3), rf=(0.05, 0), lift=0.2),
    )
    for i in range(5):
        person(
            c,
            280 + i * 160,
            660 + (i % 2) * 66,
            1.08 + (i % 2) * 0.12,
            dressed(c, top=FEAST[i], girl=i != 2),
            hop[i % 3],
            flip=i > 2,
        )
    tap = replace(SQUAT, lh=(0.1, 0.7), rh=(0.1, 0.7), mouth="open", eyes="dot")
    for i in range(3):
        person(c, 110 - i * 28, 622 + i * 76, 0.98 + i * 0.14, pupil(c.rng), replace(tap, look=8))
        person(c, 1090 + i * 28, 622 + i * 76, 0.98 + i * 0.14, pupil(c.rng), replace(tap, look=-8))
    nature.petals(c, 36, 0, 700, PETALS)
