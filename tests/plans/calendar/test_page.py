"""The calendar as visitors read it: events, due dates of public promises, holidays, and nothing that is internal."""

import datetime

import pytest
from django.test import Client
from lxml import html

from plans.models import Holiday, SchoolYear, Unit
from tests.factories import approve, make_plan, take_down
from tests.plans.calendar.factories import D, make_event
from tests.plans.promises.factories import make_promising_plan, monthly, on, queries_of

pytestmark = pytest.mark.usefixtures("school")
TODAY = D(2026, 11, 22)
WEEK, MONTH = "/lich-cong-tac/?tuan=2026-W48", "/lich-cong-tac/?thang=2026-11"
COMING = "/lich-cong-tac/?sap-toi=1"
EVERYWHERE = (WEEK, MONTH, COMING, "/lich-cong-tac/")


@pytest.fixture(autouse=True)
def _today():
    with on(TODAY):
        yield


def page(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def words(address):
    return " ".join(page(address).text_content().split())


def make_year(*holidays):
    days = {"starts_on": D(2026, 9, 5), "first_term_ends_on": D(2027, 1, 15)}
    days |= {"second_term_starts_on": D(2027, 1, 18), "ends_on": D(2027, 5, 31)}
    year = SchoolYear(from_year=2026, live=False, **days)
    year.holidays = [Holiday(name=name, starts_on=first, ends_on=last) for name, first, last in holidays]
    year.save()
    return approve(year)


@pytest.mark.parametrize("address", EVERYWHERE)
def test_event__is_shown_on_its_day(address):
    make_event()

    assert "Họp phụ huynh" in words(address)


def test_event__says_hours_place_and_who_attends_and_names_only_public_units():
    draft = Unit.objects.get(slug="ke-toan")
    take_down(draft)
    make_event(Unit.objects.get(slug="y-te"), draft, place="Phòng hội đồng", attendees="Cha mẹ lớp 1", chair="Cô Liên")

    said = words(WEEK)

    for word in ("7:30–9:00", "Phòng hội đồng", "Cha mẹ lớp 1", "Cô Liên", "Y tế"):
        assert word in said
    assert "Kế toán" not in said


@pytest.mark.parametrize("address", EVERYWHERE)
def test_what_is_not_public__is_nowhere(address):
    make_event(title="Bản nháp", live=False)
    make_event(title="Họp kín", audience="internal")
    make_event(title="Chờ duyệt", live=False).save_revision()
    take_down(make_event(title="Đã gỡ"))
    edited = make_event(title="Tên đã duyệt")
    edited.title = "Tên chưa duyệt"
    edited.save_revision()

    said = words(address)

    for title in ("Bản nháp", "Họp kín", "Chờ duyệt", "Đã gỡ", "Tên chưa duyệt"):
        assert title not in said
    assert "Tên đã duyệt" in said


def test_event__that_becomes_internal_is_gone():
    event = make_event()
    event.audience = "internal"
    approve(event)

    assert "Họp phụ huynh" not in words(WEEK)


def test_event__that_turns_public_comes():
    event = make_event(audience="internal")
    assert "Họp phụ huynh" not in words(WEEK)
    event.audience = "public"
    approve(event)

    assert "Họp phụ huynh" in words(WEEK)


def test_due_date__of_a_public_promise_is_shown_in_the_pages_words_with_its_place():
    plan = make_promising_plan(monthly("Mỗi tháng một bài"), monthly("Chỉ nội bộ", audience="internal"))
    make_promising_plan(monthly("Của bản nháp"), live=False)

    tree = page(MONTH)
    cell = tree.xpath("//td[.//time[@datetime='2026-11-30']]")[0]

    assert cell.xpath(".//a")[0].get("href").startswith(plan.url + "#muc-")
    assert "Mỗi tháng một bài" in cell.text_content()
    assert "Chỉ nội bộ" not in tree.text_content()
    assert "Của bản nháp" not in tree.text_content()


def test_due_date__of_a_plan_that_is_taken_down_is_gone():
    take_down(make_promising_plan(monthly("Mỗi tháng một bài")))

    assert "Mỗi tháng một bài" not in words(MONTH)


def test_due_date__stays_when_it_is_waived():
    """What is public follows from approvals alone, and a waiver or a tick is none."""
    from plans.models import Occasion

    make_promising_plan(monthly("Mỗi tháng một bài"))
    before = Client().get(MONTH).content
    Occasion.objects.update(waived_at=datetime.datetime.now(datetime.UTC), waiver_reason="Bão")

    assert Client().get(MONTH).content == before


def test_holiday__stands_on_each_of_its_days():
    make_year(("Tết Đinh Mùi", D(2027, 2, 1), D(2027, 2, 14)))

    days = page("/lich-cong-tac/?thang=2027-02").xpath("//td[contains(., 'Tết Đinh Mùi')]//time/@datetime")

    assert (days[0], days[-1], len(days)) == ("2027-02-01", "2027-02-14", 14)


def test_event__of_several_days_stands_on_each_of_them_and_tells_its_details_once():
    make_event(ends_on=D(2026, 11, 25), place="Sân vận động")

    assert words(WEEK).count("Họp phụ huynh") == 3
    assert words(WEEK).count("Sân vận động") == 1
    assert words(COMING).count("Họp phụ huynh") == 1
    assert "từ 7:30 23/11 đến 9:00 25/11" in words(WEEK)


def test_event__that_began_last_week_tells_its_details_on_the_first_day_shown():
    make_event(starts_on=D(2026, 11, 20), ends_on=D(2026, 11, 25), place="Sân vận động")

    assert words(WEEK).count("Họp phụ huynh") == 3
    assert words(WEEK).count("Sân vận động") == 1


def test_today__is_marked_once():
    assert len(page("/lich-cong-tac/?tuan=2026-W47").find_class("day--today")) == 1
    assert len(page(MONTH).find_class("month__day--today")) == 1
    assert not page(WEEK).find_class("day--today")


def test_first_page__has_this_week_for_narrow_screens_and_this_month_for_wide_ones():
    tree = page("/lich-cong-tac/")

    assert len(tree.find_class("calendar--narrow")) == len(tree.find_class("calendar--wide")) == 1
    assert "Tuần 47" in tree.find_class("calendar--narrow")[0].text_content()
    assert "Tháng 11 năm 2026" in tree.find_class("calendar--wide")[0].text_content()


def test_month__is_a_table_with_heads_and_a_row_for_each_week():
    table = page(MONTH).xpath("//table")[0]

    assert len(table.xpath("./thead/tr/th[@scope='col']")) == 8
    assert [len(row.xpath("./td")) for row in table.xpath("./tbody/tr")] == [7] * 6
    assert table.xpath("./tbody/tr/th[@scope='row']/a")[3].get("href") == "/lich-cong-tac/?tuan=2026-W47"


def test_month__leads_to_the_event_in_its_week():
    event = make_event()

    link = page(MONTH).xpath("//td//a[contains(., 'Họp phụ huynh')]/@href")[0]

    assert link == event.url == f"/lich-cong-tac/?tuan=2026-W48#{event.anchor}"
    assert page(link).get_element_by_id(event.anchor) is not None


def test_links__lead_to_the_days_before_and_after():
    assert page(WEEK).xpath("//a[contains(@rel, 'prev')]/@href") == ["/lich-cong-tac/?tuan=2026-W47"]
    assert page(WEEK).xpath("//a[contains(@rel, 'next')]/@href") == ["/lich-cong-tac/?tuan=2026-W49"]
    assert page("/lich-cong-tac/?thang=2000-01").xpath("//a[contains(@rel, 'prev')]") == []


@pytest.mark.parametrize(
    "query", ["tuan=2026-W99", "tuan=%00", "thang=2026-13", "thang=9999-12", "x=1", "tuan=", "sap-toi="]
)
def test_nonsense__is_answered_with_a_page(query):
    page(f"/lich-cong-tac/?{query}")


def test_empty_calendar__says_so():
    assert "chưa có gì" in words(WEEK)


def test_pages__take_as_many_queries_for_many_entries_as_for_few():
    units = list(Unit.objects.all())
    make_event(*units[:1])
    make_promising_plan(monthly("Một", unit=units[0]))
    make_year(("Nghỉ", D(2026, 11, 27), D(2026, 11, 27)))
    for address in EVERYWHERE:
        page(address)
    few = {address: queries_of(lambda address=address: page(address)) for address in EVERYWHERE}

    for number in range(8):
        make_event(*units[number:], title=f"Việc {number}")
    make_promising_plan(*(monthly(f"Hứa {number}", unit=units[number]) for number in range(8)))
    make_plan()

    assert {address: queries_of(lambda address=address: page(address)) for address in EVERYWHERE} == few
