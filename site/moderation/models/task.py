"""The steps of the workflow: a first reading, where a section wants one, and the principal's decision."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page, Task, TaskState, WorkflowState

from common.models import User
from moderation.roles import Role, has_role, people_with

if TYPE_CHECKING:
    from moderation.authority import Authority

ISSUE_OWN = "issue"
ISSUE_OWN_LOGGED = "moderation.issue_own"
IN_PLACE_LOGGED = "moderation.in_place"


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
        reject, wrote = ("reject", _("Return with a comment"), True), wrote_part_of(obj, user)
        if wrote and not authority.is_own:
            return []
        if wrote:
            return [reject, (ISSUE_OWN, _("Issue in my own name"), True)]
        return [reject, ("approve", _("Approve and publish"), False), ("approve", _("Approve with a comment"), True)]

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Do what was decided. Raise PermissionDenied for what `user` may not do to this very submission."""
        item = task_state.workflow_state.content_object
        _require_action(self, item, user, action_name)
        authority = _authority(user, item)
        if not authority.is_own:
            data = {"principal": authority.on_behalf_of.get_full_name(), "basis": authority.basis}
            log(instance=item, action=IN_PLACE_LOGGED, user=user, data=data)
        if action_name == ISSUE_OWN:
            log(instance=item, action=ISSUE_OWN_LOGGED, user=user)
            action_name = "approve"
        if action_name == "approve":
            _ask_for_no_other_reading(task_state.workflow_state)
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


def authors_of(obj: models.Model) -> list[User]:
    """Return all who wrote a revision of what is submitted of `obj` now."""
    return list(User.objects.filter(pk__in=_written_since_public(obj).values("user")).order_by("pk"))


def _written_since_public(obj: models.Model) -> models.QuerySet:
    """Return the revisions of this submission: those after the last approved one before it."""
    from moderation.models.ledger import Approval
    from moderation.registry import kind_of

    approved = Approval.objects.filter(kind=kind_of(obj), key=obj.pk, revision_id__lt=obj.latest_revision_id or 0)
    last = approved.order_by().values("key").annotate(last=models.Max("revision_id")).values("last")
    return obj.revisions.filter(pk__gt=Coalesce(models.Subquery(last), 0))


def _authority(user: User, obj: models.Model) -> "Authority | None":
    from moderation.authority import authority_of

    return authority_of(user, _specific(obj))


def _specific(obj: models.Model) -> models.Model:
    return obj.specific if isinstance(obj, Page) else obj


class FirstReadingTask(Task):
    """A first reading by the head of a unit, before the principal decides. It publishes nothing."""

    class Meta:
        verbose_name = _("first reading")
        verbose_name_plural = _("first readings")

    @classmethod
    def get_description(cls) -> str:
        """Say in the admin what this step does."""
        return _("The head of a unit reads first; the principal decides afterwards.")

    def start(self, workflow_state: WorkflowState, user: User | None = None) -> TaskState:
        """Let it wait for a reader; where there is nobody who could read it first, it goes on at once."""
        state = super().start(workflow_state, user=user)
        if not readers_of(workflow_state.content_object):
            state.status, state.finished_at = TaskState.STATUS_SKIPPED, timezone.now()
            state.save()
        return state

    def user_can_access_editor(self, obj: models.Model, user: User) -> bool:
        """Whoever may read it first may open it, and whoever decides afterwards."""
        return user in readers_of(obj) or _authority(user, obj) is not None

    def locked_for_user(self, obj: models.Model, user: User) -> bool:
        """While it waits nobody changes it: what goes on to the principal is what was read."""
        return True

    def get_actions(self, obj: models.Model, user: User) -> list[tuple[str, str, bool]]:
        """Return what `user` may do now: (name, label, whether a comment is asked for)."""
        if user not in readers_of(obj):
            return []
        return [("reject", _("Return with a comment"), True), ("approve", _("Pass on to the principal"), False)]

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs: Any) -> None:
        """Do what was decided. Raise PermissionDenied for what `user` may not do to this very submission."""
        _require_action(self, task_state.workflow_state.content_object, user, action_name)
        super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet[TaskState]:
        """What waits for a first reading by `user`."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if not has_role(user, Role.UNIT_HEAD):
            return waiting.none()
        states = waiting.select_related("workflow_state")
        return waiting.filter(pk__in=[state.pk for state in states if user in _readers_at(state)])


def readers_of(obj: models.Model) -> list[User]:
    """Return who may read `obj` first: the heads of its unit, all heads where it has none, but nobody who wrote it."""
    from moderation.authority import units_of

    authors = _written_since_public(obj).exclude(user=None).values("user")
    heads = people_with(Role.UNIT_HEAD).exclude(pk__in=authors)
    units = apps.get_model(settings.MODERATION_UNIT_MODEL).objects.filter(pk__in=units_of(_specific(obj)) - {None})
    of_unit = heads.filter(pk__in=units.values("members"))
    return list(of_unit or heads)


def _readers_at(state: TaskState) -> list[User]:
    item = state.workflow_state.content_object
    return readers_of(item) if item else []


def _require_action(task: Task, item: models.Model, user: User, action_name: str) -> None:
    """Wagtail's views ask this too, but not every caller is one of them."""
    if action_name not in {name for name, _label, _modal in task.get_actions(item, user)}:
        raise PermissionDenied


def _ask_for_no_other_reading(workflow_state: WorkflowState) -> None:
    """Let the principal's word be the last: what was changed after a return is not read "first" once more."""
    for task in FirstReadingTask.objects.filter(workflow_tasks__workflow=workflow_state.workflow_id):
        if not workflow_state.successful_task_states.filter(task=task).exists():
            TaskState.objects.create(
                workflow_state=workflow_state,
                revision=workflow_state.content_object.get_latest_revision(),
                task=task,
                status=TaskState.STATUS_SKIPPED,
                finished_at=timezone.now(),
            )
