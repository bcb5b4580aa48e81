"""Decisions on what waits, each one act: all of it happens, or nothing."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState, WorkflowState

from common.models import User
from moderation import publishing
from moderation.models import ISSUE_OWN, Act, Approval

APPROVE, REJECT = "approve", "reject"
TIME_TO_UNDO = datetime.timedelta(seconds=60)
UNDONE_LOGGED = "moderation.undo"
approval_undone = Signal()  # instance: the submission that waits again
_UNDOABLE = (Act.APPROVED, Act.ISSUED, Act.SCHEDULED)

_batch: ContextVar[uuid.UUID | None] = ContextVar("batch", default=None)


class Refused(Exception):  # noqa: N818 - it is no error of the program
    """A decision that cannot be carried out. The message is a sentence for who decides; nothing was changed."""

    def __init__(self, sentence: str, state: TaskState | None = None) -> None:
        super().__init__(sentence)
        self.state = state


class DecidedMeanwhile(Refused):
    """Somebody was faster, or the author took it back."""


def current_batch() -> uuid.UUID | None:
    """Return the id of the act that is being carried out, for the ledger."""
    return _batch.get()


@transaction.atomic
def approve(task_states: Iterable[TaskState], user: User, comment: str = "") -> uuid.UUID:
    """Approve all of `task_states` as one act. Return its id; raise Refused, and change nothing, if one cannot be."""
    batch = uuid.uuid4()
    with _as_one(batch):
        for state in _locked(task_states):
            _act(state, user, APPROVE, comment)
    return batch


@transaction.atomic
def issue(task_state: TaskState, user: User, comment: str = "") -> uuid.UUID:
    """Let a principal publish what the principal wrote, in one explicit act, and return its id."""
    batch = uuid.uuid4()
    with _as_one(batch):
        for state in _locked([task_state]):
            _act(state, user, ISSUE_OWN, comment)
    return batch


@transaction.atomic
def reject(task_state: TaskState, user: User, comment: str) -> None:
    """Return a submission to its author with what is to be changed."""
    for state in _locked([task_state]):
        _act(state, user, REJECT, comment)


def is_waiting(state: TaskState) -> bool:
    """Say whether `state` is what its submission is waiting at."""
    in_progress = state.status == TaskState.STATUS_IN_PROGRESS
    return in_progress and state.workflow_state.current_task_state_id == state.pk


def _locked(task_states: Iterable[TaskState]) -> Iterator[TaskState]:
    """Return the states as the database has them now, in one order for everybody, so that two acts cannot block."""
    keys = sorted({state.pk for state in task_states})
    found = TaskState.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").in_bulk()
    if len(found) < len(keys):
        raise DecidedMeanwhile(_("Something among these is no longer there. Nothing was changed."))
    return iter([found[key] for key in keys])


def _act(state: TaskState, user: User, action: str, comment: str) -> None:
    item = state.workflow_state.content_object
    if item is None or not is_waiting(state):
        raise DecidedMeanwhile(
            _("“%(item)s” has been decided or withdrawn meanwhile. Nothing was changed.") % _named(state), state
        )
    task = state.task.specific
    if action not in {name for name, _label, _modal in task.get_actions(item, user)}:
        raise Refused(_("You may not decide this way on “%(item)s”. Nothing was changed.") % _named(state), state)
    try:
        task.on_action(state.specific, user, action, comment=comment)
    except PermissionDenied as refusal:
        raise Refused(str(refusal) or _not_possible(state, ""), state) from refusal
    except ValidationError as problem:
        raise Refused(_not_possible(state, " ".join(problem.messages)), state) from problem
    if action != REJECT:
        _require_progress(state)


def _require_progress(state: TaskState) -> None:
    """Wagtail asks again, instead of publishing, where a newer version was saved while this one waited."""
    submission = WorkflowState.objects.select_related("current_task_state").get(pk=state.workflow_state_id)
    waits = submission.status == WorkflowState.STATUS_IN_PROGRESS
    if waits and submission.current_task_state.task_id == state.task_id:
        raise Refused(
            _("“%(item)s” was changed after it was submitted. Its author has to submit it again.") % _named(state),
            state,
        )


def _not_possible(state: TaskState, why: str) -> str:
    return _("“%(item)s” cannot be published: %(why)s Nothing was changed.") % (_named(state) | {"why": why})


def _named(state: TaskState) -> dict[str, str]:
    return {"item": state.revision.object_str}


@contextmanager
def _as_one(batch: uuid.UUID) -> Iterator[None]:
    token = _batch.set(batch)
    try:
        yield
    finally:
        _batch.reset(token)


# --- Undoing ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Undoable:
    """An act that can still be taken back."""

    batch: uuid.UUID
    labels: list[str]
    seconds: int


def undoable_by(user: User) -> Undoable | None:
    """Return the last act of `user`, if it was an approval that can still be undone."""
    now = timezone.now()
    last = Approval.objects.filter(decided_by=user, made_at__gt=now - TIME_TO_UNDO).order_by("-number").first()
    if last is None or last.batch is None:
        return None
    records = list(_records_of(last.batch))
    if not records:
        return None
    left = TIME_TO_UNDO - (now - records[0].made_at)
    return Undoable(last.batch, [record.label for record in records], int(left.total_seconds()))


@transaction.atomic
def undo(act: uuid.UUID | Approval, user: User) -> list[Model]:
    """Withdraw what an act has just published and put it back on the desk. Return what waits again. Raise Refused."""
    records = list(_records_of(act)) if isinstance(act, uuid.UUID) else [act]
    if not records or any(record.decided_by_id != user.pk for record in records):
        raise Refused(_("There is nothing here that you could undo."))
    if records[0].made_at < timezone.now() - TIME_TO_UNDO:
        raise Refused(_("More than a minute has passed, so this can no longer be undone."))
    batch = uuid.uuid4()
    for record in reversed(records):
        _undo_one(record, user, batch)
    return [_on_the_desk_again(record, user) for record in records]


def _records_of(batch: uuid.UUID) -> QuerySet[Approval]:
    """Return what an act decided; what was carried along with it is undone with it."""
    return Approval.objects.filter(batch=batch, act__in=_UNDOABLE).order_by("number")


def _undo_one(record: Approval, user: User, batch: uuid.UUID) -> None:
    later = Approval.objects.about(record.kind, record.key).filter(number__gt=record.number)
    if later.exists():
        raise Refused(_("“%(item)s” has been decided on again since.") % {"item": record.label})
    decision = publishing.Decision(
        act=Act.UNDONE, by=user, on_behalf_of=record.on_behalf_of, basis=record.basis, batch=batch
    )
    publishing.undo(record, decision)
    # What was approved for a later moment is not to appear then.
    Revision.objects.filter(pk=record.revision_id).update(approved_go_live_at=None)


def _on_the_desk_again(record: Approval, user: User) -> Model:
    """Let the submission wait as it did before: under the same address, without asking anybody by mail again."""
    item = publishing.object_of(record.kind, record.key)
    decided = TaskState.objects.filter(revision=record.revision_id, status=TaskState.STATUS_APPROVED)
    state = decided.filter(finished_by=user).order_by("-finished_at").first()
    if state is None or item.workflow_in_progress:
        return item
    submission = state.workflow_state
    submission.status, submission.current_task_state = WorkflowState.STATUS_IN_PROGRESS, state
    submission.save()
    state.status, state.finished_at, state.finished_by, state.comment = TaskState.STATUS_IN_PROGRESS, None, None, ""
    state.save()
    log(instance=item, action=UNDONE_LOGGED, user=user, revision=state.revision)
    approval_undone.send(sender=WorkflowState, instance=submission, user=user)
    return item
