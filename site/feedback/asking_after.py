"""What lies with the higher authority: every ten days the leadership is told to ask after it."""

import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from wagtail.models import Site

from common.mail import write_mail
from feedback.choices import Act, State
from feedback.deadlines import is_working_day
from feedback.mails import leadership, link_to, working_hour
from feedback.models import Feedback
from moderation.models import Notice
from plans.models.school_year import calendar_of

EVERY = 10  # days: somebody still waits for a word


def ask_after() -> int:
    """Write this morning's mails, on days on which somebody works (a sweep). Return how many."""
    now = timezone.localtime()
    return sum(_ask_after(site, now.date()) for site in Site.objects.all()) if working_hour(now) else 0


@transaction.atomic
def _ask_after(site: Site, today: datetime.date) -> int:
    if not is_working_day(today, calendar_of(site)):
        return 0
    since = Max("steps__at", filter=Q(steps__act=Act.ESCALATED))
    there = Feedback.objects.on_site(site).filter(state=State.ESCALATED).annotate(since=since).order_by("since", "pk")
    waiting = Notice.objects.untold({_subject(each, today): each for each in there if _turn(each, today)})
    readers = sorted(leadership(), key=lambda user: user.pk) if waiting else []
    lines = [(each, link_to(each)) for each in waiting.values()]
    Notice.objects.bulk_create(Notice(subject=subject) for subject in waiting)
    for reader in readers:
        write_mail("feedback/mail/escalated", reader, {"lines": lines, "count": len(lines)})
    return len(readers)


def _turn(feedback: Feedback, today: datetime.date) -> int:
    """Return how many times ten days have passed since it was put to the authority."""
    return (today - timezone.localdate(feedback.since)).days // EVERY


def _subject(feedback: Feedback, today: datetime.date) -> str:
    return f"feedback {feedback.pk} escalated {feedback.since:%Y-%m-%d} {_turn(feedback, today)}"
