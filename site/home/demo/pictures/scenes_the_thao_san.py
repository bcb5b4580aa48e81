"""Games and cheering of the sports day."""

from dataclasses import replace

from . import learning, nature, props, things
from .canvas import Canvas, Point, dark, light
from .people import (
    CHEER,
    CLAP,
    JUMP,
    STAND,
    WAVE,
    Pose,
    person,
    pupil,
)
from .scene import PORTRAIT, SQUARE, scene
from .scenes_the_thao import athlete, field, pennants

RED, BLUE, YELLOW, GREEN = props.TEAM_COLOURS


@scene(
    "the-thao-nhay-day",
    "Nhảy dây",
    "Hai bạn quay dây dài, một bé gái cột tóc nhảy lên cao vui vẻ dưới tán cây phượng.",
    PORTRAIT,
)
def _skipping(c: Canvas) -> None:
    field(c, "noon", horizon=560, school_x=250, size=0.9)
    nature.phuong(c, 130, 720, 2.0, fine=1.5)
    c.ellipse(470, 1080, 430, 70, "#e7cfa2", 0.75)
    props.crowd(c, [(560, 740), (650, 750), (740, 738), (830, 752)], 0.86, (CLAP, CHEER, STAND))
    c.line([(150, 900), (280, 640), (450, 560), (630, 640), (765, 900)], "#d7263d", 7)
    swing = Pose(rh=(0.55, 0.0), lh=(0.2, 0.9), look=9, mouth="open")
    person(c, 110, 1090, 1.55, athlete(c, BLUE, girl=False), swing)
    person(c, 810, 1090, 1.55, athlete(c, GREEN, girl=True, style="bob"), swing, flip=True)
    person(
        c,
        452,
        1105,
        1.95,
        athlete(c, YELLOW, girl=True, style="pigtails"),
        replace(JUMP, lh=(0.5, 0.2), rh=(0.5, 0.2), lift=0.5),
    )
    nature.petals(c, 30, 480, 1160, ("#d7263d", "#f0563f"))


@scene(
    "the-thao-nhay-bao-bo", "Nhảy bao bố", "Năm em nhảy bao bố đua nhau về đích, các bạn đứng phía sau reo hò cổ vũ."
)
def _sacks(c: Canvas) -> None:
    field(c, horizon=320, school_x=500, size=0.7)
    pennants(c, 440)
    props.crowd(c, props.line_up(c, 50, 1150, 486, 14), 0.56, (CHEER, CLAP, WAVE))
    for i, y in enumerate((560, 640, 730)):
        c.rect(-5, y + 14, 1210, 4 + i, "#fffbe8", opacity=0.8)
    hop = Pose(lh=(0.0, 0.66), rh=(0.0, 0.66), lift=0.3, look=8, mouth="open", eyes="happy", lean=6)

    def sack(k: Canvas, left: Point, right: Point) -> None:
        k.path("M-34 -14Q0 -24 34 -14Q44 30 36 74Q0 84 -36 74Q-44 30 -34 -14Z", k.linear("#d6b37c", "#a9824f"))
        k.path("M-34 -14Q0 -4 34 -14M-22 10Q-26 40 -20 66M18 6Q24 40 18 68", stroke="#8a6a3e", width=2.4, opacity=0.7)

    for i, (x, y, s) in enumerate(
        ((300, 590, 0.98), (720, 610, 1.0), (480, 700, 1.18), (930, 756, 1.35), (180, 770, 1.35))
    ):
        colour = props.TEAM_COLOURS[i % 4]
        person(c, x, y, s, athlete(c, colour), replace(hop, lift=(0.34, 0.12, 0.28, 0.36, 0.1)[i]), held=sack)
    c.line([(1120, 800), (1060, 520)], "#ffffff", 9, opacity=0.9)


@scene(
    "the-thao-da-cau",
    "Đá cầu",
    "Một em trai tâng cầu lông gà bằng má trong bàn chân, hai bạn đứng quanh chờ đến lượt.",
    SQUARE,
)
def _shuttlecock(c: Canvas) -> None:
    field(c, "morning", horizon=440, school_x=100, size=0.95)
    nature.bang(c, 900, 640, 1.7)
    c.ellipse(500, 850, 460, 90, "#e7cfa2", 0.8)
    kick = Pose(lh=(0.75, 0.25), rh=(0.7, 0.1), lf=(0.0, 0), rf=(-0.1, 0.5), look=4, eyes="down", mouth="open", lean=-5)
    person(c, 470, 880, 2.1, athlete(c, RED, girl=False, style="spiky"), kick)
    person(c, 150, 830, 1.6, athlete(c, BLUE, girl=True, style="pony"), replace(CLAP, look=9))
    person(c, 850, 835, 1.6, athlete(c, YELLOW, girl=False, style="bowl"), replace(WAVE, look=-9), flip=False)
    with c.at(590, 590, 1.6, turn=14):
        for dx in (-13, -5, 5, 13):
            c.path(
                f"M0 4Q{dx * 1.6} -26 {dx * 1.3} -52Q{dx * 0.6} -30 0 4Z",
                ("#f2b134", "#d7263d", "#3f9a5f", "#2f7fb8")[(int(dx) + 13) // 8],
            )
        c.ellipse(0, 8, 13, 6, "#4a3a35")
        c.ellipse(0, 5, 13, 5.5, "#d7263d")
    c.path("M540 700Q610 660 600 625", stroke="#ffffff", width=5, opacity=0.8)


@scene(
    "the-thao-co-vua",
    "Ván cờ vua",
    "Hai em nhỏ chăm chú bên bàn cờ vua dưới bóng cây, các bạn đứng sau im lặng theo dõi.",
)
def _chess(c: Canvas) -> None:
    props.yard_view(c, "morning", horizon=360, size=1.3, shift=-160, trees=False)
    nature.bang(c, 1010, 500, 1.7)
    c.ellipse(700, 720, 560, 90, "#6b5a78", 0.16)
    props.crowd(
        c,
        [(440, 590), (540, 572), (660, 572), (760, 590), (600, 566)],
        0.94,
        (STAND, replace(STAND, look=6), replace(STAND, look=-6)),
    )
    think = Pose(drop=0.42, lh=(-0.1, 0.0), rh=(0.1, 0.62), look=10, eyes="down", mouth="small", lean=5)
    for x, flip, look in (
        (300, False, pupil(c.rng, girl=True, style="bob", glasses=True)),
        (900, True, pupil(c.rng, girl=False, style="side", glasses=False)),
    ):
        learning.chair(c, x, 742, "#2f7fb8", 1.4, stool=True)
        person(c, x, 770, 1.55, look, replace(think, rh=(0.55, 0.5) if flip else (0.1, 0.62)), flip=flip)
    learning.table(c, 600, 772, 470, "#3f8f7f", height=128)
    c.poly([(440, 640), (760, 640), (800, 690), (400, 690)], "#6b4a38")
    for row in range(8):
        for column in range(8):
            y0, y1 = 642 + row * 5.8, 642 + (row + 1) * 5.8
            w0, w1 = 312 + row * 10, 312 + (row + 1) * 10
            x0, x1 = 600 - w0 / 2 + w0 * column / 8, 600 - w1 / 2 + w1 * column / 8
            c.poly(
                [(x0, y0), (x0 + w0 / 8, y0), (x1 + w1 / 8, y1), (x1, y1)],
                "#f6e7c4" if (row + column) % 2 else "#8a5a3c",
            )
    for x, y, colour in (
        (470, 660, "#fffdf4"),
        (520, 676, "#fffdf4"),
        (560, 652, "#3b2f2f"),
        (620, 668, "#fffdf4"),
        (650, 650, "#3b2f2f"),
        (700, 672, "#3b2f2f"),
        (742, 660, "#3b2f2f"),
        (600, 684, "#fffdf4"),
        (450, 684, "#fffdf4"),
    ):
        c.path(f"M{x - 9} {y}L{x - 5} {y - 16}L{x + 5} {y - 16}L{x + 9} {y}Z", colour)
        c.circle(x, y - 20, 7, colour)
        c.ellipse(x, y, 11, 3.4, dark(colour, 0.2))


@scene("the-thao-co-vu", "Góc cổ vũ", "Khán đài nhỏ đầy ắp các em mặc áo bốn màu, tay vẫy bông cổ vũ, miệng reo hò.")
def _cheering(c: Canvas) -> None:
    nature.sky(c, "noon", 300)
    nature.clouds(c, 240, 3)
    nature.treeline(c, 250, "#94bb86", height=100)
    things.bunting(c, -10, 40, 600, 90, 50)
    things.bunting(c, 600, 90, 1210, 40, 50)
    things.banner(c, 600, 190, "HỘI KHOẺ PHÙ ĐỔNG", 30)

    def pompoms(k: Canvas, left: Point, right: Point) -> None:
        shade = k.rng.choice(props.TEAM_COLOURS)
        for x, y in (left, right):
            k.blob(x, y - 4, 17, 15, dark(shade, 0.15), lumps=15, rough=0.3)
            k.blob(x - 1, y - 6, 13, 11, light(shade, 0.25), lumps=13, rough=0.35)

    for row in range(4):
        y = 330 + row * 132
        c.rect(-5, y - 46, 1210, 180, c.linear(("#e3cfa6", "#dcc497", "#d3b888", "#caab78")[row], dark("#caab78", 0.2)))
        c.rect(-5, y - 48, 1210, 8, "#fff3d8")
        for i in range(9 - row // 2):
            x = 70 + i * (132 + row * 9) + (row % 2) * 40
            pose = (
                replace(CHEER, drop=0.4),
                replace(CHEER, tilt=6),
                replace(JUMP, lift=0.14),
                replace(CLAP, mouth="open"),
                replace(WAVE, eyes="happy"),
            )[(i * 2 + row) % 5]
            person(
                c,
                x + c.jit(10),
                y + 62,
                0.82 + row * 0.1,
                athlete(c, props.TEAM_COLOURS[(i // 2 + row) % 4]),
                pose,
                held=pompoms if (i + row) % 2 else None,
            )
    nature.petals(c, 90, 0, 700, props.TEAM_COLOURS)
