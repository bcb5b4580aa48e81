"""The calendar for visitors: a week, a month, or what is coming."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from plans.calendar.entries import Day, Entry, by_beginning, by_day, public_entries
from plans.calendar.spans import DAYS_OF_A_WEEK, Span, View, asked_for, coming_from, month_of, week_of

NAMES = {View.WEEK: _("Week"), View.MONTH: _("Month"), View.COMING: _("Coming up")}
NARROW, WIDE = "narrow", "wide"


@dataclass(frozen=True)
class Week:
    """One row of a month's table; `days` with whether each is of this month."""

    span: Span
    days: list[tuple[Day, bool]]


@dataclass(frozen=True)
class Part:
    """Days that are shown together, as a list or as the weeks of a table. `only` says on which screens, "" on all."""

    span: Span
    days: list[Day]
    weeks: list[Week]
    is_now: bool
    only: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing on any of its days."""
        rows = [day for week in self.weeks for day, inside in week.days if inside]
        return not any(day.entries for day in (*self.days, *rows))


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Show what is public of the days that the address asks for. Nonsense is as good as no question."""
    site = Site.find_for_request(request)
    parts = parts_for(request, lambda first, last: public_entries(site, first, last, request) if site else [])
    context = parts | {"phone_url": _for_phones(site)}
    return render(request, "plans/calendar/calendar.html", context)


def _for_phones(site: Site | None) -> str:
    """Return the address by which phones subscribe and do not only copy once."""
    root = site.root_url.partition("//")[2] if site else ""
    return f"webcal://{root}{reverse('calendar_school')}"


def parts_for(
    request: HttpRequest, entries_between: Callable[[datetime.date, datetime.date], list[Entry]], address: str = ""
) -> dict[str, Any]:
    """Return what a page of the calendar shows, for visitors or the staff.

    Where nothing is asked for, a narrow screen has this week and a wide one this month: both are sent, and the style
    shows one. `address` is what the page's own links begin with.
    """
    today, address = timezone.localdate(), address or f"{reverse('calendar')}?"
    span = asked_for(request.GET, today)
    shown = [(span, "")] if span else [(week_of(today), NARROW), (month_of(today), WIDE)]
    entries = entries_between(min(each.weeks[0] for each, _only in shown), max(each.weeks[1] for each, _only in shown))
    return {
        "parts": [_part(each, only, entries, today) for each, only in shown],
        "today": today,
        "address": address,
        "views": _views(span, today, address),
    }


def _part(span: Span, only: str, entries: Iterable[Entry], today: datetime.date) -> Part:
    touching = [each for each in entries if each.first <= span.weeks[1] and each.last >= span.weeks[0]]
    is_now = span.first <= today <= span.last
    if span.view == View.MONTH:
        return Part(span, [], _weeks_of(span, touching, today), is_now, only)
    inside = [each for each in touching if each.first <= span.last and each.last >= span.first]
    days = by_day if span.view == View.WEEK else by_beginning
    return Part(span, days(inside, span.first, span.last, today), [], is_now, only)


def _weeks_of(span: Span, entries: Iterable[Entry], today: datetime.date) -> list[Week]:
    days = [(day, span.first <= day.date <= span.last) for day in by_day(entries, *span.weeks, today)]
    starts = range(0, len(days), DAYS_OF_A_WEEK)
    return [Week(week_of(days[start][0].date), days[start : start + DAYS_OF_A_WEEK]) for start in starts]


def _views(span: Span | None, today: datetime.date, address: str) -> list[dict[str, Any]]:
    """Return the three ways to look at the calendar, near the days that are shown."""
    near = span.first if span and not span.first <= today <= span.last else today
    return [
        {"name": NAMES[each.view], "url": f"{address}{each.query}", "active": bool(span) and each.view == span.view}
        for each in (week_of(near), month_of(near), coming_from(today))
    ]
