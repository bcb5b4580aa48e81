"""Measures a .docx against NĐ 30/2020/NĐ-CP, Phụ lục I, and names what is not as the decree has it.

The parts of the document are found by their words, not by styles, so that any office's file can be measured. What
the file does not tell is passed over: how long a rule is that was drawn by hand, on which page a paragraph falls.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import docx
from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.text.paragraph import Paragraph

from plans.documents import layout_parts
from plans.documents.layout_parts import Parts
from plans.documents.layout_view import Line, lines_in, lines_of
from plans.reader.markers import ALPHABET

A4 = (210, 297)
MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
FIRST_LINES = (10.0, 12.7)
TOLERANCE = 0.5  # millimetres: Word rounds to twentieths of a point
TYPEFACE = "Times New Roman"
BLACK = {"", "000000"}
BETWEEN = 6  # points
SPACINGS = (1.0, 1.5)
CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY

_BLANK = r"[\s.…_]{2,}"
_NUMBER = re.compile(rf"Số: (?:0[1-9]|[1-9]\d+|{_BLANK})/[^\W_][\w&/.-]*")
_DATE = re.compile(
    rf"[^,]*, ngày (?:0[1-9]|[12]\d|3[01]|{_BLANK})\s*tháng (?:0[12]|[3-9]|1[0-2]|{_BLANK})\s*năm (?:\d{{4}}|{_BLANK})"
)
_LETTER = re.compile(r"(?P<letter>[^\W\d_])\)\s")
_FILING = re.compile(r"- Lưu: VT(?:, .+)?\.")


class Clause(TextChoices):
    """The parts of Phụ lục I that a fault can be against."""

    PAGE = "page", gettext_lazy("paper and margins")
    TYPEFACE = "typeface", gettext_lazy("typeface and colour")
    PAGE_NUMBER = "page_number", gettext_lazy("page numbers")
    STATE = "state", gettext_lazy("name of the state")
    MOTTO = "motto", gettext_lazy("motto of the state")
    PARENT = "parent", gettext_lazy("managing body")
    ISSUER = "issuer", gettext_lazy("issuing body")
    NUMBER = "number", gettext_lazy("number and symbol")
    PLACE_DATE = "place_date", gettext_lazy("place and date")
    KIND = "kind", gettext_lazy("name of the type")
    SUBJECT = "subject", gettext_lazy("subject")
    BASES = "bases", gettext_lazy("legal bases")
    BODY = "body", gettext_lazy("body text")
    LEVELS = "levels", gettext_lazy("headings and numbering")
    SIGNATURE = "signature", gettext_lazy("authority, title and name of the signer")
    RECIPIENTS = "recipients", gettext_lazy("recipients")


@dataclass(frozen=True)
class Fault:
    """What is not as the decree has it: against which clause, and a sentence that says where and how."""

    clause: Clause
    message: str

    def __str__(self) -> str:
        return f"{capfirst(self.clause.label)}: {self.message}"


@dataclass(frozen=True)
class Look:
    """How a part has to look. None: the decree leaves it open."""

    sizes: tuple[float, float]
    bold: bool = False
    italic: bool = False
    capitals: bool | None = None
    align: WD_ALIGN_PARAGRAPH | None = CENTER


LOOKS = {
    Clause.STATE: Look((12, 13), bold=True, capitals=True),
    Clause.MOTTO: Look((13, 14), bold=True),
    Clause.PARENT: Look((12, 13), capitals=True),
    Clause.ISSUER: Look((12, 13), bold=True, capitals=True),
    Clause.NUMBER: Look((13, 13)),
    Clause.PLACE_DATE: Look((13, 14), italic=True, align=None),
    Clause.KIND: Look((13, 14), bold=True, capitals=True),
    Clause.SUBJECT: Look((13, 14), bold=True),
    Clause.BASES: Look((13, 14), italic=True, align=None),
    Clause.BODY: Look((13, 14), align=JUSTIFY),
    Clause.SIGNATURE: Look((13, 14), bold=True, capitals=True),
}
SECTION = Look((13, 14), bold=True, capitals=True, align=None)
HEADING = Look((13, 14), bold=True, align=None)
NAME = Look((13, 14), bold=True)
LABEL = Look((12, 12), bold=True, italic=True, align=None)
RECIPIENT = Look((11, 11), align=None)


def check(file: str | Path | IO[bytes]) -> list[Fault]:
    """Return the faults of a .docx in the order of its parts, none twice."""
    document = docx.Document(str(file) if isinstance(file, Path) else file)
    lines = lines_of(document)
    parts = layout_parts.find(lines)
    found = [
        *_page(document),
        *_typeface(lines),
        *_page_number(document),
        *_letterhead(parts),
        *_number_and_date(parts),
        *_title(parts),
        *_bases(parts),
        *_body(parts),
        *_levels(parts),
        *_signature(parts),
        *_recipients(parts),
    ]
    return list(dict.fromkeys(found))


def _page(document: Document) -> Iterator[Fault]:
    for section in document.sections:
        size = (section.page_width.mm, section.page_height.mm)
        if section.orientation == WD_ORIENT.LANDSCAPE or any(abs(a - b) > 1 for a, b in zip(size, A4, strict=True)):
            yield Fault(Clause.PAGE, _("The paper is not A4, upright."))
        for side, (least, most) in MARGINS.items():
            wide = getattr(section, f"{side}_margin").mm
            if not least - TOLERANCE <= wide <= most + TOLERANCE:
                facts = {"side": _SIDES[side], "found": f"{wide:.0f}", "least": least, "most": most}
                yield Fault(
                    Clause.PAGE, _("The %(side)s margin is %(found)s mm; it has to be %(least)s–%(most)s mm.") % facts
                )


_SIDES = {
    "top": gettext_lazy("top"),
    "bottom": gettext_lazy("bottom"),
    "left": gettext_lazy("left"),
    "right": gettext_lazy("right"),
}


def _typeface(lines: list[Line]) -> Iterator[Fault]:
    seen: set[str] = set()
    for line in lines:
        for span in line.spans:
            if span.text.strip() and span.font != TYPEFACE and span.font not in seen:
                seen.add(span.font)
                facts = {"text": _start(line.text), "font": span.font or "?", "wanted": TYPEFACE}
                yield Fault(Clause.TYPEFACE, _("“%(text)s” is set in %(font)s; it has to be %(wanted)s.") % facts)
            if span.text.strip() and span.color not in BLACK:
                yield Fault(Clause.TYPEFACE, _("“%(text)s” is not black.") % {"text": _start(line.text)})


def _page_number(document: Document) -> Iterator[Fault]:
    for section in document.sections:
        numbers = _numbers_in(section.header.paragraphs)
        if not numbers:
            yield Fault(Clause.PAGE_NUMBER, _("There is no page number in the top margin."))
        for paragraph in numbers:
            yield from _number_paragraph(document, paragraph)
        if numbers and not _is_bare_first(section):
            yield Fault(Clause.PAGE_NUMBER, _("The first page must not have a number."))
        if _numbers_in(section.footer.paragraphs):
            yield Fault(Clause.PAGE_NUMBER, _("The page number belongs into the top margin, not the bottom one."))


def _number_paragraph(document: Document, paragraph: Paragraph) -> Iterator[Fault]:
    line = next(lines_in(document, paragraph))
    look = Look((13, 14), bold=any(span.bold for span in line.spans), italic=False)
    yield from _measure(Clause.PAGE_NUMBER, line, look)


def _is_bare_first(section: Section) -> bool:
    return section.different_first_page_header_footer and not _numbers_in(section.first_page_header.paragraphs)


def _numbers_in(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs that hold a field for the number of the page, in either of Word's two ways."""
    path = f".//{qn('w:instrText')}", f".//{qn('w:fldSimple')}"
    return [
        paragraph
        for paragraph in paragraphs
        if any("PAGE" in (field.text or "") for field in paragraph._p.findall(path[0]))
        or any("PAGE" in field.get(qn("w:instr"), "") for field in paragraph._p.findall(path[1]))
    ]


def _letterhead(parts: Parts) -> Iterator[Fault]:
    for clause, line in ((Clause.STATE, parts.state), (Clause.MOTTO, parts.motto), (Clause.ISSUER, parts.issuer)):
        yield from _measure(clause, line) if line else [_missing(clause)]
    for line in parts.parents:
        yield from _measure(Clause.PARENT, line)
    for clause, line, ruled in (
        (Clause.MOTTO, parts.motto, parts.motto_ruled),
        (Clause.ISSUER, parts.issuer, parts.issuer_ruled),
    ):
        if line and not ruled:
            yield _unruled(clause, line)


def _number_and_date(parts: Parts) -> Iterator[Fault]:
    for clause, line, form in (
        (Clause.NUMBER, parts.number, _NUMBER),
        (Clause.PLACE_DATE, parts.date, _DATE),
    ):
        if line is None:
            yield _missing(clause)
            continue
        yield from _measure(clause, line)
        if not form.fullmatch(line.text):
            yield Fault(clause, _("“%(text)s” is not written as the decree has it.") % {"text": _start(line.text)})
    number, date = parts.number, parts.date
    if number and date and number.cell and date.cell and number.cell[:2] != date.cell[:2]:
        yield Fault(Clause.PLACE_DATE, _("Place and date have to stand level with the number."))


def _title(parts: Parts) -> Iterator[Fault]:
    for clause, line in ((Clause.KIND, parts.kind), (Clause.SUBJECT, parts.subject)):
        yield from _measure(clause, line) if line else [_missing(clause)]
    if parts.subject and not parts.subject_ruled:
        yield _unruled(Clause.SUBJECT, parts.subject)


def _bases(parts: Parts) -> Iterator[Fault]:
    for number, line in enumerate(parts.bases, start=1):
        yield from _measure(Clause.BASES, line)
        mark = "." if number == len(parts.bases) else ";"
        if not line.text.endswith(mark):
            facts = {"text": _start(line.text), "mark": mark}
            yield Fault(Clause.BASES, _("“%(text)s” has to end in “%(mark)s”.") % facts)
        if re.search(r";\s*Căn cứ", line.text):
            yield Fault(
                Clause.BASES, _("“%(text)s” holds two bases; each has a line of its own.") % {"text": _start(line.text)}
            )


def _body(parts: Parts) -> Iterator[Fault]:
    if not parts.body:
        yield _missing(Clause.BODY)
    for number, line in enumerate(parts.body):
        text = {"text": _start(line.text)}
        if line.cell is not None:
            continue  # a table within the text has a look of its own
        if not layout_parts.is_title(line, parts.body[number + 1 :]):
            yield from _measure(Clause.BODY, line)
            if not any(abs(line.first - right) < TOLERANCE for right in FIRST_LINES):
                yield Fault(Clause.BODY, _("The first line of “%(text)s” has to be indented by 1 or 1.27 cm.") % text)
        if number + 1 < len(parts.body) and max(line.after, parts.body[number + 1].before) < BETWEEN:
            yield Fault(Clause.BODY, _("There are less than 6 pt behind “%(text)s”.") % text)
        if not SPACINGS[0] - 0.02 <= line.spacing <= SPACINGS[1]:
            yield Fault(Clause.BODY, _("The lines of “%(text)s” have to stand single to 1.5.") % text)


def _levels(parts: Parts) -> Iterator[Fault]:
    last = -1
    for number, line in enumerate(parts.body):
        if layout_parts.SECTION.match(line.text):
            yield from _measure(Clause.LEVELS, line, SECTION)
        elif layout_parts.is_title(line, parts.body[number + 1 :]):
            yield from _measure(Clause.LEVELS, line, HEADING)
        match = _LETTER.match(line.text)
        if match is None:
            last = last if line.text.startswith(("-", "+")) or not layout_parts.is_numbered(line) else -1
            continue
        place = ALPHABET.find(match["letter"])
        if place != last + 1 and place != 0:
            facts = {"text": _start(line.text)}
            yield Fault(Clause.LEVELS, _("“%(text)s” is not the next letter of the Vietnamese alphabet.") % facts)
        last = place


def _signature(parts: Parts) -> Iterator[Fault]:
    if not parts.signature:
        yield _missing(Clause.SIGNATURE)
    for line in parts.signature:
        yield from _measure(Clause.SIGNATURE, line)
    if parts.signature and parts.name is None:
        yield Fault(Clause.SIGNATURE, _("The name of the signer is missing."))
    if parts.name:
        yield from _measure(Clause.SIGNATURE, parts.name, NAME)


def _recipients(parts: Parts) -> Iterator[Fault]:
    if parts.label is None:
        yield _missing(Clause.RECIPIENTS)
        return
    yield from _measure(Clause.RECIPIENTS, parts.label, LABEL)
    for number, line in enumerate(parts.recipients, start=1):
        yield from _measure(Clause.RECIPIENTS, line, RECIPIENT)
        is_last = number == len(parts.recipients)
        if not line.text.startswith("- ") or not line.text.endswith("." if is_last else ";"):
            facts = {"text": _start(line.text)}
            yield Fault(
                Clause.RECIPIENTS, _("“%(text)s” has to begin with “- ” and end in “;”, the last one in “.”.") % facts
            )
    if not parts.recipients or not _FILING.fullmatch(parts.recipients[-1].text):
        yield Fault(Clause.RECIPIENTS, _("The last recipient has to be “- Lưu: VT, ….”."))
    first = parts.signature[0] if parts.signature else None
    if first and first.cell and parts.label.cell and first.cell[:2] != parts.label.cell[:2]:
        yield Fault(Clause.RECIPIENTS, _("“Nơi nhận” has to stand level with the signer's title."))


def _measure(clause: Clause, line: Line, look: Look | None = None) -> Iterator[Fault]:
    """Yield what of `line` is not as `look` has it (the clause's own if none is given)."""
    look = look or LOOKS[clause]
    text = _start(line.text)
    least, most = look.sizes
    for size in sorted(line.sizes):
        if not least <= size <= most:
            wanted = f"{least:g}" if least == most else f"{least:g}–{most:g}"
            facts = {"text": text, "found": f"{size:g}", "wanted": wanted}
            yield Fault(clause, _("“%(text)s” is %(found)s pt; it has to be %(wanted)s pt.") % facts)
    spans = [span for span in line.spans if span.text.strip()]
    if any(span.bold != look.bold for span in spans):
        message = _("“%(text)s” has to be bold.") if look.bold else _("“%(text)s” must not be bold.")
        yield Fault(clause, message % {"text": text})
    if any(span.italic != look.italic for span in spans):
        message = _("“%(text)s” has to be italic.") if look.italic else _("“%(text)s” has to be upright.")
        yield Fault(clause, message % {"text": text})
    if look.capitals and line.text != line.text.upper():
        yield Fault(clause, _("“%(text)s” has to be in capitals.") % {"text": text})
    if look.align is not None and line.whole and line.align != look.align:
        message = _("“%(text)s” has to be centred.") if look.align == CENTER else _("“%(text)s” has to be justified.")
        yield Fault(clause, message % {"text": text})


def _missing(clause: Clause) -> Fault:
    return Fault(clause, _("This part is missing."))


def _unruled(clause: Clause, line: Line) -> Fault:
    return Fault(clause, _("There is no rule under “%(text)s”.") % {"text": _start(line.text)})


def _start(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"  # noqa: PLR2004
