"""From a request to withdraw consent: find the photos and texts, tick them, and take them down in one act."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback import acts
from feedback.access import desk_of
from feedback.desk import finding
from feedback.models import Feedback
from moderation.decisions import Refused
from moderation.registry import kind_of
from moderation.requests import subjects
from moderation.withdrawal import WithdrawalForm

UNPROCESSABLE = 422
LONGEST_QUESTION = 200


class ReasonForm(WithdrawalForm):
    """Why it goes, for the ledger: the request speaks for itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Why, for the ledger and the authors")
        self.fields["reason"].help_text = _("Better without the child's name: the authors read it in a mail.")


def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Search (GET, or a button that keeps the ticks) and take down what is ticked. 403 for whoever may not."""
    desk = desk_of(request)
    feedback = get_object_or_404(desk.visible(), pk=pk)
    if not desk.takes_down(feedback):
        raise PermissionDenied
    ticked = _ticked(request)
    acts_now = request.POST.get("act") == "take_down"
    reason = {"reason": request.POST.get("reason") or _reason_for(feedback)}
    form = ReasonForm(request.POST if acts_now else None, initial=reason)
    if acts_now and not ticked:
        form.add_error(None, _("Tick at least one photo or text."))
    if acts_now and form.is_valid() and _carry_out(request, feedback, ticked, form):
        return redirect("feedback_item", pk)
    question = request.POST.get("q", request.GET.get("q"))
    asked = _questions_of(feedback) if question is None else [question[:LONGEST_QUESTION]]
    context = {
        "feedback": feedback,
        "form": form,
        "question": (question if question is not None else feedback.child)[:LONGEST_QUESTION],
        "found": finding.find(asked, desk.site),
        "kept": finding.choices_of(ticked),
        "ticks": {f"{kind_of(item)}:{item.pk}" for item in ticked},
    }
    return render(request, "feedback/desk/take_down.html", context, status=UNPROCESSABLE if form.errors else 200)


def _questions_of(feedback: Feedback) -> list[str]:
    """Return what is looked for before anybody has typed anything: the page that was named, the child's name."""
    return [finding.address_in(feedback.about), feedback.child]


def _reason_for(feedback: Feedback) -> str:
    return _("The family has withdrawn its consent (%(request)s).") % {"request": feedback.reference}


def _ticked(request: HttpRequest) -> list[Model]:
    """Return what is ticked and still there, each once."""
    found: dict[str, Model] = {}
    for tick in request.POST.getlist("tick"):
        kind, _colon, key = tick.partition(":")
        item = subjects.find(kind, int(key)) if key.isascii() and key.isdecimal() else None
        if item is not None:
            found[tick] = item
    return list(found.values())


def _carry_out(request: HttpRequest, feedback: Feedback, items: list[Model], form: ReasonForm) -> bool:
    try:
        records = acts.take_down(feedback, request.user, items, reason=form.cleaned_data["reason"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    done = ngettext(
        "%(count)s thing is off the public site. Tell the family below.",
        "%(count)s things are off the public site. Tell the family below.",
        len(records),
    )
    messages.success(request, done % {"count": len(records)})
    return True
