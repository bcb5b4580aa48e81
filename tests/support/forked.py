"""Servers and workers that are there in milliseconds, to be killed: forked from a process that has loaded the site.

    python -m tests.support.forked <port of the mail server>

It listens on a port that it names in its first line, and forks what each line of its input asks for ("server" or
"worker"), saying its process id. A connection made while no server runs waits for the next one.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

ROOT = Path(__file__).resolve().parents[2]
_BACKLOG = 16


class Nursery:
    """The process that forks, as a test sees it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.port = int(self._answer())

    def start(self, what: str) -> int:
        """Start a "server" or a "worker". Return its process id."""
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        return int(self._answer())

    def _answer(self) -> str:
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("the process that forks is gone")
        return line


@contextmanager
def nursery(folder: Path, database_url: str, mail_port: int) -> Iterator[Nursery]:
    """Run the process that forks, with files in `folder`. What it forked ends with it."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": str(ROOT / "site"),
        "TEST_VAR_DIR": str(folder),
        "TEST_DATABASE_URL": database_url,
        "PYTEST_XDIST_WORKER": "",
    }
    command = [sys.executable, "-m", "tests.support.forked", str(mail_port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Nursery(process)
        finally:
            process.kill()


# --- In the process that forks ------------------------------------------------------------------------------------


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


def _main(mail_port: int) -> None:
    listening = socket.create_server(("127.0.0.1", 0), backlog=_BACKLOG)
    _load(mail_port)
    _say(listening.getsockname()[1])
    kinds: dict[str, Callable[[], None]] = {"server": lambda: _serve(listening), "worker": _work}
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _live(kinds[line.strip()], line.strip())
        _say(child)


def _load(mail_port: int) -> None:
    """Import everything and compile the templates, then let go of the database: a fork must not share it."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections
    from django.test import Client

    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_port
    backend = "django.core.mail.backends.smtp.EmailBackend"
    settings.POST_OFFICE = {**settings.POST_OFFICE, "BACKENDS": {"default": backend}}
    for address in ("/admin/login/", "/"):
        Client(headers={"host": "localhost"}).get(address)
    connections.close_all()


def _live(run: Callable[[], None], name: str) -> None:
    from common.serving import parent

    parent.die_with_it(signal.SIGKILL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ["PGAPPNAME"] = f"{name}-{os.getpid()}"
    try:
        run()
    finally:
        os._exit(1)


def _serve(listening: socket.socket) -> None:
    from config.wsgi import application

    server = WSGIServer(listening.getsockname(), _Quiet, bind_and_activate=False)
    server.socket = listening
    server.server_name, server.server_port = "localhost", listening.getsockname()[1]
    server.setup_environ()
    server.set_app(application)
    server.serve_forever(poll_interval=0.01)


def _work() -> None:
    from common import worker

    for sweep in worker.registered():
        sweep.every = min(sweep.every, 0.2)
    worker.run_forever(lambda: False, pause=0.02)


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _main(int(sys.argv[1]))
