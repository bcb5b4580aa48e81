"""The demo school's promises: its years, who keeps what, and what was ticked, waived and recorded."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.utils import timezone

from common.models import User
from home.demo import acts, content
from plans.models import (
    Commitment,
    Duty,
    ExternalRecord,
    Holiday,
    Occasion,
    PlanItem,
    PlanPage,
    ResponsibilityPage,
    SchoolYear,
    Unit,
)
from plans.promises import acts as promised

Entry = dict[str, Any]


class Promises:
    """Adds to a plan that was read what people add, and does what was done for it."""

    def __init__(self, plans: dict[str, PlanPage], people: dict[str, User], principal: User) -> None:
        self.plans = plans
        self.people = people
        self.principal = principal
        self.entries = content.load("promises")

    def complete_plan(self, plan: PlanPage, slug: str) -> None:
        """Say of each commitment which unit keeps it and which areas it serves; drop what is no promise."""
        keys = [str(area.key) for area in plan.focus_areas.all()]
        units = {unit.slug: unit for unit in Unit.objects.all()}
        kept = []
        for commitment in plan.commitments.all():
            entry = self._about("commitment", slug, commitment)
            if not entry.get("drop"):
                commitment.unit = units.get(entry.get("unit"))
                commitment.channel = entry.get("channel", "")
                commitment.area_keys = [keys[number - 1] for number in entry.get("areas", [])]
                kept.append(commitment)
        plan.commitments = kept

    def complete_duties(self, page: ResponsibilityPage, slug: str) -> None:
        """Give those duties a rhythm or a date that have one."""
        duties = list(page.duties.all())
        for duty in duties:
            entry = self._about("duty", slug, duty)
            for field in ("every", "due_on", "proof"):
                setattr(duty, field, entry.get(field, getattr(duty, field)))
        page.duties = duties

    def items(self, kept: Iterable[Entry]) -> list[PlanItem]:
        """Return the commitments and duties that an entry keeps: [{plan, begins}]."""
        return [
            PlanItem.objects.promised()
            .exclude(kind="area")
            .get(plan=self.plans[each["plan"]], title__startswith=each["begins"])
            for each in kept
        ]

    def history(self, serves: Callable[[list[Entry]], list[PlanItem]]) -> Iterator[tuple[datetime.date, Callable]]:
        """Yield what was done on which day, until today. `serves` finds the areas that a record names."""
        for entry in self.entries["school_year"]:
            yield entry["approved_on"], partial(self._school_year, entry)
        for entry in self.entries["record"]:
            yield entry["date"], partial(self._record, entry, serves)
        today = timezone.localdate()
        for entry in self.entries["tick"]:
            yield from ((day, partial(self._tick, entry, day)) for day in entry["days"] if day <= today)
        for entry in self.entries["waiver"]:
            yield entry["on"], partial(self._waive, entry)

    def _about(self, kind: str, slug: str, part: Commitment | Duty) -> Entry:
        found = (each for each in self.entries[kind] if each["plan"] == slug and part.text.startswith(each["begins"]))
        return next(found, {})

    def _school_year(self, entry: Entry) -> None:
        days = ("from_year", "starts_on", "first_term_ends_on", "second_term_starts_on", "ends_on")
        year = SchoolYear(live=False, **{name: entry[name] for name in days})
        year.holidays = [Holiday(sort_order=order, **each) for order, each in enumerate(entry["holidays"])]
        year.save()
        self._publish(year, self.people["vanphong"], entry["approved_on"])

    def _record(self, entry: Entry, serves: Callable[[list[Entry]], list[PlanItem]]) -> None:
        fields = ("title", "kind", "date", "place", "url")
        record = ExternalRecord(
            live=False, audience=entry.get("audience", "public"), **{name: entry[name] for name in fields}
        )
        record.serves = [*serves(entry.get("serves", [])), *self.items(entry.get("keeps", []))]
        record.save()
        self._publish(record, self.people[entry["author"]], entry["date"])

    def _publish(self, item: Any, author: User, day: datetime.date) -> None:
        with acts.on(day):
            acts.submit(item, author)
            acts.approve(item, self.principal)

    def _tick(self, entry: Entry, day: datetime.date) -> None:
        with acts.on(day):
            promised.tick(self._occasion(entry, day), self.people[entry["by"]])

    def _waive(self, entry: Entry) -> None:
        with acts.on(entry["on"]):
            promised.waive(self._occasion(entry, entry["within"]), self.principal, entry["reason"])

    def _occasion(self, entry: Entry, day: datetime.date) -> Occasion:
        (item,) = self.items([entry])
        return Occasion.objects.get(item=item, starts_on__lte=day, ends_on__gte=day)
