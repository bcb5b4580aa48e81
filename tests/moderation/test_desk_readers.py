"""Who else sits at the desk: a deputy whom something was delegated to, and a head of a unit who reads first."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from moderation.models import Delegation, FirstReadingTask, PrincipalApprovalTask
from moderation.roles import Role
from news.models import NewsIndexPage
from tests.factories import NewsPageFactory, make_user


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, last_name="Nguyễn Thị", first_name="Liên")


@pytest.fixture
def author(school):
    return make_user(Role.WEB_EDITOR, email="giaovien@example.org", last_name="Lê Văn", first_name="Bình")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def submitted(author, **fields):
    page = NewsPageFactory(live=False, owner=author, **fields)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return type(page).objects.get(pk=page.pk)


def decide(client, page, action, comment=""):
    state = page.current_workflow_task_state
    fields = {"action": action, "comment": comment, "revision": state.revision_id}
    return client.post(reverse("moderation_review", args=[state.pk]), fields, follow=True)


@pytest.fixture
def deputy(principal):
    deputy = make_user(Role.DEPUTY_PRINCIPAL)
    Delegation.objects.create(deputy=deputy, given_by=principal, section=NewsIndexPage.objects.get())
    return deputy


def test_deputy__finds_on_the_desk_what_was_delegated(deputy, author):
    submitted(author, title="Tuần lễ đọc sách")

    html = signed_in(deputy).get(reverse("moderation_desk")).content.decode()

    assert "Tuần lễ đọc sách" in html


def test_deputy__decides_and_can_undo_it(deputy, author):
    page = submitted(author)
    client = signed_in(deputy)

    decide(client, page, "approve")
    page.refresh_from_db()
    approved = page.live
    offer = client.get(reverse("moderation_desk")).context["undoable"]
    client.post(reverse("moderation_undo", args=[offer.batch]))

    page.refresh_from_db()
    assert (approved, page.live) == (True, False)


@pytest.fixture
def head(school):
    """A head of a unit who reads news first."""
    workflow = Workflow.objects.create(name="Đọc trước, duyệt sau")
    tasks = FirstReadingTask.objects.create(name="Đọc trước"), PrincipalApprovalTask.objects.get()
    for place, task in enumerate(tasks):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=place)
    WorkflowPage.objects.create(workflow=workflow, page=NewsIndexPage.objects.get())
    return make_user(Role.UNIT_HEAD)


def test_head__passes_on_what_was_read_and_publishes_nothing(head, author, principal):
    page = submitted(author)
    client = signed_in(head)

    shown = client.get(reverse("moderation_review", args=[page.current_workflow_task_state.pk]))
    response = decide(client, page, "approve")

    page.refresh_from_db()
    assert "Chuyển lên Hiệu trưởng" in shown.content.decode()
    assert "Đã chuyển Hiệu trưởng" in response.content.decode()
    assert not page.live
    assert isinstance(page.current_workflow_task, PrincipalApprovalTask)


def test_head__finds_what_waits_for_a_first_reading_and_nothing_else(head, author):
    page = submitted(author, title="Đọc trước đã")
    passed_on = submitted(author, title="Đã đọc rồi")
    decide(signed_in(head), passed_on, "approve")

    html = signed_in(head).get(reverse("moderation_desk")).content.decode()

    assert page.title in html
    assert passed_on.title not in html


def test_share__at_a_first_reading_is_addressed_to_the_head(head, author):
    page = submitted(author)
    url = reverse("moderation_share", args=[page.current_workflow_task_state.pk])

    html = signed_in(author).get(url).content.decode()

    assert "Gửi trưởng bộ phận qua Zalo" in html


def test_principal__may_read_what_waits_for_a_first_reading_and_decides_nothing_yet(head, author, principal):
    page = submitted(author)
    url = reverse("moderation_review", args=[page.current_workflow_task_state.pk])

    html = signed_in(principal).get(url).content.decode()

    assert "trưởng bộ phận đọc trước" in html
    assert 'name="action"' not in html
