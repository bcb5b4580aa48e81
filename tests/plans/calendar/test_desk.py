"""The calendar of the staff: what is internal too, by unit and person, and the address for one's own phone."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from moderation.roles import Role
from plans.models import CalendarAddress, Unit
from tests.factories import make_user
from tests.plans.calendar.factories import D, make_event
from tests.plans.promises.factories import make_promising_plan, monthly, on, queries_of
from tests.support.forms import signed_in

pytestmark = pytest.mark.usefixtures("school")
CALENDAR, RENEW = "/admin/calendar/", "/admin/calendar/address/"
WEEK = f"{CALENDAR}?tuan=2026-W48"
VIEWS = (WEEK, f"{CALENDAR}?thang=2026-11", f"{CALENDAR}?sap-toi=1", CALENDAR)


@pytest.fixture(autouse=True)
def _today():
    with on(D(2026, 11, 22)):
        yield


@pytest.fixture
def units():
    return Unit.objects.get(slug="y-te"), Unit.objects.get(slug="ke-toan")


@pytest.fixture
def nurse(units):
    user = make_user(Role.WEB_EDITOR, username="yte", first_name="Đào")
    units[0].members.add(user)
    units[0].save()
    return user


def words(user, address=WEEK):
    answer = signed_in(user).get(address)
    assert answer.status_code == 200
    return " ".join(html.fromstring(answer.content.decode()).find(".//main").text_content().split())


@pytest.mark.parametrize("address", VIEWS)
def test_staff__see_what_is_internal_and_no_draft(nurse, address):
    make_event(title="Giao ban", audience="internal")
    make_event(title="Bản nháp", live=False)

    said = words(nurse, address)

    assert "Giao ban" in said
    assert "Bản nháp" not in said


@pytest.mark.parametrize(
    ("role", "status"), [(Role.OPERATOR, 302), (Role.WEB_EDITOR, 200), (Role.DEPUTY_PRINCIPAL, 200), (None, 302)]
)
def test_calendar__is_for_those_who_write(role, status):
    assert signed_in(make_user(role)).get(CALENDAR).status_code == status


def test_calendar__is_for_nobody_who_is_not_signed_in():
    assert Client().get(CALENDAR).status_code == 302
    assert Client().post(RENEW).status_code == 302
    assert not CalendarAddress.objects.exists()


def test_unit__narrows_to_what_concerns_it(nurse, units):
    make_event(units[0], title="Khám răng")
    make_event(units[1], title="Quyết toán")
    make_event(title="Chào cờ")
    make_promising_plan(monthly("Bài của y tế", unit=units[0]), monthly("Bài của kế toán", unit=units[1]))

    said = words(nurse, f"{CALENDAR}?thang=2026-11&unit={units[0].pk}")

    assert all(word in said for word in ("Khám răng", "Chào cờ", "Bài của y tế"))
    assert not any(word in said for word in ("Quyết toán", "Bài của kế toán"))


def test_person__narrows_to_their_units(nurse, units):
    make_event(units[0], title="Khám răng")
    make_event(units[1], title="Quyết toán")

    said = words(make_user(Role.PRINCIPAL), f"{WEEK}&person={nurse.pk}")

    assert "Khám răng" in said
    assert "Quyết toán" not in said


def test_links__keep_whose_calendar_it_is(nurse, units):
    tree = html.fromstring(signed_in(nurse).get(f"{WEEK}&unit={units[0].pk}").content.decode())

    assert f"{CALENDAR}?unit={units[0].pk}&tuan=2026-W49" in tree.xpath("//a/@href")
    assert tree.xpath("//form[@method='get']//input[@name='tuan']/@value") == ["2026-W48"]


@pytest.mark.parametrize("query", ["unit=x", "unit=99999999999999999999", "person=0", "person=%00", "tuan=2026-W99"])
def test_nonsense__is_answered_with_everybodys_calendar(nurse, query):
    make_event(title="Chào cờ")

    assert "Chào cờ" in words(nurse, f"{CALENDAR}?sap-toi=1&{query}")


def test_due_date__says_how_it_stands(nurse, units):
    with on(D(2026, 8, 28)):
        make_promising_plan(monthly("Bài của y tế", unit=units[0]))

    assert "Trễ hạn" in words(nurse, f"{CALENDAR}?thang=2026-10")
    assert "Trễ hạn" not in words(nurse, f"{CALENDAR}?thang=2026-12")


def test_own_address__is_made_when_asked_for_and_shown_to_its_owner_alone(nurse):
    assert ".ics" not in html.fromstring(signed_in(nurse).get(CALENDAR).content.decode()).xpath(
        "string(//input/@value)"
    )

    answer = signed_in(nurse).post(RENEW)

    address = CalendarAddress.objects.get(user=nurse)
    assert answer["Location"] == f"{CALENDAR}#on-the-phone"
    page = signed_in(nurse).get(CALENDAR)
    assert reverse("calendar_personal", args=[address.token]) in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert address.token not in signed_in(make_user(Role.PRINCIPAL)).get(CALENDAR).content.decode()


def test_own_address__is_renewed_by_its_owner(nurse):
    signed_in(nurse).post(RENEW)
    old = CalendarAddress.objects.get().token
    signed_in(nurse).post(RENEW)

    assert CalendarAddress.objects.get().token != old


def test_own_address__is_not_made_by_a_visit(nurse):
    assert signed_in(nurse).get(RENEW).status_code == 405
    assert not CalendarAddress.objects.exists()


def test_calendar__takes_as_many_queries_for_many_entries_as_for_few(nurse, units):
    client = signed_in(nurse)
    make_event(*units)
    make_promising_plan(monthly("Một", unit=units[0]))
    for address in VIEWS:
        client.get(address)
    few = {address: queries_of(lambda address=address: client.get(address)) for address in VIEWS}

    for number in range(8):
        make_event(*units, title=f"Việc {number}", audience="internal")
    make_promising_plan(*(monthly(f"Hứa {number}", unit=units[0]) for number in range(8)))

    assert {address: queries_of(lambda address=address: client.get(address)) for address in VIEWS} == few
