"""The editor's script and the model make the same address of a Vietnamese title."""

import unicodedata

import pytest

from common.text import slugify
from moderation.roles import Role
from news.models import NewsIndexPage
from tests.e2e.steps import sign_in
from tests.factories import make_user

TITLES = (
    "Đổi mới – Kế hoạch số 831/KH-GDĐT",
    "Ðêm hội trăng rằm “Đèn ông sao”",
    "20/11: Ngày Nhà giáo Việt Nam!",
    unicodedata.normalize("NFD", "Hội khoẻ Phù Đổng, nghỉ Tết ƯỚT MƯA"),
    "  Tuần lễ hàm răng khoẻ…  ",
)


@pytest.fixture
def editor(page, transactional_db):
    make_user(Role.WEB_EDITOR, username="giaovien")
    page.goto("/admin/")
    sign_in(page, "giaovien")
    return page


def test_slug__is_the_same_in_the_editor_and_in_the_model(editor):
    index = NewsIndexPage.objects.get()
    made = []
    for title in TITLES:
        editor.goto(f"/admin/pages/add/news/newspage/{index.pk}/")
        editor.locator("#id_title").press_sequentially(title)
        editor.locator("#id_title").blur()
        editor.wait_for_timeout(300)
        made.append(editor.locator("#id_slug").input_value())

    assert made == [slugify(title) for title in TITLES]
