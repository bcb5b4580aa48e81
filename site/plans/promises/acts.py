"""What people do to an occasion: tick what was done, waive what is not to be done, and take either back."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import User
from moderation.roles import Role, has_role
from plans.choices import Proof
from plans.models import Occasion


def may_tick(user: User, occasion: Occasion) -> bool:
    """Say whether `user` belongs to the unit whose duty it is, or is the principal."""
    if occasion.proof != Proof.TICK:
        return False
    return has_role(user, Role.PRINCIPAL) or user.units.filter(pk=occasion.unit_id).exists()


def tick(occasion: Occasion, by: User) -> None:
    """Note that a duty was done. Done twice, the first tick stays.

    Raise PermissionDenied for anybody else than the unit's members and the principal, and where something published
    is the proof; ValidationError before it begins, after it closes, and when it was waived.
    """
    if not may_tick(by, occasion):
        raise PermissionDenied(_("Only the members of the unit and the principal tick a duty."))
    now = timezone.now()
    today = timezone.localdate(now)
    if today < occasion.starts_on:
        raise ValidationError(_("This has not begun yet. It can be ticked from its first day on."))
    if today > occasion.closes_on:
        raise ValidationError(_("This can be made good no longer."))
    if not _standing(occasion).filter(waived_at=None).exists():
        raise ValidationError(_("This was waived, or nobody asks for it any more."))
    _rows(occasion).filter(ticked_at=None, waived_at=None).update(ticked_at=now, ticked_by=by)
    occasion.refresh_from_db()


def untick(occasion: Occasion, by: User) -> None:
    """Take a tick back. Raise PermissionDenied as `tick` does; ValidationError once the occasion is closed."""
    if not may_tick(by, occasion):
        raise PermissionDenied(_("Only the members of the unit and the principal tick a duty."))
    if timezone.localdate() > occasion.closes_on:
        raise ValidationError(_("This is closed: its tick stays."))
    _rows(occasion).update(ticked_at=None, ticked_by=None)
    occasion.refresh_from_db()


def waive(occasion: Occasion, by: User, reason: str) -> None:
    """Let an occasion go, for a reason that the staff can read. Done twice, the first waiver stays.

    Raise PermissionDenied for anybody but the principal, ValidationError (at `reason`) without one.
    """
    _principal_only(by)
    reason = reason.strip()
    if not reason:
        raise ValidationError({"reason": _("Write why this is not to be done.")})
    _rows(occasion).filter(waived_at=None).update(waived_at=timezone.now(), waived_by=by, waiver_reason=reason)
    occasion.refresh_from_db()


def undo_waiver(occasion: Occasion, by: User) -> None:
    """Ask for a waived occasion again. Raise PermissionDenied for anybody but the principal."""
    _principal_only(by)
    _rows(occasion).update(waived_at=None, waived_by=None, waiver_reason="")
    occasion.refresh_from_db()


def _principal_only(user: User) -> None:
    if not has_role(user, Role.PRINCIPAL):
        raise PermissionDenied(_("Only the principal waives a promise."))


def _rows(occasion: Occasion) -> QuerySet[Occasion]:
    return Occasion.objects.filter(pk=occasion.pk)


def _standing(occasion: Occasion) -> QuerySet[Occasion]:
    return _rows(occasion).standing()
