"""The layout checker passes our own documents and names what is planted in them."""

import io

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from plans.documents import word
from plans.documents.content import Block, PrintedDocument
from plans.documents.layout_check import Clause, check


def content(**changes):
    """A document in which every part is there."""
    fields = {
        "title": "Kế hoạch Truyền thông năm học 2026-2027",
        "kind": "KẾ HOẠCH",
        "subject": "Truyền thông năm học 2026-2027",
        "number": "Số: 07/KH-THSH",
        "place_and_date": "Cồn Sen, ngày 05 tháng 02 năm 2026",
        "issuer": "TRƯỜNG TIỂU HỌC SEN HỒNG",
        "parent_body": "UBND XÃ CỒN SEN",
        "bases": ["Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;", "Căn cứ Kế hoạch số 12/KH-UBND của UBND xã."],
        "body": [
            Block("text", "Trường Tiểu học Sen Hồng xây dựng kế hoạch như sau:"),
            Block("section", "I. MỤC ĐÍCH, YÊU CẦU"),
            Block("heading", "1. Mục đích"),
            Block("text", "a) Cha mẹ biết con mình học gì."),
            Block("text", "b) Nêu gương người tốt."),
            Block("text", "c) Trả lời câu hỏi."),
            Block("text", "d) Sửa đổi theo góp ý."),
            Block("text", "đ) Giữ gìn hình ảnh của trẻ."),
            Block("text", "Trên đây là kế hoạch của Trường Tiểu học Sen Hồng./."),
        ],
        "signature": ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"],
        "signer_name": "Trần Văn Thuận",
        "recipients": ["- UBND xã (b/c);", "- Lưu: VT, KH."],
        "notice": "Bản đọc.",
    }
    return PrintedDocument(**fields | changes)


def faults(document):
    file = io.BytesIO()
    document.save(file)
    file.seek(0)
    return check(file)


def made(**changes):
    return docx.Document(io.BytesIO(word.write(content(**changes))))


def paragraph(document, start):
    """Return the paragraph that begins with `start`, wherever it stands."""
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    every = [*document.paragraphs, *(each for cell in cells for each in cell.paragraphs)]
    return next(each for each in every if each.text.startswith(start))


def style(style_name, **look):
    def plant(document):
        for key, value in look.items():
            setattr(document.styles[style_name].font, key, value)

    return plant


def form(start, **look):
    def plant(document):
        for key, value in look.items():
            setattr(paragraph(document, start).paragraph_format, key, value)

    return plant


def words(start, text):
    def plant(document):
        paragraph(document, start).runs[0].text = text

    return plant


def page(**look):
    def plant(document):
        for key, value in look.items():
            setattr(document.sections[0], key, value)

    return plant


def unruled(start):
    def plant(document):
        rule = paragraph(document, start)._p.getnext()
        rule.getparent().remove(rule)

    return plant


def without(start):
    def plant(document):
        element = paragraph(document, start)._p
        element.getparent().remove(element)

    return plant


def unnumbered(document):
    header = document.sections[0].header.paragraphs[0]
    for run in header.runs:
        run._r.getparent().remove(run._r)


PLANTED = {
    "left margin": (Clause.PAGE, page(left_margin=Mm(20))),
    "bottom margin": (Clause.PAGE, page(bottom_margin=Mm(30))),
    "letter paper": (Clause.PAGE, page(page_width=Mm(216), page_height=Mm(279))),
    "sideways": (Clause.PAGE, page(orientation=WD_ORIENT.LANDSCAPE)),
    "another typeface": (Clause.TYPEFACE, style("VB Nội dung", name="Arial")),
    "colour": (
        Clause.TYPEFACE,
        style("VB Tên loại", color=None)
        and (lambda document: setattr(document.styles["VB Tên loại"].font.color, "rgb", RGBColor(200, 0, 0))),
    ),
    "no page number": (Clause.PAGE_NUMBER, unnumbered),
    "number on page 1": (Clause.PAGE_NUMBER, page(different_first_page_header_footer=False)),
    "small page number": (Clause.PAGE_NUMBER, style("VB Số trang", size=Pt(10))),
    "page number at the right": (
        Clause.PAGE_NUMBER,
        lambda document: setattr(document.sections[0].header.paragraphs[0], "alignment", WD_ALIGN_PARAGRAPH.RIGHT),
    ),
    "state not bold": (Clause.STATE, style("VB Quốc hiệu", bold=False)),
    "state in small letters": (Clause.STATE, words("CỘNG HÒA", "Cộng hòa xã hội chủ nghĩa Việt Nam")),
    "no state": (Clause.STATE, without("CỘNG HÒA")),
    "motto too large": (Clause.MOTTO, style("VB Tiêu ngữ", size=Pt(16))),
    "motto without rule": (Clause.MOTTO, unruled("Độc lập")),
    "managing body bold": (Clause.PARENT, style("VB Cơ quan chủ quản", bold=True)),
    "issuer not bold": (Clause.ISSUER, style("VB Cơ quan ban hành", bold=False)),
    "issuer without rule": (Clause.ISSUER, unruled("TRƯỜNG")),
    "number without zero": (Clause.NUMBER, words("Số:", "Số: 7/KH-THSH")),
    "number with spaces": (Clause.NUMBER, words("Số:", "Số: 45 / KH - THSH")),
    "number too small": (Clause.NUMBER, style("VB Số ký hiệu", size=Pt(11))),
    "day without zero": (Clause.PLACE_DATE, words("Cồn Sen", "Cồn Sen, ngày 5 tháng 02 năm 2026")),
    "month with a zero too many": (Clause.PLACE_DATE, words("Cồn Sen", "Cồn Sen, ngày 05 tháng 08 năm 2026")),
    "date upright": (Clause.PLACE_DATE, style("VB Địa danh ngày tháng", italic=False)),
    "type not centred": (Clause.KIND, form("KẾ HOẠCH", alignment=WD_ALIGN_PARAGRAPH.LEFT)),
    "subject not bold": (Clause.SUBJECT, style("VB Trích yếu", bold=False)),
    "subject without rule": (Clause.SUBJECT, unruled("Truyền thông năm")),
    "bases upright": (Clause.BASES, style("VB Căn cứ", italic=False)),
    "base without semicolon": (Clause.BASES, words("Căn cứ Luật", "Căn cứ Luật Trẻ em,")),
    "body not justified": (Clause.BODY, form("Trường Tiểu học", alignment=WD_ALIGN_PARAGRAPH.LEFT)),
    "body too small": (Clause.BODY, style("VB Nội dung", size=Pt(12))),
    "no first-line indent": (Clause.BODY, form("a) Cha mẹ", first_line_indent=Mm(0))),
    "crowded paragraphs": (Clause.BODY, form("b) Nêu", space_after=Pt(0))),
    "double spacing": (Clause.BODY, form("b) Nêu", line_spacing=2.0)),
    "section in small letters": (Clause.LEVELS, words("I. MỤC", "I. Mục đích, yêu cầu")),
    "section not bold": (Clause.LEVELS, style("VB Mục", bold=False)),
    "heading not bold": (Clause.LEVELS, style("VB Khoản", bold=False)),
    "e after d": (Clause.LEVELS, words("đ) Giữ", "e) Giữ gìn hình ảnh của trẻ.")),
    "title of the signer not bold": (Clause.SIGNATURE, style("VB Chức vụ", bold=False)),
    "no name": (Clause.SIGNATURE, without("Trần Văn Thuận")),
    "label of recipients upright": (Clause.RECIPIENTS, style("VB Nơi nhận", italic=False)),
    "recipients too large": (Clause.RECIPIENTS, style("VB Nơi nhận mục", size=Pt(13))),
    "recipient without semicolon": (Clause.RECIPIENTS, words("- UBND", "- UBND xã (b/c)")),
    "not filed": (Clause.RECIPIENTS, words("- Lưu", "- Các tổ.")),
}


def test_our_own_document__has_no_fault():
    assert faults(made()) == []


def test_room_for_number_and_day__is_no_fault():
    document = made(number="Số: ………/KH", place_and_date="Cồn Sen, ngày …… tháng …… năm 2026")

    assert faults(document) == []


@pytest.mark.parametrize(("clause", "plant"), PLANTED.values(), ids=PLANTED)
def test_planted_fault__is_named_with_its_clause(clause, plant):
    document = made()

    plant(document)

    assert {fault.clause for fault in faults(document)} == {clause}


def test_fault__says_where_and_what(school):
    document = made()
    style("VB Nơi nhận mục", size=Pt(13))(document)

    assert "Nơi nhận: “- UBND xã (b/c);” có cỡ chữ 13; phải là 11." in [str(fault) for fault in faults(document)]


def test_letterhead_with_tabs__is_read_too():
    document = docx.Document()
    document.add_paragraph("UBND XÃ CỒN SEN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    document.add_paragraph("TRƯỜNG TIỂU HỌC SEN HỒNG\tĐộc lập - Tự do - Hạnh phúc")
    document.add_paragraph("Số: 7/KH-THSH\tCồn Sen, ngày 5 tháng 2 năm 2026")
    document.add_paragraph("KẾ HOẠCH")

    found = {fault.clause for fault in faults(document)}

    assert {Clause.NUMBER, Clause.PLACE_DATE, Clause.TYPEFACE, Clause.BODY} <= found
    assert "thiếu" in " ".join(str(fault) for fault in faults(document) if fault.clause == Clause.BODY).lower()


def test_empty_document__lacks_every_part():
    found = {fault.clause for fault in faults(docx.Document())}

    assert {Clause.STATE, Clause.MOTTO, Clause.ISSUER, Clause.NUMBER, Clause.KIND, Clause.SIGNATURE} <= found
