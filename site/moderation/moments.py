"""Moments that were approved: what appears at one, and what ends at one. Nothing in Django or Wagtail keeps them."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Revision

from moderation import registry
from moderation.models import Act, Approval
from moderation.models.ledger import digest
from moderation.publishing import Decision, locked, publish, unpublish


def keep_appointed_moments() -> int:
    """Publish and end what was approved for a moment that has come (a sweep). Return how many there were."""
    ended = sum(_end(item) for item in list(_ending()))
    appeared = sum(_appear(revision) for revision in list(_appearing()))
    return ended + appeared


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
    publish(revision, Decision(Act.WENT_LIVE))
    return True


def _was_approved(revision: Revision) -> bool:
    planned = Approval.objects.filter(act=Act.SCHEDULED, revision_id=revision.pk).last()
    return planned is not None and planned.revision_hash == digest(revision.content)
