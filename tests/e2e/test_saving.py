"""A draft that saves itself while its author sends it, on a slow line."""

import re
import time

import pytest
from playwright.sync_api import expect
from wagtail import hooks
from wagtail.models import WorkflowState

from moderation.roles import Role
from news.models import NewsIndexPage, NewsPage
from tests.e2e.steps import sign_in
from tests.factories import make_user

SLOW_LINE_S = 2
WAGTAIL_WATCHES_AFTER_MS = 10_000


@pytest.fixture
def slow_saving():
    def wait(request, parent, page_class):
        if request.method == "POST" and "application/json" in request.headers.get("Accept", ""):
            time.sleep(SLOW_LINE_S)

    with hooks.register_temporarily("before_create_page", wait):
        yield


def test_sent_while_it_saves_itself__one_page_comes_of_it_with_the_last_words(page, live_server, school, slow_saving):
    make_user(Role.PRINCIPAL, username="hieutruong", email="hieutruong@example.org")
    make_user(Role.WEB_EDITOR, username="giaovien")
    page.goto("/admin/")
    sign_in(page, "giaovien")
    page.clock.install()
    page.goto(f"/admin/pages/add/news/newspage/{NewsIndexPage.objects.get().pk}/")
    page.clock.fast_forward(WAGTAIL_WATCHES_AFTER_MS)
    page.locator("#id_lead").fill("Mười hai em khối 4 đã bơi được hai mươi mét.")

    with page.expect_request(re.compile(r"/admin/pages/add/.*")):
        page.locator("#id_title").fill("Học bơi")
        page.locator("#id_title").blur()
    page.locator("#id_title").fill("Học bơi để qua mùa nước nổi")
    page.get_by_role("button", name="Thao tác khác").click()
    page.get_by_role("button", name="Gửi Hiệu trưởng duyệt").click()

    expect(page.get_by_text("Chờ duyệt").first).to_be_visible()
    page.wait_for_timeout(2 * SLOW_LINE_S * 1000)  # what still is on its way would make the second page now
    article = NewsPage.objects.get()
    assert article.title == "Học bơi để qua mùa nước nổi"
    assert WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS).count() == 1
