"""A school in a process of its own, with the guard or without, that plays one act for each line it is sent.

    python -m tests.bench.player on|off

It answers with what the act took, in milliseconds, and the number of queries.
"""

import gc
import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

ARTICLES = 60
PHOTO = (1024, 768)


class School:
    """People, and articles that are public; one of them is in hand."""

    def __init__(self) -> None:
        from django.test import Client

        from moderation.roles import Role
        from tests.factories import make_plan, make_user
        from tests.media.factories import make_document, make_photo

        self.author, self.principal = make_user(Role.WEB_EDITOR), make_user(Role.PRINCIPAL)
        for user in (self.author, self.principal, make_user(Role.WEB_OFFICER)):
            user.email = f"{user.username}@example.org"
            user.save()
        self.writes, self.decides = Client(), Client()
        self.writes.force_login(self.author)
        self.decides.force_login(self.principal)
        plan = make_plan("Về dạy và học", "Về an toàn")
        self.photos = [make_photo(f"Ảnh {number}", _jpeg(number)) for number in range(6)]
        document = make_document()
        items = list(plan.items.all())
        self.articles = [self._article(number, document, items) for number in range(ARTICLES)]
        self.turn = 0

    def _article(self, number: int, document: Any, items: list[Any]) -> Any:
        from tests.factories import NewsPageFactory

        body = [
            ("rich_text", "<p>" + "Sáng nay cả trường trồng cây. " * 20 + "</p>"),
            ("photo", {"image": self.photos[number % 3], "alt_text": "", "caption": "Trồng cây"}),
            ("document", {"file": document, "label": ""}),
        ]
        cover = self.photos[3 + number % 3]
        return NewsPageFactory(title=f"Bài số {number}", cover=cover, body=body, serves=items[:1])

    def approval(self) -> Callable[[], Any]:
        """A changed article waits: the principal approves it."""
        from django.urls import reverse

        page = self._next()
        version = page.get_latest_revision_as_object()
        version.title = f"{page.title[:20]} ({self.turn})"
        version.cover = self.photos[self.turn % len(self.photos)]
        version.save_revision(user=self.author)
        page = type(page).objects.get(pk=page.pk)
        page.get_workflow().start(page, self.author)
        state = page.current_workflow_task_state
        data = {"action": "approve", "revision": state.revision_id, "comment": ""}
        return lambda: self.decides.post(reverse("moderation_review", args=[state.pk]), data)

    def draft(self) -> Callable[[], Any]:
        """A teacher saves a change of a public article."""
        from django.urls import reverse
        from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

        page = self._next()
        body = streamfield([("rich_text", rich_text(f"<p>Thêm vào {self.turn}</p>"))])
        fields = {"title": f"Bản {self.turn}", "slug": page.slug, "lead": page.lead, "date": "20/11/2026", "body": body}
        form = nested_form_data(fields | {"cover": page.cover_id, "comments": inline_formset([])})
        return lambda: self.writes.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    def upload(self) -> Callable[[], Any]:
        """A photo comes from a phone."""
        from django.core.files.uploadedfile import SimpleUploadedFile

        self.turn += 1
        file = SimpleUploadedFile(f"IMG_{self.turn}.jpg", _jpeg(100 + self.turn), "image/jpeg")
        return lambda: self.writes.post("/admin/photos/add/", {"file": file})

    def _next(self) -> Any:
        self.turn += 1
        page = self.articles[self.turn % ARTICLES]
        return type(page).objects.get(pk=page.pk)


def _jpeg(number: int) -> bytes:
    from PIL import Image

    content = BytesIO()
    noise = Image.effect_noise(PHOTO, 40).convert("RGB")
    noise.paste((number * 37 % 256, number * 59 % 256, 90), (0, 0, 64, 64))
    noise.save(content, "JPEG", quality=85)
    return content.getvalue()


def _take_the_guard_off() -> None:
    """The same build without triggers and signals, publishing as Wagtail does."""
    from django.conf import settings
    from django.db.models.signals import pre_delete, pre_save
    from wagtail.models import WorkflowState

    from moderation import triggers

    triggers.drop()
    pre_save.disconnect(dispatch_uid="guard-save")
    pre_delete.disconnect(dispatch_uid="guard-delete")
    doors = {"moderation.middleware.RefusalMiddleware", "moderation.doors.DoorMiddleware"}
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name not in doors]
    WorkflowState.on_finish = _publish_plainly


def _publish_plainly(state: Any, user: Any = None) -> None:
    """Publish as Wagtail does. What became public is found at once, with the guard or without."""
    from home.search import keeping
    from moderation.registry import PAGE

    revision = state.current_task_state.revision
    revision.publish(user=user, skip_permission_checks=True)
    keeping.refresh(PAGE, int(revision.object_id))


def _write_as_a_server_does() -> None:
    """The tests' SQLite never waits for the disk."""
    from django.db import connection

    if connection.vendor == "sqlite":
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("PRAGMA synchronous=OFF;", "")


def _timed(act: Callable[[], Any]) -> tuple[float, int]:
    from django.db import connection

    queries = 0

    def count(execute: Callable[..., Any], *args: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*args)

    gc.collect()
    gc.disable()
    with connection.execute_wrapper(count):
        began = time.perf_counter()
        response = act()
        took = time.perf_counter() - began
    gc.enable()
    if response.status_code not in {200, 302}:
        raise RuntimeError(f"{response.status_code}: {response.content[:500]!r}")
    return took * 1000, queries


def _main(guard: str) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    _write_as_a_server_does()
    call_command("setup_school", verbosity=0)
    school = School()
    if guard == "off":
        _take_the_guard_off()
    for line in _asked():
        took, queries = _timed(getattr(school, line)())
        sys.stdout.write(f"{took:.3f} {queries}\n")
        sys.stdout.flush()


def _asked() -> Any:
    """Say that all is there, then yield what is asked for."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        yield line.strip()


if __name__ == "__main__":
    _main(sys.argv[1])
