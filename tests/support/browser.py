"""Debian's Chromium under Playwright, in the window of a cheap phone."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connections
from playwright.sync_api import Browser, Page, expect, sync_playwright

PHONE = {"width": 390, "height": 844}
PATIENCE_MS = 20_000
_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser, and stop it afterwards."""
    program = shutil.which("chromium")
    if program is None:
        raise RuntimeError("chromium is missing: `make test` installs it or says how.")
    # Playwright's loop runs in this thread, and Django would take every query beside it for one from a coroutine.
    expect.set_options(timeout=PATIENCE_MS)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    opened = connections.all()
    with sync_playwright() as playwright:
        # For the same reason it would open connections of its own, which know nothing of the test's transaction.
        for connection in opened:
            connections[connection.alias] = connection
        browser = playwright.chromium.launch(executable_path=program, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def phone(browser: Browser, base_url: str = "") -> Iterator[Page]:
    """Open a window of its own: no cookies of anybody else. What a script threw on the page is raised at the end."""
    context = browser.new_context(
        viewport=PHONE, base_url=base_url or None, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh"
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(f"{page.url}: {error}"))
    try:
        yield page
        assert not thrown, f"Scripts failed on the page: {thrown}"
    finally:
        context.close()


def keep_picture(page: Page, folder: Path, name: str) -> None:
    """Save what the page looks like now, for whoever reads about the failure."""
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    (folder / f"{name}.html").write_text(f"<!-- {page.url} -->\n{page.content()}", encoding="utf-8")
