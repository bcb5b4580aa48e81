"""The focus areas of a plan: number, title, text and responsible parties."""

import re
from itertools import pairwise

from .headings import CONTENT, OTHER, heading_part, is_generic
from .outline import Node
from .parties import take_parties
from .reading import FocusArea, Reading, Section
from .text import clean, words

_TITLE_MAX = 140
_TITLE_END = re.compile(r":(?=\s|$)|:(?=[^\W\d_])")
_BOUNDARY = re.compile(r"[,;.:…(]|\s[-–—]\s|\s(?=(?:trong đó|gắn với|nhằm|theo|đối với|để|cho)\s)")
_SENTENCE = re.compile(r"(?:[^.;:…(]|[.:](?!\s|$))*")
_CUT_BEFORE = frozenset(
    [
        "và",
        "của",
        "theo",
        "trong",
        "đối",
        "từ",
        "trên",
        "gắn",
        "cho",
        "về",
        "với",
        "nhằm",
        "để",
        "tại",
        "các",
        "những",
        "như",
        "đến",
    ]
)
_LEAD_MAX = 2
_MIN_WORDS, _CUT_WORDS, _MAX_WORDS = 5, 12, 16
# "… như:" leads up to a list and is no title.
_NO_TITLE = re.compile(r"(?:như|gồm|sau|sau đây|là|như sau|cụ thể|rằng|về)\s*$", re.IGNORECASE)


def read_areas(section: Node, reading: Reading) -> None:
    """Adds the areas of a content section to `reading`; its lead text goes into the other sections."""
    lead, items = _lead_and_items(section)
    for node in lead:
        _other(reading, section.text, node.line())
    for item in items:
        if part := _inner_heading(item):
            reading.structure.append(item.text)
            if part == OTHER:
                _other(reading, item.text, "\n".join(clean(line) for line in item.lines()[1:]))
            else:
                read_areas(item, reading)
        else:
            reading.focus_areas.append(_area(item, reading))


def number_areas(areas: list[FocusArea]) -> None:
    """Keeps the numbers of the source where they count up; otherwise counts 1, 2, 3 …"""
    numbers = [area.no for area in areas]
    if 0 in numbers or any(left >= right for left, right in pairwise(numbers)):
        for position, area in enumerate(areas, start=1):
            area.no = position


def has_parties(node: Node) -> bool:
    """True when some line of `node` names who is responsible."""
    return any(take_parties(line)[1] for line in node.lines())


def _lead_and_items(section: Node) -> tuple[list[Node], list[Node]]:
    """Splits what stands under a heading into its opening words and its items."""
    items = section.items
    paragraphs = [item for item in items if item.is_paragraph]
    if not paragraphs:
        return [], items
    if len(paragraphs) == len(items):
        return _plain_items(items)
    first_marked = next(number for number, item in enumerate(items) if not item.is_paragraph)
    groups = sum(left.is_paragraph and right.is_bullet for left, right in pairwise(items))
    if groups > 1 and items[0].is_paragraph:
        return _grouped(items, first_marked)
    if first_marked > _LEAD_MAX and not items[first_marked - 1].text.rstrip().endswith(":"):
        return [], items
    return items[:first_marked], _appended(items[first_marked:])


def _plain_items(items: list[Node]) -> tuple[list[Node], list[Node]]:
    """Paragraphs whose automatic numbers were lost: the areas begin with the first that looks like one."""
    looks = [bool(take_parties(item.text)[1]) or _short_title(item.text) > 0 for item in items]
    if sum(looks) * 2 < len(items):
        opens = items[0].text.rstrip().endswith(":")
        return (items[:1], items[1:]) if opens or len(items) == 1 else ([], items)
    first = looks.index(True)
    return items[:first], items[first:]


def _grouped(items: list[Node], first_marked: int) -> tuple[list[Node], list[Node]]:
    """Unnumbered titles, each with bullets under it."""
    start = max(0, first_marked - 1)
    groups: list[Node] = []
    for item in items[start:]:
        if item.is_paragraph or not groups:
            groups.append(Node(item.text, item.level, item.no, item.source, list(item.items)))
        else:
            groups[-1].items.append(item)
    return items[:start], groups


def _appended(items: list[Node]) -> list[Node]:
    """A paragraph between numbered items goes on with the item above it."""
    kept: list[Node] = []
    for item in items:
        if item.is_paragraph and kept:
            kept[-1].items.append(item)
        else:
            kept.append(item)
    return kept


def _inner_heading(item: Node) -> str:
    """CONTENT or OTHER when an item is only a heading over the real items."""
    part = heading_part(item.text)
    title = item.text.strip().rstrip(":.")
    if not item.items or not part or ":" in title or item.is_bullet:
        return ""
    if part == OTHER:
        return "" if has_parties(item) else OTHER
    return CONTENT if is_generic(title) else ""


def _area(item: Node, reading: Reading) -> FocusArea:
    parties = []
    kept = []
    for line in item.lines():
        rest, found = take_parties(line)
        parties += found
        kept.append(clean(rest))
    title, text = _title_and_text([line for line in kept if any(c.isalnum() for c in line)])
    if line_with_open := next((line for line in item.lines() if line.count("(") > line.count(")")), ""):
        reading.note("bracket", clean(line_with_open))
    return FocusArea(item.no, title, text, parties)


def _title_and_text(lines: list[str]) -> tuple[str, str]:
    if not lines:
        return "", ""
    first = lines[0]
    if end := _short_title(first):
        text = "\n".join(filter(None, [first[end:].strip(" :"), *lines[1:]]))
        return first[: end - 1].strip(), text
    if len(lines) > 1 and len(words(first)) <= _MAX_WORDS + 2 and not first.endswith((";", ",")):
        return first.strip(" :."), "\n".join(lines[1:])
    return opening_words(first), "\n".join(lines)


def _short_title(text: str) -> int:
    """The position after the colon that ends a title, or 0."""
    match = _TITLE_END.search(text)
    title = text[: match.start()].strip() if match else ""
    fits = 0 < len(title) <= _TITLE_MAX and len(title.split()) <= _MAX_WORDS + 6
    fits = fits and title.count("(") == title.count(")")
    return match.end() if fits and "." not in title and not _NO_TITLE.search(title) else 0


def opening_words(sentence: str) -> str:
    """A short title from the start of a text: its first sentence where that is short, else cut where one breathes."""
    first = _SENTENCE.match(sentence)[0]
    if _MIN_WORDS <= len(first.split()) <= _CUT_WORDS:
        return first.strip(" .;,:")
    for match in _BOUNDARY.finditer(sentence):
        before = sentence[: match.start()]
        count = len(before.split())
        if count > _MAX_WORDS:
            break
        if count >= _MIN_WORDS and before.count("“") <= before.count("”"):
            return before.strip()
    spoken = sentence.split()
    if len(spoken) <= _MAX_WORDS:
        return sentence.strip(" .;,:")
    end = next((n for n in range(_CUT_WORDS, _MIN_WORDS, -1) if spoken[n].lower() in _CUT_BEFORE), _CUT_WORDS)
    return " ".join(spoken[:end]).strip(" .;,:")


def _other(reading: Reading, title: str, text: str) -> None:
    reading.other_sections.append(Section(clean(title).strip(" :."), clean(text) if "\n" not in text else text))
