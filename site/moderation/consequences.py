"""What deleting an object takes along, and what it changes of other public objects that point to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import router
from django.db.models import Model
from django.db.models.deletion import Collector
from wagtail.models import Page

from moderation import registry
from moderation.registry import kind_of

Reference = tuple[str, int]


@dataclass(frozen=True)
class Consequences:
    """`gone` is everything public that is deleted; `changed` stays public, but something in it pointed there."""

    gone: list[Model]
    changed: list[Model]


def of_deleting(item: Model) -> Consequences:
    """Ask Django what it would delete and empty. Raise ProtectedError or RestrictedError where it would refuse."""
    collector = Collector(using=router.db_for_write(type(item)), origin=item)
    collector.collect(Page.objects.filter(path__startswith=item.path) if isinstance(item, Page) else [item])
    deleted = [row for rows in (*collector.data.values(), *collector.fast_deletes) for row in rows]
    emptied = [row for updates in collector.field_updates.values() for rows in updates for row in rows]
    going = {_reference(row): row for row in deleted if _is_public(row)}
    touched = {_reference(owner): owner for owner in _owners((*deleted, *emptied)) if _is_public(owner)}
    removed = {_reference(row) for row in deleted}
    return Consequences(list(going.values()), [touched[each] for each in sorted(touched.keys() - removed)])


def _reference(row: Model) -> Reference:
    return kind_of(row), row.pk


def _is_public(row: Model) -> bool:
    subject = registry.subject_of(row)
    return subject is not None and (not subject.live or getattr(row, subject.live))


def _owners(rows: Iterable[Model]) -> Iterator[Model]:
    """Yield the object that each row is a part of, itself where it is one."""
    for row in rows:
        owner: Any = row
        while (pointer := _pointers().get(type(owner))) is not None:
            owner = getattr(owner, pointer)
        if type(owner) is Page:  # Wagtail's own columns of a page that stays
            owner = owner.specific
        if registry.subject_of(owner):
            yield owner


@cache
def _pointers() -> dict[type[Model], str]:
    """Return, for each model of ordered children and of links, the field that leads to what it is a part of."""
    found: dict[type[Model], str] = {}
    for subject in registry.subjects():
        _add_pointers(subject.model, found)
    return found


def _add_pointers(model: type[Model], found: dict[type[Model], str]) -> None:
    for link in registry.links_of(model):
        found[link.remote_field.through] = link.m2m_field_name()
    for relation in registry.children_of(model):
        found[relation.related_model] = relation.field.name
        _add_pointers(relation.related_model, found)
