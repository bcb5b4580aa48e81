"""Which days an address asks for. Nonsense asks for none."""

import pytest

from plans.calendar.spans import View, asked_for, coming_from, month_of, week_of
from tests.plans.calendar.factories import D

TODAY = D(2026, 11, 22)  # a Sunday


def test_week__goes_from_monday_to_sunday():
    span = week_of(TODAY)

    assert (span.first, span.last, span.query, span.number) == (D(2026, 11, 16), TODAY, "tuan=2026-W47", 47)
    assert (span.before.query, span.after.query) == ("tuan=2026-W46", "tuan=2026-W48")


def test_week__round_new_year_is_of_the_year_of_its_thursday():
    assert week_of(D(2027, 1, 1)).query == "tuan=2026-W53"
    assert asked_for({"tuan": "2026-W53"}, TODAY) == week_of(D(2027, 1, 3))


@pytest.mark.parametrize(("day", "last"), [(D(2026, 11, 30), 30), (D(2028, 2, 1), 29), (D(2026, 12, 31), 31)])
def test_month__ends_with_its_last_day(day, last):
    assert (month_of(day).first.day, month_of(day).last.day) == (1, last)


def test_month__leads_over_the_year():
    assert month_of(D(2026, 12, 5)).after.query == "thang=2027-01"
    assert month_of(D(2026, 1, 31)).before.query == "thang=2025-12"


def test_table__of_a_month_has_whole_weeks():
    assert month_of(TODAY).weeks == (D(2026, 10, 26), D(2026, 12, 6))


@pytest.mark.parametrize("span", [week_of(TODAY), month_of(TODAY), coming_from(TODAY)])
def test_query__of_days_asks_for_them(span):
    name, _equals, value = span.query.partition("=")

    assert asked_for({name: value}, TODAY) == span


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"tuan": ""},
        {"tuan": "2025-W53"},
        {"tuan": "2026-W00"},
        {"tuan": "2026-W99"},
        {"tuan": "2026-47"},
        {"tuan": "0000-W01"},
        {"tuan": "9999-W52"},
        {"tuan": "1999-W01"},
        {"tuan": "２０２６-W47"},
        {"tuan": "2026-W47\x00"},
        {"thang": "2026-13"},
        {"thang": "2026-00"},
        {"thang": "0000-01"},
        {"thang": "9999-12"},
        {"thang": "2101-01"},
        {"thang": "x" * 10_000},
    ],
)
def test_nonsense__asks_for_nothing(parameters):
    assert asked_for(parameters, TODAY) is None


def test_calendar__ends_somewhere():
    assert month_of(D(2100, 12, 1)).after is None
    assert month_of(D(2000, 1, 1)).before is None
    assert week_of(D(2000, 1, 4)).before.view == View.WEEK  # it still touches the first year
    assert week_of(D(2000, 1, 1)).before is None
    assert coming_from(TODAY).before is coming_from(TODAY).after is None
