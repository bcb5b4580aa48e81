"""What counts as evidence of a plan: approved pages that name what they serve.

Plans know no kind of evidence but their own records of what happened elsewhere; an app of content registers its page
model, which carries `serves`, a many-to-many to PlanItem, and a date.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.http import HttpRequest
from wagtail.models import Page, Site

from common.dates import month_of
from plans.choices import Audience
from plans.models.items import PlanItem
from plans.promises.reckoning import Done


@dataclass(frozen=True)
class Evidence:
    """One approved page or record as the plan shows it."""

    title: str
    url: str
    date: datetime.date | None
    kind: str


@dataclass(frozen=True)
class Thing:
    """One approved page or record as a report keeps it. `name` finds it again: "news.newspage:12"."""

    name: str
    title: str
    kind: str
    date: datetime.date
    url: str
    unit_id: int | None = None
    picture: int | None = None
    alt: str = ""
    internal: bool = False


@dataclass(frozen=True)
class MonthTally:
    """How much was published in one month ("2026-10"), and on which day the last of it that has come."""

    month: str
    count: int
    last: datetime.date | None


_models: list[type[Model]] = []


def register(model: type[Model]) -> None:
    """Let objects of `model` (with `serves`, `date`, `get_url` and `.public()`) count as evidence once they are public.

    What is no page has `audience` and `.approved()` too: what the staff alone may see counts for what it was promised.
    A page's queryset fetches by `.with_picture()` what its `evidence_picture()` returns.
    """
    if model not in _models:
        _models.append(model)


def pages() -> list[type[Page]]:
    """Return the kinds of pages that can count, for whoever wants to begin one."""
    return [model for model in _models if _is_page(model)]


def evidence_for(items: Iterable[PlanItem], request: HttpRequest) -> dict[int, list[Evidence]]:
    """Return what is public for each of `items` (by primary key), newest first: one query for a kind of content."""
    pks = [item.pk for item in items]
    found: dict[int, list[Evidence]] = defaultdict(list)
    for model in _models:
        for each in _shown(model).filter(serves__in=pks).annotate(item_pk=F("serves")):
            found[each.item_pk].append(_evidence(each, request))
    for evidence in found.values():
        evidence.sort(key=lambda entry: entry.date or datetime.date.min, reverse=True)
    return found


def with_served(items: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
    """Fetch with items, as `served`, whether anything public serves them: no query more."""
    serving = (Exists(model.objects.public().filter(serves=OuterRef("pk"))) for model in _models)
    return items.annotate(served=ExpressionWrapper(reduce(or_, serving), output_field=BooleanField()))


def registered_pages(site: Site, unit: object, request: HttpRequest, limit: int = 12) -> list[Evidence]:
    """Return what `unit` published, newest first, at most `limit`: one query for a kind of content."""
    found = []
    for model in filter(_is_page, _models):
        pages = model.objects.public().in_site(site).filter(unit=unit).order_by("-date")[:limit]
        found += [_evidence(page, request) for page in pages]
    found.sort(key=lambda entry: entry.date or datetime.date.min, reverse=True)
    return found[:limit]


def things_for(
    items: Iterable[PlanItem], first: datetime.date, last: datetime.date, *, public: bool
) -> dict[int, list[Thing]]:
    """Return what was dated `first` to `last` for each of `items` (by primary key), oldest first.

    A fixed number of queries for each kind of content. Unless `public`, records for the staff only are among them.
    """
    pks = [item.pk for item in items]
    found: dict[int, list[Thing]] = defaultdict(list)
    for model in _models:
        approved = model.objects.public() if public or _is_page(model) else model.objects.approved()
        dated = approved.filter(serves__in=pks, date__range=(first, last)).order_by()
        pairs = list(dated.values_list("serves", "pk"))
        things = {each.pk: _thing(each) for each in _pictured(model).filter(pk__in={pk for _item, pk in pairs})}
        for item_pk, pk in pairs:
            if item_pk in pks and pk in things:
                found[item_pk].append(things[pk])
    for things in found.values():
        things.sort(key=lambda thing: (thing.date, thing.name))
    return found


def done_for(items: Iterable[PlanItem]) -> dict[int, list[Done]]:
    """Return what was done for each of `items` (by primary key): one query for a kind of content.

    Each article or record counts once for every item that it serves; what is for the staff only says so.
    """
    pks = [item.pk for item in items]
    found: dict[int, list[Done]] = defaultdict(list)
    for model in _models:
        for item_pk, date, internal in _dates(model, pks):
            found[item_pk].append(Done(date, internal))
    return found


def tallied(items: Iterable[PlanItem], on: datetime.date) -> dict[int, list[MonthTally]]:
    """Return what is public for each of `items` (by primary key), counted by the database month by month.

    One query for a kind of content; a month that two kinds fill comes twice. `on` is today.
    """
    pks = [item.pk for item in items]
    found: dict[int, list[MonthTally]] = defaultdict(list)
    for model in _models:
        dated = model.objects.public().filter(serves__in=pks, date__isnull=False).order_by()
        months = dated.annotate(month=month_of("date")).values_list("serves", "month")
        for item, *tally in months.annotate(count=Count("pk"), last=Max("date", filter=Q(date__lte=on))):
            found[item].append(MonthTally(*tally))
    return found


def _dates(model: type[Model], pks: list[int]) -> QuerySet:
    """Return (item, date, whether only the staff may see it) of what of one kind was approved and serves `pks`.

    Narrowed before it is told apart: the other way round each item would be joined with every other.
    """
    approved = model.objects.public() if _is_page(model) else model.objects.approved()
    hidden = Value(value=False)
    if not _is_page(model):
        hidden = Case(When(audience=Audience.INTERNAL, then=Value(value=True)), default=Value(value=False))
    return approved.filter(serves__in=pks, date__isnull=False).order_by().values_list("serves", "date", hidden)


def _is_page(model: type[Model]) -> bool:
    return issubclass(model, Page)


def _shown(model: type[Model]) -> QuerySet:
    return model.objects.public() if _is_page(model) else model.objects.public().select_related("document")


def _pictured(model: type[Model]) -> QuerySet:
    """Return all of one kind, with what a report shows of each."""
    return model.objects.with_picture() if _is_page(model) else model.objects.select_related("document")


def _thing(each: Model) -> Thing:
    picture = each.evidence_picture()
    return Thing(
        name=f"{each._meta.label_lower}:{each.pk}",
        title=each.title,
        kind=getattr(each, "evidence_kind", "") or str(each._meta.verbose_name),
        date=each.date,
        url=each.get_url() or "",
        unit_id=getattr(each, "unit_id", None),
        picture=picture[0].pk if picture else None,
        alt=picture[1] if picture else "",
        internal=getattr(each, "audience", "") == Audience.INTERNAL,
    )


def _evidence(each: Model, request: HttpRequest) -> Evidence:
    kind = getattr(each, "evidence_kind", "") or str(each._meta.verbose_name)
    return Evidence(each.title, each.get_url(request), each.date, kind)
