"""How often anybody may do what within an hour. Counted in the database, so that it holds for every process."""

import datetime
from enum import StrEnum

from django.db.models import F
from django.utils import timezone

from feedback.models import Sending

EVERYBODY = "everybody"
HOUR = datetime.timedelta(hours=1)


class Way(StrEnum):
    """What is counted."""

    TRY = "try"  # anything sent to the form, whether it was accepted or not
    PROVEN = "proven"  # accepted with a proof of work
    ASKED = "asked"  # accepted with an answered question, without a script


# A household, and behind one address sometimes a street of phones.
LIMITS = {Way.TRY: 60, Way.PROVEN: 10, Way.ASKED: 3}
# Who has many addresses is still stopped at the door where no work is asked for.
ALL_TOGETHER = {Way.ASKED: 60}


def take(sender: str, way: Way) -> bool:
    """Count one more, and say whether it is within the limits. Once they are reached, nothing more is written."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    return _take(sender, hour, way, LIMITS[way]) and (
        way not in ALL_TOGETHER or _take(EVERYBODY, hour, way, ALL_TOGETHER[way])
    )


def _take(sender: str, hour: datetime.datetime, way: Way, limit: int) -> bool:
    counts = Sending.objects.filter(sender=sender, hour=hour, way=way)
    number = counts.values_list("number", flat=True).first()
    if number is None:
        Sending.objects.get_or_create(sender=sender, hour=hour, way=way)
    elif number >= limit:
        return False
    return bool(counts.filter(number__lt=limit).update(number=F("number") + 1))
