"""The processes of a running site: the web server and the worker, forked from one that has everything loaded.

Forking saves each of them the two seconds that loading takes, and most of the memory. Each is the leader of a
process group, so that Ctrl-C reaches only us and we stop them in order; each dies with us, however we die.
"""

import os
import signal
import sys
import time
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from django.urls import get_resolver
from granian import Granian

from common.serving import parent

WEB_WORKERS = 2
# Threads for each: enough for a class of slow phones, few enough for SQLite's one writer.
WEB_THREADS = 4
_GRACE = 4.0  # seconds that a request or a sweep is given to finish
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Child:
    """A forked process that runs `target` and nothing else, and the group of what it starts in its turn."""

    def __init__(self, name: str, target: Callable[[], None], before: Callable[[], None]) -> None:
        self.name = name
        self.started_at = time.monotonic()
        us = os.getpid()
        connections.close_all()
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _be_a_child(us, target, before)
        self.status: int | None = None

    def is_running(self) -> bool:
        """Look whether it still runs."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is None

    def age(self) -> float:
        """Return the seconds since it was started."""
        return time.monotonic() - self.started_at

    def send(self, signum: int) -> None:
        """Signal it and all that it started, if anything of it is left."""
        try:
            os.killpg(self.pid, signum)
        except ProcessLookupError:
            return
        except PermissionError:  # it has not made its group yet
            os.kill(self.pid, signum)


def _be_a_child(us: int, target: Callable[[], None], before: Callable[[], None]) -> None:
    """Run `target`, then leave without going back up the stack of the process that we were forked from."""
    code = 1
    try:
        os.setpgid(0, 0)
        parent.die_with_it(signal.SIGTERM, us)
        for signum in _SIGNALS:
            signal.signal(signum, signal.SIG_DFL)
        before()
        target()
        code = 0
    except KeyboardInterrupt:
        code = 130
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def load_everything() -> None:
    """Import what the children need before they are forked."""
    get_internal_wsgi_application()
    _patterns = get_resolver().url_patterns


def serve_web(host: str, port: int) -> None:
    """Be the web server, until signalled."""
    server = Granian(
        settings.WSGI_APPLICATION.replace(".application", ":application"),
        address=host,
        port=port,
        interface="wsgi",
        workers=WEB_WORKERS,
        blocking_threads=WEB_THREADS,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=int(_GRACE) - 1,
        websockets=False,
        log_level="warning",
    )
    server.serve(target_loader=_application, wrap_loader=False)


def _application() -> Callable[..., object]:
    """Called in each web worker. Without this they would go on answering after their main process was killed."""
    parent.die_with_it(signal.SIGKILL)
    return get_internal_wsgi_application()


def do_background_work() -> None:
    """Be the worker, until signalled."""
    call_command("worker")


def stop(children: list[Child]) -> None:
    """Ask all to finish, and end what has not after a few seconds. Latest started, first asked."""
    for child in reversed(children):
        child.send(signal.SIGTERM)
    until = time.monotonic() + _GRACE
    while time.monotonic() < until and any(child.is_running() for child in children):
        time.sleep(0.05)
    for child in children:
        child.send(signal.SIGKILL)
        if child.status is None:
            os.waitpid(child.pid, 0)


class Signals:
    """Notes that we are to stop; Ctrl-C, a kill and a closed window mean the same."""

    def __init__(self) -> None:
        self.received = 0
        for signum in _SIGNALS:
            if signal.getsignal(signum) is not signal.SIG_IGN:  # nohup has it ignored, and means it
                signal.signal(signum, self._note)

    def _note(self, signum: int, _frame: object) -> None:
        self.received = signum
