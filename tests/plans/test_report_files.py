"""A report's files: they open, they hold what the page holds, and what is internal is in the staff's alone."""

import io
import re

import docx
import openpyxl
import pypdfium2
import pytest
from django.test import Client

from plans.documents import layout_check, made
from plans.models import Commitment, ReportMaking, ReportRemark, Unit
from plans.report import copies, document, files, making, pictures
from plans.report.account import account_of
from plans.report.document import document_of
from tests.factories import NewsPageFactory, approve, take_down
from tests.media.factories import make_ready_photo, withdraw
from tests.plans.reporting import SECRET, D, item_of, make_report, record, reported_plan, secret
from tests.plans.written import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(school):
    return Unit.objects.get(slug="y-te")


@pytest.fixture
def plan(unit):
    return reported_plan(unit, secret(unit), issuer="Trường Tiểu học Sen Hồng", place="Cồn Sen")


@pytest.fixture
def page(plan):
    photo = make_ready_photo("Khám mắt")
    NewsPageFactory(title="Khám mắt", cover=photo, serves=[item_of(plan, "Về y tế")], date=D(2026, 9, 20))
    record("Biên bản họp kín", D(2026, 9, 10), [item_of(plan, SECRET)], audience="internal")
    head = {"number": "58/BC-THSH", "signer_title": "Hiệu trưởng", "signer_name": "Nguyễn Thị Bích Liên"}
    page = make_report(plan, **head, recipients="UBND xã Cồn Sen (b/c)\nLưu: VT", issued_on=D(2026, 11, 10))
    page.assessment, page.proposals = "Hai tháng đầu làm tốt.", "Viết bù trong tháng 11."
    return approve(page)


def public_files(page):
    while made.make_missing():
        pass
    found = {}
    for kind in files.WRITERS:
        answer = Client().get(f"/van-ban/{page.pk}/{page.slug}.{kind}")
        assert answer.status_code == 200, kind
        found[kind] = b"".join(answer)
    return found


def staffs_files(page):
    while making.work():
        pass
    return {kind: copies.path_of(page, kind).read_bytes() for kind in files.WRITERS}


def cells(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def everything_in(found):
    workbook = " ".join(str(value) for rows in cells(found["xlsx"]).values() for row in rows for value in row)
    return [text_of(found["docx"]), text_of(found["pdf"]), workbook]


def test_links__ask_for_patience_until_the_files_are_made(page):
    addresses = re.findall(r'href="(/van-ban/[^"]+)"', Client().get(page.url).content.decode())
    early = Client().get(addresses[0])

    assert [address.rpartition(".")[2] for address in addresses] == ["pdf", "docx", "xlsx"]
    assert (early.status_code, early["Retry-After"]) == (503, "60")
    public_files(page)
    assert Client().get(addresses[0]).status_code == 200


def test_files__open_and_hold_the_report(page):
    found = public_files(page)

    assert len(pypdfium2.PdfDocument(found["pdf"])) >= 1
    assert len(docx.Document(io.BytesIO(found["docx"])).inline_shapes) == 1
    for text in everything_in(found)[:2]:
        for said in ("BÁO CÁO", "58/BC-THSH", "Khám mắt", "Hai tháng đầu làm tốt.", "Nguyễn Thị Bích Liên"):
            assert said in text


def test_more_articles_than_anybody_leafs_through__are_counted_on_paper_and_listed_elsewhere(plan, monkeypatch):
    monkeypatch.setattr(document, "BY_AREA", 3)
    days = range(1, 6)
    for day in days:
        NewsPageFactory(title=f"Bài ngày {day}", serves=[item_of(plan, "Về y tế")], date=D(2026, 10, day))
    page = approve(make_report(plan))

    found = public_files(page)

    for text in (text_of(found["docx"]), text_of(found["pdf"])):
        assert [day for day in days if f"Bài ngày {day}" in text] == [3, 4, 5]
        assert "Còn 2 tin, bài, minh chứng trước đó, liệt kê đủ tại trang điện tử của báo cáo." in " ".join(
            text.split()
        )
    for whole in (str(cells(found["xlsx"])), Client().get(page.url).content.decode()):
        assert [day for day in days if f"Bài ngày {day}" in whole] == [*days]
    assert "liệt kê đủ tại tệp Excel của báo cáo" in " ".join(text_of(staffs_files(page)["docx"]).split())


def test_internal_promises__are_in_the_staffs_files_and_in_no_public_one(page):
    for text in everything_in(public_files(page)):
        assert SECRET not in text
        assert "họp kín" not in text
    for text in everything_in(staffs_files(page)):
        assert SECRET in text
        assert "họp kín" in text


def test_staffs_files__lie_where_no_address_leads(page, settings):
    staffs_files(page)
    path = copies.path_of(page, "docx")

    for address in (f"/uploads/reports/{path.name}", f"/uploads/../reports/{path.name}", f"/van-ban/{path.name}"):
        assert Client().get(address).status_code == 404
    assert not path.is_relative_to(settings.PUBLIC_ROOT)


def test_layout__is_as_the_decree_has_it(page):
    assert [str(fault) for fault in layout_check.check(io.BytesIO(public_files(page)["docx"]))] == []


def test_workbook__has_dates_as_dates_and_a_frozen_head(page):
    book = openpyxl.load_workbook(io.BytesIO(public_files(page)["xlsx"]))

    assert book.sheetnames == ["Tổng hợp", "Nội dung", "Bộ phận", "Tin bài", "Chưa làm được"]
    articles = book["Tin bài"]
    assert articles.freeze_panes == "A2"
    assert articles["A2"].is_date
    assert articles["A2"].value.date() == D(2026, 9, 20)
    assert articles["C2"].hyperlink.target.startswith("http")
    assert book["Nội dung"]["A2"].value == 1


@pytest.mark.parametrize("text", ["=1+1", "+84 277", "-5 điểm", "@ten", '=HYPERLINK("http://x")'])
def test_workbook__takes_no_text_for_a_formula(plan, text):
    NewsPageFactory(title=text, serves=[item_of(plan, "Về y tế")], date=D(2026, 9, 20))
    page = make_report(plan)
    page.remarks = [ReportRemark(about=f"area:{page.figures['areas'][0]['key']}", text=text)]
    content = document_of(page, account_of(page, page.figures))

    book = openpyxl.load_workbook(io.BytesIO(files.WRITERS["xlsx"](content)))

    for cell in (book["Tin bài"]["C2"], book["Nội dung"]["K2"]):
        assert cell.data_type == "s"
        assert cell.value == text
        assert cell.quotePrefix == text.startswith(("=", "+", "-", "@"))


def test_withdrawn_photo__is_out_of_the_files_at_once(page):
    before = Client()
    public_files(page)
    photo = page.figures["things"][next(iter(page.figures["things"]))]["picture"]
    from media.models import Photo

    withdraw(Photo.objects.get(pk=photo))

    assert before.get(f"/van-ban/{page.pk}/{page.slug}.docx").status_code == 503
    assert not docx.Document(io.BytesIO(public_files(page)["docx"])).inline_shapes


def test_report_that_was_taken_down__has_no_file_left(page):
    public_files(page)

    take_down(page)

    assert Client().get(f"/van-ban/{page.pk}/{page.slug}.xlsx").status_code == 404


def test_plan__has_no_workbook(plan):
    assert Client().get(f"/van-ban/{plan.pk}/{plan.slug}.xlsx").status_code == 404


def test_photo_that_cannot_be_read__holds_up_no_file(page, monkeypatch):
    def broken(photo):
        raise OSError(photo)

    monkeypatch.setattr(pictures, "_source", broken)

    assert not docx.Document(io.BytesIO(public_files(page)["docx"])).inline_shapes


def test_remark_on_an_area_that_is_gone__is_kept_with_the_whole(plan):
    page = make_report(plan)
    page.remarks = [ReportRemark(about="area:khong-con", text="Vẫn còn đây.")]

    assert account_of(page, page.figures).remarks == ["Vẫn còn đây."]


@pytest.mark.slow
def test_a_years_report__holds_everything_of_the_year(unit):
    plan = reported_plan(unit, *(Commitment(text=f"Việc {n}", every="weekly", unit=unit) for n in range(20)))
    for number in range(60):
        items = [item_of(plan, f"Việc {number % 20}"), item_of(plan, "Về y tế")]
        NewsPageFactory(serves=items, date=D(2026, 9, 5 + number % 24))
    asked = making.ask(plan, (D(2026, 9, 5), D(2027, 5, 31)), None)

    making.make(asked)

    assert len(ReportMaking.objects.get().full["things"]) == 60
