"""The checks that `make test` runs beside the tests: style, templates, import directions, migrations, deployment."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
_BIN = Path(sys.executable).parent


class Outcome(NamedTuple):
    """Whether a check passed, and all that it said."""

    passed: bool
    output: str


def _command(*words: str, environment: dict[str, str] | None = None) -> Outcome:
    """Run one program of the virtual environment."""
    done = subprocess.run(
        [str(_BIN / words[0]), *words[1:]],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "site"), **(environment or {})},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Outcome(done.returncode == 0, done.stdout)


def _manage(*words: str, settings: str, **environment: str) -> Outcome:
    """Run manage.py with files of its own, whatever the machine's .env says."""
    with tempfile.TemporaryDirectory(prefix="cong-truong-check-") as folder:
        return _command(
            "python",
            "manage.py",
            *words,
            environment={
                "DJANGO_SETTINGS_MODULE": f"config.settings.{settings}",
                "VAR_DIR": folder,
                "TEST_VAR_DIR": folder,
                "DATABASE_URL": "",
                "TEST_DATABASE_URL": "",
                **environment,
            },
        )


def _deployment() -> Outcome:
    """Look at the production settings as a server would have them."""
    return _manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        settings="production",
        SECRET_KEY=secrets.token_urlsafe(64),
        ALLOWED_HOSTS="truong.example.edu.vn",
        WAGTAILADMIN_BASE_URL="https://truong.example.edu.vn",
    )


CHECKS: dict[str, Callable[[], Outcome]] = {
    "ruff check": lambda: _command("ruff", "check", "."),
    "ruff format": lambda: _command("ruff", "format", "--check", "--output-format", "concise", "."),
    "djlint": lambda: _command("djlint", "site", "--lint", "--quiet"),
    "import directions": lambda: _command("lint-imports", "--no-cache"),
    "migrations": lambda: _manage("makemigrations", "--check", "--dry-run", settings="test"),
    "check --deploy": _deployment,
}
