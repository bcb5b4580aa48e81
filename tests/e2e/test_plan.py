"""A plan's whole way in a browser: from the Word file, through review and approval, to what parents see done."""

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from common import worker
from moderation.roles import Role
from news.models import NewsPage
from plans.models import PlanPage, ReportPage, Unit
from tests.e2e.steps import sign_in
from tests.factories import make_user
from tests.support import browser as browsers
from tests.support.word import typed

YEAR = timezone.localdate().year
TEXT = f"""KẾ HOẠCH
Truyền thông giáo dục giai đoạn {YEAR} - {YEAR + 1}

Căn cứ Thông tư số 37/2020/TT-BGDĐT ngày 05 tháng 10 năm 2020 của Bộ Giáo dục và Đào tạo;
Trường Tiểu học Bến Đa xây dựng kế hoạch truyền thông giai đoạn {YEAR} - {YEAR + 1} như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
- Giúp phụ huynh hiểu rõ việc dạy và học của con em mình.
2. Yêu cầu
- Thông tin đưa ra phải đúng, đủ và đã được duyệt.

II. NỘI DUNG TRỌNG TÂM
1. Về dạy và học: Giới thiệu sách giáo khoa mới và cách đánh giá học sinh (giao cho bộ phận chuyên môn).
2. Về sức khoẻ học đường: Tuyên truyền phòng bệnh theo mùa, khám mắt cho học sinh (Y tế thực hiện).

III. TỔ CHỨC THỰC HIỆN
1. Y tế học đường
- Viết bài về phòng bệnh cho học sinh.

Nơi nhận:                                    HIỆU TRƯỞNG
- Các tổ, bộ phận;
- Lưu: VT.
"""
TITLE = "Ba mươi em khối 3 được khám mắt"


@pytest.fixture
def teacher(school_on_disk):
    user = make_user(Role.WEB_EDITOR, username="yte")
    unit = Unit.objects.get(slug="y-te")
    unit.members.add(user)
    unit.save()
    return user


@pytest.fixture
def school_on_disk(transactional_db):
    make_user(Role.PRINCIPAL, username="hieutruong", email="hieutruong@example.org")
    make_user(Role.WEB_OFFICER, username="vanphong")


def submit(page: Page) -> None:
    page.get_by_role("button", name="Thao tác khác").click()
    page.get_by_role("button", name="Gửi Hiệu trưởng duyệt").click()
    expect(page.get_by_text("Chờ duyệt").first).to_be_visible()


def approve(desk: Page, title: str) -> None:
    desk.goto("/admin/desk/")
    desk.get_by_role("link", name=title).click()
    desk.get_by_role("button", name="Duyệt và đăng", exact=True).click()
    expect(desk.get_by_text("Phụ huynh đọc được ngay")).to_be_visible()


def make_report(office: Page, plan: PlanPage) -> None:
    """The web officer has this month's figures made, and submits the report with a word of their own."""
    office.goto(f"/admin/plans/{plan.pk}/board/")
    sign_in(office, "vanphong")
    office.get_by_role("link", name="Làm báo cáo").click()
    office.get_by_label("Tháng này").check()
    office.get_by_role("button", name="Lập báo cáo").click()
    worker.run_until_idle()
    expect(office.get_by_text("Đã lập xong số liệu").first).to_be_visible()
    submit(office)


def test_plan__from_word_to_what_was_done(page, live_server, teacher, tmp_path, browser):
    word = typed(tmp_path / "ke-hoach.docx", TEXT, automatic=True, signature=True)
    page.goto("/admin/")
    sign_in(page, "yte")

    page.goto("/admin/plans/import/")
    page.locator("#id_file").set_input_files(word)
    page.get_by_role("button", name="Đọc tệp").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đang đọc")
    worker.run_until_idle()
    expect(page.get_by_role("button", name="Tạo bản nháp")).to_be_visible()
    page.locator("[name=head-number]").fill("12/KH-THBĐ")
    page.locator("[name=focus_areas-1-title]").fill("Về sức khoẻ của học sinh")
    page.get_by_role("button", name="Tạo bản nháp").click()
    expect(page.locator("#id_number")).to_have_value("12/KH-THBĐ")
    submit(page)

    with browsers.phone(browser, live_server.url) as desk:
        desk.goto("/admin/desk/")
        sign_in(desk, "hieutruong")
        approve(desk, "Truyền thông giáo dục")
        plan = PlanPage.objects.public().get()
        assert plan.focus_areas.last().title == "Về sức khoẻ của học sinh"

        page.goto("/admin/my-duties/")
        card = page.locator("li", has_text="Về sức khoẻ của học sinh")
        expect(card).to_contain_text("chưa có bài nào")
        card.get_by_role("link", name="Bài viết").click()
        expect(page.get_by_label("2. Về sức khoẻ của học sinh")).to_be_checked()
        page.locator("#id_title").fill(TITLE)
        page.locator("#id_lead").fill("Phòng y tế khám mắt trong ba buổi sáng.")
        submit(page)
        assert TITLE not in Client(headers={"host": "localhost"}).get(plan.url).content.decode()
        approve(desk, TITLE)

        desk.goto(f"/admin/plans/{plan.pk}/board/")
        row = desk.get_by_role("row", name="Về sức khoẻ của học sinh")
        row.get_by_role("link").first.click()
        expect(desk.get_by_role("link", name=TITLE)).to_be_visible()
        with browsers.phone(browser, live_server.url) as office:
            make_report(office, plan)
        approve(desk, "Báo cáo kết quả thực hiện")

    public = Client(headers={"host": "localhost"}).get(plan.url).content.decode()
    assert public.index("Về sức khoẻ của học sinh") < public.index(TITLE)
    report = Client(headers={"host": "localhost"}).get(ReportPage.objects.public().get().url).content.decode()
    assert report.index("Về sức khoẻ của học sinh") < report.index(TITLE)
    assert NewsPage.objects.public().get().serves.get().title == "Về sức khoẻ của học sinh"
    page.goto("/admin/my-duties/")
    expect(page.locator("li", has_text="Về sức khoẻ của học sinh")).to_contain_text("bài gần nhất ngày")
