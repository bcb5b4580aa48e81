"""From a reviewed reading to a draft: a plan of its own, or the next version of one that keeps what was counted."""

from typing import Any

from django.db import transaction
from django.db.models import Model

from common.models import User
from common.text import fold
from plans.importing import LISTS, Units, build_plan, build_responsibility, create_draft
from plans.intake.matching import match
from plans.intake.review import Review
from plans.models import PlanIndexPage, PlanPage, ResponsibilityPage
from plans.models.source import PlanSource, RememberedName, SourceState

FIELDS = (
    "title",
    "number",
    "issuer",
    "place",
    "issued_on",
    "introduction",
    "closing",
    "signer_authority",
    "signer_title",
    "signer_name",
    "reading_notes",
)


@transaction.atomic
def accept(review: Review, parent: PlanIndexPage, user: User) -> PlanPage | None:
    """Make the draft that was reviewed and remember how units were written. None where it was made before."""
    source = PlanSource.objects.select_for_update().get(pk=review.source.pk)
    if source.state != SourceState.READ:
        return None
    _remember(review, Units(source.site))
    reading = review.as_reading() | {"warnings": review.reading["warnings"]}
    plan = revise(source.replaces, reading, user) if source.replaces else create_draft(reading, parent, user)
    source.state, source.became = SourceState.ACCEPTED, plan
    source.save(update_fields=["state", "became"])
    return plan


def _remember(review: Review, units: Units) -> None:
    """Where a name that nobody knew was corrected to a unit of the school, the next plan is read so at once."""
    for read, written in review.names():
        unit = units.known(written)
        if read and unit and units.known(read) is None:
            RememberedName.objects.get_or_create(unit=unit, folded=fold(read)[:255], defaults={"name": read[:255]})


def revise(plan: PlanPage, reading: dict[str, Any], user: User) -> PlanPage:
    """Save `reading` as the next draft of `plan`. Areas and promises that continue others keep their keys."""
    units = Units(plan.get_site())
    draft, new = plan.get_latest_revision_as_object(), build_plan(reading, units)
    for name in FIELDS:
        setattr(draft, name, getattr(new, name))
    _continue(reading["focus_areas"], new.focus_areas.all())
    _continue(reading["commitments"], new.commitments.all())
    for relation in LISTS:
        setattr(draft, relation, list(getattr(new, relation).all()))
    draft.mint()
    draft.save_revision(user=user)
    for entry in reading["units"]:
        _revise_duties(plan, entry, units, user)
    return plan


def _continue(entries: list[dict[str, Any]], parts: Any) -> None:
    for entry, part in zip(entries, parts, strict=True):
        part.key = entry.get("same_as") or None


def _revise_duties(plan: PlanPage, entry: dict[str, Any], units: Units, user: User) -> None:
    """Bring the unit's duties up to date; one that says nearly the same as before is the same duty."""
    unit = units.find(entry["name"])
    page = ResponsibilityPage.objects.child_of(plan).filter(unit=unit).first()
    new = build_responsibility(entry, unit)
    if page is None:
        plan.add_child(instance=new)
        new.save_revision(user=user)
        return
    draft = page.get_latest_revision_as_object()
    old, duties = list(draft.duties.all()), list(new.duties.all())
    for duty, place in zip(duties, match([each.text for each in old], [each.text for each in duties]), strict=True):
        if place is not None:
            _take_over(duty, old[place])
    draft.duties = duties
    draft.mint()
    draft.save_revision(user=user)


def _take_over(new: Model, old: Model) -> None:
    """Keep what the plan's text does not say: the key, and whatever was set by hand."""
    for field in new._meta.concrete_fields:
        if not field.primary_key and field.name not in {"text", "sort_order", "page"}:
            setattr(new, field.attname, getattr(old, field.attname))
