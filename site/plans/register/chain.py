"""The cascade: the plans above a plan, up to the department's, and those that carry it out."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from wagtail.models import Site

from common.rows import Rows
from common.text import fold
from plans.models import LegalBasis, OfficialDocument, PlanPage
from plans.register.force import Force, forces_of

LONGEST_CHAIN = 8
PLAN_KINDS = {"ke hoach", "chuong trinh", "de an"}
PLAN, DOCUMENT = "plan", "document"
Place = tuple[str, int | None]  # PLAN or DOCUMENT, and a primary key


@dataclass(frozen=True)
class Step:
    """One plan of the chain, on this site or in the register."""

    title: str
    number: str
    issuer: str
    url: str
    force: Force = field(default_factory=Force)


class Cascade:
    """What descends from what among everything public on a site: three queries, however long the chains are."""

    def __init__(self, site: Site, request: HttpRequest | None) -> None:
        self._request = request
        plans = PlanPage.objects.public().in_site(site).defer("introduction", "closing", "words")
        self._plans: dict[int, PlanPage] = plans.annotate(basis_rows=_bases()).in_bulk()
        named = {pk: _named_in(plan.basis_rows) for pk, plan in self._plans.items()}
        self._documents = _documents(site, {pk for places in named.values() for what, pk in places if what == DOCUMENT})
        self._forces = forces_of(self._documents.values())
        claims = {(PLAN, pk): [(PLAN, plan.parent_plan_id), *named[pk]] for pk, plan in self._plans.items()}
        claims |= {(DOCUMENT, pk): [(DOCUMENT, each.carries_out_id)] for pk, each in self._documents.items()}
        self._higher = {place: self._first_plan(place, claimed) for place, claimed in claims.items()}

    def _first_plan(self, place: Place, claimed: Iterable[Place]) -> Place | None:
        """Return the first of `claimed` that is a public plan: a law stands above many things, and carries out none."""
        for what, pk in claimed:
            known = self._plans if what == PLAN else self._documents
            if pk in known and (what, pk) != place and (what == PLAN or fold(known[pk].kind) in PLAN_KINDS):
                return what, pk
        return None

    def above(self, plan: PlanPage) -> list[Step]:
        """Return the chain over `plan` from its top, without `plan`. A draft in preview says itself what is above."""
        bases = [place for basis in plan.bases.all() for place in _named_by(basis)]
        return self._climb((PLAN, plan.pk), self._first_plan((PLAN, plan.pk), [(PLAN, plan.parent_plan_id), *bases]))

    def above_public(self, plan: PlanPage) -> list[Step]:
        """Return the chain over a plan as the public has it, without a query for its bases."""
        place = (PLAN, plan.pk)
        return self._climb(place, self._higher.get(place))

    def above_document(self, document: OfficialDocument) -> list[Step]:
        """Return the chain over a document of the register from its top."""
        place = (DOCUMENT, document.pk)
        return self._climb(place, self._first_plan(place, [(DOCUMENT, document.carries_out_id)]))

    def below(self, item: PlanPage | OfficialDocument) -> list[Step]:
        """Return the public plans that carry out `item`, the newest first."""
        place = (PLAN if isinstance(item, PlanPage) else DOCUMENT, item.pk)
        found = [lower for lower, higher in self._higher.items() if higher == place]
        found.sort(key=lambda lower: (self._at(lower).issued_on or datetime.date.min, lower), reverse=True)
        return [self._step(lower) for lower in found]

    def _climb(self, start: Place, first: Place | None) -> list[Step]:
        """Walk up from `first`; where plans name each other in a ring, the walk ends."""
        seen, steps, place = {start}, [], first
        while place is not None and place not in seen and len(steps) < LONGEST_CHAIN:
            seen.add(place)
            steps.append(self._step(place))
            place = self._higher[place]
        return steps[::-1]

    def _at(self, place: Place) -> PlanPage | OfficialDocument:
        what, pk = place
        return (self._plans if what == PLAN else self._documents)[pk]

    def _step(self, place: Place) -> Step:
        item = self._at(place)
        if isinstance(item, PlanPage):
            return Step(item.title, item.number, item.issuer, item.get_url(self._request) or "")
        return Step(item.summary or str(item), item.number, item.issuer, item.url, self._forces[item.pk])


def _bases() -> Rows:
    """Return the plans and documents that the legal bases of the outer plan name, in order."""
    named = LegalBasis.objects.filter(page=OuterRef("pk")).exclude(plan=None, official_document=None)
    return Rows(named.order_by("sort_order", "pk"), plan="plan_id", document="official_document_id")


def _named_in(rows: list[dict[str, int | None]]) -> list[Place]:
    return [place for row in rows for place in ((PLAN, row["plan"]), (DOCUMENT, row["document"]))]


def _named_by(basis: LegalBasis) -> list[Place]:
    return [(PLAN, basis.plan_id), (DOCUMENT, basis.official_document_id)]


def _documents(site: Site, named: set[int | None]) -> dict[int, OfficialDocument]:
    """Return the public documents that plans rest on, and those of the register that stand above others or below."""
    below = OfficialDocument.objects.filter(carries_out=OuterRef("pk"))
    chained = Q(pk__in=named - {None}) | Q(carries_out__isnull=False) | Exists(below)
    return OfficialDocument.objects.public().on_site(site).filter(chained).in_bulk()
