"""The calendar for the staff: what is internal too, by unit or person, and everybody's own address for the phone."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.models import Site

from common.models import User
from moderation.roles import writes
from plans.board.duties import units_of
from plans.calendar.entries import staff_entries
from plans.calendar.feeds import renew_address
from plans.calendar.spans import asked_for
from plans.calendar.views import parts_for
from plans.models import CalendarAddress, Event, Unit

DIGITS = 9  # of a number that every database takes


@dataclass(frozen=True)
class Chosen:
    """Whose calendar is shown: one unit's, one person's, or (neither) everybody's."""

    unit: Unit | None = None
    person: User | None = None

    @property
    def query(self) -> dict[str, int]:
        """What the address carries of it."""
        chosen = {"unit": self.unit, "person": self.person}
        return {name: each.pk for name, each in chosen.items() if each}

    def units(self, site: Site) -> list[Unit] | None:
        """Return the units whose calendar that is; None for everybody's."""
        if self.person:
            return units_of(self.person, site)
        return [self.unit] if self.unit else None


@never_cache
def work_calendar(request: HttpRequest) -> HttpResponse:
    """Show the calendar with what is internal, for those who may see My duties."""
    _only_those_who_write(request)
    site, today = Site.find_for_request(request), timezone.localdate()
    units, people = Unit.objects.on_site(site).filter(live=True), people_of(site)
    chosen = _chosen(request, units, people)
    narrowed = chosen.units(site)
    query = urlencode(chosen.query)
    address = f"{reverse('work_calendar')}?{query}{'&' if query else ''}"
    span = asked_for(request.GET, today)
    context = parts_for(request, lambda first, last: staff_entries(site, first, last, today, narrowed), address) | {
        "units": units,
        "people": people,
        "chosen": chosen,
        "span_query": dict([span.query.split("=")]) if span else {},
        "add_url": reverse(Event.snippet_viewset.get_url_name("add")),
        "own_url": _own_address(request),
    }
    return render(request, "plans/calendar/desk.html", context)


@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Give whoever asks a new secret address for the phone."""
    _only_those_who_write(request)
    renew_address(request.user)
    messages.success(request, _("Your calendar has a new address. The old one, if there was one, answers no longer."))
    return redirect(f"{reverse('work_calendar')}#on-the-phone")


def people_of(site: Site) -> QuerySet[User]:
    """Return the active people who sign in for any unit, in the order of their names."""
    members = Unit.members.through.objects.filter(unit__site=site).values("user")
    return User.objects.filter(is_active=True, pk__in=members).order_by("first_name", "last_name", "pk")


def _only_those_who_write(request: HttpRequest) -> None:
    if not (writes(request.user) or request.user.is_superuser):
        raise PermissionDenied


def _chosen(request: HttpRequest, units: QuerySet[Unit], people: QuerySet[User]) -> Chosen:
    """Return whose calendar the address asks for; somebody's goes before a unit's, and nonsense is everybody's."""
    person = people.filter(pk=_number(request, "person")).first()
    return Chosen(person=person) if person else Chosen(unit=units.filter(pk=_number(request, "unit")).first())


def _number(request: HttpRequest, name: str) -> int:
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= DIGITS else 0


def _own_address(request: HttpRequest) -> dict[str, Any] | None:
    """Return where the signed-in person's phone finds their calendar, None before they asked for it."""
    address = CalendarAddress.objects.filter(user=request.user).first()
    if address is None:
        return None
    url = request.build_absolute_uri(reverse("calendar_personal", args=[address.token]))
    return {"url": url, "subscribe": f"webcal://{url.partition('//')[2]}", "made_at": address.made_at}
