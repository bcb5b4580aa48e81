"""Reminders, the morning digest, the daily verification, and how fast decisions come."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Page, TaskState

from moderation import triggers
from moderation.models import Approval, Delegation, VerificationRun
from moderation.roles import Role
from moderation.verification import verify
from moderation.watch import speed
from moderation.watch.digest import send_digest
from moderation.watch.reminders import remind
from moderation.watch.verifying import run_what_is_due
from tests.factories import NewsPageFactory, make_user

HOURS = datetime.timedelta(hours=1)


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, email="hieutruong@example.org", last_name="Nguyễn Thị", first_name="Liên")


@pytest.fixture
def deputy(principal):
    return make_user(Role.DEPUTY_PRINCIPAL, email="hieupho@example.org", last_name="Trần Văn", first_name="Hải")


def submitted(title="Tuần lễ đọc sách", waiting=0 * HOURS):
    author = make_user(Role.WEB_EDITOR, last_name="Lê Văn", first_name="Bình")
    page = NewsPageFactory(title=title, live=False, owner=author)
    page.save_revision(user=author)
    state = page.get_workflow().start(page, author).current_task_state
    TaskState.objects.filter(pk=state.pk).update(started_at=timezone.now() - waiting)
    Email.objects.all().delete()
    return page


def mails():
    return {(mail.to[0].split("<")[1].rstrip(">"), mail.subject) for mail in Email.objects.all()}


def test_remind__what_waits_for_a_day__once(principal):
    submitted(waiting=25 * HOURS)

    remind()
    remind()

    mail = Email.objects.get()
    assert mail.subject == "Vẫn đang chờ duyệt: Tuần lễ đọc sách"
    assert "1 ngày" in mail.message


def test_remind__what_has_just_come_is_let_be(principal):
    submitted(waiting=2 * HOURS)

    assert remind() == 0
    assert not Email.objects.exists()


def test_remind__what_was_decided_is_let_be(principal):
    page = submitted(waiting=72 * HOURS)
    page.current_workflow_state.cancel(user=principal)

    remind()

    assert not Email.objects.exists()


def test_remind__what_is_overdue_goes_to_the_deputy_who_may_decide(principal, deputy):
    Delegation.objects.create(deputy=deputy, given_by=principal)
    submitted(waiting=49 * HOURS)

    remind()

    assert mails() == {
        ("hieutruong@example.org", "Vẫn đang chờ duyệt: Tuần lễ đọc sách"),
        ("hieupho@example.org", "Quá hạn duyệt: Tuần lễ đọc sách"),
    }
    assert reverse("moderation_desk") in Email.objects.get(subject__startswith="Quá").message


def test_remind__a_deputy_without_delegation_is_asked_to_remind(principal, deputy):
    submitted(waiting=49 * HOURS)

    remind()

    message = Email.objects.get(subject__startswith="Quá").message
    assert "/admin/desk/" not in message
    assert "nhắc Hiệu trưởng" in message


def test_digest__says_what_waits_and_what_appeared__once_a_morning(principal, settings):
    settings.MODERATION_DIGEST_AT = datetime.time(0, 0)
    NewsPageFactory(title="Hội khoẻ Phù Đổng")
    submitted(waiting=3 * HOURS)

    assert (send_digest(), send_digest()) == (1, 0)

    mail = Email.objects.get()
    assert mail.subject == "Có 1 mục chờ Hiệu trưởng quyết định"
    assert "Tuần lễ đọc sách" in mail.message
    assert "Hội khoẻ Phù Đổng" in mail.message
    assert Approval.objects.last().hash in mail.message


def test_digest__is_not_sent_before_its_hour(principal, settings):
    settings.MODERATION_DIGEST_AT = datetime.time(23, 59, 59, 999999)
    submitted()

    assert send_digest() == 0


def test_verification__runs_once_a_day_and_when_asked(school):
    assert (run_what_is_due(), run_what_is_due()) == (1, 0)
    VerificationRun.objects.create()

    assert run_what_is_due() == 1
    assert VerificationRun.objects.filter(ran_at=None).count() == 0


def test_verification__tells_of_the_same_fault_once(principal, school):
    operator = make_user(Role.OPERATOR, email="quantri@example.org")
    page = NewsPageFactory(title="Bài bị sửa lén")
    triggers.drop()
    Page.objects.filter(pk=page.pk).update(title="Tên giả")
    triggers.install()

    run_what_is_due()
    VerificationRun.objects.create()
    run_what_is_due()

    assert {address for address, _subject in mails()} == {principal.email, operator.email}
    assert Email.objects.count() == 2
    assert "khác với nội dung đã duyệt" in Email.objects.first().message


def test_verification_page__names_the_faults_to_the_operator(school):
    client = Client()
    client.force_login(make_user(Role.OPERATOR))
    VerificationRun.objects.create(
        ran_at=timezone.now(),
        faults=[{"object": "wagtailcore.page 7", "what": "khác với nội dung đã duyệt", "since": ""}],
    )

    html = client.get(reverse("moderation_verification")).content.decode()

    assert "wagtailcore.page 7" in html
    assert "khác với nội dung đã duyệt" in html


@pytest.mark.parametrize("role", [Role.WEB_EDITOR, Role.UNIT_HEAD, Role.WEB_OFFICER])
def test_verification_page__is_not_for_writers(school, role):
    client = Client()
    client.force_login(make_user(role))

    assert client.get(reverse("moderation_verification")).status_code == 302


def test_ledger_page__shows_decisions_to_the_web_officer_and_not_to_editors(school):
    NewsPageFactory(title="Hội khoẻ Phù Đổng")
    officer, editor = Client(), Client()
    officer.force_login(make_user(Role.WEB_OFFICER))
    editor.force_login(make_user(Role.WEB_EDITOR))

    assert "Hội khoẻ Phù Đổng" in officer.get(reverse("moderation_ledger")).content.decode()
    assert editor.get(reverse("moderation_ledger")).status_code == 302


def test_speed__is_the_typical_wait_of_each_month(principal):
    page = submitted()
    page.current_workflow_state.current_task_state.specific.approve(user=principal)

    (month,) = speed.by_month()

    assert (month.count, month.within_a_day) == (1, 100)


def test_school__has_no_faults_after_all_of_this(principal):
    submitted()

    assert verify() == []
