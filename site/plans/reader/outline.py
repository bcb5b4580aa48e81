"""The tree of a plan: sections, numbered items, letters, bullets, plain paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .headings import AIMS, PURPOSE, REQUIREMENT, heading_part, is_plain_heading
from .lines import Line
from .markers import Mark, split_mark
from .text import clean, is_capitals

_PARAGRAPH = "paragraph"


@dataclass
class Node:
    """A line and what stands under it. `text` keeps its inner spaces and has no mark."""

    text: str
    level: str = _PARAGRAPH
    no: int = 0
    source: str = ""
    items: list["Node"] = field(default_factory=list)

    @property
    def is_paragraph(self) -> bool:
        """True for a line without a mark."""
        return self.level == _PARAGRAPH

    @property
    def is_bullet(self) -> bool:
        """True for "-", "+", "•" …"""
        return self.level.startswith("bullet")

    @property
    def awaits_title(self) -> bool:
        """True for "Phần I" on a line of its own: what it is about stands on the next."""
        return self.level in {"part", "capital", "roman", "task"} and not self.text and not self.items

    def walk(self, depth: int = 0) -> Iterator[tuple[int, "Node"]]:
        """This node and all under it, with their depth, in the order of the source."""
        yield depth, self
        for item in self.items:
            yield from item.walk(depth + 1)

    def lines(self) -> list[str]:
        """The text of this node and of all under it; those under it keep their marks."""
        return [node.text if depth == 0 else node.line() for depth, node in self.walk() if node.text]

    def line(self) -> str:
        """The line as it stands in the source."""
        return f"{self.source} {self.text}".strip()


def build_outline(lines: list[Line]) -> Node:
    """The root of the tree; its items are the sections."""
    root = Node("", "root")
    stack = [root]
    marked_sections = any((mark := split_mark(line.text)[0]) and mark.is_section for line in lines)
    for line in lines:
        mark, text = split_mark(line.text)
        if mark is None and stack[-1].awaits_title:
            stack[-1].text = text
            continue
        if mark is None:
            mark = _heading_mark(text, stack, marked_sections)
        if mark is None:
            _add_paragraph(stack, text)
        else:
            _add_marked(stack, mark, text)
    return root


def _heading_mark(text: str, stack: list[Node], marked_sections: bool) -> Mark | None:
    """The level that an unmarked heading has (automatic numbers are lost when a plan is copied)."""
    if not is_plain_heading(text):
        return None
    part = heading_part(text)
    section = stack[1] if len(stack) > 1 else None
    inside_aims = section is not None and heading_part(section.text) == AIMS
    if part in {PURPOSE, REQUIREMENT} and inside_aims:
        return Mark("arabic", 0, "")
    if marked_sections and section is not None and not is_capitals(text):
        return Mark("arabic", 0, "")
    level = section.level if section is not None and not section.is_paragraph else "roman"
    return Mark(level, 0, "")


def _add_marked(stack: list[Node], mark: Mark, text: str) -> None:
    levels = [node.level for node in stack]
    if mark.level in levels:
        del stack[levels.index(mark.level) :]
    elif mark.is_section and "part" not in levels:
        _close_section(stack, mark)
    while stack[-1].is_paragraph:
        stack.pop()
    node = Node(text, mark.level, mark.no, mark.source)
    stack[-1].items.append(node)
    stack.append(node)


def _close_section(stack: list[Node], mark: Mark) -> None:
    """Roman numerals stand under capital letters, never under "1." or a bullet."""
    keep = 1
    while mark.level == "roman" and keep < len(stack) and stack[keep].level == "capital":
        keep += 1
    del stack[keep:]


def _add_paragraph(stack: list[Node], text: str) -> None:
    """A plain paragraph belongs to the numbered item above it, not to that item's last bullet."""
    while stack[-1].is_bullet or stack[-1].is_paragraph:
        stack.pop()
    stack[-1].items.append(Node(text))


def joined(node: Node) -> str:
    """All text of a node, one line for each paragraph under it."""
    return "\n".join(clean(line) for line in node.lines())
