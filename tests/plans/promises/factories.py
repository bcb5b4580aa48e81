"""A plan with promises, on a day of the test's own."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.models import Commitment, Occasion, PlanItem, PlanPage, PlanPeriod
from plans.promises.states import states_of
from tests.factories import make_plan, publish

D = datetime.date
ISSUED = D(2026, 8, 28)
NOVEMBER = D(2026, 11, 22)


@contextmanager
def on(day: datetime.date) -> Iterator[None]:
    """Let it be noon of `day` in the block."""
    noon = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    with mock.patch("django.utils.timezone.now", return_value=noon.astimezone(datetime.UTC)):
        yield


def make_promising_plan(*commitments: Commitment, live: bool = True, **fields: Any) -> PlanPage:
    """Return a plan of the school year 2026–2027, issued on 28 August, that makes these commitments."""
    plan = make_plan(live=False, **{"issued_on": D(2026, 8, 28)} | fields)
    plan.periods = [PlanPeriod(from_year=2026, to_year=2027)]
    plan.commitments = list(commitments)
    plan.save()
    return publish(plan) if live else plan


def monthly(text: str = "Mỗi tháng một bài", **fields: Any) -> Commitment:
    """Return a monthly commitment."""
    return Commitment(**{"text": text, "every": "monthly"} | fields)


def commitment_item(plan: PlanPage, text: str = "") -> PlanItem:
    """Return the item of the plan's commitment (with `text`)."""
    items = PlanItem.objects.filter(plan=plan, kind="commitment")
    return items.get(title=text) if text else items.get()


def rows_of(item: PlanItem) -> list[Occasion]:
    """Return the occasions of an item in order."""
    return list(Occasion.objects.filter(item=item).order_by("starts_on"))


def month_of(item: PlanItem, month: int) -> Occasion:
    """Return the occasion that falls due in a month."""
    return next(row for row in rows_of(item) if row.due_on.month == month)


def states_on(item: PlanItem, day: datetime.date) -> dict[int, tuple[str, int]]:
    """Return {month in which it falls due: (state, count)} of a monthly item."""
    reckoned = states_of([item], day)[item.pk]
    return {each.occasion.due_on.month: (each.state.value, each.count) for each in reckoned}


def change(plan: PlanPage, **fields: Any) -> PlanPage:
    """Publish the plan with its only commitment changed, as a teacher would who edits the draft."""
    draft = PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object()
    commitments = list(draft.commitments.all())
    for name, value in fields.items():
        setattr(commitments[0], name, value)
    draft.commitments = commitments
    return publish(draft)


def queries_of(question: Callable[[], object]) -> int:
    """Return how many queries a question takes."""
    with CaptureQueriesContext(connection) as asked:
        question()
    return len(asked)
