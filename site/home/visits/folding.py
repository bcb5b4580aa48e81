"""Days that nobody asks for any more become months, so that the table stays small for as long as the school stands."""

import datetime
from collections import Counter

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from home.visits.models import Visits

MONTHS_OF_DAYS = 13


def fold_old_days() -> int:
    """Fold one month that ended more than 13 months ago (a sweep). Return how many rows went into others."""
    now = timezone.localdate()
    months = now.year * 12 + now.month - 1 - MONTHS_OF_DAYS
    bound = datetime.date(months // 12, months % 12 + 1, 1)
    oldest = Visits.objects.filter(day__lt=bound).exclude(day__day=1).order_by("day").values_list("day", flat=True)
    day = oldest.first()
    return _fold(day.replace(day=1)) if day else 0


@transaction.atomic
def _fold(first: datetime.date) -> int:
    """Add every later day of the month that begins on `first` to that day, all of it or nothing."""
    later = Visits.objects.filter(day__year=first.year, day__month=first.month, day__gt=first)
    rows = list(later.select_for_update())  # whoever comes at the same time waits, and then finds none of them
    sums: Counter[tuple[int, int]] = Counter()
    for row in rows:
        sums[row.site_id, row.page_key] += row.number
    empty = [Visits(site_id=site, page_key=key, day=first) for site, key in sums]
    Visits.objects.bulk_create(empty, ignore_conflicts=True)
    for (site, key), number in sums.items():
        Visits.objects.filter(site=site, page_key=key, day=first).update(number=F("number") + number)
    Visits.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)
