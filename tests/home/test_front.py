"""The furniture of the front page: ways for parents, the week, the look-up, whom to call."""

import datetime

from django.test import Client
from django.utils import timezone

from home.models import QuickLink
from plans.models import Event, Holiday, SchoolYear, Unit
from tests.factories import StandardPageFactory, approve, make_plan, make_user, take_down
from tests.home.test_query_counts import queries
from tests.support.forms import signed_in

MONDAY, SATURDAY, SUNDAY = (datetime.date(2026, 11, day) for day in (23, 28, 29))


def event(title, day=MONDAY, **fields):
    made = Event(title=title, starts_on=day, live=False, **{"audience": "public"} | fields)
    made.save()
    return approve(made)


def on(monkeypatch, day):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: day)


def front():
    return Client().get("/")


def days():
    return [day.date for day in front().context["week"]["days"]]


# --- The week -----------------------------------------------------------------------------------------------------


def test_week__shows_what_is_public_from_monday_to_sunday(school, monkeypatch):
    on(monkeypatch, SATURDAY)
    event("Chào cờ đầu tuần", starts_at=datetime.time(7), place="Sân trường")
    event("Họp giao ban", audience="internal")
    event("Tuần sau nữa", MONDAY + datetime.timedelta(days=7))
    event("Tuần trước", MONDAY - datetime.timedelta(days=1))

    html = front().content.decode()

    assert days() == [MONDAY]
    assert "Chào cờ đầu tuần" in html
    assert "7:00 · Sân trường" in html
    for title in ("Họp giao ban", "Tuần sau nữa", "Tuần trước"):
        assert title not in html


def test_week__on_a_sunday_is_the_next_one(school, monkeypatch):
    on(monkeypatch, MONDAY - datetime.timedelta(days=1))
    event("Chào cờ đầu tuần")

    assert days() == [MONDAY]


def test_week__shows_holidays_too(school, monkeypatch):
    on(monkeypatch, MONDAY)
    dates = ((2026, 9, 5), (2027, 1, 15), (2027, 1, 18), (2027, 5, 31))
    names = ("starts_on", "first_term_ends_on", "second_term_starts_on", "ends_on")
    year = SchoolYear(from_year=2026, live=False, **{n: datetime.date(*d) for n, d in zip(names, dates, strict=True)})
    year.holidays = [Holiday(name="Nghỉ bão", starts_on=SATURDAY, ends_on=SUNDAY)]
    year.save()
    approve(year)

    assert days() == [SATURDAY]


def test_week__tells_once_what_takes_several_days(school, monkeypatch):
    on(monkeypatch, SATURDAY)
    event("Tuần lễ hàm răng khoẻ", MONDAY - datetime.timedelta(days=3), ends_on=SATURDAY)

    assert days() == [MONDAY]
    assert front().content.decode().count("Tuần lễ hàm răng khoẻ") == 1


def test_week__without_anything_is_left_out(school):
    assert 'id="week"' not in front().content.decode()


def test_week__costs_the_same_however_much_is_in_it(school):
    today = timezone.localdate()
    day = today + datetime.timedelta(days=today.weekday() == 6)
    unit = Unit.objects.get(slug="y-te")

    def one_more(number):
        made = Event(title=f"Việc {number}", starts_on=day, audience="public", live=False)
        made.units = [unit]
        made.save()
        approve(made)

    one_more(0)
    few = queries("/")
    for number in range(1, 9):
        one_more(number)

    assert queries("/") == few


# --- Ways for parents ---------------------------------------------------------------------------------------------


def test_quick_links__stand_in_their_order_with_their_own_words(school):
    enrolment, times = StandardPageFactory(title="Tuyển sinh lớp 1"), StandardPageFactory(title="Thời khoá biểu")
    school.quick_links = [
        QuickLink(page=times, label="Mấy giờ vào lớp?", sort_order=0),
        QuickLink(page=enrolment, sort_order=1),
    ]
    approve(school)

    assert front().context["quick_links"] == [
        {"label": "Mấy giờ vào lớp?", "url": times.url},
        {"label": "Tuyển sinh lớp 1", "url": enrolment.url},
    ]


def test_quick_links__lead_to_nothing_that_is_not_public(school):
    page = StandardPageFactory(title="Tuyển sinh lớp 1")
    school.quick_links = [QuickLink(page=page)]
    approve(school)
    take_down(page)

    assert front().context["quick_links"] == []


def test_quick_links__of_a_draft_show_in_its_preview_alone(school):
    page = StandardPageFactory(title="Tuyển sinh lớp 1")
    school.quick_links = [QuickLink(page=page, label="Con vào lớp 1")]
    draft = school.save_revision()

    preview = signed_in(make_user(is_superuser=True)).get(f"/admin/pages/{school.pk}/revisions/{draft.pk}/view/")

    assert "Con vào lớp 1" in preview.content.decode()
    assert "Con vào lớp 1" not in front().content.decode()


# --- Looking up, and whom to call ---------------------------------------------------------------------------------


def test_lookup__asks_the_register(school):
    make_plan(title="Kế hoạch an toàn")
    html = front().content.decode()

    assert '<form class="lookbox" action="/tra-cuu/" method="get"' in html
    assert "Kế hoạch an toàn" in Client().get("/tra-cuu/?q=an+toan").content.decode()


def test_contacts__are_units_with_somebody_who_can_be_reached(school):
    reached, unreachable, nameless = Unit.objects.filter(part_of=None)[:3]
    reached.contact_name, reached.phone = "Trương Thị Hồng Đào", "0277 3 000 117"
    unreachable.contact_name = "Không có số"
    nameless.phone = "0277 3 000 118"
    for unit in (reached, unreachable, nameless):
        approve(unit)

    html = front().content.decode()

    assert 'href="tel:02773000117"' in html
    assert "Trương Thị Hồng Đào" in html
    assert "Không có số" not in html
    assert "0277 3 000 118" not in html


def test_front_page__of_a_new_school_is_whole(school):
    html = front().content.decode()

    assert 'id="lookup"' in html
    assert 'class="units"' in html
