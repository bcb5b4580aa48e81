"""The days for which reports are usually asked for."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.promises.calendar import DAY, SchoolCalendar, Year
from plans.report.wording import short

OWN = "own"
LAST_MONTH = 12


@dataclass(frozen=True)
class Period:
    """Some days with a name. `words` are what a report's title says: always Vietnamese, as the document is."""

    key: str
    label: str
    words: str
    first: datetime.date
    last: datetime.date

    def __str__(self) -> str:
        return f"{self.label} ({short(self.first)} – {short(self.last)})"


def usual(calendar: SchoolCalendar, today: datetime.date) -> list[Period]:
    """Return the usual periods that have begun, the nearest first."""
    found = [*_of_the_calendar(today), *_of_the_school(calendar, today)]
    return [period for period in found if period.first <= today]


def _of_the_calendar(today: datetime.date) -> Iterator[Period]:
    this_month = today.replace(day=1)
    last_month = (this_month - DAY).replace(day=1)
    for key, label, first in (("month", _("this month"), this_month), ("last_month", _("last month"), last_month)):
        yield Period(key, label, f"tháng {first.month} năm {first.year}", first, _last_day(first, 1))
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    words = f"quý {('I', 'II', 'III', 'IV')[(quarter.month - 1) // 3]} năm {quarter.year}"
    yield Period("quarter", _("this quarter"), words, quarter, _last_day(quarter, 3))


def _of_the_school(calendar: SchoolCalendar, today: datetime.date) -> Iterator[Period]:
    """Terms and years: of the school year that runs or comes last, and of the one before."""
    current = today.year if calendar.year(today.year).starts_on <= today else today.year - 1
    for key, from_year in (("", current), ("last_", current - 1)):
        yield from _of_a_year(key, from_year, calendar.year(from_year))


def _of_a_year(key: str, from_year: int, year: Year) -> Iterator[Period]:
    named = {"years": f"{from_year}–{from_year + 1}"}
    words = f"năm học {named['years']}"
    terms = (
        ("term_1", _("first term of %(years)s"), "học kỳ I ", year.starts_on, year.first_term_ends_on),
        ("term_2", _("second term of %(years)s"), "học kỳ II ", year.second_term_starts_on, year.ends_on),
        ("year", _("school year %(years)s"), "", year.starts_on, year.ends_on),
    )
    for name, label, term, first, last in terms:
        yield Period(f"{key}{name}", label % named, f"{term}{words}", first, last)


def _last_day(first: datetime.date, months: int) -> datetime.date:
    years, month = divmod(first.month - 1 + months, LAST_MONTH)
    return datetime.date(first.year + years, month + 1, 1) - DAY
