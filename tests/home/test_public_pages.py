"""What every public page promises: the same bytes for all, no cookie, nothing that is not approved, few queries."""

import datetime
import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from moderation.roles import Role
from plans.models import PlanItem, Unit
from tests.factories import (
    CategoryFactory,
    GalleryPageFactory,
    NewsPageFactory,
    OfficialDocumentFactory,
    StandardPageFactory,
    approve,
    make_plan,
    make_responsibility,
    make_user,
    take_down,
)
from tests.plans.reporting import make_report

User = get_user_model()
FETCHED = r"<(?:script|link|img|iframe|source)[^>]+(?:src|srcset|href)=\"(?:https?:)?//([^/\"]+)"
ADDRESSES = (
    "/",
    "/tin-tuc/",
    "/tin-tuc/rss/",
    "/tin-tuc/luu-tru/",
    "/thu-vien-anh/",
    "/ke-hoach/",
    "/don-vi/",
    "/tra-cuu/",
    "/tra-cuu/?q=quyet+dinh",
    "/tra-cuu/rss/",
    "/thong-ke/",
    "/lich-cong-tac/",
    "/lich-cong-tac/?thang=2026-11",
    "/lich-cong-tac/?tuan=2026-W48",
    "/lich-cong-tac/truong.ics",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/.well-known/security.txt",
    "/gui-phan-hoi/",
    "/hoi-dap/",
    "/gui-phan-hoi/theo-doi/",
    "/gui-phan-hoi/rut-dong-y/",
    "/gui-phan-hoi/lay-y-kien/",
    "/tim-kiem/",
    "/tim-kiem/?q=trường",
    "/tim-kiem/?q=trouwng&loai=tin-tuc",
    "/tim-kiem/?q=khong+co+gi+nhu+the",
    "/tim-kiem/goi-y/?q=tr",
    "/khong-co-trang-nay/",
)


@pytest.fixture
def addresses(school):
    """One page of every kind, with something on it."""
    plan = make_plan("Về an toàn")
    item = PlanItem.objects.promised().get()
    unit = Unit.objects.get(slug="cong-doan")
    pages = [
        NewsPageFactory(title="Bài viết của trường", serves=[item], unit=unit, category=CategoryFactory()),
        GalleryPageFactory(title="Ảnh của trường", serves=[item]),
        StandardPageFactory(title="Giới thiệu trường"),
        make_responsibility(plan, unit, "Tuyên truyền"),
        approve(make_report(plan)),
        plan,
    ]
    return [*ADDRESSES, *(page.url for page in pages), unit.url, OfficialDocumentFactory().url]


def test_pages__set_no_cookie_and_do_not_vary_on_one(addresses):
    for address in addresses:
        response = Client().get(address)
        assert not response.cookies, address
        assert "cookie" not in response.get("Vary", "").lower(), address


def test_pages__are_the_same_bytes_for_a_teacher_and_for_a_stranger(addresses):
    teacher = Client()
    teacher.force_login(make_user(Role.PRINCIPAL))

    for address in addresses:
        stranger = Client(headers={"accept-language": "en"})
        assert stranger.get(address).content == teacher.get(address).content, address


def test_pages__hold_no_csrf_token_and_no_inline_script_or_style(addresses):
    for address in addresses:
        html = Client().get(address).content.decode()
        assert "csrfmiddlewaretoken" not in html, address
        assert not re.search(r"<script(?![^>]*\b(?:src=|type=\"application/ld\+json\"))[^>]*>", html), address
        assert "<style" not in html, address
        assert not re.search(r"\sstyle=", html), address


def test_pages__send_a_strict_policy(addresses):
    for address in addresses:
        policy = Client().get(address)["Content-Security-Policy"]
        assert "unsafe-inline" not in policy, address
        assert "default-src 'none'" in policy, address


def test_pages__ask_nothing_of_a_third_party(addresses):
    for address in addresses:
        html = Client().get(address).content.decode()
        fetched = re.findall(FETCHED, html)
        assert set(fetched) <= {"localhost", "testserver"}, address


def test_missing_page__is_a_404_in_the_school_s_clothes(school):
    response = Client().get("/khong-co/")

    assert response.status_code == 404
    assert "/tim-kiem/" in response.content.decode()


def test_page_named_media__is_reachable(school):
    page = StandardPageFactory(title="Media", slug="media")

    assert Client().get(page.url).status_code == 200


def test_draft__is_found_nowhere(addresses):
    NewsPageFactory(title="Tin chưa duyệt", slug="tin-chua-duyet", live=False)
    NewsPageFactory(title="Tin đã duyệt")

    for address in [*addresses, "/tim-kiem/?q=tin+chua+duyet"]:
        html = Client().get(address).content.decode()
        assert "Tin chưa duyệt" not in html, address
    assert Client().get("/tin-tuc/tin-chua-duyet/").status_code == 404
    assert "Tin đã duyệt" in Client().get("/tin-tuc/rss/").content.decode()


def test_draft_title_of_a_live_page__does_not_show(school):
    page = NewsPageFactory(title="Tên đã duyệt")
    page.title = "Tên chưa duyệt"
    page.save_revision()

    for address in ("/", "/tin-tuc/", page.url, "/tin-tuc/rss/", "/tim-kiem/?q=ten"):
        assert "Tên chưa duyệt" not in Client().get(address).content.decode(), address


def test_home__leads_with_the_chosen_story_while_it_is_public(school):
    story = NewsPageFactory(title="Bài được chọn", date=datetime.date(2026, 1, 1))
    NewsPageFactory(title="Bài mới nhất", date=datetime.date(2026, 11, 1))
    school.lead_story = story
    approve(school)
    assert Client().get("/").context["lead_story"] == story

    take_down(story)

    assert Client().get("/").context["lead_story"].title == "Bài mới nhất"


def test_admin__asks_for_a_sign_in(school):
    assert Client().get("/admin/").status_code == 302
    assert reverse("wagtailadmin_login") in Client().get("/admin/")["Location"]
