"""What happens to feedback: each act moves it and adds a step to its history, both or neither.

Who may do what, the callers ask (`access.py`). An act that somebody else was faster than is refused in a sentence.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import User
from feedback.choices import OPEN, Act, Channel, State
from feedback.deadlines import working_days_after
from feedback.models import Feedback, Rating, Step
from moderation.models import Approval
from moderation.withdrawal import kind_in_words, withdraw_without_consent
from plans.models import Unit
from plans.models.school_year import calendar_of


@transaction.atomic
def receive(feedback: Feedback) -> Feedback:
    """Take in what somebody wrote, and reckon by when they are to be answered: the press sooner than others.

    Comments are answered together, once no more may come: their days begin with the last day of the consultation.
    Whoever agrees to a picture no longer waits for hours, counted through nights and holidays.
    """
    if feedback.withdraws_consent:
        feedback.due_at = feedback.received_at + timedelta(hours=settings.FEEDBACK_CONSENT_HOURS)
    is_press = feedback.channel == Channel.PRESS
    days = settings.FEEDBACK_PRESS_DAYS if is_press else settings.FEEDBACK_ANSWER_DAYS
    begins = feedback.consultation.closes_on if feedback.consultation else timezone.localdate()
    working_day = working_days_after(begins, days, calendar_of(feedback.site))
    feedback.due_on = timezone.localdate(feedback.due_at) if feedback.due_at else working_day
    feedback.save()
    Step.objects.create(feedback=feedback, act=Act.RECEIVED, at=feedback.received_at, unit=feedback.unit)
    return feedback


@transaction.atomic
def answer(feedback: Feedback, user: User | None, *, text: str, unit: Unit | None = None) -> None:
    """Answer whoever wrote, for `unit` or for the leadership. What was answered may be added to."""
    closed_at = feedback.closed_at or timezone.now()
    _move(feedback, (*OPEN, State.ANSWERED), State.ANSWERED, closed_at=closed_at, sender_told_at=None)
    _note(feedback, Act.ANSWERED, user, text=text, unit=unit)


@transaction.atomic
def pass_on(feedback: Feedback, user: User, *, unit: Unit, note: str = "") -> None:
    """Give it to another unit. By when it is to be answered stays as it is: whoever wrote knows the day."""
    _move(feedback, OPEN, State.WITH_UNIT, unit=unit, staff_told_at=None)
    _note(feedback, Act.PASSED_ON, user, text=note, unit=unit)


@transaction.atomic
def report(feedback: Feedback, user: User, *, note: str) -> None:
    """Put to the leadership what a unit cannot answer."""
    _move(feedback, (State.WITH_UNIT,), State.WITH_LEADERSHIP, staff_told_at=None)
    _note(feedback, Act.REPORTED, user, text=note)


@transaction.atomic
def escalate(feedback: Feedback, user: User, *, body: str, note: str = "") -> None:
    """Note that Ban giám hiệu has put it to the higher authority, by whatever way that asks for."""
    _move(feedback, (State.WITH_UNIT, State.WITH_LEADERSHIP), State.ESCALATED)
    _note(feedback, Act.ESCALATED, user, text=note, body=body)


@transaction.atomic
def close(feedback: Feedback, user: User, *, note: str) -> None:
    """Close what asks nothing: advertising, abuse, something sent twice."""
    _move(feedback, OPEN, State.CLOSED, closed_at=timezone.now())
    _note(feedback, Act.CLOSED, user, text=note)


@transaction.atomic
def take_down(feedback: Feedback, user: User, items: Iterable[Model], *, reason: str) -> list[Approval]:
    """Take off the site, at once and everywhere, what somebody agrees to no longer; the history says what it was.

    Raise decisions.Refused, and change nothing, where something cannot be withdrawn.
    """
    records = withdraw_without_consent(items, user, reason)
    lines = [f"{kind_in_words(record.kind)}: {record.label}" for record in records]
    _note(feedback, Act.TAKEN_DOWN, user, text="\n".join(lines), body=_how_much(records))
    return records


def _how_much(records: list[Approval]) -> str:
    """Return "2 Ảnh, 1 Trang": what somebody who asked may read of it."""
    counted = Counter(kind_in_words(record.kind).lower() for record in records)
    return ", ".join(f"{number} {kind}" for kind, number in counted.items()) or _("was off the site already")


@transaction.atomic
def rate(feedback: Feedback, value: int) -> bool:
    """Keep how satisfied whoever wrote is with the answer, and not who said so. Say whether it was the first time."""
    unrated = Feedback.objects.filter(pk=feedback.pk, state=State.ANSWERED, rated=False)
    if not unrated.update(rated=True):
        return False
    Rating.objects.create(site=feedback.site, year=timezone.localdate().year, value=value)
    return True


def _move(feedback: Feedback, before: Iterable[str], after: State, **fields: Any) -> None:
    """Change it if it is still as it was read: two who act at once do not both."""
    as_read = Feedback.objects.filter(pk=feedback.pk, state=feedback.state, unit=feedback.unit_id, erased_at=None)
    if feedback.state not in before or not as_read.update(state=after, **fields):
        raise ValidationError(_("Somebody else has dealt with this meanwhile. See below what was done."))
    feedback.refresh_from_db()


def _note(feedback: Feedback, act: Act, user: User | None, **fields: Any) -> None:
    Step.objects.create(feedback=feedback, act=act, at=timezone.now(), by=user, **fields)
