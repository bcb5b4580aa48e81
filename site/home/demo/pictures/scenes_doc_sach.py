"""Ngày hội đọc sách: the day of books."""

from dataclasses import replace

from . import buildings, festive, learning, nature, props, things
from .canvas import Canvas, dark, light
from .people import (
    BEHIND,
    FLOOR,
    HOLD,
    READ,
    SIT,
    STAND,
    Pose,
    person,
    pupil,
    teacher,
)
from .scene import PORTRAIT, scene
from .scenes_doc_sach_goc import reader


def _stall(c: Canvas, x: float, y: float, size: float, cloth: str, sign: str) -> None:
    """A book stall under a striped awning."""
    with c.at(x, y, size):
        for dx in (-150, 150):
            c.rect(dx - 5, -300, 10, 300, "#9a7a52")
        learning.table(c, 0, 0, 330, cloth, height=96)
        for i in range(6):
            learning.book_stack(c, -128 + i * 51, -104, c.rng.randint(2, 5), 0.66)
        for i in range(9):
            left = -180 + i * 40
            c.path(
                f"M{left} -318L{left + 40} -318L{left + 40} -266Q{left + 20} -240 {left} -266Z",
                cloth if i % 2 else "#fff8e8",
            )
        c.path("M-180 -318L-160 -346L160 -346L180 -318Z", dark(cloth, 0.15))
        c.box(-104, -236, 208, 40, "#fff8e8")
        buildings.write(c, sign, 0, -206, 17, dark(cloth, 0.2), weight=1.8)


@scene(
    "doc-sach-hoi-sach",
    "Gian hàng hội sách",
    "Sân trường ngày hội có ba gian hàng sách mái sọc, học sinh và thầy cô chọn sách, nâng sách lên xem.",
)
def _fair(c: Canvas) -> None:
    props.yard_view(c, "morning", horizon=370, size=1.2, trees=False)
    nature.phuong(c, 1130, 460, 1.1, blossom=0.4)
    things.bunting(c, -10, 30, 1210, 50, 80)
    things.banner(c, 600, 206, "NGÀY HỘI ĐỌC SÁCH", 28, "#2c7a78")
    _stall(c, 200, 610, 0.98, "#d7263d", "TRUYỆN TRANH")
    _stall(c, 600, 600, 0.98, "#2f7fb8", "KHOA HỌC VUI")
    _stall(c, 1000, 610, 0.98, "#e08a2e", "CỔ TÍCH")
    for x, s in ((170, 0.78), (560, 0.8), (985, 0.8)):
        person(c, x + 60, 588, 0.6, teacher(c.rng, c.rng.choice(("#e58fa5", "#a9c99a", "#c9a3cf"))), STAND)
        learning.table(
            c, x + 30, 610, 300 * s + 80, ("#d7263d", "#2f7fb8", "#e08a2e")[(x > 300) + (x > 800)], height=92
        )
        for i in range(5):
            learning.book_stack(c, x - 80 + i * 54, 514, c.rng.randint(1, 4), 0.62)
    for x, y in ((120, 700), (330, 720), (500, 690), (700, 715), (880, 690), (1080, 725)):
        if c.rng.random() < 0.55:
            person(
                c, x, y, 0.98, pupil(c.rng), replace(READ, look=c.jit(8)), held=props.book(c.rng.choice(things.BOOKS))
            )
        else:
            person(c, x, y, 0.98, pupil(c.rng), replace(BEHIND, rh=(0.3, 0.3)))
    reader(c, 230, 790, 1.2, READ)
    reader(c, 960, 796, 1.2, READ)


@scene(
    "doc-sach-thu-vien",
    "Trong thư viện",
    "Thư viện trường có giá sách cao đầy màu sắc, học sinh ngồi đọc quanh bàn tròn và với tay chọn sách trên giá.",
)
def _library(c: Canvas) -> None:
    c.fill_all(c.linear("#f4e3bd", "#efd9aa"))
    c.rect(-5, 500, 1210, 310, c.linear("#d9a878", "#b98558"))
    learning.shelf(c, -30, 520, 300, 420, 5)
    learning.shelf(c, 290, 520, 250, 420, 5)
    learning.shelf(c, 930, 520, 300, 420, 5)
    buildings.window(c, 600, 130, 270, 290)
    c.poly([(600, 430), (870, 430), (800, 800), (380, 800)], "#fff3c4", opacity=0.28)
    things.banner(c, 735, 66, "THƯ VIỆN XANH", 22, "#2c7a78")
    things.pot(c, 650, 524, 0.9, "#7fb069")
    things.pot(c, 840, 524, 0.9, "#f48fb1")
    person(c, 400, 570, 0.95, pupil(c.rng, girl=True, style="pony"), replace(BEHIND, rh=(0.2, -0.95), tilt=-6))
    person(c, 1050, 580, 0.98, pupil(c.rng, girl=False), replace(BEHIND, lh=(0.15, -0.9)))
    person(
        c,
        150,
        590,
        0.92,
        teacher(c.rng, "#8fb8d8", style="bun", glasses=True),
        replace(HOLD, look=8),
        held=lambda k, a, b: learning.book_stack(k, 0, b[1] + 14, 5, 0.8),
    )
    c.ellipse(640, 742, 400, 60, "#3f8f7f", 0.45)
    for i, x in enumerate((430, 560, 700, 840)):
        person(
            c,
            x,
            720,
            1.16,
            pupil(c.rng, girl=i % 2 == 1),
            replace(
                SIT if i in {0, 3} else READ,
                drop=0.42,
                lf=(0, 0),
                rf=(0, 0),
                eyes="down",
                lh=(0.02, 0.52),
                rh=(0.02, 0.52),
                look=(8, 4, -4, -8)[i],
            ),
            held=props.book(things.BOOKS[i * 2], 0.9),
        )
    c.ellipse(636, 700, 300, 48, "#a9714a")
    c.ellipse(636, 690, 300, 46, "#dca873")
    c.rect(616, 730, 40, 70, "#8a5a3c")
    learning.book_stack(c, 560, 694, 3, 0.9)
    learning.lying_book(c, 700, 702, 1.3)
    things.pot(c, 636, 690, 0.55, "#ffd166")


@scene(
    "doc-sach-co-ke-chuyen",
    "Giờ kể chuyện",
    "Cô giáo ngồi trên ghế mây mở cuốn truyện lớn, các em nhỏ ngồi thành vòng trên thảm say sưa lắng nghe.",
)
def _story_time(c: Canvas) -> None:
    c.fill_all(c.linear("#f9e6c2", "#f3d6a4"))
    c.rect(-5, 520, 1210, 290, c.linear("#dfb285", "#c08d60"))
    buildings.window(c, 90, 120, 220, 270)
    learning.shelf(c, 880, 530, 330, 300, 3)
    for i in range(9):
        x, y = 400 + i * 60, 110 + (i % 3) * 46
        c.path(things.star(x, y, 12 + i % 3 * 4), ("#ffd166", "#f4a261", "#e58fa5")[i % 3], opacity=0.9)
        c.line([(x, 0), (x, y - 12)], "#c9a878", 1.6)
    c.ellipse(600, 700, 540, 118, "#3f8f7f", 0.9)
    c.ellipse(600, 700, 480, 98, "#57a596")
    c.ellipse(600, 700, 400, 74, "#7fbfae")
    c.path("M500 600Q480 380 600 372Q720 380 700 600Z", "#b98552")
    c.path("M524 590Q508 404 600 396Q692 404 676 590Z", "#d9a873")
    seat = Pose(drop=0.5, lf=(0.0, 0), rf=(0.02, 0), lh=(0.1, 0.52), rh=(0.1, 0.52), mouth="open", tilt=4)
    person(c, 600, 660, 1.22, teacher(c.rng, "#e58fa5", style="long"), seat, held=props.book("#2f7fb8", 1.9))
    listen = (
        replace(FLOOR, mouth="open"),
        replace(FLOOR, tilt=8),
        replace(FLOOR, rh=(0.2, -0.7), mouth="open"),
        replace(FLOOR, eyes="happy"),
    )
    for i, (x, y) in enumerate(((170, 690), (300, 640), (890, 640), (1030, 690))):
        person(c, x, y, 1.1, pupil(c.rng, scarf=False), replace(listen[i], look=9 if x < 600 else -9))
    for i, x in enumerate((210, 370, 530, 690, 850, 1000)):
        person(c, x, 788 + (i % 2) * 8, 1.3, pupil(c.rng, scarf=False), replace(FLOOR, back=True, tilt=c.jit(7)))


@scene(
    "doc-sach-cay-sach",
    "Cây sách của trường",
    "Cây sách xếp từ trăm cuốn sách vươn cao như cây xanh, học sinh treo những tấm thẻ ghi tên sách em yêu.",
    PORTRAIT,
)
def _book_tree(c: Canvas) -> None:
    props.yard_view(c, "morning", horizon=560, size=1.35, bays=7, trees=False)
    things.bunting(c, -10, 60, 910, 60, 70, size=36)
    c.shadow(450, 1010, 330, 30, 0.35)
    for row in range(15):
        y = 1000 - row * 50
        half = 300 * (1 - row / 16.5)
        x = 450 - half
        while x < 450 + half - 16:
            w = c.rng.uniform(56, 96)
            w = min(w, 450 + half - x)
            green = c.rng.choice(("#3f8f5f", "#5fa55a", "#2f7a5a", "#7fb55f", "#4f9a6a"))
            colour = green if c.rng.random() < 0.7 else c.rng.choice(things.BOOKS)
            c.box(x, y - 46, w - 4, 44, colour, rough=2)
            c.rect(x + 5, y - 38, 5, 28, light(colour, 0.5), opacity=0.8)
            c.rect(x + w - 14, y - 41, 8, 34, "#fbf6ea", opacity=0.9)
            x += w
    c.glow(450, 236, 120, "#ffe08a", 0.7)
    c.path(things.star(450, 238, 46), "#ffc933")
    for _ in range(16):
        y = c.rng.uniform(420, 960)
        half = 260 * (y - 240) / 760
        x = 450 + c.jit(half)
        c.line([(x, y - 22), (x, y)], "#8a5a3c", 2)
        c.box(x - 17, y, 34, 24, c.rng.choice(("#fff3c4", "#ffd9e0", "#d9f0e4")), rough=2)
        c.path(f"M{x - 10} {y + 8}h20M{x - 10} {y + 15}h13", stroke="#8a7a68", width=2)
    person(c, 100, 1080, 1.5, pupil(c.rng, girl=True, style="pigtails"), Pose(rh=(0.62, -0.62), look=9))
    person(c, 800, 1090, 1.5, pupil(c.rng, girl=False), Pose(rh=(0.5, -0.72), look=9, mouth="open"), flip=True)
    reader(c, 250, 1170, 1.7, scarf=True)
    reader(c, 640, 1176, 1.7)
    learning.book_stack(c, 450, 1150, 5, 1.5)


@scene(
    "doc-sach-dong-kich",
    "Diễn kịch theo sách",
    "Học sinh hoá thân thành Thánh Gióng cưỡi ngựa giấy và các nhân vật cổ tích trên sân khấu ngày hội sách.",
)
def _book_play(c: Canvas) -> None:
    c.fill_all(c.linear("#f7dfae", "#efc98a"))
    buildings.stage(c, 620, "CHUYỆN KỂ TỪ TRANG SÁCH", "#7a3b6a")
    c.path("M130 620Q260 440 400 520Q560 380 720 500Q880 410 1070 620Z", "#5f8f6a")
    c.path("M130 620Q300 530 470 580Q700 500 1070 620Z", "#7fae72")
    for x in (200, 960, 1030):
        nature.coconut(c, x, 620, 0.9)
    hero = pupil(c.rng, girl=False, outfit="aodaikid", top="#e9b44c", scarf=False, hat="helmet", hat_colour="#b08a3c")
    festive.paper_horse(c, 560, 622, 1.05, "#c8553d")
    person(
        c,
        545,
        560,
        0.98,
        hero,
        Pose(lh=(0.2, 0.6), rh=(0.5, -0.6), mouth="open", look=9, drop=0.3, lf=(0.4, 0), rf=(0.4, 0)),
        ground=False,
        held=lambda k, a, b: (
            [
                k.line([(b[0], b[1] + 20), (b[0] + 16, b[1] - 66)], "#6aa355", 8),
                k.blob(b[0] + 18, b[1] - 66, 22, 12, "#7fb55f"),
            ]
        ),
    )
    tam = pupil(c.rng, girl=True, outfit="baba", top="#d7577a", bottom="#3a2f3a", scarf=False, style="long")
    person(
        c,
        290,
        614,
        1.12,
        tam,
        replace(HOLD, look=8),
        held=props.in_both(lambda k, x, y: k.path(f"M{x - 26} {y - 8}Q{x} {y + 34} {x + 26} {y - 8}Z", "#c9a468")),
    )
    old = pupil(c.rng, girl=False, outfit="aodaikid", top="#fdfaf2", scarf=False, hair="#e9e6de", style="side")
    person(
        c,
        850,
        614,
        1.12,
        old,
        replace(STAND, rh=(0.4, 0.3), look=-8),
        held=lambda k, a, b: (
            [
                k.line([(b[0], b[1] - 50), (b[0] + 4, b[1] + 76)], "#8a6a3e", 6),
                k.path("M-15 -64Q0 -24 15 -64Q8 -14 0 -12Q-8 -14 -15 -64Z", "#f4f1ea"),
            ]
        ),
    )
    person(
        c,
        985,
        618,
        1.02,
        pupil(c.rng, girl=True, outfit="aodaikid", top="#3a9aa8", scarf=False, hat="flowers"),
        replace(STAND, lh=(0.6, 0.3)),
    )
    c.rect(-5, 674, 1210, 140, c.linear("#4a2f35", "#2f2028"))
    props.sitting_rows(c, 790, 862, 2, 1.0, colours=("#e08a2e", "#2c7a78"))
