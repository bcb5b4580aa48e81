"""The mail server is down all the time: nobody waits for it, and every mail comes once when it is back."""

import datetime
import smtplib
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import STATUS, Email
from wagtail.models import TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from media.models import Photo
from moderation.models import Approval
from moderation.roles import Role
from news.models import NewsPage
from tests.factories import NewsPageFactory, make_user
from tests.media.factories import make_photo
from tests.support.forked import nursery
from tests.support.mail_server import MailServer
from tests.support.site import database_url, wait_until

pytestmark = pytest.mark.slow
SOON = datetime.timedelta(seconds=8)
SECONDS = 15.0  # less than one attempt to reach a silent server takes
PEOPLE = {
    "giaovien": Role.WEB_EDITOR,
    "vanphong": Role.WEB_OFFICER,
    "hieutruong": Role.PRINCIPAL,
}


class School:
    """Everybody at their browser."""

    def __init__(self) -> None:
        self.browsers = {}
        for name, role in PEOPLE.items():
            user = make_user(role, username=name, email=f"{name}@example.org")
            self.browsers[name] = Client(headers={"host": "localhost"})
            self.browsers[name].force_login(user)

    def submit(self, title: str) -> TaskState:
        """Let the teacher finish a draft and send it to the principal."""
        page = NewsPageFactory(title=title, live=False)
        body = streamfield([("rich_text", rich_text("<p>Thêm vào</p>"))])
        fields = {"title": title, "slug": page.slug, "lead": page.lead, "date": "20/11/2026", "body": body}
        form = nested_form_data(fields | {"comments": inline_formset([]), "action-submit": "on"})
        self.browsers["giaovien"].post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
        return TaskState.objects.get(workflow_state__object_id=str(page.pk))

    def decide(self, state: TaskState, action: str) -> None:
        """Let the principal press a button."""
        data = {"action": action, "revision": state.revision_id, "comment": "Xin xem lại giờ."}
        self.browsers["hieutruong"].post(reverse("moderation_review", args=[state.pk]), data)

    def approve_all(self, *states: TaskState) -> None:
        """Let the principal tick several."""
        ticks = [f"{state.pk}-{state.revision_id}" for state in states]
        self.browsers["hieutruong"].post(reverse("moderation_desk"), {"tick": ticks})

    def undo(self) -> None:
        """Let the principal take the last act back."""
        batch = Approval.objects.latest("number").batch
        self.browsers["hieutruong"].post(reverse("moderation_undo", args=[batch]))


@contextmanager
def refusing(port: int) -> Iterator[None]:
    """Nobody listens."""
    yield


@contextmanager
def silent(port: int) -> Iterator[None]:
    """Somebody listens and never says a word, as behind many a firewall."""
    with socket.create_server(("127.0.0.1", port)):
        yield


@pytest.fixture
def school(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> School:
    monkeypatch.setattr(smtplib.SMTP, "connect", _nobody_waits)
    return School()


def _nobody_waits(*args: object) -> None:
    raise AssertionError("a request talks to the mail server")


@pytest.mark.parametrize("down", [refusing, silent])
def test_mail_server_down__nobody_waits_and_each_mail_comes_once(
    school: School, smtp: MailServer, tmp_path: Path, down: Any
) -> None:
    smtp.stop()
    with down(smtp.port), nursery(tmp_path, database_url(), smtp.port) as forking:
        forking.start("worker")
        first, second, third = (school.submit(f"Bài số {number}") for number in range(3))
        school.decide(first, "approve")
        school.decide(second, "reject")
        school.approve_all(third, school.submit("Bài số 3"))
        assert titles() == ["Bài số 0", "Bài số 2", "Bài số 3"]
        school.undo()
        assert titles() == ["Bài số 0"]
        assert_the_worker_goes_on(school)
        assert smtp.messages == []
        assert not Email.objects.exclude(status__in=[STATUS.queued, STATUS.requeued]).exists()
    smtp.start()
    with nursery(tmp_path, database_url(), smtp.port) as forking:
        Email.objects.update(scheduled_time=None)  # the minute until the next try has passed
        forking.start("worker")
        wait_until(lambda: not Email.objects.exclude(status=STATUS.sent).exists(), "every mail to be sent")
    came = Counter(message["Message-ID"] for message in smtp.messages)
    assert came == Counter(Email.objects.values_list("message_id", flat=True))


def titles() -> list[str]:
    """Return what is public."""
    return sorted(NewsPage.objects.public().values_list("title", flat=True))


def assert_the_worker_goes_on(school: School) -> None:
    """Renditions are made, and what was approved for a moment appears: neither waits for the mail server."""
    photo = make_photo()
    wait_until(lambda: Photo.objects.get(pk=photo.pk).renditions_made_at, "the renditions", SECONDS)
    planned = NewsPageFactory(title="Bài hẹn giờ", go_live_at=timezone.now() + SOON, live=False)
    planned.save_revision()
    planned.get_workflow().start(planned, None)
    school.decide(planned.current_workflow_task_state, "approve")
    wait_until(lambda: "Bài hẹn giờ" in titles(), "the moment", SOON.seconds + SECONDS)
