"""The worker: sweeps that fail, servers that are down, processes that are killed."""

import logging
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.mail import send_mail
from django.utils import timezone
from post_office.models import STATUS, Email

from common import worker
from common.worker import MAX_BACKOFF, Sweep
from tests.support.mail_server import MailServer
from tests.support.site import running_worker, wait_until

READER = "hieu-truong@truong.example.vn"


def fail() -> int:
    raise RuntimeError("no such thing")


def queue_mail() -> Email:
    send_mail("Bài chờ duyệt", "Có một bài viết chờ thầy cô duyệt.", None, [READER])
    return Email.objects.get()


@pytest.fixture
def sweeps(monkeypatch: pytest.MonkeyPatch) -> dict[str, Sweep]:
    empty: dict[str, Sweep] = {}
    monkeypatch.setattr(worker, "_sweeps", empty)
    return empty


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """The failures here are on purpose."""
    with caplog.at_level(logging.CRITICAL, logger="common.worker"):
        yield


def test_sweep__waits_its_turn_when_it_found_nothing() -> None:
    sweep = Sweep("idle", every=10, run=lambda: 0)
    sweep.turn(now=100)
    assert sweep.due_at == 110


def test_sweep__goes_on_at_once_while_it_finds_work() -> None:
    sweep = Sweep("busy", every=10, run=lambda: 3)
    assert sweep.turn(now=100) == 3
    assert sweep.due_at == 100


def test_sweep_failing__pauses_grow() -> None:
    sweep = Sweep("failing", every=10, run=fail)
    pauses = []
    for _turn in range(3):
        began = sweep.due_at
        sweep.turn(now=began)
        pauses.append(sweep.due_at - began)
    assert pauses == [20, 40, 80]


def test_sweep_failing__pauses_have_a_limit() -> None:
    sweep = Sweep("failing", every=10, run=fail, failures=30)
    sweep.turn(now=0)
    assert sweep.due_at == MAX_BACKOFF


def test_sweep_failing__is_as_before_after_it_worked_once() -> None:
    sweep = Sweep("mended", every=10, run=lambda: 0, failures=5)
    sweep.turn(now=0)
    assert sweep.failures == 0


def test_sweep_failing__others_go_on(db: None, sweeps: dict[str, Sweep]) -> None:
    done = []
    worker.register("failing", every=0, run=fail)
    worker.register("working", every=0, run=lambda: done.append(1) or 1)
    worker.run_forever(lambda: len(done) >= 3, pause=0)
    assert len(done) == 3


def test_sweep_aside__holds_up_no_other(transactional_db: None, sweeps: dict[str, Sweep]) -> None:
    done, others_went_on = [], threading.Event()
    worker.register("silent server", every=0, run=lambda: others_went_on.wait(30), aside=True)
    worker.register("working", every=0, run=lambda: done.append(1) or 1)
    began = time.monotonic()
    worker.run_forever(lambda: len(done) >= 3 and (others_went_on.set() or True), pause=0)
    assert time.monotonic() - began < 30


def test_outbox__mail_reaches_a_real_server(db: None, smtp: MailServer) -> None:
    queue_mail()
    worker.run_until_idle()
    assert smtp.to(READER)[0]["Subject"] == "Bài chờ duyệt"


def test_outbox_server_down__mail_waits_and_leaves_once_with_its_id(db: None, smtp: MailServer) -> None:
    smtp.stop()
    waiting = queue_mail()
    worker.run_until_idle()
    waiting.refresh_from_db()
    assert waiting.status == STATUS.requeued
    smtp.start()
    Email.objects.update(scheduled_time=timezone.now())  # the minute until the next try has passed
    worker.run_until_idle()
    worker.run_until_idle()
    assert [message["Message-ID"] for message in smtp.to(READER)] == [waiting.message_id]


@pytest.mark.slow
def test_worker_killed_while_sending__another_sends_the_same_mail(
    transactional_db: None, smtp: MailServer, tmp_path: Path
) -> None:
    smtp.hold()
    waiting = queue_mail()
    with running_worker(tmp_path, smtp.url) as first:
        wait_until(smtp.arrived.is_set, "the first worker to be in the middle of sending")
        first.kill()
        first.wait()
    smtp.may_answer.set()
    with running_worker(tmp_path, smtp.url):
        wait_until(lambda: Email.objects.filter(status=STATUS.sent).exists(), "the second worker to send it")
    assert {message["Message-ID"] for message in smtp.to(READER)} == {waiting.message_id}
