"""What the front page shows."""

import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from home import frame
from media.models import GalleryIndexPage, GalleryPage, GalleryPhoto
from news.models import NewsIndexPage, NewsPage
from plans.calendar.entries import by_beginning, public_entries
from plans.calendar.spans import week_of
from plans.presentation import area_links, newest_plan

if TYPE_CHECKING:
    from home.models import HomePage

NEWEST = 6
SUNDAY = 6


def front_context(home: "HomePage", request: HttpRequest) -> dict[str, Any]:
    """Return the front page's parts; each may be empty on a young site."""
    site = Site.find_for_request(request)
    lead, newest = _news(home, site)
    plan = newest_plan(site)
    areas = area_links(plan, request) if plan else []
    units = frame.units(request)
    return {
        "quick_links": frame.quick_links(home, request),
        "week": _week(site, request),
        "contacts": [unit for unit in units if unit.contact_name and (unit.phone or unit.email)],
        "lead_story": lead,
        "share_photo": lead.cover if lead else None,
        "latest_news": newest,
        "featured_gallery": _gallery(home, site, request),
        "news_url": frame.list_url(NewsIndexPage, request),
        "galleries_url": frame.list_url(GalleryIndexPage, request),
        "plan": plan,
        "plan_areas": areas,
        "plan_progress": _progress(areas),
        "units": units,
    }


def _week(site: Site, request: HttpRequest) -> dict[str, Any]:
    """Return this week of the work calendar, on a Sunday the next one: only days on which something begins."""
    today = timezone.localdate()
    span = week_of(today + datetime.timedelta(days=today.weekday() == SUNDAY))
    entries = public_entries(site, span.first, span.last, request, brief=True)
    days = by_beginning(entries, span.first, span.last, today)
    return {"span": span, "days": days, "url": f"{reverse('calendar')}?{span.query}"}


def _news(home: "HomePage", site: Site) -> tuple[NewsPage | None, list[NewsPage]]:
    """Return the lead story (the chosen one if it is public, else the newest) and the newest others: one query."""
    articles = NewsPage.objects.public().in_site(site).for_cards()
    found = list(articles.order_by(_first(home.lead_story_id), *NewsPage.NEWEST_FIRST)[: NEWEST + 1])
    return (found[0] if found else None), found[1:]


def _gallery(home: "HomePage", site: Site, request: HttpRequest) -> dict[str, Any] | None:
    """Return the chosen gallery if it is public, else the newest, as a card shows it; None where there is none."""
    galleries = GalleryPage.objects.public().in_site(site)
    chosen = galleries.order_by(_first(home.featured_gallery_id), *GalleryPage.NEWEST_FIRST).values("pk")[:1]
    photos = list(GalleryPhoto.objects.filter(page__in=chosen).select_related("page", "image").order_by("sort_order"))
    return photos[0].page.as_card(photos, request) if photos else None


def _first(chosen: int | None) -> Case:
    """Return an order in which the page with this key comes before all others."""
    return Case(When(pk=chosen, then=Value(0)), default=Value(1))


def _progress(areas: list[dict[str, Any]]) -> dict[str, int]:
    served = sum(area["served"] for area in areas)
    return {
        "served": served,
        "total": len(areas),
        "percent": round(100 * served / len(areas)) if areas else 0,
    }
