"""The principal's desk in a phone's window: from the mail to an approved article, returning, several as one, undo."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from common import worker
from moderation.roles import Role
from news.models import NewsPage
from tests.e2e.steps import sign_in
from tests.factories import PASSWORD, GalleryPageFactory, NewsPageFactory, make_user
from tests.support import browser as browsers

TITLE = "Học bơi để qua mùa nước nổi"


@pytest.fixture
def author(transactional_db):
    return make_user(Role.WEB_EDITOR, username="giaovien", email="giaovien@example.org", first_name="Bình")


@pytest.fixture
def principal(transactional_db):
    return make_user(Role.PRINCIPAL, username="hieutruong", email="hieutruong@example.org", first_name="Liên")


@pytest.fixture
def desk(page: Page, principal) -> Page:
    page.goto(reverse("moderation_desk"))
    sign_in(page, "hieutruong")
    return page


def submitted(author, title, factory=NewsPageFactory, **fields):
    item = factory(live=False, owner=author, title=title, **fields)
    item.save_revision(user=author)
    item.get_workflow().start(item, author)
    return item


def public(item) -> bool:
    return type(item).objects.public().filter(pk=item.pk).exists()


def review_path(item) -> str:
    return reverse("moderation_review", args=[item.current_workflow_task_state.pk])


def test_desk__from_the_mail_to_an_approved_article_in_one_tap(page, smtp, author, principal):
    article = submitted(author, TITLE)
    worker.run_until_idle()
    (mail,) = smtp.to("hieutruong@example.org")
    link = re.search(r"http\S+/admin/desk/\d+/", mail.get_body(("plain",)).get_content())[0]

    page.goto(urlsplit(link).path)
    sign_in(page, "hieutruong")
    button = page.get_by_role("button", name="Duyệt và đăng")
    expect(button).to_be_in_viewport(ratio=1)
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text(TITLE)
    button.click()

    expect(page.get_by_text("Phụ huynh đọc được ngay")).to_be_visible()
    assert public(article)


def test_desk__returns_with_a_comment(desk, author):
    article = submitted(author, TITLE)

    desk.reload()
    desk.get_by_role("link", name=TITLE).click()
    desk.get_by_role("button", name="Trả lại để sửa").click()
    expect(desk.get_by_label("Nhắn người viết")).to_be_focused()
    desk.get_by_label("Nhắn người viết").fill("Xin thêm một ảnh.")
    desk.get_by_role("button", name="Trả lại để sửa").click()

    expect(desk.get_by_text("Đã trả lại")).to_be_visible()
    assert article.current_workflow_state.current_task_state.comment == "Xin thêm một ảnh."
    assert not public(article)


def test_desk__approves_several_as_one_and_undoes_it(desk, author):
    article, gallery = submitted(author, TITLE), submitted(author, "Bộ ảnh học bơi", GalleryPageFactory)
    desk.reload()

    desk.get_by_role("checkbox", name=TITLE).check()
    desk.get_by_role("checkbox", name="Bộ ảnh học bơi").check()
    desk.get_by_role("button", name="Duyệt các mục đã đánh dấu").click()
    expect(desk.get_by_text("Đã duyệt 2 mục")).to_be_visible()
    assert (public(article), public(gallery)) == (True, True)

    undo = desk.get_by_role("button", name="Hoàn tác")
    expect(undo).to_be_in_viewport(ratio=1)
    undo.click()
    expect(desk.get_by_text("Đã hoàn tác")).to_be_visible()
    expect(desk.get_by_role("link", name=TITLE)).to_be_visible()
    assert (public(article), public(gallery)) == (False, False)


def test_desk__takes_the_offer_to_undo_away_when_the_minute_is_over(desk, author):
    submitted(author, TITLE)
    desk.reload()
    desk.get_by_role("link", name=TITLE).click()
    desk.clock.install()
    desk.get_by_role("button", name="Duyệt và đăng").click()
    undo = desk.get_by_role("button", name="Hoàn tác")
    expect(undo).to_be_visible()

    desk.clock.run_for(61_000)

    expect(undo).to_be_hidden()


def test_desk__offers_the_newer_version_when_the_author_was_faster(desk, author):
    article = submitted(author, TITLE, lead="Nghỉ từ thứ Hai.")
    desk.goto(review_path(article))
    article.current_workflow_state.cancel(user=author)
    newer = article.get_latest_revision_as_object()
    newer.lead = "Nghỉ từ thứ Ba."
    newer.save_revision(user=author)
    newer.get_workflow().start(newer, author)

    desk.get_by_role("button", name="Duyệt và đăng").click()

    expect(desk.get_by_text("đã có bản mới hơn")).to_be_visible()
    assert not public(article)
    desk.get_by_role("link", name="Đọc bản mới").click()
    desk.get_by_role("button", name="Duyệt và đăng").click()
    expect(desk.get_by_text("Phụ huynh đọc được ngay")).to_be_visible()
    assert NewsPage.objects.public().get(pk=article.pk).lead == "Nghỉ từ thứ Ba."


def test_desk__needs_no_script(browser, live_server, author, principal):
    article = submitted(author, TITLE)
    context = browser.new_context(viewport=browsers.PHONE, base_url=live_server.url, java_script_enabled=False)
    window = context.new_page()

    window.goto(reverse("moderation_desk"))
    window.locator("#id_username").fill("hieutruong")
    window.locator("#id_password").fill(PASSWORD)
    window.get_by_role("button", name="Đăng nhập").click()
    window.get_by_role("link", name=TITLE).click()
    window.get_by_role("button", name="Duyệt và đăng").click()
    window.get_by_role("button", name="Hoàn tác").click()
    window.get_by_role("checkbox", name=TITLE).check()
    window.get_by_role("button", name="Duyệt các mục đã đánh dấu").click()
    expect(window.get_by_text("Phụ huynh đọc được ngay")).to_be_visible()
    context.close()

    assert public(article)


def test_desk__can_be_worked_with_the_keyboard(desk, author):
    article = submitted(author, TITLE)
    desk.goto(review_path(article))
    approve = desk.get_by_role("button", name="Duyệt và đăng")

    desk.get_by_role("link", name="Mở riêng một trang").focus()
    for _press in range(80):  # through the page in the frame, too
        desk.keyboard.press("Tab")
        if approve.evaluate("button => button === document.activeElement"):
            break
    desk.keyboard.press("Enter")

    expect(desk.get_by_text("Phụ huynh đọc được ngay")).to_be_visible()
    assert public(article)


def test_share__gives_the_phone_the_title_and_the_link(page, author, principal):
    article = submitted(author, TITLE)
    page.add_init_script(
        "navigator.share = data => { document.title = JSON.stringify(data); return Promise.resolve(); }"
    )
    page.goto(reverse("moderation_share", args=[article.current_workflow_task_state.pk]))
    sign_in(page, "giaovien")

    page.get_by_role("link", name="Gửi Hiệu trưởng qua Zalo").click()

    expect(page).to_have_title(re.compile(re.escape(TITLE)))
    expect(page).to_have_title(re.compile(re.escape(review_path(article))))


def test_share__without_a_share_sheet_shows_the_link_to_copy(page, author, principal):
    article = submitted(author, TITLE)
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(review_path(article))
    sign_in(page, "giaovien")

    page.get_by_role("link", name="Gửi Hiệu trưởng qua Zalo").click()

    expect(page.get_by_label("Hoặc chép liên kết này")).to_have_value(re.compile(re.escape(review_path(article))))
