"""What is handed to the staff: who gets it, what the mail says, the one tap, and who has not read it."""

import datetime

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from moderation.roles import Role
from plans.distribution import mails
from plans.models import Distribution, Receipt
from tests.factories import (
    NewsPageFactory,
    OfficialDocumentFactory,
    UnitFactory,
    approve,
    make_plan,
    make_responsibility,
    make_user,
    take_down,
)
from tests.plans.promises.factories import queries_of
from tests.support.forms import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, email="hieutruong@truong.example")


@pytest.fixture
def teacher(school):
    return make_user(Role.WEB_EDITOR, email="co-ha@truong.example", first_name="Hà", last_name="Lê Thu")


@pytest.fixture
def library(teacher):
    unit = UnitFactory(name="Tổ đọc sách", live=False)
    unit.members = [teacher]
    return approve(unit)


@pytest.fixture
def plan(library):
    plan = make_plan("Về văn hoá đọc", title="Kế hoạch truyền thông")
    make_responsibility(plan, library, "Mỗi tháng giới thiệu một cuốn sách")
    make_responsibility(plan, UnitFactory(name="Tổ tiêm phòng"), "Đưa tin về tiêm chủng")
    return plan


def address(item):
    return reverse("hand_out", args=["wagtailcore.page", item.pk])


def hand_out(user, item, **data):
    return signed_in(user).post(address(item), data)


def given(user, item, **data):
    answer = hand_out(user, item, **data)
    assert answer.status_code == 302, answer.content.decode()
    return Distribution.objects.latest("pk")


def errors(answer):
    assert answer.status_code == 422
    assert not Distribution.objects.exists()
    return answer.context["form"].errors


# --- Giving it out ----------------------------------------------------------------------------------------------------


def test_unit__gets_it_by_mail_with_its_own_duties_and_nobody_else_does(principal, teacher, plan, library):
    make_user(Role.WEB_EDITOR, email="nguoi-khac@truong.example")

    found = given(principal, plan, units=[library.pk], note="Đọc trước buổi họp thứ Sáu.")
    assert mails.write_waiting() == 1
    assert mails.write_waiting() == 0

    letter = Email.objects.get()
    assert letter.to == [f"{teacher.get_full_name()} <co-ha@truong.example>"]
    assert letter.subject == "Mời đọc: Kế hoạch truyền thông"
    assert "Đọc trước buổi họp thứ Sáu." in letter.message
    assert "Mỗi tháng giới thiệu một cuốn sách" in letter.message
    assert "tiêm chủng" not in letter.message
    assert found.receipts.get().get_absolute_url() in letter.message


def test_units_that_have_duties__are_ticked_already(principal, plan, library):
    shown = signed_in(principal).get(address(plan)).content.decode()

    ticked = shown[shown.index(f'name="units" value="{library.pk}"') :]
    assert "checked" in ticked[: ticked.index(">")]


def test_everybody__is_each_one_once_without_the_sender(principal, teacher, plan, library):
    make_user(Role.OPERATOR, email="may-chu@truong.example")
    gone = make_user(Role.WEB_EDITOR, is_active=False)

    found = given(principal, plan, everybody="on", units=[library.pk], people=[teacher.pk])

    readers = {receipt.reader for receipt in found.receipts.all()}
    assert teacher in readers
    assert not readers & {principal, gone}
    assert not any(reader.groups.filter(name=Role.OPERATOR.value).exists() for reader in readers)
    assert found.receipts.filter(reader=teacher).count() == 1


def test_part_of_a_unit__is_meant_with_it(principal, teacher, plan, library):
    above = UnitFactory(name="Khối phục vụ")
    draft = library.get_latest_revision_as_object()
    draft.part_of = above
    approve(draft)

    found = given(principal, plan, units=[above.pk])

    assert found.receipts.get().reader == teacher


def test_what_was_presented_at_a_meeting__needs_no_mail_and_waits_under_my_duties(principal, teacher, plan):
    given(principal, plan, people=[teacher.pk], meeting="Họp Hội đồng sư phạm tháng 11", met_on="20/11/2026")

    assert mails.write_waiting() == 0
    shown = signed_in(teacher).get(reverse("my_duties")).content.decode()
    assert "Phổ biến tại Họp Hội đồng sư phạm tháng 11, ngày 20/11/2026" in shown


def test_article__can_be_handed_out_too_and_brings_no_duties(principal, teacher):
    article = NewsPageFactory(title="Lịch thi học kì I")

    given(principal, article, people=[teacher.pk])
    mails.write_waiting()

    assert "Việc của bộ phận" not in Email.objects.get().message


def test_document_of_the_register__is_offered_in_its_list_and_can_be_handed_out(principal, teacher):
    document = OfficialDocumentFactory(number="09/QĐ-UBND")
    way = reverse("hand_out", args=["plans.officialdocument", document.pk])
    browser = signed_in(principal)

    assert way in browser.get("/admin/snippets/plans/officialdocument/").content.decode()
    assert browser.post(way, {"people": [teacher.pk]}).status_code == 302
    assert Receipt.objects.get().distribution.url == document.url


def test_article_that_is_no_longer_public__is_not_offered(principal):
    article = NewsPageFactory()
    listing = f"/admin/pages/{article.get_parent().pk}/"
    browser = signed_in(principal)
    before = browser.get(listing).content.decode()
    take_down(article)

    assert address(article) in before
    assert address(article) not in browser.get(listing).content.decode()


def test_reader_without_mail__finds_it_under_my_duties(principal, plan):
    reader = make_user(Role.WEB_EDITOR, email="")
    given(principal, plan, people=[reader.pk])

    assert mails.write_waiting() == 0
    assert "Kế hoạch truyền thông" in signed_in(reader).get(reverse("my_duties")).content.decode()
    assert mail.outbox == []


# --- One tap ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def receipt(principal, teacher, plan):
    return given(principal, plan, people=[teacher.pk]).receipts.get()


def test_opening_the_link__says_nothing_yet_and_sets_no_cookie(receipt):
    answer = Client().get(receipt.get_absolute_url())

    receipt.refresh_from_db()
    assert "Mỗi tháng giới thiệu một cuốn sách" in answer.content.decode()
    assert receipt.acknowledged_at is None
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_one_tap__says_that_it_was_read_and_the_first_time_counts(receipt):
    visitor = Client(enforce_csrf_checks=True)

    answer = visitor.post(receipt.get_absolute_url(), follow=True)
    receipt.refresh_from_db()
    first = receipt.acknowledged_at
    visitor.post(receipt.get_absolute_url())
    receipt.refresh_from_db()

    assert "Xin cảm ơn" in answer.content.decode()
    assert first is not None
    assert receipt.acknowledged_at == first


def test_from_my_duties__one_comes_back_there_and_it_is_gone(receipt, teacher):
    browser = signed_in(teacher)

    answer = browser.post(receipt.get_absolute_url())

    assert answer.url == reverse("my_duties")
    assert "Kế hoạch truyền thông" not in browser.get(reverse("my_duties")).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_wrong_token__is_nobodys(receipt, method):
    assert getattr(Client(), method)(reverse("receipt", args=["khong-co"])).status_code == 404


def test_reader_who_has_left__answers_no_more(receipt, teacher):
    teacher.is_active = False
    teacher.save()

    assert Client().post(receipt.get_absolute_url()).status_code == 404


# --- Who has not ------------------------------------------------------------------------------------------------------


def test_principal__sees_who_has_read_it_and_who_has_not(principal, teacher, plan):
    other = make_user(Role.WEB_EDITOR, first_name="Tâm", last_name="Phạm")
    found = given(principal, plan, people=[teacher.pk, other.pk])
    Client().post(found.receipts.get(reader=teacher).get_absolute_url())
    browser = signed_in(principal)

    assert "1/2 người đã đọc" in browser.get(reverse("distributions")).content.decode()
    shown = browser.get(reverse("distribution", args=[found.pk])).context
    assert [each.reader for each in shown["waiting"]] == [other]
    assert [each.reader for each in shown["read"]] == [teacher]


def test_reminder__goes_to_who_has_not_answered_for_a_day(principal, receipt):
    browser, address = signed_in(principal), reverse("distribution_remind", args=[receipt.distribution_id])
    mails.write_waiting()

    browser.post(address)
    assert mails.write_waiting() == 0
    Receipt.objects.update(mailed_at=timezone.now() - datetime.timedelta(days=2))
    browser.post(address)
    assert mails.write_waiting() == 1

    Client().post(receipt.get_absolute_url())
    Receipt.objects.update(mailed_at=timezone.now() - datetime.timedelta(days=2))
    browser.post(address)
    assert mails.write_waiting() == 0


def test_list__takes_as_many_queries_for_many_as_for_one(principal, teacher, plan):
    browser = signed_in(principal)
    given(principal, plan, people=[teacher.pk])
    few = queries_of(lambda: browser.get(reverse("distributions")))
    for _number in range(5):
        given(principal, plan, people=[teacher.pk])

    assert queries_of(lambda: browser.get(reverse("distributions"))) == few


# --- What is refused --------------------------------------------------------------------------------------------------


def test_draft_and_what_was_taken_down__are_handed_to_nobody(principal, teacher, plan):
    draft = make_plan("Về trường lớp", live=False)
    take_down(plan)

    for item in (draft, plan):
        assert signed_in(principal).get(address(item)).status_code == 404
        assert hand_out(principal, item, people=[teacher.pk]).status_code == 404


@pytest.mark.parametrize("name", ["wagtailcore.page/0", "plans.khong-co/1", "common.user/1"])
def test_what_is_no_content__is_not_found(principal, name):
    assert signed_in(principal).get(f"/admin/hand-out/{name}/").status_code == 404


@pytest.mark.parametrize("role", [Role.WEB_EDITOR, Role.UNIT_HEAD, Role.OPERATOR])
def test_others__neither_hand_out_nor_see_who_has_read(role, principal, receipt, plan):
    Receipt.objects.update(mailed_at=timezone.now() - datetime.timedelta(days=2))  # a reminder would go out
    browser = signed_in(make_user(role))
    addresses = [
        address(plan),
        reverse("distributions"),
        reverse("distribution", args=[receipt.distribution_id]),
        reverse("distribution_remind", args=[receipt.distribution_id]),
    ]

    for each in addresses:
        browser.post(each, {"everybody": "on"})
        assert b"co-ha" not in browser.get(each, follow=True).content
    assert Distribution.objects.count() == 1
    assert not Receipt.objects.filter(mailed_at=None).exists()


def test_nobody_chosen__is_said_at_the_field(principal, plan):
    assert "units" in errors(hand_out(principal, plan))


def test_unit_without_members__is_said_at_the_field(principal, plan):
    assert "units" in errors(hand_out(principal, plan, units=[UnitFactory(name="Tổ chưa có ai").pk]))


def test_meeting_without_a_day__is_asked_for_it(principal, teacher, plan):
    assert "met_on" in errors(hand_out(principal, plan, people=[teacher.pk], meeting="Họp tổ"))


def test_day_without_a_meeting__is_asked_for_its_name(principal, teacher, plan):
    assert "meeting" in errors(hand_out(principal, plan, people=[teacher.pk], met_on="20/11/2026"))


def test_meeting_to_come__is_not_recorded_yet(principal, teacher, plan):
    later = (timezone.localdate() + datetime.timedelta(days=3)).strftime("%d/%m/%Y")

    assert "met_on" in errors(hand_out(principal, plan, people=[teacher.pk], meeting="Họp tổ", met_on=later))
