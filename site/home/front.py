"""What the front page shows."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from wagtail.models import Page, Site

from media.models import GalleryIndexPage, GalleryPage
from news.models import NewsIndexPage, NewsPage
from plans.models import PlanPage, Unit
from plans.presentation import area_links

if TYPE_CHECKING:
    from home.models import HomePage

NEWEST = 6


def front_context(home: "HomePage", request: HttpRequest) -> dict[str, Any]:
    """Return the front page's parts; each may be empty on a young site."""
    site = Site.find_for_request(request)
    lead, newest = _news(home, site)
    plan = PlanPage.objects.public().in_site(site).newest_first().first()
    areas = area_links(plan, request) if plan else []
    return {
        "lead_story": lead,
        "share_photo": lead.cover if lead else None,
        "latest_news": newest,
        "featured_gallery": _gallery(home, site),
        "news_url": _list_url(NewsIndexPage, site, request),
        "galleries_url": _list_url(GalleryIndexPage, site, request),
        "plan": plan,
        "plan_areas": areas,
        "plan_progress": _progress(areas),
        "units": [
            {
                "name": unit.name,
                "short_name": unit.short_name,
                "contact_name": unit.contact_name,
                "url": unit.url,
            }
            for unit in Unit.objects.public().on_site(site).filter(part_of=None)
        ],
    }


def _list_url(model: type[Page], site: Site, request: HttpRequest) -> str:
    """Return the address of the site's list of that kind, "" where there is none."""
    page = model.objects.public().in_site(site).first()
    return page.get_url(request) if page else ""


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
