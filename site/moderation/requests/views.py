"""Asking for something, the page of a request, and the list of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, Model, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.paging import page_of
from moderation.decisions import DecidedMeanwhile, Refused
from moderation.links import request_path
from moderation.models import Request
from moderation.models.request import RequestKind, RequestStatus
from moderation.requests import acts, effects, subjects
from moderation.requests.forms import APPROVE, REFUSE, TAKE_BACK, AskForm, DecisionForm, MoveForm
from moderation.requests.wishes import WISHES, Wish
from moderation.roles import Role, has_role

CONFLICT, UNPROCESSABLE = 409, 422
MOST_AT_ONCE = 50
ON_A_PAGE = 30
_SEE_ALL = (Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL, Role.WEB_OFFICER)


def ask(request: HttpRequest, wish: str, kind: str, keys: str) -> HttpResponse:
    """Take a request about one object or several ("5" or "5,7"); from the principal it is the act itself."""
    wished = WISHES.get(wish)
    if wished is None:
        raise Http404
    items = _items(kind, keys, wished)
    if not all(subjects.may_ask(request.user, item) for item in items):
        raise PermissionDenied
    waiting = [each for item in items if (each := acts.waiting_about(item, wished))]
    if len(waiting) == len(items):
        return _already_waiting(request, waiting)
    about = {(each.kind, each.key) for each in waiting}
    free = [item for item in items if (kind, item.pk) not in about]
    obstacles = [sentence for item in free if (sentence := wished.obstacle(item, {}))]
    possible = [item for item in free if not wished.obstacle(item, {})]
    form = _form(request, wished, possible) if possible else None
    if form and request.method == "POST" and form.is_valid():
        answer = _carry_on(request, wished, possible, form)
        if answer:
            return answer
    context = {
        "wish": wished,
        "items": possible or items,
        "effects": [effects.effects_of(wished, item, {}) for item in possible or items],
        "obstacles": [*obstacles, *(_waits_already(each) for each in waiting)],
        "form": form,
        "direct": acts.decides_directly(request.user),
        "back": subjects.edit_url(items[0], request.user),
    }
    status = CONFLICT if form is None else UNPROCESSABLE if form.errors else 200
    return render(request, "moderation/requests/ask.html", context, status=status)


def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one request with what it would change, and take the decision. 403 for whoever it does not concern."""
    asked = get_object_or_404(Request.objects.select_related("asked_by", "decided_by"), pk=pk, request_kind__in=WISHES)
    item = subjects.find(asked.kind, asked.key)
    if not _may_open(request.user, asked, item):
        raise PermissionDenied
    waits = asked.status == RequestStatus.WAITING
    obstacle = acts.obstacle_to(asked) if waits else ""
    form = DecisionForm(request.POST or None, possible=not obstacle)
    if request.method == "POST" and form.is_valid():
        return _decide(request, asked, form)
    wish = acts.wish_of(asked)
    context = {
        "asked": asked,
        "wish": wish,
        "item": item,
        "waits": waits,
        "obstacle": obstacle,
        "effects": effects.effects_of(wish, item, asked.data) if waits and item else None,
        "may_decide": waits and acts.authority_on(asked, request.user) is not None,
        "may_take_back": waits and asked.asked_by_id == request.user.pk,
        "record": asked.data.get(acts.RECORD),
        "edit_url": subjects.edit_url(item, request.user) if item else "",
        "form": form,
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "moderation/requests/request.html", context, status=status)


def listing(request: HttpRequest) -> HttpResponse:
    """List requests, what waits first: one's own, or all for those who decide and for the web officer."""
    found = _requests_for(request.user).select_related("asked_by", "decided_by")
    waiting_first = Case(When(status=RequestStatus.WAITING, then=Value(0)), default=Value(1))
    page = page_of(Paginator(found.order_by(waiting_first, "-made_at", "-pk"), ON_A_PAGE), request)
    return render(request, "moderation/requests/list.html", {"page": page, "sees_all": _sees_all(request.user)})


# --- Asking -------------------------------------------------------------------------------------------------------


def _items(kind: str, keys: str, wish: Wish) -> list[Model]:
    """Return what the address names. Raise Http404 where any of it is nothing that this can be asked for."""
    numbers = list(dict.fromkeys(keys.split(",")))
    if len(numbers) > MOST_AT_ONCE or not all(number.isascii() and number.isdigit() for number in numbers):
        raise Http404
    items = [subjects.find(kind, int(number)) for number in numbers]
    if not all(item and wish.fits(item) for item in items):
        raise Http404
    return items


def _form(request: HttpRequest, wish: Wish, items: list[Any]) -> AskForm:
    sent = request.POST if request.method == "POST" else None
    if wish.kind == RequestKind.MOVE:
        return MoveForm(sent, wish=wish, pages=items, initial={"target": request.GET.get("target")})
    return AskForm(sent)


def _carry_on(request: HttpRequest, wish: Wish, items: list[Model], form: AskForm) -> HttpResponse | None:
    """Ask, or do it; None where it turned out to be impossible, and then the form says why."""
    direct = acts.decides_directly(request.user)
    act = acts.do_directly if direct else acts.ask
    try:
        asked = act(wish, items, request.user, form.cleaned_data["reason"], form.data_of_request())
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    for each in asked:
        waits = _("Your request about “%(item)s” waits for the principal.") % {"item": each.label}
        messages.success(request, wish.done_with(each.label) if direct else waits)
    return redirect(request_path(asked[0])) if len(asked) == 1 else redirect("moderation_requests")


def _already_waiting(request: HttpRequest, waiting: list[Request]) -> HttpResponse:
    for each in waiting:
        messages.info(request, _waits_already(each))
    return redirect(request_path(waiting[0])) if len(waiting) == 1 else redirect("moderation_requests")


def _waits_already(asked: Request) -> str:
    return _("This has been asked for “%(item)s” already, and waits for the principal.") % {"item": asked.label}


# --- Deciding -----------------------------------------------------------------------------------------------------


def _decide(request: HttpRequest, asked: Request, form: DecisionForm) -> HttpResponse:
    action, comment = form.cleaned_data["action"], form.cleaned_data["comment"]
    said = {"item": asked.label}
    try:
        if action == APPROVE:
            acts.approve(asked, request.user, comment)
            messages.success(request, acts.wish_of(asked).done_with(asked.label))
        elif action == REFUSE:
            acts.refuse(asked, request.user, comment)
            messages.success(request, _("The request about “%(item)s” has been refused.") % said)
        elif action == TAKE_BACK:
            acts.take_back(asked, request.user)
            messages.success(request, _("You have taken back your request about “%(item)s”.") % said)
    except DecidedMeanwhile as refusal:
        messages.warning(request, str(refusal))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(request_path(asked))


def _may_open(user: Any, asked: Request, item: Model | None) -> bool:
    if asked.asked_by_id == user.pk or _sees_all(user):
        return True
    return item is not None and subjects.may_ask(user, item)


def _requests_for(user: Any) -> QuerySet[Request]:
    """Return what `user` may see in the list."""
    found = Request.objects.filter(request_kind__in=WISHES)
    return found if _sees_all(user) else found.filter(asked_by=user)


def _sees_all(user: Any) -> bool:
    return any(has_role(user, role) for role in _SEE_ALL)
