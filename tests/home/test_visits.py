"""Visits are counted exactly, once for each opening of a public page, and nothing is kept about who opened it."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from home.visits.chart import chart_of
from home.visits.counting import ELSEWHERE
from home.visits.figures import Numbers, months_of, most_read, numbers_of
from home.visits.folding import fold_old_days
from home.visits.models import Visits
from moderation.roles import Role
from plans.models import Unit
from tests.factories import CategoryFactory, NewsPageFactory, OfficialDocumentFactory, make_user, take_down

BEACON = "/thong-ke/luot/"
PHONE = "Mozilla/5.0 (Linux; Android 13; SM-A042F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
BEACONS, THREADS = 200, 40


def opened(path, agent=PHONE, **headers):
    return Client(headers={"user-agent": agent, **headers}).post(BEACON, {"trang": path})


def total():
    return sum(Visits.objects.values_list("number", flat=True))


def visits(day, key=ELSEWHERE, number=1):
    return Visits.objects.create(site=Site.objects.get(), day=day, page_key=key, number=number)


# --- What counts --------------------------------------------------------------------------------------------------


def test_visit__is_counted_for_the_page_and_the_day(school):
    article = NewsPageFactory()

    for _time in range(3):
        opened(article.url)

    row = Visits.objects.get()
    assert (row.page_key, row.day, row.number) == (article.pk, timezone.localdate(), 3)


def test_visit__answers_with_the_numbers_and_sets_no_cookie(school):
    opened("/")
    cache.clear()

    answer = opened("/")

    assert answer.json() == {"today": 2, "month": 2, "year": 2, "all": 2}
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_visit__to_every_kind_of_public_page_counts(school):
    category = CategoryFactory(name="Hoạt động", slug="hoat-dong")
    unit, document = Unit.objects.get(slug="y-te"), OfficialDocumentFactory()
    addresses = ["/", "/tin-tuc/", f"/tin-tuc/chuyen-muc/{category.slug}/", unit.url, document.url]
    addresses += ["/don-vi/", "/tra-cuu/", "/lich-cong-tac/", "/tim-kiem/", "/thong-ke/"]

    for number, address in enumerate(addresses, 1):
        opened(address)
        assert total() == number, address


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/khong-co/",
        "/tin-tuc/khong-co/",
        "/don-vi/khong-co/",
        "/tra-cuu/khong-co/",
        "/admin/",
        "/thong-ke/luot/",
        "/static/css/base.css",
        "//vi-du.example/",
        "/tin-tuc\x00/",
        "/" + "a/" * 5000,
    ],
)
def test_visit__to_an_address_that_shows_nothing_makes_no_row(school, path):
    assert opened(path).status_code == 200

    assert not Visits.objects.exists()


def test_visit__to_a_page_that_is_not_public_makes_no_row(school):
    draft, gone = NewsPageFactory(live=False), NewsPageFactory()
    take_down(gone)

    for page in (draft, gone):
        opened(page.url)

    assert not Visits.objects.exists()


def test_visit__without_a_path_makes_no_row(school):
    Client(headers={"user-agent": PHONE}).post(BEACON)

    assert not Visits.objects.exists()


@pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
def test_visit__comes_by_post_alone(school, method):
    answer = getattr(Client(headers={"user-agent": PHONE}), method)(BEACON)

    assert answer.status_code == 405
    assert not Visits.objects.exists()


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 HeadlessChrome/120.0",
        "curl/8.5.0",
        "python-requests/2.32",
    ],
)
def test_visit__of_a_program_is_left_out(school, agent):
    answer = opened("/", agent)

    assert (answer.status_code, answer.content) == (204, b"")
    assert not Visits.objects.exists()


@pytest.mark.parametrize("agent", [PHONE, "Mozilla/5.0 (Linux; Android 6.0; CUBOT NOTE S)", "Zalo iOS/24 Mozilla/5.0"])
def test_visit__of_a_phone_counts(school, agent):
    opened("/", agent)

    assert total() == 1


def test_visit__sent_from_another_site_is_left_out(school):
    opened("/", **{"sec-fetch-site": "cross-site"})
    assert not Visits.objects.exists()

    opened("/", **{"sec-fetch-site": "same-origin"})
    assert total() == 1


def test_pages__carry_the_script_and_previews_do_not(school):
    article = NewsPageFactory()
    teacher = Client()
    teacher.force_login(make_user(Role.PRINCIPAL))
    preview = f"/admin/pages/{article.pk}/revisions/{article.live_revision_id}/view/"

    assert "data-preview" not in Client().get(article.url).content.decode()
    shown = teacher.get(preview).content.decode()
    assert "</main>" in shown
    assert "data-preview" in shown


def test_pages__lead_to_the_numbers_without_a_script(school):
    assert 'href="/thong-ke/"' in Client().get("/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_visits__that_come_at_once_are_all_counted(school):
    article = NewsPageFactory()

    def send(_number):
        try:
            return opened(article.url).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(send, range(BEACONS)))

    assert answers == [200] * BEACONS
    assert list(Visits.objects.values_list("page_key", "number")) == [(article.pk, BEACONS)]


# --- What is said -------------------------------------------------------------------------------------------------


def test_numbers__of_day_month_year_and_all(school):
    for day in ((2026, 11, 22), (2026, 11, 1), (2026, 1, 1), (2025, 12, 31)):
        visits(datetime.date(*day))

    assert numbers_of(Site.objects.get(), datetime.date(2026, 11, 22)) == Numbers(today=1, month=2, year=3, all=4)


def test_months__are_twelve_with_those_in_which_nobody_came(school):
    visits(datetime.date(2026, 11, 3), number=5)
    visits(datetime.date(2026, 11, 4), number=2)
    visits(datetime.date(2025, 12, 31), number=1)
    visits(datetime.date(2025, 11, 30), number=100)

    months = months_of(Site.objects.get(), datetime.date(2026, 11, 22))

    assert [each["number"] for each in months] == [1, *[0] * 10, 7]
    assert (months[0]["first"], months[-1]["first"]) == (datetime.date(2025, 12, 1), datetime.date(2026, 11, 1))


def test_chart__has_bars_in_proportion():
    months = [
        {"first": datetime.date(2026, month, 1), "number": number} for month, number in ((1, 0), (2, 1), (3, 1150))
    ]

    none, one, most = chart_of(months)["bars"]

    assert (none["height"], one["height"], most["height"]) == (0, 1, 110)
    assert (one["short"], most["short"]) == ("1", "1,1k")
    assert (none["year"], one["year"]) == (2026, "")


def test_most_read__are_public_pages_without_lists(school, rf):
    today = timezone.localdate()
    much, little, gone, before = (NewsPageFactory() for _each in range(4))
    visits(today, much.pk, 9)
    visits(today, little.pk, 4)
    visits(today, gone.pk, 99)
    visits(today, school.pk, 99)
    visits(today, much.get_parent().pk, 99)
    visits(today, 0, 99)
    visits(today - datetime.timedelta(days=31), before.pk, 99)
    take_down(gone)

    found = most_read(Site.objects.get(), today, rf.get("/"))

    assert [(each["title"], each["number"]) for each in found] == [(much.title, 9), (little.title, 4)]


def test_page_of_statistics__shows_everything(school, django_assert_max_num_queries):
    article = NewsPageFactory(title="Bài được đọc nhiều")
    visits(timezone.localdate(), article.pk, 12345)
    Client().get("/thong-ke/")

    with django_assert_max_num_queries(9):
        answer = Client().get("/thong-ke/")

    html = answer.content.decode()
    assert "12.345" in html
    assert "12k" in html
    assert "Bài được đọc nhiều" in html
    assert "max-age=60" in answer["Cache-Control"]
    assert not answer.cookies


def test_page_of_statistics__of_a_new_site(school):
    assert Client().get("/thong-ke/").status_code == 200


# --- Old days -----------------------------------------------------------------------------------------------------


def fold_all():
    while fold_old_days():
        pass


def test_folding__makes_months_of_days_older_than_thirteen_months_and_loses_none(school, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2026, 11, 22))
    for day in ((2025, 9, 1), (2025, 9, 2), (2025, 9, 30), (2025, 8, 31), (2025, 10, 2)):
        visits(datetime.date(*day), key=7, number=10)
    visits(datetime.date(2025, 9, 5), key=8, number=1)

    fold_all()

    rows = set(Visits.objects.values_list("day", "page_key", "number"))
    assert rows == {
        (datetime.date(2025, 8, 1), 7, 10),
        (datetime.date(2025, 9, 1), 7, 30),
        (datetime.date(2025, 9, 1), 8, 1),
        (datetime.date(2025, 10, 2), 7, 10),
    }


def test_folding__run_again_changes_nothing(school):
    visits(datetime.date(2020, 5, 6), number=3)
    fold_all()

    assert fold_old_days() == 0
    assert total() == 3


def test_visits__in_a_browser_are_counted_and_shown(live_server, browser, school):
    with browser.new_context(base_url=live_server.url, user_agent=PHONE, locale="vi-VN") as context:
        window = context.new_page()
        window.goto("/")
        window.locator("[data-visits]").wait_for(state="visible")

        assert window.locator("[data-number=today]").inner_text() == "1"
        assert context.cookies() == []
    assert list(Visits.objects.values_list("page_key", "number")) == [(school.pk, 1)]
