"""What falls due, written down: when a plan is published, and again by a sweep.

A changed promise rules from the day on which it was approved. What has fallen due before, what was ticked or waived,
and what anything has counted for stays as it was promised then.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from common.text import nfc
from plans.choices import Proof, Rhythm
from plans.evidence import done_for
from plans.models import Commitment, Duty, Occasion, PlanItem, PlanPage
from plans.models.school_year import calendar_of
from plans.promises.calendar import DAY, SchoolCalendar, Span, stretches
from plans.promises.reckoning import reckon
from plans.promises.schedule import Period, schedule, single

_PROMISED = ("ends_on", "due_on", "closes_on", "quantity", "text", "proof", "unit_id", "internal")


@dataclass(frozen=True)
class Terms:
    """What a commitment or a duty promises, in the same words for both."""

    text: str
    rhythm: str
    quantity: int
    proof: str
    unit_id: int | None
    due_on: datetime.date | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None

    @classmethod
    def of_commitment(cls, commitment: Commitment) -> "Terms":
        """Return what a commitment promises: it is known to be kept by what is published or recorded."""
        return cls(
            nfc(commitment.text),
            commitment.every,
            commitment.quantity,
            Proof.EVIDENCE,
            commitment.unit_id,
            commitment.due_on,
            commitment.starts_on,
            commitment.ends_on,
        )

    @classmethod
    def of_duty(cls, duty: Duty, unit_id: int | None) -> "Terms":
        """Return what a duty asks of its unit."""
        return cls(nfc(duty.text), duty.rhythm, duty.quantity, duty.proof, unit_id, duty.due_on)


def renew_all() -> int:
    """Bring what falls due in step with every public plan (a sweep). Return how many occasions changed."""
    return sum(renew(plan) for plan in PlanPage.objects.public())


@transaction.atomic
def renew(plan: PlanPage) -> int:
    """Bring what falls due under a live `plan` in step with what it promises now. Return how many rows changed."""
    today = timezone.localdate()
    # Whoever comes second waits here, and finds what the first has written.
    rows = PlanItem.objects.select_for_update(of=("self",)).filter(plan=plan)
    items = list(rows.select_related("holder").order_by("pk"))
    terms = _terms_by_key(plan)
    kept = _kept_by_item(items, today)
    spans, calendar = plan.spans, calendar_of(plan.get_site())
    changed = 0
    for item in items:
        rows = kept[item.pk]
        promised = terms.get(item.key) if item.retired_at is None else None
        periods = periods_of(promised, spans, calendar, plan.issued_on) if promised else []
        since = today if rows.any else _first_day(plan, item, today)
        wanted = apart_from((each for each in periods if each.due_on >= since), rows.closed)
        changed += _write(item, promised, wanted, rows.open)
    return changed


def periods_of(
    terms: Terms, spans: Iterable[Span], calendar: SchoolCalendar, issued_on: datetime.date | None
) -> list[Period]:
    """Return all periods in which `terms` of a plan for `spans` are to be kept; none for a standing duty."""
    if not terms.rhythm:
        return []
    spoken_for = stretches(spans, calendar, terms.starts_on, terms.ends_on)
    if terms.rhythm == Rhythm.ONCE:
        return single(spoken_for, calendar, terms.due_on, terms.starts_on or issued_on)
    return schedule(terms.rhythm, spoken_for, calendar)


def apart_from(wanted: Iterable[Period], closed: Iterable[Occasion]) -> list[Period]:
    """Return what of the `wanted` periods lies after what is `closed`: one that overlaps it begins later."""
    closed = sorted(closed, key=lambda each: each.starts_on)
    found = []
    for period in wanted:
        starts_on = period.starts_on
        for each in closed:
            if each.starts_on <= period.ends_on and each.ends_on >= starts_on:
                starts_on = each.ends_on + DAY
        if starts_on <= period.due_on:
            found.append(replace(period, starts_on=starts_on))
    return found


@dataclass
class _Rows:
    """The occasions of one item: those that stay as they are, and those that a changed promise changes."""

    closed: list[Occasion]
    open: list[Occasion]

    @property
    def any(self) -> bool:
        return bool(self.closed or self.open)


def _kept_by_item(items: list[PlanItem], today: datetime.date) -> dict[int, _Rows]:
    by_item: dict[int, list[Occasion]] = defaultdict(list)
    for occasion in Occasion.objects.filter(item__in=items):
        by_item[occasion.item_id].append(occasion)
    done = done_for(item for item in items if item.pk in by_item)
    found = {item.pk: _Rows([], []) for item in items}
    for pk, occasions in by_item.items():
        for each in reckon(occasions, done.get(pk, ()), today):
            row = each.occasion
            settled = row.due_on < today or row.is_waived or row.ticked_on or each.count
            (found[pk].closed if settled else found[pk].open).append(row)
    return found


def _first_day(plan: PlanPage, item: PlanItem, today: datetime.date) -> datetime.date:
    """Return since when an item without occasions is promised: the plan's issue, at its page's first approval."""
    first, last = item.holder.first_published_at, item.holder.last_published_at
    approved_on = timezone.localdate(last) if last else today
    return min(plan.issued_on or approved_on, approved_on) if first == last else approved_on


def _terms_by_key(plan: PlanPage) -> dict[object, Terms]:
    """Return what is promised under `plan` on live pages, by the keys of its items: two queries."""
    duties = Duty.objects.filter(page__path__startswith=plan.path, page__live=True).select_related("page")
    found = {duty.key: Terms.of_duty(duty, duty.page.unit_id) for duty in duties}
    return found | {each.key: Terms.of_commitment(each) for each in Commitment.objects.filter(plan=plan)}


def _write(item: PlanItem, terms: Terms | None, wanted: list[Period], rows: list[Occasion]) -> int:
    """Bring the open `rows` of one item in step with `wanted`. Return how many were written or taken away."""
    there = {row.starts_on: row for row in rows}
    new, changed = [], []
    for period in wanted:
        row = there.pop(period.starts_on, None)
        values = _values(terms, period) | {"internal": item.internal}
        if row is None:
            new.append(Occasion(item=item, starts_on=period.starts_on, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    Occasion.objects.bulk_create(new)
    if changed:
        Occasion.objects.bulk_update(changed, _PROMISED)
    gone = [row.pk for row in there.values()]
    if gone:
        Occasion.objects.filter(pk__in=gone).delete()
    return len(new) + len(changed) + len(gone)


def _values(terms: Terms, period: Period) -> dict[str, Any]:
    return {
        "ends_on": period.ends_on,
        "due_on": period.due_on,
        "closes_on": period.closes_on,
        "quantity": terms.quantity,
        "text": terms.text,
        "proof": terms.proof,
        "unit_id": terms.unit_id,
    }
