"""What has become of each occasion of a promise. Pure: occasions and the dates of what was done in, states out.

What is dated inside a period counts for it, up to the quantity. What is beyond that, and what is dated between two
periods, makes good what the period just before lacks, until that one closes. What only the staff may see counts for
what was promised to the staff. A tick counts as the whole quantity; what was waived asks for nothing.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """How an occasion stands on a day."""

    MET = "met", pgettext_lazy("state of a promise", "kept")
    MET_LATE = "met_late", pgettext_lazy("state of a promise", "kept late")
    DUE = "due", pgettext_lazy("state of a promise", "not due yet")
    OVERDUE = "overdue", pgettext_lazy("state of a promise", "overdue")
    MISSED = "missed", pgettext_lazy("state of a promise", "missed")
    WAIVED = "waived", pgettext_lazy("state of a promise", "waived")


KEPT = (State.MET, State.MET_LATE)
LATE = (State.OVERDUE, State.MISSED)


@dataclass(frozen=True, order=True)
class Done:
    """One approved thing that serves an item, by its date; `internal` if only the staff may see it."""

    date: datetime.date
    internal: bool = False


class Occasion(Protocol):
    """What reckoning asks of an occasion; both ends of a period are included."""

    starts_on: datetime.date
    ends_on: datetime.date
    due_on: datetime.date
    closes_on: datetime.date
    quantity: int
    internal: bool
    ticked_on: datetime.date | None
    is_waived: bool


@dataclass(frozen=True)
class Reckoned:
    """An occasion with its state and how many of its quantity there are. `kept_on` is when it was whole, or None."""

    occasion: Occasion
    state: State
    count: int
    kept_on: datetime.date | None = None

    @property
    def missing(self) -> int:
        """How many it still lacks, 0 where it was waived."""
        return 0 if self.state == State.WAIVED else self.occasion.quantity - self.count


def reckon(occasions: Iterable[Occasion], done: Iterable[Done], today: datetime.date) -> list[Reckoned]:
    """Return how each of one item's `occasions` stands, in order, when this was `done`.

    What is dated after `today` does not count yet.
    """
    ordered = sorted(occasions, key=lambda each: each.starts_on)
    shares = _shares(ordered, sorted(each for each in done if each.date <= today))
    return [_reckoned(occasion, share, today) for occasion, share in zip(ordered, shares, strict=True)]


def _shares(ordered: Sequence[Occasion], done: list[Done]) -> list[list[Done]]:
    """Give each thing to at most one occasion. From the last one back: what one can spare goes to the one before."""
    shares: list[list[Done]] = []
    spare: list[Done] = []
    for place in reversed(range(len(ordered))):
        occasion, following = ordered[place], ordered[place + 1 : place + 2]
        before = following[0].starts_on if following else datetime.date.max
        between = [each for each in done if occasion.ends_on < each.date < before]
        inside = [each for each in done if occasion.starts_on <= each.date <= occasion.ends_on]
        late = [each for each in (*between, *spare) if each.date <= occasion.closes_on]
        wanted = _wanted(occasion)
        own = _counting(inside, occasion)[:wanted]
        shares.append(own + _counting(late, occasion)[: wanted - len(own)])
        spare = _without(inside, own)
    return shares[::-1]


def _counting(found: list[Done], occasion: Occasion) -> list[Done]:
    return [each for each in found if occasion.internal or not each.internal]


def _without(found: list[Done], taken: list[Done]) -> list[Done]:
    left = list(found)
    for each in taken:
        left.remove(each)
    return left


def _wanted(occasion: Occasion) -> int:
    return 0 if occasion.is_waived or occasion.ticked_on else occasion.quantity


def _reckoned(occasion: Occasion, share: list[Done], today: datetime.date) -> Reckoned:
    if occasion.is_waived:
        return Reckoned(occasion, State.WAIVED, 0)
    if occasion.ticked_on:
        return Reckoned(occasion, _kept(occasion, occasion.ticked_on), occasion.quantity, occasion.ticked_on)
    count = len(share)
    if count >= occasion.quantity:
        return Reckoned(occasion, _kept(occasion, share[-1].date), count, share[-1].date)
    if today <= occasion.due_on:
        return Reckoned(occasion, State.DUE, count)
    return Reckoned(occasion, State.OVERDUE if today <= occasion.closes_on else State.MISSED, count)


def _kept(occasion: Occasion, day: datetime.date) -> State:
    return State.MET if day <= occasion.due_on else State.MET_LATE
