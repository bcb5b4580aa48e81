"""Appointing those who approve. Being put into a group gives nobody this power; a record in the ledger does."""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from common.models import User
from moderation import ledger
from moderation.grants import held
from moderation.models import Act, Approval
from moderation.publishing import Decision
from moderation.roles import APPROVERS, OFFICE, Role, has_role, office_hash, people_with


@transaction.atomic
def appoint(user: User, role: Role, decision: Decision) -> Approval:
    """Make `user` principal or deputy. The principal decides; where the post is vacant, `break_glass` on the server."""
    if role not in APPROVERS:
        raise ValueError(role)
    _require_right(decision)
    others = [other.value for other in APPROVERS if other is not role]
    user.groups.remove(*Group.objects.filter(name__in=others))
    user.groups.add(Group.objects.get(name=role.value))
    return _record(user, decision, Act.APPOINTED, office_hash(user.pk, role))


@transaction.atomic
def dismiss(user: User, decision: Decision) -> Approval:
    """Take the office of approver from `user`. The principal decides."""
    _require_right(decision)
    return vacate(user, decision)


@transaction.atomic
def vacate(user: User, decision: Decision) -> Approval:
    """Take the office of approver from `user` without asking who decides: for the command on the server alone."""
    user.groups.remove(*Group.objects.filter(name__in=[role.value for role in APPROVERS]))
    return _record(user, decision, Act.DISMISSED, "")


def _require_right(decision: Decision) -> None:
    """A person who decides has to be the principal; without a person there may be no principal."""
    if decision.by is None and people_with(Role.PRINCIPAL).exists():
        raise PermissionDenied(_("There is a principal, who alone appoints approvers."))
    if decision.by is not None and not has_role(decision.by, Role.PRINCIPAL):
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
    user.__dict__.pop("_roles_held", None)
    return record
