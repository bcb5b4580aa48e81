"""Announcing something: at once by the principal, through approval by anybody else."""

from django.db import transaction
from wagtail.models import TaskState

from common.models import User
from home.alert.models import Alert
from moderation import decisions
from moderation.desk.submission import waiting_of
from moderation.roles import Role, has_role


@transaction.atomic
def announce(alert: Alert, user: User) -> TaskState | None:
    """Submit `alert`; what the principal wrote is issued in the same act. Return the step at which it waits, if any.

    Raise decisions.Refused where it cannot be published.
    """
    alert.live = False
    alert.save()
    alert.save_revision(user=user)
    alert.get_workflow().start(alert, user)
    state = waiting_of(alert)
    if not has_role(user, Role.PRINCIPAL):
        return state
    decisions.issue(state, user)
    return None
