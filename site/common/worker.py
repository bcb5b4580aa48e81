"""Background work is swept from records by one worker with a clock.

An app registers a sweep: a function that does whatever its records say is pending and returns how much it did. A
sweep that fails is tried again at its next turn; a process that dies loses nothing, because the record still says
that the work is pending.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import close_old_connections

logger = logging.getLogger(__name__)

MAX_BACKOFF = 300.0
LEAVING_SECONDS = 3.0  # for what is being done aside; the record still says that it is pending


@dataclass
class Sweep:
    """One kind of pending work. `every` is in seconds; `run` returns the number of things done.

    One that is done `aside` may wait for another machine: nothing else waits for it.
    """

    name: str
    every: float
    run: Callable[[], int]
    aside: bool = False
    due_at: float = 0.0
    failures: int = field(default=0)

    def turn(self, now: float) -> int:
        """Do what is pending if it is time. A failure is logged and tried again with growing pauses."""
        if now < self.due_at:
            return 0
        try:
            done = self.run()
        except Exception:  # the worker outlives any one kind of work
            self.failures += 1
            self.due_at = now + min(self.every * 2**self.failures, MAX_BACKOFF)
            logger.exception("Sweep %s failed (%s times in a row)", self.name, self.failures)
            return 0
        self.failures = 0
        self.due_at = now if done else now + self.every
        return done


_sweeps: dict[str, Sweep] = {}


def register(name: str, every: float, run: Callable[[], int], *, aside: bool = False) -> None:
    """Let the worker call `run` every `every` seconds, and again at once while it finds work."""
    _sweeps[name] = Sweep(name, every, run, aside)


def registered() -> list[Sweep]:
    """Return all sweeps in the order of their registration."""
    return list(_sweeps.values())


def run_once() -> int:
    """Run every sweep once, whatever its clock says. Return how many things were done."""
    return sum(sweep.run() for sweep in registered())


def run_until_idle(limit: int = 1000) -> None:
    """Run all sweeps until none finds work (for set-up and tests). Errors of a sweep are raised."""
    for _turn in range(limit):
        if not run_once():
            return


def run_forever(should_stop: Callable[[], bool], pause: float = 0.5) -> None:
    """Sweep until `should_stop()`, each sweep that is done aside in a thread of its own."""
    aside = [
        threading.Thread(target=_keep_sweeping, args=([sweep], should_stop, pause), name=sweep.name, daemon=True)
        for sweep in registered()
        if sweep.aside
    ]
    for thread in aside:
        thread.start()
    _keep_sweeping([sweep for sweep in registered() if not sweep.aside], should_stop, pause)
    for thread in aside:
        thread.join(LEAVING_SECONDS)


def _keep_sweeping(sweeps: list[Sweep], should_stop: Callable[[], bool], pause: float) -> None:
    """Sweep; between turns the database connection is let go if it has gone stale."""
    while not should_stop():
        close_old_connections()
        for sweep in sweeps:
            if should_stop():
                return
            sweep.turn(time.monotonic())
        time.sleep(pause)
