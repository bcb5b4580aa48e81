"""Automatic numbers of a Word file as text, as Word shows them: "II.", "1.2.", "b)", "-"."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MAX_ROMAN = 3999
# What symbol fonts draw for these letters.
_SYMBOLS = {"o": "○", "§": "▪", "Ø": "➢", "ü": "✓", "v": "❖", "·": "•", "q": "□"}
_PRIVATE = range(0xE000, 0xF900)
_KNOWN_PRIVATE = "\uf0b7\uf0a7\uf02d\uf0fc\uf0d8"


@dataclass
class Level:
    """One level of a list; `text` is Word's pattern ("%1.%2.")."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""
    symbol: bool = False
    legal: bool = False
    restart: int | None = None


@dataclass
class _List:
    """A list as paragraphs name it (numId): whose levels it has, and where it begins anew."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)
    begun: bool = False


def value(element: Element | None, name: str = "val") -> str:
    """An attribute in Word's namespace, or ""."""
    return "" if element is None else element.get(f"{_W}{name}", "")


class Numbering:
    """All lists of a file, and how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, list[int | None]] = {}
        if root is None:
            return
        abstracts = {value(node, "abstractNumId"): _levels(node) for node in root.iter(f"{_W}abstractNum")}
        for node in root.iter(f"{_W}num"):
            abstract = value(node.find(f"{_W}abstractNumId"))
            self._lists[value(node, "numId")] = _list(node, abstract, dict(abstracts.get(abstract, {})))

    def level_of_style(self, number: str, style: str) -> int:
        """The level that a list ties to a paragraph style."""
        levels = self._lists[number].levels if number in self._lists else {}
        return next((depth for depth, level in levels.items() if level.style == style), 0)

    def next(self, number: str, depth: int) -> str:
        """Counts on and returns the mark of the next paragraph in list `number` at `depth`; "" when it has none."""
        found = self._lists.get(number)
        if found is None or depth not in found.levels:
            return ""
        level = found.levels[depth]
        if level.format == "bullet":
            return _bullet(level)
        counts = self._counts_of(found)
        for upper in range(depth):
            if counts[upper] is None:
                counts[upper] = _start(found, upper)
        counts[depth] = _start(found, depth) if counts[depth] is None else counts[depth] + 1
        for lower in range(depth + 1, _LEVELS):
            if found.levels.get(lower, level).restart != 0:
                counts[lower] = None
        return _shown(found.levels, level, counts)

    def _counts_of(self, found: _List) -> list[int | None]:
        """How far the levels have counted; lists of one pattern count together until one starts anew."""
        counts = self._counts.setdefault(found.abstract, [None] * _LEVELS)
        if not found.begun:
            found.begun = True
            for depth in found.starts:
                counts[depth] = None
        return counts


def _levels(node: Element) -> dict[int, Level]:
    return {int(value(child, "ilvl") or 0): _level(child) for child in node.findall(f"{_W}lvl")}


def _level(node: Element) -> Level:
    fonts = node.find(f"{_W}rPr/{_W}rFonts")
    names = " ".join(fonts.attrib.values()) if fonts is not None else ""
    restart = value(node.find(f"{_W}lvlRestart"))
    return Level(
        format=value(node.find(f"{_W}numFmt")) or "decimal",
        text=value(node.find(f"{_W}lvlText")),
        start=_int(value(node.find(f"{_W}start")), 1),
        style=value(node.find(f"{_W}pStyle")),
        symbol=any(font in names for font in ("Symbol", "Wingdings", "Courier", "Webdings")),
        legal=node.find(f"{_W}isLgl") is not None,
        restart=_int(restart, 0) if restart else None,
    )


def _list(node: Element, abstract: str, levels: dict[int, Level]) -> _List:
    starts = {}
    for override in node.findall(f"{_W}lvlOverride"):
        depth = _int(value(override, "ilvl"), 0)
        own = override.find(f"{_W}lvl")
        if own is not None:
            levels[depth] = _level(own)
        if start := value(override.find(f"{_W}startOverride")):
            starts[depth] = _int(start, 1)
    return _List(abstract, levels, starts)


def _int(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < _LEVELS else default


def _start(found: _List, depth: int) -> int:
    return found.starts.get(depth, found.levels[depth].start if depth in found.levels else 1)


def _bullet(level: Level) -> str:
    mark = level.text.strip()[:1]
    if level.symbol:
        mark = _SYMBOLS.get(mark, mark)
    unknown = mark and ord(mark) in _PRIVATE and mark not in _KNOWN_PRIVATE
    return "•" if not mark or unknown or mark.isalnum() else mark


def _shown(levels: dict[int, Level], level: Level, counts: list[int | None]) -> str:
    text = level.text
    for depth in range(_LEVELS):
        if f"%{depth + 1}" in text:
            form = "decimal" if level.legal else levels.get(depth, level).format
            text = text.replace(f"%{depth + 1}", number_text(counts[depth] or 0, form))
    return text.strip()


def number_text(number: int, form: str) -> str:
    """A count in one of Word's formats; a format that plans never use counts 1, 2, 3."""
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letters = _LATIN[(number - 1) % len(_LATIN)] * ((number - 1) // len(_LATIN) + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"} and 0 < number <= _MAX_ROMAN:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form == "none":
        return ""
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        text += letters * (number // size)
        number %= size
    return text
