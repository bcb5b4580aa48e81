"""The Mid-Autumn night itself: lion, lanterns, stage."""

import math
from dataclasses import replace

from . import buildings, festive, nature, props, things
from .canvas import Canvas, dark
from .people import (
    ADULT,
    BEHIND,
    CHEER,
    JUMP,
    WALK,
    WAVE,
    Look,
    Pose,
    man,
    person,
    pupil,
    teacher,
)
from .scene import scene
from .scenes_trung_thu import HOLD_UP, child, veil


@scene(
    "trung-thu-san-truong",
    "Sân trường đêm hội",
    "Sân trường sáng rực dây đèn và lồng đèn, học sinh tay cầm đèn ông sao, đèn cá chép vui chơi dưới trăng.",
)
def _festival_night(c: Canvas) -> None:
    props.yard_view(c, "night", buildings.NIGHT, horizon=400, size=1.1, disc=(1040, 96, 64))
    veil(c, 0.14)
    festive.string_of_lights(c, 20, 90)
    festive.string_of_lights(c, 100, 70, 14)
    for i in range(11):
        festive.round_lantern(c, 70 + i * 106, 196 + 40 * math.sin(i * 1.3), 25, festive.GLOWS[i % 5], string=40)
    c.glow(600, 660, 520, "#ffb84a", 0.32)
    poses = (HOLD_UP, replace(WALK, rh=(0.4, 0.1)), replace(HOLD_UP, eyes="happy"), replace(HOLD_UP, look=-6))
    spots = [(90 + i * 128 + (j % 2) * 62, 540 + j * 72) for j in range(2) for i in range(9)]
    for i, (x, y) in enumerate(spots):
        person(
            c,
            x + c.jit(16),
            y + c.jit(10),
            0.68 + (y - 540) * 0.0022,
            child(c),
            poses[i % 4],
            flip=i % 3 == 0,
            held=props.lantern(i % 3, 27),
        )
    for i, x in enumerate((150, 390, 640, 880, 1080)):
        person(c, x, 772 - (i % 2) * 14, 1.16, child(c), poses[(i + 1) % 4], flip=i > 2, held=props.lantern(i % 3, 34))


@scene(
    "trung-thu-mua-lan",
    "Múa lân",
    "Hai con lân đỏ và vàng nhảy múa theo tiếng trống giữa vòng học sinh vỗ tay, ông Địa phe phẩy quạt.",
)
def _lion_dance(c: Canvas) -> None:
    props.yard_view(c, "night", buildings.NIGHT, horizon=390, size=1.05, disc=(150, 96, 58))
    veil(c, 0.14)
    festive.string_of_lights(c, 24, 80)
    c.glow(600, 620, 560, "#ffb84a", 0.45)
    for i, (x, y) in enumerate(props.line_up(c, 40, 1160, 528, 15)):
        person(c, x, y, 0.66, child(c), props.SPECTATORS[i % 4])
    _lion_team(c, 380, 704, "#e63946", flip=False, jump=36)
    _lion_team(c, 850, 716, "#f2a61f", flip=True, jump=0)
    jolly = Look(
        skin="#f0c298",
        outfit="baba",
        top="#f4845f",
        bottom="#3a86a8",
        scarf=False,
        build=ADULT,
        style="crop",
        hat="band",
        hat_colour="#ffd166",
    )
    person(
        c,
        615,
        745,
        0.78,
        jolly,
        replace(WALK, mouth="open", eyes="happy", rh=(0.6, -0.4)),
        held=props.in_right(lambda k, x, y: k.path(f"M{x} {y}l-34 -52q36 -28 74 2Z", "#ffd166")),
    )
    things.drum(c, 1080, 764, 0.85)
    person(
        c,
        1150,
        776,
        1.1,
        child(c, girl=False),
        Pose(lh=(0.2, 0.1), rh=(0.3, -0.6), look=-9, mouth="open"),
        held=lambda k, a, b: [k.line([p, (p[0] - 34, p[1] + 10)], "#d9a066", 6) for p in (a, b)],
    )
    props.crowd(c, [(60, 800), (180, 812), (960, 840)], 1.2, (replace(BEHIND, rh=(0.35, -0.9)), BEHIND, BEHIND))
    nature.petals(c, 40, 60, 520, festive.GLOWS)


def _lion_team(c: Canvas, x: float, y: float, colour: str, *, flip: bool, jump: float) -> None:
    """A lion of two dancers: legs, the cloth of the body, the head."""
    with c.at(x, y, flip=flip):
        c.shadow(0, 0, 190, 16, 0.4)
        for dx in (-120, -84, 44, 84):
            foot = -jump if dx > 0 else 0
            c.line([(dx, -90 - jump), (dx + c.jit(14), -44 - jump * 0.6), (dx + c.jit(12), foot)], "#ffe9c4", 25)
            c.line([(dx - 9, -56 - jump * 0.7), (dx + 9, -56 - jump * 0.7)], colour, 13)
            c.ellipse(dx + 6, foot, 17, 8, dark(colour, 0.3))
        c.path(
            f"M-178 -60Q-190 -150 -90 -160Q0 -168 70 {-190 - jump}L110 {-80 - jump}Q0 -60 -60 -54Q-120 -46 -178 -60Z",
            colour,
        )
        for i in range(5):
            c.path(
                f"M{-150 + i * 50} {-140 - i * 6 - jump * i * 0.12}q16 40 2 78", stroke="#ffe08a", width=9, opacity=0.9
            )
        c.path(f"M-178 -60Q-120 -46 -60 -54Q0 -60 110 {-80 - jump}", stroke="#fff3d8", width=14)
        festive.lion(c, 118, -164 - jump, 0.9, colour)


@scene(
    "trung-thu-ruoc-den",
    "Rước đèn qua cầu khỉ",
    "Đoàn rước đèn của học sinh đi bên bờ kênh và qua cầu khỉ, ánh lồng đèn soi xuống mặt nước.",
)
def _procession(c: Canvas) -> None:
    props.river_view(c, "night", horizon=330, disc=(920, 130, 70))
    nature.stars(c, 100, 280)
    c.ellipse(920, 420, 70, 8, "#ffeeb0", 0.5)
    c.ellipse(920, 450, 44, 6, "#ffeeb0", 0.4)
    buildings.monkey_bridge(c, 640, 1220, 560)
    for i, x in enumerate((720, 850, 990, 1120)):
        y = 566 - 18 * math.sin(math.pi * (x - 640) / 580)
        person(
            c,
            x,
            y,
            0.78,
            child(c),
            replace(WALK, rh=(0.5, 0.1), lh=(0.5, -0.1)),
            held=props.lantern(i % 3, 26),
            ground=False,
        )
        c.ellipse(x + 20, 700, 26, 7, "#ffb84a", 0.5)
        c.ellipse(x + 20, 724, 16, 5, "#ffb84a", 0.4)
    c.path("M-10 560Q260 530 640 570Q760 610 690 700Q400 800 -10 810Z", "#2f4a44")
    c.path("M-10 600Q300 570 640 590Q560 660 -10 720Z", "#a98a62", opacity=0.75)
    veil(c, 0.16)
    c.glow(300, 560, 420, "#ffb84a", 0.35)
    for i in range(5):
        person(
            c,
            90 + i * 118,
            650 + (i % 2) * 26,
            1.02,
            child(c),
            replace(WALK, rh=(0.45, 0.05), mouth="open"),
            held=props.lantern((i + 1) % 3, 32),
        )
    person(c, 40, 740, 1.15, teacher(c.rng, "#c9a3cf", style="halfup"), WALK)
    nature.grass(c, 0, 680, 700, 800, 60, "#456f58")
    nature.fronds(c, -10, -20, 1.2, "#1d3a44")


@scene(
    "trung-thu-van-nghe",
    "Chú Cuội và chị Hằng",
    "Trên sân khấu có vầng trăng lớn và cây đa, chị Hằng áo xanh và chú Cuội đang diễn trước đông đảo khán giả nhỏ.",
)
def _stage_play(c: Canvas) -> None:
    c.fill_all(c.linear("#1d1f4a", "#35265a"))
    buildings.stage(c, 600, "ĐÊM HỘI TRĂNG RẰM", "#2b3a86")
    nature.moon(c, 690, 380, 105)
    nature.cloud(c, 480, 500, 1.2, "#b9c2ea", 0.9)
    nature.cloud(c, 860, 510, 1.3, "#b9c2ea", 0.9)
    nature.bang(c, 300, 600, 1.0, "#4f8a5b")
    fairy = teacher(c.rng, "#7fc8d8", style="long", hat="flowers")
    person(
        c,
        700,
        594,
        0.98,
        fairy,
        replace(WAVE, lh=(0.85, 0.2)),
        behind=lambda k, a, b: k.path(
            f"M{a[0]} {a[1]}Q-90 30 -70 120Q0 -30 {b[0] * 0.4} -100", stroke="#f7c6d9", width=9, opacity=0.9
        ),
    )
    cuoi = man(c.rng, "#8a5a3c", outfit="baba", bottom="#4a3a35", hat="turban", hat_colour="#5f3d2a", glasses=False)
    person(c, 410, 594, 0.95, cuoi, replace(WALK, look=9, mouth="open", rh=(0.7, 0.1)))
    for i in range(3):
        rabbit = pupil(c.rng, outfit="pe", top="#fdfdf8", bottom="#fdfdf8", scarf=False, girl=False)
        x = 830 + i * 92
        person(c, x, 598, 0.82, rabbit, (JUMP, CHEER, JUMP)[i])
        lift = 30 if i != 1 else 0
        for side in (-1, 1):
            c.path(
                f"M{x + side * 11} {452 - lift}q{side * -4} -40 {side * 9} -46q{side * 10} 18 {side * 2} 48Z", "#fdfdf8"
            )
    festive.string_of_lights(c, 140, 20, 20)
    c.rect(-5, 654, 1210, 150, c.linear("#2f2448", "#1d1838"))
    c.glow(600, 620, 520, "#ffd98a", 0.28)
    props.sitting_rows(c, 766, 850, 2, 1.0)
