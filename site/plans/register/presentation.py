"""The register as public pages, previews and the feed show it: plain data, no query in a template."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from moderation.standing import is_approved
from plans.models import LegalBasis, OfficialDocument, PlanPage
from plans.models.plan import KIND
from plans.notices import notices_of
from plans.register.chain import Cascade
from plans.register.force import Force, forces_of
from plans.register.lookup import DOCUMENT, PLAN


def entries_of(rows: Iterable[dict[str, Any]], request: HttpRequest) -> list[dict[str, Any]]:
    """Return what a list shows for each of `rows` (what, key), in their order: three queries."""
    rows = list(rows)
    keys = {what: [row["key"] for row in rows if row["what"] == what] for what in (DOCUMENT, PLAN)}
    documents = OfficialDocument.objects.public().in_bulk(keys[DOCUMENT])
    plans = PlanPage.objects.public().in_bulk(keys[PLAN])
    forces = forces_of(documents.values())
    shown = {(DOCUMENT, pk): document_entry(each, forces[pk]) for pk, each in documents.items()}
    shown |= {(PLAN, pk): plan_entry(plan, request) for pk, plan in plans.items()}
    return [shown[place] for row in rows if (place := (row["what"], row["key"])) in shown]


def document_entry(document: OfficialDocument, force: Force) -> dict[str, Any]:
    """Return a document as lists show it."""
    return {
        "name": str(document),
        "url": document.url,
        "summary": document.summary,
        "issuer": document.issuer,
        "field": document.field,
        "issued_on": document.issued_on,
        "published_at": document.first_published_at,
        "force": force,
        "is_plan": False,
    }


def plan_entry(plan: PlanPage, request: HttpRequest) -> dict[str, Any]:
    """Return a plan of this site as lists of documents show it."""
    return {
        "name": f"{KIND} {plan.number}" if plan.number else plan.title,
        "url": plan.get_url(request),
        "summary": plan.title if plan.number else "",
        "issuer": plan.issuer,
        "field": "",
        "issued_on": plan.issued_on,
        "published_at": plan.first_published_at,
        "force": Force(),
        "is_plan": True,
    }


def document_context(document: OfficialDocument, request: HttpRequest) -> dict[str, Any]:
    """Return what a document's page shows: itself, what it replaces and is replaced by, what rests on it."""
    replaced = [row.replaced_id for row in document.replacements.all()]
    older = OfficialDocument.objects.public().on_site(document.site).filter(pk__in=replaced).newest_first()
    resting = PlanPage.objects.public().in_site(document.site).filter(bases__official_document=document.pk)
    cascade = Cascade(document.site, request)
    return {
        "document": document,
        "notices": notices_of(document),
        "file": document.file if document.file and document.file.is_shown else None,
        "force": forces_of([document]).get(document.pk, Force()),
        "replaces": [{"name": str(each), "url": each.url, "summary": each.summary} for each in older],
        "resting": [plan_entry(plan, request) for plan in resting.distinct().newest_first()],
        "above": cascade.above_document(document),
        "below": cascade.below(document),
        "trail": [{"title": _("Look-up of documents"), "url": reverse("register")}],
    }


def basis_entry(basis: LegalBasis, forces: dict[int, Force], request: HttpRequest) -> dict[str, Any]:
    """Return a legal basis of a plan: its words, where they lead, and whether it is still in force."""
    text = _("Pursuant to %(basis)s") % {"basis": basis}
    document = basis.official_document
    if is_approved(document):
        return {"text": text, "url": document.url, "force": forces.get(document.pk, Force())}
    if is_approved(basis.plan):
        return {"text": text, "url": basis.plan.get_url(request), "force": Force()}
    file = basis.document if basis.document and basis.document.is_shown else None
    return {"text": text, "url": file.url if file else basis.url, "force": Force()}


def plan_chain(plan: PlanPage, request: HttpRequest) -> dict[str, Any]:
    """Return the plans above `plan`, up to the department's, and those that carry it out."""
    cascade = Cascade(Site.find_for_request(request) or plan.get_site(), request)
    return {"above": cascade.above(plan), "below": cascade.below(plan)}
