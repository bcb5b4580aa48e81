"""What "public" asks for beyond being live. Apps that know more add their condition when they are ready."""

from collections.abc import Callable

from django.db.models import QuerySet

Condition = Callable[[QuerySet], QuerySet]

_conditions: list[Condition] = []


def require(condition: Condition) -> None:
    """Let `condition` narrow every query for public pages."""
    if condition not in _conditions:
        _conditions.append(condition)


def narrowed(pages: QuerySet) -> QuerySet:
    """Return those of the live `pages` that fulfil every condition."""
    for condition in _conditions:
        pages = condition(pages)
    return pages
