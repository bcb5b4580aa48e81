"""The principal's desk: what waits, reading one thing and deciding, several as one act, and taking an act back."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.models import Revision, TaskState, WorkflowState

from moderation import decisions
from moderation.desk import items, pictures, reading
from moderation.desk.access import may_open, may_use_desk
from moderation.desk.forms import BatchForm, DecisionForm
from moderation.desk.outcome import outcome_of, outcome_of_deleted
from moderation.desk.submission import Submission, changed_between, waiting_of, with_key
from moderation.links import review_path

CONFLICT, UNPROCESSABLE = 409, 422


def desk(request: HttpRequest) -> HttpResponse:
    """List what waits, oldest first, and approve as one act what was ticked there. 403 for whoever may not decide."""
    if not may_use_desk(request.user):
        raise PermissionDenied
    waiting = items.waiting_for(request.user)
    form = BatchForm(request.POST or None, ticks=[item.tick for item in waiting if item.tick])
    if request.method == "POST" and form.is_valid():
        answer = _approve_several(request, form)
        if answer:
            return answer
    _put_pictures_on(waiting)
    context = {
        "items": waiting,
        "form": form,
        "ticked": set(request.POST.getlist("tick")),
        "undoable": decisions.undoable_by(request.user),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "moderation/desk/list.html", context, status=status)


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one submission as parents will see it, and take the decision; say what became of one that waits no more."""
    state = with_key(pk)
    submission = Submission(state) if state else None
    if submission is None or submission.item is None:
        return _gone(request, pk)
    if not may_open(request.user, submission):
        raise PermissionDenied
    if request.method == "POST" and not submission.is_waiting:
        return _changed_meanwhile(request, submission)
    form = DecisionForm(request.POST or None, initial={"revision": state.revision_id})
    if request.method == "POST" and form.is_valid():
        return _decide(request, submission, form)
    if not submission.is_waiting:
        return _settled(request, submission)
    context = {
        "submission": submission,
        "waiting": True,
        "form": form,
        "actions": submission.actions(request.user),
        "approval_label": submission.label_of_approval(request.user),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "moderation/desk/item.html", context, status=status)


@require_POST
def undo(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Take the last act back."""
    try:
        waiting = decisions.undo(batch, request.user)
    except decisions.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("moderation_desk")
    names = ", ".join(f"“{item}”" for item in waiting)
    messages.success(
        request, _("Undone: the public site is as it was, and %(names)s waits here again.") % {"names": names}
    )
    return redirect("moderation_desk")


def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the author the link to a submission, for the phone's own share sheet."""
    state = with_key(pk)
    submission = Submission(state) if state else None
    if submission is None or submission.item is None:
        return _gone(request, pk)
    if not may_open(request.user, submission):
        raise PermissionDenied
    if not submission.is_waiting:
        return redirect(review_path(state))
    return render(request, "moderation/desk/share.html", {"submission": submission})


# --- Deciding -----------------------------------------------------------------------------------------------------


def _decide(request: HttpRequest, submission: Submission, form: DecisionForm) -> HttpResponse:
    """Carry the decision out, on exactly what was on the screen."""
    action, comment = form.cleaned_data["action"], form.cleaned_data["comment"]
    state = submission.state
    if form.cleaned_data["revision"] != state.revision_id:
        return _changed_meanwhile(request, submission)
    if action not in submission.actions(request.user):
        raise PermissionDenied
    try:
        if action == decisions.REJECT:
            decisions.reject(state, request.user, comment)
        elif action == decisions.APPROVE:
            decisions.approve([state], request.user, comment)
        else:
            decisions.issue(state, request.user, comment)
    except decisions.DecidedMeanwhile:
        return _changed_meanwhile(request, Submission(with_key(state.pk)))
    except decisions.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(review_path(state))
    _say_what_happened(request, [state], action)
    return redirect("moderation_desk")


def _approve_several(request: HttpRequest, form: BatchForm) -> HttpResponse | None:
    """Approve what was ticked as one act; None where one of them cannot be, and then none of them was."""
    states = list(TaskState.objects.filter(pk__in=form.states()))
    try:
        decisions.approve(states, request.user, form.cleaned_data["comment"])
    except decisions.Refused as refusal:
        form.add_error("tick", str(refusal))
        return None
    _say_what_happened(request, states, decisions.APPROVE)
    return redirect("moderation_desk")


def _say_what_happened(request: HttpRequest, states: list[TaskState], action: str) -> None:
    decided = [Submission(with_key(state.pk)) for state in states]
    first = decided[0]
    if action == decisions.REJECT:
        text = _("“%(item)s” has been returned to its author.") % {"item": first.title}
    elif first.state.workflow_state.status == WorkflowState.STATUS_IN_PROGRESS:
        names = ", ".join(f"“{each.title}”" for each in decided)
        text = _("Passed on to the principal: %(names)s.") % {"names": names}
    elif len(decided) == 1:
        text = _sentence_of_approval(first)
    else:
        text = ngettext(
            "%(count)s item is approved. Parents can read it now.",
            "%(count)s items are approved. Parents can read them now.",
            len(decided),
        ) % {"count": len(decided)}
    messages.success(request, text)


def _sentence_of_approval(submission: Submission) -> str:
    appears = getattr(submission.submitted, "go_live_at", None)
    if appears and appears > timezone.now():
        said = {"item": submission.title, "when": reading.in_words(appears)}
        return _("“%(item)s” is approved. It will appear by itself at %(when)s.") % said
    return _("“%(item)s” is approved. Parents can read it now.") % {"item": submission.title}


# --- What waits no longer, or not as it was shown -----------------------------------------------------------------


def _settled(request: HttpRequest, submission: Submission) -> HttpResponse:
    context = {"submission": submission, "waiting": False, "outcome": outcome_of(submission)}
    return render(request, "moderation/desk/outcome.html", context)


def _gone(request: HttpRequest, pk: int) -> HttpResponse:
    context = {"outcome": outcome_of_deleted(pk), "waiting": False}
    return render(request, "moderation/desk/outcome.html", context, status=404)


def _changed_meanwhile(request: HttpRequest, submission: Submission) -> HttpResponse:
    """Say that nothing was done, what is different now, and offer the version that waits."""
    waiting = waiting_of(submission.item)
    shown = _shown_revision(request, submission)
    context = {
        "submission": submission,
        "waiting": False,
        "outcome": None if submission.is_waiting else outcome_of(submission),
        "new": waiting,
        "new_url": review_path(waiting) if waiting else reverse("moderation_desk"),
        "changes": changed_between(shown, waiting) if waiting and shown else [],
        "comment": request.POST.get("comment", ""),
    }
    return render(request, "moderation/desk/changed.html", context, status=CONFLICT)


def _shown_revision(request: HttpRequest, submission: Submission) -> Revision | None:
    """Return the version that the sent form was about, as long as it is one of this object's."""
    key = request.POST.get("revision", "")
    revisions = submission.item.revisions
    return revisions.filter(pk=key).first() if key.isdigit() else submission.state.revision


def _put_pictures_on(waiting: list[items.DeskItem]) -> None:
    found = pictures.fetch(item.glance.picture for item in waiting if item.glance.picture)
    for item in waiting:
        item.picture = found.get(item.glance.picture)
