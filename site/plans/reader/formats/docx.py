"""A .docx as text: paragraphs with their automatic numbers, soft breaks, text boxes and tables.

Read from the XML itself: python-docx leaves automatic numbers out, mammoth merged cells and text boxes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from ..refusals import UnreadablePlan
from .numbering import Numbering, value
from .package import Package, local
from .styles import Styles, font, is_on
from .tables import Cell, table_lines
from .tcvn3 import from_tcvn3, is_capital_font, is_tcvn3_font

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = frozenset(
    ["del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr", "fldData"]
)
_SPECIAL = {"tab": "\t", "cr": "\v", "br": "\v", "noBreakHyphen": "-", "ptab": "\t"}
_MAX_DEPTH = 60


@dataclass
class _Reader:
    """What is known of the file while its paragraphs are read in order."""

    styles: Styles
    numbering: Numbering
    lines: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def blocks(self, parent: Element, depth: int = 0) -> Iterator[str]:
        """The lines of what stands in `parent`: the body, a cell, a text box."""
        if depth > _MAX_DEPTH:
            raise RecursionError
        for node in parent:
            name = local(node.tag)
            if name == "p":
                yield from self.paragraph(node, depth)
            elif name == "tbl":
                yield from table_lines(self.rows(node, depth))
            elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}:
                yield from self.blocks(node, depth + 1)
            elif name == "AlternateContent":
                yield from self.blocks(_chosen(node), depth + 1)

    def rows(self, table: Element, depth: int) -> list[list[Cell]]:
        """A table's cells; a cell that a merge covers repeats nothing and says so."""
        rows = []
        for row in _under(table, "tr"):
            cells = []
            for cell in _under(row, "tc"):
                merge = cell.find(f"{_W}tcPr/{_W}vMerge")
                covered = merge is not None and value(merge) != "restart"
                span = value(cell.find(f"{_W}tcPr/{_W}gridSpan"))
                lines = [line for line in self.blocks(cell, depth + 1) if line.strip()]
                cells.append(Cell(lines, covered=covered, span=min(int(span), 50) if span.isdigit() else 1))
            rows.append(cells)
        return rows

    def paragraph(self, node: Element, depth: int) -> Iterator[str]:
        """A paragraph's line, after the lines of the text boxes that hang on it."""
        style = value(node.find(f"{_W}pPr/{_W}pStyle"))
        boxes: list[Element] = []
        text = "".join(self._runs(node, style, boxes, depth))
        for box in boxes:
            yield from self.blocks(box, depth + 1)
        mark = self._mark(node, style)
        yield f"{mark} {text.lstrip()}" if mark and (text.strip() or mark[-1:].isalnum() is False) else text

    def _mark(self, node: Element, style: str) -> str:
        own = node.find(f"{_W}pPr/{_W}numPr")
        number, level, named = self.styles.list_of(style)
        if own is not None:
            number = value(own.find(f"{_W}numId")) or number
            level = value(own.find(f"{_W}ilvl")) or level
        if not number or number == "0":
            return ""
        depth = int(level) if level.isdigit() else self.numbering.level_of_style(number, named)
        return self.numbering.next(number, depth)

    def _runs(self, nodes: Iterable[Element], style: str, boxes: list[Element], depth: int) -> Iterator[str]:
        if depth > _MAX_DEPTH:
            raise RecursionError
        for child in nodes:
            name = local(child.tag)
            if name == "r":
                yield self._run(child, style, boxes, depth)
            elif name == "txbxContent":
                boxes.append(child)
            elif name == "AlternateContent":
                yield from self._runs(_chosen(child), style, boxes, depth + 1)
            elif name not in _SKIPPED:
                yield from self._runs(child, style, boxes, depth + 1)

    def _run(self, run: Element, style: str, boxes: list[Element], depth: int) -> str:
        properties = run.find(f"{_W}rPr")
        text = "".join(self._pieces(run, style, boxes, depth))
        named = value(properties.find(f"{_W}rStyle")) if properties is not None else ""
        if text.strip() and self._is_hidden(properties, style, named):
            self.notes.append(("hidden", text.strip()))
            return ""
        typeface = font(properties) or self.styles.run_font(named) or self.styles.font(style)
        if is_tcvn3_font(typeface):
            text = from_tcvn3(text)
        capitals = is_on(properties, "caps")
        if capitals is None:
            capitals = self.styles.capitals(style)
        return text.upper() if capitals or is_capital_font(typeface) else text

    def _is_hidden(self, properties: Element | None, *styles: str) -> bool:
        own = is_on(properties, "vanish")
        return any(self.styles.is_hidden(name) for name in styles if name) if own is None else own

    def _pieces(self, run: Element, style: str, boxes: list[Element], depth: int) -> Iterator[str]:
        for child in run:
            name = local(child.tag)
            if name == "t":
                yield child.text or ""
            elif name in _SPECIAL:
                yield _SPECIAL[name]
            elif name == "sym":
                yield _symbol(child)
            elif name not in _SKIPPED:
                yield from self._runs([child], style, boxes, depth + 1)


def read_docx(path: Path) -> dict:
    """The text of the .docx at `path` and what was left out of it, as plain data."""
    package = Package(path)
    main = package.main()
    folder = main.rpartition("/")[0]
    root = package.part(main)
    body = root.find(f"{_W}body") if root is not None else None
    reader = _Reader(Styles(package.part(f"{folder}/styles.xml")), Numbering(package.part(f"{folder}/numbering.xml")))
    reader.lines = list(reader.blocks(body)) if body is not None else []
    text = "\n".join(reader.lines)
    if not text.strip() and package.has_pictures:
        raise UnreadablePlan("pictures")
    notes = reader.notes + list(_around(package, folder, reader, text))
    return {"text": text, "kind": "docx", "notes": notes, "pages": []}


def _around(package: Package, folder: str, reader: _Reader, text: str) -> Iterator[tuple[str, str]]:
    """Headers, footers and footnotes: no part of the plan, but nothing is left out in silence."""
    seen: set[str] = set()
    for name in sorted(package.names):
        kind = name.removeprefix(f"{folder}/").rstrip("0123456789.xml")
        if kind in {"header", "footer", "footnotes", "endnotes"} and name.startswith(f"{folder}/"):
            root = package.part(name)
            notes = root if kind in {"footnotes", "endnotes"} else [root]
            for line in (line.strip() for note in notes for line in reader.blocks(note)):
                if any(c.isalpha() for c in line) and line not in seen and line not in text:
                    seen.add(line)
                    yield ("margin", line)


def _under(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also where a content control wraps them."""
    for node in parent:
        found = local(node.tag)
        if found == name:
            yield node
        elif found in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _under(node, name)


def _chosen(node: Element) -> Element:
    """One of the two ways in which Word stores a text box: both say the same."""
    return next((child for child in node if local(child.tag) in {"Choice", "Fallback"}), Element("none"))


def _symbol(node: Element) -> str:
    code = value(node, "char")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
