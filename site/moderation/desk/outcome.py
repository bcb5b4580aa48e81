"""What became of a submission that no longer waits: for links in old mails."""

from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.log_actions import registry as logs
from wagtail.models import BaseLogEntry, PageLogEntry, TaskState

from moderation.authority import in_whose_place
from moderation.desk.reading import in_words
from moderation.desk.submission import Submission, waiting_of
from moderation.links import review_path
from moderation.models import Act, Approval, FirstReadingTask
from moderation.registry import PAGE

_DELETED = "wagtail.delete"


@dataclass(frozen=True)
class Outcome:
    """A sentence, the comment that came with it, and where to go from here."""

    sentence: str
    comment: str = ""
    public_url: str = ""
    waiting_url: str = ""


def outcome_of(submission: Submission) -> Outcome:
    """Return what became of a submission whose object is still there."""
    state = submission.state
    newer = waiting_of(submission.item)
    return Outcome(
        _sentence(state),
        comment=state.comment if state.status == TaskState.STATUS_REJECTED else "",
        public_url=_public_address(submission.item) if state.status == TaskState.STATUS_APPROVED else "",
        waiting_url=review_path(newer) if newer else "",
    )


def outcome_of_deleted(pk: int) -> Outcome:
    """Return what became of the object of step `pk`, which is gone: the logs remember what was submitted there."""
    for log in logs.get_log_entry_models():
        submitted = log.objects.filter(data__workflow__task_state_id=pk).order_by("-timestamp").first()
        if submitted:
            return Outcome(_deletion_sentence(submitted))
    return Outcome(_("There is nothing here. The address is wrong, or what it led to was deleted."))


def _sentence(state: TaskState) -> str:
    said = {"who": _who(state), "when": in_words(state.finished_at)}
    if state.status == TaskState.STATUS_APPROVED and isinstance(state.task.specific, FirstReadingTask):
        return _("Passed on to the principal by %(who)s at %(when)s.") % said
    if state.status == TaskState.STATUS_APPROVED:
        return _("Approved by %(who)s at %(when)s.") % said
    if state.status == TaskState.STATUS_REJECTED:
        return _("Returned to its author by %(who)s at %(when)s.") % said
    return _("Withdrawn by %(who)s at %(when)s.") % said


def _who(state: TaskState) -> str:
    """Return who decided, and in whose place: "Trần Văn Thuận, KT. Hiệu trưởng Nguyễn Thị Liên"."""
    records = Approval.objects.filter(revision_id=state.revision_id, decided_by=state.finished_by)
    record = records.exclude(on_behalf_of=None).select_related("on_behalf_of").last() if state.finished_by else None
    place = in_whose_place(record.on_behalf_of.get_full_name(), record.basis) if record else ""
    return ", ".join(filter(None, [str(state.finished_by or ""), place]))


def _public_address(item: Model) -> str:
    return (item.url or "") if item.live and hasattr(item, "url") else ""


def _deletion_sentence(submitted: BaseLogEntry) -> str:
    """Say who deleted what, and when: by a decision, or while it was only a draft."""
    if isinstance(submitted, PageLogEntry):
        kind, key, same = PAGE, submitted.page_id, {"page_id": submitted.page_id}
    else:
        kind, key = submitted.content_type.model_class()._meta.label_lower, submitted.object_id
        same = {"content_type": submitted.content_type_id, "object_id": submitted.object_id}
    said: dict[str, object] = {"item": submitted.label}
    decision = Approval.objects.about(kind, key).filter(act=Act.DELETED).first()
    if decision:
        said |= {"who": decision.decided_by_name, "when": in_words(decision.made_at)}
        return _("“%(item)s” was deleted by %(who)s at %(when)s.") % said
    entry = type(submitted).objects.filter(action=_DELETED, **same).order_by("-timestamp").first()
    if entry and entry.user:
        said |= {"who": entry.user, "when": in_words(entry.timestamp)}
        return _("“%(item)s” was deleted by %(who)s at %(when)s.") % said
    return _("“%(item)s” was deleted.") % said
