"""One tap after the answer: kept without who said so, shown only when nobody can tell whose it was."""

import pytest
from django.test import Client

from feedback import acts
from feedback.models import FEWEST, Feedback, Rating
from tests.feedback.factories import make_feedback, make_teacher, make_unit
from tests.support.forms import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(school):
    return make_teacher()


@pytest.fixture
def feedback(teacher):
    made = make_feedback(unit=make_unit("Tổ an toàn", teacher))
    acts.answer(made, teacher, text="Đã mở cổng bên.")
    return made


def rate(feedback, value="5"):
    return Client(enforce_csrf_checks=True).post(
        f"{feedback.get_absolute_url()}danh-gia/", {"value": value}, follow=True
    )


def test_one_tap__is_kept_once_and_thanked_for(feedback):
    before = Client().get(feedback.get_absolute_url()).content.decode()
    after = rate(feedback).content.decode()
    rate(feedback, "1")

    assert "Rất hài lòng" in before
    assert "Rất hài lòng" not in after
    assert [each.value for each in Rating.objects.all()] == [5]


def test_rating__leads_to_nobody(feedback):
    rate(feedback)

    names = {field.name for field in Rating._meta.get_fields()}
    assert names == {"id", "site", "year", "value"}


@pytest.mark.parametrize("value", ["", "0", "6", "năm", "5.0", "55555555555555555555"])
def test_nonsense__is_not_kept(feedback, value):
    rate(feedback, value)

    assert not Rating.objects.exists()
    assert not Feedback.objects.get().rated


def test_what_was_not_answered__cannot_be_rated(school):
    waiting = make_feedback()

    assert rate(waiting).status_code == 404
    assert "danh-gia" not in Client().get(waiting.get_absolute_url()).content.decode()


def test_figures__are_shown_once_nobody_can_tell_whose_one_was(feedback, teacher):
    def shown():
        return signed_in(teacher).get("/admin/feedback/").context["figures"].shows_ratings

    for _number in range(FEWEST - 1):
        Rating.objects.create(site=feedback.site, year=Feedback.objects.get().received_at.year, value=4)
    before = shown()
    rate(feedback, "2")

    assert not before
    assert shown()
    assert signed_in(teacher).get("/admin/feedback/").context["figures"].satisfied == FEWEST - 1
