"""The test's database as it was at one moment, and back to it: for tests that really commit, again and again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql


class Snapshot:
    """What `kept` yields."""

    def restore(self) -> None:
        """Bring the database back to the moment at which it was kept."""
        raise NotImplementedError


@contextmanager
def kept(folder: Path) -> Iterator[Snapshot]:
    """Keep the database as it is now."""
    connection.close()
    if connection.vendor == "sqlite":
        yield _File(folder / "kept.sqlite3")
        return
    snapshot = _Template(connection.settings_dict)
    try:
        yield snapshot
    finally:
        snapshot.forget()


class _File(Snapshot):
    def __init__(self, path: Path) -> None:
        self.path = path
        _copy(connection.settings_dict["NAME"], self.path)

    def restore(self) -> None:
        connection.close()
        _copy(self.path, connection.settings_dict["NAME"])


def _copy(source: Path | str, target: Path | str) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


class _Template(Snapshot):
    """PostgreSQL copies a whole database, as long as nobody is connected to it."""

    def __init__(self, database: dict[str, Any]) -> None:
        self.where = {"host": database["HOST"], "port": database["PORT"], "user": database["USER"]}
        self.password = database["PASSWORD"]
        self.name, self.kept = database["NAME"], f"{database['NAME']}_kept"
        self._copy(self.name, self.kept)

    def restore(self) -> None:
        connection.close()
        self._copy(self.kept, self.name)

    def forget(self) -> None:
        """Drop the copy."""
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.kept)))

    def _copy(self, source: str, target: str) -> None:
        old, new = sql.Identifier(source), sql.Identifier(target)
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(new))
        self._execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(new, old))

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(**self.where, password=self.password, dbname="postgres", autocommit=True) as server:
            server.execute(statement)
