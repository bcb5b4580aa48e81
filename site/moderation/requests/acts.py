"""Asking, taking back, deciding. A request and the ledger say the same, because both are written in one transaction."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import User
from moderation.authority import Authority, authority_of
from moderation.decisions import DecidedMeanwhile, Refused
from moderation.models import Request
from moderation.models.request import RequestStatus
from moderation.publishing import Decision
from moderation.registry import kind_of
from moderation.requests import mails, subjects
from moderation.requests.wishes import WISHES, Wish
from moderation.roles import Role, has_role

RECORD, BATCH = "record", "batch"


def waiting_about(item: Model, wish: Wish | None = None) -> Request | None:
    """Return the oldest request that waits about `item`, or the one that asks for `wish`."""
    waiting = Request.objects.waiting().filter(kind=kind_of(item), key=item.pk, request_kind__in=WISHES)
    return (waiting.filter(request_kind=wish.kind) if wish else waiting).first()


def decides_directly(user: Any) -> bool:
    """The principal needs to ask nobody."""
    return has_role(user, Role.PRINCIPAL)


@transaction.atomic
def ask(wish: Wish, items: Iterable[Model], user: User, reason: str, data: dict[str, Any]) -> list[Request]:
    """Let requests wait for the principal, one for each of `items`. Where one waits already, that one is returned."""
    asked = []
    for item in items:
        _require_possible(wish, item, data)
        request, is_new = _waiting_or_new(wish, item, user, reason, data)
        if is_new:
            mails.tell_those_who_decide(request)
        asked.append(request)
    return asked


@transaction.atomic
def do_directly(wish: Wish, items: Iterable[Model], user: User, reason: str, data: dict[str, Any]) -> list[Request]:
    """Let the principal ask and decide in one explicit act, which the ledger shows as such."""
    batch = uuid.uuid4()
    done = []
    for item in items:
        request, is_new = _waiting_or_new(wish, item, user, reason, data)
        if not is_new:
            raise DecidedMeanwhile(_("Somebody has asked for this meanwhile. Decide on that request."))
        _approve(_locked(request), user, "", batch)
        done.append(request)
    return done


@transaction.atomic
def take_back(request: Request, user: User) -> None:
    """Let the asker think better of it."""
    request = _locked(request)
    if request.asked_by_id != user.pk:
        raise Refused(_("Only who asked for it takes it back."))
    _settle(request, RequestStatus.TAKEN_BACK, None, "")


@transaction.atomic
def approve(request: Request, user: User, comment: str = "") -> None:
    """Carry out what was asked for. Raise Refused, and change nothing, where that is no right or cannot be."""
    locked = _locked(request)
    _approve(locked, user, comment, uuid.uuid4())
    mails.tell_the_asker(locked)


@transaction.atomic
def refuse(request: Request, user: User, comment: str) -> None:
    """Leave everything as it is, and tell the asker why."""
    locked = _locked(request)
    if authority_on(locked, user) is None:
        raise Refused(_("You may not decide on this request."))
    _settle(locked, RequestStatus.REFUSED, user, comment)
    mails.tell_the_asker(locked)


def authority_on(request: Request, user: Any) -> Authority | None:
    """Return by what right `user` may decide on a request: over all that it concerns, and not on one's own.

    What is no longer there lies in nobody's section, so that only the principal closes a request about it.
    """
    if request.asked_by_id == user.pk and not decides_directly(user):
        return None
    item = subjects.find(request.kind, request.key)
    if item is None:
        return Authority() if decides_directly(user) else None
    rights = [authority_of(user, each) for each in wish_of(request).concerned(item, request.data)]
    return rights[0] if all(rights) else None


def obstacle_to(request: Request) -> str:
    """Return why what was asked for cannot be done any more, "" where it can."""
    return wish_of(request).obstacle(subjects.find(request.kind, request.key), request.data)


def wish_of(request: Request) -> Wish:
    """Return what a request asks for."""
    return WISHES[request.request_kind]


def about(user: Any) -> Iterator[Request]:
    """Yield the requests that wait for a decision of `user`, oldest first."""
    for request in Request.objects.waiting().filter(request_kind__in=WISHES).select_related("asked_by"):
        if decides_directly(user) or authority_on(request, user):
            yield request


# --- How ----------------------------------------------------------------------------------------------------------


def _waiting_or_new(wish: Wish, item: Model, user: User, reason: str, data: dict[str, Any]) -> tuple[Request, bool]:
    """Two people may ask at the same moment; the database lets one request of a kind wait."""
    waiting = waiting_about(item, wish)
    if waiting:
        return waiting, False
    values = {"kind": kind_of(item), "key": item.pk, "label": str(item)[:255], "data": data}
    try:
        with transaction.atomic():
            return Request.objects.create(request_kind=wish.kind, asked_by=user, reason=reason, **values), True
    except IntegrityError:
        return waiting_about(item, wish), False


def _locked(request: Request) -> Request:
    """Return the request as the database has it now, kept from others until the transaction ends."""
    now = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if now.status != RequestStatus.WAITING:
        raise DecidedMeanwhile(_("This request has been decided or taken back meanwhile. Nothing was changed."))
    return now


def _require_possible(wish: Wish, item: Model | None, data: dict[str, Any]) -> None:
    obstacle = wish.obstacle(item, data)
    if obstacle:
        raise Refused(obstacle)


def _approve(request: Request, user: User, comment: str, batch: uuid.UUID) -> None:
    wish, item = wish_of(request), subjects.find(request.kind, request.key)
    _require_possible(wish, item, request.data)
    right = authority_on(request, user)
    if right is None:
        raise Refused(_("You may not decide on this request."))
    decision = Decision(
        act=wish.act,
        by=user,
        on_behalf_of=right.on_behalf_of,
        basis=right.basis,
        comment="\n".join(filter(None, (request.reason, comment))),
        batch=batch,
        requested_at=request.made_at,
        authors=(request.asked_by.get_full_name(),) if request.asked_by else (),
    )
    record = wish.carry_out(item, request.data, decision)
    request.data = request.data | {RECORD: record.number, BATCH: str(batch)}
    _settle(request, RequestStatus.DONE, user, comment)


def _settle(request: Request, status: RequestStatus, user: User | None, comment: str) -> None:
    request.status, request.decided_by, request.decided_at, request.comment = status, user, timezone.now(), comment
    request.save()
