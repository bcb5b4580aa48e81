"""The part that shares out the work: units and their duties."""

import re

from .headings import WORK, heading_part, is_plain_heading
from .outline import Node
from .parties import take_parties
from .reading import Reading, Section, UnitDuties
from .text import UPPER, clean, is_capitals, key
from .units import UNIT_HEAD, WEAK, alias_regex, bare_name, known_unit, unit_title

_NAME_MAX = 110
_NAME_WORDS = 16
_JOINS = re.compile(r"\s*(?:[,;&/+]|(?<!\w)(?:và|cùng)(?!\w)|\s[-–]\s)\s*", re.IGNORECASE)
_PERSON = re.compile(rf"(?i:đ/c|đồng\s+chí|thầy|cô|ông|bà)\.?\s+[{UPPER}]")
_AFTER_PERSON = re.compile(r"\s*[()]\s*|\s+[-–]\s+|\s*,\s*")
_VERB_AFTER = re.compile(
    r"\s+(?:có|chịu|chỉ|tổ|xây|phối|thực|tuyên|triển|thường|theo|hướng|tham|tăng|phân|kiểm|giám|đôn|lập|căn|cần|phải|sẽ|quán|báo|chủ|đảm"
    r"|bảo|tiến|kịp|nghiên|cập|đăng|viết|giới|ra|duyệt|nắm|thông|quản|xử|giải|vận|chuẩn|lên|ban|phụ|tiếp|tích|đề|rà|cung|nhắc)\s",
)

# A phrase with one of these is a sentence and no name, even before a colon.
_SENTENCE = re.compile(
    r"\s(?:có|chịu|cần|phải|sẽ|được|là|nhằm|tổ\s+chức|thực\s+hiện|triển\s+khai|xây\s+dựng|tiếp\s+tục|tăng\s+cường)\s",
    re.I,
)


def read_duties(section: Node, reading: Reading) -> None:
    """Adds the units of a section and their duties to `reading`; all else becomes other sections."""
    writer = _Writer(reading, section.text)
    for depth, node in section.walk():
        if depth and node.text:
            writer.take(depth, node)


def split_unit(text: str, *, heads_items: bool = False) -> tuple[str, str] | None:
    """The unit that a line opens with and the duty on the same line; None when it opens with none.

    `heads_items` says that duties stand under the line, so that even an unknown unit will do.
    """
    name, colon, rest = text.partition(":")
    if colon and (office := _office_of(name)):
        return unit_title(office), text.strip()
    if (
        len(name) <= _NAME_MAX
        and (colon or len(name.split()) <= _NAME_WORDS)
        and _names_unit(name, sure=bool(colon) or heads_items)
    ):
        return unit_title(name), rest.strip()
    match = alias_regex().match(text)
    if match and key(match["alias"]) not in WEAK and _VERB_AFTER.match(text, match.end()):
        return unit_title(match[0]), text.strip()
    return None


def _office_of(name: str) -> str | None:
    """What a person who is named stands for: "Đ/c Trần Văn Nam (TPT)", "Đ/c Lê Thị Hoa – Kế toán"."""
    if len(name) > _NAME_MAX or not _PERSON.match(name):
        return None
    return next((part for part in _AFTER_PERSON.split(name)[1:] if known_unit(part)), None)


def _names_unit(name: str, *, sure: bool) -> bool:
    """True for one unit or a list of them; with a colon after it (`sure`) an unknown unit will do."""
    name = bare_name(re.sub(r"\([^()]*\)", "", name))
    if not name or name.endswith((".", ";")):
        return False
    if known_unit(name):
        return True
    parts = [part for part in _JOINS.split(name) if part.strip()]
    known = [part for part in parts if known_unit(part)]
    if len(known) == len(parts):
        return True
    heads = bool(parts) and bool(known_unit(parts[0]) or UNIT_HEAD.match(parts[0]))
    return (sure or is_capitals(name)) and heads and len(name.split()) <= _NAME_WORDS and not _SENTENCE.search(name)


class _Writer:
    """Walks through a section: which unit speaks now, and at which depth its name stood."""

    def __init__(self, reading: Reading, title: str) -> None:
        self.reading = reading
        self.title = clean(title).strip(" :.")
        self.unit: UnitDuties | None = None
        self.unit_node: tuple[int, bool] = (0, False)
        self.duty_depth = 0
        self.other_depth = 0

    def take(self, depth: int, node: Node) -> None:
        text = node.text
        inside_other = self.other_depth and depth > self.other_depth
        found = (
            None
            if inside_other or not self._may_open(depth, node)
            else split_unit(text, heads_items=bool(node.items) and not node.is_bullet)
        )
        if found:
            self._open(depth, node, *found)
        elif self.unit and self._belongs(depth, node):
            self._add_duty(depth, node)
        elif inside_other:
            self.reading.other_sections[-1].text += ("\n" if self.reading.other_sections[-1].text else "") + clean(
                node.line()
            )
        else:
            self._loose(depth, node)

    def _may_open(self, depth: int, node: Node) -> bool:
        if self.unit is None:
            return True
        if node.is_paragraph:
            # Under a unit, only a bare name with a colon is a new unit: duties may begin with names, too.
            bare = node.text.rstrip().endswith(":") or bool(known_unit(node.text)) or ":" in node.text[:_NAME_MAX]
            return bare and (self.unit_node[1] or depth <= self.unit_node[0])
        return depth <= self.unit_node[0] or (self.unit_node[1] and not node.is_bullet)

    def _belongs(self, depth: int, node: Node) -> bool:
        return depth > self.unit_node[0] or node.is_paragraph or (self.unit_node[1] and node.is_bullet)

    def _open(self, depth: int, node: Node, name: str, rest: str) -> None:
        self.unit = next((unit for unit in self.reading.units if key(unit.name) == key(name)), None)
        if self.unit is None:
            self.unit = UnitDuties(name)
            self.reading.units.append(self.unit)
        # The heading's own words ("Cán bộ phụ trách …") are more than the unit's name.
        self.reading.repeated.append(node.text.removesuffix(rest))
        self.unit_node = (depth, node.is_paragraph)
        self.duty_depth = self.other_depth = 0
        if rest:
            self.unit.duties.append(clean(rest))
            self.duty_depth = depth

    def _add_duty(self, depth: int, node: Node) -> None:
        inner = self.duty_depth and depth > self.duty_depth and self.duty_depth > self.unit_node[0]
        if inner and self.unit.duties:
            self.unit.duties[-1] += f"\n{clean(node.line())}"
        else:
            self.unit.duties.append(clean(node.text))
            self.duty_depth = depth

    def _loose(self, depth: int, node: Node) -> None:
        """A line that no unit opens: a task with its doers behind it, a heading, or plain talk."""
        self.unit = None
        _, parties = take_parties(node.text)
        if parties:
            for name in dict.fromkeys(name for party in parties for name in party.units):
                self._share(name, clean(node.text))
            return
        if heading_part(node.text) == WORK and (node.items or is_plain_heading(node.text)):
            self.reading.structure.append(node.text)
            return
        title, _, rest = node.text.partition(":")
        if node.is_paragraph or (not node.items and (not rest.strip() or len(title) > _NAME_MAX // 2)):
            self.reading.other_sections.append(Section(self.title, clean(node.line() if node.is_bullet else node.text)))
        else:
            self.reading.other_sections.append(Section(clean(title), clean(rest)))
            self.other_depth = depth

    def _share(self, name: str, duty: str) -> None:
        unit = next((unit for unit in self.reading.units if key(unit.name) == key(name)), None)
        if unit is None:
            unit = UnitDuties(name)
            self.reading.units.append(unit)
        unit.duties.append(duty)
