"""From a reading (`plans.reader`) to pages that a person can open, edit and submit."""

import datetime
import re
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from common.models import User
from common.text import fold, slugify
from plans.choices import Audience, Rhythm, SigningAuthority
from plans.models import (
    AreaParty,
    Attachment,
    Commitment,
    Duty,
    FocusArea,
    LegalBasis,
    OtherSection,
    PlanIndexPage,
    PlanPage,
    PlanPeriod,
    Purpose,
    Recipient,
    Requirement,
    ResponsibilityPage,
    Unit,
)
from plans.models.source import RememberedName
from plans.promises.calendar import Span
from plans.reader import PART_OF, canonical_unit
from plans.reader.dates import due_day
from plans.register.linking import link_bases

TITLE_LENGTH = 255
FILING = "lưu"
LISTS = (
    "periods",
    "bases",
    "purposes",
    "requirements",
    "focus_areas",
    "commitments",
    "recipients",
    "attachments",
    "other_sections",
)


class Units:
    """The site's units by any of the names that plans give them; a name that none has makes a new draft unit."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.by_name: dict[str, Unit] = {}
        for unit in Unit.objects.on_site(site):
            self._remember(unit)
        for said in RememberedName.objects.filter(unit__site=site).select_related("unit"):
            self.by_name.setdefault(said.folded, said.unit)

    def known(self, name: str) -> Unit | None:
        """Return the unit called `name`, by its own name first, then by the name that plans usually mean."""
        return self.by_name.get(fold(name)) or self.by_name.get(fold(canonical_unit(name)))

    def find(self, name: str) -> Unit:
        """Return the unit called `name`; where there is none, a draft of one."""
        return self.known(name) or self._propose(canonical_unit(name))

    def _propose(self, name: str) -> Unit:
        whole = PART_OF.get(name)
        unit = Unit(site=self.site, name=name[:150], live=False, part_of=self.find(whole) if whole else None)
        unit.slug = self._free_slug(slugify(name, max_length=140) or "don-vi")
        unit.save()
        unit.save_revision()
        self._remember(unit)
        return unit

    def _free_slug(self, slug: str) -> str:
        taken = set(Unit.objects.on_site(self.site).values_list("slug", flat=True))
        candidates = [slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3))]
        return next(candidate for candidate in candidates if candidate not in taken)

    def _remember(self, unit: Unit) -> None:
        for name in unit.known_names():
            self.by_name.setdefault(name, unit)


@transaction.atomic
def create_draft(reading: dict[str, Any], parent: PlanIndexPage, user: User | None = None) -> PlanPage:
    """Make a draft plan below `parent` from a reading's JSON object, and a draft responsibility for each unit.

    Nothing becomes public. Units that nobody knows yet become drafts too.
    """
    units = Units(parent.get_site())
    plan = build_plan(reading, units)
    with disable_reference_index_auto_update():  # every area and party would have the whole plan indexed again
        parent.add_child(instance=plan)
        plan.save_revision(user=user)
    ReferenceIndex.create_or_update_for_object(plan)
    for entry in reading["units"]:
        _add_responsibility(plan, entry, units, user)
    return plan


def build_plan(reading: dict[str, Any], units: Units) -> PlanPage:
    """Return the plan of a reading with all its lists, not saved. Units that nobody knows become drafts."""
    authority, signer_title = _signature(reading["signer"]["title"])
    plan = PlanPage(
        title=reading["title"][:TITLE_LENGTH] or _("Plan without a title"),
        number=reading["number"],
        issuer=reading["issuer"][:200],
        place=reading["place"][:100],
        issued_on=_date(reading["issued_on"]),
        introduction=reading["introduction"],
        closing=reading["closing"],
        signer_authority=authority,
        signer_title=signer_title[:100],
        signer_name=reading["signer"]["name"][:100],
        reading_notes="\n".join(reading["warnings"]),
        live=False,
        has_unpublished_changes=True,
    )
    plan.periods = [
        PlanPeriod(kind=period["kind"], from_year=period["from"], to_year=period["to"]) for period in reading["periods"]
    ]
    plan.bases = [_basis(basis) for basis in reading["bases"]]
    link_bases(plan.bases.all(), units.site)
    plan.purposes = [Purpose(text=text) for text in reading["purposes"]]
    plan.requirements = [Requirement(text=text) for text in reading["requirements"]]
    internal = [each["text"] for each in reading["commitments"] if each["audience"] == Audience.INTERNAL]
    plan.focus_areas = [_area(area, units, internal) for area in reading["focus_areas"]]
    plan.commitments = [_commitment(commitment, plan.spans) for commitment in reading["commitments"]]
    plan.recipients = [_recipient(text) for text in reading["recipients"]]
    plan.attachments = [Attachment(url=url[:1000]) for url in reading["attachments"]]
    plan.other_sections = [
        OtherSection(title=section["title"][:TITLE_LENGTH], text=section["text"])
        for section in reading["other_sections"]
    ]
    for relation in LISTS:
        _number(getattr(plan, relation).all())
    return plan


def _number(parts: Iterable[Any]) -> None:
    """Keep the order of the source: only a form's formset numbers children by itself."""
    for order, part in enumerate(parts):
        part.sort_order = order


def _signature(title: str) -> tuple[str, str]:
    """Part "KT. Hiệu trưởng, Phó hiệu trưởng" into on whose behalf and who: ("KT.", "Phó hiệu trưởng").

    A deputy's title says who is signed for; a body that is spoken for stays ("TM.", "Ban giám hiệu, Hiệu trưởng").
    """
    authority = next((value for value in SigningAuthority.values if value and title.startswith(value)), "")
    own = title.removeprefix(authority).strip()
    return authority, own.rpartition(", ")[2] if authority == SigningAuthority.KT else own


def _basis(basis: dict[str, str]) -> LegalBasis:
    return LegalBasis(
        kind=basis["kind"][:80],
        number=basis["number"][:60],
        issuer=basis["issuer"][:200],
        date=_date(basis["date"]),
        subject=basis["subject"],
    )


def _area(area: dict[str, Any], units: Units, internal: list[str]) -> FocusArea:
    focus_area = FocusArea(title=area["title"][:TITLE_LENGTH], text=_without(internal, area["text"]))
    focus_area.parties = [
        AreaParty(unit=unit, role=party["role"], raw=party["raw"][:500])
        for party in area["parties"]
        for unit in [units.find(name) for name in party["units"]] or [None]
    ]
    _number(focus_area.parties.all())
    return focus_area


def _without(promises: list[str], text: str) -> str:
    """Take the brackets that hold one of `promises` out of `text`: what is internal never shows outside.

    Nothing is lost: each promise is a commitment of its own.
    """

    def keep(bracket: re.Match[str]) -> str:
        return "" if any(promise in bracket[0] for promise in promises) else bracket[0]

    return re.sub(r"\s*\([^()]*\)", keep, text)


def _commitment(commitment: dict[str, Any], spans: list[Span]) -> Commitment:
    once = commitment["every"] == Rhythm.ONCE
    return Commitment(
        due_on=due_day(commitment["text"], spans) if once else None,
        text=commitment["text"],
        quantity=commitment["quantity"] or 1,
        every=commitment["every"],
        audience=commitment["audience"],
    )


def _recipient(text: str) -> Recipient:
    is_filing = text.lstrip("- ").lower().startswith(FILING)
    return Recipient(text=text[:TITLE_LENGTH], is_filing=is_filing)


def _add_responsibility(plan: PlanPage, entry: dict[str, Any], units: Units, user: User | None) -> None:
    page = build_responsibility(entry, units.find(entry["name"]))
    plan.add_child(instance=page)
    page.save_revision(user=user)


def build_responsibility(entry: dict[str, Any], unit: Unit) -> ResponsibilityPage:
    """Return the page of a unit's duties, not saved."""
    page = ResponsibilityPage(title=entry["name"][:TITLE_LENGTH], unit=unit, live=False)
    page.duties = [Duty(text=text, sort_order=order) for order, text in enumerate(entry["duties"])]
    return page


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
