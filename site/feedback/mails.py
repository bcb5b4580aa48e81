"""Mails about feedback: to whoever has to answer when it comes and as the day comes near, and to whoever wrote.

What was said is noted in the transaction that writes the mail. No mail carries what somebody wrote or who they are:
mail is read by programs, and forwarded.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from common.mail import write_mail
from common.models import User
from feedback.choices import IN_THE_HOUSE, State
from feedback.deadlines import is_working_day
from feedback.models import Feedback
from moderation.links import full
from moderation.models import Notice
from moderation.roles import APPROVERS, Role, people_with
from plans.models.school_year import calendar_of
from plans.reminders.people import members_by_unit

AT_ONCE = 50
LAST_DAYS = 1


@dataclass(frozen=True)
class Sender:
    """Whoever wrote, as a mail addresses them: never by a name that they typed themselves."""

    email: str

    def get_full_name(self) -> str:
        """Return what stands before the address."""
        with override(settings.LANGUAGE_CODE):
            return _("Sender of feedback")


# --- When it comes, and when it is answered ---------------------------------------------------------------------------


def tell() -> int:
    """Write the mails that wait, at most 50 of each kind in one sweep. Return how many pieces of feedback that were."""
    for_staff = (
        Feedback.objects.staff_to_be_told().select_related("site", "unit", "spokesperson").order_by("pk")[:AT_ONCE]
    )
    for_senders = Feedback.objects.sender_to_be_told().order_by("pk")[:AT_ONCE]
    return sum(map(_tell_staff, for_staff)) + sum(map(_tell_sender, for_senders))


@transaction.atomic
def _tell_staff(feedback: Feedback) -> bool:
    mine = Feedback.objects.staff_to_be_told().filter(pk=feedback.pk).update(staff_told_at=timezone.now())
    for reader in handlers_of(feedback, members_by_unit(feedback.site)) if mine else ():
        name = "consent" if feedback.withdraws_consent else "received"
        write_mail(f"feedback/mail/{name}", reader, {"feedback": feedback, "link": link_to(feedback)})
    return bool(mine)


@transaction.atomic
def _tell_sender(feedback: Feedback) -> bool:
    mine = Feedback.objects.sender_to_be_told().filter(pk=feedback.pk).update(sender_told_at=timezone.now())
    if mine:
        link = feedback.site.root_url + feedback.get_absolute_url()
        write_mail("feedback/mail/answered", Sender(feedback.email), {"feedback": feedback, "link": link})
    return bool(mine)


def handlers_of(feedback: Feedback, members: dict[int, set[User]]) -> list[User]:
    """Return who has to do something about it and can be reached: a unit of which nobody can is the leadership's."""
    found: set[User] = set()
    if feedback.withdraws_consent:
        found = _reachable(Role.WEB_OFFICER) | _reachable(Role.PRINCIPAL)
        return sorted(found or leadership(), key=lambda user: user.pk)
    speaker = feedback.spokesperson if feedback.unit_id is None else None
    if feedback.state == State.WITH_UNIT and speaker:
        found = {speaker} if speaker.is_active and speaker.email else set()
    elif feedback.state == State.WITH_UNIT:
        found = members.get(feedback.unit_id, set()) if feedback.unit_id else _reachable(Role.WEB_OFFICER)
    return sorted(found or leadership(), key=lambda user: user.pk)


def leadership() -> set[User]:
    """Return the principal and the deputies who can be reached."""
    return set().union(*(_reachable(role) for role in APPROVERS))


def _reachable(role: Role) -> set[User]:
    return set(people_with(role).exclude(email=""))


def link_to(feedback: Feedback) -> str:
    """Return where the staff opens it."""
    return full(reverse("feedback_item", args=[feedback.pk]))


# --- As the hour comes near -------------------------------------------------------------------------------------------


def remind_of_consent() -> int:
    """Remind once when half of the hours have passed, and once when all have, at any hour (a sweep). Return how many.

    What was taken down and not answered yet is reminded of, too: whoever asked waits for a word.
    """
    now = timezone.now()
    half = datetime.timedelta(hours=settings.FEEDBACK_CONSENT_HOURS) / 2
    waiting = Feedback.objects.withdrawing_consent().filter(state__in=IN_THE_HOUSE, due_at__lte=now + half)
    return sum(_remind_of_consent(each, "late" if each.due_at < now else "half") for each in waiting.order_by("pk"))


@transaction.atomic
def _remind_of_consent(feedback: Feedback, stage: str) -> int:
    _notice, is_new = Notice.objects.get_or_create(subject=f"consent {feedback.pk} {stage}")
    if not is_new:
        return 0
    readers = {*handlers_of(feedback, {}), *leadership()}
    for reader in sorted(readers, key=lambda user: user.pk):
        write_mail("feedback/mail/consent", reader, {"feedback": feedback, "link": link_to(feedback), "stage": stage})
    return len(readers)


# --- As the day comes near --------------------------------------------------------------------------------------------


def remind() -> int:
    """Write this morning's reminders once, on days on which somebody works (a sweep). Return how many mails."""
    now = timezone.localtime()
    return sum(_remind(site, now.date()) for site in Site.objects.all()) if working_hour(now) else 0


def working_hour(now: datetime.datetime) -> bool:
    """Say whether reminders go out yet this morning; where no hour is set they never do."""
    begins = settings.PLANS_REMIND_AT
    return begins is not None and now.time() >= begins


@transaction.atomic
def _remind(site: Site, today: datetime.date) -> int:
    soon = today + datetime.timedelta(days=LAST_DAYS)
    due = Feedback.objects.on_site(site).filter(state__in=IN_THE_HOUSE, due_on__lte=soon, due_at=None)
    due = due.select_related("unit", "spokesperson", "consultation")
    pending = Notice.objects.untold({_subject(each, today): each for each in due.order_by("due_on", "pk")})
    if not pending or not is_working_day(today, calendar_of(site)):
        return 0
    members, leaders = members_by_unit(site), leadership()
    told: dict[User, list[Feedback]] = defaultdict(list)
    for subject, each in pending.items():
        Notice.objects.create(subject=subject)
        late = each.due_on < today
        for reader in {*handlers_of(each, members), *(leaders if late else ())}:
            told[reader].append(each)
    for reader, entries in told.items():
        lines = [(each, link) for link, each in {_place_of(each): each for each in entries}.items()]
        write_mail("feedback/mail/due", reader, {"lines": lines, "count": len(lines)})
    return len(told)


def _place_of(feedback: Feedback) -> str:
    """Return where it is dealt with: comments on one plan or document all at the same place, which is named once."""
    if feedback.is_gathered:
        return full(reverse("feedback_comments", args=[feedback.consultation_id]))
    return link_to(feedback)


def _subject(feedback: Feedback, today: datetime.date) -> str:
    stage = "late" if feedback.due_on < today else "last"
    return f"feedback {feedback.pk} {feedback.due_on.isoformat()} {stage}"
