"""The whole loop in a phone's window: a teacher writes, the principal approves, parents read, the plan counts it."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from common import worker
from moderation.roles import Role
from news.models import NewsIndexPage, NewsPage
from plans.models import PlanItem
from tests.e2e.steps import sign_in, upload_into
from tests.factories import make_plan, make_user, publish
from tests.media import files
from tests.support import browser as browsers

TITLE = "Học bơi để qua mùa nước nổi"
AREAS = (
    "Về giáo dục tiểu học",
    "Về nhà giáo",
    "Về cơ sở vật chất",
    "Về công nghệ thông tin",
    "Về tài chính",
    "Về giáo dục thể chất",
)


def write_article(page: Page, jpeg: Path, heic: Path) -> None:
    page.goto(f"/admin/pages/add/news/newspage/{NewsIndexPage.objects.get().pk}/")
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_lead").fill("Mười hai em khối 4 đã bơi được hai mươi mét.")
    page.locator("#id_cover-chooser [data-chooser-action-choose]").first.click()
    upload_into(page, jpeg)
    page.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="Ảnh", exact=True).click()
    page.locator('[data-contentpath="body"] [data-chooser-action-choose]').first.click()
    upload_into(page, heic)
    page.get_by_label("6. Về giáo dục thể chất").check()


def anonymous(path: str) -> str:
    """Return the page as it reads: the search marks what was asked for."""
    return re.sub(r"</?mark>", "", Client(headers={"host": "localhost"}).get(path).content.decode())


PLACES = ("/", "/tin-tuc/", "/tim-kiem/?q=hoc+boi+mua+nuoc+noi", "/tin-tuc/rss/")


def fetched_images(page: Page) -> list[bytes]:
    """Fetch every address that a picture of this page offers."""
    offered = page.eval_on_selector_all(
        "picture source, picture img",
        "nodes => nodes.flatMap(n => [n.src, ...(n.srcset || '').split(',').map(s => s.trim().split(' ')[0])])",
    )
    addresses = {urljoin(page.url, address) for address in offered if address}
    responses = [page.request.get(address) for address in sorted(addresses)]
    assert all(response.ok for response in responses)
    return [response.body() for response in responses]


@pytest.fixture
def plan(transactional_db):
    plan = make_plan(*AREAS, title="Kế hoạch truyền thông")
    return publish(plan)


def test_loop__from_a_phone_to_the_plan(page, live_server, smtp, plan, tmp_path, browser):
    make_user(Role.WEB_EDITOR, username="giaovien", last_name="Lê Văn", first_name="Bình")
    make_user(Role.PRINCIPAL, username="hieutruong", email="hieutruong@example.org")
    jpeg, heic = tmp_path / "IMG_2041.jpg", tmp_path / "IMG_2042.heic"
    jpeg.write_bytes(files.jpeg(files.TWELVE_MEGAPIXELS))
    heic.write_bytes(files.heic())

    page.goto("/admin/")
    sign_in(page, "giaovien")
    write_article(page, jpeg, heic)
    page.get_by_role("button", name="Thao tác khác").click()
    page.get_by_role("button", name="Gửi Hiệu trưởng duyệt").click()
    expect(page.get_by_text("Chờ duyệt").first).to_be_visible()
    worker.run_until_idle()

    (mail,) = smtp.to("hieutruong@example.org")
    assert TITLE in mail["Subject"]
    article = NewsPage.objects.get()
    area = PlanItem.objects.promised().get(number="6")
    assert [place for place in (*PLACES, plan.url) if TITLE in anonymous(place)] == []
    assert Client(headers={"host": "localhost"}).get(article.url).status_code == 404

    link = re.search(r"/admin/desk/\d+/", mail.get_body(("plain",)).get_content())[0]
    with browsers.phone(browser, live_server.url) as desk:
        desk.goto(link)
        sign_in(desk, "hieutruong")
        expect(desk.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text(TITLE)
        desk.get_by_role("button", name="Duyệt và đăng", exact=True).click()
        expect(desk.get_by_text("Phụ huynh đọc được ngay")).to_be_visible()

    assert [place for place in PLACES if TITLE not in anonymous(place)] == []
    plan_html = anonymous(plan.url)
    assert plan_html.index(f'id="{area.anchor}"') < plan_html.index(TITLE)

    with browsers.phone(browser, live_server.url) as parent:
        parent.goto(article.url)
        expect(parent.get_by_role("heading", level=1)).to_have_text(TITLE)
        pictures = fetched_images(parent)
    assert len(pictures) >= 12
    assert [files.secrets_in(picture) for picture in pictures] == [[]] * len(pictures)
