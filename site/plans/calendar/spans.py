"""Which days somebody asks for: a week ("?tuan=2026-W47"), a month ("?thang=2026-11"), or what is coming."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from plans.models.event import FIRST_YEAR, LAST_YEAR
from plans.promises.calendar import DAY

WEEK_PARAMETER, MONTH_PARAMETER, COMING_PARAMETER = "tuan", "thang", "sap-toi"
COMING = 60 * DAY
DAYS_OF_A_WEEK = 7
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


class View(StrEnum):
    """What one looks at."""

    WEEK = "week"
    MONTH = "month"
    COMING = "coming"


@dataclass(frozen=True)
class Span:
    """Days that are shown together, both ends included."""

    view: View
    first: datetime.date
    last: datetime.date

    @property
    def query(self) -> str:
        """What stands in the address: "tuan=2026-W47"."""
        if self.view == View.WEEK:
            return f"{WEEK_PARAMETER}={self.first:%G-W%V}"
        return f"{MONTH_PARAMETER}={self.first:%Y-%m}" if self.view == View.MONTH else f"{COMING_PARAMETER}=1"

    @property
    def number(self) -> int:
        """The number of the week in its year (ISO 8601)."""
        return self.first.isocalendar().week

    @property
    def before(self) -> "Span | None":
        """The week or month before; None at the calendar's end."""
        return None if self.view == View.COMING else _within(_like(self.view, self.first - DAY))

    @property
    def after(self) -> "Span | None":
        """The week or month after; None at the calendar's end."""
        return None if self.view == View.COMING else _within(_like(self.view, self.last + DAY))

    @property
    def weeks(self) -> tuple[datetime.date, datetime.date]:
        """The Monday on or before the first day and the Sunday on or after the last, as a table of weeks needs them."""
        return week_of(self.first).first, week_of(self.last).last


def week_of(day: datetime.date) -> Span:
    """Return the week from Monday to Sunday in which `day` lies."""
    monday = day - DAY * day.weekday()
    return Span(View.WEEK, monday, monday + DAY * (DAYS_OF_A_WEEK - 1))


def month_of(day: datetime.date) -> Span:
    """Return the month in which `day` lies."""
    first = day.replace(day=1)
    return Span(View.MONTH, first, (first + DAY * 31).replace(day=1) - DAY)


def coming_from(day: datetime.date) -> Span:
    """Return the next two months."""
    return Span(View.COMING, day, day + COMING)


def asked_for(parameters: Mapping[str, str], today: datetime.date) -> Span | None:
    """Return the days that an address asks for; None where it names none, or nonsense."""
    if COMING_PARAMETER in parameters:
        return coming_from(today)
    return _month(parameters.get(MONTH_PARAMETER, "")) or _week(parameters.get(WEEK_PARAMETER, ""))


def _week(text: str) -> Span | None:
    matched = _WEEK.fullmatch(text)
    try:
        return week_of(datetime.date.fromisocalendar(_year(matched), int(matched[2]), 1)) if matched else None
    except ValueError:
        return None


def _month(text: str) -> Span | None:
    matched = _MONTH.fullmatch(text)
    try:
        return month_of(datetime.date(_year(matched), int(matched[2]), 1)) if matched else None
    except ValueError:
        return None


def _year(matched: re.Match[str]) -> int:
    """Return the year, if the calendar holds it. Raise ValueError where it does not."""
    year = int(matched[1])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(year)
    return year


def _like(view: View, day: datetime.date) -> Span:
    return week_of(day) if view == View.WEEK else month_of(day)


def _within(span: Span) -> Span | None:
    """Return `span` if it touches the years that the calendar holds."""
    return span if span.last.year >= FIRST_YEAR and span.first.year <= LAST_YEAR else None
