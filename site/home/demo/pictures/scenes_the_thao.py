"""Hội khoẻ Phù Đổng: the school's sports day."""

from dataclasses import replace

from . import buildings, nature, props, things
from .canvas import Canvas, Point, dark
from .people import (
    CHEER,
    CLAP,
    RUN,
    STAND,
    WAVE,
    Look,
    Pose,
    man,
    person,
    pupil,
    teacher,
)
from .scene import PORTRAIT, scene

RED, BLUE, YELLOW, GREEN = props.TEAM_COLOURS


def athlete(c: Canvas, colour: str, **changes: object) -> Look:
    """A pupil in the sports clothes of a team."""
    return pupil(c.rng, outfit="pe", top=colour, bottom="#26365c", scarf=False, **changes)


def field(c: Canvas, mood: str = "morning", *, horizon: float = 330, school_x: float = 560, size: float = 0.72) -> None:
    """Draw the sports ground behind the school: grass, the far fence, the school small at one side."""
    nature.sky(c, mood, horizon)
    nature.clouds(c, horizon * 0.9, 4)
    nature.treeline(c, horizon, "#94bb86", height=90, palms=9)
    buildings.school(c, school_x, horizon + 8, size)
    c.rect(-5, horizon + 4, c.w + 10, c.h - horizon, c.linear("#b7cf7a", "#86b054"))
    for i in range(7):
        share = i / 7
        y = horizon + 6 + (c.h - horizon) * share**1.4
        c.rect(-5, y, c.w + 10, (c.h - horizon) * 0.07 * (0.4 + share), "#9cc064", opacity=0.5)
    nature.grass(c, 0, c.w, horizon + 20, c.h, 150, "#86b054")
    for i in range(10):
        nature.bush(c, c.w * (i + 0.3) / 10, horizon + 16, 0.5, "#6a9c54")


def pennants(c: Canvas, y: float, count: int = 6) -> None:
    """Plant the flags of the teams in a row."""
    for i in range(count):
        x, colour = c.w * (i + 0.5) / count, props.TEAM_COLOURS[i % 4]
        c.line([(x, y), (x, y - 150)], "#b99a68", 5)
        c.path(f"M{x + 2} {y - 150}q26 10 54 4l-10 22l12 24q-30 6 -56 -4Z", colour)


def lanes(c: Canvas, y0: float, y1: float, count: int) -> None:
    """Draw a red running track across the picture."""
    c.rect(-5, y0, c.w + 10, y1 - y0, c.linear("#d2694a", "#c2573c"))
    for i in range(count + 1):
        share = (i / count) ** 1.2
        c.rect(-5, y0 + (y1 - y0) * share - 2, c.w + 10, 3 + 2 * share, "#fff3e0", opacity=0.9)


@scene(
    "the-thao-khai-mac",
    "Rước đuốc khai mạc",
    "Một em học sinh chạy đầu giơ cao ngọn đuốc, các bạn cầm cờ đội bốn màu chạy theo trên đường chạy đỏ.",
)
def _torch(c: Canvas) -> None:
    field(c, horizon=350, school_x=120)
    nature.sun(c, 1010, 110, 42)
    things.bunting(c, -10, 60, 1210, 80, 60)
    props.crowd(c, props.line_up(c, 40, 1160, 452, 16), 0.52, props.SPECTATORS)
    lanes(c, 500, 770, 3)

    def fire(k: Canvas, left: Point, right: Point) -> None:
        x, y = right
        k.path(f"M{x - 6} {y + 18}L{x - 10} {y - 30}L{x + 12} {y - 30}L{x + 6} {y + 18}Z", "#e9b44c")
        k.glow(x, y - 56, 70, "#ffcf5a", 0.8)
        k.path(
            f"M{x - 15} {y - 30}Q{x - 26} {y - 62} {x} {y - 92}"
            f"Q{x - 2} {y - 66} {x + 14} {y - 66}Q{x + 24} {y - 44} {x + 14} {y - 30}Z",
            "#f4722b",
        )
        k.path(f"M{x - 7} {y - 30}Q{x - 12} {y - 52} {x + 2} {y - 66}Q{x + 12} {y - 44} {x + 8} {y - 30}Z", "#ffd95a")

    for i, colour in enumerate(props.TEAM_COLOURS):

        def standard(k: Canvas, left: Point, right: Point, shade: str = colour) -> None:
            x, y = right
            k.line([(x - 4, y + 30), (x + 6, y - 120)], "#b99a68", 5)
            k.path(f"M{x + 6} {y - 120}q-30 12 -70 0l8 26l-10 28q40 8 70 -4Z", shade)

        person(
            c, 160 + i * 170, 640 + (i % 2) * 66, 0.98, athlete(c, colour), replace(RUN, rh=(0.3, 0.0)), held=standard
        )
    person(
        c,
        930,
        716,
        1.32,
        athlete(c, "#ffffff", girl=False, hat="band"),
        replace(RUN, rh=(0.42, -0.74), lean=8, elbows=(1, 1)),
        held=fire,
    )


@scene(
    "the-thao-chay-tiep-suc",
    "Chạy tiếp sức",
    "Hai đội đang trao gậy trong cuộc chạy tiếp sức, bạn chạy trước vươn tay đưa gậy cho bạn chạy sau.",
)
def _relay(c: Canvas) -> None:
    field(c, "noon", horizon=300, school_x=600, size=0.6)
    things.bunting(c, -10, 40, 1210, 40, 60)
    props.crowd(c, props.line_up(c, 40, 1160, 392, 17), 0.5, props.SPECTATORS)
    lanes(c, 440, 800, 3)

    def baton(k: Canvas, left: Point, right: Point) -> None:
        k.line([(right[0] - 12, right[1] + 4), (right[0] + 18, right[1] - 6)], "#ffd166", 8)

    reach = replace(RUN, rh=(0.85, 0.05), lean=15)
    take = replace(RUN, lh=(0.9, 0.1), look=-5, lean=10)
    for colour, x, y, s in ((YELLOW, 640, 520, 0.82), (BLUE, 330, 625, 1.02), (RED, 500, 760, 1.3)):
        person(c, x, y, s, athlete(c, colour), reach, held=baton)
        person(c, x + 196 * s, y + 4, s, athlete(c, colour), take)
        for i in range(3):
            c.line(
                [(x - (110 + i * 12) * s, y - (60 + i * 34) * s), (x - (160 + i * 16) * s, y - (60 + i * 34) * s)],
                "#ffffff",
                4,
                opacity=0.6,
            )
        c.ellipse(x - 66 * s, y - 2, 26 * s, 7 * s, "#e9b99a", 0.8)
    person(c, 1090, 770, 1.2, athlete(c, GREEN), replace(CHEER, look=-8))


@scene(
    "the-thao-keo-co",
    "Kéo co",
    "Hai đội áo đỏ và áo xanh ngả người kéo sợi dây thừng, thầy giáo giơ tay ra hiệu ở vạch giữa.",
)
def _tug(c: Canvas) -> None:
    field(c, horizon=360, school_x=180, size=0.85)
    nature.bang(c, 1110, 440, 1.1)
    things.bunting(c, -10, 50, 1210, 90, 40)
    props.crowd(c, props.line_up(c, 60, 1140, 486, 15), 0.58, (CHEER, CLAP, CHEER, WAVE))
    person(
        c,
        600,
        578,
        0.82,
        man(c.rng, "#2f7fb8", outfit="shirt", hat="cap", hat_colour="#f7f3e8"),
        replace(STAND, rh=(0.4, -0.85), mouth="oh"),
    )
    c.line([(600, 592), (600, 640)], "#ffffff", 7)
    pull = Pose(
        lh=(-0.5, 0.32),
        rh=(0.72, 0.34),
        lf=(-0.05, 0),
        rf=(0.85, 0),
        drop=0.16,
        lean=-22,
        look=9,
        mouth="open",
        eyes="happy",
    )
    c.shadow(600, 706, 560, 14, 0.2)
    for i in range(4):
        person(
            c,
            456 - i * 116,
            712 + (i % 2) * 10,
            1.08,
            athlete(c, RED, girl=i % 2 == 0),
            replace(pull, tilt=c.jit(6), mouth=("open", "smile")[i % 2]),
        )
        person(
            c,
            744 + i * 116,
            712 + (i % 2) * 10,
            1.08,
            athlete(c, BLUE, girl=i % 2 == 1),
            replace(pull, tilt=c.jit(6), mouth=("smile", "open")[i % 2]),
            flip=True,
        )
    c.line([(30, 624), (340, 607), (600, 605), (860, 607), (1170, 624)], "#b98a52", 10)
    c.line([(30, 622), (340, 605), (600, 603), (860, 605), (1170, 622)], "#d9b57c", 4)
    c.path("M592 592L608 592L604 664L600 650L595 664Z", RED)
    nature.grass(c, 0, 1200, 740, 800, 50, "#7aa54c")


@scene(
    "the-thao-bong-da",
    "Bóng đá mi-ni",
    "Trận bóng đá mi-ni sôi nổi: cầu thủ áo vàng sút bóng, thủ môn áo xanh bay người trước khung thành.",
)
def _football(c: Canvas) -> None:
    field(c, "noon", horizon=290, school_x=40, size=0.6)
    props.crowd(c, props.line_up(c, 40, 780, 384, 12), 0.5, props.SPECTATORS)
    for x in range(790, 1180, 15):
        c.line([(x, 330), (x + 8, 560)], "#ffffff", 1.6, opacity=0.6)
    for y in range(335, 560, 15):
        c.line([(790, y), (1180, y)], "#ffffff", 1.6, opacity=0.6)
    c.path("M786 570L786 326L1184 326L1184 570", stroke="#fdfdf8", width=11)
    c.path("M-10 590L1210 560M620 575Q640 730 1210 740", stroke="#fdfdf8", width=6, opacity=0.8)
    dive = Pose(lh=(-0.3, -0.9), rh=(0.5, -0.85), lf=(0.3, 0.1), rf=(0.5, 0.3), lean=-38, look=-8, mouth="oh", lift=0.3)
    person(c, 960, 560, 0.86, athlete(c, "#2f9a7a", girl=False, hat="cap", hat_colour="#26365c"), dive)
    shoot = Pose(lh=(0.7, 0.2), rh=(0.6, 0.3), lf=(0.3, 0), rf=(0.75, 0.36), lean=-10, look=10, mouth="open")
    person(c, 420, 740, 1.45, athlete(c, YELLOW, girl=False, style="side"), shoot)
    things.ball(c, 640, 610, 26)
    for i in range(3):
        c.line([(600 - i * 12, 632 + i * 12), (556 - i * 12, 652 + i * 14)], "#ffffff", 5, opacity=0.6)
    person(c, 700, 640, 0.98, athlete(c, RED, girl=False), replace(RUN, lean=8), flip=True)
    person(c, 150, 640, 1.02, athlete(c, YELLOW, girl=True, style="pony"), RUN)
    person(c, 1010, 770, 1.3, athlete(c, RED, girl=False, style="crop"), RUN, flip=True)


@scene(
    "the-thao-trao-huy-chuong",
    "Bục trao huy chương",
    "Ba em học sinh đứng trên bục nhất, nhì, ba, cổ đeo huy chương, tay giơ cao bó hoa mừng chiến thắng.",
    PORTRAIT,
)
def _podium(c: Canvas) -> None:
    field(c, "noon", horizon=560, school_x=80, size=0.95)
    nature.sun(c, 730, 150, 54)
    things.bunting(c, -10, 90, 910, 90, 90, size=36)
    props.crowd(c, props.line_up(c, 40, 860, 700, 10), 0.78, props.SPECTATORS)
    c.shadow(450, 1090, 420, 26, 0.3)
    for x, h, number, colour in ((190, 150, "2", "#c9d1d6"), (450, 240, "1", "#f2c14e"), (710, 110, "3", "#d99a62")):
        c.box(x - 128, 1090 - h, 256, h, c.linear("#fffaf0", "#e3d3b4"))
        c.box(x - 132, 1090 - h - 10, 264, 22, colour)
        buildings.write(c, number, x, 1090 - h / 2 + 34, 62, dark(colour, 0.35), weight=2)

    def prize(shade: str) -> props.Held:
        def draw(k: Canvas, left: Point, right: Point) -> None:
            things.medal(k, 0, -52, shade, 0.9)
            things.bouquet(k, right[0], right[1] - 4, 0.7)

        return draw

    win = replace(WAVE, rh=(0.38, -0.82), eyes="happy")
    person(c, 190, 936, 1.6, athlete(c, BLUE, girl=True, style="pony"), win, held=prize("#d5dde2"))
    person(
        c,
        450,
        846,
        1.75,
        athlete(c, RED, girl=False, style="spiky"),
        replace(win, lh=(0.4, -0.85), mouth="open"),
        held=prize("#f2c14e"),
    )
    person(c, 710, 976, 1.6, athlete(c, GREEN, girl=True, style="bob"), win, held=prize("#d99a62"))
    person(c, 60, 1190, 1.25, teacher(c.rng, "#f2c879", style="bun"), replace(CLAP, look=9))
    nature.petals(c, 60, 200, 1180, props.TEAM_COLOURS)
