"""When somebody is reminded of what falls due. Pure: an occasion and a day in, a stage out.

A stage is a stretch of days and no single day, so that a worker that stood still for a day forgets nothing.
"""

import datetime
from enum import StrEnum
from typing import Protocol

EARLY_DAYS, LAST_DAYS, LATE_DAYS = 7, 1, 7
LONG_ENOUGH = 14  # of what has less time an early mail would come as it begins


class Stage(StrEnum):
    """How near a due date is."""

    EARLY = "early"
    LAST = "last"
    LATE = "late"


class Dated(Protocol):
    """What is asked of an occasion."""

    starts_on: datetime.date
    due_on: datetime.date


def stage_of(occasion: Dated, on: datetime.date) -> Stage | None:
    """Return at which stage a day finds an occasion: a week before, the day before or the day itself, a week after."""
    left = (occasion.due_on - on).days
    if left < 0:
        return Stage.LATE if -left <= LATE_DAYS else None
    if left <= LAST_DAYS:
        return Stage.LAST
    has_time = (occasion.due_on - occasion.starts_on).days >= LONG_ENOUGH
    return Stage.EARLY if left <= EARLY_DAYS and has_time else None
