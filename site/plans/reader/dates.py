"""Dates and periods as administrative documents write them."""

import re
from calendar import monthrange
from datetime import date

from .reading import Period

# Blank dates ("ngày    tháng 11 năm 2020") are common in drafts, so the numbers may be missing or dots.
_BLANK = r"[\d\s.…_]{0,12}?"
LONG_DATE = re.compile(
    rf"ngày\s*(?P<day>{_BLANK})\s*tháng\s*(?P<month>{_BLANK})\s*năm\s*(?P<year>\d{{4}}|[\s.…_]{{0,12}})",
    re.IGNORECASE,
)
SHORT_DATE = re.compile(
    r"(?:ngày\s*)?(?<!\d)(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})(?!\d)"
)

PLACE_DATE = re.compile(rf"(?P<place>[^\d,;:()]{{2,60}}?)\s*,\s*{LONG_DATE.pattern}\.?", re.IGNORECASE)

_YEARS = r"(?P<first>(?:19|20)\d{2})\s*(?:[-–—/]|đến(?:\s+năm)?)\s*(?P<last>(?:19|20)\d{2}|\d{2}(?!\d))"
_PERIOD = re.compile(
    rf"(?P<kind>năm\s*học|giai\s*đoạn|từ\s*năm|nhiệm\s*kỳ|trong\s+các\s+năm)?\s*:?\s*{_YEARS}", re.IGNORECASE
)
_SINGLE = re.compile(r"\bnăm\s+(?P<year>(?:19|20)\d{2})\b(?!\s*[-–—/]\s*\d)", re.IGNORECASE)
_CENTURY = 100


_DUE = re.compile(
    r"(?:trước|chậm\s+nhất|muộn\s+nhất|hạn(?:\s+(?:chót|cuối))?|xong)(?:\s+là)?\s*:?\s*(?:ngày\s+)?"
    r"(?P<day>\d{1,2})\s*(?:[/.-]|tháng)\s*(?P<month>\d{1,2})(?:\s*(?:[/.-]|năm)\s*(?P<year>\d{4}))?(?!\d)",
    re.IGNORECASE,
)
# "(Thời gian: Tháng 12/2025)": a work table says in its own column by when. Two months are a period and no day.
DUE_MONTH = re.compile(
    r"thời\s+(?:gian|điểm|hạn)[^():]{0,30}:\s*(?:trong\s+|vào\s+)?tháng\s+(?P<month>\d{1,2})"
    r"(?:\s*[/.-]\s*(?P<year>\d{4}))?\s*(?:\)|$)",
    re.IGNORECASE,
)
_SCHOOL_BEGINS = 8  # August; what is due in an earlier month belongs to the year's second half


def due_day(text: str, periods: list[tuple[str, int, int]]) -> date | None:
    """The day by which `text` promises something, of a month its last.

    A year that it leaves out follows from a plan for one year.
    `periods` are (kind, first year, last year). None where no day is named, or the year stays open.
    """
    match = _DUE.search(text) or DUE_MONTH.search(text)
    if not match:
        return None
    month = int(match["month"])
    year = int(match["year"]) if match["year"] else _year_of(month, periods)
    try:
        if not year:
            return None
        day = match.groupdict().get("day")
        return date(year, month, int(day) if day else monthrange(year, month)[1])
    except ValueError:  # IllegalMonthError is one, too
        return None


def _year_of(month: int, periods: list[tuple[str, int, int]]) -> int | None:
    if len(periods) != 1:
        return None
    kind, first, last = periods[0]
    if first == last:
        return first
    return (first if month >= _SCHOOL_BEGINS else last) if kind == "school_year" else None


def iso_date(match: re.Match) -> str:
    """YYYY-MM-DD of a LONG_DATE or SHORT_DATE match, or "" when it is blank or no date."""
    try:
        return date(*(int(match[part]) for part in ("year", "month", "day"))).isoformat()
    except ValueError:
        return ""


def find_periods(text: str) -> tuple[list[Period], list[str]]:
    """The periods that `text` names, in its order, and the phrases that look wrong."""
    periods: list[Period] = []
    odd: list[str] = []
    for match in _PERIOD.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        last += first // _CENTURY * _CENTURY if last < _CENTURY else 0
        named = (match["kind"] or "").lower().split()
        kind = "school_year" if named == ["năm", "học"] or (not named and last == first + 1) else "range"
        if last < first or (kind == "school_year" and last != first + 1):
            odd.append(match[0].strip())
        if last >= first:
            _add(periods, Period(kind, first, last))
    if not periods and not odd and (match := _SINGLE.search(text)):
        year = int(match["year"])
        periods.append(Period("range", year, year))
    return periods, odd


def plan_periods(title: str, introduction: str, rest: str = "") -> tuple[list[Period], list[str]]:
    """The plan's periods: the title's first, then the introduction's; `rest` only when both name none."""
    periods: list[Period] = []
    odd: list[str] = []
    for text in (title, introduction):
        found, wrong = find_periods(text)
        odd += wrong
        # A bare "năm 2020" in the introduction says when, not for how long.
        for period in found if text is title or not periods else [p for p in found if p.first != p.last]:
            _add(periods, period)
    if not periods:
        periods, _ = find_periods(rest)
    return periods, odd


def _add(periods: list[Period], period: Period) -> None:
    if period not in periods:
        periods.append(period)
