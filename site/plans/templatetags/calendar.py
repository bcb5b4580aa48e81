"""What the calendar says about days and hours."""

import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from common.templatetags.school import WEEKDAYS, shortdate, vidate
from plans.calendar.entries import Entry
from plans.calendar.spans import Span, View

register = template.Library()


@register.filter
def hours(entry: Any) -> str:
    """Return "7:30–9:00", "7:30", or "" for what takes the whole day. Takes an entry or an event."""
    return "–".join(_hour(each) for each in (entry.starts_at, entry.ends_at) if each)


@register.filter
def when(event: Any) -> str:
    """Return when an event is: "thứ Hai, 23/11/2026, 7:30–9:00"."""
    if event.last_day == event.starts_on:
        return f"{vidate(event.starts_on)}, {hours(event) or _('all day')}"
    first, last = vidate(event.starts_on), vidate(event.last_day)
    if event.starts_at and event.ends_at:
        first, last = f"{_hour(event.starts_at)} {first}", f"{_hour(event.ends_at)} {last}"
    return _("from %(first)s to %(last)s") % {"first": first, "last": last}


@register.filter
def entry_when(entry: Entry) -> str:
    """Return when on its days an entry is: "7:30–9:00", "Cả ngày", "23/11 – 25/11", "từ 7:00 4/12 đến 11:00 5/12"."""
    if entry.first == entry.last:
        return hours(entry) or _("All day")
    if entry.starts_at and entry.ends_at:
        first, last = f"{_hour(entry.starts_at)} {_day(entry.first)}", f"{_hour(entry.ends_at)} {_day(entry.last)}"
        return _("from %(first)s to %(last)s") % {"first": first, "last": last}
    return lasting(entry)


@register.filter
def lasting(entry: Entry) -> str:
    """Return which days an entry takes, if several: "23/11 – 25/11"; else ""."""
    if entry.first == entry.last:
        return ""
    return f"{_day(entry.first)} – {_day(entry.last)}"


@register.filter
def weekday(day: datetime.date) -> str:
    """Return "Thứ Hai"."""
    name = WEEKDAYS[day.weekday()]
    return name[:1].upper() + name[1:]


@register.filter
def day_and_month(day: datetime.date) -> str:
    """Return "23/11"."""
    return _day(day)


@register.filter
def span_title(span: Span) -> str:
    """Return what days are shown: "Tuần 48: 23/11 – 29/11/2026", "Tháng 11 năm 2026"."""
    if span.view == View.WEEK:
        days = {"number": span.number, "first": _day(span.first), "last": shortdate(span.last)}
        return _("Week %(number)s: %(first)s – %(last)s") % days
    if span.view == View.MONTH:
        return _("Month %(month)s of %(year)s") % {"month": span.first.month, "year": span.first.year}
    return _("Coming up, until %(day)s") % {"day": shortdate(span.last)}


@register.simple_tag
def weekdays() -> list[str]:
    """Return the names of the days, Monday first."""
    return [name[:1].upper() + name[1:] for name in WEEKDAYS]


def _hour(moment: datetime.time) -> str:
    return f"{moment.hour}:{moment.minute:02d}"


def _day(day: datetime.date) -> str:
    return f"{day.day}/{day.month}"
