"""The step of the workflow in which the principal decides."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Task, TaskState

from common.models import User
from moderation.roles import Role, has_role

ISSUE_OWN = "issue"
ISSUE_OWN_LOGGED = "moderation.issue_own"


class PrincipalApprovalTask(Task):
    """Only the principal's approval publishes, and nobody approves what they wrote themselves.

    The principal may write, too, and issue it in one explicit act, which the log records as such.
    """

    class Meta:
        verbose_name = _("principal's approval")
        verbose_name_plural = _("principal's approvals")

    @classmethod
    def get_description(cls) -> str:
        """Say in the admin what this step does."""
        return _("Only the principal approves. What was approved is published at once.")

    def user_can_access_editor(self, obj: models.Model, user: User) -> bool:
        """The principal may open whatever waits."""
        return has_role(user, Role.PRINCIPAL)

    def locked_for_user(self, obj: models.Model, user: User) -> bool:
        """While it waits nobody changes it: what is approved is what was read. The author can withdraw it first."""
        return True

    def get_actions(self, obj: models.Model, user: User) -> list[tuple[str, str, bool]]:
        """Return what `user` may do now: (name, label, whether a comment is asked for)."""
        if not has_role(user, Role.PRINCIPAL):
            return []
        reject = ("reject", _("Return with a comment"), True)
        if wrote_part_of(obj, user):
            return [reject, (ISSUE_OWN, _("Issue in my own name"), True)]
        return [reject, ("approve", _("Approve and publish"), False), ("approve", _("Approve with a comment"), True)]

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Do what the principal decided."""
        if action_name == ISSUE_OWN:
            log(instance=task_state.workflow_state.content_object, action=ISSUE_OWN_LOGGED, user=user)
            action_name = "approve"
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet[TaskState]:
        """Everything that waits, for the principal; nothing for anybody else."""
        if not has_role(user, Role.PRINCIPAL):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)


def wrote_part_of(obj: models.Model, user: User) -> bool:
    """Say whether `user` wrote any revision of `obj` since it was last published."""
    revisions = obj.revisions.filter(user=user)
    if obj.live_revision_id:
        revisions = revisions.filter(pk__gt=obj.live_revision_id)
    return revisions.exists()
