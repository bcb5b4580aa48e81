"""The site's own processes, started as a person starts them, on the test's database and with files of their own."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from tests.support.mail_server import free_port

ROOT = Path(settings.BASE_DIR)
PATIENCE = 60.0  # seconds; a loaded machine is slow to start five processes


def wait_until(condition: Callable[[], Any], what: str, seconds: float = PATIENCE) -> None:
    """Wait for `condition`, and fail saying `what` was waited for."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"Waited {seconds:.0f} s for: {what}"
        time.sleep(0.1)


def database_url() -> str:
    """Return the address of the test's database, for processes that are not Django's test runner."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)


@contextmanager
def running_worker(folder: Path, mail_url: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `manage.py worker`, which sends the outbox to `mail_url`, and end it afterwards in any case."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": database_url(),
        "EMAIL_URL": mail_url,
        "VAR_DIR": str(folder),
    }
    with subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


class Site:
    """`manage.py serve` on a port of its own. Without `url`, on the test's database."""

    def __init__(self, folder: Path, port: int = 0, url: str = "") -> None:
        self.port = port or free_port()
        self._log = folder / f"serve-{self.port}.log"
        self._environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "TEST_VAR_DIR": str(folder),
            "TEST_DATABASE_URL": url or database_url(),
            "PORT": str(self.port),
            "HOST": "",
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def output(self) -> str:
        """All that was said at the terminal so far."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def start(self) -> subprocess.Popen[bytes]:
        """Type the command, and do not wait."""
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--no-demo"],
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_hear_ctrl_c,  # noqa: PLW1509 - nothing else runs in it yet
            )
        return self.process

    def start_and_wait(self) -> None:
        """Type the command, and wait until the front page is there and the worker has been started."""
        process = self.start()
        wait_until(lambda: process.poll() is not None or self.status() == 200, f"the front page; {self.output}")
        assert process.poll() is None, self.output
        wait_until(lambda: len(self.children()) >= 2, f"web server and worker; {self.output}")

    def status(self, path: str = "/") -> int:
        """Return the status of one page, 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as problem:
            return problem.code
        except OSError:
            return 0

    def children(self) -> list[int]:
        """Return the process ids of the web server's main process and the worker."""
        return _children_of(self.process.pid) if self.process else []

    def everybody(self) -> list[int]:
        """Return the process ids of all that was started."""
        children = self.children()
        return children + [grandchild for child in children for grandchild in _children_of(child)]

    def kill(self) -> None:
        """End it without a word, if it still runs (its children follow)."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def _hear_ctrl_c() -> None:
    """A shell starts what it puts into the background deaf to Ctrl-C; the tests may have been started so."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def is_alive(pid: int) -> bool:
    """Say whether a process still runs (a dead one that nobody has waited for does not)."""
    state = Path(f"/proc/{pid}/stat")
    try:
        return state.read_text().rsplit(")", 1)[1].split()[0] not in {"Z", "X"}
    except OSError:
        return False


def _children_of(pid: int) -> list[int]:
    found = []
    for state in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = state.read_text().rsplit(")", 1)[1].split()[1]
        except OSError:  # gone meanwhile
            continue
        if int(parent) == pid:
            found.append(int(state.parent.name))
    return sorted(found)
