"""How promises stand, as screens and pages ask: what is said to whom, and in how many queries."""

import pytest

from plans.models import Duty, Occasion, PlanPage, Unit
from plans.promises.states import (
    current_of,
    due_between,
    owed_by,
    public_due_between,
    public_states_of,
    states_of,
)
from tests.factories import (
    NewsPageFactory,
    make_plan,
    make_responsibility,
    publish,
    take_down,
)
from tests.plans.promises.factories import (
    ISSUED,
    NOVEMBER,
    D,
    change,
    commitment_item,
    make_promising_plan,
    monthly,
    on,
    queries_of,
)

pytestmark = pytest.mark.usefixtures("school")


def test_states__take_as_many_queries_for_many_items_as_for_one(item, django_assert_num_queries):
    with on(ISSUED):
        others = make_promising_plan(*(monthly(f"Số {number}", audience="public") for number in range(4)))
    items = list(others.items.filter(kind="commitment"))
    for each in items:
        NewsPageFactory(serves=[each], date=D(2026, 10, 20))

    with django_assert_num_queries(4):  # occasions, articles, galleries, records
        states_of([item], NOVEMBER)
    with django_assert_num_queries(4):
        states_of([item, *items], NOVEMBER)


def test_current__is_the_month_that_runs(item):
    reckoned = states_of([item], NOVEMBER)[item.pk]

    assert current_of(reckoned, NOVEMBER).occasion.due_on == D(2026, 11, 30)
    assert current_of(reckoned, D(2028, 1, 1)).occasion.due_on == D(2027, 5, 31)
    assert current_of([], NOVEMBER) is None


@pytest.fixture
def shared():
    """A plan with a promise of each audience, and a duty, all of one unit."""
    unit = Unit.objects.get(slug="cong-doan")
    with on(ISSUED):
        plan = make_promising_plan(
            monthly("Cho mọi người", unit=unit), monthly("Nội bộ", unit=unit, audience="internal")
        )
        page = make_responsibility(plan, unit, live=False)
        page.duties = [Duty(text="Rà soát", every="monthly"), Duty(text="Thường trực")]
        page.save()
        publish(page)
    return plan, unit


def said(reckoned):
    return [(each.occasion.text, each.occasion.due_on.month, each.state.value) for each in reckoned]


def test_owed_by__names_what_is_begun_or_overdue_of_these_units_alone(shared):
    _plan, unit = shared
    other = Unit.objects.get(slug="y-te")

    assert sorted(said(owed_by([unit], NOVEMBER))) == sorted(
        (text, month, state)
        for text in ("Cho mọi người", "Nội bộ", "Rà soát")
        for month, state in ((10, "overdue"), (11, "due"))
    )
    assert owed_by([other], NOVEMBER) == []


def test_owed_by__forgets_what_is_kept(shared):
    plan, unit = shared
    NewsPageFactory(serves=[commitment_item(plan, "Cho mọi người")], date=D(2026, 11, 20))

    assert ("Cho mọi người", 11, "due") not in said(owed_by([unit], NOVEMBER))


def test_due_between__names_everything_of_these_days(shared, school):
    found = due_between(school.get_site(), D(2026, 12, 1), D(2026, 12, 31), NOVEMBER)

    assert sorted(each.occasion.text for each in found) == ["Cho mọi người", "Nội bộ", "Rà soát"]
    assert {each.occasion.item.plan.title for each in found} == {shared[0].title}


def test_questions__take_as_many_queries_for_many_promises_as_for_few(shared, school):
    site, (_plan, unit) = school.get_site(), shared
    ask = (
        lambda: owed_by([unit], NOVEMBER),
        lambda: due_between(site, ISSUED, NOVEMBER, NOVEMBER),
        lambda: public_due_between(site, ISSUED, NOVEMBER, NOVEMBER),
    )
    few = [queries_of(question) for question in (*ask, *ask)][len(ask) :]  # the first time the site's page is fetched
    with on(ISSUED):
        make_promising_plan(*(monthly(f"Số {number}", unit=unit) for number in range(4)))

    assert [queries_of(question) for question in ask] == few


# --- The public ---------------------------------------------------------------------------------------------------


def test_public_occasions__are_those_of_public_promises(shared, school):
    found = public_due_between(school.get_site(), D(2026, 12, 1), D(2026, 12, 31), NOVEMBER)

    assert sorted(each.occasion.text for each in found) == ["Cho mọi người", "Rà soát"]


def test_public_occasions__of_a_promise_that_became_internal_are_none(plan, item):
    assert Occasion.objects.public().exists()

    change(plan, audience="internal")

    assert not Occasion.objects.public().exists()


def test_promise_that_becomes_public__shows_nothing_of_when_it_was_internal():
    with on(ISSUED):
        plan = make_promising_plan(monthly(audience="internal"))
    with on(NOVEMBER):
        change(plan, audience="public")
    item = commitment_item(plan)

    shown = public_states_of([item], NOVEMBER)[item.pk]
    assert [each.occasion.due_on.month for each in shown] == [11, 12, 1, 2, 3, 4, 5]
    assert Occasion.objects.public().filter(item=item).count() == 7
    assert len(states_of([item], NOVEMBER)[item.pk]) == 9


def test_public_states__of_an_internal_item_are_none(shared):
    plan, _unit = shared
    items = list(plan.items.filter(kind="commitment"))

    assert list(public_states_of(items, NOVEMBER)) == [commitment_item(plan, "Cho mọi người").pk]


def test_public_occasions__of_a_plan_that_is_taken_down_are_none(plan):
    take_down(plan)

    assert not Occasion.objects.public().exists()


def test_public_occasions__of_another_site_are_none(plan, school):
    from wagtail.models import Site

    other = Site(hostname="khac.example", root_page=PlanPage.objects.get(pk=plan.pk).get_parent())
    elsewhere = Site(hostname="noi-khac.example", root_page=make_plan())

    assert Occasion.objects.on_site(other).exists()
    assert not Occasion.objects.on_site(elsewhere).exists()
