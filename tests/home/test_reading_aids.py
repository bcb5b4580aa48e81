"""What a reader sets in their own browser, in a real one: it stays, it is hidden where no script runs."""

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import NewsPageFactory

pytestmark = pytest.mark.e2e


def letters(page: Page) -> float:
    """Return the size of the text in pixels."""
    return page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")


def test_larger_letters_and_strong_contrast__stay_from_page_to_page(page: Page, live_server: LiveServer) -> None:
    article = NewsPageFactory(title="Hội chợ quê", lead="Sáng thứ Bảy, ở sân trường.")
    page.goto(article.url)
    usual = letters(page)

    page.locator(".aids summary").press("Enter")
    page.get_by_role("button", name="Chữ to hơn").click()
    page.get_by_role("button", name="Chữ to hơn").click()
    page.get_by_role("button", name="Tương phản cao").click()
    page.keyboard.press("Escape")
    expect(page.locator(".aids__panel")).to_be_hidden()
    expect(page.locator(".aids summary")).to_be_focused()
    page.goto("/tin-tuc/")
    page.goto(article.url)

    assert letters(page) > usual * 1.3
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".aids summary").click()
    expect(page.get_by_role("button", name="Tương phản cao")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Cỡ chữ thường").click()
    assert letters(page) == usual


def test_shared_page__gives_its_own_address(page: Page, live_server: LiveServer) -> None:
    article = NewsPageFactory(title="Hội chợ quê")
    page.add_init_script("navigator.share = async (what) => { window.shared = what.url }")
    page.goto(f"{article.url}?fbclid=abc")

    page.get_by_role("button", name="Chia sẻ").click()

    assert page.evaluate("window.shared") == article.full_url


def test_without_a_script__nothing_is_offered_that_does_nothing(browser: Browser, live_server: LiveServer) -> None:
    article = NewsPageFactory(title="Hội chợ quê")
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto(article.url)

    expect(page.locator(".aids")).to_be_hidden()
    expect(page.locator("[data-share]")).to_be_hidden()
    expect(page.get_by_role("link", name="Facebook")).to_be_visible()
    context.close()
