"""From a published plan come occasions; what is approved keeps them; a changed promise leaves what was."""

from itertools import pairwise

import pytest

from common import worker
from plans.models import Commitment, Holiday, Occasion, PlanItem, PlanPage, SchoolYear
from plans.promises.renewal import renew, renew_all
from tests.factories import (
    GalleryPageFactory,
    NewsPageFactory,
    approve,
    make_plan,
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
    month_of,
    monthly,
    on,
    queries_of,
    rows_of,
    states_on,
)

pytestmark = pytest.mark.usefixtures("school")


# --- Making -------------------------------------------------------------------------------------------------------


def test_publish__makes_an_occasion_for_every_month_of_the_school_year(item):
    assert [row.due_on.month for row in rows_of(item)] == [9, 10, 11, 12, 1, 2, 3, 4, 5]
    assert {(row.quantity, row.text) for row in rows_of(item)} == {(1, "Mỗi tháng một bài")}


def test_draft__makes_none():
    make_promising_plan(monthly(), live=False).save_revision()

    assert not Occasion.objects.exists()


def test_publish_again__changes_nothing(plan, item):
    before = list(Occasion.objects.order_by("pk").values())

    with on(NOVEMBER):
        publish(plan)

    assert list(Occasion.objects.order_by("pk").values()) == before


def test_sweep__has_nothing_to_do_twice(plan):
    with on(NOVEMBER):
        assert renew_all() == 0


def test_sweep__makes_what_is_missing_and_is_one_of_the_workers(plan, item):
    Occasion.objects.filter(item=item, due_on__gte=D(2027, 1, 1)).delete()

    with on(NOVEMBER):
        assert "promises" in {sweep.name for sweep in worker.registered()}
        assert renew_all() == 5
        assert renew_all() == 0


def test_plan_approved_late__is_reckoned_from_its_date_of_issue():
    with on(NOVEMBER):
        item = commitment_item(make_promising_plan(monthly()))

    assert rows_of(item)[0].due_on == D(2026, 9, 30)


def test_commitment_added_later__is_promised_from_its_approval(plan):
    draft = plan.get_latest_revision_as_object()
    draft.commitments = [*draft.commitments.all(), monthly("Thêm về sau")]
    with on(NOVEMBER):
        publish(draft)

    assert rows_of(commitment_item(plan, "Thêm về sau"))[0].due_on == D(2026, 11, 30)


def test_once__has_one_occasion():
    with on(ISSUED):
        plan = make_promising_plan(Commitment(text="Lập Ban biên tập", every="once", due_on=D(2026, 9, 30)))

    (row,) = rows_of(commitment_item(plan))
    assert (row.starts_on, row.due_on, row.closes_on) == (ISSUED, D(2026, 9, 30), D(2027, 5, 31))


def test_first_and_last_day_of_a_commitment__narrow_its_months():
    with on(ISSUED):
        plan = make_promising_plan(monthly(starts_on=D(2026, 11, 1), ends_on=D(2027, 1, 31)))

    assert [row.due_on.month for row in rows_of(commitment_item(plan))] == [11, 12, 1]


def test_plan_without_period__makes_no_occasion_of_what_is_repeated():
    plan = make_plan(live=False)
    plan.commitments = [monthly()]
    plan.save()
    publish(plan)

    assert not Occasion.objects.exists()


def test_school_year_that_is_approved__moves_what_falls_due(plan, item):
    year = SchoolYear(from_year=2026, starts_on=D(2026, 9, 7), first_term_ends_on=D(2027, 1, 15))
    year.second_term_starts_on, year.ends_on, year.live = D(2027, 1, 18), D(2027, 5, 31), False
    year.holidays = [Holiday(name="Lễ", starts_on=D(2027, 4, 30), ends_on=D(2027, 5, 1))]
    year.save()
    with on(NOVEMBER):
        renew(plan)
        assert month_of(item, 4).due_on == D(2027, 4, 30)
        approve(year)
        renew_all()

    assert month_of(item, 4).due_on == D(2027, 4, 29)
    assert rows_of(item)[0].starts_on == D(2026, 9, 5)  # September is over


# --- Keeping ------------------------------------------------------------------------------------------------------


def test_article_that_is_approved__keeps_the_month_of_its_date(item):
    NewsPageFactory(serves=[item], date=D(2026, 10, 20))
    NewsPageFactory(serves=[item], date=D(2026, 11, 20), live=False)

    states = states_on(item, NOVEMBER)

    assert (states[9], states[10], states[11]) == (("missed", 0), ("met", 1), ("due", 0))


def test_article_that_is_taken_down__keeps_nothing_any_more(item):
    article = NewsPageFactory(serves=[item], date=D(2026, 10, 20))
    take_down(article)

    assert states_on(item, NOVEMBER)[10] == ("overdue", 0)


def test_galleries_count_as_articles_do(item):
    GalleryPageFactory(serves=[item], date=D(2026, 10, 20))

    assert states_on(item, NOVEMBER)[10] == ("met", 1)


def test_one_article_counts_once_for_each_item_it_serves():
    with on(ISSUED):
        plan = make_promising_plan(monthly("Một"), monthly("Hai"))
    first, second = commitment_item(plan, "Một"), commitment_item(plan, "Hai")
    NewsPageFactory(serves=[first, second], date=D(2026, 10, 20))

    assert states_on(first, NOVEMBER)[10] == states_on(second, NOVEMBER)[10] == ("met", 1)


def test_area_of_the_same_plan__keeps_no_commitment(plan, item):
    NewsPageFactory(serves=[plan.items.get(kind="area")], date=D(2026, 10, 20))

    assert states_on(item, NOVEMBER)[10] == ("overdue", 0)


# --- Changing -----------------------------------------------------------------------------------------------------


def closed_before(item, day):
    return list(Occasion.objects.filter(item=item, due_on__lt=day).order_by("pk").values())


def test_changed_quantity__rules_from_the_day_it_was_approved(plan, item):
    NewsPageFactory(serves=[item], date=D(2026, 11, 10))
    before = closed_before(item, NOVEMBER)

    with on(NOVEMBER):
        change(plan, quantity=3, text="Mỗi tháng ba bài")

    assert closed_before(item, NOVEMBER) == before
    assert month_of(item, 11).quantity == 1  # something has counted for it
    assert (month_of(item, 12).quantity, month_of(item, 12).text) == (3, "Mỗi tháng ba bài")


def test_changed_quantity__of_a_month_in_which_nothing_counted_yet(plan, item):
    with on(NOVEMBER):
        change(plan, quantity=3)

    assert (month_of(item, 10).quantity, month_of(item, 11).quantity) == (1, 3)


def test_changed_rhythm__begins_where_the_old_one_was_counted_last(plan, item):
    NewsPageFactory(serves=[item], date=D(2026, 11, 10))
    before = closed_before(item, NOVEMBER)

    with on(NOVEMBER):
        change(plan, every="weekly")

    rows = rows_of(item)
    assert closed_before(item, NOVEMBER) == before
    assert (rows[2].starts_on, rows[2].ends_on) == (D(2026, 11, 1), D(2026, 11, 30))
    assert (rows[3].starts_on, rows[3].ends_on) == (D(2026, 12, 1), D(2026, 12, 6))
    assert all(left.ends_on < right.starts_on for left, right in pairwise(rows))


def test_withdrawn_promise__keeps_what_was_and_asks_for_nothing_more(plan, item):
    draft = plan.get_latest_revision_as_object()
    draft.commitments = []
    with on(NOVEMBER):
        publish(draft)

    assert [row.due_on.month for row in rows_of(item)] == [9, 10]
    assert not Occasion.objects.standing().exists()


def test_plan_that_is_taken_down__asks_for_nothing(plan):
    take_down(plan)

    assert not Occasion.objects.standing().exists()


def test_copy_of_a_plan__names_its_own_areas():
    plan = make_plan("Một", "Hai", live=False)
    second = plan.focus_areas.all()[1]
    plan.commitments = [monthly(area_keys=[str(second.key), "khong-con"])]
    plan.save()

    copy = plan.copy(update_attrs={"slug": "ban-sao", "title": "Bản sao"}, keep_live=False)

    (commitment,) = PlanPage.objects.get(pk=copy.pk).commitments.all()
    assert commitment.area_keys == [str(copy.focus_areas.all()[1].key)] != [str(second.key)]


# --- Going, and how often it asks -------------------------------------------------------------------------------------


def test_occasions_go_with_their_plan(plan):
    from moderation.models import Act
    from moderation.publishing import Decision, delete

    delete(plan, Decision(Act.DELETED))

    assert not Occasion.objects.exists()
    assert not PlanItem.objects.filter(plan=plan.pk).exists()


def test_renewal__asks_as_often_for_many_promises_as_for_few(plan):
    with on(ISSUED):
        many = make_promising_plan(*(monthly(f"Số {number}") for number in range(6)))
    few, many = PlanPage.objects.get(pk=plan.pk), PlanPage.objects.get(pk=many.pk)

    with on(NOVEMBER):
        renew(few)  # the first time the site is fetched
        assert queries_of(lambda: renew(few)) == queries_of(lambda: renew(many))
