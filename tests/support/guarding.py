"""For tests of the guard: what was refused, what happens behind its back, and a school with everything in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from moderation import triggers
from moderation.guard import refused_by_trigger


@contextmanager
def refused() -> Iterator[None]:
    """Expect the guard to refuse what is done in the block, and undo what of it was done before the refusal."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert refused_by_trigger(caught.value), caught.value


@contextmanager
def not_done() -> Iterator[None]:
    """Expect that the block is refused by the guard or by a permission."""
    with pytest.raises((IntegrityError, PermissionDenied)) as caught, transaction.atomic():
        yield
    assert isinstance(caught.value, PermissionDenied) or refused_by_trigger(caught.value), caught.value


@contextmanager
def unguarded() -> Iterator[None]:
    """Do something behind the guard's back, as somebody who owns the database can."""
    settle()
    triggers.drop()
    try:
        with mock.patch("moderation.guard.is_held", return_value=True):
            yield
    finally:
        settle()
        triggers.install()


def settle() -> None:
    """Check now what PostgreSQL leaves for the end of the transaction: until then it alters no table."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def sql(statement: str, *values: Any) -> None:
    """Run one statement that neither signals nor models hear of."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
