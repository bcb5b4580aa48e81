"""What the plan board costs in a school with 5 plans of 60 areas over three years and 20,000 articles.

Against counting each cell of the board by itself, as one would without thinking. Runs `board_school` in a process and
a database of its own.
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

MOST_MILLISECONDS = 300


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
    found = json.loads(done.stdout)
    few, many, cells = found["few"], found["many"], found["cells"]
    fast = many["milliseconds"] <= MOST_MILLISECONDS and many["queries"] == few["queries"]
    sys.stdout.write(
        f"\n{name}: the plan board, medians of {found['rounds']}\n"
        f"  {few['articles']:>6} articles {few['milliseconds']:8.1f} ms {few['queries']:6} queries\n"
        f"  {many['articles']:>6} articles {many['milliseconds']:8.1f} ms {many['queries']:6} queries"
        f"{'' if fast else '  more than promised'}\n"
        f"  cell by cell    {cells['milliseconds']:8.1f} ms {cells['queries']:6} queries,"
        f" {cells['milliseconds'] / many['milliseconds']:.1f} times as long\n"
    )
    sys.stdout.flush()
    return fast


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    shutil.copyfile(databases.sqlite_template(), folder / "school.sqlite3")
    yield f"sqlite:///{folder}/school.sqlite3"


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    with postgres.server("school") as url:
        databases.migrate(url)
        yield url
