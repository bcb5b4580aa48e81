"""The commands of the Makefile."""

import os
import subprocess
import sys
from collections.abc import Callable

from common.serving import catalogues, parent
from config.machine import debian, environment, lock, say

_PYTHON = str(environment.PYTHON)


def run(arguments: list[str]) -> None:
    """Make ready what the site needs, then become `manage.py serve`."""
    debian.ensure(debian.FOR_RUN)
    environment.make_ready("run")
    _compile_translations()
    parent.die_with_it()
    _become([_PYTHON, str(environment.ROOT / "manage.py"), "serve", *arguments])


def _suite(mode: str) -> Callable[[list[str]], None]:
    def command(arguments: list[str]) -> None:
        """Make ready what the tests need, then become the suite."""
        debian.ensure(debian.FOR_TESTS if mode == "test" else debian.FOR_RUN)
        environment.make_ready("test")
        _compile_translations()
        parent.die_with_it()
        os.environ["PYTHONPATH"] = str(environment.ROOT / "site")
        _become([_PYTHON, "-m", "tests.support.suite", mode, *arguments])

    return command


def _bench(*names: str) -> Callable[[list[str]], None]:
    def command(arguments: list[str]) -> None:
        """Make ready what the tests need, then become the benches."""
        debian.ensure(debian.FOR_TESTS)
        environment.make_ready("test")
        _compile_translations()
        parent.die_with_it()
        os.environ["PYTHONPATH"] = str(environment.ROOT / "site")
        _become([_PYTHON, "-m", "tests.bench", *names, *arguments])

    return command


def messages(arguments: list[str]) -> None:
    """Gather our own strings into site/locale, then compile."""
    debian.ensure(debian.FOR_RUN)
    environment.make_ready("run")
    os.chdir(environment.ROOT / "site")
    gather = [_PYTHON, "../manage.py", "makemessages", "-l", "vi", "--no-obsolete", "--no-location"]
    if subprocess.run([*gather, "--ignore", "locale/wagtail", *arguments], check=False).returncode:
        raise say.Stop("makemessages không xong (xem dòng báo lỗi ở trên).")
    _compile_translations()


def lock_requirements(arguments: list[str]) -> None:
    """Pin the requirements again."""
    debian.ensure(debian.FOR_RUN[:1])
    lock.lock_all(arguments)


_COMMANDS: dict[str, Callable[[list[str]], None]] = {
    "run": run,
    "test": _suite("test"),
    "test-fast": _suite("test-fast"),
    "lint": _suite("lint"),
    "bench": _bench(),
    "bench-moderation": _bench("moderation"),
    "bench-pages": _bench("pages"),
    "bench-plans": _bench("plans", "board"),
    "lock": lock_requirements,
    "messages": messages,
}


def main(arguments: list[str]) -> int:
    """Carry out one command. Return the exit status."""
    say.prepare()
    name, *rest = arguments or ["?"]
    command = _COMMANDS.get(name)
    if command is None:
        say.line("Các lệnh: " + ", ".join(f"make {known}" for known in _COMMANDS))
        return 2
    try:
        command(rest)
    except say.Stop as stop:
        sys.stderr.write(f"{stop}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


def _compile_translations() -> None:
    if catalogues.stale():
        say.line("Đang biên dịch các bản dịch…")
    try:
        catalogues.compile_stale()
    except catalogues.BadCatalogue as problem:
        raise say.Stop(f"Có bản dịch bị lỗi:\n\n{problem}") from problem


def _become(command: list[str]) -> None:
    """Go on as another program: one process less between `make` and what Ctrl-C is to stop."""
    os.chdir(environment.ROOT)
    sys.stdout.flush()
    os.execv(command[0], command)
