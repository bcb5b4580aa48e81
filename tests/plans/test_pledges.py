"""What parents read beside a promise: what came, and what did not."""

import pytest
from django.test import Client

from moderation.roles import Role
from plans.pledges import pledges_of
from plans.promises import acts
from tests.factories import NewsPageFactory, make_user
from tests.plans.promises.factories import (
    ISSUED,
    NOVEMBER,
    D,
    commitment_item,
    make_promising_plan,
    month_of,
    monthly,
    on,
)

pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def plan():
    with on(ISSUED):
        return make_promising_plan(monthly(quantity=2, audience="public"))


def articles(plan, *days):
    for day in days:
        NewsPageFactory(serves=[commitment_item(plan)], date=day)


def pledge(plan, day=NOVEMBER):
    item = commitment_item(plan)
    return pledges_of([item], day)[item.pk]


def test_what_came_and_what_did_not__are_both_said(plan):
    articles(plan, D(2026, 9, 5), D(2026, 9, 20), D(2026, 10, 3), D(2026, 11, 2))

    said = pledge(plan)

    assert (said.kept, said.fallen_due) == (1, 2)
    assert said.marks == ["kept", "missing", "open"]
    assert (said.current.count, said.current.occasion.due_on, said.is_kept_now) == (1, D(2026, 11, 30), False)


def test_what_is_kept_before_its_day__counts_already(plan):
    articles(plan, D(2026, 9, 5), D(2026, 9, 20))

    said = pledge(plan, D(2026, 9, 21))

    assert (said.kept, said.fallen_due, said.marks, said.is_kept_now) == (1, 1, ["kept"], True)


def test_plan_that_is_over__promises_nothing_more(plan):
    assert pledge(plan, D(2028, 1, 1)).current is None


def test_waiver__is_the_staffs_own_note_and_hides_nothing_from_the_public(plan):
    with on(NOVEMBER):
        acts.waive(month_of(commitment_item(plan), 10), make_user(Role.PRINCIPAL), "Trường nghỉ vì bão.")

    said = pledge(plan)

    assert (said.kept, said.fallen_due) == (0, 2)
    assert said.marks == ["missing", "missing", "open"]


def test_page__says_it_in_a_sentence_and_nothing_of_what_is_internal():
    with on(ISSUED):
        plan = make_promising_plan(monthly("mỗi tháng một bài"), monthly("Nội bộ", audience="internal"))
    NewsPageFactory(serves=[commitment_item(plan, "mỗi tháng một bài")], date=D(2026, 9, 5))

    with on(NOVEMBER):
        shown = Client().get(plan.url).content.decode()

    assert "Mỗi tháng một bài" in shown
    assert "Đến nay đã giữ lời 1/2 lần." in shown
    assert "Lần tới: chậm nhất ngày 30/11/2026." in shown
    assert shown.count("giữ lời") == 1
    assert "Nội bộ" not in shown


def test_draft__does_not_change_what_is_said(plan):
    NewsPageFactory(serves=[commitment_item(plan)], date=D(2026, 9, 5), live=False)

    assert pledge(plan).marks == ["missing", "missing", "open"]
