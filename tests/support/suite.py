"""`make test`, `make test-fast` and `make lint`: every check, then the tests on SQLite and again on PostgreSQL.

Everything is run even after a failure, so that one run says all that is wrong; the exit status is 1 if anything was.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import databases, postgres
from tests.support.checks import CHECKS, Outcome

ROOT = Path(__file__).resolve().parents[2]
_WORKERS = max(2, min(8, os.cpu_count() or 2))
_CLOSING_SECONDS = 15
_QUICK = ("-m", "not e2e and not slow")
_PASSED, _FAILED = ("passed", "xpassed"), ("failed", "error")


@dataclass
class Run:
    """What has been done so far: a line for each part, and the outcomes of all tests."""

    lines: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    failed: bool = False

    def note(self, name: str, *, passed: bool, seconds: float, detail: str = "") -> None:
        """Remember one part for the closing summary."""
        self.failed = self.failed or not passed
        self.lines.append(f"  {'ok    ' if passed else 'FAILED'} {seconds:6.1f} s  {name} {detail}".rstrip())


def main(arguments: list[str]) -> int:
    """Run the parts of one mode: "test", "test-fast" or "lint". The rest of `arguments` goes to pytest."""
    mode, *rest = arguments or ["test"]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began, run = time.monotonic(), Run()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="cong-truong-suite-")))
        if mode == "test":
            _run_everything(run, folder, stack, rest)
        elif mode == "test-fast":
            _run_pytest(run, "tests on SQLite", folder, [*_QUICK, *rest], {"TEST_DATABASE_URL": ""})
        else:
            _run_checks(run)
    _say_summary(run, time.monotonic() - began)
    return 1 if run.failed else 0


def _run_everything(run: Run, folder: Path, stack: ExitStack, rest: list[str]) -> None:
    """While the checks and the first run of the tests go on, PostgreSQL is prepared for the second."""
    name = "congtruong"
    url = stack.enter_context(postgres.server(name))
    with ThreadPoolExecutor(1) as aside:
        prepared = aside.submit(databases.migrate, url)
        _run_checks(run)
        _run_pytest(run, "tests on SQLite", folder, rest, {"TEST_DATABASE_URL": ""})
        if _is_prepared(run, prepared):
            environment = {"TEST_DATABASE_URL": url, databases.TEMPLATE_VARIABLE: name}
            _run_pytest(run, "tests on PostgreSQL", folder, ["--with-database", *rest], environment)


def _is_prepared(run: Run, prepared: Future[None]) -> bool:
    began = time.monotonic()
    try:
        prepared.result()
    except subprocess.CalledProcessError as problem:
        run.note("migrations on PostgreSQL", passed=False, seconds=time.monotonic() - began, detail=str(problem))
        return False
    return True


def _run_checks(run: Run) -> None:
    """Run the checks two at a time; each says what it found when it is done."""
    _say("checks")
    with ThreadPoolExecutor(2) as pool:
        for name, outcome in zip(CHECKS, pool.map(_timed, CHECKS.values()), strict=True):
            result, seconds = outcome
            if not result.passed:
                sys.stdout.write(f"{result.output.rstrip()}\n")
            run.note(name, passed=result.passed, seconds=seconds)
            sys.stdout.write(f"{run.lines[-1]}\n")
            sys.stdout.flush()


def _timed(check: Callable[[], Outcome]) -> tuple[Outcome, float]:
    began = time.monotonic()
    return check(), time.monotonic() - began


def _run_pytest(run: Run, name: str, folder: Path, options: list[str], environment: dict[str, str]) -> None:
    """Run pytest with its own output, and add its outcomes to those of the run."""
    _say(name)
    began = time.monotonic()
    own = Path(tempfile.mkdtemp(dir=folder))
    counts = own / "counts.json"
    # Each worker takes tests in order, so that those which really commit come last; stealing would mix them. It takes
    # few at a time, or one would have all the long ones.
    order = ["-n", str(_WORKERS), "--dist", "load", "--maxschedchunk", "2"]
    command = [sys.executable, "-m", "pytest", *order, "--durations=10", *options]
    status = _call(command, {**os.environ, **environment, "TEST_VAR_DIR": str(own), "SUITE_COUNTS": str(counts)})
    outcomes = Counter(json.loads(counts.read_text())) if counts.exists() else Counter()
    run.counts += outcomes
    said = ", ".join(f"{outcomes[key]} {key}" for key in (*_PASSED, *_FAILED, "skipped") if outcomes[key])
    passed = status == 0 and outcomes["passed"] > 0
    run.note(name, passed=passed, seconds=time.monotonic() - began, detail=f"({said})")


def _call(command: list[str], environment: dict[str, str]) -> int:
    """Run one program. When we are interrupted it is too, and may close its browsers before we leave."""
    with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
        try:
            return process.wait()
        except BaseException:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(_CLOSING_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
            raise


def _say(title: str) -> None:
    sys.stdout.write(f"\n=== {title}\n")
    sys.stdout.flush()


def _say_summary(run: Run, seconds: float) -> None:
    _say(f"summary ({seconds:.0f} s)")
    counts = run.counts
    closing = f"{sum(counts[key] for key in _PASSED)} passed, {sum(counts[key] for key in _FAILED)} failed"
    if counts["skipped"]:
        closing += f", {counts['skipped']} skipped"
    sys.stdout.write("\n".join([*run.lines, "", closing if counts else "", ""]))
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
