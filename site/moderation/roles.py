"""The roles of a school as groups. Names are in Vietnamese, since people meet them in the admin."""

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


def has_role(user: AbstractBaseUser | AnonymousUser, role: Role) -> bool:
    """Say whether an active `user` holds `role`. Asked once for a user object and kept on it."""
    if not user.is_authenticated or not user.is_active:
        return False
    names = getattr(user, "_role_names", None)
    if names is None:
        names = user._role_names = set(user.groups.values_list("name", flat=True))
    return role.value in names


def people_with(role: Role) -> QuerySet[User]:
    """Return the active users who hold `role`."""
    return User.objects.filter(is_active=True, groups__name=role.value)
