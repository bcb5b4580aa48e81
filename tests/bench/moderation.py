"""What the guard costs an approval, a draft save and an upload, against the same build without it.

Two processes with equal schools, one guarded and one not, do the same acts in turn; the one that goes first changes.
What is told is the median of each, and the median of what the guarded act took longer than its neighbour.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from config.machine.debian import postgres_programs
from tests.support import databases, postgres

ACTS = {"approval": "an approval", "draft": "a draft save", "upload": "an upload (1024 × 768)"}
ROUNDS, WARMING_UP = 40, 4
MOST_MILLISECONDS, MOST_SHARE = 10.0, 0.20
GUARDS = ("off", "on")


@dataclass
class Cost:
    """The times of one act with and without the guard, in pairs, in milliseconds, and its queries."""

    times: dict[str, list[float]] = field(default_factory=lambda: {guard: [] for guard in GUARDS})
    queries: dict[str, int] = field(default_factory=dict)

    @property
    def added(self) -> float:
        """Milliseconds."""
        return statistics.median(on - off for off, on in zip(self.times["off"], self.times["on"], strict=True))

    @property
    def ratio(self) -> float:
        """How much longer, as a ratio of medians."""
        return statistics.median(self.times["on"]) / statistics.median(self.times["off"])

    @property
    def is_cheap(self) -> bool:
        """Whether it is what was aimed for."""
        return self.added <= MOST_MILLISECONDS and self.ratio <= 1 + MOST_SHARE

    def row(self, name: str) -> str:
        """Return a line of the table."""
        off, on = (statistics.median(self.times[guard]) for guard in GUARDS)
        queries = f"{self.queries['off']} → {self.queries['on']}"
        verdict = "" if self.is_cheap else "  more than aimed for"
        return f"  {name:24} {off:8.1f} {on:8.1f} {self.added:+8.1f} {self.ratio:7.2f}   {queries:>11}{verdict}"


class Player:
    """A school in a process of its own (`player.py`)."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def wait_until_ready(self) -> None:
        """Making a school takes a while."""
        if self._line() != "ready":
            raise RuntimeError("the school could not be made")

    def play(self, act: str) -> tuple[float, int]:
        """Return milliseconds and queries."""
        self.process.stdin.write(f"{act}\n")
        self.process.stdin.flush()
        took, queries = self._line().split()
        return float(took), int(queries)

    def _line(self) -> str:
        line = self.process.stdout.readline().strip()
        if not line:
            raise RuntimeError("a school is gone")
        return line


def run() -> bool:
    """Measure on SQLite, and on PostgreSQL where there is one. Return whether all is as cheap as aimed for."""
    cheap = [_measure("SQLite", _sqlite)]
    if postgres_programs():
        cheap.append(_measure("PostgreSQL", _postgres))
    return all(cheap)


def _measure(name: str, make_databases: object) -> bool:
    costs = {act: Cost() for act in ACTS}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-truong-bench-")))
        urls = stack.enter_context(make_databases(folder))
        players = {guard: stack.enter_context(_player(guard, folder / guard, urls[guard])) for guard in GUARDS}
        for player in players.values():
            player.wait_until_ready()
        for number in range(-WARMING_UP, ROUNDS):
            for act, cost in costs.items():
                _play(players, act, cost, number)
    _say(f"\n{name}, medians of {ROUNDS}, in milliseconds")
    _say(f"  {'':24} {'off':>8} {'on':>8} {'added':>8} {'ratio':>7}   {'queries':>11}")
    for act, cost in costs.items():
        _say(cost.row(ACTS[act]))
    return all(cost.is_cheap for cost in costs.values())


def _play(players: dict[str, Player], act: str, cost: Cost, number: int) -> None:
    for guard in GUARDS if number % 2 else reversed(GUARDS):
        took, queries = players[guard].play(act)
        if number >= 0:
            cost.times[guard].append(took)
            cost.queries[guard] = queries


@contextmanager
def _player(guard: str, folder: Path, url: str) -> Iterator[Player]:
    folder.mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": str(databases.ROOT / "site"),
        "TEST_VAR_DIR": str(folder),
        "TEST_DATABASE_URL": url,
    }
    command = [sys.executable, "-m", "tests.bench.player", guard]
    with subprocess.Popen(
        command, cwd=databases.ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Player(process)
        finally:
            process.kill()


@contextmanager
def _sqlite(folder: Path) -> Iterator[dict[str, str]]:
    template = databases.sqlite_template()
    for guard in GUARDS:
        shutil.copyfile(template, folder / f"{guard}.sqlite3")
    yield {guard: f"sqlite:///{folder / guard}.sqlite3" for guard in GUARDS}


@contextmanager
def _postgres(folder: Path) -> Iterator[dict[str, str]]:
    with postgres.server("off") as url:
        databases.migrate(url)
        with psycopg.connect(url.removesuffix("off") + "postgres", autocommit=True) as server:
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier("on"), sql.Identifier("off"))
            )
        yield {guard: url.removesuffix("off") + guard for guard in GUARDS}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
