"""Occasions and dates in, states out."""

import datetime
from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.promises.reckoning import KEPT, Done, State, reckon

D = datetime.date
FIRST = D(2026, 9, 1)
DAY = datetime.timedelta(days=1)


@dataclass
class Ten:
    """The nth period of ten days, due on the tenth."""

    place: int
    quantity: int = 1
    internal: bool = False
    ticked_on: datetime.date | None = None
    is_waived: bool = False

    @property
    def starts_on(self):
        return FIRST + DAY * 10 * self.place

    @property
    def ends_on(self):
        return self.starts_on + DAY * 9

    @property
    def due_on(self):
        return self.ends_on

    @property
    def closes_on(self):
        return self.ends_on + DAY * 10


def day(number):
    """The nth day: 0 to 9 lie in the first period."""
    return FIRST + DAY * number


def done(numbers):
    return [Done(day(number)) for number in numbers]


def states(occasions, numbers, today=99):
    return [(each.state, each.count) for each in reckon(occasions, done(numbers), day(today))]


def test_inside_a_period__counts_for_it():
    assert states([Ten(0), Ten(1)], [3, 15]) == [(State.MET, 1), (State.MET, 1)]


def test_nothing__is_due_then_overdue_then_missed():
    assert [states([Ten(0)], [], today)[0][0] for today in (9, 10, 19, 20)] == [
        State.DUE, State.OVERDUE, State.OVERDUE, State.MISSED,
    ]  # fmt: skip


def test_less_than_promised__is_not_kept():
    assert states([Ten(0, quantity=2)], [3]) == [(State.MISSED, 1)]


def test_beyond_the_quantity__makes_good_the_period_just_before():
    assert states([Ten(0), Ten(1)], [12, 13]) == [(State.MET_LATE, 1), (State.MET, 1)]


def test_beyond_the_quantity__reaches_no_further_back():
    assert states([Ten(0), Ten(1), Ten(2)], [15, 22, 23]) == [(State.MISSED, 0), (State.MET, 1), (State.MET, 1)]


def test_a_period_comes_first_to_itself():
    assert states([Ten(0), Ten(1)], [12], today=15) == [(State.OVERDUE, 0), (State.MET, 1)]


def test_after_the_last_period__makes_it_good_until_it_closes():
    assert states([Ten(0)], [15]) == [(State.MET_LATE, 1)]
    assert states([Ten(0)], [25]) == [(State.MISSED, 0)]


def test_after_today__counts_not_yet():
    assert states([Ten(0)], [5], today=4) == [(State.DUE, 0)]


def test_tick__counts_as_the_whole_quantity():
    assert states([Ten(0, quantity=3, ticked_on=day(8))], []) == [(State.MET, 3)]
    assert states([Ten(0, quantity=3, ticked_on=day(12))], []) == [(State.MET_LATE, 3)]


def test_waived__asks_for_nothing_and_lets_what_is_in_it_make_good_the_one_before():
    assert states([Ten(0), Ten(1, is_waived=True)], [12]) == [(State.MET_LATE, 1), (State.WAIVED, 0)]


def test_internal__counts_for_what_was_promised_to_the_staff_alone():
    inside = [Done(day(3), internal=True)]

    assert reckon([Ten(0)], inside, day(99))[0].state == State.MISSED
    assert reckon([Ten(0, internal=True)], inside, day(99))[0].state == State.MET


def test_internal__in_a_public_period_makes_good_the_internal_one_before():
    reckoned = reckon([Ten(0, internal=True), Ten(1)], [Done(day(12), internal=True), Done(day(13))], day(99))

    assert [each.state for each in reckoned] == [State.MET_LATE, State.MET]


tens = st.builds(
    lambda quantity, fate: Ten(0, quantity, ticked_on=day(3) if fate == "ticked" else None, is_waived=fate == "waived"),
    st.integers(1, 3),
    st.sampled_from(["", "", "", "ticked", "waived"]),
)


def placed(occasions):
    return [replace(each, place=place) for place, each in enumerate(occasions)]


occasions = st.lists(tens, max_size=6).map(placed)
numbers = st.lists(st.integers(-5, 80), max_size=14)


@settings(max_examples=300, deadline=None)
@given(occasions=occasions, numbers=numbers, today=st.integers(0, 90))
def test_counts__use_nothing_twice(occasions, numbers, today):
    reckoned = reckon(occasions, done(numbers), day(today))

    counted = sum(each.count for each in reckoned if not each.occasion.ticked_on)
    assert counted <= sum(number <= today for number in numbers)
    for each in reckoned:
        assert each.count <= each.occasion.quantity
        assert (each.state in KEPT) == (each.count == each.occasion.quantity)


@settings(max_examples=300, deadline=None)
@given(occasions=occasions, numbers=numbers, more=st.integers(-5, 80))
def test_one_more__takes_nothing_away(occasions, numbers, more):
    before = reckon(occasions, done(numbers), day(90))
    after = reckon(occasions, done([*numbers, more]), day(90))

    assert all(now.count >= then.count for then, now in zip(before, after, strict=True))


@settings(max_examples=200, deadline=None)
@given(occasions=occasions, numbers=numbers, order=st.randoms())
def test_order__does_not_matter(occasions, numbers, order):
    shuffled, mixed = list(occasions), list(numbers)
    order.shuffle(shuffled)
    order.shuffle(mixed)

    assert reckon(shuffled, done(mixed), day(90)) == reckon(occasions, done(numbers), day(90))
