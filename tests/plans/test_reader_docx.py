# ruff: noqa: E501  (XML)
"""Word files: automatic numbers as Word shows them, tables, text boxes, old fonts."""

import re

import pytest

from plans.reader import read_plan, read_source
from plans.reader.formats.numbering import number_text
from tests.support import word
from tests.support.word import cell, level, numbering, paragraph, run, save, table


def text_of(tmp_path, body, **options):
    return read_source(save(tmp_path / "plan.docx", body, **options)).text.strip()


def listed(*items, number=1):
    return "".join(paragraph(text, number, depth) for depth, text in items)


def test_numbers__are_typed_out_on_every_level(tmp_path):
    body = listed(
        (0, "MỤC ĐÍCH"), (1, "Một"), (2, "Nhỏ"), (2, "Nhỏ nữa"), (1, "Hai"), (3, "Chữ"), (0, "NỘI DUNG"), (1, "Ba")
    )

    assert text_of(tmp_path, body).split("\n") == [
        "I. MỤC ĐÍCH", "1. Một", "1.1. Nhỏ", "1.2. Nhỏ nữa", "2. Hai", "a) Chữ", "II. NỘI DUNG", "1. Ba",
    ]  # fmt: skip


def test_numbers__of_another_list_with_the_same_pattern_go_on_unless_it_starts_anew(tmp_path):
    overrides = (
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = paragraph("A", 1) + paragraph("B", 3) + paragraph("C", 4)

    assert text_of(tmp_path, body, numbers=numbering(overrides=overrides)) == "I. A\nII. B\nV. C"


def test_numbers__come_from_the_style_too(tmp_path):
    styles = word.STYLES.replace(
        "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style></w:styles>",
    )
    body = f'<w:p><w:pPr><w:pStyle w:val="Muc"/></w:pPr>{run("Tin")}</w:p>' * 2

    assert text_of(tmp_path, body, styles=styles) == "1. Tin\n2. Tin"


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (4, "upperRoman", "IV"),
        (2, "lowerLetter", "b"),
        (27, "upperLetter", "AA"),
        (3, "decimalZero", "03"),
        (9, "none", ""),
    ],
)
def test_number_text(number, form, shown):
    assert number_text(number, form) == shown


def test_bullets__of_symbol_fonts_are_bullets(tmp_path):
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    numbers = numbering().replace(level(0, "bullet", "-"), level(0, "bullet", "§", fonts))

    assert text_of(tmp_path, paragraph("Tin", 2), numbers=numbers) == "▪ Tin"


def test_soft_break_tab_and_hyphen__stay_what_they_are(tmp_path):
    symbol = "<w:r><w:t>KH</w:t><w:noBreakHyphen/><w:t>TH</w:t></w:r>"
    body = "<w:p>" + run("Một\vhai") + run("ba\tbốn") + symbol + "</w:p>"

    assert text_of(tmp_path, body) == "Một\vhaiba\tbốnKH-TH"


def test_text_box__is_read_once_and_before_its_paragraph(tmp_path):
    box = "<w:txbxContent>" + paragraph("CỘNG HÒA") + "</w:txbxContent>"
    drawing = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r>{drawing}</w:r>{run('KẾ HOẠCH')}</w:p>"

    assert text_of(tmp_path, body) == "CỘNG HÒA\nKẾ HOẠCH"


def test_deleted_text__is_not_read_and_inserted_text_is(tmp_path):
    body = f"<w:p><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins>{run('mới')}</w:ins></w:p>"

    assert text_of(tmp_path, body) == "mới"


def test_hidden_text__is_named(tmp_path):
    path = save(tmp_path / "plan.docx", f"<w:p>{run('Tin bài')}{run('bí mật', '<w:vanish/>')}</w:p>")

    source = read_source(path)

    assert source.text.strip() == "Tin bài"
    assert any("bí mật" in warning for warning in read_plan(source.text, source.notes).as_dict()["warnings"])


def test_style_that_hides__hides_unless_the_run_says_otherwise(tmp_path):
    styles = word.STYLES.replace(
        "</w:styles>", '<w:style w:type="paragraph" w:styleId="Note"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    shown = run("hiện", '<w:vanish w:val="0"/>')
    body = f'{paragraph("Tin bài")}<w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr>{run("bí mật")}{shown}</w:p>'

    assert text_of(tmp_path, body, styles=styles) == "Tin bài\nhiện"


def test_capitals__that_only_show_are_typed_out(tmp_path):
    assert text_of(tmp_path, paragraph("Kế hoạch", properties="<w:caps/>")) == "KẾ HOẠCH"


@pytest.mark.parametrize(("font", "shown"), [(".VnTime", "kế hoạch"), (".VnTimeH", "KẾ HOẠCH")])
def test_old_vietnamese_fonts__are_read_as_what_they_show(tmp_path, font, shown):
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'

    assert text_of(tmp_path, paragraph("kÕ ho¹ch", properties=fonts)) == shown


def test_header_and_footer__are_named_and_left_out(tmp_path):
    header = f"<w:hdr {word.NAMESPACES}>{paragraph('Trường Hoa Mai')}</w:hdr>"
    source = read_source(save(tmp_path / "plan.docx", paragraph("Tin bài"), parts={"word/header1.xml": header}))

    assert [note.text for note in source.notes] == ["Trường Hoa Mai"]


LETTERHEAD = [
    [
        ["PHÒNG GDĐT VÂN HẢI", "TRƯỜNG TIỂU HỌC", "CỒN NHẠN", "Số: 45/KH-THCN"],
        [*word.MOTTO, "Vân Hải, ngày 3 tháng 10 năm 2023"],
    ]
]
SIGNATURE = [[["Nơi nhận:", "- PGDĐT;", "- Lưu: VT."], ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "", "Lê Hoàng Nhạn"]]]


def test_letterhead_and_signature_tables__are_read_column_by_column(tmp_path):
    plan = "".join(map(paragraph, ["KẾ HOẠCH", "Đọc sách", "I. NỘI DUNG", "1. Viết tin.", "2. Chụp ảnh."]))
    path = save(tmp_path / "plan.docx", table(LETTERHEAD) + plan + table(SIGNATURE) + paragraph(""))

    reading = read_plan(read_source(path).text).as_dict()

    assert (reading["number"], reading["place"], reading["issued_on"]) == ("45/KH-THCN", "Vân Hải", "2023-10-03")
    assert reading["issuer"].casefold() == "trường tiểu học cồn nhạn"
    assert reading["recipients"] == ["PGDĐT", "Lưu: VT."]
    assert reading["signer"] == {"title": "KT. Hiệu trưởng, Phó hiệu trưởng", "name": "Lê Hoàng Nhạn"}
    assert [area["text"] for area in reading["focus_areas"]] == ["Viết tin.", "Chụp ảnh."]


def work(tmp_path, heading, *rows):
    body = "".join(map(paragraph, ["KẾ HOẠCH", "Đọc sách", heading])) + table(rows, borders=True) + paragraph("")
    return read_plan(read_source(save(tmp_path / "plan.docx", body)).text).as_dict()


def test_work_table__rows_are_areas_with_their_parties_and_promises(tmp_path):
    reading = work(
        tmp_path,
        "II. NỘI DUNG",
        ["TT", "Nội dung", "Người thực hiện", "Thời gian"],
        ["1", "Đăng bài về an toàn trường học", ["BGH", "TPT"], "Hàng tháng"],
        ["2", "Giới thiệu sách mới", "Thư viện", "Tháng 11/2024"],
    )

    areas = reading["focus_areas"]
    assert [area["no"] for area in areas] == [1, 2]
    assert [(p["role"], p["units"]) for a in areas for p in a["parties"]] == [
        ("implement", ["Ban giám hiệu", "Tổng phụ trách"]),
        ("implement", ["Thư viện – thiết bị"]),
    ]
    assert [c["every"] for c in reading["commitments"]] == ["monthly", "once"]
    assert "Tháng 11/2024" in areas[1]["text"]


def test_work_table__lead_and_support_columns_are_told_apart(tmp_path):
    reading = work(
        tmp_path,
        "II. NỘI DUNG",
        ["STT", "Công việc", "Chủ trì", "Phối hợp"],
        ["1", "Hội đọc sách", "Thư viện", "GVCN, TPT"],
    )

    (area,) = reading["focus_areas"]
    assert [(p["role"], p["units"]) for p in area["parties"]] == [
        ("lead", ["Thư viện – thiết bị"]),
        ("joint", ["GVCN", "Tổng phụ trách"]),
    ]


def test_work_table__of_units_holds_their_duties(tmp_path):
    reading = work(
        tmp_path,
        "III. TỔ CHỨC THỰC HIỆN",
        ["TT", "Bộ phận", "Nhiệm vụ"],
        ["1", "Ban giám hiệu", ["Chỉ đạo chung.", "Duyệt bài."]],
        ["2", "Tổng phụ trách", "Viết bài."],
    )

    assert reading["units"] == [
        {"name": "Ban giám hiệu", "duties": ["Chỉ đạo chung.", "Duyệt bài."]},
        {"name": "Tổng phụ trách", "duties": ["Viết bài."]},
    ]


def test_work_table__a_merged_cell_speaks_for_each_row(tmp_path):
    merged = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = "".join(
        f"<w:tr>{cell(no)}{cell(what)}{cell(who, properties=merge)}</w:tr>"
        for no, what, who, merge in (
            ("TT", "Nội dung", "Phụ trách", ""), ("1", "Viết tin", "TPT", merged[0]), ("2", "Chụp ảnh", "", merged[1])
        )
    )  # fmt: skip
    body = paragraph("KẾ HOẠCH") + paragraph("Đọc sách") + paragraph("I. NỘI DUNG") + f"<w:tbl>{rows}</w:tbl>"

    reading = read_plan(text_of(tmp_path, body)).as_dict()

    assert [area["parties"][0]["units"] for area in reading["focus_areas"]] == [["Tổng phụ trách"]] * 2


def test_unknown_table__loses_no_word(tmp_path):
    text = text_of(tmp_path, table([["a", "b", "c"], ["d", "e", "g"], ["h", "i", "k"]]))

    assert re.findall(r"\w", text) == list("abcdeghik")
