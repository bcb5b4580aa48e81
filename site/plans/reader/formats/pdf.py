"""A PDF with text as paragraphs: its lines joined by where they stand on the page, its columns told apart.

pdfminer.six gives each letter with its place (pypdf gives lines only), which is what joins a paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTFigure, LTImage, LTPage, LTTextLineHorizontal
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException

from ..lines import HANGING, starts_block
from ..refusals import UnreadablePlan
from .columns import Row, Segment, told_apart
from .tcvn3 import from_tcvn3, is_capital_font, is_tcvn3_font

MAX_PAGES = 300
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*", re.IGNORECASE)
_TIGHT = re.compile(r"(?:\d|[A-ZĐ]|/\w+)[-–/]$")
_NUMBER_SYMBOL = re.compile(r"\d{1,4}\s*[-–/]\s*[A-ZĐ&]{2,}\s*[-–/]")
_ADDRESS = re.compile(r"(?:https?://|www\.|(?<!\S)/)\S+$")
_REPEATED = 3
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
    try:
        pages = [_page(page) for page in _layouts(path)]
    except PDFPasswordIncorrect as error:
        raise UnreadablePlan("encrypted") from error
    except (PDFException, PSException) as error:
        raise UnreadablePlan("damaged") from error
    notes = list(_take_margins(pages))
    if not any(page.rows for page in pages):
        raise UnreadablePlan("scanned")
    notes += [("no_text", f"trang {page.number}") for page in pages if not page.rows and page.has_picture]
    return {**_text(pages), "kind": "pdf", "notes": notes}


def _layouts(path: Path) -> Iterator[LTPage]:
    for number, page in enumerate(extract_pages(path, laparams=LAParams(boxes_flow=None)), start=1):
        if number > MAX_PAGES:
            raise UnreadablePlan("too_heavy")
        yield page


def _page(layout: LTPage) -> Page:
    found = [_segment(line) for line in _lines(layout)]
    segments = sorted((segment for segment in found if segment.text.strip()), key=lambda s: (-s.middle, s.left))
    if sum(len(_UNMAPPED.findall(segment.text)) for segment in segments) > len(segments):
        raise UnreadablePlan("unmapped")
    rows: list[Row] = []
    for segment in segments:
        if rows and rows[-1].holds(segment):
            rows[-1].add(segment)
        else:
            rows.append(Row([segment]))
    return Page(layout.pageid, rows, any(isinstance(item, LTFigure | LTImage) for item in layout))


def _lines(container: LTContainer) -> Iterator[LTTextLineHorizontal]:
    for item in container:
        if isinstance(item, LTTextLineHorizontal):
            yield item
        elif isinstance(item, LTContainer):
            yield from _lines(item)


def _segment(line: LTTextLineHorizontal) -> Segment:
    pieces = [(_letter(item), getattr(item, "x1", line.x0)) for item in line]
    text = "".join(letter for letter, _ in pieces)
    return Segment(text.rstrip("\n"), line.x0, line.x1, line.y0, line.y1, _first_word(pieces, line.x0))


def _letter(item: LTChar) -> str:
    text = item.get_text()
    if isinstance(item, LTChar) and is_tcvn3_font(name := item.fontname.rpartition("+")[2]):
        text = from_tcvn3(text)
        return text.upper() if is_capital_font(name) else text
    return text


def _first_word(pieces: list[tuple[str, float]], left: float) -> float:
    """The width of a line's first word, from each letter with its right edge."""
    end = left
    for letter, right in pieces:
        if not letter.strip() and end > left:
            break
        end = max(end, right)
    return end - left


def _take_margins(pages: list[Page]) -> Iterator[tuple[str, str]]:
    """Takes page numbers and running heads out of the pages, and says so."""
    edges = Counter(row.text for page in pages for row in {id(r): r for r in (page.rows[:1] + page.rows[-1:])}.values())
    said: set[str] = set()
    for page in pages:
        for at in (0, -1):
            text = page.rows[at].text if page.rows else ""
            number = page.rows and _PAGE_NUMBER.fullmatch(text)
            if number or edges[text] >= _REPEATED:
                page.rows.pop(at)
                if text not in said:
                    said.add(text)
                    yield ("page_number" if number else "margin", text.strip())


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
