"""`manage.py serve`: the whole site on this machine, which is what `make run` starts."""

import errno
import os
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connection
from django.utils.translation import gettext as _

from common.serving import catalogues, ports, preparation, processes
from common.serving.claim import Claim
from common.serving.processes import Child, Signals

_START_SECONDS = 60
_CALM_SECONDS = 10.0  # a process that lived this long may be started again at once


class Command(BaseCommand):
    """Make ready what is not, start the web server and the worker, and stop both when told to."""

    help = "Serves the site: database, translations, static files, web server and worker. PORT and HOST say where."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """A real school says `--no-demo`."""
        parser.add_argument("--no-demo", action="store_true", help="Leave an empty database without the demo school.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until a signal comes."""
        try:
            self._serve(with_demo=not options["no_demo"])
        except KeyboardInterrupt:
            sys.exit(130)

    def _serve(self, *, with_demo: bool) -> None:
        _compile_translations()
        self.host, self.port = _where()
        self.claim = Claim(Path(settings.VAR_DIR), self.port)
        self._look_at_the_port()
        self._prepare(with_demo=with_demo)
        processes.load_everything()
        self.signals = Signals()
        children: list[Child] = []
        try:
            self._start(children)
            self._keep_running(children)
        finally:
            processes.stop(children)
            self.stdout.write(_("Stopped."))

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _look_at_the_port(self) -> None:
        """Refuse before anything else is done if nobody could come in at the end."""
        if not self.claim.take():
            words = _("This site already runs at %(address)s (process %(pid)s). Stop it there with Ctrl-C, or type:")
            holder = {"address": self._address(), "pid": self.claim.recorded("serve")}
            raise CommandError(words % holder + self._another_port())
        self.claim.clear_leftovers(self.host, self.port)
        problem = ports.problem(self.host, self.port)
        if problem == errno.EADDRINUSE:
            raise CommandError(self._who_is_there() + self._another_port())
        if problem == errno.EACCES:
            words = _("Only root may listen on port %(port)s. Type, for example:") % {"port": self.port}
            raise CommandError(words + self._another_port(8000))
        if problem is not None:
            raise CommandError(_("This machine has no address “%(host)s”. Choose another HOST.") % {"host": self.host})

    def _who_is_there(self) -> str:
        found = ports.holder(self.port)
        if found is None:
            return _("Port %(port)s is taken by another program. Choose another port:") % {"port": self.port}
        words = _("Port %(port)s is taken by process %(pid)s (%(command)s). Stop that, or choose another port:")
        return words % {"port": self.port, "pid": found.pid, "command": found.command[:80]}

    def _another_port(self, first: int | None = None) -> str:
        return f"\n\n    PORT={ports.next_free(self.host, first or self.port)} make run\n"

    def _prepare(self, *, with_demo: bool) -> None:
        try:
            connection.ensure_connection()
        except Error as problem:
            words = _("The database cannot be reached (%(name)s). It says: %(problem)s")
            name = connection.settings_dict["HOST"] or connection.settings_dict["NAME"]
            raise CommandError(words % {"name": name, "problem": str(problem).strip()}) from problem
        preparation.migrate(self._say)
        preparation.make_school(self._say, with_demo=with_demo)
        preparation.collect_static(self._say)

    def _start(self, children: list[Child]) -> None:
        children.append(self._web())
        self.claim.record(children[0].pid)
        until = time.monotonic() + _START_SECONDS
        while not ports.answers(self.host, self.port):
            if time.monotonic() > until or not children[0].is_running():
                raise CommandError(_("The web server did not start."))
            if self.signals.received:
                return
            time.sleep(0.05)
        self._greet()
        # Only now: for the first seconds the machine is the visitor's.
        children.append(self._worker())

    def _web(self) -> Child:
        return Child("web", lambda: processes.serve_web(self.host, self.port), self.claim.let_go_in_child)

    def _worker(self) -> Child:
        return Child("worker", processes.do_background_work, self.claim.let_go_in_child)

    def _keep_running(self, children: list[Child]) -> None:
        """Start again what ends by itself, unless it ends at once every time."""
        makers = {"web": self._web, "worker": self._worker}
        while not self.signals.received:
            time.sleep(0.2)
            for index, child in enumerate(children):
                if child.is_running() or self.signals.received:
                    continue
                self._say(_("The %(name)s process ended (%(status)s).") % {"name": child.name, "status": child.status})
                child.send(9)
                if child.age() < _CALM_SECONDS:
                    raise CommandError(_("It does so again and again; the reason stands above."))
                children[index] = makers[child.name]()
                self.claim.record(children[0].pid)

    def _greet(self) -> None:
        self._say("\n" + _("The site:         %(address)s") % {"address": f"{self._address()}/"})
        self._say(_("For the editors:  %(address)s") % {"address": f"{self._address()}/admin/"})
        call_command("demo_school", accounts=True)
        self._say(_("Ctrl-C stops everything.") + "\n")

    def _address(self) -> str:
        host = ports.reachable(self.host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


def _where() -> tuple[str, int]:
    """Return HOST and PORT of the environment, or their defaults."""
    port = os.environ.get("PORT") or "8000"
    if not port.isdigit() or not 0 < int(port) <= ports.LAST_PORT:
        raise CommandError(_("PORT must be a number from 1 to 65535, not “%(port)s”.") % {"port": port})
    return os.environ.get("HOST") or "127.0.0.1", int(port)


def _compile_translations() -> None:
    """Compile what is stale, and begin again if anything was: this process has the old catalogues in memory."""
    try:
        compiled = catalogues.compile_stale()
    except catalogues.BadCatalogue as problem:
        raise CommandError(str(problem)) from problem
    if compiled:
        os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606
