"""Who sits at the desk, and who else may open what lies on it."""

from typing import Any

from wagtail.models import Task

from moderation.authority import authority_of
from moderation.desk.submission import Submission
from moderation.models import Delegation, FirstReadingTask
from moderation.roles import Role, has_role


def may_use_desk(user: Any) -> bool:
    """Say whether `user` decides on anything: principal, a deputy whom something was delegated to, a first reader."""
    if has_role(user, Role.PRINCIPAL):
        return True
    if has_role(user, Role.DEPUTY_PRINCIPAL):
        return Delegation.objects.in_force().filter(deputy=user).exists()
    if has_role(user, Role.UNIT_HEAD):
        return FirstReadingTask.objects.filter(active=True).exists()
    return False


def may_open(user: Any, submission: Submission) -> bool:
    """Say whether `user` may read a submission on the desk: who decides on it, now or later, and who submitted it."""
    task: Task = submission.state.task.specific
    decides = task.user_can_access_editor(submission.item, user) or authority_of(user, submission.item)
    return bool(decides) or submission.author == user
