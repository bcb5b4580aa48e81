"""What was counted, as pages say it."""

import datetime
from dataclasses import asdict, dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Q, Sum
from django.http import HttpRequest
from wagtail.models import Page, Site

from common.dates import month_of
from common.models import DEPTH_BELOW_FRONT_PAGE, public_pages
from home.visits.models import Visits
from media.models import GalleryIndexPage
from news.models import NewsIndexPage
from plans.models import PlanIndexPage

KEPT_FOR = 60  # seconds in which the small numbers at the foot of a page may be old
MONTHS = 12
READ_LATELY = datetime.timedelta(days=30)
MOST_READ = 8
_CANDIDATES = 5 * MOST_READ  # some of which are lists, or no longer public
_LISTS = (NewsIndexPage, GalleryIndexPage, PlanIndexPage)


@dataclass(frozen=True)
class Numbers:
    """How often pages were opened."""

    today: int
    month: int
    year: int
    all: int


def numbers_of(site: Site, on: datetime.date) -> Numbers:
    """Return the numbers of one site as of a day: one query."""
    spans = {
        "today": Q(day=on),
        "month": Q(day__gte=on.replace(day=1)),
        "year": Q(day__gte=on.replace(month=1, day=1)),
        "all": Q(),
    }
    sums = {name: Sum("number", filter=span, default=0) for name, span in spans.items()}
    return Numbers(**Visits.objects.on_site(site).filter(day__lte=on).aggregate(**sums))


def recent_numbers(site: Site, on: datetime.date) -> dict[str, int]:
    """Return the numbers for the foot of every page, by name; they are reckoned once a minute."""
    return cache.get_or_set(f"visits-{site.pk}-{on}", lambda: asdict(numbers_of(site, on)), KEPT_FOR)


def months_of(site: Site, on: datetime.date) -> list[dict[str, Any]]:
    """Return the last twelve months, the oldest first: [{first, number}]. One query."""
    last = on.year * 12 + on.month - 1
    months = [datetime.date(each // 12, each % 12 + 1, 1) for each in range(last - MONTHS + 1, last + 1)]
    visits = Visits.objects.on_site(site).between(months[0], on)
    found = visits.annotate(month=month_of("day")).values_list("month").annotate(Sum("number"))
    sums = dict(found.order_by())
    return [{"first": month, "number": sums.get(f"{month:%Y-%m}", 0)} for month in months]


def most_read(site: Site, on: datetime.date, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the public pages read most in the last 30 days, without front page and lists: [{title, url, number}]."""
    visits = Visits.objects.on_site(site).between(on - READ_LATELY, on).exclude(page_key=0)
    ranked = visits.values("page_key").annotate(sum=Sum("number")).order_by("-sum", "page_key")[:_CANDIDATES]
    numbers = {each["page_key"]: each["sum"] for each in ranked}
    pages: dict[int, Page] = public_pages().in_site(site).not_exact_type(*_LISTS).in_bulk(list(numbers))
    shown = [pages[key] for key in numbers if key in pages and pages[key].depth >= DEPTH_BELOW_FRONT_PAGE][:MOST_READ]
    return [{"title": page.title, "url": page.get_url(request), "number": numbers[page.pk]} for page in shown]
