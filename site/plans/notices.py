"""What other apps say beside a plan or a document of the register for as long as it holds.

Plans know no kind of notice. An app registers which rows are fetched with the plan's or document's own row, so that
no page asks another question, and how such a row reads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from common.rows import Rows


@dataclass(frozen=True)
class Notice:
    """One sentence and where it leads; `action` names the link."""

    text: str
    action: str
    url: str


@dataclass(frozen=True)
class _Source:
    rows: Callable[[type[Model]], Rows]
    read: Callable[[dict[str, Any]], Notice]


_sources: dict[str, _Source] = {}


def register(name: str, *, rows: Callable[[type[Model]], Rows], read: Callable[[dict[str, Any]], Notice]) -> None:
    """Let `rows` of a model (of plans, of documents) be fetched with its own row, and `read` make a notice of each."""
    _sources[name] = _Source(rows, read)


def with_notices(queryset: QuerySet) -> QuerySet:
    """Fetch with plans or documents what is said beside them today: no query more."""
    return queryset.annotate(**{_column(name): source.rows(queryset.model) for name, source in _sources.items()})


def notices_of(item: Model) -> list[Notice]:
    """Return what is said beside a plan or document; nothing beside one that was not fetched for a visitor."""
    return [source.read(row) for name, source in _sources.items() for row in getattr(item, _column(name), ())]


def _column(name: str) -> str:
    return f"{name}_notices"
