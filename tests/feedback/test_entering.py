"""What does not come by the public form: the staff's own questions, and the press, whom the spokesperson answers."""

import pytest
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from feedback import acts, mails, sweeps
from feedback.choices import State
from feedback.models import Feedback, Spokesperson
from moderation.roles import Role
from tests.factories import make_user
from tests.feedback.factories import make_feedback, make_teacher, make_unit
from tests.support.forms import signed_in

pytestmark = pytest.mark.django_db
ASK, PRESS, SPEAKER = "/admin/feedback/ask/", "/admin/feedback/press/", "/admin/feedback/spokesperson/"
PRESS_ASKS = {
    "source": "Báo Đồng Tháp, 20/11/2026",
    "name": "Phóng viên Trần Nam",
    "phone": "0913 000 222",
    "topic": "facilities",
    "text": "Vì sao cổng sau đóng?",
}


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, email="hieutruong@truong.example")


@pytest.fixture
def speaker(principal):
    user = make_teacher(email="phatngon@truong.example")
    assert signed_in(principal).post(SPEAKER, {"user": user.pk}).status_code == 302
    return user


def item(feedback):
    return reverse("feedback_item", args=[feedback.pk])


def entered(user, **data):
    assert signed_in(user).post(PRESS, PRESS_ASKS | data).status_code == 302
    return Feedback.objects.get()


# --- The staff's own --------------------------------------------------------------------------------------------------


def test_teacher__asks_and_reads_the_answer(school):
    teacher, librarian = make_teacher(), make_teacher()
    unit = make_unit("Tổ đọc sách", librarian)

    signed_in(teacher).post(ASK, {"topic": "facilities", "unit": unit.pk, "text": "Khi nào có sách mới?"})
    asked = Feedback.objects.get()
    acts.answer(asked, librarian, text="Đầu tháng Mười hai.", unit=unit)

    assert asked.get_absolute_url() in signed_in(teacher).get(ASK).content.decode()
    assert "Đầu tháng Mười hai." in Client().get(asked.get_absolute_url()).content.decode()
    assert str(teacher) not in Client().get(asked.get_absolute_url()).content.decode()


def test_who_of_the_staff_asked__is_shown_to_who_must_answer(school):
    teacher, librarian = make_teacher(first_name="Hà", last_name="Lê Thu"), make_teacher()
    signed_in(teacher).post(
        ASK, {"topic": "other", "unit": make_unit("Tổ đọc sách", librarian).pk, "text": "Hỏi nhỏ một việc."}
    )

    assert "Lê Thu Hà" in signed_in(librarian).get(item(Feedback.objects.get())).content.decode()


def test_question_of_another__is_not_shown(school):
    teacher = make_teacher()
    asked = make_feedback(channel="staff", asked_by=make_teacher())

    assert asked.get_absolute_url() not in signed_in(teacher).get(ASK).content.decode()


@pytest.mark.parametrize("data", [{"text": ""}, {"text": "a" * 5001}, {"topic": ""}, {"unit": "0"}])
def test_what_is_missing__is_said_at_its_field(school, data):
    answer = signed_in(make_teacher()).post(ASK, {"topic": "other", "text": "Hỏi nhỏ."} | data)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(data)
    assert not Feedback.objects.exists()


# --- The press --------------------------------------------------------------------------------------------------------


def test_press__is_the_spokesperson_s_to_answer_and_soon(principal, speaker):
    feedback = entered(principal)
    mails.tell()

    letter = Email.objects.get()
    assert letter.to[0].endswith("<phatngon@truong.example>")
    shown = signed_in(speaker).get(item(feedback))
    assert [way.name for way, _form in shown.context["ways"]] == ["answer", "pass_on", "report"]
    assert "Báo Đồng Tháp, 20/11/2026" in shown.content.decode()
    assert "0913 000 222" in shown.content.decode()
    assert feedback.due_on < make_feedback().due_on


def test_press__is_nobody_else_s(principal, speaker):
    feedback = entered(principal)
    officer = make_user(Role.WEB_OFFICER)

    for other in (make_teacher(), officer):
        assert signed_in(other).get(item(feedback)).status_code == 404


def test_without_a_spokesperson__it_is_the_leadership_s(principal):
    feedback = entered(principal)

    assert feedback.state == State.WITH_LEADERSHIP
    mails.tell()
    assert Email.objects.get().to[0].endswith("<hieutruong@truong.example>")


def test_spokesperson_who_has_left__is_none(principal, speaker):
    speaker.is_active = False
    speaker.save()

    assert entered(principal).state == State.WITH_LEADERSHIP


def test_answer_to_the_press__can_be_published(principal, speaker):
    feedback = entered(principal)
    signed_in(speaker).post(item(feedback), {"act": "answer", "answer-text": "Cổng sau đang sửa."})

    answer = signed_in(speaker).get(reverse("feedback_publish", args=[feedback.pk]))
    assert answer.context["form"]["answer"].value() == "Cổng sau đang sửa."


def test_passed_on_to_a_unit__it_is_that_unit_s(principal, speaker):
    feedback, member = entered(principal), make_teacher()
    acts.pass_on(feedback, speaker, unit=make_unit("Tổ xây dựng", member))

    assert "answer" in [way.name for way, _form in signed_in(member).get(item(feedback)).context["ways"]]
    assert signed_in(speaker).get(item(feedback)).context["ways"] == []


@pytest.mark.parametrize(
    ("role", "may"), [(Role.WEB_OFFICER, True), (Role.DEPUTY_PRINCIPAL, True), (Role.WEB_EDITOR, False)]
)
def test_who_may_enter_it(principal, role, may):
    signed_in(make_user(role)).post(PRESS, PRESS_ASKS)

    assert Feedback.objects.exists() == may


@pytest.mark.parametrize("role", [Role.WEB_EDITOR, Role.WEB_OFFICER, Role.OPERATOR])
def test_only_the_leadership__names_the_spokesperson(principal, role):
    signed_in(make_user(role)).post(SPEAKER, {"user": make_teacher().pk})

    assert not Spokesperson.objects.exists()


def test_source__has_to_be_named(principal):
    answer = signed_in(principal).post(PRESS, PRESS_ASKS | {"source": " "})

    assert answer.context["form"].errors["source"]


def test_who_of_the_staff_asked__is_forgotten_too(school, settings):
    teacher = make_teacher()
    asked = make_feedback(channel="staff", asked_by=teacher)
    acts.answer(asked, make_teacher(), text="Xong.")
    settings.FEEDBACK_KEEP_MONTHS = -1

    sweeps.forget()

    assert Feedback.objects.get().asked_by is None
