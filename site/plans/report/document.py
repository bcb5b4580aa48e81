"""A report as an administrative document (NĐ 30/2020): the head and the words of the page, its figures as tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from urllib.parse import urljoin

from common.text import fold
from plans.documents import wording as official
from plans.documents.content import Block, Link, PrintedDocument, Table, roman
from plans.models import ReportPage
from plans.report import wording
from plans.report.account import Account, Open, Part, Piece, lines_of
from plans.report.pictures import small

PIECES = [12, 24, 92, 32]  # millimetres
UNITS = [60, 20, 20, 20, 20, 20]
OPEN_ = [70, 36, 24, 30]
INTERNAL = " (nội bộ)"
# How many articles are printed, as much as somebody still leafs through: what a unit did stands mostly by area already.
BY_AREA, BY_UNIT = 120, 40


@dataclass
class ReportDocument(PrintedDocument):
    """The document together with the account that its tables print, for who makes a workbook of it."""

    account: Account | None = None
    base: str = ""  # the report's own address: a file is read elsewhere, too


def document_of(page: ReportPage, account: Account, *, internal: bool = False) -> ReportDocument:
    """Return the document of `page` with the figures of `account`: the public ones, or (`internal`) the staff's."""
    root = page.get_site().root_page.specific if page.get_site() else None
    is_own = page.issuer and fold(page.issuer) == fold(getattr(root, "school_name", ""))
    scan = page.scan if page.scan and page.scan.is_shown else None
    return ReportDocument(
        title=page.title,
        kind=wording.KIND,
        subject=_subject(page.title),
        number=official.number_line(page.number, wording.NO_NUMBER),
        place_and_date=official.place_and_date(page.place, page.issued_on),
        issuer=page.issuer.upper(),
        parent_body=getattr(root, "parent_body", "").upper() if is_own else "",
        body=list(_body(page, account, "tệp Excel của báo cáo" if internal else "trang điện tử của báo cáo")),
        signature=official.signature_lines(page.signer_authority, page.signer_title, page.issuer),
        signed=scan is not None and not internal,
        signer_name=page.signer_name,
        recipients=official.recipient_lines(_recipients(page)),
        notice=_notice(page, scan.title if scan else "", internal=internal),
        account=account,
        base=page.full_url or "",
    )


def _subject(title: str) -> str:
    bare = title[len(wording.KIND) :].strip() if fold(title).startswith(fold(wording.KIND)) else title
    return bare[:1].upper() + bare[1:]


def _recipients(page: ReportPage) -> Iterator[tuple[str, bool]]:
    for line in lines_of(page.recipients):
        bare = line.lstrip("-– ")
        yield bare, fold(bare).startswith("luu")


def _notice(page: ReportPage, scan: str, *, internal: bool) -> str:
    if internal:
        return "Bản nội bộ, có cả nội dung chỉ dành cho nội bộ hoặc chưa được duyệt. Không công bố."
    source = f"Bản đọc, lập tự động từ trang thông tin điện tử ({page.full_url}). "
    if scan:
        return f"{source}Bản chính thức là bản đã ký, đóng dấu: “{scan}”, đăng tại cùng địa chỉ."
    return f"{source}Không thay thế văn bản đã ký, đóng dấu."


def _body(page: ReportPage, account: Account, rest: str) -> Iterator[Block | Table]:
    """`rest` says where that is listed for which there is no room."""
    yield from _texts(lines_of(page.introduction))
    sections = [
        ("Kết quả chung", _texts(wording.summary_of(account))),
        ("Kết quả theo nội dung trọng tâm", _areas(account.areas, page.full_url or "", rest)),
        ("Kết quả theo bộ phận", _units(account, page.full_url or "", rest)),
        ("Những việc chưa làm được", _open(account.open)),
        ("Nhận xét, đánh giá", _texts([*lines_of(page.assessment), *account.remarks])),
        ("Phương hướng, kiến nghị", _texts(lines_of(page.proposals))),
    ]
    filled = [(title, list(blocks)) for title, blocks in sections]
    for number, (title, blocks) in zip(roman(), [each for each in filled if each[1]], strict=False):
        yield Block("section", f"{number}. {title.upper()}")
        yield from blocks
    yield Block("text", f"Trên đây là báo cáo kết quả thực hiện kế hoạch{_of(page.issuer)}./.")


def _of(issuer: str) -> str:
    return f" của {issuer}" if issuer else ""


def _room(parts: list[Part], whole: int) -> int:
    """Return how many articles of each part are printed, so that all parts together stay within `whole`."""
    numbers = [len(part.pieces) for part in parts]
    most = max([*numbers, 1])
    while most > 1 and sum(min(number, most) for number in numbers) > whole:
        most -= 1
    return most


def _areas(areas: list[Part], base: str, rest: str) -> Iterator[Block | Table]:
    room = _room(areas, BY_AREA)
    for number, area in enumerate(areas, start=1):
        yield Block("heading", f"{number}. {area.title.rstrip(' .:;')}")
        said = " ".join(wording.area_lines(area))
        yield from _texts([said] if said else [])
        if area.pieces:
            yield _pieces(area.pieces[-room:], base)
        yield from _texts(wording.rest_lines(len(area.pieces) - room, rest))
        for each in area.missing:
            yield Block("text", f"- Còn thiếu: {wording.open_line(each)}.")
        for text in area.remarks:
            yield Block("text", f"Nhận xét: {text}")


def _pieces(pieces: list[Piece], base: str) -> Table:
    """Without any photo its column is left out."""
    rows, photos = [], [small(piece.photo, piece.alt) if piece.photo else None for piece in pieces]
    for number, piece, photo in zip(count(1), pieces, photos, strict=False):
        row = [f"{number:02d}", wording.short(piece.date), _said(piece, base)]
        rows.append([*row, photo or ""] if any(photos) else row)
    head = ["TT", "Ngày", "Tin, bài, minh chứng"]
    if any(photos):
        return Table([*head, "Ảnh"], rows, PIECES, (0, 1, 3))
    return Table(head, rows, [*PIECES[:2], PIECES[2] + PIECES[3]], (0, 1))


def _said(piece: Piece, base: str) -> str | Link:
    """Return "Bài viết: Khám mắt", leading there."""
    words = f"{piece.kind[:1].upper()}{piece.kind[1:]}: {piece.title}{INTERNAL if piece.internal else ''}"
    return linked(words, piece.url, base)


def linked(text: str, url: str, base: str) -> str | Link:
    """Return `text` as a link that works outside of this site, too; alone where it leads nowhere."""
    whole = urljoin(base, url) if url else ""
    return Link(text, whole) if whole.startswith(("http://", "https://")) else text


def _units(account: Account, base: str, rest: str) -> Iterator[Block | Table]:
    if not account.units:
        return
    head = ["Bộ phận", "Tin, bài", "Đến hạn", "Hoàn thành", "Chưa làm", "Miễn"]
    rows = [[unit.title, *(f"{number}" for number in _row(unit))] for unit in account.units]
    yield Table(head, rows, UNITS, (1, 2, 3, 4, 5))
    for unit in account.units:
        for text in unit.remarks:
            yield Block("text", f"- {unit.title}: {text}")
    if any(unit.pieces for unit in account.units):
        yield Block("text", "Tin, bài, minh chứng của từng bộ phận:")
        room = _room(account.units, BY_UNIT)
        yield _pieces_of_units(account, base, room)
        yield from _texts(wording.rest_lines(sum(max(len(unit.pieces) - room, 0) for unit in account.units), rest))


def _pieces_of_units(account: Account, base: str, room: int) -> Table:
    """Return what each unit published or has to show for its promises; with a photo where no area has shown it."""
    shown = {piece for area in account.areas for piece in area.pieces}
    pairs = [(unit, piece) for unit in account.units for piece in unit.pieces[-room:]]
    photos = {piece: small(piece.photo, piece.alt) for _unit, piece in pairs if piece.photo and piece not in shown}
    with_photos, rows, last = any(photos.values()), [], None
    for unit, piece in pairs:
        row = [unit.title if unit is not last else "", wording.short(piece.date), _said(piece, base)]
        rows.append([*row, photos.get(piece) or ""] if with_photos else row)
        last = unit
    head, widths = ["Bộ phận", "Ngày", "Tin, bài, minh chứng"], [40, 24, 64]
    if with_photos:
        return Table([*head, "Ảnh"], rows, [*widths, 32], (1, 3))
    return Table(head, rows, [*widths[:2], 96], (1,))


def _row(unit: Part) -> list[int]:
    counts = unit.counts
    due = counts.promised - counts.to_come
    return [len(unit.pieces), due, counts.kept, counts.missing, counts.waived]


def _open(entries: list[Open]) -> Iterator[Table]:
    if not entries:
        return
    rows = [
        [
            f"{each.text}{INTERNAL if each.internal else ''}",
            each.unit,
            wording.short(each.due_on),
            ": ".join(filter(None, [wording.STATES[each.state], each.reason])),
        ]
        for each in entries
    ]
    yield Table(["Việc", "Bộ phận", "Hạn", "Tình trạng"], rows, OPEN_, (2,))


def _texts(lines: Iterable[str]) -> Iterator[Block]:
    yield from (Block("text", line) for line in lines)
