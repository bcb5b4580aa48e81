"""How feedback goes, in a few numbers."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils import timezone
from wagtail.models import Site

from feedback.choices import IN_THE_HOUSE, OPEN, State
from feedback.models import FEWEST, Rating, Satisfaction
from feedback.models.feedback import FeedbackQuerySet

LOOKING_BACK = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Figures:
    """What waits today, and what was answered within the last 90 days: how many, how many of them in time."""

    open: int
    late: int
    answered: int
    in_time: int
    ratings: int = 0
    satisfied: int = 0

    @property
    def shows_ratings(self) -> bool:
        """Whether there are so many that nobody can tell whose one was."""
        return self.ratings >= FEWEST


def figures_of(feedback: FeedbackQuerySet, site: Site) -> Figures:
    """Count what somebody sees of a school's feedback, and this year's ratings of the whole school: two queries."""
    recently = Q(state=State.ANSWERED, closed_at__gte=timezone.now() - LOOKING_BACK)
    late = Q(state__in=IN_THE_HOUSE, due_on__lt=timezone.localdate())
    counted = feedback.aggregate(
        open=Count("pk", filter=Q(state__in=OPEN)),
        late=Count("pk", filter=late),
        answered=Count("pk", filter=recently),
        in_time=Count("pk", filter=recently & Q(closed_at__date__lte=F("due_on"))),
    )
    ratings = Rating.objects.on_site(site).filter(year=timezone.localdate().year)
    said = ratings.aggregate(ratings=Count("pk"), satisfied=Count("pk", filter=Q(value__gte=Satisfaction.QUITE)))
    return Figures(**counted, **said)
