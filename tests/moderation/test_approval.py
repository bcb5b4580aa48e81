"""Only the principal's approval publishes, and nobody approves what they wrote."""

import pytest
from django.test import Client
from django.urls import reverse
from post_office.models import Email
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from common import worker
from moderation.models import PrincipalApprovalTask, wrote_part_of
from moderation.roles import Role
from news.models import NewsPage
from plans.models import Unit
from tests.factories import NewsPageFactory, StandardPageFactory, make_user


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, email="hieutruong@example.org", last_name="Nguyễn Thị", first_name="Liên")


@pytest.fixture
def author(school):
    return make_user(Role.WEB_EDITOR, email="giaovien@example.org", last_name="Lê Văn", first_name="Bình")


def submitted(author, **fields):
    page = NewsPageFactory(live=False, owner=author, **fields)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return NewsPage.objects.get(pk=page.pk)


def decide(page, user, action, comment=""):
    """Post the decision as the admin's button does."""
    client = Client()
    client.force_login(user)
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    response = client.post(url, {"comment": comment})
    page.refresh_from_db()
    return response


def test_approval__publishes(author, principal):
    page = submitted(author)

    decide(page, principal, "approve")

    assert page.live


def test_submission__is_not_public(author):
    page = submitted(author)

    assert not NewsPage.objects.public().filter(pk=page.pk).exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PRINCIPAL])
def test_approval__is_refused_to_every_other_role(author, role):
    page = submitted(author)

    decide(page, make_user(role), "approve")

    assert not page.live


def test_approval__is_refused_to_a_superuser_who_is_no_principal(author):
    page = submitted(author)

    decide(page, make_user(is_superuser=True), "approve")

    assert not page.live


def test_approval__is_refused_to_a_principal_who_wrote_part_of_it(principal):
    page = submitted(principal)

    decide(page, principal, "approve")

    assert not page.live


def test_issue__lets_a_principal_publish_own_words_in_one_explicit_act(principal):
    page = submitted(principal)

    decide(page, principal, "issue")

    assert page.live
    assert page.get_latest_revision() == page.live_revision


def test_wrote_part_of__forgets_what_was_published_before(author, principal):
    page = submitted(principal)
    decide(page, principal, "issue")
    page.save_revision(user=author)

    assert not wrote_part_of(page, principal)
    assert wrote_part_of(page, author)


def test_approval__publishes_the_revision_that_was_read_not_the_latest(author, principal):
    page = submitted(author, title="Bài đã đọc")
    newer = page.get_latest_revision_as_object()
    newer.title = "Bài chưa ai đọc"
    newer.save_revision(user=author)
    state = page.current_workflow_task_state.specific
    state.revision = page.revisions.order_by("created_at").first()
    state.save()

    state.workflow_state.finish(user=principal)

    page.refresh_from_db()
    assert page.title == "Bài đã đọc"


def test_return__gives_the_author_the_comment(author, principal):
    page = submitted(author)
    Email.objects.all().delete()

    decide(page, principal, "reject", comment="Xin thêm giờ đón các em.")

    mail = Email.objects.get()
    assert not page.live
    assert mail.to == ["Lê Văn Bình <giaovien@example.org>"]
    assert "Xin thêm giờ đón các em." in mail.message


def test_submission__mails_the_principal_in_vietnamese(author, principal):
    page = submitted(author, title="Tuần lễ đọc sách")

    mail = Email.objects.get()
    assert mail.to == ["Nguyễn Thị Liên <hieutruong@example.org>"]
    assert mail.subject == "Chờ duyệt: Tuần lễ đọc sách"
    assert "Lê Văn Bình" in mail.message
    assert reverse("moderation_review", args=[page.current_workflow_task_state.pk]) in mail.message


def test_approval__gives_the_author_even_an_approving_comment(author, principal):
    page = submitted(author)
    Email.objects.all().delete()

    decide(page, principal, "approve", comment="Ảnh rất đẹp.")

    assert "Ảnh rất đẹp." in Email.objects.get().message
    assert page.full_url in Email.objects.get().message


def test_approval__is_told_to_the_web_officer(author, principal):
    officer = make_user(Role.WEB_OFFICER, email="vanphong@example.org")
    page = submitted(author, title="Tuần lễ đọc sách")
    Email.objects.all().delete()

    decide(page, principal, "approve")

    mail = Email.objects.get(to__contains=officer.email)
    assert "Tuần lễ đọc sách" in mail.subject
    assert page.full_url in mail.message


def test_return__is_not_told_to_the_web_officer(author, principal):
    officer = make_user(Role.WEB_OFFICER, email="vanphong@example.org")

    decide(submitted(author), principal, "reject", comment="Xin viết lại.")

    assert not Email.objects.filter(to__contains=officer.email).exists()


def test_submission__by_somebody_without_mail_still_reaches_the_principal(principal):
    submitted(make_user(Role.WEB_EDITOR))

    assert Email.objects.get().to == ["Nguyễn Thị Liên <hieutruong@example.org>"]


def test_mail__waits_while_smtp_is_down_and_goes_when_it_is_back(author, principal, smtp):
    smtp.stop()
    submitted(author)
    worker.run_until_idle()
    waiting = Email.objects.get()
    assert smtp.messages == []

    smtp.start()
    Email.objects.update(scheduled_time=None)
    worker.run_until_idle()

    assert [message["Message-ID"] for message in smtp.messages] == [waiting.message_id]


def test_no_group_holds_publish(school):
    assert not GroupPagePermission.objects.filter(permission__codename__contains="publish").exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPERATOR])
def test_roles__no_writer_may_publish_or_delete_a_live_page(school, role):
    page = NewsPageFactory()

    may = page.permissions_for_user(make_user(role))

    assert may.can_edit()
    assert not may.can_publish()
    assert not may.can_unpublish()
    assert not may.can_delete()


def test_workflow__reaches_every_page_and_unit(school):
    pages = [school, NewsPageFactory(), StandardPageFactory(), Page.objects.get(depth=1)]

    tasks = {item.get_workflow().tasks.get().specific_class for item in [*pages, Unit.objects.first()]}

    assert tasks == {PrincipalApprovalTask}


def test_editor__is_locked_for_everybody_while_it_waits(author, principal):
    page = submitted(author, title="Bài gốc")
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    desk = Client()
    desk.force_login(principal)

    response = desk.get(url)
    body = streamfield([("rich_text", rich_text("<p>Thêm vào</p>"))])
    fields = {"title": "Bài bị sửa", "slug": page.slug, "lead": page.lead, "date": "20/11/2026", "body": body}
    desk.post(url, nested_form_data(fields | {"comments": inline_formset([])}))

    assert reverse("moderation_review", args=[page.current_workflow_task_state.pk]) in response.content.decode()
    assert page.get_latest_revision_as_object().title == "Bài gốc"
