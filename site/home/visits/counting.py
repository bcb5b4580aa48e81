"""What counts as a visit, and adding one."""

import datetime
import re
from collections.abc import Callable

from django.db.models import F
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from wagtail.models import Page, Site

from common.models import public_pages
from home.visits.models import Visits
from plans.models import OfficialDocument, Unit

ELSEWHERE = 0
LONGEST_PATH = 1000
# What says of itself that it is no reader: programs that search, watch, measure or show a link to a page.
# Cubot makes phones.
_PROGRAM = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|preview|externalhit|scanner|monitor|archiver|headless|lighthouse|"
    r"python|curl|wget|libwww|go-http|java/|okhttp|axios|node-fetch",
    re.IGNORECASE,
)
# What is no page of the tree: by the name of its address, whether there is anything public at that address.
_BESIDE: dict[str, Callable[..., bool]] = {
    "search": lambda site: True,
    "unit_list": lambda site: True,
    "register": lambda site: True,
    "calendar": lambda site: True,
    "visits": lambda site: True,
    "unit": lambda site, slug: Unit.objects.public().on_site(site).filter(slug=slug).exists(),
    "official_document": lambda site, slug: OfficialDocument.objects.public().on_site(site).filter(slug=slug).exists(),
}


def is_reader(request: HttpRequest) -> bool:
    """Say whether a person's browser may have sent this, from a page of this site."""
    agent = request.headers.get("User-Agent", "")
    from_here = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return bool(agent) and from_here and not _PROGRAM.search(agent)


def key_at(path: str, request: HttpRequest, site: Site) -> int | None:
    """Return the key under which visits to `path` are counted, None where visitors find nothing there."""
    if len(path) > LONGEST_PATH or "\x00" in path:
        return None
    try:
        found = resolve(path)
    except Resolver404:
        return None
    if found.url_name == "wagtail_serve":
        return _page_at(path, request, site)
    is_there = _BESIDE.get(found.url_name or "")
    return ELSEWHERE if is_there and is_there(site, **found.kwargs) else None


def _page_at(path: str, request: HttpRequest, site: Site) -> int | None:
    """Return the key of the public page at `path`; of a list, where `path` is a part of it (a category of news)."""
    public = public_pages().in_site(site)
    exactly = public.filter(url_path=site.root_page.url_path + path.removeprefix("/"))
    key = exactly.values_list("pk", flat=True).first()
    if key is not None:
        return key
    route = Page.route_for_request(request, path)
    return route.page.pk if route and public.filter(pk=route.page.pk).exists() else None


def count(site: Site, key: int, on: datetime.date) -> None:
    """Add one visit, in one statement: of any number that come at the same moment none is lost."""
    row = Visits.objects.on_site(site).filter(day=on, page_key=key)
    if not row.update(number=F("number") + 1):
        Visits.objects.bulk_create([Visits(site=site, day=on, page_key=key)], ignore_conflicts=True)
        row.update(number=F("number") + 1)
