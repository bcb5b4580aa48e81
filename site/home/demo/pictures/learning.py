"""Things one learns with: books, desks, screens, certificates."""

from .canvas import PAPER, SCARF, Canvas, dark, light, mix
from .lettering import write

BOOKS = ("#d7263d", "#e9b44c", "#3a7ca5", "#4f8a5b", "#e07a4f", "#8a5a8f", "#2f6f73", "#f2a7a0")


def open_book(c: Canvas, x: float, y: float, size: float = 1, cover: str = "#3a7ca5") -> None:
    """Draw a book held open towards its reader, seen from outside; (x, y) is its lower middle."""
    with c.at(x, y, size):
        c.path("M0 2L-31 -5L-31 -38L0 -31Z", cover)
        c.path("M0 2L31 -5L31 -38L0 -31Z", dark(cover, 0.16))
        c.path("M-29 -39Q-14 -42 0 -33Q14 -42 29 -39L29 -36Q14 -38 0 -30Q-14 -38 -29 -36Z", PAPER)
        c.circle(-15, -21, 6, light(cover, 0.55))
        c.rect(9, -24, 13, 3, light(cover, 0.4), opacity=0.8)
        c.rect(9, -18, 9, 3, light(cover, 0.4), opacity=0.8)


def lying_book(c: Canvas, x: float, y: float, size: float = 1, *, page: str = PAPER) -> None:
    """Draw an open book lying on a table."""
    with c.at(x, y, size):
        c.path("M-34 0L-27 -13L27 -13L34 0Z", "#8a6a4c")
        c.path("M-32 -2Q-15 -9 0 -3Q15 -9 32 -2L26 -14Q13 -19 0 -14Q-13 -19 -26 -14Z", page)
        c.path("M0 -3L0 -14", stroke="#cbb994", width=1.5)
        c.path("M-24 -8L-8 -10M-22 -12L-8 -13M8 -10L24 -8M8 -13L22 -12", stroke="#b9a98c", width=1.3)


def book_stack(c: Canvas, x: float, y: float, count: int, size: float = 1) -> None:
    """Draw a pile of closed books."""
    with c.at(x, y, size):
        top = 0.0
        for _ in range(count):
            w, h, dx = c.rng.uniform(54, 78), c.rng.uniform(11, 17), c.jit(7)
            colour = c.rng.choice(BOOKS)
            c.box(dx - w / 2, top - h, w, h, colour, rough=0.8)
            c.rect(dx + w / 2 - 7, top - h + 2.4, 8, h - 4.8, PAPER)
            c.rect(dx - w / 2 + 8, top - h + 1, 4, h - 2, light(colour, 0.5), opacity=0.8)
            top -= h


def shelf(c: Canvas, x: float, y: float, w: float, h: float, rows: int = 3) -> None:
    """Draw a bookcase full of books, its lower left corner at (x, y)."""
    c.shadow(x + w / 2, y + 2, w * 0.56, 9, 0.3)
    c.box(x, y - h, w, h, "#9a6a45")
    step = (h - 12) / rows
    for row in range(rows):
        foot = y - 8 - row * step
        c.rect(x + 8, foot - step + 8, w - 16, step - 8, "#5f3d2a")
        left = x + 11
        while left < x + w - 22:
            thick, tall = c.rng.uniform(9, 17), (step - 16) * c.rng.uniform(0.68, 0.98)
            if c.rng.random() < 0.1:
                left += thick * 1.5
                continue
            colour = c.rng.choice(BOOKS)
            with c.at(left, foot, turn=c.rng.choice((0, 0, 0, -5))):
                c.box(0, -tall, thick - 1, tall, colour, rough=0.7)
                c.rect(1.5, -tall * 0.8, thick - 4, 4, light(colour, 0.6), opacity=0.8)
            left += thick
        c.rect(x + 4, foot, w - 8, 7, "#b98558")


def desk(c: Canvas, x: float, y: float, w: float = 190, *, top: str = "#d9a066", height: float = 84) -> None:
    """Draw a pupils' desk from the front."""
    c.shadow(x, y + 2, w * 0.55, 10, 0.28)
    for side in (-1, 1):
        c.box(x + side * (w / 2 - 16) - 6, y - height, 12, height, "#6f7f86")
    c.box(x - w / 2 + 10, y - height + 8, w - 20, 44, dark(top, 0.22))
    c.path(
        f"M{x - w / 2 - 6} {y - height + 10}L{x - w / 2 + 8} {y - height - 15}L{x + w / 2 - 8} {y - height - 15}"
        f"L{x + w / 2 + 6} {y - height + 10}Z",
        light(top, 0.18),
    )
    c.box(x - w / 2 - 6, y - height + 8, w + 12, 9, top)


def table(c: Canvas, x: float, y: float, w: float, cloth: str = "#fdf8ec", height: float = 88) -> None:
    """Draw a table under a cloth, from the front."""
    c.shadow(x, y + 2, w * 0.54, 11, 0.3)
    c.path(
        f"M{x - w / 2} {y - height + 6}L{x - w / 2 + 14} {y - height - 16}"
        f"L{x + w / 2 - 14} {y - height - 16}L{x + w / 2} "
        f"{y - height + 6}Z",
        light(cloth, 0.3),
    )
    c.path(
        f"M{x - w / 2} {y - height + 5}L{x + w / 2} {y - height + 5}L{x + w / 2 - 4} {y - 6}"
        f"Q{x} {y + 2} {x - w / 2 + 4} {y - 6}Z",
        c.linear(cloth, dark(cloth, 0.12)),
    )
    for i in range(1, int(w / 38)):
        px = x - w / 2 + i * 38 + c.jit(6)
        c.line([(px, y - height + 12), (px + c.jit(5), y - 10)], dark(cloth, 0.22), 2, opacity=0.45)


def chair(c: Canvas, x: float, y: float, colour: str = "#3a7ca5", size: float = 1, *, stool: bool = False) -> None:
    """Draw a plastic chair from behind, or a stool."""
    with c.at(x, y, size):
        c.path("M-22 0L-18 -42M22 0L18 -42", stroke=dark(colour, 0.2), width=7)
        c.box(-24, -50, 48, 11, colour)
        if not stool:
            c.path("M-24 -46L-26 -98Q0 -112 26 -98L24 -46Z", colour)
            c.path("M-14 -60L-14 -92M0 -58L0 -96M14 -60L14 -92", stroke=dark(colour, 0.25), width=4)


def certificate(c: Canvas, x: float, y: float, size: float = 1) -> None:
    """Draw a certificate of merit, its middle at (x, y)."""
    with c.at(x, y, size):
        c.box(-38, -27, 76, 54, "#e9b44c")
        c.rect(-33, -22, 66, 44, "#fffaf0")
        write(c, "GIẤY KHEN", 0, -4, 8, SCARF, weight=1.7)
        c.path("M-20 4L20 4M-16 10L8 10", stroke=mix("#8a7a68", PAPER, 0.3), width=1.8)
        c.circle(19, 12, 5.5, SCARF)
