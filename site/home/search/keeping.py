"""Keeps what can be found in step with the ledger: at once with each decision, and by the worker what that missed."""

import logging
from typing import Any

from django.apps import apps
from django.db import transaction
from wagtail.models import Page

from home.search.making import EDITION, kinds_known, rows_of
from home.search.models import Findable, FindableText, SearchWord
from moderation.models import Approval, Standing
from moderation.registry import PAGE
from moderation.signals import standing_changed

logger = logging.getLogger(__name__)

AT_ONCE = 100
SHORTEST_WORD, LONGEST_WORD = 2, 20


def connect() -> None:
    """Called once, when the app is ready."""
    standing_changed.connect(_follow, dispatch_uid="search-follows-the-ledger")


def _follow(sender: Any, record: Approval, **kwargs: Any) -> None:
    """Write the rows of what was decided on, in the transaction of the decision."""
    if record.kind in kinds_known():
        _try_to_refresh(record.kind, record.key)


def _try_to_refresh(kind: str, key: int) -> bool:
    """Return whether it went well. No decision fails for the search: old rows count no more, and new ones can wait."""
    try:
        with transaction.atomic():
            refresh(kind, key)
    except Exception:
        logger.exception("The search could not read %s %s", kind, key)
        return False
    return True


def refresh(kind: str, key: int) -> None:
    """Make the rows of one object anew; it has none where it does not stand."""
    Findable.objects.filter(approval__kind=kind, approval__key=key).delete()
    standing = Standing.objects.filter(kind=kind, key=key).first()
    rows = _rows(standing) if standing else []
    Findable.objects.bulk_create([row.findable for row in rows])
    for row in rows:
        row.findable_id = row.findable.pk
    FindableText.objects.bulk_create(rows)
    _learn(rows)


def _rows(standing: Standing) -> list[FindableText]:
    item = _model(standing.kind)._base_manager.filter(pk=standing.key).first()
    if isinstance(item, Page):
        item = item.specific
    return rows_of(item, standing.approval_id) if item else []


def _model(kind: str) -> Any:
    return Page if kind == PAGE else apps.get_model(kind)


def _learn(rows: list[FindableText]) -> None:
    words = {word for row in rows for word in f"{row.title_words} {row.text_words}".split()}
    known = [SearchWord(word=word) for word in sorted(words) if SHORTEST_WORD <= len(word) <= LONGEST_WORD]
    SearchWord.objects.bulk_create(known, ignore_conflicts=True)


def catch_up() -> int:
    """Write what stands and has no row, or one of an older edition of the software; some at a time."""
    written = Findable.objects.filter(edition=EDITION).values("approval_id")
    missing = Standing.objects.filter(kind__in=kinds_known()).exclude(approval_id__in=written).order_by("pk")[:AT_ONCE]
    done = [each.approval_id for each in missing if _try_to_refresh(each.kind, each.key)]
    return Findable.objects.filter(approval_id__in=done).values("approval_id").distinct().count()
