"""The public form: what a visitor gets, what is taken in, and what is said where something is wrong."""

import pytest
from django.test import Client

from feedback.models import Feedback, Step
from plans.models import Unit
from tests.factories import UnitFactory
from tests.feedback.factories import FORM, WORDS, send, solve
from tests.plans.promises.factories import queries_of

pytestmark = pytest.mark.django_db


def errors(answer, field):
    assert answer.status_code == 422
    assert not Feedback.objects.exists()
    return answer.context["form"].errors[field]


# --- The page ---------------------------------------------------------------------------------------------------------


def test_form__is_the_same_bytes_for_everybody_and_sets_no_cookie(school):
    first, second = Client().get(FORM), Client(headers={"user-agent": "khác"}).get(FORM, REMOTE_ADDR="198.51.100.7")

    assert first.content == second.content
    assert not first.cookies
    assert "cookie" not in first.get("Vary", "").lower()
    html = first.content.decode()
    assert "csrfmiddlewaretoken" not in html
    assert "unsafe-inline" not in first["Content-Security-Policy"]


def test_form__is_linked_from_every_page(school):
    assert f'href="{FORM}"' in Client().get("/").content.decode()


def test_form__offers_public_units_only_and_takes_no_more_queries_for_more(school):
    UnitFactory(name="Tổ còn nháp", live=False)
    Client().get(FORM)
    few = queries_of(lambda: Client().get(FORM))
    for number in range(5):
        UnitFactory(name=f"Tổ thêm {number}")

    assert queries_of(lambda: Client().get(FORM)) == few
    html = Client().get(FORM).content.decode()
    assert "Tổ thêm 3" in html
    assert "Tổ còn nháp" not in html


def test_unit_of_the_address__is_chosen_beforehand(school):
    unit = Unit.objects.get(slug="y-te")

    assert f'value="{unit.pk}" selected' in Client().get(f"{FORM}?bo-phan=y-te").content.decode()
    assert "selected>" not in Client().get(f"{FORM}?bo-phan=khong-co").content.decode().replace('value="" selected', "")


def test_unit_s_own_page__leads_there(school):
    unit = Unit.objects.get(slug="y-te")

    assert f'href="{FORM}?bo-phan=y-te"' in Client().get(unit.url).content.decode()


# --- What is taken in -------------------------------------------------------------------------------------------------


def test_feedback__is_taken_in_and_leads_to_its_own_page(school):
    unit = Unit.objects.get(slug="y-te")

    answer = send(unit=unit.pk, name="Nguyễn Thị Lan", phone="0912 345 678", email="lan@example.org", proof=solve())

    taken = Feedback.objects.get()
    assert answer.url == f"{FORM}{taken.code}/"
    assert not answer.cookies
    assert (taken.text, taken.unit, taken.name, taken.email) == (WORDS, unit, "Nguyễn Thị Lan", "lan@example.org")
    assert taken.due_on > taken.received_at.date()
    assert [step.act for step in taken.steps.all()] == ["received"]


def test_nobody_has_to_say_who_they_are(school):
    assert send().status_code == 302

    assert Feedback.objects.get().personal == []


def test_text__is_stored_as_plain_text_in_nfc(school):
    send(text="  <script>alert(1)</script>\r\nTru\u031bo\u031b\u0300ng\u202e\n\n\n\n\n\nhết ")

    assert Feedback.objects.get().text == "<script>alert(1)</script>\nTrường\n\n\nhết"


def test_control_characters__are_left_out(school):
    send(text="Chào\u202e trường\x07 mình\u2066", name="Lan\r\nBcc: a@b.example")

    taken = Feedback.objects.get()
    assert taken.text == "Chào trường mình"
    assert taken.name == "Lan Bcc: a@b.example"


# --- What is wrong ----------------------------------------------------------------------------------------------------


def test_text_that_is_too_long__is_said_at_the_field_and_not_lost(school):
    long = "ặ" * 5001

    answer = send(text=long, name="Lan")

    assert "5001" in errors(answer, "text")[0]
    assert long in answer.content.decode()
    assert 'value="Lan"' in answer.content.decode()


def test_text_of_five_thousand_characters__is_taken_in_with_newlines_counted_once(school):
    assert send(text="a\r\n" * 2499 + "ặ").status_code == 302


def test_a_megabyte__is_not_even_read(school):
    answer = send(text="a" * 1024 * 1024)

    assert answer.status_code == 413
    assert not Feedback.objects.exists()
    assert len(answer.content) < 50_000


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", ""),
        ("text", " \n\t "),
        ("text", "\u202e"),
        ("topic", ""),
        ("topic", "khac"),
        ("unit", "0"),
        ("unit", "abc"),
        ("phone", "gọi giờ hành chính"),
        ("phone", "12"),
        ("email", "lan@"),
        ("name", "a" * 101),
    ],
)
def test_what_is_wrong__is_said_at_its_field(school, field, value):
    assert errors(send(**{field: value}), field)


def test_html__is_shown_as_it_was_typed_when_something_else_is_wrong(school):
    html = send(text='</textarea><img src=x onerror="alert(1)">', topic="").content.decode()

    assert "<img src=x" not in html
    assert "&lt;/textarea&gt;&lt;img" in html


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods__are_refused(school, method):
    assert getattr(Client(), method)(FORM).status_code == 405


def test_history__is_only_added_to(school):
    send()
    step = Step.objects.get()

    with pytest.raises(TypeError):
        step.save()
    with pytest.raises(TypeError):
        Step.objects.update(text="Khác")
    with pytest.raises(TypeError):
        Step.objects.all().delete()
