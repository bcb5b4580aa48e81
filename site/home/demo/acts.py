"""What people do to a page or unit, done through the same doors that they use."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.utils import timezone

from common.models import User

LOCAL_NOON = datetime.time(12)


@contextmanager
def on(day: datetime.date) -> Iterator[None]:
    """Let what is done in the block have happened at noon of `day`: the demo school has a past, and a ledger of it."""
    noon = timezone.make_aware(datetime.datetime.combine(day, LOCAL_NOON)).astimezone(datetime.UTC)
    moment = min(noon, timezone.now())
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield


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


def _waiting(item: Any) -> Any:
    return type(item).objects.get(pk=item.pk).current_workflow_task_state.specific
