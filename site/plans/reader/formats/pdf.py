"""A PDF with text as paragraphs: its lines joined by where they stand on the page, its columns told apart.

Where its letters stand (`letters`) is what joins a paragraph: a PDF stores no paragraphs.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pypdfium2
from pypdfium2 import raw

from ..lines import HANGING, starts_block
from ..refusals import UnreadablePlan
from .columns import Row, told_apart
from .letters import UNMAPPED, has_picture, segments

MAX_PAGES = 300
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_TIGHT = re.compile(r"(?:\d|[A-ZĐ]|/\w+)[-–/]$")
_NUMBER_SYMBOL = re.compile(r"\d{1,4}\s*[-–/]\s*[A-ZĐ&]{2,}\s*[-–/]")
_ADDRESS = re.compile(r"(?:https?://|www\.|(?<!\S)/)\S+$")
_REPEATED, _MARGIN_ROWS = 3, 3
_SMALL = 0.7  # of the usual height: the foot of a page, a footnote
_GAP = 1.8  # line heights between baselines: more is a blank line
_NEAR = 4.0  # points within which two left edges are one
_INDENT_MAX = 90.0


@dataclass
class Page:
    """The rows of a page from top to bottom, its running head and page number taken out."""

    number: int
    rows: list[Row]
    has_picture: bool


def read_pdf(path: Path) -> dict:
    """The text of the PDF at `path`, as plain data. Raises UnreadablePlan."""
    pages = _pages(path)
    notes = list(_take_margins(pages))
    if not any(page.rows for page in pages):
        raise UnreadablePlan("scanned")
    notes += [("no_text", f"trang {page.number}") for page in pages if not page.rows and page.has_picture]
    return {**_text(pages), "kind": "pdf", "notes": notes}


def _pages(path: Path) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(path)
        if len(document) > MAX_PAGES:
            raise UnreadablePlan("too_heavy")
        return [_page(number, page) for number, page in enumerate(document, start=1)]
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        raise UnreadablePlan("encrypted" if locked else "damaged") from error


def _page(number: int, page: pypdfium2.PdfPage) -> Page:
    found = [segment for segment in segments(page) if segment.text.strip()]
    if sum(segment.text.count(UNMAPPED) for segment in found) > len(found):
        raise UnreadablePlan("unmapped")
    rows: list[Row] = []
    for segment in sorted(found, key=lambda each: (-each.middle, each.left)):
        if rows and rows[-1].holds(segment):
            rows[-1].add(segment)
        else:
            rows.append(Row([segment]))
    is_picture = not rows and has_picture(page)
    page.close()
    return Page(number, rows, is_picture)


def _take_margins(pages: list[Page]) -> Iterator[tuple[str, str]]:
    """Takes page numbers, running heads and feet out of the pages, and says so."""
    repeated = _repeated(pages)
    said: set[str] = set()
    for page in pages:
        usual = median(row.height for row in page.rows) if page.rows else 0
        for at in (0, -1):
            for _ in range(_MARGIN_ROWS):
                row = page.rows[at] if page.rows else None
                if row is None or not (code := _margin(row, repeated, usual if at else 0)):
                    break
                page.rows.pop(at)
                if row.text not in said:
                    said.add(row.text)
                    yield (code, row.text.strip())


def _repeated(pages: list[Page]) -> set[str]:
    """What stands at the edge of three pages, or of both when there are two."""
    edges = [{row.text for row in page.rows[:_MARGIN_ROWS] + page.rows[-_MARGIN_ROWS:]} for page in pages]
    counts = Counter(text for texts in edges for text in texts)
    least = max(2, min(_REPEATED, len(pages)))
    return {text for text, count in counts.items() if count >= least}


def _margin(row: Row, repeated: set[str], usual: float) -> str:
    """What a row at the edge of a page is, or "" when it belongs to the plan; `usual` is 0 at the upper edge."""
    if _PAGE_NUMBER.fullmatch(row.text):
        return "page_number"
    return "margin" if row.text in repeated or row.height < usual * _SMALL else ""


def _text(pages: list[Page]) -> dict:
    """The pages' paragraphs, and the offsets at which the pages begin."""
    paragraphs: list[str] = []
    starts: list[int] = []
    open_rows: list[Row] = []
    right = _right_edge(pages)
    for page in pages:
        fresh = True
        for row in told_apart(page.rows, last_page=page is pages[-1]):
            if not (open_rows and _goes_on(open_rows, row, right, same_page=not fresh)):
                if open_rows:
                    paragraphs.append(_joined(open_rows))
                    paragraphs += [""] if not fresh and _apart(open_rows[-1], row) else []
                open_rows = []
            if fresh:
                starts.append(sum(len(p) + 1 for p in paragraphs) + sum(len(r.text) + 1 for r in open_rows))
                fresh = False
            open_rows.append(row)
    paragraphs.append(_joined(open_rows))
    return {"text": "\n".join(paragraphs), "pages": starts}


def _right_edge(pages: list[Page]) -> float:
    """Where full lines end: the right edge that the longest lines share."""
    edges = sorted(row.right for page in pages for row in page.rows)
    return edges[int(len(edges) * 0.9)] if edges else 0.0


def _goes_on(rows: list[Row], row: Row, right: float, *, same_page: bool) -> bool:
    """True when `row` goes on with the paragraph of `rows`: its first word did not fit on the line above."""
    last = rows[-1]
    if row.column or last.column or _begins(row.text.strip(), last.text.rstrip()):
        return False
    if same_page and _apart(last, row):
        return False
    if last.right + row.first_word + last.height * 0.15 <= right - _NEAR:
        return False
    return abs(row.left - rows[1].left) <= _NEAR if len(rows) > 1 else row.left - last.left <= _INDENT_MAX


def _begins(text: str, above: str) -> bool:
    """True when a line opens a paragraph of its own; "số / 29-NQ/TW" does not, though "29-" looks like a mark."""
    return starts_block(text) and not HANGING.search(above) and not _NUMBER_SYMBOL.match(text)


def _apart(above: Row, below: Row) -> bool:
    return above.bottom - below.bottom > _GAP * max(above.height, below.height) and above.column == below.column


def _joined(rows: list[Row]) -> str:
    text = ""
    for row in rows:
        piece = row.text.strip() if text else row.text.rstrip()
        if text.endswith("\u00ad"):
            text = text[:-1] + piece
        elif _TIGHT.search(text) or _ADDRESS.search(text):
            text += piece
        else:
            text = f"{text} {piece}" if text else piece
    return text.strip()
