"""Who is told of what a unit owes, and how they wish it."""

from collections import defaultdict

from django.db.models import QuerySet
from wagtail.models import Site

from common.models import User
from plans.models import ReminderWish, Unit


def members_by_unit(site: Site) -> dict[int, set[User]]:
    """Return unit (primary key) → who signs in for it or for a part of it and has a mail address: two queries."""
    pairs = list(Unit.members.through.objects.filter(unit__site=site).values_list("unit", "unit__part_of", "user"))
    people = _reachable().in_bulk({user for _unit, _above, user in pairs})
    found: dict[int, set[User]] = defaultdict(set)
    for unit, above, user in pairs:
        for each in filter(None, (unit, above)):
            if user in people:
                found[each].add(people[user])
    return found


def wants_weekly(user: User) -> bool:
    """Say whether somebody wishes one mail a week instead."""
    return ReminderWish.objects.filter(user=user, weekly=True).exists()


def weekly_readers() -> set[int]:
    """Return the primary keys of those who do."""
    return set(ReminderWish.objects.filter(weekly=True).values_list("user", flat=True))


def wish(user: User, *, weekly: bool) -> None:
    """Note how somebody wants to be reminded."""
    ReminderWish.objects.update_or_create(user=user, defaults={"weekly": weekly})


def _reachable() -> QuerySet[User]:
    return User.objects.filter(is_active=True).exclude(email="")
