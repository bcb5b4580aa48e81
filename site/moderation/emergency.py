"""Breaking the glass: acts that nobody in the school decides, done on the server, in the ledger, told by mail."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from common.models import User
from moderation import appointments, ledger, notifications, publishing, registry
from moderation.content import content_hash
from moderation.grants import held
from moderation.models import Act, Approval, Standing
from moderation.models.ledger import digest
from moderation.publishing import Decision
from moderation.roles import OFFICE, Role

GLASS = "moderation.glass"


class NotPossible(Exception):  # noqa: N818 - a sentence for whoever typed the command
    """What was asked for cannot be done; the message says why."""


def appoint(username: str, reason: str) -> str:
    """Make somebody principal where there is none."""
    user = _person(username)
    try:
        appointments.appoint(user, Role.PRINCIPAL, Decision(Act.APPOINTED, comment=reason))
    except PermissionDenied as refusal:
        raise NotPossible(str(refusal)) from refusal
    return _told(_("%(name)s is now principal.") % {"name": user.get_full_name()}, reason)


def dismiss(username: str, reason: str) -> str:
    """Take the office from an approver who is gone; the post is vacant afterwards."""
    user = _person(username)
    done = _("%(name)s is no longer approver.") % {"name": user.get_full_name()}
    notifications.tell_of_emergency(done, reason)  # first, so that whoever loses the office hears of it
    appointments.vacate(user, Decision(Act.DISMISSED, comment=reason))
    return _noted(done, reason)


def unpublish(key: int, reason: str) -> str:
    """Take a page off the public site."""
    page = Page.objects.filter(pk=key, live=True).first()
    if page is None:
        raise NotPossible(_("There is no public page %(key)s.") % {"key": key})
    publishing.unpublish(page.specific, Decision(Act.WITHDRAWN, comment=reason))
    return _told(_("“%(item)s” is no longer public.") % {"item": page.title}, reason)


def publish(key: int, reason: str) -> str:
    """Publish one revision."""
    revision = Revision.objects.filter(pk=key).first()
    if revision is None:
        raise NotPossible(_("There is no revision %(key)s.") % {"key": key})
    record = publishing.publish(revision, Decision(Act.APPROVED, comment=reason, basis=_("emergency exception")))
    return _told(_("“%(item)s” is public.") % {"item": record.label}, reason)


def reseal(_yes: bool, reason: str) -> str:
    """Write new hashes for what stands, where the frozen revisions are still the approved ones (after an upgrade)."""
    sealed = 0
    for standing in Standing.objects.exclude(kind=OFFICE).select_related("approval"):
        sealed += _resealed(standing, reason)
    return _told(_("Sealed again: %(count)s.") % {"count": sealed}, reason)


ACTS: dict[str, Callable[[Any, str], str]] = {
    "appoint": appoint,
    "dismiss": dismiss,
    "unpublish": unpublish,
    "publish": publish,
    "reseal": reseal,
}


def _resealed(standing: Standing, reason: str) -> bool:
    item = publishing.object_of(standing.kind, standing.key)
    subject = registry.subject_of(item)
    old = standing.approval
    now = content_hash(subject, standing.key)
    revision = Revision.objects.filter(pk=old.revision_id).first()
    if now == old.content_hash or (revision and not _is_sound(item, revision, old)):
        return False
    with held((standing.kind, standing.key)):
        record = ledger.append(
            kind=old.kind,
            key=old.key,
            label=old.label,
            revision_id=old.revision_id,
            revision_hash=old.revision_hash,
            content_hash=now,
            files=old.files,
            **Decision(Act.RESEALED, comment=reason).as_values(),
        )
        ledger.stand(record)
    return True


def _is_sound(item: Model, revision: Revision, record: Approval) -> bool:
    """Say whether only the way of sealing has changed: the version is the approved one, and the public has it."""
    return digest(revision.content) == record.revision_hash and publishing.shows_its_revision(item, revision)


def _person(username: str) -> User:
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NotPossible(_("There is no active account “%(name)s”.") % {"name": username})
    return user


def _told(done: str, reason: str) -> str:
    """Note in the ledger that the glass was broken, and tell principal and operators."""
    notifications.tell_of_emergency(done, reason)
    return _noted(done, reason)


def _noted(done: str, reason: str) -> str:
    with held((GLASS, 1)):
        ledger.append(kind=GLASS, key=1, label=done, **Decision(Act.BROKEN_GLASS, comment=reason).as_values())
    return done


def opened() -> list[Approval]:
    """Return every time that the glass was broken, newest first."""
    return list(Approval.objects.about(GLASS, 1))
