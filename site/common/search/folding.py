"""What both backends share: the folding of what is indexed and of what is asked."""

import re
from typing import Any

from modelsearch.query import And, Boost, Fuzzy, Not, Or, Phrase, PlainText, SearchQuery

from common.text import fold

MAX_QUERY_LENGTH = 200
MAX_QUERY_TERMS = 12
_NOT_A_WORD = re.compile(r"[^\w]+", re.UNICODE)


def searchable(text: str) -> str:
    """Return `text` as words of folded letters and digits, one space between: "831/KH-GDĐT" → "831 kh gddt"."""
    return _NOT_A_WORD.sub(" ", fold(text)).replace("_", " ").strip()


def fold_query(query: Any) -> Any:
    """Return the query with every text in it made searchable; strings and query trees alike."""
    if isinstance(query, str):
        return _bounded(query)
    if isinstance(query, PlainText):
        return PlainText(_bounded(query.query_string), operator=query.operator, boost=query.boost)
    if isinstance(query, Phrase):
        return Phrase(_bounded(query.query_string))
    if isinstance(query, Fuzzy):
        return Fuzzy(_bounded(query.query_string), operator=query.operator)
    return _fold_branch(query)


def _fold_branch(query: SearchQuery) -> SearchQuery:
    if isinstance(query, And | Or):
        return type(query)([fold_query(part) for part in query.subqueries])
    if isinstance(query, Not):
        return Not(fold_query(query.subquery))
    if isinstance(query, Boost):
        return Boost(fold_query(query.subquery), query.boost)
    return query


def _bounded(text: str) -> str:
    """Ten thousand characters pasted into the box must cost no more than a question."""
    return " ".join(searchable(text[:MAX_QUERY_LENGTH]).split()[:MAX_QUERY_TERMS])


class FoldingBackendMixin:
    """Fold the question before the backend compiles it."""

    def _search(self, query_compiler_class: type, query: Any, model_or_queryset: Any, **kwargs: Any) -> Any:
        return super()._search(query_compiler_class, fold_query(query), model_or_queryset, **kwargs)


def fold_indexed_values(indexer_class: type) -> None:
    """Make `indexer_class` (the backend's ObjectIndexer) store searchable text.

    The backends build their indexer by its module's name, so there is no seam to subclass.
    """
    original = indexer_class.prepare_value

    def prepare_value(self: Any, value: Any) -> str:
        return searchable(original(self, value))

    indexer_class.prepare_value = prepare_value
