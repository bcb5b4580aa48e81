"""A .docx as the eye meets it: lines of text with the typeface, size and spaces that hold after all styles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_GAP = re.compile(r"\t+|\n|\s{4,}")
DEFAULT_SIZE = 10.0  # what Word takes where nothing says anything


@dataclass(frozen=True)
class Span:
    """A piece of a line in one look. `size` is in points, `color` a hex number or ""."""

    text: str
    font: str
    size: float
    bold: bool
    italic: bool
    color: str


@dataclass
class Line:
    """A paragraph, or what stands between its tabs. Lengths in millimetres, spaces in points.

    `cell` is (table, row, column), None in the running text; `spacing` is in lines; `ruled` says that a rule is drawn.
    """

    text: str
    spans: list[Span]
    align: WD_ALIGN_PARAGRAPH | None
    first: float
    before: float
    after: float
    spacing: float
    cell: tuple[int, int, int] | None
    ruled: bool
    whole: bool = True

    @property
    def sizes(self) -> set[float]:
        """The sizes of its letters."""
        return {span.size for span in self.spans if span.text.strip()}


def lines_of(document: Document) -> list[Line]:
    """Return all lines of the document's body, tables in their places."""
    return [line for paragraph, cell in _paragraphs(document) for line in lines_in(document, paragraph, cell)]


def _paragraphs(document: Document) -> Iterator[tuple[Paragraph, tuple[int, int, int] | None]]:
    tables = 0
    for element in document.iter_inner_content():
        if not isinstance(element, Table):
            yield element, None
            continue
        for row_number, row in enumerate(element.rows):
            for column, cell in enumerate(row.cells):
                yield from ((paragraph, (tables, row_number, column)) for paragraph in cell.paragraphs)
        tables += 1


def lines_in(document: Document, paragraph: Paragraph, cell: tuple[int, int, int] | None = None) -> Iterator[Line]:
    """Yield the paragraph's lines: itself, or what stands between its tabs."""
    spans = [span for run in paragraph.runs for span in _spans(document, paragraph, run)]
    pieces = [list(group) for is_gap, group in groupby(spans, lambda span: span is None) if not is_gap]
    for piece in pieces or [[]]:
        yield Line(
            text=" ".join("".join(span.text for span in piece).split()),
            spans=piece,
            align=_of_paragraph(paragraph, "alignment") if len(pieces) < 2 else None,  # noqa: PLR2004
            first=_length(_of_paragraph(paragraph, "first_line_indent"), "mm"),
            before=_length(_of_paragraph(paragraph, "space_before"), "pt"),
            after=_length(_of_paragraph(paragraph, "space_after"), "pt"),
            spacing=_spacing(_of_paragraph(paragraph, "line_spacing"), piece),
            cell=cell,
            ruled=_is_ruled(paragraph),
            whole=len(pieces) < 2,  # noqa: PLR2004
        )


def _spans(document: Document, paragraph: Paragraph, run: Run) -> Iterator[Span | None]:
    """Yield the run's pieces with None for each gap between columns."""
    look = {
        "font": _font(document, paragraph, run),
        "size": _length(_of_run(document, paragraph, run, "size"), "pt") or DEFAULT_SIZE,
        "bold": bool(_of_run(document, paragraph, run, "bold")),
        "italic": bool(_of_run(document, paragraph, run, "italic")),
        "color": _color(paragraph, run),
    }
    start = 0
    for gap in _GAP.finditer(run.text):
        yield from (Span(run.text[start : gap.start()], **look),) if gap.start() > start else ()
        yield None
        start = gap.end()
    if run.text[start:]:
        yield Span(run.text[start:], **look)


def _styles(style: object) -> Iterator[object]:
    while style is not None:
        yield style
        style = style.base_style


def _fonts(paragraph: Paragraph, run: Run) -> Iterator[object]:
    """Yield where a run's look may come from, the nearest first."""
    yield run.font
    yield from (
        style.font for style in _styles(run.style) if style is not None and style.name != "Default Paragraph Font"
    )
    yield from (style.font for style in _styles(paragraph.style))


def _of_run(document: Document, paragraph: Paragraph, run: Run, name: str) -> object:
    found = next((value for font in _fonts(paragraph, run) if (value := getattr(font, name)) is not None), None)
    if found is not None or name != "size":
        return found
    size = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:sz')}")
    return Length(int(size.get(qn("w:val"))) * 6350) if size is not None else None


def _font(document: Document, paragraph: Paragraph, run: Run) -> str:
    """Return the name of the typeface; a theme's typeface by the name of its place in the theme."""
    default = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for properties in (*(font.element.rPr for font in _fonts(paragraph, run)), default):
        fonts = properties.find(qn("w:rFonts")) if properties is not None else None
        if fonts is None:
            continue
        name = fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or fonts.get(qn("w:asciiTheme"))
        if name:
            return name
    return ""


def _color(paragraph: Paragraph, run: Run) -> str:
    for font in _fonts(paragraph, run):
        color = font.element.rPr.find(qn("w:color")) if font.element.rPr is not None else None
        if color is not None:
            return "" if color.get(qn("w:val")) == "auto" else color.get(qn("w:val"))
    return ""


def _of_paragraph(paragraph: Paragraph, name: str) -> object:
    forms = (paragraph.paragraph_format, *(style.paragraph_format for style in _styles(paragraph.style)))
    return next((value for form in forms if (value := getattr(form, name)) is not None), None)


def _length(value: object, unit: str) -> float:
    return round(getattr(value, unit), 2) if isinstance(value, Length) else 0.0


def _spacing(value: object, spans: list[Span]) -> float:
    """Return the space between lines in lines: an exact one is compared with a single line of the size, 1.15 of it."""
    if isinstance(value, Length):
        size = max((span.size for span in spans), default=DEFAULT_SIZE)
        return round(value.pt / (size * 1.15), 2)
    return float(value) if value else 1.0


def _is_ruled(paragraph: Paragraph) -> bool:
    """Whether a border or a drawing stands in the paragraph."""
    drawn = paragraph._p.xpath(".//w:drawing | .//w:pict | ./w:pPr/w:pBdr/w:top | ./w:pPr/w:pBdr/w:bottom")
    return bool(drawn) or bool(re.fullmatch(r"[-–—_]{3,}", paragraph.text.strip()))
