"""How promises stand: what screens and pages ask. Every question takes a fixed number of queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet
from wagtail.models import Site

from plans.evidence import done_for
from plans.models import Occasion, PlanItem, Unit
from plans.promises.reckoning import Reckoned, State, reckon


def states_of(items: Iterable[PlanItem], on: datetime.date) -> dict[int, list[Reckoned]]:
    """Return for each of `items` (by primary key) how its occasions stand on a day, in order of their beginning.

    Items of which nothing falls due have an empty list. For the staff: what is internal is among them, and pages ask
    `public_states_of`. Only what is public counts for what was promised to the public.
    """
    return _states(items, Occasion.objects.all(), on)


def public_states_of(items: Iterable[PlanItem], on: datetime.date, *, noted: bool = False) -> dict[int, list[Reckoned]]:
    """Return what `states_of` does, for visitors: nothing of internal items, nor of when an item was internal.

    Whether the plan is public is the caller's to ask. Show the approved page's words, not the occasion's. A tick and a
    waiver are the staff's own notes, which nobody approved for the public: what was promised to it stays promised.
    They count if `noted`: for what is approved itself before it is shown, as a report is.
    """
    public = Occasion.objects.filter(internal=False)
    return _states((item for item in items if not item.internal), public, on, noted=noted)


def current_of(reckoned: Iterable[Reckoned], on: datetime.date) -> Reckoned | None:
    """Return of one item's states the one that matters on a day.

    That is the period that has begun and is not due yet, else the next one to come, else the last there was.
    """
    reckoned = list(reckoned)
    ahead = [each for each in reckoned if on <= each.occasion.due_on]
    return ahead[0] if ahead else (reckoned[-1] if reckoned else None)


def owed_by(units: Iterable[Unit], on: datetime.date) -> list[Reckoned]:
    """Return what `units` still have to do on a day, the most urgent first: begun or overdue, neither kept nor waived.

    Each has `occasion.item` and its plan; the staff's own promises are among them, so this is for the staff alone.
    """
    begun = Q(unit__in=list(units), starts_on__lte=on, closes_on__gte=on)
    return [each for each in _reckoned(Occasion.objects.filter(begun), on) if each.state in {State.DUE, State.OVERDUE}]


def due_between(site: Site, first: datetime.date, last: datetime.date, on: datetime.date) -> list[Reckoned]:
    """Return what falls due on a school's standing plans from `first` to `last`, whatever its state. For the staff."""
    return _reckoned(Occasion.objects.on_site(site).filter(due_on__range=(first, last)), on)


def public_due_between(site: Site, first: datetime.date, last: datetime.date, on: datetime.date) -> list[Reckoned]:
    """Return what of the public promises falls due from `first` to `last`. Show the page's words, not `text`."""
    return _reckoned(Occasion.objects.public().on_site(site).filter(due_on__range=(first, last)), on)


def _states(
    items: Iterable[PlanItem], occasions: QuerySet[Occasion], on: datetime.date, *, noted: bool = True
) -> dict[int, list[Reckoned]]:
    """Return how those of `occasions` that are of `items` stand; the staff's notes on them count if `noted`."""
    items = list(items)
    by_item: dict[int, list[Occasion]] = defaultdict(list)
    for occasion in occasions.filter(item__in=items).select_related("unit"):
        if not noted:
            occasion.ticked_at = occasion.waived_at = None
        by_item[occasion.item_id].append(occasion)
    done = done_for(items)
    return {item.pk: reckon(by_item[item.pk], done.get(item.pk, ()), on) for item in items}


def _reckoned(asked: QuerySet[Occasion], on: datetime.date) -> list[Reckoned]:
    """Return how those that are `asked` for stand, by due date. Their neighbours are reckoned along with them."""
    found = asked.standing().select_related("item", "unit").prefetch_related("item__plan", "item__holder")
    chosen = {occasion.pk: occasion for occasion in found}
    items = {occasion.item_id: occasion.item for occasion in chosen.values()}
    states = states_of(items.values(), on)
    wanted = [each for reckoned in states.values() for each in reckoned if each.occasion.pk in chosen]
    for each in wanted:
        each.occasion.item = items[each.occasion.item_id]
    return sorted(wanted, key=lambda each: (each.occasion.due_on, each.occasion.pk))
