"""Who may decide on what, and on whose behalf."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from common.models import User
from moderation.models import Delegation
from moderation.models.delegation import Basis
from moderation.roles import Role, has_role


@dataclass(frozen=True)
class Authority:
    """The right to decide. A deputy decides `on_behalf_of` the principal, and `basis` says why."""

    on_behalf_of: User | None = None
    basis: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it is the principal's own."""
        return self.on_behalf_of is None


def authority_of(user: Any, item: Model) -> Authority | None:
    """Return by what right `user` may decide on `item`, None where there is none.

    The principal may decide on everything; a deputy on what a delegation in force covers, as long as the principal
    who gave it is in office.
    """
    if has_role(user, Role.PRINCIPAL):
        return Authority()
    if not has_role(user, Role.DEPUTY_PRINCIPAL):
        return None
    for delegation in Delegation.objects.in_force().filter(deputy=user).select_related("given_by", "section"):
        if covers(delegation, item) and has_role(delegation.given_by, Role.PRINCIPAL):
            return Authority(delegation.given_by, _basis(delegation))
    return None


def covers(delegation: Delegation, item: Model) -> bool:
    """Say whether `item` lies in the section and belongs to the unit that a delegation names (each may be open)."""
    if delegation.section_id and not (isinstance(item, Page) and item.path.startswith(delegation.section.path)):
        return False
    return not delegation.unit_id or delegation.unit_id in (getattr(item, "unit_id", None), _own_key(delegation, item))


def _own_key(delegation: Delegation, item: Model) -> int | None:
    unit_model = delegation._meta.get_field("unit").related_model
    return item.pk if isinstance(item, unit_model) else None


def _basis(delegation: Delegation) -> str:
    """Return "KT. …" or "TUQ. …" with the document, as the ledger keeps it."""
    mark = "KT." if delegation.basis == Basis.STANDING else "TUQ."
    return f"{mark} {delegation.document}".strip()
