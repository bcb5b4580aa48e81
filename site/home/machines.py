"""What machines ask a site for: which pages there are, which they may read, and whom to tell of a weakness."""

import datetime
from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site
from wagtail.query import PageQuerySet

from common.models import public_pages
from feedback.models import Consultation
from home.models import HomePage
from plans.models import OfficialDocument, Unit

ADDRESSES_IN_A_MAP = 2_000  # as many as are written within a moment; the protocol allows 50,000
STANDING = ("/lich-cong-tac/", "/tra-cuu/", "/don-vi/", "/gui-phan-hoi/lay-y-kien/")
LAST_MONTH_OF_FIRST_HALF = 6


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Name the maps of which each holds some of the addresses (sitemaps.org, protocol 0.9)."""
    site = _site(request)
    maps = -(-_pages(site).count() // ADDRESSES_IN_A_MAP) or 1
    context = {"maps": [f"{site.root_url}/sitemap-{number}.xml" for number in range(1, maps + 1)]}
    return render(request, "home/sitemap_index.xml", context, content_type="application/xml")


@require_safe
def sitemap_part(request: HttpRequest, number: str) -> HttpResponse:
    """List one map's pages with the day on which each changed last; the first has what is no page of the tree too."""
    site = _site(request)
    begin = (int(number) - 1) * ADDRESSES_IN_A_MAP
    pages = list(_pages(site)[begin : begin + ADDRESSES_IN_A_MAP])
    if not pages:
        raise Http404
    entries = [{"url": page.get_full_url(request), "changed": page.last_published_at} for page in pages]
    if begin == 0:
        others = chain(*(model.objects.public().on_site(site) for model in (Unit, OfficialDocument, Consultation)))
        entries += [{"url": f"{site.root_url}{address}"} for address in STANDING]
        entries += [{"url": f"{site.root_url}{each.url}", "changed": each.last_published_at} for each in others]
    return render(request, "home/sitemap.xml", {"entries": entries}, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let everybody read what is public."""
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {_site(request).root_url}/sitemap.xml"]
    return _text(lines)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116); 404 where the school has no public mail address."""
    site = _site(request)
    school = HomePage.objects.public().filter(pk=site.root_page_id).first()
    if school is None or not school.email:
        raise Http404
    lines = [
        f"Contact: mailto:{school.email}",
        f"Expires: {_half_year_after(timezone.localdate()).isoformat()}T00:00:00Z",
        "Preferred-Languages: vi, en",
        f"Canonical: {site.root_url}/.well-known/security.txt",
    ]
    return _text(lines)


def _half_year_after(today: datetime.date) -> datetime.date:
    """Return the day on which the next half-year but one begins: the text changes twice a year, and never expires."""
    if today.month <= LAST_MONTH_OF_FIRST_HALF:
        return datetime.date(today.year + 1, 1, 1)
    return datetime.date(today.year + 1, LAST_MONTH_OF_FIRST_HALF + 1, 1)


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")


def _site(request: HttpRequest) -> Site:
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    return site


def _pages(site: Site) -> PageQuerySet:
    """Return the public pages in a steady order, each at its own address: an alias repeats another."""
    return public_pages().in_site(site).filter(alias_of=None).order_by("pk")
