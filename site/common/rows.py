"""Rows of another table inside a query, as JSON: what a page needs beside its own row, without another question."""

from typing import Any

from django.db.models import F, JSONField, QuerySet, Subquery
from django.db.models.expressions import Combinable


class Rows(Subquery):
    """The rows of `queryset` as a list of dicts, in its order; [] where there are none.

    `columns` name what each row has, as a path or an expression: `Rows(entries, title="page__title")`. The queryset may
    point outside. Dates come as ISO text, and on SQLite booleans as 0 and 1: that is all that JSON has in common.
    """

    output_field = JSONField()

    def __init__(self, queryset: QuerySet, **columns: str | Combinable) -> None:
        self.names = list(columns)
        named = {_column(name): F(what) if isinstance(what, str) else what for name, what in columns.items()}
        super().__init__(queryset.values(**named))

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Return SQL with the functions that SQLite has."""
        return self._as_array(compiler, connection, "json_group_array(json_object({}))", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Return SQL with the functions that PostgreSQL has, which makes NULL of no rows."""
        return self._as_array(compiler, connection, "coalesce(jsonb_agg(jsonb_build_object({})), '[]')", **extra)

    def _as_array(self, compiler: Any, connection: Any, functions: str, **extra: Any) -> tuple[str, Any]:
        pairs = ", ".join(f"'{name}', rows_.{_column(name)}" for name in self.names)
        template = f"(SELECT {functions.format(pairs)} FROM (%(subquery)s) rows_)"  # noqa: S608 (names are of our code)
        return self.as_sql(compiler, connection, template=template, **extra)


def _column(name: str) -> str:
    """Return a name that no field of a model has."""
    return f"row_{name}"
