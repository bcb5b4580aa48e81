"""What people do: hand out, say that it was read, remind."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Site

from common.models import User
from moderation.registry import kind_of
from moderation.roles import Role, has_role
from plans.models.distribution import Distribution, Receipt

MAY_HAND_OUT = (Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL, Role.WEB_OFFICER)
PATIENCE = datetime.timedelta(days=1)


def may_hand_out(user: User) -> bool:
    """Say whether `user` may give the staff something to read, and see who has read it."""
    return any(has_role(user, role) for role in MAY_HAND_OUT)


@transaction.atomic
def hand_out(
    item: Model,
    readers: Iterable[User],
    *,
    sent_by: User | None,
    site: Site,
    note: str = "",
    meeting: str = "",
    met_on: datetime.date | None = None,
) -> Distribution:
    """Give `readers` something public to read: by mail (the worker writes it), or as presented at a `meeting`.

    Whoever hands it out needs no copy.
    """
    distribution = Distribution.objects.create(
        site=site,
        kind=kind_of(item),
        key=item.pk,
        label=str(item)[:255],
        url=item.url,
        note=note,
        meeting=meeting,
        met_on=met_on,
        sent_by=sent_by,
    )
    copies = [Receipt(distribution=distribution, reader=reader) for reader in readers if reader != sent_by]
    Receipt.objects.bulk_create(copies)
    return distribution


def acknowledge(receipt: Receipt) -> None:
    """Note that it was read. The first time counts."""
    Receipt.objects.waiting().filter(pk=receipt.pk).update(acknowledged_at=timezone.now())


def remind(distribution: Distribution) -> int:
    """Let a mail go out anew to who has not answered for a day. Return how many that are."""
    silent = distribution.receipts.waiting().filter(mailed_at__lte=timezone.now() - PATIENCE)
    return silent.update(mailed_at=None)
