"""Plans, responsibilities and units as public pages and previews show them: plain data, no query in a template."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Site

from common.models import is_public_page
from common.rows import Rows
from common.text import sort_key
from moderation.standing import is_approved
from plans.choices import Audience, ItemKind, UnitKind
from plans.documents import made
from plans.evidence import Evidence, evidence_for, registered_pages, with_served
from plans.models import AreaParty, Duty, FocusArea, OfficialDocument, PlanItem, PlanPage, ResponsibilityPage, Unit
from plans.models.items import item_anchor
from plans.notices import notices_of
from plans.pledges import pledges_of
from plans.register.chain import Cascade
from plans.register.force import forces_of
from plans.register.presentation import basis_entry, plan_chain
from plans.report.presentation import report_links


def progress_of(plans: Iterable[PlanPage]) -> dict[int, dict[str, int]]:
    """Return {served, total, percent} of each plan (by pk): areas with anything approved, of all areas."""
    plans = list(plans)
    areas = with_served(PlanItem.objects.promised().filter(plan__in=plans, kind=ItemKind.AREA))
    totals: dict[int, dict[str, int]] = {plan.pk: {"served": 0, "total": 0, "percent": 0} for plan in plans}
    for area in areas:
        totals[area.plan_id]["total"] += 1
        totals[area.plan_id]["served"] += area.served
    for total in totals.values():
        total["percent"] = round(100 * total["served"] / total["total"]) if total["total"] else 0
    return totals


def plan_cards(plans: Iterable[PlanPage], request: HttpRequest) -> list[dict[str, Any]]:
    """Return the plans as the list of plans shows them."""
    plans = list(plans)
    progress = progress_of(plans)
    return [
        {
            "title": plan.title,
            "number": plan.number,
            "period": plan.period_text,
            "url": plan.get_url(request),
            "progress": progress[plan.pk],
        }
        for plan in plans
    ]


def newest_plan(site: Site) -> PlanPage | None:
    """Return the newest public plan with its areas and whether anything public serves them: one query."""
    areas = with_served(PlanItem.objects.promised().filter(plan=OuterRef("pk"), kind=ItemKind.AREA))
    rows = Rows(areas.order_by("position"), number="number", title="title", key="key", served="served")
    return PlanPage.objects.public().in_site(site).newest_first().annotate(area_rows=rows).first()


def area_links(plan: PlanPage, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the areas of the plan that `newest_plan` found: [{number, title, served, url}]."""
    url = plan.get_url(request)
    return [row | {"url": f"{url}#{item_anchor(UUID(row['key']))}"} for row in plan.area_rows]


def plan_context(plan: PlanPage, request: HttpRequest) -> dict[str, Any]:
    """Return what a plan's page shows beyond the page's own fields."""
    items = {item.key: item for item in PlanItem.objects.filter(plan=plan.pk)}
    evidence = evidence_for(items.values(), request)
    areas = [_area(number, area, items, evidence) for number, area in enumerate(_areas_with_parties(plan), start=1)]
    done = sum(bool(area["evidence"]) for area in areas)
    return {
        "notices": notices_of(plan),
        "bases": _bases(plan, request),
        "chain": plan_chain(plan, request),
        "purposes": [purpose.text for purpose in plan.purposes.all()],
        "requirements": [requirement.text for requirement in plan.requirements.all()],
        "areas": areas,
        "commitments": list(_commitments(plan, items, evidence)),
        "unit_duties": _unit_duties(plan, request),
        "other_sections": plan.other_sections.all(),
        "recipients": [recipient.text for recipient in plan.recipients.all()],
        "signer": {
            "authority": plan.signer_authority,
            "title": plan.signer_title,
            "name": plan.signer_name,
        },
        "scan_url": plan.scan.url if plan.scan and plan.scan.is_shown else "",
        "documents": made.links(plan),
        "reports": report_links(plan, request),
        "progress": {
            "served": done,
            "total": len(areas),
            "percent": round(100 * done / len(areas)) if areas else 0,
        },
    }


def _commitments(
    plan: PlanPage, items: dict[UUID, PlanItem], evidence: dict[int, list[Evidence]]
) -> Iterator[dict[str, Any]]:
    """Yield what is promised to the public, with how it is kept. A draft's preview tells of what stands already."""
    promised = [item for item in items.values() if item.kind == ItemKind.COMMITMENT]
    pledges = pledges_of(promised, timezone.localdate())
    for commitment in plan.commitments.all():
        if commitment.audience == Audience.PUBLIC:
            item = items.get(commitment.key)
            yield {
                "text": commitment.text,
                "rhythm_label": commitment.get_every_display(),
                "evidence": _of(commitment.key, items, evidence),
                "pledge": pledges.get(item.pk) if item else None,
                "anchor": item_anchor(commitment.key),
            }


def _areas_with_parties(plan: PlanPage) -> Iterable[FocusArea]:
    return plan.focus_areas.prefetch_related(
        models.Prefetch("parties", queryset=AreaParty.objects.prefetch_related(_public_units()))
    )


def _public_units(field: str = "unit") -> models.Prefetch:
    return models.Prefetch(field, queryset=Unit.objects.public())


def _area(number: int, area: FocusArea, items: dict, evidence: dict[int, list[Evidence]]) -> dict[str, Any]:
    return {
        "number": number,
        "title": area.title,
        "text": area.text,
        "parties": _parties(area),
        "evidence": _of(area.key, items, evidence),
        "anchor": item_anchor(area.key),
    }


def _parties(area: FocusArea) -> list[dict[str, Any]]:
    """Group the rows that share one wording and role: "(BGH, Công đoàn thực hiện)" names two units."""
    grouped: dict[tuple[str, str], list[AreaParty]] = defaultdict(list)
    for party in area.parties.all():
        grouped[(party.raw, party.get_role_display())].append(party)
    return [
        {
            "raw": raw,
            "role_label": role,
            "units": [{"name": party.unit.name, "url": party.unit.url} for party in parties if is_approved(party.unit)],
        }
        for (raw, role), parties in grouped.items()
    ]


def _of(key: object, items: dict, evidence: dict[int, list[Evidence]]) -> list[Evidence]:
    item = items.get(key)
    return evidence.get(item.pk, []) if item else []


def _bases(plan: PlanPage, request: HttpRequest) -> list[dict[str, Any]]:
    register = OfficialDocument.objects.public().on_site(Site.find_for_request(request))
    public = (
        models.Prefetch("plan", queryset=PlanPage.objects.public()),
        models.Prefetch("official_document", queryset=register),
    )
    bases = list(plan.bases.select_related("document").prefetch_related(*public))
    forces = forces_of(basis.official_document for basis in bases if basis.official_document)
    return [basis_entry(basis, forces, request) for basis in bases]


def _unit_duties(plan: PlanPage, request: HttpRequest) -> list[dict[str, Any]]:
    pages = ResponsibilityPage.objects.public().child_of(plan).prefetch_related(_public_units(), "duties")
    pages = pages.order_by("unit__position", "title", "pk")
    return [
        {
            "unit": page.unit.name if is_approved(page.unit) else page.title,
            "url": page.get_url(request),
            "duties": [duty.text for duty in page.duties.all()],
        }
        for page in pages
    ]


def responsibility_context(page: ResponsibilityPage, request: HttpRequest) -> dict[str, Any]:
    """Return what a responsibility page shows beyond the page's own fields."""
    items = {item.key: item for item in PlanItem.objects.filter(holder_id=page.pk)}
    evidence = evidence_for(items.values(), request)
    plan = PlanPage.objects.public().parent_of(page).first()
    unit = page.unit if is_approved(page.unit) else None
    return {
        "unit": {"name": unit.name, "url": unit.url} if unit else {"name": page.title, "url": ""},
        "plan": {"title": plan.title, "url": plan.get_url(request)} if plan else None,
        "introduction": page.introduction,
        "duties": [
            {
                "text": duty.text,
                "due_on": duty.due_on,
                "anchor": item_anchor(duty.key),
                "evidence": _of(duty.key, items, evidence),
            }
            for duty in page.duties.all()
        ],
    }


def unit_groups(units: QuerySet[Unit]) -> list[dict[str, Any]]:
    """Return units by kind, in the order of the kinds: [{label, units: [{name, short_name, url, …}]}]."""
    by_kind: dict[str, list[Unit]] = defaultdict(list)
    for unit in units.select_related("part_of"):
        by_kind[unit.kind].append(unit)
    return [
        {"label": kind.label, "units": sorted(by_kind[kind], key=lambda unit: (unit.position, sort_key(unit.name)))}
        for kind in UnitKind
        if by_kind[kind]
    ]


def unit_context(unit: Unit, request: HttpRequest) -> dict[str, Any]:
    """Return what a unit's page shows: who they are, what they answer for, what they published."""
    site = Site.find_for_request(request)
    return {
        "unit": unit,
        "part_of": unit.part_of if is_approved(unit.part_of) else None,
        "parts": list(Unit.objects.public().filter(part_of=unit.pk)),
        "areas": _areas_of(unit, site, request),
        "duties": _duties_of(unit, site, request),
        "articles": registered_pages(site, unit, request),
    }


def _areas_of(unit: Unit, site: Site, request: HttpRequest) -> list[dict[str, Any]]:
    plans = {plan.pk: plan for plan in PlanPage.objects.public().in_site(site).newest_first()}
    parties = (
        AreaParty.objects.filter(unit=unit.pk, area__plan__in=plans)
        .annotate(plan_pk=F("area__plan"))
        .select_related("area")
    )
    order = list(plans)
    return [
        {
            "title": party.area.title,
            "url": f"{plans[party.plan_pk].get_url(request)}#{item_anchor(party.area.key)}",
            "plan_title": plans[party.plan_pk].title,
            "role_label": party.get_role_display(),
        }
        for party in sorted(parties, key=lambda party: (order.index(party.plan_pk), party.area.sort_order))
    ]


def _duties_of(unit: Unit, site: Site, request: HttpRequest) -> list[dict[str, Any]]:
    pages = {page.pk: page for page in ResponsibilityPage.objects.public().in_site(site).filter(unit=unit.pk)}
    return [
        {"text": duty.text, "url": f"{pages[duty.page_id].get_url(request)}#{item_anchor(duty.key)}"}
        for duty in Duty.objects.filter(page__in=pages)
    ]


def served_links(page: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the standing plan items that `page` names, as links to their places, with the plans above theirs."""
    items = page.served_items(draft=getattr(request, "is_preview", False))
    standing = list(
        items.promised()
        .public()
        .filter(is_public_page("holder_id"))
        .select_related("plan", "holder")
        .order_by("plan", "kind", "position")
    )
    cascade = Cascade(Site.find_for_request(request), request) if standing else None
    return [
        {
            "title": item.title,
            "number": item.number,
            "plan_title": item.plan.title,
            "plans_above": cascade.above_public(item.plan),
            "url": f"{item.holder.get_url(request)}#{item.anchor}",
        }
        for item in standing
    ]
