"""Asking, inside a query or of one object, whether what is live has also been approved."""

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Value

from moderation.models import Standing
from moderation.registry import PAGE, kind_of

KNOWN = "known_as_approved"


def approved(queryset: QuerySet, kind: str = PAGE) -> QuerySet:
    """Narrow live objects to those whose live revision a sound record of the ledger covers.

    An alias has no revision of its own, and neither has its standing. What is found knows that it is approved.
    """
    same = Q(revision_id=OuterRef("live_revision_id")) | Q(revision_id=None, approval__revision_id=None)
    standing = Standing.objects.sound().filter(same, kind=kind, key=OuterRef("pk"))
    return queryset.filter(Exists(standing)).annotate(**{KNOWN: Value(value=True)})


def with_named(queryset: QuerySet, *fields: str) -> QuerySet:
    """Fetch in the same query what these foreign keys of `queryset` name, and whether that is public: see `named`."""
    known = {}
    for field in fields:
        model = queryset.model._meta.get_field(field).related_model
        standing = approved(model._base_manager.filter(live=True, pk=OuterRef(f"{field}_id")), model._meta.label_lower)
        known[_known(field)] = Exists(standing)
    return queryset.select_related(*fields).annotate(**known)


def named(item: Model, field: str) -> Model | None:
    """Return what `item` names in `field` where that is public itself, else None. `with_named` spares a query."""
    known = item.__dict__.get(_known(field))
    if known is None:
        known = is_approved(getattr(item, field))
    return getattr(item, field) if known else None


def _known(field: str) -> str:
    return f"{field}_{KNOWN}"


def is_approved(item: Model | None) -> bool:
    """Say whether something that a public page names is public itself. Asked once for an object, kept on it."""
    if item is None or not item.live:
        return False
    if not hasattr(item, KNOWN):
        setattr(item, KNOWN, approved(type(item)._base_manager.filter(pk=item.pk), kind_of(item)).exists())
    return getattr(item, KNOWN)
