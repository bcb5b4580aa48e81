"""What machines read: maps of the site, cards for messengers, structured data, whom to tell of a weakness."""

import datetime
import json
import re
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from wagtail.models import PageViewRestriction

from home import machines
from home.models import HomePage
from plans.models import Unit
from tests.factories import NewsPageFactory, OfficialDocumentFactory, StandardPageFactory, approve, take_down
from tests.media import files
from tests.media.factories import make_gallery, make_ready_photo, withdraw
from tests.support.guarding import unguarded

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE = "http://localhost"


def locations(address):
    response = Client().get(address)
    assert response["Content-Type"].startswith("application/xml")
    return [each.text for each in ET.fromstring(response.content).iter(f"{MAP}loc")]  # noqa: S314 - our own map


def head_of(address):
    return html.fromstring(Client().get(address).content)


def card_of(address):
    return {each.get("property"): each.get("content") for each in head_of(address).xpath("//meta[@property]")}


def graph_of(address):
    (script,) = head_of(address).xpath("//script[@type='application/ld+json']")
    return {each["@type"]: each for each in json.loads(script.text)["@graph"]}


def test_map__names_what_is_public_and_nothing_else(school):
    article, document = NewsPageFactory(title="Đã duyệt"), OfficialDocumentFactory()
    hidden = StandardPageFactory(title="Riêng")
    with unguarded():
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    gone = take_down(NewsPageFactory(title="Đã gỡ"))
    draft = NewsPageFactory(title="Chưa duyệt", live=False)

    found = locations("/sitemap-1.xml")

    assert {f"{SITE}{each.url}" for each in (article, document, Unit.objects.get(slug="y-te"))} <= {*found}
    assert f"{SITE}/lich-cong-tac/" in found
    assert not {f"{SITE}{page.url}" for page in (hidden, gone, draft)} & {*found}
    assert len(found) == len({*found})


def test_map__is_split_and_every_part_holds_its_pages(school, monkeypatch):
    monkeypatch.setattr(machines, "ADDRESSES_IN_A_MAP", 3)
    for number in range(4):
        NewsPageFactory(title=f"Bài {number}")

    parts = locations("/sitemap.xml")
    found = [each for part in parts for each in locations(part.removeprefix(SITE))]

    assert len(parts) > 1
    assert {f"{SITE}/tin-tuc/bai-{number}/" for number in range(4)} <= {*found}
    assert len(found) == len({*found})
    for beyond in (0, len(parts) + 1, 10**20):
        assert Client().get(f"/sitemap-{beyond}.xml").status_code == 404


def test_map__takes_as_many_queries_for_many_pages(school):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            Client().get("/sitemap-1.xml")
        return len(captured)

    queries()
    few = queries()
    for number in range(10):
        NewsPageFactory(title=f"Bài {number}")

    assert queries() == few


def test_robots__are_shown_the_map_and_kept_out_of_the_office(school):
    lines = Client().get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /admin/" in lines
    assert f"Sitemap: {SITE}/sitemap.xml" in lines


def test_security__names_the_school_and_never_expires(school):
    assert Client().get("/.well-known/security.txt").status_code == 404
    home = HomePage.objects.get()
    home.email = "truong@example.org"
    approve(home)

    text = Client().get("/.well-known/security.txt").content.decode()

    assert "Contact: mailto:truong@example.org\n" in text
    for day in (datetime.date(2026, 1, 1), datetime.date(2026, 6, 30), datetime.date(2026, 7, 1)):
        assert 180 < (machines._half_year_after(day) - day).days <= 366


def test_shared_article__has_a_card_with_a_photo_that_anybody_may_fetch(school):
    photo = make_ready_photo("Sân trường", content=files.saved(files.picture((1600, 1200)), "JPEG"))
    article = NewsPageFactory(title="Hội chợ quê", lead="Sáng thứ Bảy.", cover=photo)

    card = card_of(article.url)

    assert card["og:title"] == "Hội chợ quê"
    assert card["og:description"] == "Sáng thứ Bảy."
    assert card["og:url"] == f"{SITE}{article.url}"
    assert (card["og:type"], card["og:image:width"]) == ("article", "1280")
    answer = Client().get(card["og:image"].removeprefix(SITE))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")


def test_shared_gallery__shows_its_first_photo(school):
    first, second = make_ready_photo("Một"), make_ready_photo("Hai")

    card = card_of(make_gallery(first, second).url)

    assert card["og:image"] == f"{SITE}{first.share_card.url}"


def test_withdrawn_photo__is_on_no_card(school):
    article = NewsPageFactory(cover=make_ready_photo())

    withdraw(article.cover)

    assert "og:image" not in card_of(article.url)
    assert "image" not in graph_of(article.url)["NewsArticle"]


def test_structured_data__says_what_a_page_is(school):
    article = NewsPageFactory(title="Hội chợ quê", author="Cô Mai", date=datetime.date(2026, 11, 20))

    graph = graph_of(article.url)

    assert graph["NewsArticle"]["headline"] == "Hội chợ quê"
    assert graph["NewsArticle"]["datePublished"] == "2026-11-20"
    assert graph["NewsArticle"]["author"] == {"@type": "Person", "name": "Cô Mai"}
    (step,) = graph["BreadcrumbList"]["itemListElement"]
    assert step["item"] == f"{SITE}/tin-tuc/"
    assert graph_of("/")["School"]["name"] == HomePage.objects.get().school_name


def test_structured_data__cannot_be_broken_out_of(school):
    title = "</script><script>alert(1)</script> & <b>"
    article = NewsPageFactory(title=title)

    assert graph_of(article.url)["NewsArticle"]["headline"] == title
    assert "<script>alert" not in Client().get(article.url).content.decode()


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/tin-tuc/", "/tin-tuc/"),
        ("/tin-tuc/?trang=2", "/tin-tuc/?trang=2"),
        ("/tin-tuc/?trang=1&fbclid=x", "/tin-tuc/"),
        ("/tin-tuc/?trang=abc", "/tin-tuc/"),
        ("/tin-tuc/luu-tru/", "/tin-tuc/luu-tru/"),
    ],
)
def test_page__has_one_address(school, asked, canonical):
    (link,) = head_of(asked).xpath("//link[@rel='canonical']")

    assert link.get("href") == f"{SITE}{canonical}"


def test_description__is_one_line_of_some_length(school):
    article = NewsPageFactory(lead="Một  hai\nba " + "chữ " * 100)

    (meta,) = head_of(article.url).xpath("//meta[@name='description']")

    assert meta.get("content").startswith("Một hai ba chữ")
    assert not re.search(r"\s{2}", meta.get("content"))
    assert len(meta.get("content")) <= 200
