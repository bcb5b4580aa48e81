"""Search for visitors."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import Truncator
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from common.models import public_pages
from common.paging import page_of
from common.search.folding import searchable

RESULTS_ON_A_PAGE = 12
LONGEST_QUERY = 200
EXCERPT_WORDS = 40


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show public pages that hold all the words asked for, with or without accents."""
    query = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    site = Site.find_for_request(request)
    results: Any = []
    if searchable(query):
        # The search backend takes no EXISTS in its filters, but it takes a subquery.
        results = Page.objects.filter(pk__in=public_pages().in_site(site).values("pk")).search(query)
    page = page_of(Paginator(results, RESULTS_ON_A_PAGE), request)
    found = Page.objects.filter(pk__in=[hit.pk for hit in page.object_list]).specific().in_bulk()
    page.object_list = [_shown(found[hit.pk], request) for hit in page.object_list if hit.pk in found]
    context = {"query": query, "results": page, "total": page.paginator.count}
    return render(request, "home/search.html", context)


def _shown(page: Page, request: HttpRequest) -> dict[str, Any]:
    """Return a hit as the list shows it."""
    excerpt = getattr(page, "lead", "") or getattr(page, "introduction", "") or page.search_description
    return {
        "title": page.title,
        "url": page.get_url(request),
        "kind_label": page._meta.verbose_name,
        "date": getattr(page, "date", None) or getattr(page, "issued_on", None),
        "excerpt": Truncator(excerpt).words(EXCERPT_WORDS),
    }
