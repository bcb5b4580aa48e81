"""What people do in the admin, as a browser does it."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.factories import PASSWORD


def sign_in(page: Page, username: str) -> None:
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def upload_into(page: Page, path: Path) -> None:
    """In an open photo chooser: the upload tab, the file, send."""
    modal = page.locator(".modal-content")
    modal.get_by_role("tab", name=re.compile("Tải lên")).click()
    modal.locator("input[type=file]").set_input_files(path)
    expect(modal.locator("[name$=upload-title]")).to_have_value(path.stem)
    modal.locator("section:not([hidden]) button[type=submit]").click()
    expect(modal).to_have_count(0)
