"""Two people at the same moment, on two connections: whoever comes second waits, and finds what the first one did."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.urls import reverse
from wagtail.models import Page, Revision, TaskState

from moderation import decisions
from moderation.guard import refused_by_trigger
from moderation.models import Approval
from moderation.registry import PAGE
from moderation.roles import Role
from moderation.verification import verify
from news.models import NewsPage
from plans.models import PlanPage
from tests.factories import NewsPageFactory, make_plan, make_user
from tests.support.forms import article_form, signed_in

PATIENCE = 30.0  # seconds


@pytest.fixture(autouse=True)
def _postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")


@pytest.fixture
def principal():
    return make_user(Role.PRINCIPAL, username="hieutruong")


@pytest.fixture
def author(principal):
    return make_user(Role.WEB_EDITOR, username="giaovien")


@pytest.fixture
def draft(author):
    page = NewsPageFactory(title="Tên đã nộp", live=False, owner=author)
    page.save_revision(user=author)
    return NewsPage.objects.get(pk=page.pk)


def submit(page: Page) -> TaskState:
    page.get_workflow().start(page, page.owner)
    return TaskState.objects.get(revision=page.latest_revision_id, status=TaskState.STATUS_IN_PROGRESS)


def rewrite(page: NewsPage) -> None:
    """Do what the open editor does by itself: write the last version anew."""
    page.title = "Tên viết lại"
    page.save_revision(user=page.owner, overwrite_revision=page.latest_revision)


def meet(first: Callable[[], Any], second: Callable[[], Any]) -> "Future[Any]":
    """Do `first`, let `second` run into it on another connection, and only then commit. Return how `second` ended."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            coming = pool.submit(_on_its_own_connection, second)
            _wait_until_it_waits(coming)
        coming.exception(timeout=PATIENCE)
    return coming


def _on_its_own_connection(act: Callable[[], Any]) -> Any:
    try:
        return act()
    finally:
        connection.close()


def _wait_until_it_waits(coming: "Future[Any]") -> None:
    waiting = (
        "SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()"
    )
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone():
                return
            assert not coming.done(), f"It did not wait, and ended with {coming.exception() or coming.result()}"
            assert time.monotonic() < until
            time.sleep(0.01)


def test_submitted_while_it_is_rewritten__is_approved_as_it_was_read(draft, principal):
    submitting = meet(lambda: rewrite(draft), lambda: submit(NewsPage.objects.get(pk=draft.pk)))

    state = submitting.result()
    assert state.revision.as_object().title == "Tên viết lại"
    with pytest.raises(PermissionDenied):
        rewrite(NewsPage.objects.get(pk=draft.pk))
    decisions.approve([state], principal)
    assert NewsPage.objects.public().get(pk=draft.pk).title == "Tên viết lại"


def test_rewritten_while_it_is_submitted__stays_as_it_was_submitted(draft):
    rewriting = meet(lambda: submit(draft), lambda: rewrite(NewsPage.objects.get(pk=draft.pk)))

    assert refused_by_trigger(rewriting.exception())
    assert Revision.objects.get(pk=draft.latest_revision_id).content["title"] == "Tên đã nộp"


def test_written_while_it_is_approved__is_refused(draft, principal):
    state = submit(draft)
    lead = NewsPage.objects.filter(pk=draft.pk)

    writing = meet(lambda: decisions.approve([state], principal), lambda: lead.update(lead="Lời lén"))

    assert refused_by_trigger(writing.exception())
    assert not verify()


def test_part_added_while_its_plan_is_approved__is_refused(principal, author):
    plan = make_plan("Về an toàn", live=False, owner=author)
    plan.save_revision(user=author)
    state = submit(PlanPage.objects.get(pk=plan.pk))
    purposes = plan.purposes.model.objects

    adding = meet(
        lambda: decisions.approve([state], principal), lambda: purposes.create(plan_id=plan.pk, text="Thêm lén")
    )

    assert refused_by_trigger(adding.exception())
    assert not verify()


def test_saved_in_the_editor_while_it_is_approved__the_version_that_was_read_is_public(draft, principal, author):
    url, form = reverse("wagtailadmin_pages:edit", args=[draft.pk]), article_form(draft, title="Tên sau đó")
    state, editor = submit(draft), signed_in(author)

    saving = meet(lambda: decisions.approve([state], principal), lambda: editor.post(url, form))

    assert saving.exception() is None
    assert NewsPage.objects.public().get(pk=draft.pk).title == "Tên đã nộp"
    assert not verify()


def test_approved_twice_at_once__is_one_decision(draft, principal):
    state, again = submit(draft), make_user(Role.PRINCIPAL, username="hieutruong2")

    second = meet(lambda: decisions.approve([state], principal), lambda: decisions.approve([state], again))

    assert isinstance(second.exception(), decisions.DecidedMeanwhile)
    assert Approval.objects.about(PAGE, draft.pk).count() == 1


def test_taken_back_while_it_is_approved__is_said_to_be_decided(draft, principal, author):
    state = submit(draft)

    meet(
        lambda: decisions.approve([state], principal),
        lambda: TaskState.objects.get(pk=state.pk).workflow_state.cancel(user=author),
    )

    state.refresh_from_db()
    assert state.status == TaskState.STATUS_APPROVED
    assert NewsPage.objects.public().filter(pk=draft.pk).exists()


def test_approved_while_it_is_taken_back__is_not_published(draft, principal, author):
    state = submit(draft)

    approving = meet(
        lambda: state.workflow_state.cancel(user=author),
        lambda: decisions.approve([TaskState.objects.get(pk=state.pk)], principal),
    )

    assert isinstance(approving.exception(), decisions.DecidedMeanwhile)
    assert not NewsPage.objects.public().filter(pk=draft.pk).exists()
