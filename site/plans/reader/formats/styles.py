"""The paragraph and character styles of a Word file, as far as they change what is read."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .numbering import value

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAX_CHAIN = 20


@dataclass
class Style:
    """What a style sets; None or "" where it leaves a thing to the style it is based on."""

    based_on: str = ""
    number: str = ""
    depth: str = ""
    font: str = ""
    capitals: bool | None = None
    hidden: bool | None = None


def is_on(properties: Element | None, name: str) -> bool | None:
    """A switch (w:caps, w:vanish): on, off, or None where it is not set."""
    node = properties.find(f"{_W}{name}") if properties is not None else None
    return None if node is None else value(node) not in {"0", "false", "off", "none"}


def font(properties: Element | None) -> str:
    """The font that run properties name, or ""."""
    node = properties.find(f"{_W}rFonts") if properties is not None else None
    return value(node, "ascii") or value(node, "hAnsi")


class Styles:
    """All styles of a file; each question goes up the chain of what a style is based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default_font = ""
        self._default = ""
        if root is None:
            return
        self._default_font = font(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        for node in root.findall(f"{_W}style"):
            name = value(node, "styleId")
            self._styles[name] = _style(node)
            if value(node, "type") == "paragraph" and value(node, "default") in {"1", "true"}:
                self._default = name

    def list_of(self, name: str) -> tuple[str, str, str]:
        """The list (numId), level and naming style of a paragraph style; ("", "", "") when it has none."""
        found = next(((style, each) for style, each in self._chain(name) if each.number), None)
        return (found[1].number, found[1].depth, found[0]) if found else ("", "", "")

    def font(self, name: str) -> str:
        """The font of a paragraph style, or the file's default."""
        return next((style.font for _, style in self._chain(name) if style.font), self._default_font)

    def run_font(self, name: str) -> str:
        """The font of a character style, or ""."""
        return next((style.font for _, style in self._chain(name) if style.font), "") if name else ""

    def capitals(self, name: str) -> bool:
        """True when text in this style is shown in capitals."""
        return bool(next((style.capitals for _, style in self._chain(name) if style.capitals is not None), False))

    def is_hidden(self, name: str) -> bool:
        """True when text in this style is not shown."""
        return bool(next((style.hidden for _, style in self._chain(name) if style.hidden is not None), False))

    def _chain(self, name: str) -> list[tuple[str, Style]]:
        chain = []
        name = name or self._default
        while name in self._styles and len(chain) < _MAX_CHAIN:
            chain.append((name, self._styles[name]))
            name = self._styles[name].based_on
        return chain


def _style(node: Element) -> Style:
    runs = node.find(f"{_W}rPr")
    return Style(
        based_on=value(node.find(f"{_W}basedOn")),
        number=value(node.find(f"{_W}pPr/{_W}numPr/{_W}numId")),
        depth=value(node.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")),
        font=font(runs),
        capitals=is_on(runs, "caps"),
        hidden=is_on(runs, "vanish"),
    )
