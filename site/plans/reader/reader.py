"""The reader: text, lines, outline, fields, parties, units — each rule in the layer where it belongs."""

import re
from collections.abc import Iterable

from . import headings
from .areas import has_parties, number_areas, read_areas
from .bases import read_bases
from .coverage import note_lost_words
from .dates import plan_periods
from .duties import read_duties, split_unit
from .ending import read_ending, split_ending
from .headings import heading_part, is_plain_heading, section_part
from .lines import Line, read_lines
from .markers import split_mark
from .notes import Note
from .opening import find_issuer, read_opening
from .outline import Node, build_outline, joined
from .promises import find_commitments, has_rhythm
from .reading import FocusArea, Reading, Section
from .slips import note_slips
from .text import clean, key

_TITLE_MAX = 200
_REQUIRES = re.compile(r"yêu\s+cầu(?!\w)", re.IGNORECASE)


def read_plan(text: str, notes: Iterable[Note] = ()) -> Reading:
    """Reads a plan's text into fields. Any text gives a reading; what is unsure or unplaced is in its notes.

    `notes` are those of the file that the text came from (`Source.notes`).
    """
    reading = Reading()
    reading.notes.update(dict.fromkeys(notes))
    lines, page_numbers = read_lines(text)
    for number in page_numbers:
        reading.note("page_number", number)
    paragraphs = [line.text for line in lines]
    body, ending = split_ending(lines, reading)
    first = _first_section(body)
    read_opening(body[:first], reading)
    read_ending(ending, reading)
    _read_sections(build_outline(body[first:]), reading)
    number_areas(reading.focus_areas)
    find_issuer(reading, "\n".join(paragraphs))
    _read_periods(reading)
    _read_promises(reading)
    note_slips(paragraphs, reading)
    if paragraphs and not reading.title:
        reading.note("no_title", clean(paragraphs[0]))
    if paragraphs and not reading.focus_areas:
        reading.note("no_areas", reading.title or clean(paragraphs[0]))
    note_lost_words(paragraphs, reading)
    return reading


def _first_section(lines: list[Line]) -> int:
    """The number of the line at which the opening ends."""
    marked = [(number, *split_mark(line.text)) for number, line in enumerate(lines)]
    for number, mark, text in marked:
        if mark is None:
            if number and is_plain_heading(text):
                return number
        elif (mark.is_section and (mark.no <= 1 or heading_part(text))) or (
            mark.level in {"arabic", "letter"} and heading_part(text)
        ):
            return number
    return next((number for number, mark, _ in marked if mark and mark.no == 1), len(lines))


def _read_sections(root: Node, reading: Reading) -> None:
    sections = [(section_part(node.text), node) for node in _sections(root)]
    if not any(part == headings.CONTENT for part, _ in sections):
        sections = [(_promoted(part, node), node) for part, node in sections]
    for part, node in sections:
        _READERS[part](node, reading)


def _sections(root: Node) -> list[Node]:
    """The sections, below "Phần thứ nhất" and the like where a plan is divided twice."""
    found: list[Node] = []
    loose: Node | None = None
    for node in root.items:
        if node.level in {"part", "capital"} and any(item.level == "roman" for item in node.items):
            found += [Node(node.text, node.level, node.no, node.source), *node.items]
        elif node.is_paragraph or node.is_bullet:
            # Items that stand under no section at all.
            if loose is None:
                loose = Node("", "roman")
                found.append(loose)
            loose.items.append(node)
        else:
            found.append(node)
            loose = None
    return found


def _promoted(part: str, node: Node) -> str:
    """A section under an unusual title is the content when its items name who is responsible."""
    numbered = [item for item in node.items if not item.is_paragraph]
    with_parties = sum(has_parties(item) for item in numbered)
    return headings.CONTENT if part == headings.OTHER and with_parties > 1 else part


def _read_aims(node: Node, reading: Reading) -> None:
    """ "Mục đích, yêu cầu": two headings under it, or items that have to be told apart by their words."""
    title, _, rest = node.text.partition(":")
    reading.structure.append(title)
    mixed = [Node(rest)] if rest.strip() else []
    for item in node.items:
        part = heading_part(item.text)
        if part in {headings.PURPOSE, headings.REQUIREMENT, headings.CONTENT, headings.BASES}:
            _READERS[part](item, reading)
        else:
            mixed.append(item)
    if mixed:
        reading.note("aims_mixed", title)
    for item in mixed:
        (reading.requirements if _REQUIRES.match(item.text) else reading.purposes).append(joined(item))


def _read_purposes(node: Node, reading: Reading) -> None:
    reading.purposes += _listed(node, reading)


def _read_requirements(node: Node, reading: Reading) -> None:
    reading.requirements += _listed(node, reading)


def _listed(node: Node, reading: Reading) -> list[str]:
    """The items under a heading; words that only lead up to a list go into the other sections."""
    title, _, rest = node.text.partition(":")
    if not heading_part(title):
        title, rest = "", node.text
    reading.structure.append(title)
    items = [Node(rest)] if rest.strip() else []
    items += node.items
    if len(items) > 1 and items[0].text.rstrip().endswith(":") and not items[0].items:
        reading.other_sections.append(Section(clean(title or node.text), clean(items.pop(0).text)))
    listed: list[str] = []
    for item in items:
        inner = heading_part(item.text) in {headings.PURPOSE, headings.REQUIREMENT}
        inner = inner and (not item.is_bullet or headings.is_half_of_aims(item.text))
        listed += _listed(item, reading) if inner and (item.items or ":" in item.text) else [joined(item)]
    return listed


def _read_content(node: Node, reading: Reading) -> None:
    title, _, rest = node.text.partition(":")
    reading.structure.append(title)
    if rest.strip():
        reading.other_sections.append(Section(clean(title), clean(rest)))
    read_areas(Node(title, node.level, node.no, node.source, node.items), reading)


def _read_work(node: Node, reading: Reading) -> None:
    title, _, rest = node.text.partition(":")
    reading.structure.append(title)
    items = [Node(rest.strip()), *node.items] if rest.strip() else node.items
    read_duties(Node(title, node.level, node.no, node.source, items), reading)


def _read_bases(node: Node, reading: Reading) -> None:
    reading.structure.append(node.text)
    for _, item in node.walk():
        if item is not node:
            read_bases(item.text, reading)


def _read_other(node: Node, reading: Reading) -> None:
    title, colon, rest = node.text.partition(":")
    if split_unit(node.text) and node.level == "arabic":
        read_duties(Node("", node.level, items=[node]), reading)
        return
    if len(title) > _TITLE_MAX or not colon:
        title, rest = node.text, ""
    text = "\n".join(filter(None, [clean(rest), *(clean(line) for item in node.items for line in _full_lines(item))]))
    reading.other_sections.append(Section(clean(title), text))


def _full_lines(node: Node) -> list[str]:
    return [item.line() for _, item in node.walk()]


def _read_periods(reading: Reading) -> None:
    reading.periods, odd = plan_periods(reading.title, reading.introduction, reading.closing)
    for phrase in odd:
        reading.note("period", phrase)


def _read_promises(reading: Reading) -> None:
    """Looks for promises wherever work is described; the same words count once."""
    texts = [text for area in reading.focus_areas for text in _area_texts(area)]
    texts += [*reading.purposes, *reading.requirements]
    texts += [duty for unit in reading.units for duty in unit.duties]
    texts += [section.text for section in reading.other_sections]
    seen: set[str] = set()
    for text in texts:
        for commitment in find_commitments(text):
            if key(commitment.text) not in seen:
                seen.add(key(commitment.text))
                reading.commitments.append(commitment)


def _area_texts(area: FocusArea) -> list[str]:
    """Where an area may promise something; "(TPT, hàng tuần)" only says when, so the title says what."""
    raws = dict.fromkeys(party.raw for party in area.parties)
    timed = [f"{area.title} {raw}" if has_rhythm(raw) and not find_commitments(raw) else raw for raw in raws]
    own = [area.text] if area.text.startswith(area.title) else [area.title, area.text]
    return [*own, *timed]


_READERS = {
    headings.AIMS: _read_aims,
    headings.PURPOSE: _read_purposes,
    headings.REQUIREMENT: _read_requirements,
    headings.CONTENT: _read_content,
    headings.WORK: _read_work,
    headings.BASES: _read_bases,
    headings.OTHER: _read_other,
}
