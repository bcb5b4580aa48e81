"""Meetings and evening lessons of grown-ups."""

from dataclasses import replace

from . import buildings, learning, props, things
from .canvas import Canvas
from .people import (
    AO_DAI,
    BEHIND,
    DESK,
    HOLD,
    POINT,
    SEATED,
    WRITE,
    Look,
    man,
    person,
    teacher,
    villager,
)
from .scene import scene


def _grown_up(c: Canvas, number: int) -> Look:
    """A parent: mothers and fathers by turns."""
    if number % 3 == 1:
        return man(c.rng, ("#dfe8ee", "#b7d0c0", "#e9dcc0")[number % 2])
    return villager(
        c.rng,
        ("#8a5a8f", "#3f7f8f", "#c4708a", "#6f7fb0")[number % 4],
        style=("bun", "pony", "bob", "long")[number % 4],
    )


@scene(
    "hop-phu-huynh",
    "Họp phụ huynh",
    "Phụ huynh ngồi kín lớp học nghe cô chủ nhiệm trao đổi, trên bảng ghi dòng chữ Họp phụ huynh.",
)
def _parents(c: Canvas) -> None:
    buildings.classroom(c, board="HỌP PHỤ HUYNH|LỚP 4A", floor=0.6, wall_colour="#f3e0b4")
    person(
        c,
        920,
        516,
        1.0,
        teacher(c.rng, "#c9a3cf", style="bun", glasses=True),
        replace(HOLD, look=-4, mouth="open"),
        held=props.in_both(lambda k, x, y: k.box(x - 22, y - 30, 44, 36, "#fffaf0")),
    )
    learning.table(c, 260, 520, 190, "#3f8f7f", height=84)
    things.pot(c, 260, 428, 0.9, "#ffd166")
    for row in range(3):
        size, y = 0.62 + row * 0.2, 610 + row * 110
        for i in range(7):
            x = 600 + (i - 3) * 206 * size + (row % 2) * 40
            seat = replace(
                SEATED, drop=0.52, tilt=c.jit(6), rh=(0.3, -0.7) if (i, row) in {(4, 0), (2, 1)} else (0.1, 0.8)
            )
            person(c, x, y + 20, size, _grown_up(c, i + row * 3), seat)
            learning.chair(c, x, y + 24, ("#2f7fb8", "#d7577a")[row % 2], size * 1.25)


@scene(
    "cong-khai-tai-chinh",
    "Công khai thu chi",
    "Cô kế toán chỉ vào bảng công khai thu chi dán trên tường, phụ huynh đứng xem và đối chiếu.",
)
def _accounts(c: Canvas) -> None:
    c.fill_all(c.linear("#f4deac", "#efcf95"))
    c.rect(-5, 500, 1210, 60, "#8fb8a2")
    c.rect(-5, 556, 1210, 250, c.linear("#e8d9bd", "#cdb491"))
    buildings.window(c, 30, 100, 190, 260)
    c.box(296, 70, 620, 400, "#8a5a38")
    c.box(310, 84, 592, 372, "#d8b98a")
    c.box(400, 96, 410, 44, "#c8102e")
    buildings.write(c, "CÔNG KHAI THU CHI", 604, 130, 24, "#ffe9a8")
    for i, x in enumerate((334, 528, 722)):
        c.box(x, 158, 160, 276, "#fffdf6", rough=3)
        c.circle(x + 80, 164, 7, ("#d7263d", "#3a7ca5", "#4f8a5b")[i])
        c.rect(x + 22, 184, 116, 9, "#8a7a68", opacity=0.7)
        if i == 1:
            for k, (h, colour) in enumerate(((90, "#3a7ca5"), (150, "#e9b44c"), (120, "#4f8a5b"), (60, "#d7263d"))):
                c.box(x + 18 + k * 33, 414 - h, 25, h, colour)
        else:
            for k in range(8):
                c.line([(x + 20, 218 + k * 26), (x + 140, 218 + k * 26)], "#c9bda4", 2)
                c.rect(x + 24, 206 + k * 26, 56 + c.jit(20), 6, "#a99c86")
                c.rect(x + 106, 206 + k * 26, 30, 6, ("#3a7ca5", "#4f8a5b")[i // 2])
    person(
        c,
        970,
        680,
        1.3,
        teacher(c.rng, "#8fb8d8", style="bob", glasses=True),
        replace(POINT, rh=(0.75, -0.45), look=8, mouth="open"),
        flip=True,
    )
    for i, (x, y, s) in enumerate(((340, 700, 1.22), (520, 716, 1.24), (690, 706, 1.2))):
        pose = replace(BEHIND, tilt=(-6, 0, 5)[i], rh=(0.1, 0.9) if i else (-0.2, 0.5))
        person(c, x, y, s, _grown_up(c, i + 3), pose)
    person(
        c,
        170,
        730,
        1.3,
        man(c.rng, "#dfe8ee"),
        replace(HOLD, eyes="down", look=8),
        held=props.in_both(
            lambda k, x, y: k.poly([(x - 22, y + 6), (x + 18, y + 2), (x + 26, y - 26), (x - 14, y - 22)], "#fffdf6")
        ),
    )
    things.pot(c, 1130, 740, 1.5, "#f48fb1")


@scene(
    "tap-huan-giao-vien",
    "Tập huấn giáo viên",
    "Các thầy cô ngồi thành nhóm quanh bàn thảo luận trong buổi tập huấn, một cô trình bày bên bảng giấy.",
)
def _training(c: Canvas) -> None:
    c.fill_all(c.linear("#f6e7c6", "#f1dcb0"))
    c.rect(-5, 470, 1210, 340, c.linear("#dfb285", "#bd8a5d"))
    buildings.window(c, 60, 90, 210, 250)
    c.box(700, 60, 380, 250, "#f7f7f2")
    c.box(712, 72, 356, 226, "#2c6f7a")
    buildings.write(c, "TẬP HUẤN", 890, 150, 34, "#ffffff")
    buildings.write(c, "ĐỔI MỚI CÁCH DẠY", 890, 210, 20, "#ffe08a")
    with c.at(470, 480):
        c.path("M-70 0L-50 -290M70 0L50 -290", stroke="#8a6a4c", width=8)
        c.box(-86, -300, 172, 200, "#fffdf6")
        for i, colour in enumerate(("#ffd166", "#f4845f", "#7fb069", "#7fb8d8")):
            c.box(-68 + (i % 2) * 74, -280 + (i // 2) * 84, 58, 60, colour, rough=3)
    person(
        c,
        610,
        560,
        1.06,
        teacher(c.rng, "#e58fa5", style="halfup"),
        replace(POINT, rh=(0.75, -0.2), look=8, mouth="open"),
        flip=True,
    )
    for group, (x, y, s) in enumerate(((240, 720, 1.0), (930, 720, 1.0))):
        for i in range(3):
            who = teacher(c.rng, AO_DAI[(i + group * 2) % 6]) if (i + group) % 3 else man(c.rng, "#f4f6f4")
            seat = replace(
                DESK,
                look=(8, 2, -8)[i],
                mouth=("open", "smile", "smile")[(i + group) % 3],
                tilt=c.jit(6),
                rh=(0.2, -0.2) if i == 1 else (0.02, 0.62),
            )
            person(c, x + (i - 1) * 132, y - 10 - (i == 1) * 14, s, who, seat)
        c.ellipse(x, y - 40, 230, 50, "#8a5a3c")
        c.ellipse(x, y - 52, 230, 50, "#d9a46c")
        for k in range(4):
            learning.lying_book(c, x - 130 + k * 86, y - 46 + (k % 2) * 10, 1.0, page=("#fffdf6", "#fff3c4")[k % 2])
        c.path(f"M{x - 60} {y + 2}L{x - 60} {y + 80}M{x + 60} {y + 2}L{x + 60} {y + 80}", stroke="#7a4a30", width=14)
    things.pot(c, 600, 770, 1.3, "#ffd166")


@scene(
    "lop-buoi-toi",
    "Lớp học buổi tối",
    "Lớp học xoá mù chữ buổi tối sáng ánh đèn, các cô chú lớn tuổi nắn nót tập viết, cô giáo đứng giảng bài.",
)
def _evening_class(c: Canvas) -> None:
    buildings.classroom(c, board="A B C D|LỚP HỌC BUỔI TỐI", floor=0.6, wall_colour="#d9b98f", night=True)
    for x in (300, 900):
        c.line([(x, -5), (x, 60)], "#3b3532", 4)
        c.path(f"M{x - 44} 84Q{x} 36 {x + 44} 84Z", "#3f7d5f")
        c.glow(x, 92, 330, "#ffe9a8", 0.75)
        c.ellipse(x, 85, 30, 10, "#fff8d8")
    person(c, 918, 516, 1.0, teacher(c.rng, "#8fb8d8", style="bun"), replace(POINT, look=8), flip=True)
    for row, y in enumerate((640, 800)):
        size = 0.86 + row * 0.34
        for i in range(4 - row):
            x = 600 + (i - (3 - row) / 2) * 330 * size
            who = _grown_up(c, i + row * 2)
            if (i + row) % 2 == 0:
                who = replace(who, hair="#8d8a86", old=True)
            person(c, x, y, size * 0.86, who, replace(WRITE, tilt=c.jit(7), look=c.jit(5), mouth="smile"))
            with c.at(x, y + 16, size):
                learning.desk(c, 0, 0, 220, height=112)
                learning.lying_book(c, -10, -120, 1.1)
                c.circle(70, -124, 9, "#d9eaf0")
    c.fill_all("#2a2050", 0.1)
