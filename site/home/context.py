"""What every public page needs: the school, its alerts and the menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from wagtail.models import Site

from common.models import public_pages
from home.models import Alert, HomePage, MenuEntry


def school(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `school` (the live front page, or None), `alerts` and `menu`, each fetched only where used."""
    return {
        "school": SimpleLazyObject(lambda: _school(request)),
        "alerts": SimpleLazyObject(lambda: _alerts(request)),
        "menu": SimpleLazyObject(lambda: _menu(request)),
    }


def _school(request: HttpRequest) -> HomePage | None:
    site = Site.find_for_request(request)
    return HomePage.objects.public().select_related("logo").filter(pk=site.root_page_id).first() if site else None


def _alerts(request: HttpRequest) -> list[dict[str, Any]]:
    site = Site.find_for_request(request)
    return [alert.shown(request) for alert in Alert.objects.shown_on(site)] if site else []


def _menu(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the public pages of the menu, in the order that was approved with the front page."""
    site = Site.find_for_request(request)
    if not site:
        return []
    chosen = MenuEntry.objects.filter(home=site.root_page_id, page__in=public_pages()).select_related("page")
    entries = []
    for entry in chosen.order_by("sort_order", "pk"):
        url = entry.page.get_url(request)
        entries.append({"title": entry.page.title, "url": url, "active": request.path.startswith(url)})
    # Behind the first entry: on a phone the end of the menu lies out of sight.
    entries.insert(1, _standing(request, _("Work calendar"), "calendar"))
    entries.append(_standing(request, _("Whom to ask"), "unit_list"))
    return entries


def _standing(request: HttpRequest, title: str, name: str) -> dict[str, Any]:
    """Return the entry of a page that every school has."""
    url = reverse(name)
    return {"title": title, "url": url, "active": request.path.startswith(url)}
