"""The school's year as promises know it, and the stretches of time that a plan speaks for. No database here."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from plans.choices import PeriodKind

DAY = datetime.timedelta(days=1)
Span = tuple[str, int, int]  # what a plan says that it is for: kind of period, from year, to year


@dataclass(frozen=True)
class Break:
    """A holiday, both days included."""

    starts_on: datetime.date
    ends_on: datetime.date


@dataclass(frozen=True)
class Year:
    """One school year: 2026 is the one that begins in autumn 2026."""

    starts_on: datetime.date
    first_term_ends_on: datetime.date
    second_term_starts_on: datetime.date
    ends_on: datetime.date

    @classmethod
    def usual(cls, from_year: int) -> "Year":
        """Return the year as the ministry frames it, for a school that has not entered its own."""
        date = datetime.date
        next_year = from_year + 1
        return cls(date(from_year, 9, 5), date(next_year, 1, 15), date(next_year, 1, 16), date(next_year, 5, 31))


@dataclass(frozen=True)
class Stretch:
    """Days without a gap, both ends included, that a plan speaks for. `year` is None where it counts calendar years."""

    starts_on: datetime.date
    ends_on: datetime.date
    year: Year | None = None


class SchoolCalendar:
    """The school's years and holidays; years that it has not entered are as usual."""

    def __init__(self, years: dict[int, Year] | None = None, breaks: Iterable[Break] = ()) -> None:
        self._years = years or {}
        self._breaks = tuple(breaks)

    def year(self, from_year: int) -> Year:
        """Return the school year that begins in `from_year`."""
        return self._years.get(from_year) or Year.usual(from_year)

    def is_off(self, day: datetime.date) -> bool:
        """Say whether `day` is a holiday. Saturdays and Sundays are none."""
        return any(each.starts_on <= day <= each.ends_on for each in self._breaks)

    def before_holiday(self, day: datetime.date, earliest: datetime.date) -> datetime.date:
        """Return `day`, or the last day before the holiday it lies in; `day` itself if that is before `earliest`."""
        found = day
        while self.is_off(found):
            found -= DAY
        return found if found >= earliest else day


def stretches(
    spans: Iterable[Span],
    calendar: SchoolCalendar,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
) -> list[Stretch]:
    """Return the days that `spans` cover, in order, none of them twice.

    A school year is that school's; other spans are calendar years, because "giai đoạn 2017–2020" in an official
    document runs to 31 December and a school that means school years says "năm học". Where a school year lies within
    such a span, the span's days rule. `starts_on` and `ends_on` narrow all.
    """
    found = sorted((_stretch(*span, calendar) for span in spans), key=lambda each: (each.starts_on, -_days(each)))
    apart: list[Stretch] = []
    for each in found:
        begins = max(each.starts_on, apart[-1].ends_on + DAY) if apart else each.starts_on
        if begins <= each.ends_on:
            apart.append(replace(each, starts_on=begins))
    narrowed = (
        replace(
            each,
            starts_on=max(each.starts_on, starts_on or each.starts_on),
            ends_on=min(each.ends_on, ends_on or each.ends_on),
        )
        for each in apart
    )
    return [each for each in narrowed if each.starts_on <= each.ends_on]


def _stretch(kind: str, from_year: int, to_year: int, calendar: SchoolCalendar) -> Stretch:
    if kind == PeriodKind.SCHOOL_YEAR:
        year = calendar.year(from_year)
        return Stretch(year.starts_on, year.ends_on, year)
    return Stretch(datetime.date(from_year, 1, 1), datetime.date(to_year, 12, 31))


def _days(stretch: Stretch) -> int:
    return (stretch.ends_on - stretch.starts_on).days + 1
