"""Quiet corners for reading on the day of books."""

from dataclasses import replace

from . import buildings, learning, nature, props, things
from .canvas import Canvas, dark, light
from .people import (
    FLOOR,
    FLOOR_READ,
    WALK,
    Pose,
    person,
    pupil,
)
from .scene import PORTRAIT, SQUARE, scene


def reader(c: Canvas, x: float, y: float, s: float, pose: Pose = FLOOR_READ, **changes: object) -> None:
    """Draw a pupil with a book."""
    person(
        c,
        x,
        y,
        s,
        pupil(c.rng, **changes),
        replace(pose, tilt=c.jit(6)),
        held=props.book(c.rng.choice(things.BOOKS), 0.9),
    )


@scene(
    "doc-sach-duoi-goc-bang",
    "Đọc sách dưới gốc bàng",
    "Giờ ra chơi, năm em nhỏ ngồi quanh gốc bàng toả bóng mát, mỗi em chăm chú đọc một cuốn sách.",
)
def _under_tree(c: Canvas) -> None:
    nature.sky(c, "morning", 380)
    nature.sun(c, 200, 110, 40)
    nature.clouds(c, 300, 3)
    nature.treeline(c, 390, "#9cc08a", height=90)
    buildings.school(c, -160, 402, 0.95)
    c.rect(-5, 398, 1210, 410, c.linear("#c3d68a", "#93b75c"))
    nature.grass(c, 0, 1200, 420, 800, 190, "#86ab52")
    for i in range(6):
        nature.bush(c, 640 + i * 110, 420, 0.6, "#6a9c54", "#f48fb1")
    c.ellipse(720, 690, 520, 110, "#3a5a4a", 0.25)
    nature.bang(c, 740, 660, 2.5)
    c.ellipse(740, 668, 150, 34, "#b5a288")
    c.ellipse(740, 656, 150, 32, "#d9c8a8")
    c.path("M706 664Q720 640 722 560L760 560Q760 640 776 664Q740 672 706 664Z", "#6f503d")
    for i, (x, y) in enumerate(((400, 690), (560, 742), (745, 772), (930, 738), (1080, 684))):
        reader(c, x, y, 1.28, girl=i % 2 == 0)
    learning.book_stack(c, 640, 700, 4, 0.9)
    for dx in (0, 60, 190):
        c.blob(330 + dx * 4, 770 + dx * 0.1, 15, 7, "#c8553d", lumps=5)
    person(
        c,
        160,
        700,
        1.05,
        pupil(c.rng, girl=False),
        replace(WALK, lh=(0.0, 0.5), rh=(0.0, 0.5)),
        held=lambda k, a, b: learning.book_stack(k, 0, b[1] + 12, 4, 0.7),
    )


@scene(
    "doc-sach-chong-sach",
    "Chồng sách mới",
    "Một chồng sách mới nhiều màu đặt trên bệ cửa sổ bên chậu hoa và cốc bút chì, ngoài kia là hàng dừa.",
    SQUARE,
)
def _new_books(c: Canvas) -> None:
    c.fill_all(c.linear("#f6e2b6", "#efcf98"))
    with c.clip("M120 70h760v600h-760Z"):
        nature.sky(c, "morning", 520)
        nature.sun(c, 690, 190, 54)
        nature.cloud(c, 320, 190, 1.3)
        nature.treeline(c, 520, "#8fbf86", height=130, palms=5)
        nature.rice(c, 524, 680)
    c.path("M120 70h760v600h-760ZM500 70v600M120 300h760", stroke="#fff3d8", width=24)
    for x in (60, 884):
        c.box(x, 60, 56, 620, "#3f7d5f")
        for i in range(18):
            c.line([(x + 9, 90 + i * 33), (x + 47, 90 + i * 33)], "#6fa88a", 5)
    c.box(-20, 676, 1040, 60, "#e0b27c")
    c.rect(-5, 736, 1010, 270, c.linear("#d39a62", "#a86f45"))
    c.poly([(160, 676), (560, 676), (760, 1000), (120, 1000)], "#fff3c4", opacity=0.25)
    c.shadow(430, 910, 260, 28, 0.4)
    top = 905.0
    for i, (w, h, colour) in enumerate(
        (
            (430, 62, "#2f6f73"),
            (396, 54, "#d7263d"),
            (410, 66, "#e9b44c"),
            (350, 50, "#3a7ca5"),
            (372, 58, "#8a5a8f"),
            (320, 48, "#4f8a5b"),
        )
    ):
        x = 430 - w / 2 + (-14, 10, -6, 16, -12, 6)[i]
        c.box(x, top - h, w, h, colour, rough=3)
        c.rect(x + w - 30, top - h + 8, 34, h - 16, "#fbf6ea")
        for k in range(3):
            c.line([(x + w - 28, top - h + 16 + k * h / 4), (x + w + 2, top - h + 16 + k * h / 4)], "#d3c6a8", 2)
        c.rect(x + 26, top - h + 2, 14, h - 4, light(colour, 0.5), opacity=0.8)
        c.rect(x + 90, top - h * 0.6, w * 0.4, 8, light(colour, 0.6), opacity=0.8)
        top -= h
    with c.at(440, top - 4, 3.2):
        learning.lying_book(c, 0, 0, 1)
    things.pot(c, 790, 900, 2.6, "#f48fb1")
    with c.at(130, 900):
        for i, colour in enumerate(("#d7263d", "#ffd166", "#3a7ca5", "#4f8a5b")):
            with c.at(-24 + i * 16, -60, turn=-14 + i * 9):
                c.rect(-7, -130, 14, 130, colour)
                c.path("M-7 -130L0 -156L7 -130Z", "#f3d9b0")
        c.path("M-52 -110L52 -110L42 0L-42 0Z", c.linear("#7fc0c4", "#3f8f98", across=True))


@scene(
    "doc-sach-goc-lop",
    "Góc đọc trong lớp",
    "Góc đọc cuối lớp có kệ sách nhỏ, gối mềm và dây treo tranh, ba bạn ngồi đọc chung một cuốn truyện.",
)
def _corner(c: Canvas) -> None:
    c.fill_all(c.linear("#cfe3d2", "#e4ecd4"))
    c.rect(-5, 540, 1210, 270, c.linear("#efe0c4", "#d6bd96"))
    buildings.window(c, 780, 110, 300, 290)
    c.poly([(800, 420), (1080, 420), (1000, 800), (500, 800)], "#fff3c4", opacity=0.35)
    c.line([(-10, 120), (340, 170), (740, 110)], "#b98a52", 3)
    for i in range(7):
        x, y = 40 + i * 98, 134 + 34 * (1 - abs(i - 3) / 4)
        c.box(x, y, 72, 58, ("#fff8e8", "#ffe3d0", "#e3f0f6")[i % 3], rough=2)
        c.blob(x + 36, y + 34, 20, 14, ("#7fb069", "#f4845f", "#3a86a8", "#ffd166")[i % 4])
        c.rect(x + 31, y - 7, 9, 15, "#d7263d")
    learning.shelf(c, 60, 590, 300, 230, 2)
    things.pot(c, 120, 362, 0.9, "#f48fb1")
    learning.book_stack(c, 250, 360, 4, 0.9)
    learning.shelf(c, 1010, 600, 220, 170, 2)
    c.ellipse(640, 716, 430, 84, "#e58f7a")
    c.ellipse(640, 712, 370, 66, "#f2b09a")
    for x, y, colour in ((330, 690, "#3a86a8"), (960, 690, "#6aa355"), (640, 640, "#ffd166")):
        c.blob(x, y, 84, 44, dark(colour, 0.12), lumps=8, rough=0.05)
        c.blob(x, y - 6, 78, 38, colour, lumps=8, rough=0.05)
    person(
        c,
        500,
        726,
        1.62,
        pupil(c.rng, girl=False, style="spiky"),
        replace(FLOOR, look=10, eyes="down", tilt=8, rh=(0.3, 0.6)),
    )
    person(
        c,
        780,
        726,
        1.62,
        pupil(c.rng, girl=False, style="bowl", glasses=True),
        replace(FLOOR, look=-10, eyes="down", tilt=-8, lh=(0.3, 0.6)),
    )
    person(c, 640, 752, 1.72, pupil(c.rng, girl=True, style="pigtails"), FLOOR_READ, held=props.book("#d7263d", 1.25))
    reader(c, 1010, 760, 1.4)
    learning.book_stack(c, 300, 770, 3, 1.2)


@scene(
    "doc-sach-tren-xuong",
    "Đọc sách giữa đầm sen",
    "Hai chị em ngồi trên xuồng nhỏ giữa đầm sen hồng, cùng đọc một cuốn sách trong buổi chiều vàng.",
    PORTRAIT,
)
def _boat_reading(c: Canvas) -> None:
    nature.sky(c, "dawn", 470)
    nature.sun(c, 660, 250, 70, "#ffdf9a")
    nature.treeline(c, 470, "#8aa878", height=120, palms=6)
    nature.water(c, 476, 1200, "#f3d9b0", "#6fa7a0")
    for _ in range(3):
        nature.lotus_pond(c, 540, 720, 14, 4)
    c.ellipse(450, 870, 380, 40, "#3f7f80", 0.5)
    with c.at(450, 850, 1.55):
        person(
            c,
            -84,
            4,
            0.92,
            pupil(c.rng, girl=True, style="pony", hat="", outfit="baba", top="#d7577a", scarf=False),
            replace(FLOOR, look=10, eyes="down", tilt=6),
            ground=False,
        )
        person(
            c,
            18,
            6,
            1.0,
            pupil(c.rng, girl=False, style="side"),
            replace(FLOOR_READ, look=-6),
            held=props.book("#3a7ca5", 1.2),
            ground=False,
        )
        learning.book_stack(c, 116, -6, 3, 0.7)
        things.sampan(c, 0, 0, 1.1)
    nature.ripples(c, 450, 905, 330)
    nature.lotus_pond(c, 960, 1200, 26, 9)
    nature.fronds(c, -10, -20, 1.5)
