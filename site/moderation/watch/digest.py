"""The principal's morning mail: what waits, what was published since yesterday morning, and the head of the ledger."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from common.mail import write_mail
from moderation import ledger
from moderation.desk import items
from moderation.links import full
from moderation.models import Approval, Notice
from moderation.models.ledger import Act
from moderation.roles import Role, people_with

TOLD = (Act.APPROVED, Act.ISSUED, Act.WENT_LIVE, Act.EXPIRED, Act.UNPUBLISHED, Act.DELETED, Act.WITHDRAWN)


def send_digest() -> int:
    """Write this morning's digest once, to each principal for whom there is anything to say (a sweep)."""
    now = timezone.localtime()
    begins = settings.MODERATION_DIGEST_AT
    if begins is None or now.time() < begins:
        return 0
    subject = f"digest {now.date().isoformat()}"
    if Notice.objects.filter(subject=subject).exists():
        return 0
    return _write_digest(subject, now)


@transaction.atomic
def _write_digest(subject: str, now: datetime.datetime) -> int:
    Notice.objects.create(subject=subject)
    news = list(decided_since(now - datetime.timedelta(days=1)))
    sent = 0
    for reader in people_with(Role.PRINCIPAL).exclude(email=""):
        waiting = items.waiting_for(reader)
        if waiting or news:
            write_mail("moderation/mail/digest", reader, _context(waiting, news))
            sent += 1
    return sent


def decided_since(moment: datetime.datetime) -> QuerySet[Approval]:
    """Return what was published, ended or taken away since `moment`, oldest first."""
    return Approval.objects.filter(act__in=TOLD, made_at__gte=moment).order_by("number")


def _context(waiting: list[items.DeskItem], news: list[Approval]) -> dict[str, object]:
    return {
        "waiting": waiting,
        "news": news,
        "head": ledger.head(),
        "link": full(reverse("moderation_desk")),
    }
