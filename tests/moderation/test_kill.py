"""`kill -9` of the server in the middle of an approval: all of it happened, or nothing, and no mail is lost."""

import http.client
import os
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from post_office.models import STATUS, Email
from wagtail.models import TaskState

from media import publicity
from moderation.models import Act, Approval, Grant
from moderation.roles import Role
from moderation.verification import verify
from news.models import NewsPage
from tests.factories import make_user
from tests.media.factories import make_article, make_ready_photo, rendition_url
from tests.support.forked import ROOT, Nursery, nursery
from tests.support.mail_server import MailServer
from tests.support.site import database_url, is_alive, wait_until

pytestmark = pytest.mark.slow
ROUNDS = 25  # on each database: fifty in all
GOLDEN = 0.618  # its multiples, less what is whole, lie evenly between 0 and 1
TOKEN = "k" * 32  # Django takes the cookie's own secret for a form's token
SENT_ON_APPROVAL = 2  # to the author and to the web officer
PATIENCE = 60.0


class Site:
    """The server and the worker that are killed, and the principal's phone."""

    def __init__(self, forking: Nursery, principal: Any) -> None:
        self.forking = forking
        client = Client()
        client.force_login(principal)
        self.cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"
        self.server, self.worker = forking.start("server"), forking.start("worker")
        self.durations: list[float] = []

    def press(self, path: str, data: dict[str, Any]) -> http.client.HTTPConnection:
        """Press a button, and do not wait for the answer."""
        phone = http.client.HTTPConnection("127.0.0.1", self.forking.port, timeout=PATIENCE)
        form = urlencode(data | {"csrfmiddlewaretoken": TOKEN}, doseq=True)
        headers = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded", "Host": "localhost"}
        phone.request("POST", path, form, headers)
        return phone

    def press_and_wait(self, path: str, data: dict[str, Any]) -> None:
        """Press a button; the answer leads back to the desk. How long that took is remembered."""
        began = time.monotonic()
        answer = self.press(path, data).getresponse()
        self.durations.append(time.monotonic() - began)
        assert answer.status == 302, answer.read()[:2000]

    def press_and_kill(self, path: str, data: dict[str, Any], moment: float, *, worker_too: bool) -> None:
        """Press a button, and kill when this part (0…1) of the usual time has passed. Then start anew."""
        phone = self.press(path, data)
        time.sleep(moment * statistics.median(self.durations[-5:]))
        _kill(self.server)
        if worker_too:
            _kill(self.worker)
            self.worker = self.forking.start("worker")
        with suppress(OSError, http.client.HTTPException):
            phone.getresponse()
        self.server = self.forking.start("server")


def _kill(pid: int) -> None:
    """Kill, and wait until what it had begun is undone: PostgreSQL notices only when it looks at the connection."""
    os.kill(pid, signal.SIGKILL)
    _soon(lambda: not is_alive(pid))
    if connection.vendor == "postgresql":
        _soon(lambda: not _is_connected(pid))


def _is_connected(pid: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE application_name LIKE %s", [f"%-{pid}"])
        return cursor.fetchone() is not None


def _soon(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.002)


class School:
    """Articles of an author that are submitted again and again, each time as another version with another photo."""

    def __init__(self) -> None:
        self.author = make_user(Role.WEB_EDITOR, username="giaovien", email="giaovien@example.org")
        self.officer = make_user(Role.WEB_OFFICER, username="vanphong", email="vanphong@example.org")
        self.principal = make_user(Role.PRINCIPAL, username="hieutruong", email="hieutruong@example.org")
        self.photos = [make_ready_photo(f"Ảnh {number}", _jpeg(number)) for number in range(4)]
        self.pages = [make_article(photo) for photo in self.photos[:2]]
        self.addresses = {photo.pk: rendition_url(photo) for photo in self.photos}

    def submit(self, number: int) -> list[TaskState]:
        """Submit a new version; every fifth time of both articles, to be approved as one act."""
        pages = self.pages if number % 5 == 0 else self.pages[:1]
        return [self._submit(page, number, place) for place, page in enumerate(pages)]

    def _submit(self, page: NewsPage, number: int, place: int) -> TaskState:
        version = page.get_latest_revision_as_object()
        version.title = f"Bài {place}, bản {number:03}"
        version.cover = self.photos[place + 2 * (number % 2)]
        version.save_revision(user=self.author)
        page = NewsPage.objects.get(pk=page.pk)
        page.get_workflow().start(page, self.author)
        return TaskState.objects.get(revision=page.latest_revision)


def _jpeg(number: int) -> bytes:
    from PIL import Image

    from tests.media.files import saved

    return saved(Image.new("RGB", (64, 48), (40 * number, 90, 200 - 40 * number)), "JPEG")


def button(states: list[TaskState]) -> tuple[str, dict[str, Any]]:
    """Return the address and the form with which these are approved: one on its page, several in the list."""
    if len(states) == 1:
        state = states[0]
        data = {"action": "approve", "revision": state.revision_id, "comment": ""}
        return reverse("moderation_review", args=[state.pk]), data
    return reverse("moderation_desk"), {"tick": [f"{state.pk}-{state.revision_id}" for state in states]}


def assert_whole(school: School, states: list[TaskState]) -> bool:
    """Everything is as before the approval, or everything as after it. Return which: whether it happened."""
    revisions = [state.revision_id for state in states]
    records = Approval.objects.filter(revision_id__in=revisions, act=Act.APPROVED)
    assert sorted(records.values_list("revision_id", flat=True)) in ([], revisions)
    happened = records.exists()
    assert not Grant.objects.exists()
    publicity.sync_all()
    for state in states:
        _assert_page_is_whole(school, state, happened=happened)
    assert [str(fault) for fault in verify()] == []
    return happened


def _assert_page_is_whole(school: School, state: TaskState, *, happened: bool) -> None:
    page = NewsPage.objects.get(pk=state.revision.object_id)
    shown = page.live_revision.as_object()
    assert (page.live_revision_id == state.revision_id) is happened
    assert (page.title, page.cover_id) == (shown.title, shown.cover_id)
    assert TaskState.objects.get(pk=state.pk).status == ("approved" if happened else "in_progress")
    assert page.workflow_in_progress is not happened
    public = Client(headers={"host": "localhost"})
    assert page.title in public.get(page.url).content.decode()
    assert public.get(school.addresses[page.cover_id]).status_code == 200
    told = Email.objects.filter(subject__contains=state.revision.object_str, to__contains="@example.org")
    told = told.exclude(to__contains=school.principal.email)
    assert told.count() == (SENT_ON_APPROVAL if happened else 0)


@pytest.fixture
def school(transactional_db: None) -> School:
    return School()


@pytest.fixture
def site(school: School, smtp: MailServer, tmp_path: Path) -> Iterator[Site]:
    with nursery(tmp_path, database_url(), smtp.port) as forking:
        yield Site(forking, school.principal)


def test_killed_approval__happened_or_did_not_and_loses_no_mail(
    school: School, site: Site, smtp: MailServer, tmp_path: Path
) -> None:
    outcomes: Counter[bool] = Counter()
    for number in range(3):
        site.press_and_wait(*button(school.submit(number)))
    for number in range(3, 3 + ROUNDS):
        states = school.submit(number)
        site.press_and_kill(*button(states), moment=number * GOLDEN % 1 * 1.1, worker_too=number % 3 == 0)
        happened = assert_whole(school, states)
        outcomes[happened] += 1
        if not happened:
            site.press_and_wait(*button(states))
            assert assert_whole(school, states)

    assert set(outcomes) == {True, False}, f"killed too early or too late each time: {outcomes}"
    wait_until(lambda: not Email.objects.exclude(status=STATUS.sent).exists(), "the worker to send every mail")
    assert_each_mail_came(smtp)
    assert _verify_approvals(tmp_path).returncode == 0


def assert_each_mail_came(smtp: MailServer) -> None:
    """Every mail came, and one that came again carries the same Message-ID."""
    written = set(Email.objects.values_list("message_id", flat=True))
    assert {mail["Message-ID"] for mail in smtp.messages} == written
    ids = defaultdict(set)
    for mail in smtp.messages:
        ids[mail["X-Delivered-To"], mail["Subject"]].add(mail["Message-ID"])
    assert {key: found for key, found in ids.items() if len(found) > 1} == {}


def _verify_approvals(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "TEST_VAR_DIR": str(folder),
        "TEST_DATABASE_URL": database_url(),
        "PYTEST_XDIST_WORKER": "",
    }
    command = [sys.executable, "manage.py", "verify_approvals"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
