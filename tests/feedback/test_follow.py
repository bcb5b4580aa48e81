"""The page at which somebody follows what they wrote: the code is the only key, and is no name."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from feedback import acts, codes, sweeps
from feedback.choices import Act
from feedback.models import Feedback
from plans.models import Unit
from tests.feedback.factories import FORM, WORDS, make_feedback, make_teacher
from tests.plans.promises.factories import queries_of

pytestmark = pytest.mark.django_db
FIND = "/gui-phan-hoi/theo-doi/"


@pytest.fixture
def feedback(school):
    return make_feedback(name="Nguyễn Thị Lan", phone="0912 345 678", email="lan@example.org")


def test_page__shows_state_and_words_and_never_who_it_was(feedback):
    answer = Client().get(feedback.get_absolute_url())

    html = answer.content.decode()
    assert WORDS in html
    assert feedback.spelled_code in html
    for secret in ("Nguyễn Thị Lan", "0912", "lan@example.org"):
        assert secret not in html
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_page__says_what_was_done_and_not_what_the_staff_told_each_other(feedback):
    teacher, unit = make_teacher(), Unit.objects.get(slug="y-te")
    acts.pass_on(feedback, teacher, unit=unit, note="Ghi chú nội bộ")
    acts.report(feedback, teacher, note="Việc này khó")
    acts.escalate(feedback, teacher, body="Phòng Văn hoá – Xã hội", note="Đã gửi công văn")
    acts.answer(feedback, teacher, text="Nhà trường đã mở thêm cổng bên.")

    html = Client().get(feedback.get_absolute_url()).content.decode()

    for shown in (unit.name, "Phòng Văn hoá – Xã hội", "Nhà trường đã mở thêm cổng bên."):
        assert shown in html
    for hidden in ("Ghi chú nội bộ", "Việc này khó", "Đã gửi công văn", str(teacher)):
        assert hidden not in html


def test_words__are_shown_as_plain_text(school):
    feedback = make_feedback(text='<img src=x onerror="alert(1)">')

    html = Client().get(feedback.get_absolute_url()).content.decode()

    assert "<img src=x" not in html
    assert "&lt;img src=x" in html


def test_code__leads_there_however_it_is_typed(feedback):
    code = feedback.code
    for typed in (code, code.lower(), feedback.spelled_code, f" {code[:4]} {code[4:8]} – {code[8:]} "):
        assert Client(enforce_csrf_checks=True).post(FIND, {"code": typed}).url == feedback.get_absolute_url()


@pytest.mark.parametrize("typed", ["", "abc", "0" * 12, "A" * 12, "x" * 5000, "\x00", "<b>"])
def test_wrong_code__is_told_so(feedback, typed):
    answer = Client().post(FIND, {"code": typed})

    assert answer.status_code == 422
    assert answer.context["form"].errors["code"]


def test_wrong_address__is_not_found_and_offers_the_form(feedback):
    answer = Client().get(f"{FORM}{'A' * 12}/")

    assert answer.status_code == 404
    assert FIND in answer.content.decode()


def test_codes__are_long_and_unlike(school):
    made = {codes.new_code() for _turn in range(1000)}

    assert len(made) == 1000
    assert len(codes.ALPHABET) ** codes.LENGTH > 2**58
    assert all(codes.read(codes.spelled(code)) == code for code in made)


def test_page__takes_as_many_queries_for_a_long_history(feedback):
    Client().get(feedback.get_absolute_url())
    few = queries_of(lambda: Client().get(feedback.get_absolute_url()))
    teacher = make_teacher()
    for unit in Unit.objects.all()[:5]:
        acts.pass_on(feedback, teacher, unit=unit)

    assert queries_of(lambda: Client().get(feedback.get_absolute_url())) == few


# --- What is removed --------------------------------------------------------------------------------------------------


def closed(feedback, days):
    acts.answer(feedback, make_teacher(), text="Đã trả lời em Bình.")
    Feedback.objects.filter(pk=feedback.pk).update(closed_at=timezone.now() - datetime.timedelta(days=days))
    return feedback.get_absolute_url()


def test_a_year_after_the_answer__who_wrote_and_all_words_are_gone(feedback):
    address = closed(feedback, 366)

    sweeps.forget()

    feedback.refresh_from_db()
    assert (feedback.name, feedback.phone, feedback.email, feedback.text) == ("", "", "", "")
    assert {step.text for step in feedback.steps.all()} == {""}
    assert [step.act for step in feedback.steps.all()] == [Act.RECEIVED, Act.ANSWERED, Act.ERASED]
    assert Client().get(address).status_code == 404
    assert sweeps.forget_writers() == 0


def test_what_is_younger_or_still_open__stays(feedback):
    closed(feedback, 300)
    waiting = make_feedback(received_at=timezone.now() - datetime.timedelta(days=900))

    sweeps.forget()

    assert {each.text for each in Feedback.objects.all()} == {WORDS}
    waiting.refresh_from_db()
    assert waiting.erased_at is None


def test_time_until_it_is_removed__is_a_setting(feedback, settings):
    closed(feedback, 100)
    settings.FEEDBACK_KEEP_MONTHS = 3

    sweeps.forget()

    assert Feedback.objects.get().email == ""
