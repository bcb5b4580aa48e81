"""Reminding whoever decides of what has waited too long, and handing it on to the deputy."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, TaskState

from common.mail import write_mail
from common.models import User
from moderation.authority import authority_of
from moderation.desk.waiting import waited
from moderation.links import full, review_path
from moderation.models import Notice, PrincipalApprovalTask
from moderation.roles import Role, people_with


def remind() -> int:
    """Mail about everything that has waited too long, each thing once a stage. Return how many things (a sweep)."""
    return sum(_remind_of(state) for state in _waiting_longer_than(settings.MODERATION_REMIND_AFTER))


def _waiting_longer_than(span: datetime.timedelta) -> Iterable[TaskState]:
    tasks = PrincipalApprovalTask.objects.values("pk")
    states = TaskState.objects.filter(
        task__in=tasks, status=TaskState.STATUS_IN_PROGRESS, started_at__lte=timezone.now() - span
    )
    return states.select_related("workflow_state", "revision").order_by("started_at")


def _remind_of(state: TaskState) -> int:
    """Remind the principal after the first span, the deputies after the second."""
    overdue = state.started_at <= timezone.now() - settings.MODERATION_OVERDUE_AFTER
    reminded = _once(f"reminder {state.pk}", "reminder", state, _principals())
    handed_on = overdue and _once(f"overdue {state.pk}", "overdue", state, _deputies())
    return int(reminded or handed_on)


def _principals() -> list[User]:
    return list(people_with(Role.PRINCIPAL).exclude(email=""))


def _deputies() -> list[User]:
    return list(people_with(Role.DEPUTY_PRINCIPAL).exclude(email=""))


@transaction.atomic
def _once(subject: str, template: str, state: TaskState, readers: list[User]) -> bool:
    """Write the mails and the note that they were written together, unless there is the note already."""
    if Notice.objects.filter(subject=subject).exists():
        return False
    Notice.objects.create(subject=subject)
    item = state.workflow_state.content_object
    item = item.specific if isinstance(item, Page) else item
    for reader in readers:
        context = {
            "item": state.revision.object_str,
            "author": state.workflow_state.requested_by,
            "waited": waited(state.started_at, timezone.now()),
            "may_decide": authority_of(reader, item) is not None,
            "link": full(review_path(state)),
        }
        write_mail(f"moderation/mail/{template}", reader, context)
    return bool(readers)
