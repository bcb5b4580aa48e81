"""The staff's side: who sees what, who may do what, and nothing that anybody wrote does harm there."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from feedback import acts
from feedback.choices import Act, State
from feedback.models import Feedback
from home.models import HomePage
from moderation.roles import Role
from tests.factories import make_user
from tests.feedback.factories import WORDS, make_feedback, make_late, make_teacher, make_unit
from tests.plans.promises.factories import queries_of
from tests.support.forms import signed_in

pytestmark = pytest.mark.django_db
LIST = "/admin/feedback/"
PERSON = {"name": "Nguyễn Thị Lan", "phone": "0912 345 678", "email": "lan@example.org"}


@pytest.fixture
def teacher(school):
    return make_teacher(first_name="Hà", last_name="Lê Thu")


@pytest.fixture
def unit(teacher):
    return make_unit("Tổ an toàn", teacher)


@pytest.fixture
def other_unit(school):
    return make_unit("Tổ đọc sách", make_teacher())


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL)


@pytest.fixture
def feedback(unit):
    return make_feedback(unit=unit, **PERSON)


def page(user, feedback):
    return signed_in(user).get(reverse("feedback_item", args=[feedback.pk]))


def do(user, feedback, act, **data):
    given = {f"{act}-{name}": value for name, value in data.items()}
    return signed_in(user).post(reverse("feedback_item", args=[feedback.pk]), {"act": act, **given})


def offered(answer):
    return [way.name for way, _form in answer.context["ways"]]


def acts_of(feedback):
    return [step.act for step in feedback.steps.all()]


# --- Who sees what ----------------------------------------------------------------------------------------------------


def test_unit__sees_what_went_to_it_and_another_does_not(teacher, unit, other_unit, feedback):
    stranger = other_unit.members.get()

    assert WORDS in signed_in(teacher).get(LIST).content.decode()
    assert page(teacher, feedback).status_code == 200
    assert WORDS not in signed_in(stranger).get(LIST).content.decode()
    assert page(stranger, feedback).status_code == 404
    assert do(stranger, feedback, "answer", text="Chào").status_code == 404


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL])
def test_leadership__sees_everything(feedback, principal, role):
    reader = make_user(role)

    html = page(reader, feedback).content.decode()

    assert WORDS in html
    assert "lan@example.org" in html


def test_operator__sees_nothing(feedback):
    operator = signed_in(make_user(Role.OPERATOR))

    for address in (LIST, reverse("feedback_item", args=[feedback.pk])):
        assert WORDS not in operator.get(address, follow=True).content.decode()


def test_who_wrote__is_shown_to_who_must_answer_and_no_longer_afterwards(teacher, principal, feedback):
    before = page(teacher, feedback).content.decode()
    do(teacher, feedback, "report", note="Việc này của trường.")
    after = page(teacher, feedback).content.decode()

    for value in PERSON.values():
        assert value in before
        assert value not in after
        assert value in page(principal, feedback).content.decode()


def test_web_officer__finds_the_unit_for_what_names_none_and_sees_no_name(unit, school):
    officer, feedback = make_user(Role.WEB_OFFICER), make_feedback(**PERSON)

    shown = page(officer, feedback)
    assert offered(shown) == ["pass_on", "report"]
    assert "Nguyễn Thị Lan" not in shown.content.decode()
    assert do(officer, feedback, "pass_on", unit=unit.pk).status_code == 302

    feedback.refresh_from_db()
    assert feedback.unit == unit
    assert page(officer, feedback).status_code == 404


def test_code__is_shown_to_nobody_of_the_staff(teacher, principal, feedback):
    for reader in (teacher, principal):
        html = page(reader, feedback).content.decode() + signed_in(reader).get(LIST).content.decode()
        assert feedback.code not in html
        assert feedback.spelled_code not in html


def test_html__does_nobody_harm(teacher, unit):
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    feedback = make_feedback(unit=unit, text=evil, name=evil[:90])

    for html in (page(teacher, feedback).content.decode(), signed_in(teacher).get(LIST).content.decode()):
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "&lt;script&gt;alert(1)" in html


# --- Who may do what --------------------------------------------------------------------------------------------------


def test_ways__are_those_that_one_has(teacher, principal, feedback):
    assert offered(page(teacher, feedback)) == ["answer", "pass_on", "report"]
    assert offered(page(principal, feedback)) == ["answer", "pass_on", "escalate", "close"]
    acts.answer(feedback, teacher, text="Xong.")
    assert offered(page(teacher, feedback)) == []
    assert offered(page(principal, feedback)) == ["answer"]


@pytest.mark.parametrize("act", ["escalate", "close"])
def test_unit__neither_escalates_nor_closes(teacher, feedback, act):
    do(teacher, feedback, act, body="Sở", note="Thử")

    assert acts_of(feedback) == [Act.RECEIVED]


def test_answer__reaches_whoever_wrote(teacher, unit, feedback, client):
    do(teacher, feedback, "answer", text="Đã mở cổng bên.\n\nCảm ơn chị.")

    feedback.refresh_from_db()
    assert feedback.state == State.ANSWERED
    assert feedback.closed_at
    step = feedback.steps.last()
    assert (step.act, step.by, step.unit) == (Act.ANSWERED, teacher, unit)
    assert "Đã mở cổng bên." in client.get(feedback.get_absolute_url()).content.decode()


def test_passed_on__it_is_the_other_unit_s(teacher, other_unit, feedback):
    answer = do(teacher, feedback, "pass_on", unit=other_unit.pk, note="Việc của các anh chị")

    assert answer.url == LIST
    assert page(teacher, feedback).status_code == 404
    assert offered(page(other_unit.members.get(), feedback)) == ["answer", "pass_on", "report"]


def test_report_and_escalation__go_the_way_that_the_plan_says(teacher, principal, feedback, school):
    school_with_parent = HomePage.objects.get()
    shown = page(principal, feedback).content.decode()
    if school_with_parent.parent_body:
        assert school_with_parent.parent_body in shown
    do(teacher, feedback, "report", note="Cần trên cho ý kiến")
    do(principal, feedback, "escalate", body="UBND xã Cồn Sen", note="Công văn 12")

    feedback.refresh_from_db()
    assert feedback.state == State.ESCALATED
    assert acts_of(feedback) == [Act.RECEIVED, Act.REPORTED, Act.ESCALATED]
    assert "UBND xã Cồn Sen" in signed_in(principal).get(reverse("feedback_item", args=[feedback.pk])).content.decode()


def test_leadership__adds_to_an_answer(teacher, principal, feedback):
    do(teacher, feedback, "answer", text="Đã xem.")
    first = Feedback.objects.get().closed_at
    do(principal, feedback, "answer", text="Cổng mở từ thứ Hai.")

    assert acts_of(feedback) == [Act.RECEIVED, Act.ANSWERED, Act.ANSWERED]
    assert Feedback.objects.get().closed_at == first


def test_two_at_once__do_not_both(teacher, principal, feedback, other_unit):
    stale = Feedback.objects.get()
    acts.pass_on(feedback, principal, unit=other_unit)

    with pytest.raises(ValidationError):
        acts.answer(stale, teacher, text="Chậm một bước")

    assert acts_of(feedback) == [Act.RECEIVED, Act.PASSED_ON]


@pytest.mark.parametrize(
    ("act", "data", "field"),
    [
        ("answer", {"text": " "}, "text"),
        ("answer", {"text": "a" * 5001}, "text"),
        ("pass_on", {"unit": ""}, "unit"),
        ("pass_on", {"unit": "abc"}, "unit"),
        ("report", {"note": ""}, "note"),
        ("report", {"note": "a" * 1001}, "note"),
    ],
)
def test_what_is_missing__is_said_at_its_field(teacher, feedback, act, data, field):
    answer = do(teacher, feedback, act, **data)

    assert answer.status_code == 422
    assert answer.context["form"].errors[field]
    assert acts_of(feedback) == [Act.RECEIVED]


def test_passing_on_to_the_same_unit__is_told(teacher, unit, feedback):
    assert do(teacher, feedback, "pass_on", unit=unit.pk).context["form"].errors["unit"]


def test_act_that_there_is_none_of__does_nothing(teacher, feedback):
    for act in ("", "xoa", "answer-text"):
        assert do(teacher, feedback, act).status_code == 200
    assert acts_of(feedback) == [Act.RECEIVED]


def test_history__outlives_the_account_of_whoever_answered(teacher, feedback, principal):
    other = make_teacher()
    acts.answer(feedback, other, text="Đã mở cổng bên.")
    other.delete()

    assert "Đã mở cổng bên." in page(principal, feedback).content.decode()
    assert feedback.steps.last().by is None


# --- The list ---------------------------------------------------------------------------------------------------------


def test_list__shows_what_is_late_first_and_counts(teacher, unit, feedback):
    make_late(make_feedback(unit=unit, topic="fees"))
    acts.answer(make_feedback(unit=unit, topic="health"), teacher, text="Xong.")

    context = signed_in(teacher).get(LIST).context

    assert [each.topic for each in context["late"]] == ["fees"]
    assert [each.topic for each in context["waiting"]] == ["safety"]
    assert [each.topic for each in context["closed"]] == ["health"]
    figures = context["figures"]
    assert (figures.open, figures.late, figures.answered, figures.in_time) == (2, 1, 1, 1)


def test_list__takes_as_many_queries_for_many_as_for_one(teacher, unit, feedback):
    browser = signed_in(teacher)
    acts.answer(make_feedback(unit=unit), teacher, text="Xong.")
    browser.get(LIST)
    few = queries_of(lambda: browser.get(LIST))
    for _number in range(5):
        make_late(make_feedback(unit=unit))
        acts.answer(make_feedback(unit=unit), teacher, text="Xong.")

    assert queries_of(lambda: browser.get(LIST)) == few


def test_item__takes_as_many_queries_for_a_long_history(teacher, unit, principal, feedback, other_unit):
    browser, address = signed_in(principal), reverse("feedback_item", args=[feedback.pk])
    browser.get(address)
    few = queries_of(lambda: browser.get(address))
    for each in (other_unit, unit, other_unit, unit):
        acts.pass_on(feedback, principal, unit=each)

    assert queries_of(lambda: browser.get(address)) == few
