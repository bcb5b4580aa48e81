"""What `make` does on a machine that is not ready: it says what is missing, and finishes what was begun."""

import ast
import os
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from common.serving import catalogues
from config.machine import debian, environment
from config.machine.debian import Need
from config.machine.say import Stop

BOOTSTRAP = Path(settings.SITE_DIR) / "config" / "bootstrap.py"
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "School"\nmsgstr "{translation}"\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder whose .venv was begun and cut short, then made ready. It has no packages: no network is needed."""
    root = tmp_path_factory.mktemp("clone")
    remains = root / ".venv" / "bin" / "python"
    remains.parent.mkdir(parents=True)
    remains.write_text("cut short")
    (root / "requirements.txt").write_text("# nothing\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment, "ROOT", root)
        patch.setattr(environment, "VENV", root / ".venv")
        patch.setattr(environment, "PYTHON", remains)
        patch.setattr(environment, "_WHOLE", root / ".venv" / "whole")
        environment.make_ready("run")
        yield root


def test_bootstrap__can_be_read_by_an_old_python() -> None:
    assert ast.parse(BOOTSTRAP.read_text(encoding="utf-8"), feature_version=(3, 5))


def test_old_python__is_told_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit):
        runpy.run_path(str(BOOTSTRAP), run_name="__main__")
    said = capfd.readouterr().err
    assert "Python 3.11" in said
    assert "3.9.2" in said


def test_package_missing__ordinary_user_is_told_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    needs = (Need("gettext", lambda: False), Need("chromium", lambda: True))
    with pytest.raises(Stop, match="apt-get install -y gettext") as stopped:
        debian.ensure(needs)
    assert "chromium" not in str(stopped.value)


def test_packages_there__nothing_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    debian.ensure((Need("gettext", lambda: True),))
    assert capfd.readouterr().out == ""


@pytest.mark.slow
def test_environment__half_made__is_made_anew(folder: Path) -> None:
    assert (folder / ".venv" / "installed-run").exists()
    assert (folder / ".venv" / "bin" / "python").is_symlink()


@pytest.mark.slow
def test_environment__lock_unchanged__nothing_is_done(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    environment.make_ready("run")
    assert capfd.readouterr().out == ""


@pytest.mark.slow
def test_environment__lock_changed__installs_again(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "requirements.txt").write_text("# still nothing\n")
    environment.make_ready("run")
    assert capfd.readouterr().out != ""


@pytest.mark.slow
def test_environment__package_that_is_not_to_be_had__says_what_pip_says(folder: Path) -> None:
    (folder / "requirements-dev.txt").write_text("/nowhere/at-all.whl --hash=sha256:00\n")
    with pytest.raises(Stop, match="at-all"):
        environment.make_ready("test")


def test_catalogue__newer_than_compiled__is_compiled(tmp_path: Path) -> None:
    source = tmp_path / "django.po"
    source.write_text(PO.format(translation="Trường"), encoding="utf-8")
    catalogues.compile_one(source)
    assert catalogues.stale(tmp_path) == []
    os.utime(source, (source.stat().st_atime, source.stat().st_mtime + 10))
    assert catalogues.stale(tmp_path) == [source]


def test_catalogue__broken__is_named_with_its_line(tmp_path: Path) -> None:
    source = tmp_path / "django.po"
    source.write_text('msgid "School\n', encoding="utf-8")
    with pytest.raises(catalogues.BadCatalogue, match=r"django\.po:1"):
        catalogues.compile_one(source)
