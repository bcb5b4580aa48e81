"""The mail that comes with what is handed out: a plan begins with the reader's own duties."""

from django.db import transaction
from django.utils import timezone

from common.mail import write_mail
from common.models import User
from moderation.links import full
from moderation.registry import PAGE
from plans.board.duties import units_of
from plans.models import Duty, PlanPage, ResponsibilityPage
from plans.models.distribution import Distribution, Receipt

AT_ONCE = 50


def write_waiting() -> int:
    """Write the mails that are still to go out, at most 50 in one sweep. Return how many were written."""
    waiting = Receipt.objects.to_be_mailed().select_related("distribution__site", "distribution__sent_by", "reader")
    written = 0
    for receipt in waiting.order_by("pk")[:AT_ONCE]:
        written += _write(receipt)
    return written


@transaction.atomic
def _write(receipt: Receipt) -> bool:
    mine = Receipt.objects.to_be_mailed().filter(pk=receipt.pk).update(mailed_at=timezone.now())
    if mine:
        write_mail("plans/mail/distribution", receipt.reader, _context(receipt))
    return bool(mine)


def _context(receipt: Receipt) -> dict[str, object]:
    distribution = receipt.distribution
    return {
        "distribution": distribution,
        "duties": own_duties(distribution, receipt.reader),
        "link": full(receipt.get_absolute_url()),
    }


def own_duties(distribution: Distribution, reader: User) -> list[str]:
    """Return what a plan that is handed out asks of the units of `reader`; of anything else nothing."""
    if distribution.kind != PAGE:
        return []
    units = units_of(reader, distribution.site)
    pages = ResponsibilityPage.objects.public().in_site(distribution.site).filter(unit__in=units)
    below = pages.filter(path__startswith=_path_of(distribution.key))
    return list(Duty.objects.filter(page__in=below).order_by("page__path", "sort_order").values_list("text", flat=True))


def _path_of(key: int) -> str:
    """Return where a plan lies in the tree; of what is no plan, where no page lies."""
    return PlanPage.objects.public().filter(pk=key).values_list("path", flat=True).first() or "-"
