"""The document as it is printed: PDF, with the typeface in it and with structure for screen readers."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import Any

from django.template.loader import render_to_string
from PIL import ImageFile

from common.garbage import uncollected
from plans.documents import metrics, wording
from plans.documents.content import Link, Picture, PrintedDocument, Table
from plans.documents.word import HEAD_COLUMNS, RULE_SHARE, TEXT_WIDTH

VARIANT = "pdf/ua-1"


@uncollected()
def write(content: PrintedDocument) -> bytes:
    """Return `content` as the bytes of a PDF."""
    from weasyprint import HTML  # half a second: only who makes a document pays for it
    from weasyprint.text.fonts import FontConfiguration

    # It lets Pillow take half a photo for a whole one, and in all of the process: uploads would no longer be refused.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    _count_pages_once()
    page = HTML(string=html(content), base_url=metrics.FONTS.as_uri() + "/")
    return page.write_pdf(font_config=FontConfiguration(), pdf_variant=VARIANT)


def _count_pages_once() -> None:
    """Let a PDF remember the references of its pages: it lists all pages anew for each of their thousand tags."""
    import pydyf

    counted = pydyf.PDF.page_references
    if isinstance(counted, property):
        pydyf.PDF.page_references = _Remembered(counted.fget)


class _Remembered:
    """What a PDF's property gave, for as long as it has as many pages."""

    def __init__(self, ask: Callable[[Any], Any]) -> None:
        self.ask = ask

    def __get__(self, pdf: Any, owner: type) -> Any:
        """Return what is remembered of `pdf`, on whose object it is kept."""
        if pdf is None:
            return self
        pages, known = len(pdf.pages["Kids"]), getattr(pdf, "_remembered", (-1, None))
        if known[0] != pages:
            known = pdf._remembered = (pages, self.ask(pdf))
        return known[1]


def html(content: PrintedDocument) -> str:
    """Return the page that is printed."""
    subject = metrics.lines(content.subject, 14, TEXT_WIDTH - 10, bold=True)
    issuer = metrics.lines(content.issuer, 12, HEAD_COLUMNS[0], bold=True)
    lengths = {
        "motto": metrics.width(wording.MOTTO, 13, bold=True),
        "issuer": RULE_SHARE * metrics.width(issuer[-1], 12, bold=True) if issuer else 0,
        "subject": RULE_SHARE * metrics.width(subject[-1], 14, bold=True) if subject else 0,
    }
    context = {
        "content": content,
        "blocks": list(_blocks(content)),
        "state": wording.STATE,
        "motto": wording.MOTTO,
        "issuer_lines": issuer,
        "subject_lines": subject,
        "rules": {name: f"{length:.1f}mm" for name, length in lengths.items()},
    }
    return render_to_string("plans/documents/document.html", context)


def _blocks(content: PrintedDocument) -> Iterator[dict[str, Any]]:
    """Yield the body as the template prints it. What `leads` up to a table, or to the signature, stands with it."""
    for block, following in zip(content.body, [*content.body[1:], None], strict=True):
        if isinstance(block, Table):
            yield _as_table(block)
        else:
            leads = following is None or isinstance(following, Table)
            yield {"level": block.level, "text": block.text, "leads": leads}


def _as_table(table: Table) -> dict[str, Any]:
    """Return a table as the template prints it: cells are {text}, {text, url} or {src, alt}."""
    columns = [{"text": text, "width": f"{width}mm"} for text, width in zip(table.head, table.widths, strict=True)]
    rows = [
        [_cell(each) | {"is_centred": place in table.centred} for place, each in enumerate(row)] for row in table.rows
    ]
    return {"level": table.level, "columns": columns, "rows": rows}


def _cell(cell: str | Link | Picture) -> dict[str, Any]:
    if isinstance(cell, Picture):
        return {"src": f"data:image/jpeg;base64,{b64encode(cell.data).decode()}", "alt": cell.alt}
    return {"text": cell.text, "url": cell.url} if isinstance(cell, Link) else {"text": cell}
