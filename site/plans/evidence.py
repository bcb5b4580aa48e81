"""What counts as evidence of a plan: approved pages that name what they serve.

Plans know no kind of evidence; an app of content registers its page model, which carries `serves`, a many-to-many to
PlanItem, and a date.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F
from django.http import HttpRequest
from wagtail.models import Page, Site

from plans.models.items import PlanItem


@dataclass(frozen=True)
class Evidence:
    """One approved page as the plan shows it."""

    title: str
    url: str
    date: datetime.date | None
    kind: str


_models: list[type[Page]] = []


def register(model: type[Page]) -> None:
    """Let pages of `model` (with `serves` and `date`) count as evidence once they are public."""
    if model not in _models:
        _models.append(model)


def evidence_for(items: Iterable[PlanItem], request: HttpRequest) -> dict[int, list[Evidence]]:
    """Return what is public for each of `items` (by primary key), newest first: one query for a kind of content."""
    pks = [item.pk for item in items]
    found: dict[int, list[Evidence]] = defaultdict(list)
    for model in _models:
        for page in model.objects.public().filter(serves__in=pks).annotate(item_pk=F("serves")):
            kind = str(model._meta.verbose_name)
            found[page.item_pk].append(Evidence(page.title, page.get_url(request), page.date, kind))
    for evidence in found.values():
        evidence.sort(key=lambda entry: entry.date or datetime.date.min, reverse=True)
    return found


def served_items(items: Iterable[PlanItem]) -> set[int]:
    """Return the primary keys of those of `items` that anything public serves."""
    pks = [item.pk for item in items]
    served: set[int] = set()
    for model in _models:
        served.update(model.objects.public().filter(serves__in=pks).values_list("serves", flat=True))
    return served.intersection(pks)


def registered_pages(site: Site, unit: object, request: HttpRequest, limit: int = 12) -> list[Evidence]:
    """Return what `unit` published, newest first, at most `limit`: one query for a kind of content."""
    found = []
    for model in _models:
        kind = str(model._meta.verbose_name)
        pages = model.objects.public().in_site(site).filter(unit=unit).order_by("-date")[:limit]
        found += [Evidence(page.title, page.get_url(request), page.date, kind) for page in pages]
    found.sort(key=lambda entry: entry.date or datetime.date.min, reverse=True)
    return found[:limit]
