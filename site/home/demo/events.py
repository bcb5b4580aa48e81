"""The demo school's work calendar: what stands in it, and what still waits for the principal."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from common.models import User
from home.demo import acts, content
from plans.models import Event, Unit

FIELDS = ("title", "starts_on", "starts_at", "ends_on", "ends_at", "place", "chair", "attendees", "note", "audience")


def history(people: dict[str, User], principal: User) -> Iterator[tuple[datetime.date, Callable[[], None]]]:
    """Yield what was written into the calendar on which day."""
    for entry in content.load("events")["event"]:
        yield entry["approved_on"], partial(_make, entry, people[entry["by"]], principal)


def _make(entry: dict[str, Any], author: User, principal: User) -> None:
    event = Event(live=False, **{name: entry[name] for name in FIELDS if name in entry})
    event.units = list(Unit.objects.filter(slug__in=entry.get("units", [])))
    with acts.on(entry["approved_on"]):
        event.full_clean()
        event.save()
        acts.submit(event, author)
        if entry.get("state") != "submitted":
            acts.approve(event, principal)
