"""Xuân yêu thương: Tết of the year of the Horse."""

from dataclasses import replace

from . import buildings, festive, nature, props, things
from .canvas import Canvas, light
from .people import (
    FLOOR,
    HOLD,
    STAND,
    WAVE,
    Look,
    Pose,
    man,
    person,
    pupil,
    teacher,
    villager,
)
from .scene import PORTRAIT, SQUARE, scene

FEAST = ("#d7263d", "#f2b134", "#2c8f8a", "#e58fa5", "#3a7ca5", "#8a5a8f")
PETALS = ("#ffd23f", "#ffe27a", "#f2b134")


def dressed(c: Canvas, **changes: object) -> Look:
    """A child in new áo dài."""
    base: dict[str, object] = {"outfit": "aodaikid", "top": c.rng.choice(FEAST), "scarf": False}
    return pupil(c.rng, **(base | changes))


@scene(
    "tet-cay-mai",
    "Cây mai trước hiên trường",
    "Cây mai vàng nở rộ trong chậu lớn trước hiên trường, hai em nhỏ áo dài treo thiệp chúc xuân lên cành.",
    PORTRAIT,
)
def _mai_tree(c: Canvas) -> None:
    nature.sky(c, "spring", 560)
    nature.clouds(c, 320, 3)
    buildings.school(c, -250, 800, 2.05)
    buildings.yard(c, 800)
    for x, words in ((75, "CHÚC MỪNG NĂM MỚI"), (830, "VẠN SỰ NHƯ Ý")):
        festive.couplet(c, x, 380, 92, 340, words)
    for i in range(6):
        festive.round_lantern(c, 90 + i * 145, 90 + (i % 2) * 40, 32, ("#e23a3a", "#f2b134")[i % 2], string=100)
    c.shadow(450, 985, 230, 26, 0.35)
    for angle, length in ((-92, 190), (-128, 170), (-54, 172), (-158, 130), (-24, 132)):
        festive.mai_branch(c, 450, 800, length, angle)
    festive.mai_branch(c, 450, 720, 170, -75)
    festive.mai_branch(c, 450, 720, 170, -112)
    c.path("M436 850Q430 760 446 690L458 690Q470 760 466 850Z", "#6b4a38")
    c.path("M296 836L604 836L566 985L334 985Z", c.linear("#3a7ca5", "#2a5a80", "#1f4260", across=True))
    c.box(280, 816, 340, 30, "#4a8fb8")
    c.path("M350 900q50 -40 100 0t100 0", stroke="#cfe6f2", width=6)
    for x, y, colour in (
        (330, 640, "#d7263d"),
        (560, 600, "#d7263d"),
        (450, 540, "#d7263d"),
        (640, 700, "#d7263d"),
        (260, 720, "#d7263d"),
    ):
        c.line([(x, y - 30), (x, y)], "#e9b44c", 2)
        c.box(x - 18, y, 36, 50, colour, rough=2)
        c.circle(x, y + 24, 10, "#ffd166")
    person(
        c,
        170,
        1120,
        1.75,
        dressed(c, girl=True, top="#d7263d", style="pigtails"),
        Pose(rh=(0.55, -0.7), look=9, mouth="open"),
    )
    person(
        c,
        740,
        1126,
        1.75,
        dressed(c, girl=False, top="#2c8f8a", style="side", hat="turban", hat_colour="#2c8f8a"),
        Pose(rh=(0.5, -0.72), look=9),
        flip=True,
    )
    nature.petals(c, 50, 300, 1180, PETALS)


def _rice_and_leaves(c: Canvas) -> None:
    for x, y, r in ((330, 720, 66), (600, 716, 72)):
        c.ellipse(x, y + 8, r, 24, "#8a5a38", 0.5)
        c.ellipse(x, y, r, 22, "#b98552")
        c.ellipse(x, y - 4, r - 9, 17, "#fffdf4" if x < 500 else "#f2cf63")
        for _ in range(20):
            c.ellipse(x + c.jit(r * 0.6), y - 5 + c.jit(9), 4, 2, "#e8e2d0" if x < 500 else "#e0b53c")
    for i in range(5):
        with c.at(800 + i * 12, 730 - i * 5, turn=-8 + i * 4):
            c.path("M-110 0Q0 -36 120 0Q0 36 -110 0Z", light("#4f8f46", 0.08 * i))
            c.line([(-108, 0), (118, 0)], "#a9c97a", 3)


@scene(
    "tet-goi-banh",
    "Gói bánh tét",
    "Các mẹ, các bà cùng học sinh ngồi trên chiếu gói bánh tét bằng lá chuối xanh, nếp trắng và đậu vàng.",
)
def _wrapping(c: Canvas) -> None:
    props.yard_view(c, "spring", horizon=330, size=1.25, shift=-120, trees=False)
    things.bunting(c, -10, 40, 1210, 60, 60)
    with c.at(1080, 470):
        for angle in (-98, -130, -64):
            festive.mai_branch(c, 0, -60, 92, angle)
        c.path("M-50 -66L50 -66L38 0L-38 0Z", "#b5623f")
    c.poly([(150, 560), (1050, 560), (1230, 800), (-30, 800)], "#e9c777")
    for i in range(12):
        c.line([(150 + i * 82, 560), (-30 + i * 115, 800)], "#d7263d" if i % 3 == 0 else "#c99a4a", 4, opacity=0.6)
    for i, (x, y, who) in enumerate(
        ((250, 640, "v"), (420, 622, "k"), (600, 616, "v"), (780, 622, "k"), (950, 640, "v"))
    ):
        pose = replace(FLOOR, look=(8, 5, 0, -5, -8)[i], eyes="down", lh=(0.0, 0.56), rh=(0.0, 0.56))
        look = (
            villager(
                c.rng, ("#8a5a8f", "#d7577a", "#3a7ca5")[i // 2], old=i == 2, hair="#a9a59c" if i == 2 else "#2b1f1b"
            )
            if who == "v"
            else pupil(c.rng, girl=i == 1)
        )
        held = props.in_both(lambda k, x, y: festive.banh_tet(k, x, y + 6, 0.62))
        person(c, x, y, 1.05 if who == "v" else 1.12, look, pose, held=held)
    _rice_and_leaves(c)
    for row, count in enumerate((4, 3, 2)):
        for i in range(count):
            festive.banh_tet(c, 130 + i * 34 + row * 17, 776 - row * 28, 0.9, -74)
    person(c, 1030, 790, 1.3, dressed(c, girl=True, style="bob"), replace(FLOOR, look=-9, mouth="open"))


def _fire_and_pot(c: Canvas) -> None:
    c.shadow(600, 700, 210, 20, 0.5)
    for dx, turn in ((-60, -16), (10, 8), (60, 20)):
        with c.at(600 + dx, 694, turn=turn):
            c.box(-78, -11, 156, 21, "#5f3d2a", rough=3)
            c.circle(78, 0, 11, "#d9a873")
    for dx, h in ((-90, 70), (-44, 110), (4, 84), (48, 116), (92, 70)):
        c.path(
            f"M{600 + dx - 27} 690Q{600 + dx - 30} {690 - h * 0.5} {600 + dx} {690 - h}"
            f"Q{600 + dx + 30} {690 - h * 0.5} {600 + dx + 27} 690Z",
            "#f4722b",
        )
        c.path(
            f"M{600 + dx - 13} 690Q{600 + dx - 14} {690 - h * 0.3} {600 + dx + 2} {690 - h * 0.6}"
            f"Q{600 + dx + 14} {690 - h * 0.3} {600 + dx + 13} 690Z",
            "#ffd95a",
        )
    c.path("M470 470L730 470L712 630Q600 652 488 630Z", c.linear("#6f7680", "#454b56", "#2a2e38", across=True))
    c.ellipse(600, 470, 132, 26, "#8a919c")
    c.ellipse(600, 468, 116, 20, "#3a4a3f")
    for i in range(4):
        festive.banh_tet(c, 540 + i * 40, 462 + (i % 2) * 6, 0.6, -60)
    for x in (470, 730):
        c.path(f"M{x} 510q{-26 if x < 600 else 26} 14 0 36", stroke="#6f7680", width=8)


@scene(
    "tet-noi-banh",
    "Canh nồi bánh tét",
    "Buổi tối, bếp củi đỏ lửa dưới nồi bánh tét lớn, thầy trò quây quần kể chuyện dưới bầu trời sao.",
)
def _boiling(c: Canvas) -> None:
    props.yard_view(c, "night", buildings.NIGHT, horizon=380, size=1.15)
    c.fill_all("#1b2060", 0.2)
    c.glow(600, 620, 620, "#ff9a3c", 0.6)
    for i in range(3):
        c.blob(600 + (-30, 24, -10)[i], 350 - i * 90, 40 + i * 16, 44, "#d9d3e0", opacity=0.22 - i * 0.05)
    for i, (x, y) in enumerate(((250, 640), (390, 606), (820, 606), (960, 640))):
        who = (
            man(c.rng, "#7f9ac0", outfit="shirtlong")
            if i == 0
            else pupil(c.rng, girl=i % 2 == 0)
            if i != 2
            else teacher(c.rng, "#c9a3cf", style="bun")
        )
        seat = replace(FLOOR, look=9 if x < 600 else -9, mouth=("open", "smile")[i % 2])
        person(c, x, y, 1.05, who, seat)
    _fire_and_pot(c)
    for x in (170, 360, 850, 1040):
        person(c, x, 786, 1.36, pupil(c.rng), replace(FLOOR, back=True, tilt=c.jit(7)))
    for _ in range(30):
        c.circle(600 + c.jit(190), c.rng.uniform(260, 600), c.rng.uniform(1.4, 3.4), "#ffb84a", 0.8)


@scene(
    "tet-cho-hoa",
    "Chợ hoa xuân trên sông",
    "Chợ hoa xuân trên sông rực rỡ ghe chở mai vàng, vạn thọ, cúc mâm xôi, người mua kẻ bán tươi cười.",
)
def _flower_boats(c: Canvas) -> None:
    props.river_view(c, "spring", horizon=290, disc=(190, 120, 38))
    for x, y, s, colours, flip in (
        (250, 400, 0.55, ("#f2c14e", "#f48fb1"), False),
        (890, 410, 0.58, ("#e07a4f", "#ffd23f"), True),
        (820, 560, 0.95, ("#ffd23f", "#f4722b"), True),
        (330, 620, 1.15, ("#f2c14e", "#d7577a"), False),
    ):
        with c.at(x, y, s, flip=flip):
            for dx in (-50, 20, 90):
                for angle in (-100, -70, -130):
                    festive.mai_branch(c, dx, -40, 50, angle, 2)
            seller = villager(c.rng, c.rng.choice(FEAST), hat="conical")
            person(c, -160, 0, 0.66, seller, replace(STAND, rh=(0.6, 0.2), look=8, mouth="open"), ground=False)
            for i in range(7):
                things.pot(c, -96 + i * 36, -2 - (i % 2) * 14, 0.66, colours[i % 2])
            things.sampan(c, 0, 0, 1.06)
        nature.ripples(c, x, y + 34 * s, 200 * s)
    c.path("M-10 742L1210 726L1210 810L-10 810Z", "#b98a5c")
    for i in range(12):
        c.line([(i * 108, 740), (i * 108 - 14, 806)], "#8a6238", 3, opacity=0.6)
    for i, x in enumerate((640, 720, 1120, 1180)):
        things.pot(c, x, 780, 1.2, ("#ffd23f", "#f48fb1", "#f4722b", "#f2c14e")[i])
    person(c, 900, 790, 1.08, teacher(c.rng, "#e58fa5", style="halfup"), replace(STAND, lh=(0.4, 0.3), look=-8))
    person(c, 1000, 792, 1.2, dressed(c, girl=True, top="#d7263d", style="pigtails"), replace(WAVE, look=-8), flip=True)
    person(
        c,
        90,
        792,
        1.2,
        dressed(c, girl=False, top="#3a7ca5"),
        replace(HOLD),
        held=props.flowers(1.1, "#ffd23f", "#f2b134"),
    )


@scene(
    "tet-bao-li-xi",
    "Bao lì xì và cành mai",
    "Những bao lì xì đỏ, cặp bánh chưng xanh, đĩa mứt và cành mai vàng bày trên bàn gỗ ngày Tết.",
    SQUARE,
)
def _envelopes(c: Canvas) -> None:
    c.fill_all(c.linear("#fbe9c3", "#f4cf93"))
    for _ in range(12):
        c.circle(c.rng.uniform(0, 1000), c.rng.uniform(0, 560), c.rng.uniform(30, 90), "#fff6d8", 0.4)
    c.box(-10, 620, 1020, 400, c.linear("#c9824c", "#8f5433"))
    for i in range(5):
        c.line([(0, 670 + i * 70), (500, 664 + i * 70), (1000, 672 + i * 70)], "#7a4528", 3, opacity=0.45)
    for angle, length in ((-86, 190), (-116, 180), (-58, 180)):
        festive.mai_branch(c, 250, 520, length, angle)
    c.path("M196 470Q150 640 186 730L314 730Q350 640 304 470Z", c.linear("#f4f7f7", "#b9cdd8", across=True))
    c.path("M190 600q30 -26 60 0t60 0M186 650q32 26 64 0t64 0", stroke="#3a6ea5", width=7)
    c.shadow(250, 734, 110, 14, 0.4)
    c.shadow(640, 720, 240, 30, 0.35)
    festive.banh_chung(c, 560, 650, 2.7)
    festive.banh_chung(c, 760, 672, 2.3)
    festive.banh_tet(c, 640, 560, 2.2, -8)
    for x, y, turn in ((430, 840, -24), (560, 860, -6), (690, 850, 14), (300, 880, -40)):
        festive.envelope(c, x, y, 2.0, turn)
    c.ellipse(850, 860, 116, 48, "#5a2d1c", 0.35)
    c.ellipse(850, 846, 116, 46, "#f4f7f7")
    c.ellipse(850, 842, 94, 35, "#cfe0e6")
    for _ in range(30):
        c.blob(
            850 + c.jit(70),
            838 + c.jit(22),
            15,
            9,
            c.rng.choice(("#ffd23f", "#f4845f", "#8fbf6a", "#fff3d8", "#e58fa5")),
            lumps=6,
        )
    nature.petals(c, 24, 640, 980, PETALS)
    for _ in range(7):
        festive.mai_flower(c, c.rng.uniform(60, 960), c.rng.uniform(760, 970), c.rng.uniform(14, 22))
