"""The months as bars."""

from typing import Any

WIDE, HIGH, BELOW, ABOVE = 28, 110, 30, 16
GAP = 4
JANUARY = 1
THOUSAND = 1000


def chart_of(months: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the drawing needs of [{first, number}]: bars in units of the drawing, its width and height.

    A bar that stands for anything is at least one unit high. The year is said below the first month of each.
    """
    most = max([each["number"] for each in months] + [1])
    return {
        "bars": [_bar(place, each, most) for place, each in enumerate(months)],
        "width": WIDE * len(months),
        "height": ABOVE + HIGH + BELOW,
        "ground": ABOVE + HIGH,
        "bar": WIDE - 2 * GAP,
        "names": ABOVE + HIGH + 12,
        "years": ABOVE + HIGH + 25,
    }


def _bar(place: int, month: dict[str, Any], most: int) -> dict[str, Any]:
    number, first = month["number"], month["first"]
    height = max(round(HIGH * number / most), 1 if number else 0)
    top = ABOVE + HIGH - height
    return {
        "x": place * WIDE + GAP,
        "middle": place * WIDE + WIDE // 2,
        "top": top,
        "label": top - 4,
        "height": height,
        "number": number,
        "short": _short(number),
        "month": first.month,
        "year": first.year if not place or first.month == JANUARY else "",
    }


def _short(number: int) -> str:
    """Return "950", "1,2k", "12k", "240k": what has room above a bar."""
    if number < THOUSAND:
        return str(number)
    thousands = number / THOUSAND
    return f"{thousands:.1f}k".replace(".", ",") if thousands < 9.95 else f"{round(thousands)}k"  # noqa: PLR2004
