"""How feedback goes, in a few numbers."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils import timezone

from feedback.choices import IN_THE_HOUSE, OPEN, State
from feedback.models.feedback import FeedbackQuerySet

LOOKING_BACK = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Figures:
    """What waits today, and what was answered within the last 90 days: how many, how many of them in time."""

    open: int
    late: int
    answered: int
    in_time: int


def figures_of(feedback: FeedbackQuerySet) -> Figures:
    """Count in one query."""
    recently = Q(state=State.ANSWERED, closed_at__gte=timezone.now() - LOOKING_BACK)
    late = Q(state__in=IN_THE_HOUSE, due_on__lt=timezone.localdate())
    counted = feedback.aggregate(
        open=Count("pk", filter=Q(state__in=OPEN)),
        late=Count("pk", filter=late),
        answered=Count("pk", filter=recently),
        in_time=Count("pk", filter=recently & Q(closed_at__date__lte=F("due_on"))),
    )
    return Figures(**counted)
