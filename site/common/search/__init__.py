"""The search backend: Wagtail's own for SQLite and PostgreSQL, with accents folded when indexing and when asking.

Neither SQLite's FTS5 nor PostgreSQL finds "ke hoach" in "Kế hoạch" by itself; folded text gives the same answer
on both.
"""

from typing import Any

from django.db import connection


def SearchBackend(params: dict[str, Any]) -> object:  # noqa: N802 - Wagtail looks for this very name
    """Return the folding backend of the default database; SQLite and PostgreSQL are the two we support."""
    if connection.vendor == "postgresql":
        from common.search.postgres import FoldingPostgresBackend

        return FoldingPostgresBackend(params)
    from common.search.sqlite import FoldingSQLiteBackend

    return FoldingSQLiteBackend(params)
