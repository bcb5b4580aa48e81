"""Asking, inside a query, whether what is live has also been approved."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from moderation.models import Standing
from moderation.registry import PAGE


def approved(queryset: QuerySet, kind: str = PAGE) -> QuerySet:
    """Narrow live objects to those whose live revision a sound record of the ledger covers.

    An alias has no revision of its own, and neither has its standing.
    """
    same = Q(revision_id=OuterRef("live_revision_id")) | Q(revision_id=None, approval__revision_id=None)
    return queryset.filter(Exists(Standing.objects.sound().filter(same, kind=kind, key=OuterRef("pk"))))
