"""What is suggested while somebody types: public titles, the same for everybody; by keyboard in a real browser."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page, expect

from tests.factories import NewsPageFactory, UnitFactory, take_down

ADDRESS = "/tim-kiem/goi-y/"


def suggested(text):
    return [each["title"] for each in Client().get(ADDRESS, {"q": text}).json()["suggestions"]]


@pytest.mark.django_db
def test_suggestions__are_public_titles_with_the_last_word_begun(school):
    gone = NewsPageFactory(title="Lễ khai giảng cũ")
    NewsPageFactory(title="Lễ khai giảng mới", lead="Trống khai trường.")
    NewsPageFactory(title="Lễ khai giảng nháp", live=False)
    NewsPageFactory(title="Giảng bài", lead="Không khai giảng.")
    take_down(gone)

    assert suggested("Khai gi") == ["Lễ khai giảng mới"]
    assert suggested("trong") == suggested("k") == suggested("") == []


@pytest.mark.django_db
def test_suggestions__are_the_same_for_everybody_and_may_be_kept(school):
    UnitFactory(name="Tổ hoa giấy")
    with CaptureQueriesContext(connection) as captured:
        response = Client().get(ADDRESS, {"q": "hoa"})

    assert response.json()["suggestions"][0]["url"] == "/don-vi/to-hoa-giay/"
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert len([each for each in captured if "home_findable" in each["sql"]]) == 1


@pytest.mark.e2e
def test_box__is_a_combobox_for_the_keyboard(page: Page, live_server: object) -> None:
    article = NewsPageFactory(title="Lễ khai giảng <mới>")
    page.goto("/tim-kiem/")
    page.get_by_role("searchbox", name="Bạn cần tìm gì?").last.focus()
    box = page.get_by_role("combobox", name="Bạn cần tìm gì?").last
    box.press_sequentially("khai gi")
    option = page.get_by_role("option", name="Lễ khai giảng <mới>")
    expect(option).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("Escape")
    expect(option).to_have_count(0)
    expect(box).to_have_value("khai gi")

    box.press_sequentially("ả")
    box.press("Backspace")
    expect(option).to_be_visible()
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    box.press("Enter")
    page.wait_for_url(f"**{article.url}")
