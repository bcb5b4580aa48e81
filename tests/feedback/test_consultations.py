"""People are asked about a plan or a document until a day, and what was said and done is published."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from feedback import acts, mails, summing_up, sweeps
from feedback.choices import State
from feedback.models import Consultation, ConsultationPoint, Feedback
from moderation import publishing
from moderation.models import Act
from moderation.publishing import Decision
from moderation.roles import Role
from plans.models import OfficialDocument, PlanPage
from tests.factories import OfficialDocumentFactory, approve, make_plan, make_user, take_down
from tests.feedback.factories import WORDS, cheap_proof, make_consultation, make_teacher, make_unit, riddle_in
from tests.plans.promises.factories import queries_of
from tests.support.forms import signed_in

pytestmark = pytest.mark.django_db

LIST = "/gui-phan-hoi/lay-y-kien/"
DAY = datetime.timedelta(days=1)
SUMMARY = "Ba mươi hai ý kiến, phần lớn về giờ đón."


@pytest.fixture
def teacher(school):
    return make_teacher(email="to@example.org")


@pytest.fixture
def unit(teacher):
    return make_unit("Tổ bán trú", teacher)


@pytest.fixture
def document(school):
    return OfficialDocumentFactory(number="12/QĐ-THSH")


@pytest.fixture
def consultation(document, unit):
    return approve(make_consultation(document=document, unit=unit))


def send(consultation: Consultation, **data: Any) -> Any:
    given = {"text": WORDS, "proof": cheap_proof()} | data
    return Client(enforce_csrf_checks=True).post(consultation.url, given, REMOTE_ADDR="203.0.113.7")


def html_of(address: str) -> str:
    return Client().get(address).content.decode()


def end(consultation: Consultation, **fields: Any) -> Consultation:
    """Let it have been over since yesterday, and approve what is written into it."""
    today = timezone.localdate()
    given = {"opens_on": today - 20 * DAY, "closes_on": today - DAY} | fields
    for name, value in given.items():
        setattr(consultation, name, value)
    consultation.full_clean()
    return approve(consultation)


# --- What is refused where it is written ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"closes_on": datetime.date(2020, 1, 1)}, "closes_on"),
        ({"closes_on": datetime.date(2099, 1, 1)}, "closes_on"),
        ({"summary": SUMMARY}, "summary"),
        ({"document": None}, "plan"),
        ({"unit": None}, "unit"),
        ({"title": ""}, "title"),
    ],
)
def test_contradictions__are_said_at_the_field(document, unit, fields, field):
    made = make_consultation(**{"document": document, "unit": unit} | fields)

    with pytest.raises(ValidationError) as refusal:
        made.full_clean()

    assert list(refusal.value.message_dict) == [field]


def test_subject__is_one_of_the_two_and_public(document, unit):
    plan, hidden = make_plan("Về an toàn"), OfficialDocumentFactory(number="13/QĐ-THSH", live=False)
    draft = make_plan("Về y tế", title="Còn nháp", live=False)
    wrong = (
        ("document", {"plan": plan, "document": document}),
        ("document", {"document": hidden}),
        ("plan", {"plan": draft}),
    )
    for field, subject in wrong:
        with pytest.raises(ValidationError) as refusal:
            make_consultation(unit=unit, **subject).full_clean()
        assert list(refusal.value.message_dict) == [field]

    make_consultation(unit=unit, plan=plan).full_clean()


def test_subject__stays_once_people_were_asked_about_it(consultation):
    consultation.document = OfficialDocumentFactory(number="14/QĐ-THSH")

    with pytest.raises(ValidationError) as refusal:
        consultation.full_clean()

    assert list(refusal.value.message_dict) == ["document"]


# --- What visitors see ------------------------------------------------------------------------------------------------


def test_plan_and_document__say_so_while_it_is_open_and_ask_no_question_more(document, unit):
    plan = make_plan("Về an toàn")
    addresses = (plan.url, document.url)
    for address in addresses:
        html_of(address)
    before = [queries_of(lambda address=address: html_of(address)) for address in addresses]
    on_plan = approve(make_consultation(plan=plan, unit=unit))
    on_document = approve(make_consultation(document=document, unit=unit))

    assert [queries_of(lambda address=address: html_of(address)) for address in addresses] == before
    last_day = f"{on_plan.closes_on.day}/{on_plan.closes_on.month}/{on_plan.closes_on.year}"
    for address, each in zip(addresses, (on_plan, on_document), strict=True):
        html = html_of(address)
        assert f"đến hết ngày {last_day}" in html
        assert f'href="{each.url}"' in html
    assert on_document.url not in html_of(plan.url)


@pytest.mark.parametrize(
    ("opens", "closes"),
    [(-20, -1), (1, 20)],
)
def test_plan__says_nothing_before_the_first_day_and_after_the_last(document, unit, opens, closes):
    today = timezone.localdate()
    made = approve(
        make_consultation(document=document, unit=unit, opens_on=today + opens * DAY, closes_on=today + closes * DAY)
    )

    assert made.url not in html_of(document.url)
    assert 'name="text"' not in html_of(made.url)
    assert made.title in html_of(LIST)


def test_last_day__is_open_until_its_end(document, unit):
    made = approve(make_consultation(document=document, unit=unit, closes_on=timezone.localdate()))

    assert made.url in html_of(document.url)
    assert 'name="text"' in html_of(made.url)


def test_draft_and_what_was_taken_down__are_nowhere(document, unit):
    draft = make_consultation(document=document, unit=unit, title="Còn nháp")
    gone = approve(make_consultation(document=document, unit=unit, title="Đã gỡ"))
    take_down(gone)

    for each in (draft, gone):
        assert Client().get(each.url).status_code == 404
        assert send(each).status_code == 404
        assert each.title not in html_of(LIST)
        assert each.url not in html_of(document.url)
    assert Client().get(f"{LIST}{10**30}/").status_code == 404


def test_subject_that_was_taken_down__is_not_named(consultation, document):
    take_down(document)

    assert str(document) not in html_of(consultation.url)
    assert str(document) not in html_of(LIST)


def test_subject_that_was_deleted__leaves_the_consultation_and_its_summary(consultation, document):
    publishing.delete(document, Decision(Act.DELETED, by=make_user(Role.PRINCIPAL)))

    assert consultation.title in html_of(consultation.url)
    ended = end(Consultation.objects.get(), summary=SUMMARY)
    assert SUMMARY in html_of(ended.url)


def test_map_of_the_site__names_it(consultation):
    assert consultation.url in html_of("/sitemap-1.xml")


def test_page__is_the_same_bytes_for_everybody_and_sets_no_cookie(consultation):
    for address in (consultation.url, LIST):
        first = Client().get(address)
        second = Client(headers={"user-agent": "khác"}).get(address, REMOTE_ADDR="198.51.100.7")
        assert first.content == second.content
        assert not first.cookies
        assert "csrfmiddlewaretoken" not in first.content.decode()


def test_list__has_the_open_ones_first_and_asks_no_more_for_more(consultation, document, unit):
    today = timezone.localdate()
    over = {"opens_on": today - 9 * DAY, "closes_on": today - 2 * DAY}
    approve(make_consultation(document=document, unit=unit, title="Đã xong", summary=SUMMARY, **over))
    html_of(LIST)
    few = queries_of(lambda: html_of(LIST))
    for number in range(3):
        approve(make_consultation(document=document, unit=unit, title=f"Sắp mở {number}", opens_on=today + DAY))

    html = html_of(LIST)

    assert queries_of(lambda: html_of(LIST)) == few
    assert html.index(consultation.title) < html.index("Sắp mở 0") < html.index("Đã xong")
    assert SUMMARY in html


# --- What people write ------------------------------------------------------------------------------------------------


def test_comment__goes_to_the_unit_and_is_due_after_the_last_day(consultation, unit):
    answer = send(consultation, name="Nguyễn Thị Lan", email="lan@example.org")

    taken = Feedback.objects.get()
    assert answer.url == taken.get_absolute_url()
    assert not answer.cookies
    assert (taken.consultation, taken.unit, taken.topic, taken.text) == (consultation, unit, "comment", WORDS)
    assert taken.due_on > consultation.closes_on
    assert consultation.title in html_of(taken.get_absolute_url())


def test_comment__is_shown_to_no_visitor(consultation, document):
    send(consultation, name="Nguyễn Thị Lan")
    end(consultation, summary=SUMMARY)

    for address in (consultation.url, LIST, document.url):
        html = html_of(address)
        assert WORDS not in html
        assert "Nguyễn Thị Lan" not in html


def test_pages__stay_as_they_are_when_somebody_writes(consultation):
    before = [Client().get(address).content for address in (consultation.url, LIST)]

    send(consultation)

    assert [Client().get(address).content for address in (consultation.url, LIST)] == before


def test_without_a_script__a_question_is_asked_and_nothing_is_lost(consultation):
    asked = send(consultation, proof="", name="Lan")

    assert asked.status_code == 422
    assert not Feedback.objects.exists()
    assert WORDS in asked.content.decode()
    assert send(consultation, proof="", name="Lan", **riddle_in(asked)).status_code == 302
    assert Feedback.objects.get().consultation == consultation


def test_bad_input__is_said_at_the_field(consultation):
    for field, value in (("text", ""), ("text", "a" * 5001), ("phone", "gọi tôi"), ("email", "lan@")):
        answer = send(consultation, **{field: value})
        assert answer.status_code == 422
        assert answer.context["form"].errors[field]
    assert not Feedback.objects.exists()


def test_comment_past_the_last_day__is_answered_with_a_sentence_and_the_words_come_back(consultation):
    ended = end(consultation)

    answer = send(ended, text="Xin <b>dời</b> giờ đón.")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Đã hết hạn góp ý" in html
    assert "Xin &lt;b&gt;dời&lt;/b&gt; giờ đón." in html
    assert not Feedback.objects.exists()


# --- What the staff do ------------------------------------------------------------------------------------------------


def test_unit_and_leadership__read_all_comments_together_and_nobody_else(consultation, teacher):
    for text in ("Nên đón sớm.", "Nên đón trễ."):
        send(consultation, text=text)
    passed_on = Feedback.objects.get(text="Nên đón trễ.")
    acts.pass_on(passed_on, teacher, unit=make_unit("Tổ khác"))
    address = reverse("feedback_comments", args=[consultation.pk])

    for reader in (teacher, make_user(Role.PRINCIPAL), make_user(Role.DEPUTY_PRINCIPAL)):
        html = signed_in(reader).get(address).content.decode()
        assert "Nên đón sớm." in html
        assert "Nên đón trễ." in html
        assert reverse("feedback_item", args=[passed_on.pk]) in html
        assert "Đã nhận 2 góp ý" in html
    for stranger in (make_teacher(), make_user(Role.WEB_OFFICER), make_user(Role.OPERATOR)):
        answer = signed_in(stranger).get(address)
        assert answer.status_code in {302, 403}


def test_list_of_feedback__has_one_card_for_all_comments(consultation, teacher):
    for _turn in range(3):
        send(consultation)
    browser, address = signed_in(teacher), reverse("feedback_list")

    html = browser.get(address).content.decode()
    assert reverse("feedback_comments", args=[consultation.pk]) in html
    assert WORDS not in html
    few = queries_of(lambda: browser.get(address))
    send(consultation)
    assert queries_of(lambda: browser.get(address)) == few

    reported = Feedback.objects.order_by("pk").first()
    acts.report(reported, teacher, note="Ngoài thẩm quyền.")
    assert WORDS in signed_in(make_user(Role.PRINCIPAL)).get(address).content.decode()


def test_comment__is_not_offered_for_questions_and_answers(consultation, teacher):
    send(consultation)
    comment = Feedback.objects.get()
    acts.answer(comment, teacher, text="Cảm ơn.", unit=comment.unit)

    address = reverse("feedback_publish", args=[comment.pk])
    assert address not in signed_in(teacher).get(reverse("feedback_item", args=[comment.pk])).content.decode()
    assert signed_in(teacher).get(address).status_code == 404


def test_reminder__names_the_place_of_all_comments_once(consultation):
    for _turn in range(3):
        send(consultation)
    Feedback.objects.update(due_on=timezone.localdate() - DAY)
    Email.objects.all().delete()

    mails._remind(consultation.site, datetime.date(2026, 11, 23))

    mail = Email.objects.get(to__contains="to@example.org")
    assert mail.message.count(reverse("feedback_comments", args=[consultation.pk])) == 1


# --- What came of it --------------------------------------------------------------------------------------------------


def test_summary__is_published_with_how_many_wrote_and_answers_every_comment(consultation, teacher):
    for number in range(3):
        send(consultation, text=f"Ý kiến {number}", email="lan@example.org")
    first, second, third = Feedback.objects.order_by("pk")
    acts.close(first, make_user(Role.PRINCIPAL), note="Quảng cáo.")
    acts.answer(second, teacher, text="Đã nghe chị.", unit=second.unit)
    assert summing_up.answer() == 0

    point = ConsultationPoint(said="Nên đón sớm.", done="Mở cổng từ 15 giờ 45.")
    ended = end(consultation, summary=SUMMARY, points=[point])

    html = html_of(ended.url)
    assert SUMMARY in html
    assert "Mở cổng từ 15 giờ 45." in html
    assert ended.received == 2
    assert summing_up.answer() == 1
    assert summing_up.answer() == 0
    third.refresh_from_db()
    assert third.state == State.ANSWERED
    html = html_of(third.get_absolute_url())
    assert f"về “{ended}”" in html
    assert f'href="{ended.url}"' in html
    assert second.steps.filter(act="answered").count() == 1
    mails.tell()
    assert Email.objects.filter(to__contains="lan@example.org").count() == 2


def test_number__stays_as_it_was_approved(consultation):
    send(consultation)
    ended = end(consultation, summary=SUMMARY)
    Feedback.objects.update(state=State.CLOSED)

    ended.summary = f"{SUMMARY} Sửa chữ."
    ended.full_clean()

    assert ended.received == 1


def test_summary_that_waits__is_not_public_and_answers_nobody(consultation):
    send(consultation)
    ended = end(consultation)
    ended.summary = SUMMARY
    ended.save_revision()

    assert SUMMARY not in html_of(ended.url)
    assert summing_up.answer() == 0
    assert "đang tổng hợp" in html_of(ended.url)


def test_words_and_writer__are_forgotten_as_with_all_feedback(consultation, settings):
    send(consultation, name="Nguyễn Thị Lan")
    end(consultation, summary=SUMMARY)
    summing_up.answer()
    long_ago = timezone.now() - 31 * (settings.FEEDBACK_KEEP_MONTHS + 1) * DAY
    Feedback.objects.update(closed_at=long_ago)

    sweeps.forget()

    kept = Feedback.objects.get()
    assert (kept.text, kept.name, kept.consultation) == ("", "", consultation)


def test_html__is_shown_as_text(document, unit):
    made = approve(make_consultation(document=document, unit=unit, title="<b>Đậm</b>", question="<img src=x>"))

    for address in (made.url, LIST):
        assert "<b>Đậm" not in html_of(address)
        assert "<img src=x>" not in html_of(address)


def test_models__of_plans_know_nothing_of_it():
    for model in (PlanPage, OfficialDocument):
        assert not [field for field in model._meta.get_fields() if "consultation" in field.name]


# --- Writing it -------------------------------------------------------------------------------------------------------


def test_draft__is_written_by_a_teacher_and_public_once_it_is_approved(document, unit, teacher):
    today = timezone.localdate()
    given = {"title": "Góp ý nội quy", "question": "Điều nào khó làm?", "document": document.pk, "unit": unit.pk}
    days = {"opens_on": today.isoformat(), "closes_on": (today + 9 * DAY).isoformat()}
    points = nested_form_data({"points": inline_formset([])})
    browser, address = signed_in(teacher), reverse("wagtailsnippets_feedback_consultation:add")
    assert browser.get(address).status_code == 200

    wrong = browser.post(address, given | days | points | {"closes_on": "2020-01-01", "action-submit": "1"})
    assert "kết thúc trước khi bắt đầu" in wrong.content.decode()
    browser.post(address, given | days | points | {"action-submit": "1"})

    made = Consultation.objects.get()
    assert Client().get(made.url).status_code == 404
    state = made.current_workflow_task_state
    principal = signed_in(make_user(Role.PRINCIPAL))
    review = reverse("moderation_review", args=[state.pk])
    assert principal.get(review).status_code == 200
    principal.post(review, {"action": "approve", "revision": state.revision_id})
    assert "Điều nào khó làm?" in html_of(made.url)
