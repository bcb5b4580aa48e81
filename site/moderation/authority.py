"""Who may decide on what, and on whose behalf."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _
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

    @property
    def in_words(self) -> str:
        """In whose place somebody decides: "KT. Hiệu trưởng Nguyễn Thị Liên (QĐ 12)"; "" for the principal's own."""
        return "" if self.is_own else in_whose_place(self.on_behalf_of.get_full_name(), self.basis)


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
    return not delegation.unit_id or units_of(item) == {delegation.unit_id}


def units_of(item: Model) -> set[int | None]:
    """Return the units that `item` speaks for: two, where a draft takes it from the one that is public to another."""
    if isinstance(item, apps.get_model(settings.MODERATION_UNIT_MODEL)):
        return {item.pk}
    draft = item.latest_revision if getattr(item, "latest_revision_id", None) else None
    named = {draft.content.get("unit")} if draft else {getattr(item, "unit_id", None)}
    if getattr(item, "live", False):
        named.add(getattr(item, "unit_id", None))
    return named


def in_whose_place(principal: str, basis: str) -> str:
    """Return "KT. Hiệu trưởng Nguyễn Thị Liên (QĐ 12)" of "KT. QĐ 12", as the ledger keeps it."""
    mark, _space, document = basis.partition(" ")
    said = {"mark": mark, "principal": principal, "document": document}
    if document:
        return _("%(mark)s Principal %(principal)s (%(document)s)") % said
    return _("%(mark)s Principal %(principal)s") % said


def _basis(delegation: Delegation) -> str:
    """Return "KT. …" or "TUQ. …" with the document, as the ledger keeps it."""
    mark = "KT." if delegation.basis == Basis.STANDING else "TUQ."
    return f"{mark} {delegation.document}".strip()
