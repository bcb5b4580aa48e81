"""The choke point: row triggers that refuse a write to anything live for which there is no grant.

Views, commands, `bulk_create`, `update()` and raw SQL all pass here. A migration that alters a table makes SQLite drop
its triggers without a word, so they are taken off before migrations and put on again afterwards; the verification
compares what is installed with what ought to be.
"""

from typing import Any

from django.db import connections, transaction

MARK = "cong-truong: not approved"


def install(using: str = "default") -> None:
    """Put the triggers of this version in the place of whatever is there. Tables that do not exist are left out."""
    wanted = expected(using)
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        _drop(using, cursor)
        for statement in wanted.values():
            _execute(cursor, statement)


def drop(using: str = "default") -> None:
    """Take all triggers off."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        _drop(using, cursor)


def expected(using: str = "default") -> dict[str, str]:
    """Return name → statement of every trigger that ought to be there."""
    from moderation.triggers.tables import guarded_tables, own_rules

    there = set(connections[using].introspection.table_names())
    dialect = _dialect(using)
    wanted: dict[str, str] = {}
    for table in guarded_tables():
        if table.name in there:
            wanted |= dialect.guard(table)
    for rule in own_rules():
        if rule.table in there:
            wanted |= dialect.rule(rule)
    return wanted


def faults(using: str = "default") -> list[str]:
    """Return the names of triggers that are missing, altered or switched off."""
    with connections[using].cursor() as cursor:
        found = _dialect(using).installed(cursor)
    dialect = _dialect(using)
    return [name for name, statement in expected(using).items() if found.get(name) != dialect.fingerprint(statement)]


def _drop(using: str, cursor: Any) -> None:
    dialect = _dialect(using)
    for statement in dialect.drops(cursor):
        _execute(cursor, statement)


def _execute(cursor: Any, statement: str) -> None:
    cursor.execute(statement)  # without parameters, so that "%" stays what it is


def _dialect(using: str) -> Any:
    from moderation.triggers import postgres, sqlite

    return sqlite if connections[using].vendor == "sqlite" else postgres
