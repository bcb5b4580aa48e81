"""Entries as an iCalendar file (RFC 5545): the same entries are the same bytes."""

import datetime
from collections.abc import Iterable
from functools import cache
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _

from plans.calendar.entries import Entry, Kind
from plans.promises.calendar import DAY

PRODUCT = "-//Cong Truong//Lich cong tac//VI"
ASK_AGAIN_AFTER = datetime.timedelta(hours=6)
ZONE_SINCE = datetime.date(1976, 1, 1)  # the year after the clock of the whole country was last changed
_NO_DURATION = datetime.timedelta(hours=1)  # how long a phone shows something of which nobody said when it ends


def as_ical(name: str, entries: Iterable[Entry], base_url: str, host: str) -> bytes:
    """Return `entries` as a file that a phone subscribes to.

    `base_url` stands before the addresses of entries, `host` makes their UIDs the school's own.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        calendar.add(key, name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", ASK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", icalendar.vDuration(ASK_AGAIN_AFTER).to_ical().decode())
    calendar.add_component(_zone())
    for entry in sorted(entries, key=lambda each: (each.first, each.uid)):
        calendar.add_component(_component(entry, base_url, host))
    return calendar.to_ical()


@cache
def _zone() -> icalendar.Timezone:
    zone = icalendar.Timezone.from_tzinfo(ZoneInfo(settings.TIME_ZONE), settings.TIME_ZONE, ZONE_SINCE)
    zone.pop("COMMENT", None)  # the library would say that it knows nothing beyond 2038
    return zone


def _component(entry: Entry, base_url: str, host: str) -> icalendar.Event:
    component = icalendar.Event()
    component.add("uid", f"{entry.uid}@{host}")
    component.add("dtstamp", entry.changed_at)
    component.add("last-modified", entry.changed_at)
    component.add("sequence", entry.changes)
    component.add("summary", _summary(entry))
    _add_time(component, entry)
    if entry.place:
        component.add("location", entry.place)
    if description := _description(entry):
        component.add("description", description)
    if entry.url:
        component.add("url", f"{base_url}{entry.url}")
    component.add("categories", [str(entry.kind.label)])
    if entry.starts_at is None:
        component.add("transp", "TRANSPARENT")  # a whole day in the calendar keeps nobody from a meeting
    component.add("class", "PRIVATE" if entry.internal else "PUBLIC")
    return component


def _add_time(component: icalendar.Event, entry: Entry) -> None:
    """Days without hours end, as RFC 5545 counts, on the day after their last."""
    if entry.starts_at is None:
        component.add("dtstart", entry.first)
        component.add("dtend", entry.last + DAY)
        return
    zone = ZoneInfo(settings.TIME_ZONE)
    starts = datetime.datetime.combine(entry.first, entry.starts_at, zone)
    ends = datetime.datetime.combine(entry.last, entry.ends_at, zone) if entry.ends_at else starts + _NO_DURATION
    component.add("dtstart", starts)
    component.add("dtend", ends)


def _summary(entry: Entry) -> str:
    return _("Due: %(title)s") % {"title": entry.title} if entry.kind == Kind.DUE else entry.title


def _description(entry: Entry) -> str:
    """Return what the page says beside title, time and place, a line each."""
    said = (
        (_("Chaired by"), entry.chair),
        (_("Who attends"), entry.attendees),
        (_("Units"), ", ".join(entry.units)),
    )
    lines = [f"{what}: {value}" for what, value in said if value]
    return "\n".join([*lines, *filter(None, [entry.note.replace("\r\n", "\n")])])
