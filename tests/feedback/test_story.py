"""The whole way in a browser: a question goes up, comes back, is answered, and its answer is approved for everybody."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from common import worker
from feedback.models import Feedback
from moderation.roles import Role
from tests.e2e.steps import sign_in
from tests.factories import make_user
from tests.feedback.factories import WORDS, make_unit


@pytest.fixture
def people(transactional_db):
    principal = make_user(Role.PRINCIPAL, username="hieutruong")
    teacher = make_user(Role.WEB_EDITOR, username="coha", email="co-ha@truong.example")
    make_unit("Tổ an toàn", teacher)
    return principal, teacher


def test_parents_question__becomes_an_answer_for_everybody(page: Page, people, smtp):
    _ask(page)
    followed = page.url
    worker.run_until_idle()
    (mail,) = smtp.to("co-ha@truong.example")
    link = re.search(r"http\S+/admin/feedback/\d+/", mail.get_body(("plain",)).get_content())[0]

    page.goto(urlsplit(link).path)
    sign_in(page, "coha")
    expect(page.get_by_text(WORDS)).to_be_visible()
    _way(page, "report").locator("[name$=note]").fill("Việc này cần xã cho ý kiến.")
    _take(page, "report")
    page.context.clear_cookies()
    page.goto(urlsplit(link).path)
    sign_in(page, "hieutruong")
    _way(page, "escalate").locator("[name$=body]").fill("UBND xã Cồn Sen")
    _take(page, "escalate")
    expect(page.get_by_text("UBND xã Cồn Sen").first).to_be_visible()
    _way(page, "pass_on").get_by_label("Bộ phận").select_option(label="Tổ an toàn")
    _take(page, "pass_on")
    page.context.clear_cookies()
    page.goto(urlsplit(link).path)
    sign_in(page, "coha")
    page.get_by_label("Trả lời").first.fill("Chào chị, khối Một ra cổng bên từ thứ Hai.")
    page.get_by_role("button", name="Trả lời", exact=True).click()
    page.get_by_role("link", name="Công khai thành hỏi và đáp").click()
    page.get_by_label("Câu hỏi").fill("Giờ tan học ra cổng nào?")
    page.get_by_label("Câu trả lời").fill("Khối Một ra cổng bên từ thứ Hai.")
    page.get_by_role("button", name="Gửi duyệt").click()
    expect(page.get_by_text("Đã gửi duyệt.")).to_be_visible()

    page.context.clear_cookies()
    page.goto(followed)
    expect(page.get_by_text("khối Một ra cổng bên")).to_be_visible()
    page.get_by_role("button", name="Rất hài lòng").click()
    expect(page.get_by_text("Cảm ơn đã cho biết")).to_be_visible()

    page.goto("/admin/desk/")
    sign_in(page, "hieutruong")
    page.get_by_role("link", name=re.compile("Giờ tan học ra cổng nào?")).click()
    page.get_by_role("button", name="Duyệt và đăng").click()
    page.wait_for_load_state()
    page.context.clear_cookies()
    page.goto("/hoi-dap/")
    expect(page.get_by_role("heading", name="Giờ tan học ra cổng nào?")).to_be_visible()
    assert WORDS not in page.content()


def _way(page: Page, act: str) -> Locator:
    """Open one of the ways in which feedback goes on, and return its form."""
    form = page.locator(f'form:has([value="{act}"])')
    if not form.is_visible():
        page.locator(f'details:has([value="{act}"]) > summary').click()
    return form


def _take(page: Page, act: str) -> None:
    page.locator(f'button[value="{act}"]').click()
    page.wait_for_load_state()


def _ask(page: Page) -> None:
    page.goto("/gui-phan-hoi/")
    page.get_by_label("Về việc gì").select_option(label="An toàn, nền nếp, bắt nạt")
    page.get_by_label("Nơi trả lời").select_option(label="Tổ an toàn")
    page.get_by_label("Nội dung").fill(WORDS)
    page.locator("form[data-puzzle]").get_by_role("button", name="Gửi").click()
    page.wait_for_url(re.compile(r"/gui-phan-hoi/[A-Z0-9]{12}/"))
    assert not page.context.cookies()
    assert Feedback.objects.get().text == WORDS
