"""Decisions on what waits, each one act: all of it happens, or nothing."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from common.models import User
from moderation.models import ISSUE_OWN

APPROVE, REJECT = "approve", "reject"
TIME_TO_UNDO = datetime.timedelta(seconds=60)

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
    """Approve all of `task_states` as one act and return its id. Raise Refused, and change nothing, if one cannot be."""
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
            _("“%(item)s” was changed after it was submitted. Its author has to submit it again.") % _named(state), state
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
