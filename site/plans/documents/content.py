"""What stands in the document of a plan, in order and in words; nothing that is not public unless asked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from common.text import fold
from plans.choices import Audience
from plans.documents import wording
from plans.models import FocusArea, PlanPage, ResponsibilityPage
from plans.reader.headings import AIMS, CONTENT, PURPOSE, REQUIREMENT, WORK, heading_part, section_part
from plans.reader.markers import ALPHABET
from plans.reader.text import key

LEAD_LINES = 2  # more than that under a heading is a text of its own
TITLE_WORDS = 18
SECTION_WORDS = 16


@dataclass(frozen=True)
class Block:
    """One paragraph of the body. `level` is "section" (I.), "heading" (1. with a title) or "text"."""

    level: str
    text: str


@dataclass(frozen=True)
class Picture:
    """A photo in a table: a small JPEG, what can be seen in it, and its width and height in pixels."""

    data: bytes
    alt: str
    size: tuple[int, int]


@dataclass(frozen=True)
class Link:
    """Words in a table that lead to an address of this site or elsewhere."""

    text: str
    url: str


@dataclass(frozen=True)
class Table:
    """Rows within the body, under a head that is repeated on each page. `widths` are millimetres, 160 in all.

    `centred` are the places of columns whose cells stand in their middle: numbers, dates, photos.
    """

    head: list[str]
    rows: list[list[str | Link | Picture]]
    widths: list[int]
    centred: tuple[int, ...] = ()
    level: str = "table"


@dataclass
class PrintedDocument:
    """The parts of an administrative document (NĐ 30/2020, Phụ lục I), each as it is to be printed."""

    title: str
    kind: str
    subject: str
    number: str
    place_and_date: str
    issuer: str
    parent_body: str = ""
    bases: list[str] = field(default_factory=list)
    body: list[Block | Table] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    signed: bool = False
    signer_name: str = ""
    recipients: list[str] = field(default_factory=list)
    notice: str = ""


def document_of(plan: PlanPage, *, draft: bool = False) -> PrintedDocument:
    """Return the document of `plan` as the public may read it; with `draft`, as the staff have it today."""
    root = _root(plan)
    is_own = plan.issuer and fold(plan.issuer) == fold(getattr(root, "school_name", ""))
    kind, subject = wording.kind_and_subject(plan.title)
    scan = plan.scan if plan.scan and plan.scan.is_shown else None
    return PrintedDocument(
        title=plan.title,
        kind=kind,
        subject=subject,
        number=wording.number_line(plan.number),
        place_and_date=wording.place_and_date(plan.place, plan.issued_on),
        issuer=plan.issuer.upper(),
        parent_body=getattr(root, "parent_body", "").upper() if is_own else "",
        bases=wording.basis_lines(plan.bases.all()),
        body=list(_body(plan, draft=draft)),
        signature=wording.signature_lines(plan.signer_authority, plan.signer_title, plan.issuer),
        signed=scan is not None,
        signer_name=plan.signer_name,
        recipients=wording.recipient_lines((each.text, each.is_filing) for each in plan.recipients.all()),
        notice=_draft_notice() if draft else _notice(plan, scan.title if scan else ""),
    )


def _root(plan: PlanPage) -> object:
    site = plan.get_site()
    return site.root_page.specific if site else None


def _notice(plan: PlanPage, scan: str) -> str:
    source = f"Bản đọc, lập tự động từ trang thông tin điện tử ({plan.full_url}). "
    if scan:
        return f"{source}Bản chính thức là bản đã ký, đóng dấu: “{scan}”, đăng tại cùng địa chỉ."
    return f"{source}Không thay thế văn bản đã ký, đóng dấu."


def _draft_notice() -> str:
    return "Bản thảo nội bộ, có cả nội dung chưa được duyệt hoặc chỉ dành cho nội bộ. Không công bố."


def _body(plan: PlanPage, *, draft: bool) -> Iterator[Block]:
    leads, others = _other_sections(plan)
    yield from _texts(plan.introduction)
    sections = [
        _aims(plan, leads),
        _content(plan, leads),
        _work(plan, leads, draft=draft),
        *others,
    ]
    sections = [section for section in sections if section]
    sections += _promises(plan, sections, draft=draft)
    for number, (title, *blocks) in zip(roman(), sections, strict=False):
        yield Block("section", f"{number}. {title.text.upper()}")
        yield from blocks
    yield from _texts(plan.closing)


def _other_sections(plan: PlanPage) -> tuple[dict[str, list[tuple[str, str]]], list[list[Block]]]:
    """Part what only leads up to a list under one of the plan's own headings from sections of their own."""
    leads: dict[str, list[tuple[str, str]]] = {}
    others = []
    for section in plan.other_sections.all():
        part = section_part(section.title) if section.title else ""
        lines = section.text.splitlines()
        if part in {AIMS, PURPOSE, REQUIREMENT, CONTENT, WORK} and 0 < len(lines) <= LEAD_LINES:
            leads.setdefault(part, []).append((section.title, section.text))
        else:
            is_heading = section.title and len(section.title.split()) <= SECTION_WORDS
            title = section.title if is_heading else "Quy định khác"
            text = section.text if is_heading else "\n".join(filter(None, [section.title, section.text]))
            others.append([Block("section", title), *_texts(text)])
    return leads, others


def _aims(plan: PlanPage, leads: dict[str, list[tuple[str, str]]]) -> list[Block]:
    parts = [
        ("Mục đích", [each.text for each in plan.purposes.all()], leads.get(PURPOSE, [])),
        ("Yêu cầu", [each.text for each in plan.requirements.all()], leads.get(REQUIREMENT, [])),
    ]
    parts = [part for part in parts if part[1] or part[2]]
    if not parts:
        return []
    if len(parts) == 1:
        title, texts, lead = parts[0]
        return [Block("section", title), *_leads(lead), *_items(texts)]
    blocks = [Block("section", "Mục đích, yêu cầu"), *_leads(leads.get(AIMS, []))]
    for number, (title, texts, lead) in enumerate(parts, start=1):
        blocks += [Block("heading", f"{number}. {title}"), *_leads(lead), *_items(texts)]
    return blocks


def _content(plan: PlanPage, leads: dict[str, list[tuple[str, str]]]) -> list[Block]:
    lead = leads.get(CONTENT, [])
    areas = [
        block
        for number, area in enumerate(plan.focus_areas.prefetch_related("parties__unit"), start=1)
        for block in _area(number, area)
    ]
    if not areas and not lead:
        return []
    return [Block("section", lead[0][0] if lead else "Nội dung trọng tâm"), *_leads(lead), *areas]


def _area(number: int, area: FocusArea) -> Iterator[Block]:
    text = wording.with_parties(area.text or area.title, wording.party_words(area.parties.all()))
    if not area.text or area.text.startswith(area.title):
        first, *rest = text.splitlines()
        yield Block("text", f"{number}. {first}")
    elif heading_part(area.title) or len(area.title.split()) > TITLE_WORDS:
        first, *rest = text.splitlines()
        yield Block("text", f"{number}. {area.title}: {first}")
    else:
        rest = text.splitlines()
        yield Block("heading", f"{number}. {area.title}:")
    yield from (Block("text", line) for line in rest)


def _work(plan: PlanPage, leads: dict[str, list[tuple[str, str]]], *, draft: bool) -> list[Block]:
    lead = leads.get(WORK, [])
    blocks = [
        block
        for number, page in enumerate(_responsibilities(plan, draft=draft), start=1)
        for block in _unit_duties(number, page)
    ]
    if not blocks and not lead:
        return []
    return [Block("section", lead[0][0] if lead else "Tổ chức thực hiện"), *_leads(lead), *blocks]


def _responsibilities(plan: PlanPage, *, draft: bool) -> list[ResponsibilityPage]:
    """The units' pages in the order in which the plan's public page shows them."""
    pages = ResponsibilityPage.objects.child_of(plan)
    ordered = (pages if draft else pages.public()).select_related("unit").order_by("unit__position", "title", "pk")
    if draft:
        return [page.get_latest_revision_as_object() for page in ordered]
    return list(ordered.prefetch_related("duties"))


def _unit_duties(number: int, page: ResponsibilityPage) -> Iterator[Block]:
    duties = [_duty_words(duty) for duty in page.duties.all()]
    yield Block("heading", f"{number}. {page.title}:")
    yield from _texts(page.introduction)
    yield from _items(duties)


def _duty_words(duty: object) -> str:
    if not duty.due_on:
        return duty.text
    return f"{duty.text.rstrip(' .;')} (hoàn thành trước {wording.date_words(duty.due_on)})."


def _promises(plan: PlanPage, sections: list[list[Block]], *, draft: bool) -> list[list[Block]]:
    """A section of the promises that no sentence of the document holds."""
    said = " ".join(key(block.text) for section in sections for block in section)
    missing = [
        wording.commitment_words(commitment)
        for commitment in plan.commitments.all()
        if (draft or commitment.audience == Audience.PUBLIC) and key(commitment.text) not in said
    ]
    return [[Block("section", "Chỉ tiêu thực hiện"), *_items(missing)]] if missing else []


def _items(texts: list[str]) -> Iterator[Block]:
    """One thing stands as it is; several are lettered a), b), c), and where letters don't reach they get a dash."""
    for number, text in enumerate(texts):
        letter = f"{ALPHABET[number]}) " if len(texts) <= len(ALPHABET) else "- "
        mark = letter if len(texts) > 1 else ""
        first, *rest = text.splitlines() or [""]
        yield Block("text", f"{mark}{first}")
        yield from (Block("text", line) for line in rest)


def _leads(lead: list[tuple[str, str]]) -> Iterator[Block]:
    for _title, text in lead:
        yield from (Block("text", block.text.lstrip("-+ ")) for block in _texts(text))


def _texts(text: str) -> Iterator[Block]:
    yield from (Block("text", line.strip()) for line in text.splitlines() if line.strip())


def roman() -> Iterator[str]:
    """Yield "I", "II", "III" …, as sections are numbered."""
    for number in count(1):
        tens, ones = divmod(number, 10)
        yield "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
