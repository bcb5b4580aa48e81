"""`manage.py serve`, started, interrupted and killed as it is in life."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from common.models import User
from common.serving import ports, preparation
from home.models import HomePage
from moderation import publishing
from moderation.models import Act
from moderation.publishing import Decision
from tests.support.mail_server import free_port
from tests.support.site import Site, is_alive, wait_until

pytestmark = pytest.mark.slow

A_FEW_SECONDS = 15.0  # on a loaded machine; by itself it takes one or two


@pytest.fixture
def site(transactional_db: None, tmp_path: Path) -> Iterator[Site]:
    running = Site(tmp_path)
    yield running
    everybody = running.everybody()
    running.kill()
    wait_until(lambda: not any(map(is_alive, everybody)), "the site's processes to end")


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_serve__answers_and_ctrl_c_stops_everything(site: Site) -> None:
    site.start_and_wait()
    everybody = site.everybody()
    site.process.send_signal(signal.SIGINT)
    assert site.process.wait(A_FEW_SECONDS) == 0
    assert len(everybody) >= 4  # web server, its two workers, the worker
    assert not any(map(is_alive, everybody))
    assert ports.problem("127.0.0.1", site.port) is None


def test_serve_killed__starts_again_on_the_same_port_and_has_lost_nothing(site: Site) -> None:
    site.start_and_wait()
    User.objects.create_user("truoc-khi-bi-ngat")
    everybody = site.everybody()
    site.kill()
    site.start_and_wait()
    assert not any(map(is_alive, everybody))
    assert User.objects.filter(username="truoc-khi-bi-ngat").exists()


def test_serve_web_server_killed__none_of_its_workers_answers_and_a_new_one_does(site: Site) -> None:
    site.start_and_wait()
    wait_until(lambda: len(site.everybody()) >= 4, "both web workers")
    web = site.children()[0]
    its_workers = [pid for pid in site.everybody() if pid not in site.children()]
    # One that has lived a while is started again; a test does not wait that long, so it ends with a sentence.
    os.kill(web, signal.SIGKILL)
    wait_until(lambda: not any(map(is_alive, its_workers)), "the web workers to end with it", A_FEW_SECONDS)
    assert site.process.wait(A_FEW_SECONDS) != 0 or site.status() == 200


def test_serve_port_taken__says_by_whom_and_what_to_type(taken_port: int, tmp_path: Path) -> None:
    site = Site(tmp_path, taken_port, url="sqlite:////nowhere/none.sqlite3")
    assert site.start().wait(60) == 1
    assert str(os.getpid()) in site.output
    assert "PORT=" in site.output


def test_serve_database_away__says_so_in_a_sentence(tmp_path: Path) -> None:
    site = Site(tmp_path, url=f"postgres://a:b@127.0.0.1:{free_port()}/c")
    assert site.start().wait(60) == 1
    assert "Traceback" not in site.output
    assert "127.0.0.1" in site.output


def test_empty__a_school_without_people_is_not_empty(school: HomePage) -> None:
    assert not preparation.is_empty()


def test_empty__with_nothing_but_what_the_migrations_make(school: HomePage) -> None:
    publishing.delete(school, Decision(Act.DELETED))
    assert preparation.is_empty()


def test_port__free() -> None:
    assert ports.problem("127.0.0.1", free_port()) is None


def test_port__taken_is_seen_with_its_holder(taken_port: int) -> None:
    assert ports.problem("127.0.0.1", taken_port)
    assert ports.holder(taken_port).pid == os.getpid()


def test_host__unknown() -> None:
    assert ports.problem("no.such.host.invalid", free_port())
