"""Khai giảng: the first day of the school year."""

from dataclasses import replace

from . import buildings, learning, nature, props, things
from .canvas import Canvas
from .people import (
    AO_DAI,
    BEHIND,
    CHEER,
    CLAP,
    FLOOR,
    HOLD,
    POINT,
    RAISE,
    STAND,
    WALK,
    WAVE,
    man,
    person,
    pupil,
    teacher,
    villager,
)
from .scene import PORTRAIT, scene


@scene(
    "khai-giang-cong-truong",
    "Cổng trường sáng khai giảng",
    "Phụ huynh và học sinh đi vào cổng Trường Tiểu học Sen Hồng trong nắng sớm, cờ dây và bóng bay treo hai bên.",
)
def _gate_morning(c: Canvas) -> None:
    nature.sky(c, "morning", 430)
    nature.sun(c, 250, 130, 46)
    nature.clouds(c, 330, 4)
    nature.treeline(c, 430, "#9cc08a", height=110)
    buildings.school(c, 300, 440, 0.8, bays=9)
    buildings.yard(c, 436)
    buildings.wall(c, 520, -10, 330, height=86)
    buildings.wall(c, 520, 880, 1210, height=86)
    nature.phuong(c, 92, 520, 1.25, blossom=0.5)
    nature.bang(c, 1110, 520, 1.15)
    buildings.gate(c, 605, 530, 1.2)
    things.bunting(c, 120, 210, 330, 250, 30)
    things.bunting(c, 880, 250, 1080, 210, 30)
    for side in (-1, 1):
        for i, colour in enumerate(("#d7263d", "#ffd166", "#3a86a8", "#f4845f")):
            things.balloon(c, 605 + side * (285 + (i % 2) * 34), 318 + i * 30, 0.7, colour, 40)
    things.banner(c, 605, 352, "CHÀO NĂM HỌC MỚI", 19)
    person(c, 410, 600, 0.78, teacher(c.rng, AO_DAI[0]), replace(WAVE, look=8))
    person(c, 800, 602, 0.78, man(c.rng), replace(WAVE, look=8), flip=True)
    spots = [(520, 590), (600, 575), (700, 596), (560, 650), (660, 660)]
    props.crowd(c, spots, 0.72, (BEHIND,), depth=0.002, held=[props.bag(b) for b in props.BAG_COLOURS[:5]])
    person(c, 330, 742, 1.0, villager(c.rng, "#8a5a8f", hat="conical"), replace(BEHIND, rh=(0.5, 0.75)))
    person(
        c,
        418,
        744,
        0.86,
        pupil(c.rng, girl=True, scarf=False),
        replace(BEHIND, lh=(0.35, 0.2)),
        held=props.bag("#d7577a"),
    )
    person(
        c,
        840,
        764,
        1.12,
        pupil(c.rng, girl=True, style="pigtails"),
        WALK,
        flip=True,
        held=props.in_right(things.paper_flag),
    )
    person(c, 960, 772, 1.12, pupil(c.rng, girl=False), WALK, flip=True, held=props.in_right(things.paper_flag))
    nature.fronds(c, 1215, -10, 1.1, flip=True)


@scene(
    "khai-giang-do-ngang",
    "Đến trường bằng xuồng",
    "Sáng sớm trên kênh, bác chèo xuồng đưa bốn em học sinh quàng khăn đỏ qua sông đến trường giữa những bông sen.",
)
def _by_boat(c: Canvas) -> None:
    props.river_view(c, "dawn", horizon=300, disc=(860, 210, 40))
    nature.clouds(c, 180, 3, "#fff3e0", 0.7)
    buildings.school(c, 330, 318, 0.5)
    buildings.monkey_bridge(c, 930, 1230, 400)
    nature.ripples(c, 320, 420, 90)
    person(c, 300, 408, 0.4, villager(c.rng, hat="conical"), replace(BEHIND, drop=0.3), ground=False)
    things.sampan(c, 320, 418, 0.42)
    with c.at(570, 560, 1.35):
        for i, dx in enumerate((-92, -34, 26, 84)):
            pose = (
                replace(FLOOR, look=9),
                replace(WAVE, drop=0.84, look=9),
                replace(FLOOR, look=6, mouth="open"),
                replace(FLOOR, look=10),
            )[i]
            person(c, dx, 2 - (i % 2) * 4, 0.56, pupil(c.rng, girl=i % 2 == 0), pose, ground=False)
        row = replace(STAND, lh=(-0.35, 0.62), rh=(0.3, 0.55), look=9, lf=(0.1, 0), rf=(0.25, 0), lean=4)
        person(
            c,
            -166,
            0,
            0.52,
            villager(c.rng, "#5f6fa0", hat="conical"),
            row,
            ground=False,
            held=lambda k, a, b: k.line([(b[0] + 10, b[1] - 70), (b[0] - 60, b[1] + 190)], "#8a6a3e", 8),
        )
        things.sampan(c, 0, 0, 1)
    nature.ripples(c, 570, 612, 300)
    nature.lotus_pond(c, 690, 800, 20, 7)
    nature.fronds(c, -10, -20, 1.1)


@scene(
    "khai-giang-co-giao",
    "Cô giáo dắt tay em vào lớp Một",
    "Cô giáo áo dài hồng nắm tay một bé gái lớp Một đeo cặp, hai cô trò bước đi giữa sân trường đầy nắng.",
    PORTRAIT,
)
def _first_grader(c: Canvas) -> None:
    props.yard_view(c, "morning", horizon=620, size=1.5, bays=7, trees=False)
    nature.phuong(c, 800, 720, 1.7, blossom=0.6)
    nature.bang(c, 60, 700, 1.4)
    things.bunting(c, -20, 130, 920, 120, 60, size=38)
    for i, colour in enumerate(("#d7263d", "#ffd166", "#3a86a8")):
        things.balloon(c, 700 + i * 64, 470 - (i % 2) * 70, 1.2, colour, 90)
    props.crowd(c, [(120, 800), (205, 815), (740, 810), (830, 800)], 0.9, props.SPECTATORS)
    person(
        c,
        530,
        1130,
        2.55,
        teacher(c.rng, "#e58fa5", style="long"),
        replace(WALK, lh=(0.45, 0.82), rh=(0.16, 0.94), lf=(0.02, 0), rf=(0.08, 0.03), look=-7, tilt=-5, lean=0),
    )
    kid = pupil(c.rng, girl=True, style="pigtails", scarf=False, ribbon="#d7263d")
    person(
        c,
        268,
        1142,
        2.1,
        kid,
        replace(WALK, rh=(0.38, -0.77), lh=(0.12, 0.6), look=8, mouth="open", lean=0, tilt=3),
        behind=lambda k, a, b: things.backpack(k, 0, -16, "#2f7fb8", 1.3),
        held=lambda k, a, b: k.path("M-17 -50Q-22 -30 -18 -8M17 -50Q22 -30 18 -8", stroke="#24608c", width=6),
    )
    nature.petals(c, 36, 200, 1180, ("#d7263d", "#f0563f", "#ffd166"))


def _arch(c: Canvas, x: float, y: float, w: float, h: float) -> None:
    c.path(
        f"M{x - w / 2} {y}L{x - w / 2} {y - h * 0.5}"
        f"C{x - w / 2} {y - h * 1.15} {x + w / 2} {y - h * 1.15} {x + w / 2} {y - h * 0.5}L{x + w / 2} {y}",
        stroke="#6aa355",
        width=26,
    )
    for i in range(64):
        t = i / 63
        if t < 0.25 or t > 0.75:
            px, py = (x - w / 2, y - h * 2 * t) if t < 0.25 else (x + w / 2, y - h * 2 * (1 - t))
        else:
            s = (t - 0.25) * 2
            px = x - w / 2 + w * (3 * s**2 - 2 * s**3)
            py = y - h * 0.5 - h * 0.4875 * 4 * s * (1 - s)
        c.blob(
            px + c.jit(9),
            py + c.jit(9),
            12,
            12,
            c.rng.choice(("#f48fb1", "#ffd166", "#ffffff", "#e63946")),
            lumps=7,
            rough=0.2,
        )


@scene(
    "khai-giang-don-lop-mot",
    "Đón các em lớp Một",
    "Các em lớp Một cầm cờ nhỏ đi qua cổng hoa, anh chị lớp lớn quàng khăn đỏ đứng hai bên vỗ tay chào đón.",
)
def _welcome(c: Canvas) -> None:
    props.yard_view(c, "dawn", horizon=420, size=0.98)
    things.bunting(c, -10, 60, 600, 150, 40)
    things.bunting(c, 600, 150, 1210, 60, 40)
    _arch(c, 600, 560, 380, 330)
    c.path("M470 560L730 560L980 800L220 800Z", "#c8344a", opacity=0.85)
    c.path("M478 566L722 566L940 800L260 800Z", "#d9485a", opacity=0.7)
    for row, (y, s) in enumerate(((545, 0.55), (600, 0.64), (668, 0.76))):
        for i in range(3):
            pose = (replace(WALK, look=0), replace(WAVE, lf=(0.1, 0)), replace(WALK, look=-6, mouth="open"))[
                (i + row) % 3
            ]
            person(
                c,
                600 + (i - 1) * 104 * s + c.jit(8),
                y + c.jit(5),
                s * 0.92,
                pupil(c.rng, scarf=False),
                pose,
                held=props.in_right(things.paper_flag),
            )
    left = [(60, 700), (150, 650), (228, 612), (296, 584), (110, 775)]
    right = [(1140, 700), (1050, 650), (972, 612), (904, 584), (1090, 775)]
    props.crowd(c, left, 0.62, (CLAP, WAVE, CLAP), depth=0.0034)
    props.crowd(c, right, 0.62, (CLAP, CHEER, CLAP), depth=0.0034)
    person(c, 430, 770, 0.98, teacher(c.rng, AO_DAI[1], style="bun"), replace(CLAP, look=8))
    person(
        c,
        600,
        776,
        0.92,
        pupil(c.rng, girl=True, scarf=False, style="bob"),
        replace(WALK, look=3, mouth="open"),
        held=props.in_right(things.paper_flag),
    )
    nature.petals(c, 44, 30, 560, ("#f48fb1", "#ffd166", "#e63946", "#7fc8a9"))


@scene(
    "khai-giang-bong-bay",
    "Thả bóng bay ước mơ",
    "Chùm bóng bay nhiều màu bay lên trời xanh, các em nhỏ giơ tay vẫy theo từ sân trường.",
    PORTRAIT,
)
def _balloons(c: Canvas) -> None:
    nature.sky(c, "noon", 900)
    nature.sun(c, 730, 180, 60)
    nature.clouds(c, 620, 4)
    nature.treeline(c, 900, "#9cc08a", height=120)
    buildings.school(c, 70, 910, 1.0)
    buildings.yard(c, 905)
    colours = ("#d7263d", "#ffd166", "#3a86a8", "#6aa84f", "#f4845f", "#c77dba", "#ffffff", "#f48fb1")
    spots = sorted((c.rng.uniform(0.5, 1.5), c.rng.uniform(70, 830), c.rng.uniform(60, 700)) for _ in range(40))
    for size, x, y in spots:
        things.balloon(c, x, y + (1.5 - size) * 60, size, c.rng.choice(colours), 70)
    props.crowd(
        c, [(110, 1010), (240, 990), (370, 1005), (520, 990), (650, 1010), (790, 995)], 0.86, (CHEER, RAISE, WAVE)
    )
    props.crowd(
        c,
        [(90, 1180), (290, 1200), (480, 1185), (660, 1205), (830, 1180)],
        1.36,
        (
            replace(BEHIND, lh=(0.4, -0.85), rh=(0.4, -0.85)),
            replace(BEHIND, rh=(0.3, -0.92)),
            replace(BEHIND, rh=(0.45, -0.8), tilt=6),
        ),
    )


@scene(
    "khai-giang-lop-dau-tien",
    "Tiết học đầu tiên",
    "Trong tiết học đầu năm, cô giáo đứng bên bảng xanh và nhiều em học sinh giơ tay phát biểu.",
)
def _first_lesson(c: Canvas) -> None:
    buildings.classroom(c, board="CHÀO CÁC EM|LỚP 3A|NĂM HỌC 2026 - 2027", floor=0.6)
    things.flag(c, 566, 22, 68)
    person(c, 940, 512, 0.98, teacher(c.rng, "#8fb8d8", style="halfup"), replace(POINT, look=8), flip=True)
    learning.table(c, 210, 520, 170, "#4f8f78", height=80)
    things.pot(c, 210, 428, 0.8, "#f48fb1")
    props.desks_from_behind(c, 590, 800, 3, raised=0.42)


@scene(
    "khai-giang-anh-lop",
    "Cả lớp chụp ảnh kỷ niệm",
    "Cả lớp đứng ba hàng trên bậc thềm cùng cô giáo chủ nhiệm, tươi cười chụp ảnh ngày đầu năm học.",
)
def _class_photo(c: Canvas) -> None:
    nature.sky(c, "morning", 300)
    buildings.school(c, -160, 560, 2.0)
    for i, y in enumerate((548, 604, 660)):
        c.box(60 - i * 30, y, 1080 + i * 60, 60, ("#e8dcc4", "#ded0b4", "#d3c3a4")[i])
        c.rect(60 - i * 30, y + 48, 1080 + i * 60, 8, "#8a7358", opacity=0.3)
    buildings.yard(c, 716)
    smiles = (
        STAND,
        replace(STAND, mouth="open", eyes="happy"),
        replace(STAND, tilt=6),
        replace(STAND, rh=(0.45, -0.3), mouth="open"),
        replace(STAND, tilt=-5, eyes="happy"),
    )
    props.crowd(c, props.line_up(c, 210, 990, 566, 9), 0.92, smiles)
    person(c, 596, 580, 1.0, teacher(c.rng, "#f2c879", style="bun"), replace(HOLD), held=props.flowers(1.0))
    props.crowd(
        c, [s for s in props.line_up(c, 160, 1040, 640, 10) if abs(s[0] - 596) > 60], 0.98, smiles[1:] + smiles[:1]
    )
    low = tuple(replace(p, drop=0.84, lf=(0.6, 0.05), rf=(0.6, 0.05)) for p in smiles)
    props.crowd(c, props.line_up(c, 210, 990, 736, 8), 1.1, low)
    nature.bang(c, 1190, 760, 1.5)
    nature.fronds(c, -10, -10, 1.1)
