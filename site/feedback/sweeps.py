"""What the worker does by itself: forgets."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from post_office.models import Email

from feedback import codes
from feedback.choices import Act
from feedback.models import CONCERNED, PERSONAL, Feedback, Salt, Sending, Step
from feedback.spam import tokens
from feedback.spam.limits import HOUR

DAYS_OF_A_YEAR, MONTHS_OF_A_YEAR = 365.25, 12
AT_ONCE = 100


def forget() -> int:
    """Remove whatever is kept no longer. Return how much that was."""
    return forget_writers() + forget_senders() + tokens.forget()


def forget_writers() -> int:
    """Remove names, addresses, words and keys of what was closed long enough ago, a hundred in one sweep."""
    kept = datetime.timedelta(days=settings.FEEDBACK_KEEP_MONTHS * DAYS_OF_A_YEAR / MONTHS_OF_A_YEAR)
    due = Feedback.objects.to_be_forgotten(timezone.now() - kept).order_by("pk")[:AT_ONCE]
    return sum(_forget(each) for each in due)


@transaction.atomic
def _forget(feedback: Feedback) -> bool:
    nothing = dict.fromkeys((*PERSONAL, *CONCERNED, "text"), "")
    still_there = Feedback.objects.filter(pk=feedback.pk, erased_at=None)
    if not still_there.update(erased_at=timezone.now(), code=codes.new_code(), asked_by=None, **nothing):
        return False
    Email.objects.filter(message__contains=feedback.get_absolute_url()).delete()  # what the outbox still has of it
    feedback.steps.forget_words()
    Step.objects.create(feedback=feedback, act=Act.ERASED)
    return True


def forget_senders() -> int:
    """Delete the salts of other days, and counts that no limit looks at any longer."""
    salts, _by_model = Salt.objects.exclude(day=timezone.localdate()).delete()
    counts, _by_model = Sending.objects.filter(hour__lt=timezone.now() - 2 * HOUR).delete()
    return salts + counts
