"""What all tests share: compiled catalogues, an outbox, a mail server, a browser, and what a worker leaves behind."""

import gc
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from common.serving import catalogues
from home.models import HomePage
from tests.support import browser as browsers
from tests.support import databases
from tests.support.mail_server import MailServer

_ON_DISK = {"live_server", "transactional_db"}
_IN_A_BROWSER = {"browser"}
_FAILED_PAGES = Path(__file__).resolve().parents[1] / "var" / "failed-pages"
_REPORT = pytest.StashKey[pytest.TestReport]()


def pytest_configure(config: pytest.Config) -> None:
    """A fresh clone has no compiled catalogues. The workers find them made by the main process."""
    if not hasattr(config, "workerinput"):
        catalogues.compile_stale()


def pytest_sessionstart(session: pytest.Session) -> None:
    """A test that really commits is cleaned up by emptying tables, which the guard would refuse."""
    case = TransactionTestCase
    case._fixture_setup = classmethod(databases.unguarded(case._fixture_setup.__func__))
    case._fixture_teardown = databases.unguarded(case._fixture_teardown)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Look for garbage seldom, and never among what all tests share: that took a twelfth of their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_addoption(parser: pytest.Parser) -> None:
    """For a second run on another database: a test that asks no database says nothing new there."""
    parser.addoption("--with-database", action="store_true", help="only tests that use the database")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark browser tests, and let tests that really commit find the migrations' rows again after each other."""
    if config.getoption("--with-database"):
        config.hook.pytest_deselected(items=[item for item in items if not _asks_the_database(item)])
        items[:] = [item for item in items if _asks_the_database(item)]
    for item in items:
        used = set(getattr(item, "fixturenames", ()))
        if used & _IN_A_BROWSER or item.path.parent.name == "e2e":
            item.add_marker("e2e")
        mark = item.get_closest_marker("django_db")
        if used & _ON_DISK or (mark and mark.kwargs.get("transaction")):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", *_ON_DISK})


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Keep how the test itself went, for fixtures that act on a failure."""
    report = yield
    if report.when == "call":
        item.stash[_REPORT] = report
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Tell the suite, if it asked, how many there were of each outcome."""
    path = os.environ.get("SUITE_COUNTS")
    if path and not hasattr(terminalreporter.config, "workerinput"):
        counts = {outcome: len(reports) for outcome, reports in terminalreporter.stats.items() if outcome}
        Path(path).write_text(json.dumps(counts))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take away the files of a run that made its own folder."""
    if os.environ.get("TEST_VAR_DIR_MADE_BY") == str(os.getpid()):
        shutil.rmtree(os.environ["TEST_VAR_DIR"], ignore_errors=True)


@pytest.fixture(autouse=True)
def _outbox(settings: Any) -> None:
    """Send as the site does, into the outbox: pytest-django puts Django's own list in its place."""
    settings.EMAIL_BACKEND = "post_office.EmailBackend"


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path) -> None:
    """Give each test folders of its own: files don't roll back, and the next test's page may have the same number.

    Wagtail's cache would offer the renditions of an earlier test's photo. A module whose tests share one school, made
    once, puts a fixture of this name in the place of this one.
    """
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT, settings.PUBLIC_ROOT = str(tmp_path / "private"), str(tmp_path / "public")
    cache.clear()


@pytest.fixture
def smtp(settings: Any) -> Iterator[MailServer]:
    """A real SMTP server that the outbox's mails are sent to (by `run_until_idle` or a worker)."""
    server = MailServer()
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
    settings.EMAIL_TIMEOUT = 10
    backend = "django.core.mail.backends.smtp.EmailBackend"
    settings.POST_OFFICE = {**django_settings.POST_OFFICE, "BACKENDS": {"default": backend}}
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for each process of the run."""
    with browsers.chromium() as started:
        yield started


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A phone's window (390 × 844) on the site: `page.goto("/")`. A failing test leaves a picture in var/."""
    with browsers.phone(browser, live_server.url) as window:
        yield window
        report = request.node.stash.get(_REPORT, None)
        if report is not None and report.failed:
            browsers.keep_picture(window, _FAILED_PAGES, re.sub(r"\W+", "-", request.node.name))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> bool:
    """Begin with a migrated database, where there is one to copy. Return whether there is."""
    return databases.copy_for(connection.settings_dict)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: bool) -> bool:
    """Take the copied database as it is, instead of making an empty one."""
    return django_db_modify_db_settings


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Set a school up once for each process: every test's transaction begins with it."""
    with django_db_blocker.unblock():
        call_command("setup_school", verbosity=0)
        # Tests that really commit are given this state back afterwards, not the migrations' alone.
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()


@pytest.fixture
def school(db: None) -> HomePage:
    """A school as `setup_school` leaves it: groups, workflow, page tree, units, no people."""
    return HomePage.objects.get()
