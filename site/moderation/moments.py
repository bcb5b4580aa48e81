"""Moments that were approved: what appears at one, and what ends at one. Nothing in Django or Wagtail keeps them."""

import logging
from collections.abc import Callable, Iterator
from functools import partial

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Revision

from common.mail import write_mail
from common.models import User
from moderation import registry
from moderation.links import edit_path, full
from moderation.models import Act, Approval
from moderation.models.ledger import digest
from moderation.publishing import Decision, locked, publish, undo, unpublish
from moderation.refusals import NotAllowed
from moderation.registry import kind_of
from moderation.roles import Role, people_with

logger = logging.getLogger(__name__)
# Decisions that leave what was planned before them as it is.
_BESIDE_THE_PLAN = (Act.EXPIRED, Act.MOVED, Act.CARRIED, Act.RESEALED)


def keep_appointed_moments() -> int:
    """Publish and end what was approved for a moment that has come (a sweep). Return how many there were."""
    acts = [*(partial(_end, item) for item in _ending()), *(partial(_appear, revision) for revision in _appearing())]
    return sum(_done(act) for act in acts)


def _done(act: Callable[[], bool]) -> bool:
    """Try one act: one that fails holds up no other, and is tried again at the next sweep."""
    try:
        return act()
    except Exception:
        logger.exception("An approved moment could not be kept: %s", act.args[0])
        return False


def _ending() -> Iterator[Model]:
    for subject in registry.subjects():
        if any(field.name == "expire_at" for field in subject.model._meta.concrete_fields):
            yield from subject.model._base_manager.filter(live=True, expire_at__lte=timezone.now())


@transaction.atomic
def _end(item: Model) -> bool:
    """Take `item` down, unless somebody has given it another end or taken it down while we came."""
    now = locked(item)
    if not now.live or not now.expire_at or now.expire_at > timezone.now():
        return False
    unpublish(now, Decision(Act.EXPIRED), expired=True)
    return True


def _appearing() -> Iterator[Revision]:
    yield from Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("approved_go_live_at")


@transaction.atomic
def _appear(revision: Revision) -> bool:
    """Publish `revision`, if it is still planned, is what was approved, and its own moment has come."""
    locked(revision.content_object)
    revision = Revision.objects.filter(pk=revision.pk).exclude(approved_go_live_at=None).first()
    if revision is None or not _was_approved(revision):
        return False
    moment = revision.as_object().go_live_at
    if not moment or moment > timezone.now():
        return False
    try:
        publish(revision, Decision(Act.WENT_LIVE))
    except NotAllowed as refusal:
        _stop(revision, " ".join(refusal.messages))
    return True


def _stop(revision: Revision, why: str) -> None:
    """Let what was approved not appear, since it may not any more, and tell the principal and its author."""
    item = revision.content_object
    plan = Approval.objects.about(kind_of(item), item.pk).filter(act=Act.SCHEDULED, revision_id=revision.pk).first()
    undo(plan, Decision(Act.UNDONE, comment=why))
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    readers = people_with(Role.PRINCIPAL) | User.objects.filter(pk=revision.user_id, is_active=True)
    for reader in readers.exclude(email="").distinct():
        write_mail("moderation/mail/stopped", reader, {"item": item, "why": why, "link": full(edit_path(item))})


def _was_approved(revision: Revision) -> bool:
    """Say whether the last decision on the object was to let this very revision appear: older plans do not count."""
    kind, key = kind_of(revision.content_object), int(revision.object_id)
    last = Approval.objects.about(kind, key).exclude(act__in=_BESIDE_THE_PLAN).first()
    planned = last is not None and last.act == Act.SCHEDULED and last.revision_id == revision.pk
    return planned and last.revision_hash == digest(revision.content)
