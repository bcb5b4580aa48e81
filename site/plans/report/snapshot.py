"""What a plan promised and what came of it between two days, counted once and frozen as plain data (JSON).

Asked twice for each report: for the public, of public promises and public evidence alone; and in full for the staff.
What is internal is never part of the first answer, so nothing has to be taken out of it later.

    {"plan": {"title", "number", "issuer", "issued_on"}, "from", "to", "on": days as "2026-11-22",
     "things":   {name: {"title", "kind", "date", "url", "picture", "alt"}}: each article, gallery or record once,
     "promises": {key: {"text", "kind", "unit": its key or 0, "counts": {state: how many},
                        "open": [{"due_on", "state", "done", "of"}], "things": [name]}}: each promise once,
     "areas":    [{"key", "number", "title", "units": [name], "promises": [key], "things": [name]}],
     "units":    [{"key", "name", "areas": [number], "promises": [key], "things": [name]}]}

Only lists have an order: PostgreSQL keeps none in an object. In full, entries of what only the staff may see have
"internal": true, and what was waived has its "reason".
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any

from common.models import is_public_page
from plans.board.counting import units_by_area
from plans.choices import ItemKind
from plans.evidence import Thing, things_for
from plans.models import Commitment, Duty, PlanItem, PlanPage, Unit
from plans.promises.reckoning import Reckoned, State
from plans.promises.states import public_states_of, states_of

OPEN = (State.OVERDUE, State.MISSED, State.WAIVED)
Figures = dict[str, Any]


def figures_of(
    plan: PlanPage, first: datetime.date, last: datetime.date, on: datetime.date, *, public: bool
) -> Figures:
    """Count what a public `plan` promised from `first` to `last`, as it stands on a day. A fixed number of queries."""
    return _Counting(plan, first, last, on, public=public).figures()


class _Counting:
    """What was asked of the database, and the figures that follow from it."""

    def __init__(
        self, plan: PlanPage, first: datetime.date, last: datetime.date, on: datetime.date, *, public: bool
    ) -> None:
        self.plan, self.first, self.last, self.on, self.public = plan, first, last, on, public
        items = PlanItem.objects.promised().filter(is_public_page("holder_id"), plan=plan)
        self.items = list((items.public() if public else items).order_by("kind", "position", "holder", "pk"))
        self.states = public_states_of(self.items, on, noted=True) if public else states_of(self.items, on)
        self.things = things_for(self.items, first, min(last, on), public=public)
        self.units = {unit.pk: unit for unit in Unit.objects.public().filter(site=plan.get_site())}
        self.parties = units_by_area(plan)
        commitments = list(Commitment.objects.filter(plan=plan))
        duties = Duty.objects.filter(page__path__startswith=plan.path, page__live=True)
        self.served = {str(each.key): set(each.area_keys) for each in commitments}
        self.unit_of = {each.key: each.unit_id for each in commitments} | dict(duties.values_list("key", "page__unit"))
        self.dates = {thing.name: thing.date for things in self.things.values() for thing in things}
        self.due = {item.pk: self._due(item) for item in self.items}

    def figures(self) -> Figures:
        """Return everything; see above."""
        promises = self._promises()
        things = {thing.name: self._thing(thing) for things in self.things.values() for thing in things}
        return {
            "plan": {
                "title": self.plan.title,
                "number": self.plan.number,
                "issuer": self.plan.issuer,
                "issued_on": _day(self.plan.issued_on),
            },
            "from": _day(self.first),
            "to": _day(self.last),
            "on": _day(self.on),
            "things": things,
            "promises": promises,
            "areas": [self._area(item, promises) for item in self.items if item.kind == ItemKind.AREA],
            "units": self._units(promises),
        }

    def _due(self, item: PlanItem) -> list[Reckoned]:
        """Return those of an item's occasions that fall due within the days of the report."""
        return [each for each in self.states[item.pk] if self.first <= each.occasion.due_on <= self.last]

    def _promises(self) -> dict[str, Any]:
        kept = [item for item in self.items if item.kind != ItemKind.AREA and (self.due[item.pk] or self._of(item))]
        return {str(item.key): self._promise(item) for item in kept}

    def _promise(self, item: PlanItem) -> dict[str, Any]:
        due = self.due[item.pk]
        unit = self.unit_of.get(item.key)
        return {
            "text": item.title,
            "kind": item.kind,
            "unit": unit if unit in self.units else 0,
            "counts": dict(sorted(Counter(each.state.value for each in due).items())),
            "open": [self._open(each) for each in due if each.state in OPEN],
            "things": self._of(item),
        } | self._marked(item.internal)

    def _open(self, each: Reckoned) -> dict[str, Any]:
        entry = {
            "due_on": _day(each.occasion.due_on),
            "state": each.state.value,
            "done": each.count,
            "of": each.occasion.quantity,
        }
        reason = each.occasion.waiver_reason
        return entry if self.public or not reason else entry | {"reason": reason}

    def _area(self, item: PlanItem, promises: dict[str, Any]) -> dict[str, Any]:
        serving = [key for key in promises if str(item.key) in self.served.get(key, ())]
        units = [unit for unit in self.parties.get(item.key, []) if unit.pk in self.units]
        return {
            "key": str(item.key),
            "number": item.number,
            "title": item.title,
            "units": [unit.name for unit in units],
            "promises": serving,
            "things": self._in_order([*self._of(item), *_things_of(serving, promises)]),
        }

    def _units(self, promises: dict[str, Any]) -> list[dict[str, Any]]:
        """Return what each unit answers for, in the school's order; what nobody is named for comes last."""
        found = [self._unit(unit, promises) for unit in self.units.values()]
        found = [each for each in found if each["promises"] or each["things"] or each["areas"]]
        nobodys = [key for key, promise in promises.items() if not promise["unit"]]
        if nobodys:
            things = self._in_order(_things_of(nobodys, promises))
            found.append({"key": 0, "name": "", "areas": [], "promises": nobodys, "things": things})
        return found

    def _unit(self, unit: Unit, promises: dict[str, Any]) -> dict[str, Any]:
        own = [key for key, promise in promises.items() if promise["unit"] == unit.pk]
        areas = [item for item in self.items if unit in self.parties.get(item.key, [])]
        written = [each.name for things in self.things.values() for each in things if each.unit_id == unit.pk]
        return {
            "key": unit.pk,
            "name": unit.name,
            "areas": [item.number for item in areas],
            "promises": own,
            "things": self._in_order([*written, *_things_of(own, promises)]),
        }

    def _of(self, item: PlanItem) -> list[str]:
        return [thing.name for thing in self.things.get(item.pk, [])]

    def _in_order(self, names: Iterable[str]) -> list[str]:
        """Return each name once, by date."""
        return sorted(set(names), key=lambda name: (self.dates[name], name))

    def _thing(self, thing: Thing) -> dict[str, Any]:
        entry = {
            "title": thing.title,
            "kind": thing.kind,
            "date": _day(thing.date),
            "url": thing.url,
            "picture": thing.picture,
            "alt": thing.alt,
        }
        return entry | self._marked(thing.internal)

    def _marked(self, internal: bool) -> dict[str, bool]:
        return {"internal": True} if internal and not self.public else {}


def _things_of(keys: Iterable[str], promises: dict[str, Any]) -> list[str]:
    return [name for key in keys for name in promises[key]["things"]]


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
