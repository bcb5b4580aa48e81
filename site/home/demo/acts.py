"""What people do to a page or unit, done through the same doors that they use."""

import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from common.models import User

LOCAL_NOON = datetime.time(12)


def submit(item: Any, author: User) -> None:
    """Save a draft in the author's name and send it to the principal."""
    item.save_revision(user=author)
    item.get_workflow().start(item, author)


def approve(item: Any, principal: User, comment: str = "") -> None:
    """Approve what waits."""
    state = _waiting(item)
    state.task.specific.on_action(state, principal, "approve", comment=comment)


def give_back(item: Any, principal: User, comment: str) -> None:
    """Return what waits to its author with a comment."""
    state = _waiting(item)
    state.task.specific.on_action(state, principal, "reject", comment=comment)


def date_back(page: Page, day: datetime.date) -> None:
    """Let the record say that the page was published on `day`: the demo school has a past."""
    moment = timezone.make_aware(datetime.datetime.combine(day, LOCAL_NOON))
    Page.objects.filter(pk=page.pk).update(first_published_at=moment, last_published_at=moment)


def _waiting(item: Any) -> Any:
    return type(item).objects.get(pk=item.pk).current_workflow_task_state.specific
