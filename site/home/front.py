"""What the front page shows."""

import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from common.models import public_pages
from media.models import GalleryIndexPage, GalleryPage
from news.models import NewsIndexPage, NewsPage
from plans.calendar.entries import by_beginning, public_entries
from plans.calendar.spans import week_of
from plans.models import PlanPage, Unit
from plans.presentation import area_links

if TYPE_CHECKING:
    from home.models import HomePage

NEWEST = 6
SUNDAY = 6


def front_context(home: "HomePage", request: HttpRequest) -> dict[str, Any]:
    """Return the front page's parts; each may be empty on a young site."""
    site = Site.find_for_request(request)
    lead, newest = _news(home, site)
    plan = PlanPage.objects.public().in_site(site).newest_first().first()
    areas = area_links(plan, request) if plan else []
    lists = _lists(site, request)
    units = list(Unit.objects.public().on_site(site).filter(part_of=None))
    return {
        "quick_links": _quick_links(home, request),
        "week": _week(site, request),
        "contacts": [unit for unit in units if unit.contact_name and (unit.phone or unit.email)],
        "lead_story": lead,
        "share_photo": lead.cover if lead else None,
        "latest_news": newest,
        "featured_gallery": _gallery(home, site),
        "news_url": lists.get(NewsIndexPage, ""),
        "galleries_url": lists.get(GalleryIndexPage, ""),
        "plan": plan,
        "plan_areas": areas,
        "plan_progress": _progress(areas),
        "units": units,
    }


def _quick_links(home: "HomePage", request: HttpRequest) -> list[dict[str, str]]:
    """Return the links for parents in their order, those to public pages: [{label, url}]."""
    chosen = list(home.quick_links.all())
    pages = public_pages().in_bulk([link.page_id for link in chosen]) if chosen else {}
    shown = [(link, pages[link.page_id]) for link in chosen if link.page_id in pages]
    return [{"label": link.label or page.title, "url": page.get_url(request)} for link, page in shown]


def _week(site: Site, request: HttpRequest) -> dict[str, Any]:
    """Return this week of the work calendar, on a Sunday the next one: only days on which something begins."""
    today = timezone.localdate()
    span = week_of(today + datetime.timedelta(days=today.weekday() == SUNDAY))
    entries = public_entries(site, span.first, span.last, request, brief=True)
    days = by_beginning(entries, span.first, span.last, today)
    return {"span": span, "days": days, "url": f"{reverse('calendar')}?{span.query}"}


def _lists(site: Site, request: HttpRequest) -> dict[type[Page], str]:
    """Return the addresses of the site's lists of news and of galleries, of those that there are: one query."""
    found = public_pages().in_site(site).exact_type(NewsIndexPage, GalleryIndexPage)
    return {page.specific_class: page.get_url(request) for page in found}


def _news(home: "HomePage", site: Site) -> tuple[NewsPage | None, list[NewsPage]]:
    """Return the lead story (the chosen one if it is public, else the newest) and the newest others."""
    articles = NewsPage.objects.public().in_site(site).for_cards()
    newest = list(articles.newest_first()[: NEWEST + 1])
    lead = articles.filter(pk=home.lead_story_id).first() if home.lead_story_id else None
    lead = lead or next(iter(newest), None)
    return lead, [article for article in newest if article != lead][:NEWEST]


def _gallery(home: "HomePage", site: Site) -> GalleryPage | None:
    galleries = GalleryPage.objects.public().in_site(site).with_photos()
    chosen = galleries.filter(pk=home.featured_gallery_id).first() if home.featured_gallery_id else None
    return chosen or galleries.newest_first().first()


def _progress(areas: list[dict[str, Any]]) -> dict[str, int]:
    served = sum(area["served"] for area in areas)
    return {
        "served": served,
        "total": len(areas),
        "percent": round(100 * served / len(areas)) if areas else 0,
    }
