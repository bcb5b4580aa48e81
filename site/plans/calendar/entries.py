"""What the calendar holds between two days: events, due dates, holidays, in a fixed number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from common.text import fold, slugify
from plans.models import Event, Holiday, Occasion, SchoolYear, Unit
from plans.promises.calendar import DAY
from plans.promises.reckoning import KEPT, Reckoned, State
from plans.promises.states import due_between


class Kind(models.TextChoices):
    """What an entry is, in the order in which a day lists them."""

    HOLIDAY = "holiday", _("Holiday")
    EVENT = "event", _("Event")
    DUE = "due", _("Due date")


@dataclass(frozen=True)
class Entry:
    """One thing in the calendar. `uid` and `changed_at` are what phones know it by; `changes` grows with each edit."""

    kind: Kind
    title: str
    first: datetime.date
    last: datetime.date
    uid: str
    changed_at: datetime.datetime
    changes: int = 0
    starts_at: datetime.time | None = None
    ends_at: datetime.time | None = None
    place: str = ""
    chair: str = ""
    attendees: str = ""
    note: str = ""
    units: list[str] = field(default_factory=list)
    url: str = ""
    anchor: str = ""
    internal: bool = False
    is_late: bool = False
    is_kept: bool = False
    edit_url: str = ""

    @property
    def order(self) -> tuple:
        """Holidays, what takes the whole day, what has an hour, what falls due."""
        return list(Kind).index(self.kind), self.starts_at or datetime.time.min, fold(self.title), self.uid


@dataclass(frozen=True)
class Day:
    """One day of the calendar with what lies on it."""

    date: datetime.date
    entries: list[Entry]
    is_today: bool = False


def by_day(entries: Iterable[Entry], first: datetime.date, last: datetime.date, today: datetime.date) -> list[Day]:
    """Return every day from `first` to `last` with its entries; what takes several days stands on each of them."""
    found: dict[datetime.date, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda each: each.order):
        for day in _days(max(entry.first, first), min(entry.last, last)):
            found[day].append(entry)
    return [Day(day, found.get(day, []), is_today=day == today) for day in _days(first, last)]


def by_beginning(
    entries: Iterable[Entry], first: datetime.date, last: datetime.date, today: datetime.date
) -> list[Day]:
    """Return the days on which something begins, each entry once; what had begun before stands on the first day."""
    found: dict[datetime.date, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda each: each.order):
        found[max(entry.first, first)].append(entry)
    return [Day(day, found[day], is_today=day == today) for day in sorted(found) if day <= last]


def _days(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    return (first + DAY * ahead for ahead in range((last - first).days + 1))


def public_entries(
    site: Site,
    first: datetime.date,
    last: datetime.date,
    request: HttpRequest,
    unit: Unit | None = None,
    *,
    brief: bool = False,
) -> list[Entry]:
    """Return what visitors may see from `first` to `last`; of one unit only what names it, without holidays.

    `brief` leaves out which units an entry names, and so costs two queries less.
    """
    events = Event.objects.public().on_site(site).between(first, last)
    dues = Occasion.objects.public().on_site(site).filter(due_on__range=(first, last))
    if unit:
        events, dues = events.of_units([unit]), dues.filter(unit=unit)
    dues = dues.select_related("item__holder")
    if brief:
        found = [*(_event(each, []) for each in events), *(_public_due(each, request, []) for each in dues)]
    else:
        dues = dues.prefetch_related(Prefetch("unit", queryset=Unit.objects.public()))
        named = (_public_due(each, request, [each.unit.name] if each.unit else []) for each in dues)
        found = [*_events(events, Unit.objects.public()), *named]
    return found if unit else [*found, *_holidays(site, first, last)]


def staff_entries(
    site: Site,
    first: datetime.date,
    last: datetime.date,
    on: datetime.date,
    units: Iterable[Unit] | None = None,
) -> list[Entry]:
    """Return what the staff sees, too: internal events and promises, and how each promise stands on a day.

    With `units`: what names one of them, events that are for everybody, and holidays.
    """
    events = Event.objects.approved().on_site(site).between(first, last)
    dues = [each for each in due_between(site, first, last, on) if each.state != State.WAIVED]
    if units is not None:
        keys = {unit.pk for unit in units}
        events = events.for_units(keys)
        dues = [each for each in dues if each.occasion.unit_id in keys]
    found = [*_events(events, Unit.objects.all()), *(_due(each) for each in dues)]
    return [*found, *_holidays(site, first, last)]


def _events(events: QuerySet[Event], shown: QuerySet[Unit]) -> list[Entry]:
    """Return events as entries, with the names of those of their units that are `shown`: two queries."""
    events = list(events)
    names: dict[int, list[str]] = defaultdict(list)
    named = Event.units.through.objects.filter(event__in=[each.pk for each in events], unit__in=shown)
    for pk, name in named.order_by("unit__position", "unit__name").values_list("event", "unit__name"):
        names[pk].append(name)
    return [_event(each, names[each.pk]) for each in events]


def _event(event: Event, units: list[str]) -> Entry:
    return Entry(
        kind=Kind.EVENT,
        title=event.title,
        first=event.starts_on,
        last=event.last_day,
        uid=f"su-kien-{event.key}",
        changed_at=event.last_published_at,
        changes=_changes(event),
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        place=event.place,
        chair=event.chair,
        attendees=event.attendees,
        note=event.note,
        units=units,
        url=event.url,
        anchor=event.anchor,
        internal=event.is_internal,
        edit_url=reverse(Event.snippet_viewset.get_url_name("edit"), args=[event.pk]),
    )


def _public_due(occasion: Occasion, request: HttpRequest, units: list[str]) -> Entry:
    """A public promise, in the words of its approved page; how it stands is not said here."""
    return _promised(
        occasion,
        title=occasion.item.title,
        url=f"{occasion.item.holder.get_url(request)}#{occasion.item.anchor}",
        units=units,
    )


def _due(reckoned: Reckoned) -> Entry:
    occasion = reckoned.occasion
    return _promised(
        occasion,
        title=occasion.text,
        units=[occasion.unit.name] if occasion.unit else [],
        internal=occasion.internal,
        is_late=reckoned.state in {State.OVERDUE, State.MISSED},
        is_kept=reckoned.state in KEPT,
        note=occasion.item.plan.title,
        url=reverse("my_duties"),
    )


def _promised(occasion: Occasion, **fields: object) -> Entry:
    holder = occasion.item.holder
    uid = f"han-{occasion.item.key}-{occasion.starts_on:%Y%m%d}"
    return Entry(
        kind=Kind.DUE,
        first=occasion.due_on,
        last=occasion.due_on,
        uid=uid,
        changed_at=holder.last_published_at,
        changes=_changes(holder),
        **fields,
    )


def _changes(published: Event | SchoolYear) -> int:
    """Return a number that grows whenever something is published again: the seconds since the first time."""
    return int((published.last_published_at - published.first_published_at).total_seconds())


def _holidays(site: Site, first: datetime.date, last: datetime.date) -> Iterator[Entry]:
    """Yield the holidays of approved school years: one query. A year has each name once, by which phones know it."""
    years = SchoolYear.objects.public().on_site(site)
    names: dict[tuple[int, str], int] = defaultdict(int)
    for holiday in Holiday.objects.filter(year__in=years.values("pk")).select_related("year").order_by("starts_on"):
        year, name = holiday.year, slugify(holiday.name)
        names[year.pk, name] += 1
        if holiday.starts_on <= last and holiday.ends_on >= first:
            yield Entry(
                kind=Kind.HOLIDAY,
                title=holiday.name,
                first=holiday.starts_on,
                last=holiday.ends_on,
                uid=f"nghi-{year.from_year}-{name}-{names[year.pk, name]}",
                changed_at=year.last_published_at,
                changes=_changes(year),
            )
