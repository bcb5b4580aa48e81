"""One submission as the desk shows it: what was sent, what is public now, what changes, what to know before."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from wagtail.models import Page, Revision, TaskState, WorkflowState

from moderation import decisions
from moderation.desk import items, pictures
from moderation.desk.comparison import Change, compare
from moderation.desk.facts import Fact, facts_about
from moderation.desk.waiting import in_words
from moderation.desk.warnings import warnings_for
from moderation.links import edit_path, full, preview_path, review_path, share_path
from moderation.models import ISSUE_OWN, FirstReadingTask
from moderation.refusals import refusals_of


class Submission:
    """What waits at, or has passed, one step of a workflow."""

    def __init__(self, state: TaskState) -> None:
        self.state = state

    @property
    def title(self) -> str:
        """As it was submitted."""
        return self.state.revision.object_str

    @cached_property
    def item(self) -> Model | None:
        """The object as it is now, None where it has been deleted."""
        item = self.state.workflow_state.content_object
        return item.specific if isinstance(item, Page) else item

    @cached_property
    def submitted(self) -> Model:
        """The very version that was submitted."""
        self.state.revision.content_object = self.item  # or the revision would fetch it again
        return self.state.revision.as_object()

    @cached_property
    def live(self) -> Model | None:
        """The public version, None where there is none."""
        return live_version(self.item)

    @property
    def kind(self) -> str:
        """What it is: "bài viết"."""
        return self.item._meta.verbose_name

    @property
    def is_new(self) -> bool:
        """Whether parents have never seen it, or cannot see it now."""
        return not self.item.live

    @property
    def is_waiting(self) -> bool:
        """Whether there is anything to decide."""
        return decisions.is_waiting(self.state)

    @property
    def is_first_reading(self) -> bool:
        """Whether it waits for the head of a unit, and not for the principal yet."""
        return isinstance(self.state.task.specific, FirstReadingTask)

    @property
    def waited(self) -> str:
        """How long it has waited, in words."""
        return in_words(self.state.started_at)

    @property
    def author(self) -> Any:
        """Who submitted it."""
        return self.state.workflow_state.requested_by

    @property
    def unit(self) -> str:
        """The unit that it speaks for, where it names one."""
        return str(getattr(self.submitted, "unit", None) or "")

    @cached_property
    def changes(self) -> list[Change]:
        """What readers of the public version would find changed."""
        return compare(self.live, self.submitted) if self.live else []

    @cached_property
    def returned_before(self) -> TaskState | None:
        """The last time this submission was given back to its author."""
        rejected = self.state.workflow_state.task_states.filter(status=TaskState.STATUS_REJECTED)
        return rejected.exclude(pk=self.state.pk).filter(pk__lt=self.state.pk).order_by("-pk").first()

    @cached_property
    def changes_since_return(self) -> list[Change]:
        """What the author changed after it was returned."""
        before = self.returned_before
        return compare(before.revision.as_object(), self.submitted) if before else []

    @cached_property
    def warnings(self) -> list[str]:
        """What to know before deciding."""
        return warnings_for(self.submitted)

    @cached_property
    def refusals(self) -> list[str]:
        """Why it cannot be approved as it is, whoever decides."""
        return refusals_of(self.submitted)

    @cached_property
    def facts(self) -> list[Fact]:
        """What apps of content add, for example what it serves in the plan."""
        return facts_about(self.submitted)

    @property
    def preview_url(self) -> str:
        """Where the submitted version is rendered with the public template, "" where it has no page of its own."""
        return preview_path(self.item, self.state.revision_id)

    @property
    def edit_url(self) -> str:
        """Where the object is edited."""
        return edit_path(self.item)

    @property
    def link(self) -> str:
        """The whole address of this submission, for mails and messages."""
        return full(review_path(self.state))

    @property
    def share_url(self) -> str:
        """Where the link can be copied."""
        return share_path(self.state)

    def actions(self, user: Any) -> list[str]:
        """Return what `user` may do about it now."""
        if not self.is_waiting:
            return []
        return list(dict.fromkeys(name for name, _label, _modal in self._task_actions(user)))

    def label_of_approval(self, user: Any) -> str:
        """Return what the button says that lets it pass: a first reader passes it on, the principal publishes."""
        passing = (decisions.APPROVE, ISSUE_OWN)
        return next((str(label) for name, label, _modal in self._task_actions(user) if name in passing), "")

    def _task_actions(self, user: Any) -> list[tuple[str, str, bool]]:
        return self.state.task.specific.get_actions(self.item, user)

    @property
    def tick(self) -> str:
        """How the list's form names it: with the version that was shown."""
        return f"{self.state.pk}-{self.state.revision_id}"

    def at_a_glance(self) -> items.Glance:
        """What the list shows."""
        first = next(iter(pictures.shown_in(self.submitted)), None)
        return items.Glance(
            unit=self.unit, picture=first.picture if first else None, warnings=len(self.warnings), is_new=self.is_new
        )


def live_version(item: Model) -> Model | None:
    """Return `item` as readers have it now, None where they have nothing."""
    if not item.live:
        return None
    return item.live_revision.as_object() if item.live_revision_id else item


def with_key(pk: int) -> TaskState | None:
    """Return the step `pk` with what a submission asks of it."""
    wanted = TaskState.objects.select_related("workflow_state__requested_by", "revision", "task", "finished_by")
    return wanted.filter(pk=pk).first()


def waiting_of(item: Model) -> TaskState | None:
    """Return the step at which `item` waits now."""
    submission = WorkflowState.objects.for_instance(item).filter(status=WorkflowState.STATUS_IN_PROGRESS).first()
    return with_key(submission.current_task_state_id) if submission and submission.current_task_state_id else None


def changed_between(shown: Revision, waiting: TaskState) -> list[Change]:
    """Return how the version that waits differs from the one that was on the screen."""
    return compare(shown.as_object(), waiting.revision.as_object())


@items.register
def submissions(user: Any) -> Iterator[items.DeskItem]:
    """Put on the desk what `user` may decide among what was submitted."""
    for state in _open_to(user):
        submission = Submission(state)
        if submission.item is None or not submission.is_waiting:
            continue
        actions = submission.actions(user)
        if not actions:
            continue
        yield items.DeskItem(
            kind=capfirst(submission.kind),
            title=submission.title,
            url=review_path(state),
            waiting_since=state.started_at,
            author=str(submission.author or ""),
            tick=submission.tick if decisions.APPROVE in actions else "",
            look=submission.at_a_glance,
        )


def _open_to(user: Any) -> Iterable[TaskState]:
    return (
        TaskState.objects.reviewable_by(user)
        .select_related("workflow_state__requested_by", "revision", "task")
        .order_by("started_at")
    )
