"""What a plan itself lacks: said to whoever writes it, before a unit finds out that nobody told it anything."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.choices import Rhythm
from plans.models import FocusArea, PlanPage, ResponsibilityPage, Unit


@dataclass(frozen=True)
class Lack:
    """One thing that the plan leaves open, as a sentence."""

    sentence: str


def lacks_of(plan: PlanPage) -> list[Lack]:
    """Return what the latest version of `plan` and of its units' duties leaves open, in the order of the plan."""
    draft = plan.get_latest_revision_as_object()
    areas = list(draft.focus_areas.all())
    duties = [page.get_latest_revision_as_object() for page in ResponsibilityPage.objects.child_of(plan)]
    units = _Units({page.unit for page in duties if page.unit})
    sentences = (
        *_areas_without_anybody(areas),
        *_parties_without_duty(areas, units),
        *_units_without_area(areas, units),
    )
    return [Lack(sentence) for sentence in (*sentences, *_promises_without_end(draft))]


class _Units:
    """The units that have duties; one that is part of another, or has parts there, has them, too."""

    def __init__(self, units: set[Unit]) -> None:
        self.units = sorted(units, key=lambda unit: (unit.position, unit.name))
        self.keys = {unit.pk for unit in units} | {unit.part_of_id for unit in units if unit.part_of_id}

    def have(self, unit: Unit) -> bool:
        """Say whether a duty was given to `unit` or to what it is part of."""
        return unit.pk in self.keys or unit.part_of_id in self.keys


def _areas_without_anybody(areas: list[FocusArea]) -> Iterator[str]:
    for number, area in enumerate(areas, start=1):
        if not any(party.unit for party in area.parties.all()):
            yield _("Area %(number)s, “%(title)s”, has nobody who is responsible.") % _named(number, area)


def _parties_without_duty(areas: list[FocusArea], units: _Units) -> Iterator[str]:
    said: set[int] = set()
    for number, area in enumerate(areas, start=1):
        for party in area.parties.all():
            if party.unit and party.unit_id not in said and not units.have(party.unit):
                said.add(party.unit_id)
                yield _("%(unit)s is responsible for area %(number)s, “%(title)s”, but is given no duty.") % (
                    _named(number, area) | {"unit": party.unit}
                )


def _units_without_area(areas: list[FocusArea], units: _Units) -> Iterator[str]:
    named = {party.unit for area in areas for party in area.parties.all() if party.unit}
    keys = {unit.pk for unit in named} | {unit.part_of_id for unit in named if unit.part_of_id}
    for unit in units.units:
        if unit.pk not in keys and unit.part_of_id not in keys:
            yield _("%(unit)s has duties, but no area of the plan names it.") % {"unit": unit}


def _promises_without_end(plan: PlanPage) -> Iterator[str]:
    for commitment in plan.commitments.all():
        said = {"text": commitment.text}
        if commitment.every == Rhythm.ONCE and not commitment.due_on:
            yield _("It does not say by when this is done: “%(text)s”.") % said
        if not commitment.unit:
            yield _("It does not say which unit keeps this promise: “%(text)s”.") % said


def _named(number: int, area: FocusArea) -> dict[str, object]:
    return {"number": number, "title": area.title}
