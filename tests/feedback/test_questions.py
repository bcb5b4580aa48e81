"""Answers for everybody: written anew, approved, and without whoever asked."""

import pytest
from django.test import Client
from django.urls import reverse

from feedback import acts
from feedback.models import QuestionAnswer
from moderation.roles import Role
from tests.factories import approve, make_user, take_down
from tests.feedback.factories import WORDS, make_feedback, make_question, make_teacher, make_unit
from tests.plans.promises.factories import queries_of
from tests.support.forms import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/hoi-dap/"
PERSON = {"name": "Nguyễn Thị Lan", "phone": "0912 345 678", "email": "lan@example.org"}
GIVEN = {"topic": "safety", "question": "Giờ tan học ra cổng nào?", "answer": "Khối Một ra cổng bên.", "unit": ""}


@pytest.fixture
def teacher(school):
    return make_teacher()


@pytest.fixture
def feedback(teacher):
    unit = make_unit("Tổ an toàn", teacher)
    made = make_feedback(unit=unit, **PERSON)
    acts.answer(made, teacher, text="Chào chị Lan, đã mở cổng bên.", unit=unit)
    return made


def address(feedback):
    return reverse("feedback_publish", args=[feedback.pk])


def page():
    return Client().get(PAGE).content.decode()


# --- Writing it -------------------------------------------------------------------------------------------------------


def test_form__begins_with_the_answer_and_not_with_what_was_asked(teacher, feedback):
    form = signed_in(teacher).get(address(feedback)).context["form"]

    assert form["answer"].value() == "Chào chị Lan, đã mở cổng bên."
    assert not form["question"].value()


def test_sent__it_waits_for_the_principal_and_then_stands_on_the_page(teacher, feedback):
    principal = make_user(Role.PRINCIPAL)
    assert signed_in(teacher).post(address(feedback), GIVEN).status_code == 302
    entry = QuestionAnswer.objects.get()
    assert "Giờ tan học ra cổng nào?" not in page()

    desk = signed_in(principal).get("/admin/desk/").content.decode()
    state = entry.current_workflow_task_state
    assert "Giờ tan học ra cổng nào?" in desk
    review = reverse("moderation_review", args=[state.pk])
    assert signed_in(principal).get(review).status_code == 200
    signed_in(principal).post(review, {"action": "approve", "revision": state.revision_id})

    html = page()
    assert "Giờ tan học ra cổng nào?" in html
    assert "Khối Một ra cổng bên." in html
    for secret in (WORDS, *PERSON.values()):
        assert secret not in html


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("answer", "Chào nguyễn thị lan, đã mở cổng."),
        ("question", "Nguyễn Thị Lan hỏi gì?"),
        ("answer", "Xin gọi số 0912.345.678"),
        ("answer", "Đã gửi thư tới LAN@example.org"),
        ("question", ""),
        ("answer", ""),
        ("question", "a" * 301),
        ("answer", "a" * 5001),
    ],
)
def test_who_asked_and_what_is_missing__is_said_at_the_field(teacher, feedback, field, text):
    answer = signed_in(teacher).post(address(feedback), GIVEN | {field: text})

    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert not QuestionAnswer.objects.exists()


def test_words_that_are_like_a_name__are_let_through(teacher, school):
    feedback = make_feedback(unit=make_unit("Tổ khác", teacher), name="An", phone="")
    acts.answer(feedback, teacher, text="Xong.")

    assert signed_in(teacher).post(address(feedback), GIVEN | {"question": "An toàn ở cổng?"}).status_code == 302


def test_what_is_not_answered_or_not_theirs__is_not_found(teacher, feedback):
    waiting, stranger = make_feedback(unit=feedback.unit), make_teacher()

    assert signed_in(teacher).get(address(waiting)).status_code == 404
    assert signed_in(stranger).get(address(feedback)).status_code == 404


def test_nothing__leads_from_the_public_entry_to_the_feedback():
    names = {field.name for field in QuestionAnswer._meta.concrete_fields}

    assert not names & {"feedback", "code", "name", "phone", "email", "asked_by"}


@pytest.mark.parametrize(("role", "may"), [(Role.WEB_EDITOR, True), (Role.WEB_OFFICER, True), (Role.OPERATOR, False)])
def test_draft__is_edited_by_whoever_writes(school, role, may):
    entry = make_question()
    entry.save_revision()
    browser = signed_in(make_user(role))
    address = reverse("wagtailsnippets_feedback_questionanswer:edit", args=[entry.pk])

    assert (browser.get(address).status_code == 200) == may
    assert (browser.get(reverse("wagtailsnippets_feedback_questionanswer:list")).status_code == 200) == may


def test_nobody__publishes_it_without_approval(school):
    entry = make_question()
    entry.save_revision()
    browser = signed_in(make_user(is_superuser=True))
    address = reverse("wagtailsnippets_feedback_questionanswer:edit", args=[entry.pk])

    browser.post(address, GIVEN | {"answered_on": "22/11/2026", "action-publish": "1"})

    assert "Giờ tan học ra cổng nào?" not in page()


# --- The page ---------------------------------------------------------------------------------------------------------


def test_page__shows_what_is_approved_and_nothing_that_was_taken_down(school):
    make_question(question="Còn nháp?")
    shown, gone = approve(make_question(question="Đã duyệt?")), approve(make_question(question="Đã gỡ?"))
    take_down(gone)

    html = page()

    assert "Đã duyệt?" in html
    assert f'id="{shown.anchor}"' in html
    assert shown.url == f"{PAGE}#{shown.anchor}"
    assert "Còn nháp?" not in html
    assert "Đã gỡ?" not in html


def test_topic_of_the_address__narrows_it(school):
    approve(make_question(question="Khoản thu?", topic="fees"))
    approve(make_question(question="Ra cổng nào?"))

    html = Client().get(f"{PAGE}?ve=fees").content.decode()

    assert "Khoản thu?" in html
    assert "Ra cổng nào?" not in html
    assert Client().get(f"{PAGE}?ve=khong-co").content == Client().get(f"{PAGE}?ve=").content


def test_html__is_shown_as_text(school):
    approve(make_question(question="<b>Đậm?</b>", answer='<img src=x onerror="alert(1)">'))

    html = page()
    assert "<b>Đậm" not in html
    assert "<img src=x" not in html


def test_page__takes_as_many_queries_for_many_as_for_one(school):
    unit = make_unit("Tổ an toàn")
    approve(make_question(unit=unit))
    page()
    few = queries_of(page)
    for number in range(6):
        approve(make_question(question=f"Câu {number}?", unit=unit))

    assert queries_of(page) == few
