"""Rooms of the school: lessons, meetings, the computer room, music, the evening class."""

from dataclasses import replace

from . import buildings, learning, nature, props, things
from .canvas import Canvas
from .people import (
    BEHIND,
    CLAP,
    DESK,
    POINT,
    STAND,
    WAVE,
    WRITE,
    Pose,
    man,
    person,
    pupil,
    teacher,
)
from .scene import PORTRAIT, scene


@scene(
    "tin-hoc-phong-may",
    "Phòng máy tính",
    "Học sinh ngồi theo cặp trước máy tính trong phòng tin học, thầy giáo đứng cạnh bảng hướng dẫn.",
)
def _computers(c: Canvas) -> None:
    c.fill_all(c.linear("#dceaf0", "#eef3ea"))
    c.rect(-5, 430, 1210, 380, c.linear("#e3d8c4", "#c9b797"))
    buildings.window(c, 60, 70, 220, 230)
    buildings.window(c, 920, 70, 220, 230)
    c.box(380, 60, 440, 250, "#f6f6f2")
    c.box(392, 72, 416, 226, "#3f7f98")
    buildings.write(c, "EM HỌC TIN HỌC", 600, 160, 30, "#ffffff")
    for i, colour in enumerate(("#ffd166", "#f4845f", "#7fb069", "#e58fa5")):
        c.box(470 + i * 70, 200, 52, 52, colour, rough=4)
    person(c, 860, 520, 1.0, man(c.rng, "#b7d0e4", glasses=True), replace(POINT, rh=(0.7, 0.2), look=9), flip=True)

    def screen(k: Canvas, x: float, y: float) -> None:
        with k.at(x, y + 2, 0.6):
            k.box(-20, -6, 40, 7, "#55585f")
            k.rect(-6, -20, 12, 16, "#6b6e76")
            k.box(-46, -78, 92, 60, "#4a4d55")
            k.circle(0, -48, 8, "#8e939b")

    for row, y in enumerate((560, 690, 860)):
        size = 0.72 + row * 0.26
        for column in range(3):
            x = 600 + (column - 1) * (330 + row * 66)
            for place in (-1, 1):
                person(
                    c,
                    x + place * 56 * size,
                    y - 4,
                    size,
                    pupil(c.rng),
                    replace(
                        DESK,
                        look=place * -5,
                        eyes=c.rng.choice(("dot", "happy")),
                        lh=(0, 0.68),
                        rh=(0, 0.68),
                        drop=0.28,
                    ),
                )
            with c.at(x, y, size):
                learning.desk(c, 0, 0, 270, top="#cfd9dc", height=78)
                for place in (-1, 1):
                    screen(c, place * 112, -82)
                    c.box(place * 46 - 22, -88, 40, 7, "#f4f4f0", rough=1)


@scene(
    "thi-cuoi-ky",
    "Giờ kiểm tra cuối kỳ",
    "Trong lớp học yên tĩnh, mỗi em một bàn đang chăm chú làm bài kiểm tra, cô giáo đi giữa hai dãy bàn.",
)
def _exam(c: Canvas) -> None:
    buildings.classroom(c, board="KIỂM TRA|CUỐI HỌC KỲ I", floor=0.56, wall_colour="#efe3c2")
    c.circle(600, 32, 26, "#ffffff")
    c.path("M600 32L600 16M600 32L610 38", stroke="#3b3532", width=4)

    def paper(k: Canvas, x: float, y: float) -> None:
        k.poly([(x - 34, y + 2), (x - 27, y - 13), (x + 24, y - 13), (x + 31, y + 2)], "#fffdf6")
        k.path(f"M{x - 20} {y - 9}h36M{x - 22} {y - 4}h30", stroke="#a9bccb", width=2)
        k.line([(x + 42, y - 2), (x + 54, y - 14)], "#d7263d", 4)

    think = replace(WRITE, lh=(-0.12, 0.02), eyes="dot", look=5)
    props.desks_from_front(c, 530, 660, 2, columns=4, pupils=1, poses=(WRITE, WRITE, think), on_desk=paper)
    person(
        c,
        640,
        720,
        0.98,
        teacher(c.rng, "#a9c99a", style="long"),
        replace(STAND, lh=(-0.2, 0.62), rh=(-0.2, 0.62), look=-8, eyes="down"),
    )
    props.desks_from_front(c, 800, 801, 1, columns=3, pupils=1, poses=(WRITE, replace(WRITE, tilt=9)), on_desk=paper)


@scene(
    "thi-nghiem",
    "Giờ khoa học",
    "Nhóm học sinh đeo kính làm thí nghiệm núi lửa phun bọt trên bàn, mắt tròn xoe thích thú.",
)
def _experiment(c: Canvas) -> None:
    buildings.classroom(c, board="KHOA HỌC LỚP 5", floor=0.62, wall_colour="#d9ebe6")
    person(
        c, 1010, 640, 1.15, man(c.rng, "#ffffff", outfit="coat", bottom="#3a3f4d", glasses=True), replace(CLAP, look=-9)
    )
    faces = (
        replace(DESK, mouth="oh", look=8),
        replace(DESK, mouth="open", look=6, lh=(0.3, -0.5), rh=(0.3, -0.5)),
        replace(DESK, mouth="oh", look=-4),
        replace(DESK, mouth="open", eyes="happy", look=-9),
    )
    for i in range(4):
        person(c, (230, 400, 750, 900)[i], 740, 1.42, pupil(c.rng, glasses=True), faces[i])
    c.box(60, 650, 1080, 30, "#f4f4f0")
    c.box(60, 676, 1080, 140, c.linear("#6fa7a0", "#4f8580"))
    c.path("M470 652Q520 640 552 520L608 520Q640 640 690 652Z", c.linear("#a9714a", "#6f4a33"))
    c.glow(580, 470, 120, "#ffb84a", 0.6)
    for _ in range(26):
        c.circle(
            580 + c.jit(52),
            510 - c.rng.uniform(-20, 110),
            c.rng.uniform(7, 19),
            c.rng.choice(("#f4722b", "#ffb84a", "#ff8f5a", "#ffe0a0")),
            0.92,
        )
    for dx in (-34, 4, 30):
        c.path(f"M{580 + dx} 520Q{580 + dx * 1.6} 570 {580 + dx * 2.1} 626", stroke="#f4722b", width=13)
    for x, colour in ((150, "#7fb8d8"), (320, "#e58fa5"), (830, "#7fb069"), (1010, "#ffd166")):
        c.path(
            f"M{x - 10} 590L{x - 10} 612L{x - 32} 650L{x + 32} 650L{x + 10} 612L{x + 10} 590Z", "#ffffff", opacity=0.65
        )
        c.path(f"M{x - 21} 630L{x - 32} 650L{x + 32} 650L{x + 21} 630Z", colour)
        c.circle(x + 6, 620, 4, colour)
        c.rect(x - 13, 586, 26, 6, "#dfeaec")


def _painted_wall(c: Canvas) -> None:
    for i, colour in enumerate(("#d7263d", "#f4845f", "#ffd166", "#7fb069", "#3a86a8", "#8a5a8f")):
        r = 300 - i * 25
        c.path(f"M{620 - r} 520A{r} {r} 0 0 1 {620 + r} 520", stroke=colour, width=23, opacity=0.9)
    c.path("M-10 590L-10 500Q160 440 330 500T700 500T1210 480L1210 590Z", "#7fc0c4")
    for i in range(12):
        c.path(f"M{30 + i * 100} {552 + (i % 2) * 18}q20 -14 40 0t40 0", stroke="#ffffff", width=5, opacity=0.8)
    c.blob(160, 240, 58, 58, "#ffc933", lumps=10)
    for i in range(12):
        with c.at(160, 240, turn=i * 30):
            c.line([(74, 0), (104, c.jit(5))], "#ffc933", 9)
    with c.at(900, 480, 0.62):
        buildings.school(c, -300, 0, 0.7, bays=7)
    things.sampan(c, 330, 520, 0.5)
    c.path("M330 505L330 420L390 490Z", "#f48fb1")
    for x, y, colour in ((720, 250, "#3a86a8"), (800, 220, "#d7577a"), (430, 220, "#7fb069")):
        c.path(f"M{x} {y}q-24 -30 -40 -4q14 10 40 4q24 -30 40 -4q-14 10 -40 4Z", colour)
    for x in (1090, 1150):
        nature.lotus(c, x, 580, 1.3, "#f08fae", stem=70)


@scene(
    "ve-tranh",
    "Bức tường tranh của em",
    "Bốn em học sinh vẽ lên bức tường dài hình mặt trời, con đò, ngôi trường và cầu vồng đầy màu sắc.",
)
def _mural(c: Canvas) -> None:
    nature.sky(c, "noon", 180)
    nature.treeline(c, 150, "#94bb86", height=90)
    c.box(-10, 130, 1220, 470, "#fdf3dc")
    c.box(-10, 116, 1220, 22, "#c4553c")
    c.rect(-5, 590, 1210, 220, c.linear("#c3cf8a", "#93b05c"))
    _painted_wall(c)

    def brush(k: Canvas, left: tuple[float, float], right: tuple[float, float]) -> None:
        shade = k.rng.choice(("#d7263d", "#ffd166", "#3a86a8", "#7fb069"))
        k.line([right, (right[0] + 10, right[1] - 34)], "#b98a52", 6)
        k.ellipse(right[0] + 12, right[1] - 40, 7, 10, shade)

    for i, (x, y, s) in enumerate(((210, 700, 1.2), (460, 720, 1.26), (760, 716, 1.24), (1010, 704, 1.2))):
        pose = replace(BEHIND, rh=((0.35, -0.85), (0.5, -0.5), (0.3, -0.9), (0.55, -0.4))[i], tilt=c.jit(6))
        person(
            c,
            x,
            y,
            s,
            pupil(c.rng, girl=i % 2 == 0, hat="" if i != 2 else "cap", hat_colour="#3a86a8"),
            pose,
            held=brush,
        )
    person(c, 610, 786, 1.35, pupil(c.rng, girl=True, style="pony"), replace(WAVE, look=4), held=brush)
    for i, colour in enumerate(("#d7263d", "#ffd166", "#3a86a8", "#7fb069", "#8a5a8f")):
        x = 320 + i * 44 + (i > 2) * 260
        c.path(f"M{x - 18} 742L{x + 18} 742L{x + 15} 778L{x - 15} 778Z", "#dfe5e6")
        c.ellipse(x, 742, 18, 7, colour)


@scene(
    "am-nhac",
    "Giờ học đàn",
    "Cô giáo gảy đàn tranh, một bé trai chơi đàn phím điện tử và một bé gái hát theo trong phòng nhạc.",
    PORTRAIT,
)
def _music(c: Canvas) -> None:
    c.fill_all(c.linear("#f3dcd0", "#f7e6cf"))
    c.rect(-5, 760, 910, 450, c.linear("#c98f68", "#a86f4c"))
    buildings.window(c, 560, 130, 250, 380)
    c.poly([(570, 540), (810, 540), (700, 1200), (240, 1200)], "#fff3c4", opacity=0.22)
    for i in range(5):
        c.line([(40, 200 + i * 22), (270, 180 + i * 22), (500, 210 + i * 22)], "#8a5a5f", 2.4, opacity=0.7)
    for x, y in ((90, 270), (170, 236), (250, 258), (330, 212), (420, 250)):
        c.ellipse(x, y, 13, 9, "#5f3d4a")
        c.line([(x + 12, y), (x + 12, y - 54)], "#5f3d4a", 4)
        c.path(f"M{x + 12} {y - 54}q16 6 14 24", stroke="#5f3d4a", width=5)
    c.ellipse(450, 1060, 430, 100, "#8f4f5f", 0.5)
    person(
        c,
        300,
        860,
        1.75,
        teacher(c.rng, "#e8a07a", style="long"),
        replace(Pose(), drop=0.5, lh=(0.2, 0.62), rh=(0.2, 0.62), eyes="down", look=4),
    )
    with c.at(300, 760, turn=-5):
        c.path("M-230 -16Q0 -58 240 -24L240 8Q0 -14 -230 24Z", c.linear("#a9622f", "#6f3b1f"))
        for i in range(9):
            c.line([(-214, -8 + i * 3.2), (0, -34 + i * 3.4), (226, -16 + i * 2.6)], "#f3dfb0", 1.4)
        for i in range(8):
            c.path(f"M{-150 + i * 44} {-28 - i * 1}l8 -14l8 14Z", "#fff3d8")
    c.path("M110 790L90 900M490 760L510 900", stroke="#6f3b1f", width=13)
    person(
        c,
        660,
        1060,
        1.75,
        pupil(c.rng, girl=True, style="pigtails"),
        Pose(lh=(0.5, 0.25), rh=(0.1, 0.1), mouth="open", eyes="happy", tilt=5),
        held=props.in_right(
            lambda k, x, y: (
                [k.line([(x, y + 20), (x - 8, y - 10)], "#3b3a42", 8), k.circle(x - 9, y - 16, 9, "#6d6f78")]
            )
        ),
    )
    person(
        c,
        250,
        1120,
        1.8,
        pupil(c.rng, girl=False, style="bowl", glasses=True),
        replace(DESK, look=5, eyes="happy", drop=0.3, lh=(0.1, 0.72), rh=(0.1, 0.72)),
    )
    c.path("M110 1080L390 1200M390 1080L110 1200", stroke="#55585f", width=12)
    c.box(56, 1036, 400, 50, "#2f2f38")
    c.rect(66, 1052, 380, 28, "#fdfdf8")
    for i in range(20):
        c.rect(66 + i * 19, 1052, 1.6, 28, "#9a9aa0")
        if i % 7 not in {2, 6}:
            c.rect(80 + i * 19, 1052, 9, 16, "#2b2a30")
