"""When a promise falls due. Pure: a rhythm and the days that a plan speaks for in, periods out.

The periods of a rhythm are those of the calendar (weeks from Monday to Sunday, months, quarters) or of the school
(terms, years). They cover the plan's days without gap or overlap, so that no article falls between two of them:

- A period of which the plan has less than half goes with its neighbour: the first of a plan with the one after it,
  any other with the one before it, whose due date stays.
- So do weeks in which no school day (Monday to Friday) is free of holidays, and July and August of a school year.
- A due date in a holiday moves to the last day before it; a date that the plan itself names does not.
- What one period lacks can be made good until the next has ended; what the last lacks, for as long again as it was.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plans.choices import Rhythm
from plans.promises.calendar import DAY, SchoolCalendar, Stretch, Year

SUMMER = (7, 8)
SUNDAY = 6
SCHOOL_DAYS = 5


@dataclass(frozen=True, order=True)
class Period:
    """One time in which a promise is to be kept: first day, last day, due by, and until when it can be made good."""

    starts_on: datetime.date
    ends_on: datetime.date
    due_on: datetime.date
    closes_on: datetime.date


@dataclass
class _Piece:
    """What a stretch has of one period of the calendar. `stands` says whether it is one by itself."""

    starts_on: datetime.date
    ends_on: datetime.date
    due_on: datetime.date
    stands: bool


def schedule(rhythm: str, spoken_for: Sequence[Stretch], calendar: SchoolCalendar) -> list[Period]:
    """Return the periods of a repeated promise in order: none where the plan speaks for no time."""
    pieces = [piece for stretch in spoken_for for piece in _joined(_pieces(rhythm, stretch, calendar))]
    closing = [piece.ends_on for piece in pieces[1:]]
    if pieces:
        last = pieces[-1]
        closing.append(last.ends_on + (last.ends_on - last.starts_on) + DAY)
    return [
        Period(
            piece.starts_on, piece.ends_on, calendar.before_holiday(piece.due_on, earliest=piece.starts_on), closes_on
        )
        for piece, closes_on in zip(pieces, closing, strict=True)
    ]


def single(
    spoken_for: Sequence[Stretch], calendar: SchoolCalendar, due_on: datetime.date | None, since: datetime.date | None
) -> list[Period]:
    """Return the one period of what is promised once; none where neither a date nor the plan says until when.

    It begins on `since` (the plan's date of issue) where that is before the plan's days, and can be made good until
    they end.
    """
    if not spoken_for and due_on is None:
        return []
    closes_on = max(filter(None, [due_on, spoken_for[-1].ends_on if spoken_for else None]))
    due = due_on or calendar.before_holiday(closes_on, earliest=spoken_for[0].starts_on)
    starts = min(filter(None, [due, since, spoken_for[0].starts_on if spoken_for else None]))
    return [Period(starts, due, due, closes_on)]


def _pieces(rhythm: str, stretch: Stretch, calendar: SchoolCalendar) -> Iterator[_Piece]:
    """Yield what `stretch` has of each period of the calendar, in order and without gaps."""
    for first, last, due_on in _NATURAL[Rhythm(rhythm)](stretch, calendar):
        starts_on, ends_on = max(first, stretch.starts_on), min(last, stretch.ends_on)
        if starts_on <= ends_on:
            half = 2 * ((ends_on - starts_on).days + 1) >= (last - first).days + 1
            stands = half and _counts(rhythm, starts_on, ends_on, stretch, calendar)
            yield _Piece(starts_on, ends_on, min(max(due_on, starts_on), ends_on), stands)


def _counts(
    rhythm: str, starts_on: datetime.date, ends_on: datetime.date, stretch: Stretch, calendar: SchoolCalendar
) -> bool:
    if rhythm == Rhythm.WEEKLY:
        days = (starts_on + DAY * ahead for ahead in range((ends_on - starts_on).days + 1))
        return any(day.weekday() < SCHOOL_DAYS and not calendar.is_off(day) for day in days)
    return not (rhythm == Rhythm.MONTHLY and stretch.year and starts_on.month in SUMMER)


def _joined(pieces: Iterator[_Piece]) -> list[_Piece]:
    """Let pieces that don't stand by themselves go with their neighbours; if none does, all are one."""
    found: list[_Piece] = []
    before: _Piece | None = None
    for piece in pieces:
        if found and not piece.stands:
            found[-1].ends_on = piece.ends_on
        elif not piece.stands:
            before = before or piece
            before.ends_on = before.due_on = piece.ends_on
        else:
            piece.starts_on = before.starts_on if before else piece.starts_on
            before = None
            found.append(piece)
    return found or ([before] if before else [])


# --- The calendar's own periods: (first day, last day, due by), at least those that touch a stretch ---------------

_Natural = Iterator[tuple[datetime.date, datetime.date, datetime.date]]


def _weeks(stretch: Stretch, calendar: SchoolCalendar) -> _Natural:
    monday = stretch.starts_on - DAY * stretch.starts_on.weekday()
    while monday <= stretch.ends_on:
        yield monday, monday + DAY * SUNDAY, monday + DAY * SUNDAY
        monday += DAY * (SUNDAY + 1)


def _months(stretch: Stretch, calendar: SchoolCalendar, size: int = 1) -> _Natural:
    month = (stretch.starts_on.month - 1) // size * size
    first = datetime.date(stretch.starts_on.year, month + 1, 1)
    while first <= stretch.ends_on:
        month += size
        following = datetime.date(stretch.starts_on.year + month // 12, month % 12 + 1, 1)
        yield first, following - DAY, following - DAY
        first = following


def _quarters(stretch: Stretch, calendar: SchoolCalendar) -> _Natural:
    yield from _months(stretch, calendar, size=3)


def _terms(stretch: Stretch, calendar: SchoolCalendar) -> _Natural:
    """A term lasts until the next begins, so that the days between two terms belong to one, and ends at its own end."""
    years = (
        [stretch.year]
        if stretch.year
        else [calendar.year(year) for year in range(stretch.starts_on.year - 1, stretch.ends_on.year + 2)]
    )
    begins = [(day, due) for year in years for day, due in _terms_of(year)]
    for (first, due_on), (following, _due) in pairwise(begins):
        yield first, following - DAY, due_on
    last_begins, last_due = begins[-1]
    yield last_begins, last_due, last_due


def _terms_of(year: Year) -> list[tuple[datetime.date, datetime.date]]:
    return [(year.starts_on, year.first_term_ends_on), (year.second_term_starts_on, year.ends_on)]


def _years(stretch: Stretch, calendar: SchoolCalendar) -> _Natural:
    if stretch.year:
        yield stretch.year.starts_on, stretch.year.ends_on, stretch.year.ends_on
        return
    for year in range(stretch.starts_on.year, stretch.ends_on.year + 1):
        last = datetime.date(year, 12, 31)
        yield datetime.date(year, 1, 1), last, last


_NATURAL: dict[Rhythm, Callable[[Stretch, SchoolCalendar], _Natural]] = {
    Rhythm.WEEKLY: _weeks,
    Rhythm.MONTHLY: _months,
    Rhythm.QUARTERLY: _quarters,
    Rhythm.TERMLY: _terms,
    Rhythm.YEARLY: _years,
}
