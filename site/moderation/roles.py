"""The roles of a school as groups. Names are in Vietnamese, since people meet them in the admin.

A group gives the permissions of the admin. It makes nobody an approver: that takes an appointment (`appointments.py`),
which stands in the ledger.
"""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import QuerySet

from common.models import User


class Role(models.TextChoices):
    """One group for each role; the value is the group's name."""

    WEB_EDITOR = "Biên tập viên", "web_editor"
    UNIT_HEAD = "Trưởng bộ phận", "unit_head"
    WEB_OFFICER = "Phụ trách trang thông tin điện tử", "web_officer"
    PRINCIPAL = "Hiệu trưởng", "principal"
    DEPUTY_PRINCIPAL = "Phó hiệu trưởng", "deputy_principal"
    OPERATOR = "Vận hành hệ thống", "operator"


ROLE_BY_KEY = {role.label: role for role in Role}
WRITERS = (Role.WEB_EDITOR, Role.UNIT_HEAD, Role.WEB_OFFICER, Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL)
APPROVERS = (Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL)
OFFICE = "common.user"  # the kind under which the ledger knows an appointment


def has_role(user: AbstractBaseUser | AnonymousUser, role: Role) -> bool:
    """Say whether an active `user` holds `role`, approvers by appointment. Asked once for a user object, kept on it."""
    if not user.is_authenticated or not user.is_active:
        return False
    held = getattr(user, "_roles_held", None)
    if held is None:
        held = user._roles_held = _roles_held(user)
    return role in held


def writes(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Say whether `user` holds any role that writes: everybody of the house but the operator."""
    return any(has_role(user, role) for role in WRITERS)


def forget_roles(user: AbstractBaseUser) -> None:
    """Let `has_role` ask again: something about `user` has changed."""
    if hasattr(user, "_roles_held"):  # by attribute: `request.user` stands for another object
        del user._roles_held


def people_with(role: Role) -> QuerySet[User]:
    """Return the active users who hold `role`."""
    people = User.objects.filter(is_active=True, groups__name=role.value)
    if role in APPROVERS:
        people = people.filter(pk__in=_standing().values("key"))
        appointed = [user.pk for user in people if has_role(user, role)]
        people = people.filter(pk__in=appointed)
    return people


def is_appointed(user_pk: int) -> bool:
    """Say whether the ledger holds an appointment, whatever has become of groups and account since."""
    from moderation.models import Standing

    return Standing.objects.filter(kind=OFFICE, key=user_pk).exists()


def office_of(user_pk: int) -> Role | None:
    """Return the office to which the ledger has appointed somebody. To hold it takes the group and an account, too."""
    sealed = _standing().filter(key=user_pk).values_list("approval__content_hash", flat=True).first()
    return next((role for role in APPROVERS if office_hash(user_pk, role) == sealed), None)


def office_hash(user_pk: int, role: Role) -> str:
    """Return what the ledger holds as the content of an appointment."""
    from moderation.models.ledger import digest

    return digest({"user": user_pk, "role": role.label})


def _roles_held(user: AbstractBaseUser) -> set[Role]:
    names = set(user.groups.values_list("name", flat=True))
    held = {role for role in Role if role.value in names}
    if held.intersection(APPROVERS):
        held -= {*APPROVERS} - {office_of(user.pk)}
    return held


def _standing() -> QuerySet:
    from moderation.models import Standing

    return Standing.objects.sound().filter(kind=OFFICE)
