"""The ceremony of the first school day."""

from dataclasses import replace

from . import buildings, nature, props, things
from .canvas import Canvas, Point
from .people import (
    AO_DAI,
    CHEER,
    CLAP,
    STAND,
    WAVE,
    Pose,
    man,
    person,
    pupil,
    teacher,
)
from .scene import scene


def flag_salute(
    c: Canvas, mood: str, title: str, *, aisle: float, bags: bool, disc: tuple[float, float, float] | None = None
) -> None:
    """Rows of pupils salute the flag in front of the school."""
    props.yard_view(c, mood, horizon=420, size=1.25, disc=disc)
    buildings.flagpole(c, 600, 510, 470)
    if title:
        things.banner(c, 600, 300, title, 17)
    for i, x in enumerate((350, 420, 490, 712, 782, 852)):
        who = teacher(c.rng, AO_DAI[i]) if i not in {2, 3} else man(c.rng, outfit="shirtlong")
        person(c, x, 500, 0.48, who, STAND)
    props.assembly(c, 560, 800, 4, 1.15, aisle=aisle, bags=bags)


@scene(
    "khai-giang-chao-co",
    "Lễ chào cờ khai giảng",
    "Học sinh đứng thành hàng nghiêm trang nhìn lên lá cờ đỏ sao vàng trước dãy lớp học trong lễ khai giảng.",
)
def _opening_salute(c: Canvas) -> None:
    flag_salute(c, "noon", "LỄ KHAI GIẢNG NĂM HỌC 2026 - 2027", aisle=70, bags=False)
    things.bunting(c, -10, 40, 596, 110, 30)
    things.bunting(c, 604, 110, 1210, 40, 30)


@scene(
    "khai-giang-danh-trong",
    "Tiếng trống khai trường",
    "Thầy hiệu trưởng vung dùi đánh hồi trống khai trường, phía sau là các em học sinh reo vui.",
)
def _drum_beat(c: Canvas) -> None:
    props.yard_view(c, "morning", horizon=390, size=1.2, shift=90)
    things.bunting(c, 240, 40, 1210, 90, 50)
    props.crowd(
        c,
        [(620 + i * 92 + (j % 2) * 40, 540 + j * 62) for j in range(3) for i in range(7)],
        0.62,
        (CLAP, CHEER, STAND, WAVE, CLAP),
        depth=0.002,
    )
    c.box(-20, 706, 640, 110, "#b3263a")
    c.box(-20, 694, 652, 22, "#d9485a")
    things.drum(c, 440, 700, 1.42)

    def sticks(k: Canvas, left: Point, right: Point) -> None:
        k.line([right, (right[0] + 40, right[1] - 44)], "#d9a066", 8)
        k.circle(right[0] + 40, right[1] - 44, 7, "#c8102e")
        k.line([left, (left[0] + 66, left[1] + 8)], "#d9a066", 8)
        k.circle(left[0] + 66, left[1] + 8, 7, "#c8102e")

    chief = man(
        c.rng, "#fbfbf8", outfit="shirtlong", bottom="#2f3547", glasses=True, style="grey", hair="#8d8a86", old=True
    )
    person(
        c,
        226,
        700,
        1.62,
        chief,
        Pose(lh=(-0.55, 0.32), rh=(0.45, -0.72), look=9, mouth="open", lf=(0.12, 0), rf=(0.2, 0), lean=4),
        held=sticks,
    )
    for r in (46, 66, 86):
        c.path(
            f"M{470 + r} {430 - r * 0.7}Q{500 + r} {450 - r * 0.2} {480 + r} {480 + r * 0.2}",
            stroke="#fff3d8",
            width=5,
            opacity=0.75,
        )
    things.pot(c, 600, 706, 1.0, "#f2c14e")
    nature.fronds(c, -10, -10, 1.2)


@scene(
    "khai-giang-doi-trong",
    "Đội trống diễu hành",
    "Đội nghi thức đội mũ ca lô, đeo trống đỏ bước đều qua sân trường, cờ Đội bay phía trước.",
)
def _drum_march(c: Canvas) -> None:
    props.yard_view(c, "noon", horizon=420, size=1.5, shift=-330)
    things.bunting(c, -10, 30, 1210, 40, 80)
    props.crowd(c, props.line_up(c, 60, 1140, 520, 13), 0.6, props.SPECTATORS)

    def carried(k: Canvas, left: Point, right: Point) -> None:
        k.line([(-18, -50), (12, -14)], "#ffe9a8", 4)
        things.team_drum(k, 2, -8, 1.05)
        k.line([left, (left[0] + 20, left[1] + 8)], "#e6c48f", 4)
        k.line([right, (right[0] - 18, right[1] + 6)], "#e6c48f", 4)

    step = Pose(lh=(0.1, 0.42), rh=(0.12, 0.5), lf=(0.1, 0), rf=(0.3, 0.16), look=6, elbows=(1, 1))
    for i in range(4):
        for j in range(2):
            person(
                c,
                300 + i * 190 + j * 70,
                640 + j * 118,
                0.98 + j * 0.22,
                pupil(c.rng, girl=(i + j) % 2 == 0, hat="forage"),
                step,
                held=carried,
            )

    def colours(k: Canvas, left: Point, right: Point) -> None:
        k.line([(right[0], right[1] + 40), (right[0] + 10, right[1] - 170)], "#caa468", 6)
        things.flag(k, right[0] + 10, right[1] - 168, 96)

    person(
        c,
        1040,
        690,
        1.12,
        pupil(c.rng, girl=False, hat="forage"),
        replace(step, lh=(-0.2, 0.4), rh=(0.0, 0.3)),
        held=colours,
    )
    person(c, 110, 720, 1.02, teacher(c.rng, AO_DAI[2]), replace(CLAP, look=9))


@scene(
    "khai-giang-mua-sen",
    "Điệu múa hoa sen",
    "Năm em gái áo dài hồng nâng đoá sen múa chào mừng trên sân khấu đầy hoa của buổi lễ.",
)
def _lotus_dance(c: Canvas) -> None:
    c.fill_all(c.linear("#f7d9a8", "#f3c08a"))
    buildings.stage(c, 610, "CHÀO MỪNG NĂM HỌC MỚI", "#2c7a78")
    for side in (-1, 1):
        for i in range(3):
            nature.lotus(c, 600 + side * (330 + i * 62), 612, 2.6 - i * 0.5, "#f5a9bf", stem=60 + i * 18)
    for i in range(9):
        nature.lotus_leaf(c, 130 + i * 118, 606, 58, "#6aa86a")
    poses = (
        replace(CHEER, tilt=-8),
        replace(STAND, lh=(0.9, -0.1), rh=(0.45, -0.8), look=6),
        CHEER,
        replace(STAND, rh=(0.9, -0.1), lh=(0.45, -0.8), look=-6),
        replace(CHEER, tilt=8),
    )

    def blossom(k: Canvas, left: Point, right: Point) -> None:
        for x, y in (left, right):
            nature.lotus(k, x, y + 4, 0.7, "#ffd9e4", stem=0)

    for i, pose in enumerate(poses):
        look = pupil(
            c.rng,
            girl=True,
            outfit="aodaikid",
            top=("#f08fae", "#f5a9bf")[i % 2],
            scarf=False,
            hat="flowers",
            style=("bob", "halfup")[i % 2],
        )
        person(c, 270 + i * 165, 606 - abs(i - 2) * 8, 1.18 + (0.14 if i == 2 else 0), look, pose, held=blossom)
    c.rect(-5, 664, 1210, 140, c.linear("#4a2f35", "#2f2028"))
    props.sitting_rows(c, 790, 860, 2, 1.0)
