"""Finds the words of a field in the source: the reader never changes a word, it only leaves some out."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_CANDIDATES = 40
_BUDGET = 8000
_LOOK_AHEAD = 120
_PROBE = 3


class Span(NamedTuple):
    """A stretch of the source: offsets of its first character and of the one after its last."""

    start: int
    end: int


@dataclass(frozen=True)
class Place:
    """Where a text was found, and how much of it (0 to 1)."""

    spans: tuple[Span, ...] = ()
    share: float = 0.0


def plain(word: str) -> str:
    """A word as it is compared: "05" is "5"."""
    word = word.casefold()
    return (word.lstrip("0") or "0") if word[0] == "0" and word.isdecimal() else word


class Locator:
    """The words of a source with their places, and which of them some field has taken already."""

    def __init__(self, text: str) -> None:
        self.text = text
        matches = list(_WORD.finditer(text))
        self.words = [plain(match[0]) for match in matches]
        self.taken = [False] * len(self.words)
        self._starts = [match.start() for match in matches]
        self._ends = [match.end() for match in matches]
        self._cursor = 0
        self._word_at: dict[str, list[int]] = defaultdict(list)
        self._probe_at: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, word in enumerate(self.words):
            self._word_at[word].append(number)
        for number, probe in enumerate(zip(*(self.words[skip:] for skip in range(_PROBE)), strict=False)):
            self._probe_at[probe].append(number)

    def find(self, value: str, within: Span | None = None) -> Place:
        """Where `value` stands, preferably where nothing was taken yet; takes it."""
        wanted = [plain(match[0]) for match in _WORD.finditer(value)]
        found: list[int] = []
        best = (0, 0, 0)
        for tried, start in enumerate(self._candidates(wanted, within)):
            if found and tried * len(wanted) > _BUDGET:
                break
            numbers = self._follow(wanted, start)
            rank = (len(numbers), -sum(self.taken[number] for number in numbers), -_spread(numbers))
            if not found or rank > best:
                found, best = numbers, rank
            if best == (len(wanted), 0, 1 - len(wanted)):  # every word in one piece, and free
                break
        for number in found:
            self.taken[number] = True
        self._cursor = found[-1] if found else self._cursor
        return Place(tuple(self._spans(found)), len(found) / len(wanted) if wanted else 0.0)

    def find_pattern(self, pattern: re.Pattern, within: Span | None = None) -> Place:
        """Where a pattern first matches, in words that nothing has taken if there are such; takes it."""
        low, high = within or (0, len(self.text))
        first = best = None
        for match in pattern.finditer(self.text, low, high):
            span = Span(*match.span())
            first = first or span
            if not any(self.taken[number] for number in self._inside(span)):
                best = span
                break
        best = best or first
        if best is None:
            return Place()
        self.take(best)
        return Place((best,), 1.0)

    def take(self, span: Span) -> None:
        """Marks the words of a stretch as accounted for."""
        for number in self._inside(span):
            self.taken[number] = True

    def line(self, span: Span) -> Span:
        """The whole line in which a stretch begins."""
        end = self.text.find("\n", span.start)
        return Span(self.text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(self.text))

    def left_over(self) -> list[Span]:
        """The stretches that nothing has taken, each within one line."""
        spans: list[Span] = []
        for number, taken in enumerate(self.taken):
            if taken:
                continue
            here = self._span(number)
            joined = number and not self.taken[number - 1] and "\n" not in self.text[spans[-1].end : here.start]
            if joined:
                spans[-1] = Span(spans[-1].start, here.end)
            else:
                spans.append(here)
        return spans

    def _span(self, number: int) -> Span:
        return Span(self._starts[number], self._ends[number])

    def _inside(self, span: Span) -> range:
        first = bisect_right(self._starts, span.start - 1)
        return range(first, max(first, bisect_right(self._starts, span.end - 1)))

    def _candidates(self, wanted: list[str], within: Span | None) -> Iterator[int]:
        """Where to begin: places of the first words of `wanted`, those that go on in the same way first."""
        allowed = self._inside(within) if within else range(len(self.words))
        for skip in range(min(_PROBE, len(wanted))):
            three = self._near(self._probe_at.get(tuple(wanted[skip : skip + _PROBE]), []), allowed)
            one = self._near(self._word_at.get(wanted[skip], []), allowed)
            if three or one:
                yield from three
                yield from (start for start in one if start not in three)
                return

    def _near(self, numbers: list[int], allowed: range) -> list[int]:
        """Of places in order, those next to where the last field was found: most fields follow each other."""
        here = bisect_right(numbers, self._cursor)
        close = [*numbers[here : here + _CANDIDATES], *numbers[max(0, here - _CANDIDATES) : here]]
        return [number for number in close if number in allowed]

    def _follow(self, wanted: list[str], start: int) -> list[int]:
        """The words of the source that spell `wanted` from `start` on; what stands between is passed over."""
        numbers: list[int] = []
        here = start
        for place, word in enumerate(wanted):
            if here < len(self.words) and self.words[here] == word:
                numbers.append(here)
                here += 1
                continue
            ahead = self._ahead(wanted[place : place + 2], here)
            if ahead is not None:
                numbers.append(ahead)
                here = ahead + 1
        return numbers

    def _ahead(self, pair: list[str], here: int) -> int | None:
        end = min(len(self.words), here + _LOOK_AHEAD)
        return next((n for n in range(here, end) if self.words[n : n + len(pair)] == pair), None)

    def _spans(self, numbers: list[int]) -> list[Span]:
        spans: list[Span] = []
        last = None
        for number in numbers:
            if last is not None and number == last + 1 and "\n" not in self.text[spans[-1].end : self._starts[number]]:
                spans[-1] = Span(spans[-1].start, self._ends[number])
            else:
                spans.append(self._span(number))
            last = number
        return spans


def _spread(numbers: list[int]) -> int:
    return numbers[-1] - numbers[0] if numbers else 0
