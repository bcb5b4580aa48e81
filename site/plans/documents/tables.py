"""Tables within the body of a .docx: a head that is repeated, rows that are never torn, links and small photos."""

from io import BytesIO

from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from plans.documents.content import Link, Picture, Table

STYLE, CENTRED, HEAD_STYLE = "VBBảng", "VBBảnggiữa", "VBBảngđầu"  # by their ids, as in `word`
MARGIN = 40  # above and below, in twentieths of a point
PADDING = 4  # millimetres that a cell keeps free at both sides together


def add(document: Document, table: Table) -> None:
    """Add `table` at the end of `document`."""
    made = document.add_table(rows=1 + len(table.rows), cols=len(table.head), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(made.columns, table.widths, strict=True):
        column.width = Mm(width)
    _give_room(made)
    rows = list(made.rows)  # each time anew, python-docx would look through all of them
    _mark(rows[0], "w:tblHeader")
    for row, cells in zip(rows, [table.head, *table.rows], strict=True):
        _mark(row, "w:cantSplit")
        for place, (cell, content, width) in enumerate(zip(row.cells, cells, table.widths, strict=True)):
            cell.width, cell.vertical_alignment = Mm(width), WD_ALIGN_VERTICAL.CENTER
            style = CENTRED if place in table.centred else STYLE
            _fill(cell, content, HEAD_STYLE if cells is table.head else style, width)


def _give_room(table: WordTable) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(MARGIN))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(cell: _Cell, content: str | Link | Picture, style: str, width: int) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style
    if isinstance(content, Picture):
        _picture(paragraph, content, width)
    elif isinstance(content, Link):
        _link(paragraph, content)
    else:
        paragraph.add_run(content)


def _picture(paragraph: Paragraph, picture: Picture, width: int) -> None:
    shape = paragraph.add_run().add_picture(BytesIO(picture.data), width=Mm(width - PADDING))
    shape._inline.docPr.set("descr", picture.alt)


def _link(paragraph: Paragraph, link: Link) -> None:
    """Python-docx reads links and writes none."""
    key = paragraph.part.relate_to(link.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), key)
    run = paragraph.add_run(link.text)
    run.font.underline = True
    element.append(run._r)
    paragraph._p.append(element)
