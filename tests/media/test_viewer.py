"""The photos of a gallery one at a time, in a real browser: by keyboard, by touch, by their own addresses."""

import re

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import approve
from tests.media.factories import make_gallery, make_photo, make_ready_photo


@pytest.mark.e2e
def test_viewer__turns_by_key_and_by_swipe_and_goes_back_to_its_photo(page: Page, live_server: LiveServer) -> None:
    gallery = make_gallery(*(make_ready_photo(f"Ảnh {number}") for number in range(3)))
    page.goto("/thu-vien-anh/")
    page.goto(gallery.url)
    count = page.locator(".viewer__count")

    page.locator(".wall__open").nth(1).press("Enter")
    expect(count).to_have_text("Ảnh 2/3")
    expect(page.get_by_role("button", name="Về thư viện ảnh")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(count).to_have_text("Ảnh 3/3")
    expect(page.get_by_role("button", name="Ảnh sau")).to_be_disabled()
    page.locator(".viewer__track").evaluate("track => track.scrollTo({left: 0, behavior: 'instant'})")  # a finger
    expect(count).to_have_text("Ảnh 1/3")
    expect(page).to_have_url(re.compile("#anh-1$"))
    page.keyboard.press("Escape")
    expect(page.locator(".viewer")).to_be_hidden()
    expect(page.locator(".wall__open").nth(0)).to_be_focused()

    page.locator(".wall__open").nth(2).click()
    page.go_back()
    expect(page.locator(".viewer")).to_be_hidden()
    expect(page).to_have_url(re.compile(f"{gallery.url}$"))

    page.goto(f"{gallery.url}#anh-2")
    page.reload()
    expect(count).to_have_text("Ảnh 2/3")
    page.goto("/thu-vien-anh/")
    page.goto(f"{gallery.url}#anh-9")
    expect(page.locator(".viewer")).to_be_hidden()


def test_photo__is_a_link_to_its_file_where_no_script_runs(school: object) -> None:
    photo, waiting = make_ready_photo(), make_photo("Đang xử lý")
    html = Client().get(make_gallery(photo, waiting).url).content.decode()

    assert html.count('class="wall__open"') == 1
    assert f'href="{photo.share_card.url}"' in html


@pytest.mark.parametrize("savable", [True, False])
def test_file__is_offered_where_the_gallery_says_so(school: object, savable: bool) -> None:
    gallery = make_gallery(make_ready_photo())
    gallery.savable = savable
    approve(gallery)

    assert ("Tải ảnh này về" in Client().get(gallery.url).content.decode()) is savable
