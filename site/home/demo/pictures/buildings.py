"""The school and the village: the two-storey house with its red roof, the gate, rooms, bridges."""

from dataclasses import dataclass

from .canvas import BOARD, Canvas, dark, light, mix
from .lettering import write
from .things import flag

SCHOOL_NAME = "TRƯỜNG TIỂU HỌC SEN HỒNG"


@dataclass(frozen=True)
class Paintwork:
    """Colours of the school; `window` glows at night."""

    wall: str = "#efbf5f"
    trim: str = "#fff3d8"
    roof: str = "#c4553c"
    shutter: str = "#3f7d5f"
    window: str = "#4c6b74"


DAY = Paintwork()
EVENING = Paintwork("#d99a5a", "#f5d9b0", "#a04438", "#35685a", "#ffe29a")
NIGHT = Paintwork("#6d6388", "#8d86a8", "#4a3560", "#2f4a62", "#ffd97a")
WET = Paintwork("#cfae70", "#e3dccb", "#99564a", "#41695a", "#5c7076")


def _roof(c: Canvas, w: float, top: float, paint: Paintwork) -> None:
    c.path(
        f"M-24 {top}L34 {top - 70}L{w - 34} {top - 70}L{w + 24} {top}Z",
        c.linear(light(paint.roof, 0.12), dark(paint.roof, 0.12)),
    )
    for row in range(1, 5):
        y, inset = top - 70 + row * 14, 34 - row * 11.6
        x = inset
        data = f"M{inset} {y}"
        while x < w - inset:
            data += "q6 6 12 0"
            x += 12
        c.path(data, stroke=dark(paint.roof, 0.3), width=1.7, opacity=0.5)
    c.box(30, top - 77, w - 60, 10, dark(paint.roof, 0.2))
    c.box(-26, top - 2, w + 52, 8, dark(paint.roof, 0.35))


def _bay(c: Canvas, x: float, y: float, w: float, paint: Paintwork, *, door: bool) -> None:
    """Draw one bay of a storey: a door or a window with its shutters, in the shade of the veranda."""
    middle = x + w / 2
    if door:
        c.box(middle - 19, y - 78, 38, 78, paint.window, rough=1)
        for side in (-1, 1):
            c.box(middle + side * 19 - (15 if side < 0 else 0), y - 78, 15, 78, paint.shutter, rough=1)
        return
    c.box(middle - 19, y - 74, 38, 44, paint.window, rough=1)
    c.line([(middle, y - 74), (middle, y - 30)], paint.trim, 2.4)
    c.line([(middle - 19, y - 52), (middle + 19, y - 52)], paint.trim, 2)
    for side in (-1, 1):
        left = middle + side * 20 - (16 if side < 0 else 0)
        c.box(left, y - 76, 16, 48, paint.shutter, rough=1)
        for i in range(5):
            c.line(
                [(left + 3, y - 70 + i * 9), (left + 13, y - 70 + i * 9)], light(paint.shutter, 0.25), 1.5, opacity=0.8
            )


def _storey(c: Canvas, y: float, bays: int, bay: float, paint: Paintwork, *, upper: bool) -> None:
    w = bays * bay
    c.rect(0, y - 104, w, 104, c.linear(dark(paint.wall, 0.26), dark(paint.wall, 0.06)))
    for i in range(bays):
        _bay(c, i * bay, y, bay, paint, door=i % 3 == 1)
    for i in range(bays + 1):
        c.box(i * bay - 6, y - 104, 12, 104, paint.wall, rough=0.8)
        c.rect(i * bay + 2, y - 104, 4, 104, dark(paint.wall, 0.2), opacity=0.6)
    for i in range(bays):
        x = i * bay + 6
        c.path(
            f"M{x} {y - 106}L{x} {y - 82}"
            f"Q{x + bay / 2 - 6} {y - 118} {x + bay - 12} {y - 82}L{x + bay - 12} {y - 106}Z",
            paint.wall,
        )
    if upper:
        c.rect(-6, y - 30, w + 12, 5, paint.trim)
        for i in range(int(w / 11)):
            c.rect(3 + i * 11, y - 27, 4.4, 25, paint.trim, opacity=0.95)
        c.box(-10, y - 4, w + 20, 11, paint.trim)
        c.rect(-6, y + 7, w + 12, 7, dark(paint.wall, 0.4), opacity=0.5)


def school(c: Canvas, x: float, y: float, size: float = 1, paint: Paintwork = DAY, bays: int = 9) -> None:
    """Draw the school, its foot at (x, y) left; `bays` × 84 units wide and 330 high at size 1."""
    bay, w = 84, bays * 84
    with c.at(x, y, size):
        c.shadow(w / 2, 4, w * 0.58, 16, 0.3)
        _storey(c, 0, bays, bay, paint, upper=False)
        _storey(c, -112, bays, bay, paint, upper=True)
        _roof(c, w, -216, paint)
        _porch(c, w / 2, bay, paint)
        c.box(-16, -6, w + 32, 14, mix(paint.trim, "#a08b78", 0.35))


def _porch(c: Canvas, middle: float, bay: float, paint: Paintwork) -> None:
    half = bay * 0.82
    c.box(middle - half, -236, half * 2, 236, paint.wall)
    c.rect(middle + half * 0.55, -236, half * 0.45, 236, dark(paint.wall, 0.16), opacity=0.6)
    c.path(f"M{middle - half - 14} -232L{middle} -300L{middle + half + 14} -232Z", paint.roof)
    c.path(f"M{middle - half + 12} -238L{middle} -282L{middle + half - 12} -238Z", paint.trim)
    c.circle(middle, -254, 10, "#ffffff")
    c.line([(middle, -254), (middle, -260)], "#3b3532", 2)
    c.line([(middle, -254), (middle + 5, -252)], "#3b3532", 2)
    c.box(middle - half + 8, -226, half * 2 - 16, 24, BOARD)
    write(c, "SEN HỒNG", middle, -208, 10, "#fff3d8")
    for dx in (-26, 26):
        c.box(middle + dx - 15, -186, 30, 52, paint.window)
        c.line([(middle + dx, -186), (middle + dx, -134)], paint.trim, 2.4)
    c.path(
        f"M{middle - 34} 0L{middle - 34} -66Q{middle} -108 {middle + 34} -66L{middle + 34} 0Z", dark(paint.window, 0.25)
    )
    c.path(f"M{middle - 34} -66Q{middle} -108 {middle + 34} -66", stroke=paint.trim, width=5)


def yard(c: Canvas, y: float, colour: str = "#e7cfa2", near: str = "#d9b582") -> None:
    """Draw the paved yard from y to the bottom edge."""
    c.rect(-5, y, c.w + 10, c.h - y + 5, c.linear(light(colour, 0.2), near))
    middle = c.w / 2
    for i in range(-9, 10):
        c.line([(middle + i * c.w * 0.075, y), (middle + i * c.w * 0.22, c.h)], dark(near, 0.2), 1.5, opacity=0.25)
    depth = c.h - y
    for share in (0.06, 0.15, 0.28, 0.46, 0.7, 0.95):
        c.line([(0, y + depth * share), (c.w, y + depth * share)], dark(near, 0.2), 1.5, opacity=0.25)
    for _ in range(20):
        c.blob(
            c.rng.uniform(0, c.w),
            y + depth * c.rng.random(),
            c.rng.uniform(30, 90),
            c.rng.uniform(3, 8),
            light(colour, 0.3),
            opacity=0.25,
        )


def wall(c: Canvas, y: float, x0: float, x1: float, paint: Paintwork = DAY, height: float = 62) -> None:
    """Draw the school's fence wall."""
    c.box(x0, y - height * 0.5, x1 - x0, height * 0.5, paint.wall)
    x = x0
    while x < x1:
        c.rect(x, y - height, 4, height * 0.55, dark(paint.shutter, 0.1))
        x += 17
    c.rect(x0, y - height + 8, x1 - x0, 4, dark(paint.shutter, 0.1))
    c.rect(x0, y - height * 0.5 - 3, x1 - x0, 7, paint.trim)


def gate(c: Canvas, x: float, y: float, size: float = 1, paint: Paintwork = DAY) -> None:
    """Draw the school gate, 520 wide and 290 high at size 1, its foot's middle at (x, y)."""
    with c.at(x, y, size):
        for side in (-1, 1):
            with c.at(side * 232, 0):
                c.box(-27, -226, 54, 226, paint.wall)
                c.rect(8, -226, 19, 226, dark(paint.wall, 0.2), opacity=0.5)
                c.box(-33, -16, 66, 18, paint.trim)
                c.box(-33, -236, 66, 14, paint.trim)
                for i in range(3):
                    c.path(f"M-16 {-60 - i * 52}q16 -26 32 0q-16 12 -32 0Z", light(paint.wall, 0.45), opacity=0.8)
        c.path("M-290 -236Q0 -262 290 -236L300 -222L-300 -222Z", dark(paint.roof, 0.2))
        c.path(
            "M-276 -238L-240 -286Q0 -318 240 -286L276 -238Q0 -264 -276 -238Z",
            c.linear(light(paint.roof, 0.1), dark(paint.roof, 0.14)),
        )
        for i in range(-11, 12):
            c.line(
                [(i * 22, -292 + abs(i) * 0.8), (i * 24.4, -250 + abs(i) * 0.9)],
                dark(paint.roof, 0.3),
                1.6,
                opacity=0.5,
            )
        c.box(-212, -232, 424, 54, BOARD, rough=2)
        c.rect(-206, -227, 412, 44, "none")
        write(c, SCHOOL_NAME, 0, -196, 21, "#ffe9b0", weight=1.7)


def classroom(
    c: Canvas, *, board: str = "", floor: float = 0.66, wall_colour: str = "#f4e3b5", night: bool = False
) -> None:
    """Draw a room's front wall with the chalkboard in the middle and windows at both sides."""
    y = c.h * floor
    lower = "#8fb8a2" if not night else "#5f7f86"
    c.rect(-5, -5, c.w + 10, y + 5, c.linear(wall_colour, light(wall_colour, 0.25)))
    c.rect(-5, y - 120, c.w + 10, 120, lower)
    c.rect(-5, y - 124, c.w + 10, 6, dark(lower, 0.2))
    c.rect(
        -5, y, c.w + 10, c.h - y + 5, c.linear("#efe3cd", "#d6c0a0") if not night else c.linear("#b9a7a0", "#8d7a80")
    )
    for i in range(-8, 9):
        c.line([(c.w / 2 + i * 90, y), (c.w / 2 + i * 240, c.h)], "#a98f70", 1.6, opacity=0.35)
    for share in (0.1, 0.27, 0.5, 0.8):
        c.line([(0, y + (c.h - y) * share), (c.w, y + (c.h - y) * share)], "#a98f70", 1.6, opacity=0.3)
    for x in (40, c.w - 210):
        window(c, x, y - 390, 170, 240, night=night)
    chalkboard(c, c.w / 2, y - 150, 560, 220, board)


def chalkboard(c: Canvas, x: float, y: float, w: float, h: float, text: str = "") -> None:
    """Draw a chalkboard whose lower edge's middle is (x, y); lines of text are parted by "|"."""
    c.box(x - w / 2 - 12, y - h - 12, w + 24, h + 24, "#a9744a")
    c.box(x - w / 2, y - h, w, h, c.linear("#2c6552", BOARD))
    for _ in range(5):
        c.blob(x + c.jit(w * 0.35), y - h / 2 + c.jit(h * 0.3), w * 0.14, h * 0.12, "#ffffff", opacity=0.05)
    lines = text.split("|") if text else []
    size = min(30.0, h / (len(lines) + 1) / 2)
    for i, line in enumerate(lines):
        write(
            c,
            line,
            x,
            y - h + (i + 1) * h / (len(lines) + 0.7),
            size,
            "#f6f3e4" if i % 2 == 0 else "#ffe08a",
            weight=1.4,
            wobble=0.6,
        )
    c.box(x - w / 2 - 6, y + 8, w + 12, 9, "#8a5a38")
    for i, colour in enumerate(("#ffffff", "#ffd166", "#f4a3b5")):
        c.rect(x + w / 4 + i * 24, y + 4, 18, 5, colour, r=2)


def window(c: Canvas, x: float, y: float, w: float, h: float, *, night: bool = False) -> None:
    """Draw a window with shutters folded open and a view of trees."""
    c.box(x - 8, y - 8, w + 16, h + 16, "#fff3d8")
    frame = f"M{x} {y}h{w}v{h}h{-w}Z"
    with c.clip(frame):
        c.rect(x, y, w, h, c.linear("#1c2856", "#3b4a86") if night else c.linear("#a6dcee", "#eef6df"))
        if night:
            c.circle(x + w * 0.7, y + h * 0.25, 18, "#fff0b8")
        for i in range(4):
            c.blob(
                x + w * i / 3,
                y + h * 0.86 + c.jit(10),
                w * 0.34,
                h * 0.26,
                ("#2c4a58" if night else mix("#6aa35c", "#8fbf6a", i / 3)),
            )
    for share in (1 / 3, 2 / 3):
        c.line([(x + w * share, y), (x + w * share, y + h)], "#3f7d5f", 4)
    c.line([(x, y + h * 0.45), (x + w, y + h * 0.45)], "#3f7d5f", 4)
    c.box(x - 12, y + h + 4, w + 24, 10, "#d9b98a")


def flagpole(c: Canvas, x: float, y: float, height: float) -> None:
    """Draw the flagpole on its stepped base with the flag at the top."""
    c.shadow(x, y, 60, 10, 0.3)
    c.box(x - 44, y - 14, 88, 16, "#d8cdb8")
    c.box(x - 30, y - 28, 60, 16, "#e8dfcc")
    c.rect(x - 3, y - height, 6, height - 26, c.linear("#f3f3ee", "#9aa0a0", across=True))
    c.circle(x, y - height - 4, 6, "#e9b44c")
    flag(c, x + 3, y - height + 4, 118)


def monkey_bridge(c: Canvas, x0: float, x1: float, y: float) -> None:
    """Draw a monkey bridge: a bamboo pole to walk on, a handrail and crossed stakes."""
    span = x1 - x0
    for i in range(6):
        x = x0 + span * (i + 0.5) / 6
        c.line([(x - 26, y - 74), (x + 18, y + 92)], "#8a6a3e", 7)
        c.line([(x + 26, y - 74), (x - 18, y + 92)], "#a07f4c", 7)
    c.line([(x0, y + 14), (x0 + span / 2, y - 4), (x1, y + 14)], "#7a5a34", 13)
    c.line([(x0, y + 10), (x0 + span / 2, y - 8), (x1, y + 10)], "#c09a5c", 7)
    c.line([(x0, y - 58), (x0 + span / 2, y - 76), (x1, y - 58)], "#a9854e", 7)


def stage(c: Canvas, y: float, title: str, cloth: str = "#b3263a") -> None:
    """Draw a stage with a backdrop and a lettered banner; its floor is at y."""
    x0, x1 = c.w * 0.08, c.w * 0.92
    c.rect(x0, -5, x1 - x0, y + 5, c.linear(dark(cloth, 0.25), cloth))
    for i in range(26):
        x = x0 + (x1 - x0) * i / 26
        c.path(f"M{x} 0Q{x + 8} {y / 2} {x} {y}l16 0Q{x + 10} {y / 2} {x + 16} 0Z", dark(cloth, 0.3), opacity=0.35)
    _drapery(c, y, cloth)
    write(c, title, c.w / 2, y - 372, 38, "#ffe08a", weight=1.6)
    c.rect(-5, y, c.w + 10, 70, "#4a2f2a")
    c.box(x0 - 30, y, x1 - x0 + 60, 54, "#8a5a3c")
    c.box(x0 - 36, y - 8, x1 - x0 + 72, 16, "#c08a5c")


def _drapery(c: Canvas, y: float, cloth: str) -> None:
    """Draw the red curtains that frame a stage: swags above, folds at both sides."""
    red = "#b3263a" if cloth != "#b3263a" else "#8f1d33"
    for side in (0, 1):
        with c.at(c.w * side, 0, flip=bool(side)):
            c.path(
                f"M-10 -10L150 -10Q170 {y * 0.5} 74 {y * 0.72}Q96 {y * 0.8} 92 {y}L-10 {y}Z",
                c.linear(red, dark(red, 0.35), across=True),
            )
            for i in range(4):
                c.path(
                    f"M{20 + i * 34} 0Q{30 + i * 34} {y * 0.45} {12 + i * 20} {y * 0.72}L{16 + i * 22} {y}",
                    stroke=dark(red, 0.35),
                    width=5,
                    opacity=0.45,
                )
            c.path(f"M-10 {y * 0.71}Q50 {y * 0.75} 84 {y * 0.71}", stroke="#e9b44c", width=11)
    count = 6
    step = c.w / count
    for i in range(count):
        x = i * step
        c.path(
            f"M{x - 6} -10L{x + step + 6} -10L{x + step} 62Q{x + step / 2} 150 {x} 62Z", c.linear(red, dark(red, 0.3))
        )
        c.path(f"M{x} 62Q{x + step / 2} 150 {x + step} 62", stroke="#e9b44c", width=6)
        for share in (0.3, 0.5, 0.7):
            c.path(
                f"M{x + step * share} 0Q{x + step * share + 6} 50 {x + step * (0.5 + (share - 0.5) * 0.5)} 98",
                stroke=dark(red, 0.4),
                width=3,
                opacity=0.35,
            )
