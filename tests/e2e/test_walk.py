"""Every kind of page on a cheap phone and on a desk, light and dark, with scripts and without: by key and by touch."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from news.models.tag import tags_of
from tests.factories import (
    CategoryFactory,
    NewsPageFactory,
    OfficialDocumentFactory,
    StandardPageFactory,
    UnitFactory,
    approve,
    make_plan,
    make_responsibility,
    publish,
)
from tests.feedback.factories import make_consultation
from tests.media.factories import make_gallery, make_ready_photo

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="what a browser shows does not depend on the database"),
]
SIZES = {"phone": (360, 740), "desk": (1280, 900)}
SCHEMES = ("light", "dark")
TABS = 12
SMALLEST_TARGET = 24  # pixels: WCAG 2.2, 2.5.8
FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return {what: at.outerHTML.slice(0, 90), body: at === document.body, ring, seen: box.width > 0 && box.height > 0,
          inside: box.bottom > 0 && box.top < innerHeight};
}"""
TARGETS = """(least) => [...document.querySelectorAll("header a, header button, header summary, main button, footer a")]
  .filter((each) => each.checkVisibility() && !each.closest("p, dd") && !each.classList.contains("skip"))
  .map((each) => [each.getBoundingClientRect(), each.outerHTML.slice(0, 90)])
  .filter(([box]) => box.width && (box.height < least || box.width < least))
  .map(([box, what]) => what)"""


@pytest.fixture
def addresses(transactional_db: None) -> dict[str, str]:
    """One page of each kind."""
    photo = make_ready_photo()
    article = NewsPageFactory(
        title="Hội chợ quê giữa sân trường",
        category=CategoryFactory(name="Hoạt động"),
        body=[("video_link", {"title": "Múa sạp", "url": "https://youtu.be/abcDEF_12-3", "poster": photo})],
        live=False,
    )
    article.tags = tags_of("hội chợ, sân trường")
    article = publish(article)
    plan = make_plan("Về giáo dục tiểu học", "Về an toàn trường học")
    unit = UnitFactory(name="Tổ Hậu cần")
    return {
        "home": "/",
        "news": "/tin-tuc/",
        "tag": "/tin-tuc/tu-khoa/hoi-cho/",
        "archive": "/tin-tuc/luu-tru/",
        "article": article.url,
        "galleries": "/thu-vien-anh/",
        "gallery": make_gallery(photo, photo).url,
        "plans": "/ke-hoach/",
        "plan": plan.url,
        "duties": make_responsibility(plan, unit, "Trực vệ sinh sân trường").url,
        "calendar": "/lich-cong-tac/",
        "look-up": "/tra-cuu/",
        "document": OfficialDocumentFactory().url,
        "units": "/don-vi/",
        "unit": unit.url,
        "standing": StandardPageFactory(title="Giới thiệu", lead="Trường bên sông.").url,
        "search": "/tim-kiem/?q=hoi+cho",
        "nothing found": "/tim-kiem/?q=khong+co+gi+ca",
        "feedback": "/gui-phan-hoi/",
        "consultation": approve(make_consultation(plan=plan, unit=unit)).url,
        "answers": "/hoi-dap/",
        "visits": "/thong-ke/",
        "lost": "/khong-co-trang-nay/",
    }


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@pytest.mark.parametrize("size", SIZES)
def test_every_kind_of_page__can_be_read_and_used(
    browser: Browser, live_server: LiveServer, addresses: dict[str, str], size: str, scripts: bool
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=scripts,
        has_touch=size == "phone",
        base_url=live_server.url,
        reduced_motion="reduce",
    )
    faults = [
        f"{name}: {fault}"
        for name, address in addresses.items()
        for fault in _faults(context, address, scripts=scripts, touch=size == "phone")
    ]
    context.close()

    assert not faults, "\n".join(faults)


def _faults(context: BrowserContext, address: str, *, scripts: bool, touch: bool) -> Iterator[str]:
    """Yield what a reader would stumble over."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url) if _is_elsewhere(request.url, page) else None)
    page.goto(address)
    if page.locator("h1").count() != 1:
        yield f"{page.locator('h1').count()} main headings"
    if page.locator("main").count() != 1 or page.locator("html[lang=vi]").count() != 1:
        yield "no main part, or not in Vietnamese"
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        if scripts:  # or the browser answers no questions
            yield from (f"{scheme}: {fault}" for fault in _violations(page))
    if scripts:
        yield from _measured(page, touch=touch)
        yield from _tabbed(page)
    if touch:
        yield from _tapped(page, address)
    # A page that is missing is an error to the console, and rightly so.
    yield from (line for line in said if "404" not in line)
    page.close()


def _is_elsewhere(url: str, page: Page) -> bool:
    return not re.match(r"(http://(localhost|127\.0\.0\.1)[:/]|data:|blob:|about:)", url)


def _violations(page: Page) -> Iterator[str]:
    found: Any = Axe().run(page).response["violations"]
    yield from (f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found)


def _measured(page: Page, *, touch: bool) -> Iterator[str]:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        yield f"{wide} pixels wider than the window"
    if touch:
        yield from (f"too small for a finger: {what}" for what in page.evaluate(TARGETS, SMALLEST_TARGET))


def _tabbed(page: Page) -> Iterator[str]:
    """The first key press offers to skip the menu; whatever comes after is seen, and seen to be chosen."""
    page.keyboard.press("Tab")
    if "skip" not in page.evaluate("document.activeElement.className"):
        yield "the first stop is not the link to the content"
    for _press in range(TABS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at["body"]:
            return
        if not (at["seen"] and at["inside"] and at["ring"]):
            yield f"not seen when chosen: {at}"


def _tapped(page: Page, address: str) -> Iterator[str]:
    """A tap on the menu leads on."""
    link = page.locator("header nav a").first
    wanted = link.get_attribute("href")
    with page.expect_navigation():
        link.tap()
    if not page.url.endswith(wanted):
        yield f"a tap on the menu of {address} led to {page.url}"
