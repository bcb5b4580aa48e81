"""What a report counts: by hand, without counting twice, without what is internal, and for good."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import NewsPage
from plans.models import Commitment, Occasion, ReportMaking, ReportPage, Unit
from plans.report.account import account_of
from plans.report.snapshot import figures_of
from tests.factories import NewsPageFactory, UnitFactory, approve, publish, take_down
from tests.plans.promises.factories import on
from tests.plans.reporting import FIRST, LAST, LATER, SECRET, D, item_of, make_report, record, reported_plan, secret

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(school):
    return Unit.objects.get(slug="y-te")


@pytest.fixture
def plan(unit):
    return reported_plan(unit)


def count(plan, *, public=True, first=FIRST, last=LAST, day=LATER):
    with on(day):
        return figures_of(plan, first, last, day, public=public)


def area(figures, title):
    return next(each for each in figures["areas"] if each["title"] == title)


def test_figures__are_those_that_were_counted_by_hand(plan, unit):
    promise, health, safety = (item_of(plan, title) for title in ("Mỗi tháng một bài về y tế", "Về y tế", "Về an toàn"))
    both = NewsPageFactory(title="Khám mắt", serves=[promise, health], date=D(2026, 9, 20), unit=unit)
    NewsPageFactory(title="Trước kỳ", serves=[safety], date=D(2026, 8, 30))
    NewsPageFactory(title="Sau kỳ", serves=[safety], date=D(2026, 11, 2))
    radio = record("Phóng sự", D(2026, 10, 2), [safety])

    figures = count(plan)

    assert set(figures["things"]) == {f"news.newspage:{both.pk}", f"plans.externalrecord:{radio.pk}"}
    (kept,) = figures["promises"].values()
    assert kept["counts"] == {"met": 1, "overdue": 1}
    assert kept["open"] == [{"due_on": "2026-10-31", "state": "overdue", "done": 0, "of": 1}]
    assert area(figures, "Về y tế")["things"] == [f"news.newspage:{both.pk}"]
    assert area(figures, "Về an toàn")["things"] == [f"plans.externalrecord:{radio.pk}"]
    (own,) = figures["units"]
    assert (own["name"], own["areas"], len(own["promises"]), len(own["things"])) == (unit.name, ["1"], 1, 1)


def test_article_that_keeps_a_promise_of_an_area__counts_for_that_area_without_naming_it(plan):
    article = NewsPageFactory(serves=[item_of(plan, "Mỗi tháng một bài về y tế")], date=D(2026, 9, 20))

    assert area(count(plan), "Về y tế")["things"] == [f"news.newspage:{article.pk}"]


def test_promise_without_a_unit__is_reported_once_all_the_same(unit):
    plan = reported_plan(unit, Commitment(text="Mỗi tháng một phóng sự", every="monthly"))

    figures = count(plan)

    listed = [key for each in figures["units"] for key in each["promises"]]
    assert sorted(listed) == sorted(figures["promises"])
    assert figures["units"][-1]["key"] == 0


def test_draft_unit__is_not_named(plan):
    hidden = UnitFactory(name="Tổ chưa duyệt", live=False)
    plan.commitments.model.objects.filter(plan=plan)
    draft = plan.get_latest_revision_as_object()
    draft.commitments.all()[0].unit = hidden
    publish(draft)

    assert "Tổ chưa duyệt" not in json.dumps(count(plan), ensure_ascii=False)


def test_draft_article__is_no_evidence(plan):
    NewsPageFactory(title="Nháp", serves=[item_of(plan, "Về y tế")], date=D(2026, 9, 20), live=False)

    assert count(plan)["things"] == {}


def test_what_is_not_due_yet__is_counted_and_not_called_missing(plan):
    figures = count(plan, last=D(2026, 11, 30))

    (promise,) = figures["promises"].values()
    assert promise["counts"]["due"] == 1
    assert all(each["state"] != "due" for each in promise["open"])


# --- What is internal -------------------------------------------------------------------------------------------------


def test_internal_promise_and_record__are_in_the_staffs_figures_and_never_in_the_publics(unit):
    plan = reported_plan(unit, secret(unit))
    record("Biên bản họp kín", D(2026, 9, 10), [item_of(plan, SECRET), item_of(plan, "Về y tế")], audience="internal")

    public = json.dumps(count(plan), ensure_ascii=False)
    full = json.dumps(count(plan, public=False), ensure_ascii=False)

    assert SECRET not in public
    assert "họp kín" not in public
    assert "internal" not in public
    assert SECRET in full
    assert "họp kín" in full


def test_waivers_reason__is_the_staffs_alone(plan):
    october = Occasion.objects.get(item=item_of(plan, "Mỗi tháng một bài về y tế"), due_on=D(2026, 10, 31))
    Occasion.objects.filter(pk=october.pk).update(waived_at="2026-11-01T00:00Z", waiver_reason="Cô Lan nghỉ ốm.")

    public, full = count(plan), count(plan, public=False)

    assert "waived" in json.dumps(public)
    assert "Cô Lan" not in json.dumps(public, ensure_ascii=False)
    assert "Cô Lan" in json.dumps(full, ensure_ascii=False)


def test_page_of_a_report__holds_nothing_internal_in_its_row_and_in_its_version(unit):
    plan = reported_plan(unit, secret(unit))
    page = make_report(plan)

    stored = json.dumps([page.latest_revision.content, ReportPage.objects.values().get(pk=page.pk)], default=str)

    assert json.dumps(SECRET)[1:-1] not in stored
    assert SECRET in json.dumps(ReportMaking.objects.get().full, ensure_ascii=False)


# --- Frozen -----------------------------------------------------------------------------------------------------------


def test_report__stays_as_it_was_counted(plan):
    article = NewsPageFactory(title="Khám mắt", serves=[item_of(plan, "Về y tế")], date=D(2026, 9, 20))
    page = approve(make_report(plan))
    before = page.figures
    article.title, article.serves = "Tên khác", []
    approve(article)
    NewsPageFactory(serves=[item_of(plan, "Về y tế")], date=D(2026, 9, 21))

    after = ReportPage.objects.get(pk=page.pk)

    assert after.figures == before
    assert [piece.title for piece in account_of(after, after.figures).pieces] == ["Khám mắt"]


def test_article_that_was_taken_down__is_still_named_but_leads_nowhere(plan):
    article = NewsPageFactory(title="Khám mắt", serves=[item_of(plan, "Về y tế")], date=D(2026, 9, 20))
    page = approve(make_report(plan))
    assert account_of(page, page.figures).pieces[0].url == article.url

    take_down(article)

    (piece,) = account_of(page, page.figures).pieces
    assert (piece.title, piece.url) == ("Khám mắt", "")


def test_new_figures__are_a_new_version_and_the_public_keeps_the_old_until_it_is_approved(plan):
    from plans.report import making

    page = approve(make_report(plan))
    NewsPageFactory(serves=[item_of(plan, "Về y tế")], date=D(2026, 9, 21))
    asked = making.ask(plan, (FIRST, LAST), None, page=page)
    with on(LATER):
        making.make(asked)

    stored = ReportPage.objects.get(pk=page.pk)
    assert stored.figures == page.figures
    assert len(stored.get_latest_revision_as_object().figures["things"]) == 1
    approve(stored.get_latest_revision_as_object())
    assert len(ReportPage.objects.get(pk=page.pk).figures["things"]) == 1


def test_report__is_made_once_by_two_workers(plan):
    from plans.report import making

    asked = making.ask(plan, (FIRST, LAST), None)
    again = ReportMaking.objects.get(pk=asked.pk)
    making.make(asked)
    making.make(again)

    assert ReportPage.objects.count() == 1


def test_plan_that_is_public_no_longer__fails_and_says_so(plan):
    from plans.report import making

    asked = making.ask(plan, (FIRST, LAST), None)
    take_down(plan)
    making.make(asked)
    asked.refresh_from_db()

    assert asked.state == "failed"
    assert making.work() == 0


# --- Cost -------------------------------------------------------------------------------------------------------------


def queries(question):
    with CaptureQueriesContext(connection) as asked:
        question()
    return len(asked)


def test_counting_and_reading__take_a_fixed_number_of_queries(unit, school):
    def cost(plan):
        figures = count(plan)
        page = make_report(plan)
        return queries(lambda: count(plan)), queries(lambda: account_of(page, figures))

    few = reported_plan(unit)
    for day in (1, 2, 3):
        NewsPageFactory(serves=[item_of(few, "Về y tế")], date=D(2026, 9, day))
    cost(few)
    small = cost(few)
    many = reported_plan(unit, *(Commitment(text=f"Việc {number}", every="monthly", unit=unit) for number in range(30)))
    for day in range(1, 31):
        NewsPageFactory(serves=[item_of(many, f"Việc {day - 1}")], date=D(2026, 9, day))

    assert cost(many) == small
    assert NewsPage.objects.count() == 33
