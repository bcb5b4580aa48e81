"""What a plan itself lacks: said to whoever writes it, before a unit finds out that nobody told it anything."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from plans.choices import Rhythm
from plans.models import FocusArea, PlanPage, ResponsibilityPage, Unit
from plans.models.school_year import calendar_of
from plans.promises.calendar import stretches
from plans.register.force import forces_of
from plans.register.linking import documents_of


@dataclass(frozen=True)
class Lack:
    """One thing that the plan leaves open, as a sentence."""

    sentence: str


def lacks_of(plan: PlanPage) -> list[Lack]:
    """Return what the latest version of `plan` and of its units' duties leaves open, in the order of the plan.

    A fixed number of queries: units and documents are fetched at once, all else is read from the versions themselves.
    """
    draft = _latest(plan)
    site = plan.get_site()
    units = {unit.pk: unit for unit in Unit.objects.on_site(site)}
    pages = ResponsibilityPage.objects.child_of(plan).select_related("latest_revision")
    with_duties = {units.get(_unit_of(page)) for page in pages} - {None}
    areas = [
        _Area(number, area.title, _units_of(area, units)) for number, area in enumerate(draft.focus_areas.all(), 1)
    ]
    sentences = (
        *_areas_without_anybody(areas),
        *_parties_without_duty(areas, with_duties),
        *_units_without_area(areas, with_duties),
        *_promises_without_end(draft, units),
        *_bases_no_longer_in_force(draft, site),
    )
    return [Lack(sentence) for sentence in sentences]


@dataclass(frozen=True)
class _Area:
    number: int
    title: str
    units: list[Unit]


def _latest(plan: PlanPage) -> PlanPage:
    """Build the latest version without a query for each unit and document that it names; what is gone is not found."""
    version = plan.latest_revision
    return PlanPage.from_serializable_data(version.content, check_fks=False) if version else plan


def _unit_of(page: ResponsibilityPage) -> int | None:
    return page.latest_revision.content["unit"] if page.latest_revision else page.unit_id


def _units_of(area: FocusArea, units: dict[int, Unit]) -> list[Unit]:
    return [units[party.unit_id] for party in area.parties.all() if party.unit_id in units]


def _is_among(unit: Unit, others: Iterable[Unit]) -> bool:
    """Say whether `unit` is one of `others`, or part of one, or one of them is part of it."""
    keys = {other.pk for other in others} | {other.part_of_id for other in others if other.part_of_id}
    return unit.pk in keys or unit.part_of_id in keys


def _areas_without_anybody(areas: list[_Area]) -> Iterator[str]:
    for area in areas:
        if not area.units:
            yield _("Area %(number)s, “%(title)s”, has nobody who is responsible.") % vars(area)


def _parties_without_duty(areas: list[_Area], with_duties: set[Unit]) -> Iterator[str]:
    said: set[Unit] = set()
    for area in areas:
        for unit in area.units:
            if unit not in said and not _is_among(unit, with_duties):
                said.add(unit)
                yield _("%(unit)s is responsible for area %(number)s, “%(title)s”, but is given no duty.") % (
                    vars(area) | {"unit": unit}
                )


def _units_without_area(areas: list[_Area], with_duties: set[Unit]) -> Iterator[str]:
    named = {unit for area in areas for unit in area.units}
    for unit in sorted(with_duties, key=lambda unit: (unit.position, unit.name)):
        if not _is_among(unit, named):
            yield _("%(unit)s has duties, but no area of the plan names it.") % {"unit": unit}


def _promises_without_end(plan: PlanPage, units: dict[int, Unit]) -> Iterator[str]:
    for commitment in plan.commitments.all():
        said = {"text": commitment.text}
        if commitment.every == Rhythm.ONCE and not commitment.due_on:
            yield _("It does not say by when this is done: “%(text)s”.") % said
        if commitment.unit_id not in units:
            yield _("It does not say which unit keeps this promise: “%(text)s”.") % said


def _bases_no_longer_in_force(plan: PlanPage, site: Site) -> Iterator[str]:
    """A plan whose time is over rested on what was in force then: it leaves nothing open."""
    if _is_over(plan, site):
        return
    documents = {document.pk: document for document in documents_of(plan.bases.all(), site) if document}
    for pk, force in forces_of(documents.values()).items():
        if force.over:
            said = {"document": documents[pk], "force": force.sentence}
            yield _("A legal basis needs another look: %(document)s. %(force)s.") % said


def _is_over(plan: PlanPage, site: Site) -> bool:
    ends = [each.ends_on for each in stretches(plan.spans, calendar_of(site))]
    return bool(ends) and max(ends) < timezone.localdate()
