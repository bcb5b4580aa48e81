"""An alert stands above every page from the principal's act until its end, and nobody else puts one there."""

import datetime
import re
import unicodedata

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.alert.forms import FORMAT, this_evening
from home.models import Alert
from moderation import moments, publishing
from moderation.guard import NotApproved
from moderation.models import Act, Approval
from moderation.publishing import Decision
from moderation.roles import WRITERS, Role
from tests.factories import NewsPageFactory, approve, make_user, take_down
from tests.support.forms import signed_in

FORM = "/admin/alert/"
TEXT = "Bão số 9: học sinh nghỉ học chiều nay và ngày mai."


def in_hours(hours):
    return timezone.now() + datetime.timedelta(hours=hours)


def made(text=TEXT, **fields):
    """Return an alert that was approved."""
    alert = Alert(text=text, live=False, **{"expire_at": in_hours(5)} | fields)
    alert.save()
    return approve(alert)


def filled(**fields):
    end = timezone.localtime(in_hours(5)).strftime(FORMAT)
    return {"kind": "urgent", "text": TEXT, "expire_at": end, "page": ""} | fields


def send(user, **fields):
    return signed_in(user).post(FORM, filled(**fields), follow=True)


def html_of(address="/"):
    return Client().get(address).content.decode()


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, last_name="Nguyễn Thị", first_name="Liên")


# --- Visitors -----------------------------------------------------------------------------------------------------


def test_alert__stands_above_every_page(school):
    article = NewsPageFactory()
    made()

    for address in ("/", article.url, "/tin-tuc/", "/lich-cong-tac/", "/tra-cuu/", "/tim-kiem/", "/khong-co/"):
        before, masthead, _after = html_of(address).partition('<header class="masthead">')
        assert masthead, address
        assert TEXT in before, address


def test_alert__says_until_when_and_leads_to_its_page(school):
    article = NewsPageFactory(title="Lịch nghỉ bão")
    day = timezone.localdate() + datetime.timedelta(days=1)
    made(page=article, expire_at=timezone.make_aware(datetime.datetime.combine(day, datetime.time(18))))

    html = html_of()

    assert f'<a class="alert__more" href="{article.url}">Lịch nghỉ bão</a>' in html
    assert f"đến 18:00 {day.day}/{day.month}/{day.year}" in html


def test_alert__does_not_lead_to_a_page_that_is_not_public(school):
    article = NewsPageFactory(title="Lịch nghỉ bão")
    made(page=article)
    take_down(article)

    html = html_of()

    assert TEXT in html
    assert "Lịch nghỉ bão" not in html


def test_alert__loses_a_page_that_is_deleted(school, principal):
    article = NewsPageFactory()
    alert = made(page=article)

    publishing.delete(article, Decision(Act.DELETED, by=principal))

    alert.refresh_from_db()
    assert alert.page is None
    assert TEXT in html_of()


def test_alerts__urgent_ones_come_first(school):
    made("Họp phụ huynh dời sang thứ Bảy.", kind="notice")
    made("Đường đê ngập.", kind="urgent")
    made("Nước rút dần.", kind="notice")

    shown = re.findall(r'alert__label">[^<]*</strong> ([^<\n]+)', html_of())

    assert shown == ["Đường đê ngập.", "Nước rút dần.", "Họp phụ huynh dời sang thứ Bảy."]


def test_alert__that_is_no_more_than_a_draft_shows_nowhere(school):
    alert = Alert(text=TEXT, expire_at=in_hours(5), live=False)
    alert.save()
    alert.save_revision()

    assert TEXT not in html_of()


def test_alert__cannot_be_written_past_the_ledger(school):
    with pytest.raises(NotApproved):
        Alert.objects.create(text=TEXT, expire_at=in_hours(5), live=True)


def test_alert__ends_by_itself_at_the_moment_that_was_approved(school, monkeypatch):
    made()
    assert moments.keep_appointed_moments() == 0
    later = in_hours(6)
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert moments.keep_appointed_moments() == 1

    assert TEXT not in html_of()
    assert Approval.objects.order_by("-number").first().act == Act.EXPIRED


def test_alert__another_text_is_another_version(school):
    alert = made()
    before = alert.version
    alert.text = "Mai học bình thường."
    alert = approve(alert)

    assert alert.version != before
    assert f'data-alert="{alert.version}"' in html_of()


def test_alert__costs_one_query_however_many_there_are(school):
    article = NewsPageFactory()

    def queries():
        cache.clear()
        Client().get("/tin-tuc/")
        with CaptureQueriesContext(connection) as captured:
            Client().get("/tin-tuc/")
        return sum('FROM "home_alert"' in each["sql"] for each in captured), len(captured)

    own, none_there = queries()
    assert own == 1
    for number in range(3):
        made(f"Thông báo {number}", page=article)

    assert queries() == (1, none_there)


def test_pages_without_an_alert__carry_nothing_of_it(school):
    html = html_of()

    assert "data-alert" not in html
    assert "js/alert.js" not in html


# --- Announcing ---------------------------------------------------------------------------------------------------


def test_principal__announces_at_once_with_a_record(principal):
    answer = send(principal)

    assert TEXT in html_of()
    assert "đã đứng trên đầu mọi trang" in answer.content.decode()
    record = Approval.objects.get(kind="home.alert")
    assert (record.act, record.decided_by, record.authors) == (Act.ISSUED, principal, ["Nguyễn Thị Liên"])


@pytest.mark.parametrize("role", [role for role in WRITERS if role is not Role.PRINCIPAL])
def test_others__propose_and_the_principal_decides(principal, role):
    answer = send(make_user(role))

    assert "/share/" in answer.redirect_chain[-1][0]
    assert TEXT not in html_of()
    assert not Approval.objects.filter(kind="home.alert").exists()
    state = Alert.objects.get().current_workflow_task_state
    decision = {"action": "approve", "comment": "", "revision": state.revision_id}
    signed_in(principal).post(f"/admin/desk/{state.pk}/", decision)
    assert TEXT in html_of()


def test_proposal__is_seen_on_the_desk_as_it_will_stand(principal):
    send(make_user(Role.WEB_EDITOR))
    alert = Alert.objects.get()
    version = f"/admin/snippets/home/alert/history/{alert.pk}/revisions/{alert.latest_revision_id}/view/"
    desk = signed_in(principal)

    for address in (version, "/admin/desk/", FORM):
        assert TEXT in desk.get(address).content.decode(), address


@pytest.mark.parametrize("role", [Role.OPERATOR, None])
def test_form__is_for_those_who_write(school, role):
    answer = signed_in(make_user(role)).post(FORM, filled())

    assert answer.status_code in {302, 403}
    assert not Alert.objects.exists()


def test_principal__takes_it_down_before_its_end(principal):
    alert = made()
    desk = signed_in(principal)
    way = f"/admin/request/unpublish/home.alert/{alert.pk}/"
    assert way in desk.get(FORM).content.decode()

    desk.post(way, {"reason": "Bão đã tan."})

    assert TEXT not in html_of()


# --- What is typed ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "", "bắt buộc"),
        ("text", "a" * 281, "280"),
        ("expire_at", "", "Hãy cho biết khi nào thì hết"),
        ("expire_at", "mai", "22/11/2026 18:00"),
        ("expire_at", "2026-02-31T10:00", "22/11/2026 18:00"),
        ("expire_at", "2020-01-01T10:00", "Thời điểm này đã qua"),
        ("expire_at", "2099-01-01T10:00", "nhiều nhất một tháng"),
        ("kind", "khac", "khac"),
        ("page", "999999", "họn"),
    ],
)
def test_form__says_what_is_wrong_and_keeps_what_was_typed(principal, field, value, sentence):
    answer = send(principal, **{field: value})

    assert answer.status_code == 422
    assert sentence in str(answer.context["form"].errors[field])
    if field != "text":
        assert TEXT in answer.content.decode()
    assert not Alert.objects.exists()


def test_text__of_280_letters_from_a_phone_that_takes_marks_apart_fits(principal):
    text = ("Nghỉ học vì ngập nước. " * 20)[:280].strip()

    send(principal, text=unicodedata.normalize("NFD", text))

    assert Alert.objects.get().text == text


def test_text__of_several_lines_becomes_one(principal):
    send(principal, text="Nghỉ học.\r\n\r\n  Ngày mai đi học lại. ")

    assert Alert.objects.get().text == "Nghỉ học. Ngày mai đi học lại."


def test_end__is_taken_in_the_time_of_the_school(principal):
    day = timezone.localdate() + datetime.timedelta(days=2)
    send(principal, expire_at=f"{day}T06:30")

    assert timezone.localtime(Alert.objects.get().expire_at).hour == 6


def test_end__is_the_evening_unless_somebody_says_otherwise():
    morning, afternoon = (
        datetime.datetime(2026, 11, 22, hour, tzinfo=timezone.get_current_timezone()) for hour in (9, 13)
    )

    assert this_evening(morning).day == 22
    assert this_evening(afternoon).day == 23
    assert this_evening(morning).hour == 18


# --- In a browser -------------------------------------------------------------------------------------------------


def test_alert__once_closed_stays_closed_until_there_is_another(page, school):
    alert = made()
    page.goto("/")
    box = page.locator("[data-alert]")

    box.get_by_role("button").click()
    box.wait_for(state="hidden")
    page.goto("/tin-tuc/")
    assert not box.is_visible()
    assert page.context.cookies() == []

    alert.text = "Mai học bình thường."
    approve(alert)
    page.reload()
    assert box.is_visible()


def test_alert__is_read_without_scripts(live_server, browser, school):
    made()
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        window = context.new_page()
        window.goto("/")

        assert window.get_by_text(TEXT).is_visible()
        assert not window.locator("[data-alert] button").is_visible()
