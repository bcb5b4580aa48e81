"""The calendar as files that phones subscribe to: the school's, one unit's, and one person's at a secret address."""

import datetime
import secrets

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Site

from common.models import User
from moderation.roles import writes
from plans.board.duties import units_of
from plans.calendar.entries import Entry, public_entries, staff_entries
from plans.calendar.ical import as_ical
from plans.models import CalendarAddress, Unit

BACK, AHEAD = datetime.timedelta(days=185), datetime.timedelta(days=400)
MEDIA_TYPE = "text/calendar; charset=utf-8"
TOKEN_BYTES = 32


@require_safe
@conditional_page
def school_feed(request: HttpRequest) -> HttpResponse:
    """Answer the school's public calendar."""
    site = _site(request)
    name = _("Work calendar – %(whose)s") % {"whose": site.root_page.title}
    return _answer(site, name, public_entries(site, *_days(), request))


@require_safe
@conditional_page
def unit_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer what the public calendar has of one unit; 404 where the unit is unknown or not public."""
    site = _site(request)
    unit = get_object_or_404(Unit.objects.public().on_site(site), slug=slug)
    name = _("Work calendar – %(whose)s") % {"whose": unit.name}
    return _answer(site, name, public_entries(site, *_days(), request, unit))


@require_safe
def personal_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer one person's calendar, internal entries too; 404 where nobody who still works here has this address."""
    found = CalendarAddress.objects.select_related("user").filter(token=token).first()
    if found is None or not writes(found.user):
        raise Http404
    site, (first, last) = _site(request), _days()
    entries = staff_entries(site, first, last, timezone.localdate(), units_of(found.user, site))
    response = _answer(site, _("Work calendar – %(whose)s") % {"whose": found.user}, entries)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"
    return response


def renew_address(user: User) -> CalendarAddress:
    """Give `user` a new secret address; the old one answers nothing from now on."""
    values = {"token": secrets.token_urlsafe(TOKEN_BYTES), "made_at": timezone.now()}
    try:
        with transaction.atomic():
            address, _made = CalendarAddress.objects.update_or_create(user=user, defaults=values)
    except IntegrityError:  # two presses at once: the other one has made it
        address = CalendarAddress.objects.get(user=user)
    return address


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def _days() -> tuple[datetime.date, datetime.date]:
    today = timezone.localdate()
    return today - BACK, today + AHEAD


def _answer(site: Site, name: str, entries: list[Entry]) -> HttpResponse:
    return HttpResponse(as_ical(name, entries, site.root_url, site.hostname), content_type=MEDIA_TYPE)
