"""Who approves: the list, what was asked of the principal, appointing, dismissing, handing the office over."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.models import User
from moderation import appointments
from moderation.appointments import role_asked_for
from moderation.models import Act, Request, Standing
from moderation.models.request import RequestKind, RequestStatus
from moderation.people.access import is_principal, may_ask, may_see_approvers, posted, require
from moderation.people.forms import AnswerForm, OfficeForm, ReasonForm
from moderation.publishing import Decision
from moderation.roles import OFFICE, Role, has_role, is_appointed, office_of

UNPROCESSABLE = 422


@dataclass(frozen=True)
class Approver:
    """Somebody whom the ledger has appointed. `in_office` is False where group or account is missing."""

    user: User
    role: Role | None
    record: Any

    @property
    def in_office(self) -> bool:
        """Whether this person can decide today."""
        return bool(self.role) and has_role(self.user, self.role)


def index(request: HttpRequest) -> HttpResponse:
    """List who approves, and what waits for the principal."""
    require(may_see_approvers(request.user))
    context = {
        "approvers": _approvers(),
        "waiting": appointments.requests_waiting(),
        "decides": is_principal(request.user),
        "may_ask": may_ask(request.user),
    }
    return render(request, "moderation/people/approvers.html", context)


def appoint(request: HttpRequest) -> HttpResponse:
    """Let the principal make somebody deputy."""
    require(is_principal(request.user))
    form = OfficeForm(posted(request), people=_others(request))
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        appointments.appoint(person, Role.DEPUTY_PRINCIPAL, _decision(request, Act.APPOINTED, form))
        messages.success(
            request, _("%(name)s is deputy principal now. Assign something next, if you like.") % {"name": person}
        )
        return redirect("moderation_approvers")
    return _answer(request, "appoint", form)


def hand_over(request: HttpRequest) -> HttpResponse:
    """Let the principal make somebody else principal, and be it no longer, in one act."""
    require(is_principal(request.user))
    form = OfficeForm(posted(request), people=_others(request))
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        appointments.hand_over(person, _decision(request, Act.APPOINTED, form))
        messages.success(request, _("%(name)s is principal now.") % {"name": person})
        return redirect("wagtailadmin_home")
    return _answer(request, "hand_over", form)


def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the principal take an office away, or whoever looks after the accounts ask for it."""
    require(is_principal(request.user) or may_ask(request.user))
    person = get_object_or_404(User, pk=pk)
    if not is_appointed(pk):
        messages.info(request, _("%(name)s is no approver. Nothing was changed.") % {"name": person})
        return redirect("moderation_approvers")
    decides = is_principal(request.user)
    if decides and person == request.user:
        return redirect("moderation_hand_over")
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        _dismiss_or_ask(request, person, form.cleaned_data["reason"])
        return redirect("moderation_approvers")
    return _answer(request, "dismiss", form, person=person, decides=decides)


def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the principal what was asked, and take the answer."""
    require(is_principal(request.user))
    asked = get_object_or_404(Request.objects.select_related("asked_by"), pk=pk, kind=OFFICE)
    form = AnswerForm(posted(request))
    if request.method == "POST" and form.is_valid():
        return _carry_out(request, asked, form)
    is_appointment = asked.request_kind == RequestKind.APPOINT
    role = role_asked_for(asked) if is_appointment else None
    return _answer(
        request,
        "request",
        form,
        asked=asked,
        person=User.objects.filter(pk=asked.key).first(),
        role=role,
        replaces_me=role is Role.PRINCIPAL,
        waits=asked.status == RequestStatus.WAITING,
    )


def _answer(request: HttpRequest, page: str, form: Any, **context: Any) -> HttpResponse:
    status = UNPROCESSABLE if form.errors else 200
    return render(request, f"moderation/people/{page}.html", context | {"form": form}, status=status)


def _carry_out(request: HttpRequest, asked: Request, form: AnswerForm) -> HttpResponse:
    act = appointments.confirm if form.cleaned_data["answer"] == "confirm" else appointments.refuse
    try:
        act(asked, request.user, form.cleaned_data["comment"])
    except appointments.NotPossible as sentence:
        messages.error(request, str(sentence))
    else:
        done = _("Done: %(what)s.") if act is appointments.confirm else _("Refused: %(what)s.")
        messages.success(request, done % {"what": asked})
    return redirect("moderation_approvers" if is_principal(request.user) else "wagtailadmin_home")


def _dismiss_or_ask(request: HttpRequest, person: User, reason: str) -> None:
    said = {"name": person}
    if not is_principal(request.user):
        appointments.ask_to_dismiss(person, request.user, reason)
        messages.success(request, _("The principal has been asked. Until then %(name)s stays approver.") % said)
        return
    appointments.dismiss(person, Decision(Act.DISMISSED, by=request.user, comment=reason))
    messages.success(request, _("%(name)s is no longer approver.") % said)


def _decision(request: HttpRequest, act: Act, form: OfficeForm) -> Decision:
    return Decision(act, by=request.user, comment=form.cleaned_data["document"])


def _others(request: HttpRequest) -> Any:
    return User.objects.filter(is_active=True).exclude(pk=request.user.pk)


def _approvers() -> list[Approver]:
    """Return everybody whom the ledger has appointed, the principal first."""
    records = {each.key: each.approval for each in Standing.objects.filter(kind=OFFICE).select_related("approval")}
    found = [Approver(user, office_of(user.pk), records[user.pk]) for user in User.objects.filter(pk__in=records)]
    return sorted(found, key=lambda each: (each.role is not Role.PRINCIPAL, str(each.user)))
