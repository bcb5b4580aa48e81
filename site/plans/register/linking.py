"""Which documents of the register a plan rests on. A draft proposes the link, and the approver reads it."""

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Site

from common.text import fold
from plans.models.parts import LegalBasis
from plans.models.register import OfficialDocument
from plans.register.numbers import number_key


def link_bases(bases: Iterable[LegalBasis], site: Site) -> None:
    """Let each of `bases` that names exactly one public document of the register point to it, in one query."""
    bases = list(bases)
    for basis, document in zip(bases, documents_of(bases, site), strict=True):
        if document and not basis.official_document_id:
            basis.official_document = document


def documents_of(bases: Iterable[LegalBasis], site: Site) -> list[OfficialDocument | None]:
    """Return for each of `bases` the public document that it points to or, where to none, names: one query."""
    bases = list(bases)
    pks = [basis.official_document_id for basis in bases if basis.official_document_id]
    keys = [number_key(basis.number) for basis in bases if basis.number]
    days = [basis.date for basis in bases if basis.date and not basis.number]
    named = Q(pk__in=pks) | Q(number_key__in=keys) | Q(issued_on__in=days)
    documents = list(OfficialDocument.objects.public().on_site(site).filter(named)) if bases else []
    return [_document_of(basis, documents) for basis in bases]


def _document_of(basis: LegalBasis, documents: list[OfficialDocument]) -> OfficialDocument | None:
    if basis.official_document_id:
        return next((document for document in documents if document.pk == basis.official_document_id), None)
    meant = [document for document in documents if _means(basis, document)]
    return meant[0] if len(meant) == 1 else None


def _means(basis: LegalBasis, document: OfficialDocument) -> bool:
    """By number and year; a law that is cited without its number, by kind and day."""
    if basis.number:
        same_year = not basis.date or basis.date.year == document.issued_on.year
        return same_year and number_key(basis.number) == document.number_key
    return basis.date == document.issued_on and fold(basis.kind) == fold(document.kind)
