"""Once the summary of a consultation is public, it answers every comment that has no answer of its own (a sweep)."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from feedback import acts
from feedback.choices import IN_THE_HOUSE
from feedback.models import Consultation, Feedback

AT_ONCE = 50


def answer() -> int:
    """Answer, at most 50 in one sweep, what waits though the summary is there. Return how many that were."""
    summed_up = Consultation.objects.public().summed_up(timezone.localdate())
    waiting = Feedback.objects.filter(state__in=IN_THE_HOUSE, consultation__in=summed_up, erased_at=None)
    return sum(_answer(each) for each in waiting.select_related("consultation").order_by("pk")[:AT_ONCE])


def _answer(feedback: Feedback) -> bool:
    said = _("The school has published what was said on “%(title)s” and what it does about it.")
    try:
        acts.answer(feedback, None, text=said % {"title": feedback.consultation}, unit=feedback.unit)
    except ValidationError:  # somebody was faster
        return False
    return True
