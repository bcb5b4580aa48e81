"""Rhythm and days in, periods out: without gap or overlap, inside the plan's time."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.choices import PeriodKind, Rhythm
from plans.promises.calendar import DAY, Break, SchoolCalendar, Stretch, Year, stretches
from plans.promises.renewal import apart_from
from plans.promises.schedule import schedule, single

D = datetime.date
REPEATED = [rhythm for rhythm in Rhythm if rhythm != Rhythm.ONCE]
TET = Break(D(2027, 2, 1), D(2027, 2, 14))
SCHOOL = SchoolCalendar({}, [Break(D(2027, 1, 1), D(2027, 1, 1)), TET, Break(D(2027, 4, 30), D(2027, 5, 1))])
YEAR = [(PeriodKind.SCHOOL_YEAR, 2026, 2027)]


def days(periods):
    return [(each.starts_on, each.ends_on, each.due_on) for each in periods]


def of_year(rhythm, calendar=SCHOOL, **limits):
    return schedule(rhythm, stretches(YEAR, calendar, **limits), calendar)


def test_monthly__september_to_may_of_a_school_year():
    periods = of_year(Rhythm.MONTHLY)

    assert [each.due_on.month for each in periods] == [9, 10, 11, 12, 1, 2, 3, 4, 5]
    assert days(periods)[0] == (D(2026, 9, 5), D(2026, 9, 30), D(2026, 9, 30))


def test_due_date_in_a_holiday__moves_to_the_last_day_before_it():
    april = of_year(Rhythm.MONTHLY)[7]

    assert (april.ends_on, april.due_on) == (D(2027, 4, 30), D(2027, 4, 29))


def test_weekly__weeks_run_from_monday_to_sunday():
    second = of_year(Rhythm.WEEKLY)[1]

    assert (second.starts_on, second.ends_on) == (D(2026, 9, 14), D(2026, 9, 20))


def test_weekly__a_weekend_before_the_first_week_goes_with_it():
    assert of_year(Rhythm.WEEKLY)[0].starts_on == D(2026, 9, 5)
    assert of_year(Rhythm.WEEKLY)[0].ends_on == D(2026, 9, 13)


def test_weekly__weeks_of_holidays_go_with_the_week_before_and_move_no_due_date():
    (before,) = [each for each in of_year(Rhythm.WEEKLY) if each.ends_on == D(2027, 2, 14)]

    assert (before.starts_on, before.due_on) == (D(2027, 1, 25), D(2027, 1, 31))


def test_quarterly__less_than_half_a_quarter_goes_with_its_neighbour():
    assert days(of_year(Rhythm.QUARTERLY)) == [
        (D(2026, 9, 5), D(2026, 12, 31), D(2026, 12, 31)),
        (D(2027, 1, 1), D(2027, 3, 31), D(2027, 3, 31)),
        (D(2027, 4, 1), D(2027, 5, 31), D(2027, 5, 31)),
    ]


def test_termly__the_days_between_two_terms_belong_to_the_first():
    year = Year(D(2026, 9, 5), D(2027, 1, 15), D(2027, 1, 18), D(2027, 5, 31))
    calendar = SchoolCalendar({2026: year})

    assert days(of_year(Rhythm.TERMLY, calendar)) == [
        (D(2026, 9, 5), D(2027, 1, 17), D(2027, 1, 15)),
        (D(2027, 1, 18), D(2027, 5, 31), D(2027, 5, 31)),
    ]


def test_yearly__each_school_year_by_itself():
    two = stretches([*YEAR, (PeriodKind.SCHOOL_YEAR, 2027, 2028)], SCHOOL)

    assert [each.due_on for each in schedule(Rhythm.YEARLY, two, SCHOOL)] == [D(2027, 5, 31), D(2028, 5, 31)]


def test_yearly__a_span_of_years_counts_calendar_years():
    span = stretches([(PeriodKind.RANGE, 2017, 2020)], SCHOOL)

    assert [each.due_on for each in schedule(Rhythm.YEARLY, span, SCHOOL)] == [D(y, 12, 31) for y in range(2017, 2021)]


def test_termly__a_span_of_years_counts_the_terms_of_its_school_years():
    span = stretches([(PeriodKind.RANGE, 2017, 2018)], SCHOOL)

    assert [each.due_on for each in schedule(Rhythm.TERMLY, span, SCHOOL)] == [
        D(2017, 5, 31), D(2018, 1, 15), D(2018, 5, 31), D(2018, 12, 31),
    ]  # fmt: skip


def test_summer__is_no_month_of_a_school_year_and_falls_to_its_neighbours():
    year = Year(D(2026, 8, 1), D(2027, 1, 15), D(2027, 1, 18), D(2027, 7, 31))
    periods = of_year(Rhythm.MONTHLY, SchoolCalendar({2026: year}))

    assert periods[0].starts_on == D(2026, 8, 1)
    assert [each.due_on.month for each in periods] == [9, 10, 11, 12, 1, 2, 3, 4, 5, 6]
    assert (periods[-1].ends_on, periods[-1].due_on) == (D(2027, 7, 31), D(2027, 6, 30))


def test_summer__is_two_months_of_a_span_of_years():
    span = stretches([(PeriodKind.RANGE, 2020, 2020)], SCHOOL)

    assert len(schedule(Rhythm.MONTHLY, span, SCHOOL)) == 12


def test_school_year_within_a_span_of_years__is_counted_once():
    spans = [(PeriodKind.RANGE, 2017, 2020), (PeriodKind.SCHOOL_YEAR, 2017, 2018)]

    assert stretches(spans, SCHOOL) == [Stretch(D(2017, 1, 1), D(2020, 12, 31))]


def test_too_short_for_any_period__all_is_one():
    periods = of_year(Rhythm.QUARTERLY, starts_on=D(2026, 11, 2), ends_on=D(2026, 11, 20))

    assert days(periods) == [(D(2026, 11, 2), D(2026, 11, 20), D(2026, 11, 20))]


def test_no_period__nothing_falls_due():
    assert schedule(Rhythm.MONTHLY, [], SCHOOL) == []
    assert single([], SCHOOL, None, None) == []


def test_once__from_the_issue_of_the_plan_until_its_date_and_can_be_made_good_until_the_plan_ends():
    (period,) = single(stretches(YEAR, SCHOOL), SCHOOL, D(2026, 11, 30), D(2026, 8, 28))

    assert days([period]) == [(D(2026, 8, 28), D(2026, 11, 30), D(2026, 11, 30))]
    assert period.closes_on == D(2027, 5, 31)


def test_once_without_a_date__until_the_plan_ends():
    (period,) = single(stretches(YEAR, SCHOOL), SCHOOL, None, None)

    assert days([period]) == [(D(2026, 9, 5), D(2027, 5, 31), D(2027, 5, 31))]


def test_what_one_period_lacks__can_be_made_good_until_the_next_ends():
    first, second, third = of_year(Rhythm.QUARTERLY)

    assert (first.closes_on, second.closes_on) == (second.ends_on, third.ends_on)
    assert third.closes_on == third.ends_on + (third.ends_on - third.starts_on) + DAY


years = st.integers(2015, 2028)
spans = st.lists(
    st.one_of(
        st.builds(lambda year: (PeriodKind.SCHOOL_YEAR, year, year + 1), years),
        st.builds(lambda year, more: (PeriodKind.RANGE, year, year + more), years, st.integers(0, 3)),
    ),
    max_size=3,
)
dates = st.dates(D(2014, 1, 1), D(2033, 12, 31))
breaks = st.lists(st.builds(lambda day, more: Break(day, day + DAY * more), dates, st.integers(0, 20)), max_size=6)


@settings(max_examples=150, deadline=None)
@given(
    spans=spans,
    off=breaks,
    limits=st.lists(dates, min_size=2, max_size=2).map(sorted),
    rhythm=st.sampled_from(REPEATED),
)
def test_periods__tile_the_time_of_the_plan(spans, off, limits, rhythm):
    calendar = SchoolCalendar({}, off)
    spoken_for = stretches(spans, calendar, *limits)
    periods = schedule(rhythm, spoken_for, calendar)

    covered = [
        each.starts_on + DAY * ahead for each in periods for ahead in range((each.ends_on - each.starts_on).days + 1)
    ]
    meant = [
        each.starts_on + DAY * ahead for each in spoken_for for ahead in range((each.ends_on - each.starts_on).days + 1)
    ]
    assert covered == meant
    for each in periods:
        assert each.starts_on <= each.due_on <= each.ends_on <= each.closes_on
        assert not calendar.is_off(each.due_on) or calendar.before_holiday(each.due_on, each.starts_on) == each.due_on


@pytest.mark.parametrize("rhythm", REPEATED)
def test_due_dates__come_in_order(rhythm):
    due = [each.due_on for each in of_year(rhythm)]

    assert due == sorted(set(due))


@settings(max_examples=100, deadline=None)
@given(
    off=breaks,
    old=st.sampled_from(REPEATED),
    new=st.sampled_from(REPEATED),
    today=st.dates(D(2026, 9, 1), D(2027, 6, 1)),
    counted=st.sets(st.integers(0, 40)),
)
def test_changed_rhythm__overlaps_nothing_that_stays(off, old, new, today, counted):
    calendar = SchoolCalendar({}, off)
    spoken_for = stretches(YEAR, calendar)
    closed = [
        each
        for place, each in enumerate(schedule(old, spoken_for, calendar))
        if each.due_on < today or place in counted
    ]
    wanted = [each for each in schedule(new, spoken_for, calendar) if each.due_on >= today]

    rows = sorted([*closed, *apart_from(wanted, closed)])

    assert all(left.ends_on < right.starts_on for left, right in pairwise(rows))
    assert all(each.starts_on <= each.due_on <= each.ends_on for each in rows)
