"""The list of news: by category, page by page, and as a feed."""

import datetime
import re
import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from news.models import NewsPage
from plans.models import Unit
from tests.factories import CategoryFactory, NewsPageFactory, take_down


def test_category__lists_its_own_articles_only(school):
    sport, health = CategoryFactory(name="Thể thao"), CategoryFactory(name="Sức khoẻ")
    NewsPageFactory(title="Chạy tiếp sức", category=sport)
    NewsPageFactory(title="Rửa tay đúng cách", category=health)

    html = Client().get("/tin-tuc/chuyen-muc/the-thao/").content.decode()

    assert "Chạy tiếp sức" in html
    assert "Rửa tay đúng cách" not in html
    assert Client().get("/tin-tuc/chuyen-muc/khong-co/").status_code == 404


def test_news_list__is_paged_newest_first(school):
    for day in range(1, 15):
        NewsPageFactory(title=f"Tin ngày {day:02d}", date=datetime.date(2026, 11, day))

    first = Client().get("/tin-tuc/").content.decode()
    second = Client().get("/tin-tuc/?trang=2").content.decode()

    assert "Tin ngày 14" in first
    assert "Tin ngày 02" not in first
    assert "Tin ngày 02" in second


@pytest.mark.parametrize("number", ["0", "-1", "999", "abc", "1e9", ""])
def test_news_list__answers_any_page_number(school, number):
    NewsPageFactory()

    assert Client().get(f"/tin-tuc/?trang={number}").status_code == 200


def feed_items():
    response = Client().get("/tin-tuc/rss/")
    assert response["Content-Type"].startswith("application/rss+xml")
    return ET.fromstring(response.content).findall("./channel/item")  # noqa: S314 - our own feed


def test_feed__holds_what_a_reader_needs(school):
    unit = Unit.objects.get(slug="y-te")
    page = NewsPageFactory(
        title="Rửa tay đúng cách",
        lead="Sáu bước, hai mươi giây.",
        category=CategoryFactory(name="Sức khoẻ"),
        unit=unit,
        date=datetime.date(2026, 11, 20),
    )

    (item,) = feed_items()

    assert item.findtext("title") == "Rửa tay đúng cách"
    assert item.findtext("description") == "Sáu bước, hai mươi giây."
    assert item.findtext("link").endswith(page.url)
    assert item.findtext("category") == "Sức khoẻ"
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == unit.name
    assert item.findtext("pubDate") == "Fri, 20 Nov 2026 00:00:00 +0700"


def test_feed__is_newest_first_and_without_drafts(school):
    for day in (1, 3, 2):
        NewsPageFactory(title=f"Tin ngày {day}", date=datetime.date(2026, 11, day))
    NewsPageFactory(title="Tin chưa duyệt", live=False)

    assert [item.findtext("title") for item in feed_items()] == ["Tin ngày 3", "Tin ngày 2", "Tin ngày 1"]


def test_related__are_of_the_same_category_and_public(school):
    category = CategoryFactory()
    page = NewsPageFactory(category=category)
    near = NewsPageFactory(category=category)
    NewsPageFactory(category=category, live=False)
    NewsPageFactory(category=CategoryFactory())

    assert page.related() == [near]


def test_byline__does_not_name_a_unit_that_is_not_public(school):
    unit = Unit.objects.get(slug="y-te")
    page = NewsPageFactory(unit=unit)
    assert page.byline == unit.name

    take_down(unit)

    assert NewsPage.objects.get(pk=page.pk).byline == ""


def items_of(address):
    return [item.findtext("title") for item in ET.fromstring(Client().get(address).content).findall("./channel/item")]  # noqa: S314


def test_feed_of_a_category__holds_its_own_articles_only(school):
    sport = CategoryFactory(name="Thể thao")
    NewsPageFactory(title="Chạy tiếp sức", category=sport)
    NewsPageFactory(title="Rửa tay đúng cách")

    html = Client().get("/tin-tuc/chuyen-muc/the-thao/").content.decode()

    assert 'href="/tin-tuc/chuyen-muc/the-thao/rss/"' in html
    assert items_of("/tin-tuc/chuyen-muc/the-thao/rss/") == ["Chạy tiếp sức"]
    assert Client().get("/tin-tuc/chuyen-muc/khong-co/rss/").status_code == 404


def test_archive__names_the_months_that_have_news_and_leads_there(school):
    for day in ((2025, 12, 31), (2026, 1, 1), (2026, 1, 31), (2026, 2, 1)):
        NewsPageFactory(title=f"Tin ngày {day}", date=datetime.date(*day))
    NewsPageFactory(title="Chưa duyệt", date=datetime.date(2026, 3, 1), live=False)

    archive = Client().get("/tin-tuc/luu-tru/").content.decode()
    january = Client().get("/tin-tuc/luu-tru/2026/1/").content.decode()

    assert re.findall(r'href="/tin-tuc/luu-tru/([^"]+)"', archive) == ["2026/2/", "2026/1/", "2025/12/"]
    assert [f"{number} bài<" in archive for number in (1, 2, 3)] == [True, True, False]
    assert "Tin ngày (2026, 1, 1)" in january
    assert "Tin ngày (2026, 1, 31)" in january
    assert not {"(2025, 12, 31)", "(2026, 2, 1)"} & set(re.findall(r"Tin ngày (\(.*?\))", january))


@pytest.mark.parametrize("month", ["2026/3", "2026/13", "2026/0", "0/1", "99999/1", "2026/-1", "x/1"])
def test_archive__has_no_month_without_news(school, month):
    NewsPageFactory(title="Chưa duyệt", date=datetime.date(2026, 3, 1), live=False)

    assert Client().get(f"/tin-tuc/luu-tru/{month}/").status_code == 404


def test_honours__have_a_card_of_their_own_where_their_category_is_public(school):
    honours = CategoryFactory(name="Gương sáng", kind="honours", introduction="Mỗi tháng một việc tốt.")
    NewsPageFactory(title="Nhặt được của rơi", category=honours)
    NewsPageFactory(title="Tin thường", category=CategoryFactory())

    assert Client().get("/tin-tuc/").content.decode().count("card--honour") == 1
    assert "Mỗi tháng một việc tốt." in Client().get(honours.url).content.decode()
    take_down(honours)
    assert "card--honour" not in Client().get("/tin-tuc/").content.decode()


def test_article_of_a_series__leads_to_the_others_by_its_name(school):
    series = CategoryFactory(name="Chuyện quý này", kind="series")
    articles = [NewsPageFactory(title=f"Kỳ {number}", category=series) for number in (1, 2)]
    single = [NewsPageFactory(title=f"Tin {number}", category=CategoryFactory(name="Tin")) for number in (1,)]

    assert "Các bài khác của loạt “Chuyện quý này”" in Client().get(articles[1].url).content.decode()
    assert "của loạt" not in Client().get(single[0].url).content.decode()
