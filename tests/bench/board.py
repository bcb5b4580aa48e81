"""What the plan board, a report, a search and a plan's PDF cost: 5 plans of 60 areas, three years, 20,000 articles.

The board against counting each of its cells by itself, as one would without thinking. Runs `board_school` in a
process and a database of its own.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.machine.debian import postgres_programs
from tests.support import databases, postgres

ROWS = {
    "few": "the plan board with 200 articles",
    "many": "the plan board with 20,000 articles",
    "cells": "its table, cell by cell",
    "report": "a year's report with its files (worker)",
    "search": "a search for what all of them hold",
    "pdf": "the PDF of a 20-page plan (worker)",
}
MOST_MILLISECONDS = {"many": 300, "report": 5000, "search": 150, "pdf": 1000}
ON_SQLITE = {"search"}  # a school's own; where a whole province is, PostgreSQL takes what it takes


def run() -> bool:
    """Measure on SQLite, and on PostgreSQL where there is one. Return whether the board keeps what is promised."""
    kept = [_measure("SQLite", _sqlite)]
    if postgres_programs():
        kept.append(_measure("PostgreSQL", _postgres))
    return all(kept)


def _measure(name: str, make_database: object) -> bool:
    with tempfile.TemporaryDirectory(prefix="cong-truong-bench-") as folder, make_database(Path(folder)) as url:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": str(databases.ROOT / "site"),
            "TEST_VAR_DIR": folder,
            "TEST_DATABASE_URL": url,
        }
        command = [sys.executable, "-m", "tests.bench.board_school"]
        done = subprocess.run(command, cwd=databases.ROOT, env=environment, check=True, stdout=subprocess.PIPE)
    return _tell(name, json.loads(done.stdout))


def _tell(name: str, found: dict[str, dict[str, float]]) -> bool:
    """Print a table. Return whether everything is as promised."""
    promised = {part: most for part, most in MOST_MILLISECONDS.items() if name == "SQLite" or part not in ON_SQLITE}
    slow = [ROWS[part] for part, most in promised.items() if found[part]["milliseconds"] > most]
    if found["many"]["queries"] != found["few"]["queries"]:
        slow.append("queries that grow")
    sys.stdout.write(f"\n{name}, medians{'':24}      ms  queries\n")
    for part, label in ROWS.items():
        sys.stdout.write(f"  {label:<40}{found[part]['milliseconds']:8.0f} {found[part]['queries']:8}\n")
    ratio = found["cells"]["milliseconds"] / found["many"]["milliseconds"]
    sys.stdout.write(f"  cell by cell takes {ratio:.1f} times as long as the board\n")
    sys.stdout.writelines(f"  more than promised: {each}\n" for each in slow)
    sys.stdout.flush()
    return not slow


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    shutil.copyfile(databases.sqlite_template(), folder / "school.sqlite3")
    yield f"sqlite:///{folder}/school.sqlite3"


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    with postgres.server("school") as url:
        databases.migrate(url)
        yield url
