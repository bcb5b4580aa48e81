"""A report as a workbook: what an office reckons on with. Dates are dates, and no text is ever taken for a formula."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from plans.documents.content import Link
from plans.report import wording
from plans.report.account import Account, Part, Piece
from plans.report.document import INTERNAL, ReportDocument, linked

DATE = "DD/MM/YYYY"
AT_TOP, WRAPPED = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
LONGEST = 32_000  # characters that a cell holds
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
Row = list[Any]


def write(content: ReportDocument) -> bytes:
    """Return the account of `content` as the bytes of an .xlsx."""
    book, account = Workbook(), content.account
    book.remove(book.active)
    book.properties.title, book.properties.creator = content.title, content.issuer
    book.properties.description = content.notice
    _sheet(book, "Tổng hợp", ["Chỉ số", "Giá trị"], [52, 60], _summary(content, account))
    _sheet(book, "Nội dung", ["Số", "Nội dung trọng tâm", "Phụ trách", *_COUNTED, "Nhận xét"], _AREAS, _areas(account))
    _sheet(book, "Bộ phận", ["Bộ phận", "Các nội dung", *_COUNTED, "Nhận xét"], _UNITS, _units(account))
    _sheet(book, "Tin bài", ["Ngày", "Loại", "Tên", "Thuộc nội dung", "Bộ phận"], _PIECES, _pieces(content, account))
    _sheet(book, "Chưa làm được", ["Hạn", "Việc", "Bộ phận", "Đã có", "Cần có", "Tình trạng"], _OPEN, _open(account))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


_COUNTED = ["Tin, bài", "Đến hạn", "Hoàn thành", "Trong đó muộn", "Chưa làm", "Miễn", "Chưa đến hạn"]
_NUMBERS = [10] * len(_COUNTED)
_AREAS = [6, 48, 36, *_NUMBERS, 60]
_UNITS = [40, 16, *_NUMBERS, 60]
_PIECES = [12, 18, 70, 16, 40]
_OPEN = [12, 70, 32, 8, 8, 44]


def _sheet(book: Workbook, title: str, head: list[str], widths: list[int], rows: Iterable[Row]) -> None:
    sheet = book.create_sheet(title)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    _write(sheet, 1, head)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E3ECE7")
    for number, row in enumerate(rows, start=2):
        _write(sheet, number, row)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{sheet.max_row}"


def _write(sheet: Worksheet, number: int, row: Row) -> None:
    for place, value in enumerate(row, start=1):
        cell = sheet.cell(number, place)
        _put(cell, value)
        cell.alignment = WRAPPED if isinstance(value, str | Link) else AT_TOP


def _put(cell: Cell, value: Any) -> None:
    """Write a number or a date as it is. Text stays text, whatever it begins with, also when somebody edits it."""
    if isinstance(value, Link):
        cell.hyperlink = value.url
        value = value.text
    if not isinstance(value, str):
        cell.value = value
        if value is not None and not isinstance(value, int):
            cell.number_format = DATE
        return
    text = _NOT_IN_XML.sub("", value)[:LONGEST]
    cell.value, cell.data_type = text, "s"
    if text.startswith(_BEGINS_A_FORMULA):
        cell.quotePrefix = True


def _summary(content: ReportDocument, account: Account) -> Iterator[Row]:
    counts = account.counts
    yield ["Báo cáo", content.title]
    yield ["Kế hoạch", account.plan["title"]]
    yield ["Số kế hoạch", account.plan["number"]]
    yield ["Từ ngày", account.first]
    yield ["Đến ngày", account.last]
    yield ["Số liệu chốt ngày", account.counted_on]
    yield ["Nội dung trọng tâm", len(account.areas)]
    yield ["Nội dung đã có tin, bài", account.served]
    yield ["Tin, bài, minh chứng (mỗi tin, bài tính một lần)", len(account.pieces)]
    yield ["Lượt việc theo cam kết trong kỳ", counts.promised]
    yield ["Hoàn thành", counts.kept]
    yield ["Trong đó hoàn thành muộn", counts.late]
    yield ["Chưa làm được", counts.missing]
    yield ["Được miễn", counts.waived]
    yield ["Chưa đến hạn", counts.to_come]
    yield ["Ghi chú", content.notice]


def _areas(account: Account) -> Iterator[Row]:
    for area in account.areas:
        number = int(area.number) if area.number.isdecimal() else area.number
        yield [number, area.title, ", ".join(area.units), *_counted(area), "\n".join(area.remarks)]


def _units(account: Account) -> Iterator[Row]:
    for unit in account.units:
        yield [unit.title, ", ".join(unit.areas), *_counted(unit), "\n".join(unit.remarks)]


def _counted(part: Part) -> list[int]:
    counts = part.counts
    due = counts.promised - counts.to_come
    return [len(part.pieces), due, counts.kept, counts.late, counts.missing, counts.waived, counts.to_come]


def _pieces(content: ReportDocument, account: Account) -> Iterator[Row]:
    areas = _names_by_piece((area, area.number) for area in account.areas)
    units = _names_by_piece((unit, unit.title) for unit in account.units)
    for piece in account.pieces:
        title = linked(f"{piece.title}{INTERNAL if piece.internal else ''}", piece.url, content.base)
        yield [piece.date, piece.kind, title, ", ".join(areas[piece]), ", ".join(units[piece])]


def _names_by_piece(named: Iterable[tuple[Part, str]]) -> dict[Piece, list[str]]:
    found: dict[Piece, list[str]] = defaultdict(list)
    for part, name in named:
        for piece in part.pieces:
            found[piece].append(name)
    return found


def _open(account: Account) -> Iterator[Row]:
    for each in account.open:
        text = f"{each.text}{INTERNAL if each.internal else ''}"
        said = ": ".join(filter(None, [wording.STATES[each.state], each.reason]))
        yield [each.due_on, text, each.unit, each.done, each.of, said]
