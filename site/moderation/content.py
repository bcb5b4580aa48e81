"""What of an object is public, in one canonical form, and the files that it uses."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model, Subquery
from django.db.models.functions import Left, Length
from wagtail.models import Page, ReferenceIndex

from moderation import registry
from moderation.models.ledger import digest
from moderation.registry import Subject

MISSING = "missing"
WITHDRAWN = "withdrawn_at"
# Told by other means: which revision is live stands in the record, addresses follow from slug and parent.
_NOT_HASHED = registry.BOOKKEEPING | {"live", "live_revision", "url_path", "content_type", "locale", "expired"}
_EMPTY = (None, "", [], {})


def content_hash(subject: Subject, key: int) -> str:
    """Return the SHA-256 of what the database holds for the public of one object (see `public_content`)."""
    return digest(public_content(subject, key))


def public_content(subject: Subject, key: int) -> dict[str, Any]:
    """Return the public columns of one object with children in order, links and derived rows, without primary keys.

    What is empty or as its field's default has it is left out, so that a field added by an upgrade changes no hash.
    """
    content = {"model": subject.model._meta.label_lower} | _row(subject.model, key, subject.private)
    if subject.is_page:
        content["parent"] = _parent_of(key)
    content |= _parts(subject.model, [key], subject.private).get(key, {})
    for rows in registry.derived():
        if rows.owner_kind == subject.kind and (found := _derived_rows(rows, key)):
            content[rows.model._meta.label_lower] = found
    return content


def _row(model: type[Model], key: int, private: frozenset[str]) -> dict[str, Any]:
    fields = _hashed_fields(model, private | _NOT_HASHED)
    values = model._base_manager.filter(pk=key).values_list(*(field.attname for field in fields)).get()
    return _spoken(fields, values)


def _hashed_fields(model: type[Model], without: Iterable[str]) -> list[Field]:
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in without and not field.primary_key and not getattr(field.remote_field, "parent_link", False)
    ]


def _spoken(fields: list[Field], values: Iterable[Any]) -> dict[str, Any]:
    """Return name → value as it is hashed, without what is empty or default."""
    spoken = {}
    for field, value in zip(fields, values, strict=True):
        plain = field.get_prep_value(value)
        default = None if callable(field.default) or not field.has_default() else field.default
        if plain not in _EMPTY and plain != default:
            spoken[field.attname] = plain
    return spoken


def _parent_of(key: int) -> int | None:
    path_above = Left("path", Length("path") - Page.steplen)
    above = Page.objects.filter(path=Subquery(Page.objects.filter(pk=key).values(above=path_above)))
    return above.values_list("pk", flat=True).first()


def _parts(model: type[Model], keys: list[int], private: frozenset[str] = frozenset()) -> dict[int, dict[str, Any]]:
    """Return owner's key → {relation: [child, …]} for all `keys` at once, children with their own parts in them."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for field in registry.links_of(model):
        if field.name not in private:
            _add_links(field, keys, found)
    for relation in registry.children_of(model):
        if relation.get_accessor_name() not in private:
            _add_children(relation, keys, found)
    return found


def _add_links(field: Any, keys: list[int], found: dict[int, dict[str, Any]]) -> None:
    through = field.remote_field.through
    ours = through._meta.get_field(field.m2m_field_name()).attname
    theirs = through._meta.get_field(field.m2m_reverse_field_name()).attname
    pairs = through._base_manager.filter(**{f"{ours}__in": keys}).values_list(ours, theirs).order_by(ours, theirs)
    for owner, other in pairs:
        found[owner].setdefault(field.name, []).append(other)


def _add_children(relation: Any, keys: list[int], found: dict[int, dict[str, Any]]) -> None:
    child, pointer = relation.related_model, relation.field.attname
    fields = _hashed_fields(child, [relation.field.name])
    order = [name for name in ("sort_order", "pk") if name == "pk" or hasattr(child, name)]
    rows = child._base_manager.filter(**{f"{pointer}__in": keys}).order_by(*order)
    entries = []
    for pk, owner, *values in rows.values_list("pk", pointer, *(field.attname for field in fields)):
        entry = _spoken(fields, values)
        entries.append((pk, entry))
        found[owner].setdefault(relation.get_accessor_name(), []).append(entry)
    below = _parts(child, [pk for pk, _entry in entries]) if entries else {}
    for pk, entry in entries:
        entry.update(below.get(pk, {}))


def _derived_rows(rows: registry.Derived, key: int) -> list[dict[str, Any]]:
    fields = _hashed_fields(rows.model, {*rows.private, rows.owner, rows.live})
    chosen = rows.model._base_manager.filter(**{rows.owner: key, rows.live: True}).order_by("pk")
    return [_spoken(fields, values) for values in chosen.values_list(*(field.attname for field in fields))]


def files_used(item: Model) -> set[tuple[str, int]]:
    """Return (kind, key) of every registered photo and document that `item` shows, at any depth."""
    kinds = {ContentType.objects.get_for_model(file.model).pk: file.kind for file in registry.files()}
    found = ReferenceIndex._extract_references_from_object(item)
    return {(kinds[content_type], int(key)) for content_type, key, *_path in found if content_type in kinds}


def file_hash(row: Model) -> str:
    """Return the SHA-256 of what visitors have of a photo or document: the bytes of its file, and what is said of it.

    Whether it was taken off the site is told by other means.
    """
    file = registry.file_of(type(row))
    said = {name: row._meta.get_field(name).value_to_string(row) for name in file.content if name != WITHDRAWN}
    return digest(said | {"sha256": _bytes_hash(getattr(row, file.file_field))})


def _bytes_hash(field: Any) -> str:
    """Return the SHA-256 of a stored file, "missing" where the disk does not have it."""
    try:
        with field.storage.open(field.name, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return MISSING
