"""One `serve` for each port and var/: who holds it, and what a killed one left behind."""

import fcntl
import json
import os
import signal
import time
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path

from common.serving import ports

_PATIENCE = 5.0  # seconds that a closing site is given


class Claim:
    """A file in var/, locked while this process lives, that names the group of processes which hold the port."""

    def __init__(self, folder: Path, port: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"serve-{port}.lock"
        self._file: TextIOWrapper | None = None

    def take(self) -> bool:
        """Lock the file, waiting a little for one that is just closing. Return whether we have it."""
        opened = self._path.open("a+")
        if not _within(_PATIENCE, lambda: _locked(opened)):
            opened.close()
            return False
        self._file = opened
        return True

    def record(self, group: int) -> None:
        """Write down the process group that listens."""
        if self._file is not None:
            self._file.seek(0)
            self._file.truncate()
            json.dump({"serve": os.getpid(), "group": group}, self._file)
            self._file.flush()

    def recorded(self, key: str) -> int:
        """Return what the last holder wrote down ("serve" or "group"), or 0."""
        try:
            return int(json.loads(self._path.read_text())[key])
        except (OSError, ValueError, KeyError):
            return 0

    def let_go_in_child(self) -> None:
        """Close a forked child's copy, so that the lock does not outlive this process in its children."""
        if self._file is not None:
            self._file.close()

    def clear_leftovers(self, host: str, port: int) -> None:
        """Stop what a killed `serve` of this folder left listening on the port. Others are left alone."""
        holder = ports.holder(port)
        group = self.recorded("group")
        if holder is None or not group or _group_of(holder.pid) != group:
            return
        for signum in (signal.SIGTERM, signal.SIGKILL):
            if _within(_PATIENCE, lambda: ports.problem(host, port) is None):
                return
            try:
                os.killpg(group, signum)
            except ProcessLookupError:
                return
        _within(_PATIENCE, lambda: ports.problem(host, port) is None)


def _locked(opened: TextIOWrapper) -> bool:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _group_of(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return 0


def _within(seconds: float, condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True
