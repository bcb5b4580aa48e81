"""The document as Word opens it: .docx, with styles that an office can go on working with."""

from dataclasses import dataclass
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from plans.documents import metrics, tables, wording
from plans.documents.content import Block, PrintedDocument, Table

TYPEFACE = "Times New Roman"
PAGE = (210, 297)
TOP, RIGHT, BOTTOM, LEFT = 20, 20, 20, 30  # millimetres; the decree has 20-25, 15-20, 20-25, 30-35
TEXT_WIDTH = PAGE[0] - LEFT - RIGHT
HEAD_COLUMNS = (66, 94)
END_COLUMNS = (80, 80)
RULE_SHARE = 0.4  # of the line above: a third to a half
SIGNATURE_ROOM = 60  # points

LEFT_, CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@dataclass(frozen=True)
class Look:
    """A paragraph style: size and spaces in points, first line in millimetres, `outline` the level in the contents."""

    size: float
    align: WD_ALIGN_PARAGRAPH = CENTER
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 0
    first: float = 0
    spacing: float = 1.0
    keep: bool = False
    outline: int | None = None


BODY = {"align": JUSTIFY, "after": 6, "first": 12.7, "spacing": 1.15}
LOOKS = {
    "VB Quốc hiệu": Look(12, bold=True),
    "VB Tiêu ngữ": Look(13, bold=True),
    "VB Cơ quan chủ quản": Look(12),
    "VB Cơ quan ban hành": Look(12, bold=True),
    "VB Số ký hiệu": Look(13, before=4),
    "VB Địa danh ngày tháng": Look(13, italic=True, before=4),
    "VB Tên loại": Look(14, bold=True, before=18, keep=True, outline=0),
    "VB Trích yếu": Look(14, bold=True, keep=True),
    "VB Đường kẻ": Look(2, before=2.5),
    "VB Căn cứ": Look(14, italic=True, **BODY),
    "VB Nội dung": Look(14, **BODY),
    "VB Mục": Look(14, bold=True, keep=True, outline=1, **BODY),
    "VB Khoản": Look(14, bold=True, keep=True, outline=2, **BODY),
    "VB Chức vụ": Look(14, bold=True, keep=True),
    "VB Đã ký": Look(13, italic=True, before=18, after=18, keep=True),
    "VB Họ tên": Look(14, bold=True),
    "VB Nơi nhận": Look(12, align=LEFT_, bold=True, italic=True, keep=True),
    "VB Nơi nhận mục": Look(11, align=LEFT_, keep=True),
    "VB Số trang": Look(14),
    "VB Ghi chú": Look(9, italic=True),
    "VB Bảng": Look(12, align=LEFT_),
    "VB Bảng giữa": Look(12),
    "VB Bảng đầu": Look(12, bold=True, keep=True),
    "VB Sau bảng": Look(4),
}
LEVELS = {"section": "VB Mục", "heading": "VB Khoản", "text": "VB Nội dung"}


def write(content: PrintedDocument) -> bytes:
    """Return `content` as the bytes of a .docx."""
    document = docx.Document()
    _prepare(document, content)
    _letterhead(document, content)
    _heading(document, content)
    for line in content.bases:
        _add(document, line, "VB Căn cứ")
    blocks = [_block(document, block) for block in content.body]
    for paragraph, following in zip(blocks, content.body[1:], strict=False):
        if isinstance(following, Table):
            paragraph.paragraph_format.keep_with_next = True  # what leads up to a table
    if content.signature or content.recipients:
        for block in blocks[-1:]:
            block.paragraph_format.keep_with_next = True  # the signature never stands alone on a page
        _ending(document, content)
    _page_numbers(document, content)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _block(document: Document, block: Block | Table) -> Paragraph:
    """Add one block of the body and return its last paragraph."""
    if isinstance(block, Table):
        tables.add(document, block)
        return _add(document, "", "VB Sau bảng")
    return _add(document, block.text, LEVELS[block.level])


def _prepare(document: Document, content: PrintedDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(9)
    _typeface(document.styles["Normal"])
    document.styles["Normal"].font.size = Pt(14)
    for name, look in LOOKS.items():
        _style(document, name, look)
    properties = document.core_properties
    properties.title, properties.author, properties.language = content.title, content.issuer, "vi-VN"
    properties.comments = content.notice
    for child in list(document.element.body)[:-1]:
        document.element.body.remove(child)


def _typeface(style: ParagraphStyle) -> None:
    """Name the typeface for all scripts, or Word takes another one for some letters."""
    style.font.name = TYPEFACE
    fonts = style.element.rPr.rFonts
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), TYPEFACE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)


def _style(document: Document, name: str, look: Look) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style, style.quick_style = document.styles["Normal"], True
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.alignment, form.line_spacing, form.first_line_indent = look.align, look.spacing, Mm(look.first)
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.keep_with_next, form.widow_control = look.keep, True
    if look.outline is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(look.outline))
        form.element.get_or_add_pPr().append(level)


def _add(where: Document | _Cell, text: str, style: str) -> Paragraph:
    """Add a paragraph in one of LOOKS. By its id: python-docx looks through all styles for a name, 3 ms each time."""
    paragraph = where.add_paragraph(text)
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _table(document: Document, rows: int, columns: tuple[int, int]) -> WordTable:
    table = document.add_table(rows=rows, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, millimetres in zip(table.columns, columns, strict=True):
        column.width = Mm(millimetres)  # LibreOffice goes by the columns, Word by their cells
        for cell in column.cells:
            cell.width = Mm(millimetres)
    _no_cell_margins(table)
    return table


def _no_cell_margins(table: WordTable) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _fill(cell: _Cell, *lines: tuple[str, str]) -> list[Paragraph]:
    """Put one paragraph for each (text, style) into an empty cell."""
    first = cell.paragraphs[0]
    first._p.getparent().remove(first._p)
    return [_add(cell, text, style) for text, style in lines]


def _letterhead(document: Document, content: PrintedDocument) -> None:
    table = _table(document, 2, HEAD_COLUMNS)
    (left, right), (number, date) = (row.cells for row in table.rows)
    bodies = [(content.parent_body, "VB Cơ quan chủ quản"), (content.issuer, "VB Cơ quan ban hành")]
    _fill(left, *[(text, style) for text, style in bodies if text])
    if content.issuer:
        last = metrics.lines(content.issuer, 12, HEAD_COLUMNS[0], bold=True)[-1]
        _rule(left, RULE_SHARE * metrics.width(last, 12, bold=True), HEAD_COLUMNS[0])
    elif not content.parent_body:
        _add(left, "", "VB Cơ quan ban hành")
    _fill(right, (wording.STATE, "VB Quốc hiệu"), (wording.MOTTO, "VB Tiêu ngữ"))
    _rule(right, metrics.width(wording.MOTTO, 13, bold=True), HEAD_COLUMNS[1])
    _fill(number, (content.number, "VB Số ký hiệu"))
    _fill(date, (content.place_and_date, "VB Địa danh ngày tháng"))


def _rule(where: Document | _Cell, length: float, room: float) -> None:
    """Draw a rule of `length` millimetres in the middle of `room`: the upper border of a line without words."""
    paragraph = _add(where, "", "VB Đường kẻ")
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm((room - length) / 2)
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:spacing", "w:ind", "w:jc", "w:rPr")


def _heading(document: Document, content: PrintedDocument) -> None:
    _add(document, content.kind, "VB Tên loại")
    lines = metrics.lines(content.subject, 14, TEXT_WIDTH - 10, bold=True)
    widths = [metrics.width(line, 14, bold=True) for line in lines]
    subject = _add(document, content.subject, "VB Trích yếu").paragraph_format
    subject.left_indent = subject.right_indent = Mm(max(0, (TEXT_WIDTH - max(widths) - 2) / 2))
    _rule(document, RULE_SHARE * widths[-1], TEXT_WIDTH)
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)


def _ending(document: Document, content: PrintedDocument) -> None:
    table = _table(document, 1, END_COLUMNS)
    row = table.rows[0]
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    left, right = row.cells
    items = [(line, "VB Nơi nhận mục") for line in content.recipients]
    _fill(left, *([("Nơi nhận:", "VB Nơi nhận"), *items] if items else [("", "VB Nơi nhận mục")]))
    lines = [(line, "VB Chức vụ") for line in content.signature]
    lines += [("(Đã ký)", "VB Đã ký")] if content.signed else []
    paragraphs = _fill(right, *lines, (content.signer_name, "VB Họ tên"))
    if not content.signed:
        paragraphs[-1].paragraph_format.space_before = Pt(SIGNATURE_ROOM)
    end = _add(document, "", "VB Đường kẻ")  # Word wants a paragraph behind a table
    end.paragraph_format.line_spacing = Pt(2)


def _page_numbers(document: Document, content: PrintedDocument) -> None:
    """Number the pages from the second on, in the middle of the upper margin; say below each what this copy is."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    header = section.header.paragraphs[0]
    header.style = document.styles["VB Số trang"]
    _field(header, "PAGE")
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        footer.paragraphs[0].style = document.styles["VB Ghi chú"]
        footer.paragraphs[0].add_run(content.notice)


def _field(paragraph: Paragraph, code: str) -> None:
    for kind in ("begin", "separate", "end"):
        run = paragraph.add_run()
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
        if kind == "begin":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            paragraph.add_run()._r.append(instruction)
        if kind == "separate":
            paragraph.add_run("2")
