"""Appointing those who approve. Being put into a group gives nobody this power; a record in the ledger does.

Whoever is put into an approver's group has to be confirmed: a request to the principal is made for each of them, by
whatever way they came there.
"""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, Q
from django.db.models.signals import m2m_changed
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context

from common.models import User
from moderation import ledger
from moderation.grants import held
from moderation.models import Act, Approval, Delegation, Request
from moderation.models.request import RequestKind, RequestStatus
from moderation.publishing import Decision
from moderation.roles import (
    APPROVERS,
    OFFICE,
    ROLE_BY_KEY,
    Role,
    forget_roles,
    has_role,
    office_hash,
    office_of,
    people_with,
)


class NotPossible(Exception):  # noqa: N818 - a sentence for who decides
    """What was asked for cannot be done; the message says why."""


def connect() -> None:
    """Hear of everybody who is put into a group. Called once, when the app is ready."""
    m2m_changed.connect(_ask_for_those_put_in, sender=User.groups.through, dispatch_uid="ask-for-appointments")


# --- Deciding -----------------------------------------------------------------------------------------------------


@transaction.atomic
def appoint(user: User, role: Role, decision: Decision) -> Approval:
    """Make `user` principal or deputy. The principal decides; where the post is vacant, `break_glass` on the server."""
    if role not in APPROVERS:
        raise ValueError(role)
    _require_right(decision)
    if office_of(user.pk) is not role:
        _end_delegations(user)
    record = _record(user, decision, Act.APPOINTED, office_hash(user.pk, role))
    _settle(_waiting_for(user).filter(request_kind=RequestKind.APPOINT), RequestStatus.DONE, decision)
    user.groups.remove(*Group.objects.filter(name__in=[other.value for other in APPROVERS if other is not role]))
    user.groups.add(Group.objects.get(name=role.value))
    return record


@transaction.atomic
def dismiss(user: User, decision: Decision) -> Approval:
    """Take the office of approver from `user`. The principal decides."""
    _require_right(decision)
    return vacate(user, decision)


@transaction.atomic
def vacate(user: User, decision: Decision) -> Approval:
    """Take the office of approver from `user` without asking who decides: for the command on the server alone."""
    _end_delegations(user)
    record = _record(user, decision, Act.DISMISSED, "")
    _settle(_waiting_for(user).filter(request_kind=RequestKind.DISMISS), RequestStatus.DONE, decision)
    user.groups.remove(*Group.objects.filter(name__in=[role.value for role in APPROVERS]))
    return record


@transaction.atomic
def hand_over(successor: User, decision: Decision) -> Approval:
    """Make `successor` principal in the place of the principal who decides, in one act."""
    if decision.by == successor:
        raise NotPossible(_("You hold this office already."))
    decision = replace(decision, batch=decision.batch or uuid.uuid4())
    record = appoint(successor, Role.PRINCIPAL, decision)
    dismiss(decision.by, replace(decision, requested_at=None))
    return record


# --- What was asked -----------------------------------------------------------------------------------------------


def ask_to_dismiss(user: User, asked_by: User, reason: str) -> Request:
    """Ask the principal to take the office of approver from `user`; asked twice, it waits once."""
    waiting, _made = Request.objects.get_or_create(
        request_kind=RequestKind.DISMISS,
        kind=OFFICE,
        key=user.pk,
        status=RequestStatus.WAITING,
        defaults={"label": user.get_full_name(), "reason": reason, "asked_by": asked_by},
    )
    return waiting


@transaction.atomic
def confirm(asked: Request, principal: User, comment: str = "") -> None:
    """Do what was asked. Raise NotPossible, and change nothing, where that cannot be."""
    request = _still_waiting(asked, principal)
    user = User.objects.filter(pk=request.key).first()
    if user is None or (request.request_kind == RequestKind.APPOINT and not user.is_active):
        raise NotPossible(_("“%(name)s” has no active account any more. Refuse the request.") % {"name": request.label})
    decision = Decision(Act.APPOINTED, by=principal, comment=comment, requested_at=request.made_at)
    if user == principal:
        raise NotPossible(_("Your own office you can only hand over."))
    if request.request_kind == RequestKind.DISMISS:
        dismiss(user, replace(decision, act=Act.DISMISSED))
    elif role_asked_for(request) is Role.PRINCIPAL:
        hand_over(user, decision)
    else:
        appoint(user, Role.DEPUTY_PRINCIPAL, decision)


@transaction.atomic
def refuse(asked: Request, principal: User, comment: str) -> None:
    """Leave everything as it is; who was put into an approver's group is taken out of it."""
    request = _still_waiting(asked, principal)
    decision = Decision(Act.APPOINTED, by=principal, comment=comment)
    _settle(Request.objects.filter(pk=request.pk), RequestStatus.REFUSED, decision)
    user = User.objects.filter(pk=request.key).first()
    if user and request.request_kind == RequestKind.APPOINT:
        user.groups.remove(Group.objects.get(name=role_asked_for(request).value))


def role_asked_for(request: Request) -> Role:
    """Return the office that a request to appoint is about."""
    return ROLE_BY_KEY[request.data["role"]]


def requests_waiting() -> Iterable[Request]:
    """Return what waits for the principal's confirmation, oldest first."""
    return Request.objects.waiting().filter(kind=OFFICE).select_related("asked_by")


def _still_waiting(asked: Request, principal: User) -> Request:
    _require_right(Decision(Act.APPOINTED, by=principal))
    request = Request.objects.select_for_update(of=("self",)).filter(pk=asked.pk).waiting().first()
    if request is None:
        raise NotPossible(_("This has been decided or taken back meanwhile. Nothing was changed."))
    return request


def _waiting_for(user: User) -> Any:
    return Request.objects.waiting().filter(kind=OFFICE, key=user.pk)


def _settle(requests: Any, status: RequestStatus, decision: Decision) -> None:
    requests.update(status=status, decided_by=decision.by, decided_at=timezone.now(), comment=decision.comment)


# --- The ledger ---------------------------------------------------------------------------------------------------


def _require_right(decision: Decision) -> None:
    """A person who decides has to be the principal; without a person there may be no principal.

    Two acts of one principal come one after the other, and the second asks again: the first may have been the last.
    """
    if decision.by is None:
        if people_with(Role.PRINCIPAL).exists():
            raise PermissionDenied(_("There is a principal, who alone appoints approvers."))
        return
    User.objects.select_for_update(of=("self",)).get(pk=decision.by.pk)
    forget_roles(decision.by)
    if not has_role(decision.by, Role.PRINCIPAL):
        raise PermissionDenied(_("Only the principal appoints approvers."))


def _record(user: User, decision: Decision, act: Act, content_hash: str) -> Approval:
    with held((OFFICE, user.pk)):
        record = ledger.append(
            kind=OFFICE,
            key=user.pk,
            label=user.get_full_name(),
            content_hash=content_hash,
            **decision.as_values() | {"act": act},
        )
        ledger.stand(record)
    forget_roles(user)
    return record


def _end_delegations(user: User) -> None:
    """What was delegated by or to somebody does not outlive the office, nor come back with it."""
    Delegation.objects.filter(Q(deputy=user) | Q(given_by=user)).revoke()


# --- Groups -------------------------------------------------------------------------------------------------------


def _ask_for_those_put_in(
    sender: type[Model], instance: Model, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any
) -> None:
    """Bring the requests in step with the groups, whoever changed them and from whichever side."""
    if not action.startswith("post_"):
        return
    if not reverse:
        people = [instance]
    elif pk_set is None:  # a group was emptied
        people = User.objects.filter(pk__in=Request.objects.waiting().filter(kind=OFFICE).values("key"))
    else:
        people = User.objects.filter(pk__in=pk_set)
    for user in people:
        forget_roles(user)
        _bring_requests_in_step(user)


def _bring_requests_in_step(user: User) -> None:
    """Ask for the office in whose group `user` is without holding it; take back what is no longer wanted."""
    groups = set(user.groups.values_list("name", flat=True))
    wanted = next((role for role in APPROVERS if role.value in groups and role is not office_of(user.pk)), None)
    waiting = _waiting_for(user).filter(request_kind=RequestKind.APPOINT)
    if wanted is None:
        waiting.update(status=RequestStatus.TAKEN_BACK, decided_at=timezone.now())
    elif not waiting.update(data={"role": wanted.label}):
        Request.objects.create(
            request_kind=RequestKind.APPOINT,
            kind=OFFICE,
            key=user.pk,
            label=user.get_full_name(),
            data={"role": wanted.label},
            reason=_("Was put into the group “%(group)s”.") % {"group": wanted.value},
            asked_by=get_active_log_context().user,
        )
