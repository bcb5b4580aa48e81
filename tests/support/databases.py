"""Test databases are copies of one that was migrated once: the migrations of Wagtail take 20 s and more."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from moderation import triggers

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "var" / "test-templates"
# The suite names here a PostgreSQL database that it has migrated.
TEMPLATE_VARIABLE = "TEST_DATABASE_TEMPLATE"


def copy_for(database: dict[str, Any]) -> bool:
    """Put a migrated database where Django will look for the test database of `database` (an entry of DATABASES).

    Return whether there is one now. There is none on a PostgreSQL that the suite has not prepared.
    """
    if database["ENGINE"].endswith("sqlite3"):
        shutil.copyfile(sqlite_template(), database["TEST"]["NAME"])
        return True
    template = os.environ.get(TEMPLATE_VARIABLE, "")
    if template:
        _copy_on_postgres(database, template)
    return bool(template)


def unguarded(step: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return `step` of a test case so that the guard's triggers are off while it runs."""

    def run(case: Any) -> None:
        triggers.drop()
        try:
            step(case)
        finally:
            triggers.install()

    return run


def migrate(url: str) -> None:
    """Migrate the empty database at `url` in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="cong-truong-migrate-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "TEST_VAR_DIR": folder,
            "TEST_DATABASE_URL": url,
        }
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)


def sqlite_template() -> Path:
    """Return the migrated SQLite file of these migrations and packages, making it if it is not there yet."""
    template = TEMPLATES / f"{_fingerprint()}.sqlite3"
    with _alone(TEMPLATES):
        if not template.exists():
            for old in TEMPLATES.glob("*.sqlite3*"):
                old.unlink()
            unfinished = template.with_suffix(".new")
            unfinished.unlink(missing_ok=True)
            migrate(f"sqlite:///{unfinished}")
            unfinished.rename(template)
    return template


def _fingerprint() -> str:
    names = [*sorted((ROOT / "site").glob("*/migrations/*.py")), ROOT / "requirements.txt"]
    return hashlib.sha256(b"".join(str(name).encode() + name.read_bytes() for name in names)).hexdigest()[:20]


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _copy_on_postgres(database: dict[str, Any], template: str) -> None:
    name = sql.Identifier(database["TEST"]["NAME"] or f"test_{database['NAME']}")
    where = {"host": database["HOST"], "port": database["PORT"], "user": database["USER"]}
    with psycopg.connect(**where, password=database["PASSWORD"], dbname="postgres", autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(name, sql.Identifier(template)))
