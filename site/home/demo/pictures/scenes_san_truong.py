"""The school at its hours: morning, dusk, rain, honours, flowers for teachers, farewell."""

from dataclasses import replace

from . import buildings, learning, nature, props, things
from .canvas import Canvas, light
from .people import (
    BEHIND,
    CHEER,
    CLAP,
    HOLD,
    READ,
    RUN,
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
from .scene import PORTRAIT, scene
from .scenes_khai_giang_le import flag_salute


def _panorama(c: Canvas, mood: str, paint: buildings.Paintwork) -> None:
    """The school between rice fields and the canal, seen from the other bank."""
    far = {"dusk": "#7f6a80"}.get(mood, "#94bb86")
    nature.sky(c, mood, 380)
    nature.sun(c, *((900, 210, 54, "#ffcf7a") if mood == "dusk" else (980, 110, 44, "#fff1b8")))
    nature.clouds(c, 260, 4, {"dusk": "#ffd3b0"}.get(mood, "#ffffff"))
    nature.treeline(c, 360, far, height=90, palms=10)
    tones = ("#c9a45c", "#e3c27a") if mood == "dusk" else ("#a9c24f", "#d6d77c")
    nature.rice(c, 362, 560, *tones)
    buildings.school(c, 260, 470, 0.92, paint)
    c.path("M-10 470Q600 456 1210 470L1210 540Q600 520 -10 540Z", "#d9a578" if mood == "dusk" else "#e3cfa6")
    buildings.wall(c, 516, -10, 470, paint, 46)
    buildings.wall(c, 516, 742, 1210, paint, 46)
    buildings.gate(c, 606, 522, 0.54, paint)
    leaf = "#7a8a4a" if mood == "dusk" else "#5d9a4f"
    nature.bang(c, 130, 512, 0.9, leaf)
    nature.phuong(c, 1060, 512, 0.95, blossom=0.7)
    nature.coconut(c, 1160, 520, 1.2, leaf)
    nature.coconut(c, 50, 520, 1.25, leaf)
    c.path("M-10 536Q600 520 1210 538L1210 590L-10 590Z", "#9aa85c" if mood == "dusk" else "#93b75c")
    nature.grass(c, 0, 1200, 540, 584, 60, "#86ab52")
    nature.water(c, 580, 810, "#f0b58a" if mood == "dusk" else "#b5dcd8", "#7a6a98" if mood == "dusk" else "#4f9aa3")


@scene(
    "truong-toan-canh",
    "Trường Sen Hồng buổi sáng",
    "Toàn cảnh Trường Tiểu học Sen Hồng tường vàng ngói đỏ bên bờ kênh, giữa đồng lúa xanh và hàng dừa buổi sáng.",
)
def _morning_view(c: Canvas) -> None:
    _panorama(c, "morning", buildings.DAY)
    buildings.monkey_bridge(c, -30, 330, 640)
    for i, x in enumerate((60, 170, 260)):
        person(c, x, 638 - (i == 1) * 4, 0.56, pupil(c.rng), replace(WALK, lh=(0.4, -0.2), mouth="open"), ground=False)
    with c.at(720, 690, 0.82):
        person(
            c,
            -150,
            0,
            0.6,
            villager(c.rng, "#8a5a8f", hat="conical"),
            replace(STAND, lh=(-0.35, 0.62), rh=(0.3, 0.55), look=9),
            ground=False,
            held=lambda k, a, b: k.line([(b[0] + 10, b[1] - 70), (b[0] - 50, b[1] + 170)], "#8a6a3e", 7),
        )
        for i in range(5):
            things.pot(c, -60 + i * 44, -2, 0.7, ("#8fbf6a", "#ffd166")[i % 2], "#c9a468")
        things.sampan(c, 0, 0, 1)
    nature.lotus_pond(c, 735, 800, 22, 8)
    for x, y in ((300, 150), (350, 130), (410, 158)):
        c.path(f"M{x - 16} {y}q10 -12 16 0q8 -12 18 -2", stroke="#ffffff", width=4)


@scene(
    "truong-hoang-hon",
    "Trường Sen Hồng lúc hoàng hôn",
    "Hoàng hôn cam tím sau mái trường, cửa sổ bắt đầu lên đèn, hai em nhỏ đạp xe về trên bờ kênh.",
)
def _dusk_view(c: Canvas) -> None:
    _panorama(c, "dusk", buildings.EVENING)
    c.ellipse(900, 640, 120, 10, "#ffdf9a", 0.5)
    c.ellipse(900, 676, 80, 8, "#ffdf9a", 0.4)
    c.path("M-10 720Q600 690 1210 724L1210 810L-10 810Z", "#6a7a4c")
    nature.grass(c, 0, 1200, 716, 800, 100, "#5f7044")
    for x, colour in ((430, "#3a86a8"), (680, "#d7577a")):
        with c.at(x, 760, 1.0):
            ride = Pose(
                drop=0.4, lf=(-0.1, 0.2), rf=(0.25, 0.0), lh=(-0.3, 0.5), rh=(0.62, 0.42), look=9, mouth="open", lean=6
            )
            person(c, -30, -34, 0.86, pupil(c.rng, girl=colour != "#3a86a8"), ride, ground=False)
            things.bicycle(c, 0, 0, colour, 1.06)
    nature.fronds(c, -10, -20, 1.2, "#3a3a4c")
    nature.lotus_leaf(c, 1000, 660, 50)
    nature.lotus_leaf(c, 1090, 676, 58)
    nature.lotus(c, 1040, 670, 0.9)


@scene(
    "chao-co-dau-tuan",
    "Chào cờ đầu tuần",
    "Sáng thứ Hai, học sinh đeo cặp xếp hàng trước cột cờ, lá cờ đỏ sao vàng bay giữa hai hàng cây.",
)
def _monday(c: Canvas) -> None:
    flag_salute(c, "morning", "", aisle=120, bags=True, disc=(110, 80, 38))


@scene(
    "mua-bao",
    "Mưa lớn trên sân trường",
    "Mưa lớn trắng sân trường, các em che ô nhiều màu đi giữa những vũng nước, cô giáo đứng trước cửa đón.",
)
def _storm(c: Canvas) -> None:
    props.yard_view(c, "rain", buildings.WET, horizon=400, size=1.25)
    for x, y, rx in ((250, 560, 120), (760, 600, 170), (480, 720, 220), (1020, 740, 150)):
        c.ellipse(x, y, rx, rx * 0.13, "#c3d3d8", 0.8)
        c.ellipse(x - rx * 0.2, y - 3, rx * 0.5, rx * 0.05, "#eef5f6", 0.8)
    person(
        c,
        640,
        470,
        0.62,
        teacher(c.rng, "#8fb8d8"),
        replace(WAVE, look=-6),
        held=props.in_left(lambda k, x, y: things.umbrella(k, x, y - 20, "#d7577a", 0.9)),
    )
    under = Pose(rh=(0.1, 0.3), lh=(0.14, 0.9), look=6, lf=(0.15, 0), rf=(0.25, 0.05))
    for i, (x, y, s, colour) in enumerate(
        (
            (300, 590, 0.9, "#f2b134"),
            (470, 560, 0.84, "#3a86a8"),
            (830, 600, 0.94, "#d7263d"),
            (190, 730, 1.3, "#3f9a5f"),
            (610, 750, 1.36, "#e07a4f"),
            (980, 740, 1.32, "#8a5a8f"),
        )
    ):
        person(
            c,
            x,
            y,
            s,
            pupil(c.rng),
            replace(under, mouth=("smile", "open", "oh")[i % 3]),
            flip=i % 3 == 2,
            held=props.in_right(lambda k, a, b, shade=colour: things.umbrella(k, a, b, shade, 0.95)),
        )
        c.ellipse(x, y + 4, 70 * s, 9 * s, "#dfeaec", 0.5)
    nature.rain(c, 300)
    for _ in range(46):
        x, y = c.rng.uniform(0, 1200), c.rng.uniform(500, 800)
        c.path(f"M{x - 9:.0f} {y:.0f}q9 -12 18 0M{x:.0f} {y - 6:.0f}v-9", stroke="#eef6f8", width=2, opacity=0.7)


@scene(
    "khen-thuong",
    "Khen thưởng học sinh",
    "Thầy hiệu trưởng và cô giáo trao giấy khen cho các em học sinh trên sân khấu đầy hoa, các bạn vỗ tay.",
)
def _honours(c: Canvas) -> None:
    c.fill_all("#f3d9a4")
    buildings.stage(c, 620, "KHEN THƯỞNG HỌC SINH", "#1f5f7a")
    for i in range(14):
        things.pot(c, 120 + i * 74, 630, 0.72, ("#f2c14e", "#f48fb1", "#ffffff")[i % 3])
    with_paper = props.in_both(lambda k, x, y: learning.certificate(k, x, y - 4, 0.72))
    for i in range(6):
        person(
            c,
            330 + i * 108,
            606,
            1.12,
            pupil(c.rng),
            replace(HOLD, mouth=("smile", "open")[i % 2], eyes=("happy", "dot")[i % 2]),
            held=with_paper
            if i % 3
            else lambda k, a, b: (with_paper(k, a, b), things.bouquet(k, b[0] + 14, b[1] - 20, 0.6))[0],
        )
    person(
        c,
        210,
        606,
        1.06,
        man(c.rng, "#fdfdf8", outfit="shirtlong", hair="#8d8a86", style="grey", old=True, glasses=True),
        replace(CLAP, look=9),
    )
    person(c, 990, 606, 1.06, teacher(c.rng, "#f2c879", style="bun"), replace(CLAP, look=-9))
    c.rect(-5, 674, 1210, 140, c.linear("#3a3040", "#28222e"))
    props.sitting_rows(c, 796, 866, 2, 1.05, colours=("#3f8f5f", "#e08a2e"))
    nature.petals(c, 70, 120, 660, ("#ffd166", "#f48fb1", "#ffffff", "#d7263d"))


@scene(
    "nha-giao-20-11",
    "Hoa tặng thầy cô 20-11",
    "Các em học sinh ôm bó hoa chạy đến tặng cô giáo nhân ngày Nhà giáo Việt Nam 20-11, cô cúi xuống mỉm cười.",
)
def _teachers_day(c: Canvas) -> None:
    props.yard_view(c, "morning", horizon=370, size=1.4, shift=-60, trees=False)
    nature.phuong(c, 1130, 480, 1.2, blossom=0.15)
    things.bunting(c, -10, 30, 1210, 40, 90)
    things.banner(c, 560, 196, "MỪNG NGÀY NHÀ GIÁO VIỆT NAM 20-11", 22)
    for i in range(11):
        things.pot(c, 50 + i * 110, 520, 0.95, ("#f2c14e", "#f48fb1", "#ffffff", "#d7577a")[i % 4])
    person(
        c,
        760,
        730,
        1.62,
        teacher(c.rng, "#e58fa5", style="long"),
        replace(HOLD, look=-9, tilt=-6, lean=-4, lh=(0.3, 0.5), eyes="happy"),
        held=props.flowers(1.3),
    )
    person(c, 960, 700, 1.45, teacher(c.rng, "#8fb8d8", style="bun", glasses=True), replace(CLAP, look=-9))
    person(
        c,
        1090,
        712,
        1.45,
        man(c.rng, "#f4f6f4"),
        replace(HOLD, look=-8),
        held=props.flowers(1.0, "#ffd166", "#f2b134", "#ffffff"),
    )
    run = replace(RUN, lh=(-0.3, 0.35), rh=(0.2, 0.35), lean=6, elbows=(1, 1))
    bring = replace(WALK, lh=(0.0, 0.45), rh=(0.0, 0.45), mouth="open")
    person(
        c,
        560,
        742,
        1.42,
        pupil(c.rng, girl=True, style="pigtails"),
        bring,
        held=props.flowers(1.1, "#d7263d", "#f48fb1", "#ffffff"),
    )
    person(c, 400, 720, 1.3, pupil(c.rng, girl=False), run, held=props.flowers(0.95, "#ffd166", "#f4845f"))
    person(c, 240, 752, 1.4, pupil(c.rng, girl=True, style="bob"), bring, held=props.flowers(1.0, "#8a5a8f", "#f48fb1"))
    person(c, 100, 730, 1.3, pupil(c.rng, girl=False), replace(RUN, rh=(0.3, -0.7), elbows=(1, 1)))
    nature.petals(c, 30, 60, 640, ("#f48fb1", "#ffd166", "#ffffff"))


@scene(
    "chia-tay-phuong",
    "Mùa phượng chia tay",
    "Dưới tán phượng đỏ rực, hai bạn lớp Năm ký tên lên áo nhau ngày chia tay, cánh phượng rơi đầy sân.",
    PORTRAIT,
)
def _farewell(c: Canvas) -> None:
    props.yard_view(c, "noon", horizon=600, size=1.4, bays=7, shift=140, trees=False)
    nature.phuong(c, 260, 900, 3.1, fine=1.9)
    for _ in range(80):
        c.blob(
            c.rng.uniform(0, 900),
            770 + 420 * c.rng.random() ** 0.8,
            9,
            4.5,
            c.rng.choice(("#d7263d", "#e63946", "#f0563f")),
            lumps=5,
        )
    props.crowd(c, [(610, 800), (700, 812), (790, 800), (865, 815)], 0.98, (WAVE, CLAP, CHEER))
    c.ellipse(430, 1130, 380, 50, "#6b5a48", 0.18)
    person(c, 560, 1120, 2.2, pupil(c.rng, girl=False, style="side"), replace(BEHIND, tilt=4))
    c.path("M520 870q14 -12 26 0t26 0M530 894q20 -10 50 2", stroke="#3a6ea5", width=4)
    c.path("M588 916c-9 -11 -22 0 0 16c22 -16 9 -27 0 -16Z", "#d7263d")
    person(
        c,
        330,
        1130,
        2.15,
        pupil(c.rng, girl=True, style="pony"),
        Pose(rh=(0.78, 0.3), lh=(0.14, 0.9), look=9, eyes="happy"),
        held=props.in_right(lambda k, x, y: k.line([(x - 6, y + 6), (x + 16, y - 8)], "#2f7fb8", 5)),
    )
    person(
        c,
        130,
        1170,
        2.0,
        pupil(c.rng, girl=True, style="bob"),
        replace(READ, look=5),
        held=props.in_both(
            lambda k, x, y: (
                [learning.open_book(k, x, y + 10, 0.9, "#e58fa5"), k.blob(x + 14, y - 26, 9, 7, "#d7263d")]
            )
        ),
    )
    nature.petals(c, 60, 240, 1150, ("#d7263d", "#e63946", "#f0563f"))
    c.ellipse(300, 760, 12, 6, "#4a3a2c")
    c.path("M300 756l22 -8l-6 14Z", light("#9ab6b0", 0.3), opacity=0.8)


@scene(
    "xe-dap",
    "Nhà xe học sinh",
    "Dưới mái che của nhà xe, những chiếc xe đạp nhiều màu xếp ngay ngắn, hai em đang dắt xe ra về.",
)
def _bikes(c: Canvas) -> None:
    nature.sky(c, "morning", 360)
    nature.clouds(c, 200, 3)
    nature.treeline(c, 370, "#94bb86", height=110)
    buildings.school(c, 640, 392, 0.86)
    buildings.yard(c, 388)
    nature.bang(c, 1120, 470, 1.1)
    c.path("M-20 250L800 210L860 268L-20 320Z", c.linear("#3f8f98", "#2c6f7a"))
    for i in range(16):
        c.line([(i * 54 - 10, 252 - i * 2.6), (i * 57 - 10, 318 - i * 3.2)], "#24606a", 2.4, opacity=0.6)
    for x in (30, 300, 570, 820):
        c.rect(x - 6, 300 - x * 0.05, 12, 300, "#8e969c")
    c.rect(-5, 466, 830, 8, "#b9c2c6")
    for row, (y, s) in enumerate(((540, 0.8), (620, 1.0))):
        for i in range(6):
            things.bicycle(
                c,
                60 + i * (132 + row * 12),
                y,
                ("#d7263d", "#3a86a8", "#3f9a5f", "#e07a4f", "#8a5a8f", "#e9b44c")[(i + row * 2) % 6],
                s,
            )
    for x, y, s, colour, flip in ((420, 770, 1.3, "#3a86a8", False), (930, 740, 1.2, "#d7577a", True)):
        push = Pose(lh=(0.05, 0.62), rh=(0.5, 0.5), look=9, lf=(0.15, 0), rf=(0.25, 0.05), mouth="open")
        person(c, x - (40 if not flip else -40), y - 12, s, pupil(c.rng, girl=flip), push, flip=flip)
        things.bicycle(c, x + (40 if not flip else -40), y, colour, s * 1.06, flip=flip)
    guard = man(c.rng, "#7f9ac0", hat="cap", hat_colour="#3a4a68", old=True, hair="#8d8a86", style="grey")
    person(c, 1110, 660, 0.98, guard, replace(WAVE, look=-8))
