"""The step of the workflow in which the principal decides."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page, Task, TaskState

from common.models import User
from moderation.roles import Role, has_role

if TYPE_CHECKING:
    from moderation.authority import Authority

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
        """Whoever may decide may open it."""
        return _authority(user, obj) is not None

    def locked_for_user(self, obj: models.Model, user: User) -> bool:
        """While it waits nobody changes it: what is approved is what was read. The author can withdraw it first."""
        return True

    def get_actions(self, obj: models.Model, user: User) -> list[tuple[str, str, bool]]:
        """Return what `user` may do now: (name, label, whether a comment is asked for)."""
        authority = _authority(user, obj)
        if authority is None:
            return []
        reject = ("reject", _("Return with a comment"), True)
        if wrote_part_of(obj, user) and not authority.is_own:
            return []
        if wrote_part_of(obj, user):
            return [reject, (ISSUE_OWN, _("Issue in my own name"), True)]
        return [reject, ("approve", _("Approve and publish"), False), ("approve", _("Approve with a comment"), True)]

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Do what was decided. Raise PermissionDenied for what `user` may not do to this very submission."""
        item = task_state.workflow_state.content_object
        if action_name not in {name for name, _label, _modal in self.get_actions(item, user)}:
            raise PermissionDenied
        if action_name == ISSUE_OWN:
            log(instance=task_state.workflow_state.content_object, action=ISSUE_OWN_LOGGED, user=user)
            action_name = "approve"
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet[TaskState]:
        """Everything that waits, for the principal; for a deputy what a delegation covers; nothing for anybody else."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if has_role(user, Role.PRINCIPAL):
            return waiting
        if not has_role(user, Role.DEPUTY_PRINCIPAL):
            return waiting.none()
        states = waiting.select_related("workflow_state")
        covered = [state.pk for state in states if _authority(user, state.workflow_state.content_object)]
        return waiting.filter(pk__in=covered)


def wrote_part_of(obj: models.Model, user: User) -> bool:
    """Say whether `user` wrote any revision of what is submitted of `obj` now."""
    return _written_since_public(obj).filter(user=user).exists()


def authors_of(obj: models.Model) -> list[str]:
    """Return the names of all who wrote a revision of what is submitted of `obj` now."""
    people = User.objects.filter(pk__in=_written_since_public(obj).values("user")).order_by("pk")
    return [person.get_full_name() for person in people]


def _written_since_public(obj: models.Model) -> models.QuerySet:
    """Return the revisions of this submission: those after the last approved one before it."""
    from moderation.models.ledger import Approval
    from moderation.registry import kind_of

    approved = Approval.objects.filter(kind=kind_of(obj), key=obj.pk, revision_id__lt=obj.latest_revision_id or 0)
    last = approved.aggregate(last=models.Max("revision_id"))["last"]
    return obj.revisions.filter(pk__gt=last) if last else obj.revisions.all()


def _authority(user: User, obj: models.Model) -> "Authority | None":
    from moderation.authority import authority_of

    return authority_of(user, obj.specific if isinstance(obj, Page) else obj)


class FirstReadingTask(Task):
    """A first reading by the head of a unit, before the principal decides. It publishes nothing."""

    class Meta:
        verbose_name = _("first reading")
        verbose_name_plural = _("first readings")

    @classmethod
    def get_description(cls) -> str:
        """Say in the admin what this step does."""
        return _("The head of a unit reads first; the principal decides afterwards.")

    def user_can_access_editor(self, obj: models.Model, user: User) -> bool:
        """Whoever may read it first may open it."""
        return self._may_read(obj, user)

    def locked_for_user(self, obj: models.Model, user: User) -> bool:
        """While it waits nobody changes it: what goes on to the principal is what was read."""
        return True

    def get_actions(self, obj: models.Model, user: User) -> list[tuple[str, str, bool]]:
        """Return what `user` may do now: (name, label, whether a comment is asked for)."""
        if not self._may_read(obj, user):
            return []
        return [("reject", _("Return with a comment"), True), ("approve", _("Pass on to the principal"), False)]

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet[TaskState]:
        """Everything that waits for a first reading, for heads of units."""
        if not has_role(user, Role.UNIT_HEAD):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)

    def _may_read(self, obj: models.Model, user: User) -> bool:
        return has_role(user, Role.UNIT_HEAD) and not wrote_part_of(obj, user)
