"""Leave to write live objects, given for the length of one approving transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

Reference = tuple[str, int]

_held: ContextVar[frozenset[Reference]] = ContextVar("held", default=frozenset())


@contextmanager
def held(*references: Reference) -> Iterator[None]:
    """Let the live objects named by (kind, key) be written until the block ends; an error undoes all of it."""
    from moderation.models import Grant

    new = set(references) - _held.get()
    with transaction.atomic():
        rows = [Grant(kind=kind, key=key) for kind, key in sorted(new)]
        Grant.objects.bulk_create(rows)
        token = _held.set(_held.get() | new)
        try:
            yield
        finally:
            _held.reset(token)
        Grant.objects.filter(pk__in=[row.pk for row in rows])._raw_delete(Grant.objects.db)  # nothing hangs on one


def is_held(reference: Reference) -> bool:
    """Say whether this thread may write the object."""
    return reference in _held.get()
