"""Writing the mails: each morning of what comes near or is late, on Mondays of the week for those who wish it so.

What was said is noted (`moderation.Notice`) in the transaction that writes the mails: a due date without a note is what
is pending. A due date that moves is another one.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from common.mail import write_mail
from common.models import User
from moderation.links import full
from moderation.models import Notice
from plans.board.duties import Owed, under_way
from plans.board.starting import serving, ways
from plans.models import Occasion
from plans.promises.states import owed_by
from plans.reminders.people import members_by_unit, weekly_readers
from plans.reminders.stages import Stage, stage_of

WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Line:
    """One due date as a mail names it; `start` is where one begins what is missing, "" for what is ticked."""

    owed: Owed
    start: str


def remind() -> int:
    """Write this morning's mails once (a sweep). Return how many."""
    now = timezone.localtime()
    begins = settings.PLANS_REMIND_AT
    if begins is None or now.time() < begins:
        return 0
    return sum(_remind(site, now.date()) for site in Site.objects.all())


def _remind(site: Site, today: datetime.date) -> int:
    morning = f"due dates {site.pk} {today.isoformat()}"
    if Notice.objects.filter(subject=morning).exists():
        return 0
    with transaction.atomic():
        Notice.objects.create(subject=morning)
        members = members_by_unit(site)
        owed = _owed(site, members, today)
        weekly = weekly_readers()
        return _tell_daily(site, owed, members, weekly) + _tell_weekly(site, owed, members, weekly, today)


def _owed(site: Site, members: dict[int, set[User]], today: datetime.date) -> list[Owed]:
    """Return what is begun or overdue, neither kept nor waived, of plans whose time is not over."""
    current = {plan.pk for plan in under_way(site, today)}
    owed = (Owed(each, today) for each in owed_by(members, today))
    return [each for each in owed if each.item.plan_id in current]


# --- Each due date by itself ------------------------------------------------------------------------------------------


def _tell_daily(site: Site, owed: list[Owed], members: dict[int, set[User]], weekly: set[int]) -> int:
    """Write one mail for everybody, with all that comes near for them, and note what was said."""
    pending = _pending(owed)
    told: dict[User, list[Owed]] = defaultdict(list)
    for subject, each in pending.items():
        readers = [user for user in members[each.reckoned.occasion.unit_id] if user.pk not in weekly]
        for user in readers:
            told[user].append(each)
        if readers:
            Notice.objects.create(subject=subject)
    for user, entries in told.items():
        _write("dues", site, user, entries)
    return len(told)


def _pending(owed: list[Owed]) -> dict[str, Owed]:
    """Return what comes near and of which nobody was told at this stage, by the name of the note."""
    found = {}
    for each in owed:
        stage = stage_of(each.reckoned.occasion, each.on)
        if stage:
            found[_subject(each.reckoned.occasion, stage)] = each
    return Notice.objects.untold(found)


def _subject(occasion: Occasion, stage: Stage) -> str:
    return f"due {occasion.pk} {occasion.due_on.isoformat()} {stage}"


# --- One mail a week --------------------------------------------------------------------------------------------------


def _tell_weekly(
    site: Site, owed: list[Owed], members: dict[int, set[User]], weekly: set[int], today: datetime.date
) -> int:
    """Write, once a week, what is late and what falls due until next Monday."""
    week = f"due dates of the week {site.pk} {today:%G-W%V}"
    if Notice.objects.filter(subject=week).exists():
        return 0
    Notice.objects.create(subject=week)
    until = today - datetime.timedelta(days=today.weekday()) + WEEK
    told: dict[User, list[Owed]] = defaultdict(list)
    for each in owed:
        occasion = each.reckoned.occasion
        if occasion.due_on <= until:
            for user in members[occasion.unit_id]:
                if user.pk in weekly:
                    told[user].append(each)
    for user, entries in told.items():
        _write("dues_of_the_week", site, user, entries)
    return len(told)


def _write(template: str, site: Site, user: User, entries: list[Owed]) -> None:
    starts = ways(user, site)
    lines = [
        Line(each, _start(each, starts)) for each in sorted(entries, key=lambda each: each.reckoned.occasion.due_on)
    ]
    context = {
        "late": [line for line in lines if line.owed.is_late],
        "due": [line for line in lines if not line.owed.is_late],
        "count": len(lines),
        "first": lines[0].owed.reckoned.occasion,
        "link": full(reverse("my_duties")),
    }
    write_mail(f"plans/mail/{template}", user, context)


def _start(owed: Owed, starts: list[tuple[str, str]]) -> str:
    if owed.is_ticked or not starts:
        return ""
    _name, address = starts[0]
    return full(serving(address, owed.item))
