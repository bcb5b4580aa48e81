"""The calendar as files for phones, read by a real parser."""

import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from moderation.roles import Role
from plans.calendar.feeds import renew_address
from plans.models import CalendarAddress, Event, SchoolYear, Unit
from tests.factories import approve, make_user, take_down
from tests.plans.calendar.factories import MONDAY, D, T, make_event
from tests.plans.calendar.test_page import make_year
from tests.plans.promises.factories import change, make_promising_plan, monthly, on, queries_of

pytestmark = pytest.mark.usefixtures("school")
TODAY = D(2026, 11, 22)
SCHOOL = "/lich-cong-tac/truong.ics"
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture(autouse=True)
def _today():
    with on(TODAY):
        yield


@pytest.fixture
def unit():
    return Unit.objects.get(slug="y-te")


@pytest.fixture
def nurse(unit):
    user = make_user(Role.WEB_EDITOR, username="yte")
    unit.members.add(user)
    unit.save()
    return user


def file_of(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(answer.content)


def entries(address):
    return {str(each["summary"]): each for each in file_of(address).walk("VEVENT")}


def address_of(user):
    return reverse("calendar_personal", args=[renew_address(user).token])


# --- The file ---------------------------------------------------------------------------------------------------------


def test_file__is_read_by_a_parser_without_a_fault():
    make_event(note="Mang sổ; bút, thước\nvà nước")
    make_promising_plan(monthly())
    make_year(("Tết", D(2027, 2, 1), D(2027, 2, 14)))

    calendar = file_of(SCHOOL)

    assert not calendar.errors
    assert not any(each.errors for each in calendar.walk())
    assert calendar["version"] == "2.0"
    assert len(calendar.walk("VTIMEZONE")) == 1
    assert {"Họp phụ huynh", "Tết"} < set(entries(SCHOOL))


def test_file__is_folded_at_75_bytes_and_ends_lines_as_the_standard_says():
    make_event(title="Họp Hội đồng sư phạm về việc chuẩn bị kiểm tra cuối học kỳ " * 3)

    content = Client().get(SCHOOL).content

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_file__is_the_same_bytes_for_everybody_and_is_not_sent_twice():
    make_event()
    make_promising_plan(monthly())
    make_year(("Tết", D(2027, 2, 1), D(2027, 2, 14)))
    teacher = Client()
    teacher.force_login(make_user(Role.PRINCIPAL))

    first = Client().get(SCHOOL)

    assert teacher.get(SCHOOL).content == first.content
    assert not first.cookies
    assert Client().get(SCHOOL, headers={"if-none-match": first["ETag"]}).status_code == 304


def test_event__has_the_hours_of_vietnam():
    make_event()

    entry = entries(SCHOOL)["Họp phụ huynh"]

    assert entry["dtstart"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert entry["dtstart"].dt == datetime.datetime(2026, 11, 23, 7, 30, tzinfo=HANOI)
    assert entry["dtend"].dt.astimezone(datetime.UTC) == datetime.datetime(2026, 11, 23, 2, tzinfo=datetime.UTC)


def test_zone__is_seven_hours_ahead():
    zone = file_of(SCHOOL).walk("STANDARD")[-1]

    assert zone["tzoffsetto"].td == datetime.timedelta(hours=7)


def test_event__of_whole_days_ends_on_the_day_after_its_last():
    make_event(starts_at=None, ends_at=None, ends_on=D(2026, 11, 25))

    entry = entries(SCHOOL)["Họp phụ huynh"]

    assert (entry["dtstart"].dt, entry["dtend"].dt) == (MONDAY, D(2026, 11, 26))


def test_event__of_which_nobody_said_when_it_ends_takes_an_hour_even_before_midnight():
    make_event(starts_at=T(23, 30), ends_at=None)

    entry = entries(SCHOOL)["Họp phụ huynh"]

    assert entry["dtend"].dt - entry["dtstart"].dt == datetime.timedelta(hours=1)


def test_event__says_place_who_attends_and_where_it_is_read(unit):
    event = make_event(unit, place="Phòng hội đồng", chair="Cô Liên", attendees="Cha mẹ lớp 1", note="Mang sổ.")

    entry = entries(SCHOOL)["Họp phụ huynh"]

    assert entry["location"] == "Phòng hội đồng"
    assert entry["url"].endswith(event.url)
    for said in ("Cô Liên", "Cha mẹ lớp 1", "Y tế", "Mang sổ."):
        assert said in entry["description"]


# --- What stays -------------------------------------------------------------------------------------------------------


def test_event__keeps_its_uid_when_it_is_edited_and_says_that_it_was():
    event = make_event()
    before = entries(SCHOOL)["Họp phụ huynh"]

    with on(D(2026, 11, 23)):
        draft = Event.objects.get(pk=event.pk).get_latest_revision_as_object()
        draft.title, draft.starts_on, draft.starts_at = "Họp phụ huynh, dời ngày", D(2026, 12, 1), None
        draft.ends_at = None
        approve(draft)
        after = entries(SCHOOL)["Họp phụ huynh, dời ngày"]

    assert after["uid"] == before["uid"]
    assert int(after["sequence"]) > int(before["sequence"])
    assert after["dtstamp"].dt > before["dtstamp"].dt
    assert after["last-modified"].dt > before["last-modified"].dt
    assert len(entries(SCHOOL)) == 1


def test_event__keeps_its_uid_when_it_is_taken_down_and_put_back():
    event = make_event()
    before = entries(SCHOOL)["Họp phụ huynh"]["uid"]
    take_down(event)
    assert not entries(SCHOOL)
    approve(Event.objects.get(pk=event.pk))

    assert entries(SCHOOL)["Họp phụ huynh"]["uid"] == before


def test_draft_of_an_event__changes_no_byte():
    event = make_event()
    before = Client().get(SCHOOL).content
    event.title = "Tên chưa duyệt"
    event.save_revision()

    assert Client().get(SCHOOL).content == before


def test_due_date__keeps_its_uid_when_the_plan_is_published_again():
    plan = make_promising_plan(monthly("Mỗi tháng một bài"))
    before = {each["uid"] for each in file_of(SCHOOL).walk("VEVENT")}
    with on(D(2026, 11, 23)):
        change(plan, text="Mỗi tháng hai bài", quantity=2)
        after = file_of(SCHOOL).walk("VEVENT")

    assert {each["uid"] for each in after} == before
    assert {str(each["summary"]) for each in after} == {"Hạn: Mỗi tháng hai bài"}


def test_holiday__keeps_its_uid_when_its_days_change():
    year = make_year(("Tết", D(2027, 2, 1), D(2027, 2, 14)), ("Tết", D(2027, 3, 1), D(2027, 3, 1)))
    before = [each["uid"] for each in file_of(SCHOOL).walk("VEVENT")]
    draft = SchoolYear.objects.get(pk=year.pk)
    for holiday in draft.holidays.all():
        holiday.ends_on += datetime.timedelta(days=1)
    approve(draft)

    assert [each["uid"] for each in file_of(SCHOOL).walk("VEVENT")] == before
    assert len(set(before)) == 2


# --- What is not there ------------------------------------------------------------------------------------------------


def test_public_files__hold_nothing_that_is_not_public(unit):
    make_event(unit, title="Bản nháp", live=False)
    make_event(unit, title="Họp kín", audience="internal")
    take_down(make_event(unit, title="Đã gỡ"))
    make_promising_plan(monthly("Chỉ nội bộ", audience="internal", unit=unit))
    make_promising_plan(monthly("Của bản nháp", unit=unit), live=False)

    for address in (SCHOOL, reverse("calendar_unit", args=["y-te"])):
        assert not entries(address)


def test_file_of_a_unit__holds_what_names_it(unit):
    other = Unit.objects.get(slug="ke-toan")
    make_event(unit, title="Khám răng")
    make_event(other, title="Thu tiền ăn")
    make_event(title="Chào cờ")
    make_promising_plan(monthly("Bài của y tế", unit=unit), monthly("Bài của kế toán", unit=other))

    assert set(entries(reverse("calendar_unit", args=["y-te"]))) == {"Khám răng", "Hạn: Bài của y tế"}


def test_file_of_a_unit__that_is_not_public_is_not_found(unit):
    take_down(unit)

    assert Client().get(reverse("calendar_unit", args=["y-te"])).status_code == 404
    assert Client().get(reverse("calendar_unit", args=["khong-co"])).status_code == 404


# --- One person's calendar --------------------------------------------------------------------------------------------


def test_own_calendar__holds_what_is_internal_too_of_ones_units_and_of_everybody(unit, nurse):
    other = Unit.objects.get(slug="ke-toan")
    make_event(unit, title="Giao ban y tế", audience="internal")
    make_event(title="Họp hội đồng", audience="internal")
    make_event(other, title="Quyết toán", audience="internal")
    make_event(unit, title="Bản nháp", live=False)
    make_promising_plan(monthly("Nội bộ của y tế", audience="internal", unit=unit), monthly("Của kế toán", unit=other))

    assert set(entries(address_of(nurse))) == {"Giao ban y tế", "Họp hội đồng", "Hạn: Nội bộ của y tế"}


def test_own_calendar__is_kept_by_nobody_on_the_way(nurse):
    answer = Client().get(address_of(nurse))

    assert answer["Cache-Control"] == "no-store, private"
    assert not answer.cookies


def test_own_calendar__answers_nobody_with_another_address(nurse):
    token = renew_address(nurse).token

    for wrong in (token[:-1] + ("a" if token[-1] != "a" else "b"), token.lower().swapcase(), "x" * 43):
        assert Client().get(reverse("calendar_personal", args=[wrong])).status_code == 404


def test_own_calendar__is_gone_with_a_new_address(nurse):
    old = address_of(nurse)
    new = address_of(nurse)

    assert old != new
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    assert CalendarAddress.objects.count() == 1


def test_own_calendar__is_gone_with_the_account(nurse):
    address = address_of(nurse)
    nurse.is_active = False
    nurse.save()

    assert Client().get(address).status_code == 404


def test_own_calendar__is_gone_with_the_role(nurse):
    address = address_of(nurse)
    nurse.groups.clear()

    assert Client().get(address).status_code == 404


def test_own_calendar__leaves_out_what_was_waived(unit, nurse):
    from plans.models import Occasion

    make_promising_plan(monthly("Bài của y tế", unit=unit))
    address = address_of(nurse)
    assert entries(address)
    Occasion.objects.update(waived_at=datetime.datetime.now(datetime.UTC))

    assert not entries(address)


def test_own_calendar__has_the_same_uids_as_the_schools(unit, nurse):
    make_event(unit)
    make_promising_plan(monthly("Bài của y tế", unit=unit))
    own = {str(each["uid"]) for each in entries(address_of(nurse)).values()}

    assert own <= {str(each["uid"]) for each in file_of(SCHOOL).walk("VEVENT")}


def test_files__take_as_many_queries_for_many_entries_as_for_few(unit, nurse):
    units = list(Unit.objects.all())
    make_event(unit)
    make_promising_plan(monthly("Một", unit=unit))
    addresses = (SCHOOL, reverse("calendar_unit", args=["y-te"]), address_of(nurse))
    for address in addresses:
        file_of(address)
    few = {address: queries_of(lambda address=address: file_of(address)) for address in addresses}

    for number in range(8):
        make_event(unit, *units[number:], title=f"Việc {number}")
    make_promising_plan(*(monthly(f"Hứa {number}", unit=unit) for number in range(8)))

    assert {address: queries_of(lambda address=address: file_of(address)) for address in addresses} == few
