"""How fast decisions come: for each month, how many there were and how long what was submitted had waited."""

import datetime
import statistics
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from moderation.desk.waiting import waited
from moderation.models import Act, Approval

DECIDED = (Act.APPROVED, Act.SCHEDULED)
MONTHS = 12


@dataclass(frozen=True)
class Month:
    """One month. `typical` is the median wait, `longest` the longest, in words; `within_a_day` in per cent."""

    first: datetime.date
    count: int
    typical: str
    longest: str
    within_a_day: int


def by_month() -> list[Month]:
    """Return the last months in which anything was decided, newest first. What a principal issued alone is left out."""
    waits: dict[datetime.date, list[float]] = defaultdict(list)
    records = Approval.objects.filter(act__in=DECIDED).exclude(requested_at=None).exclude(decided_by=None)
    for made_at, requested_at in records.values_list("made_at", "requested_at"):
        waits[timezone.localtime(made_at).date().replace(day=1)].append((made_at - requested_at).total_seconds())
    return [_month(first, waits[first]) for first in sorted(waits, reverse=True)[:MONTHS]]


def _month(first: datetime.date, seconds: list[float]) -> Month:
    quick = sum(each <= datetime.timedelta(days=1).total_seconds() for each in seconds)
    return Month(
        first, len(seconds), _said(statistics.median(seconds)), _said(max(seconds)), round(100 * quick / len(seconds))
    )


def _said(seconds: float) -> str:
    now = timezone.now()
    return waited(now - datetime.timedelta(seconds=seconds), now)
