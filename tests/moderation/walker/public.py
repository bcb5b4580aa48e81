"""What anybody outside gets, as one number."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.test import Client
from wagtail.models import Page

from media.models import PhotoRendition, SchoolDocument
from news.models import Category
from plans.models import Unit

WORDS = ("bai", "noi dung sua")


def addresses() -> list[str]:
    """Return every address that could show anything: pages of all states, lists, feed, searches, units, files."""
    pages = [page.url for page in Page.objects.filter(depth__gt=1).order_by("pk") if page.url]
    units = [f"/don-vi/{slug}/" for slug in Unit.objects.order_by("pk").values_list("slug", flat=True)[:1]]
    units.append("/don-vi/y-te/")
    categories = [f"/tin-tuc/chuyen-muc/{slug}/" for slug in Category.objects.values_list("slug", flat=True)]
    searches = [f"/tim-kiem/?q={word}" for word in WORDS]
    documents = [document.url for document in SchoolDocument.objects.order_by("pk")]
    private = Path(settings.MEDIA_ROOT)
    # Renditions of one photo share their fate, so one size of each stands for all; originals are all asked for.
    renditions = PhotoRendition.objects.filter(filter_spec="format-jpeg|width-640").order_by("pk")
    files = [rendition.url for rendition in renditions]
    files += [f"{settings.MEDIA_URL}{path.relative_to(private)}" for path in (private / "original_images").glob("*")]
    lists = ["/tin-tuc/rss/", "/don-vi/", "/dia-chi-cu"]
    return sorted({*pages, *units, *categories, *searches, *documents, *files, *lists})


def digest() -> str:
    """Return the hash of the answers to an anonymous visitor. What is not found counts as one and the same."""
    cache.clear()
    visitor, found = Client(), hashlib.sha256()
    for address in addresses():
        answer = visitor.get(address)
        if answer.status_code in {404, 410}:
            continue
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found.update(f"{address} {answer.status_code} {answer.get('Location', '')}".encode())
        found.update(body)
    return found.hexdigest()
