"""The staff's screens: what waits, and one at a time with what may be done about it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.paging import page_of
from feedback import acts
from feedback.access import Desk, desk_of, may_enter_press
from feedback.choices import State
from feedback.desk import forms
from feedback.desk.consulting import gatherings_of
from feedback.desk.counting import figures_of
from feedback.models import Feedback

UNPROCESSABLE = 422
ON_A_PAGE = 30


@dataclass(frozen=True)
class Way:
    """One thing that may be done: asked for by name, with a form of its own."""

    name: str
    label: Promise
    form: type[forms.ActForm]
    may: Callable[[Desk, Feedback], bool]
    act: Callable[..., None]


WAYS = (
    Way("answer", gettext_lazy("Answer"), forms.AnswerForm, Desk.may_answer, acts.answer),
    Way("pass_on", gettext_lazy("Pass on to another unit"), forms.PassOnForm, Desk.may_pass_on, acts.pass_on),
    Way("report", gettext_lazy("Report to the leadership"), forms.ReportForm, Desk.may_report, acts.report),
    Way(
        "escalate",
        gettext_lazy("Report to the higher authority"),
        forms.EscalateForm,
        Desk.may_escalate,
        acts.escalate,
    ),
    Way("close", gettext_lazy("Close without an answer"), forms.CloseForm, Desk.may_close, acts.close),
)


def listing(request: HttpRequest) -> HttpResponse:
    """Show what waits, the most urgent first, and below what was answered. Comments are read together, elsewhere."""
    desk = desk_of(request)
    visible = desk.visible().select_related("unit", "spokesperson", "consultation")
    waiting = list(visible.open().one_by_one().order_by("due_on", "pk"))
    closed = visible.closed().filter(consultation=None).order_by("-closed_at", "-pk")
    context = {
        "desk": desk,
        "may_enter_press": may_enter_press(desk),
        "figures": figures_of(desk.visible(), desk.site),
        "gatherings": gatherings_of(desk),
        "late": [each for each in waiting if each.is_late],
        "waiting": [each for each in waiting if not each.is_late and each.state != State.ESCALATED],
        "escalated": [each for each in waiting if each.state == State.ESCALATED],
        "closed": page_of(Paginator(closed, ON_A_PAGE), request),
    }
    return render(request, "feedback/desk/list.html", context)


def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one with its history, and do what was chosen."""
    desk = desk_of(request)
    visible = desk.visible().select_related("unit", "asked_by", "spokesperson", "consultation")
    feedback = get_object_or_404(visible, pk=pk)
    ways = [way for way in WAYS if way.may(desk, feedback)]
    chosen = next((way for way in ways if way.name == request.POST.get("act")), None)
    form = _form(chosen, feedback, desk, request.POST) if chosen else None
    if chosen and form.is_valid():
        _carry_out(request, desk, feedback, chosen, form)
        return redirect("feedback_item", pk) if desk.visible().filter(pk=pk).exists() else redirect("feedback_list")
    context = {
        "feedback": feedback,
        "steps": feedback.steps.select_related("by", "unit"),
        "person": feedback.personal if desk.may_see_person(feedback) else [],
        "sees_person": desk.may_see_person(feedback),
        "gathers": feedback.consultation and desk.gathers(feedback.consultation),
        "takes_down": desk.takes_down(feedback),
        "ways": [(way, form if way is chosen else _form(way, feedback, desk)) for way in ways],
        "chosen": chosen,
        "form": form,
    }
    return render(request, "feedback/desk/item.html", context, status=UNPROCESSABLE if chosen else 200)


def _form(way: Way, feedback: Feedback, desk: Desk, data: Any = None) -> forms.ActForm:
    return way.form(data, prefix=way.name, feedback=feedback, site=desk.site)


def _carry_out(request: HttpRequest, desk: Desk, feedback: Feedback, way: Way, form: forms.ActForm) -> None:
    """Do it, and say in a sentence what became of it."""
    given = dict(form.cleaned_data)
    if way.name == "answer" and not desk.leads:
        given["unit"] = feedback.unit
    try:
        way.act(feedback, request.user, **given)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Noted."))
