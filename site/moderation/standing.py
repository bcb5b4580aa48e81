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


def is_approved(item: Model | None) -> bool:
    """Say whether something that a public page names is public itself. Asked once for an object, kept on it."""
    if item is None or not item.live:
        return False
    if not hasattr(item, KNOWN):
        setattr(item, KNOWN, approved(type(item)._base_manager.filter(pk=item.pk), kind_of(item)).exists())
    return getattr(item, KNOWN)
