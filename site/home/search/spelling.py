"""Other spellings of what was not found: a slip of the finger, letters of Telex left over, two words run together.

Every spelling is put together of words that public things hold, and only one under which something public is found is
returned: nothing that stands only in a draft can show. Accents play no part, since everything is folded before.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Value

from home.search.models import Findable, FindableQuerySet, SearchWord

MOST_WORDS = 6  # of a question whose spelling is looked at
LONGEST_WORD = 12
CHOICES_FOR_A_WORD = 8
MOST_TRIED = 12
ENOUGH = 20  # hits; how many more there are makes no spelling better
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_TELEX = re.compile(r"[sfrxjw]")
_DOUBLED = re.compile(r"([aeod])\1")
_FIRST_VOWEL = re.compile(r"([^aeiouy]*)(.*)")
# What a change counts: the less, the likelier it is what was meant.
_TELEX_LEFT, _SWAPPED, _RUN_TOGETHER, _ONE_MORE, _ANOTHER, _LEFT_OUT = 0.5, 1.0, 1.1, 1.2, 1.5, 5.0


@dataclass(frozen=True, order=True)
class Spelling:
    """What might have been meant, and how far it is from what was typed."""

    cost: float
    words: tuple[str, ...]

    def followed_by(self, text: str, cost: float) -> "Spelling":
        """Return this with `text` (a word, two, or none) behind it."""
        return Spelling(self.cost + cost, (*self.words, *text.split()))


def other_spelling(words: list[str], public: FindableQuerySet) -> list[str]:
    """Return the words under which something in `public` is found that come nearest to `words`; [] where none do."""
    if not 0 < len(words) <= MOST_WORDS:
        return []
    tried = _spellings(words)
    together, anywhere = _hits(tried, public)
    found = [place for place in range(len(tried)) if anywhere[place]]
    best = min(found, key=lambda at: (not together[at], tried[at].cost, -anywhere[at]), default=None)
    return [] if best is None else list(tried[best].words)


def _spellings(words: list[str]) -> list[Spelling]:
    """Return the likeliest spellings of all words together, the nearest first."""
    changes = [dict(_changed(word)) for word in words]
    asked = {part for each in changes for change in each for part in change.split()} | set(words)
    known = set(SearchWord.objects.filter(word__in=asked).values_list("word", flat=True))
    nearest = [Spelling(0.0, ())]
    for word, each in zip(words, changes, strict=True):
        # Costs add up: what is not among the nearest so far does not get there by what follows.
        nearest = sorted({begun.followed_by(*choice) for choice in _choices(word, each, known) for begun in nearest})
        nearest = nearest[: MOST_TRIED + 1]
    return [spelling for spelling in nearest if spelling.words and list(spelling.words) != words][:MOST_TRIED]


def _choices(word: str, changes: dict[str, float], known: set[str]) -> list[tuple[str, float]]:
    """Return what may stand for one word: nothing at all where no known word is near, but no number is left out."""
    there = [(text, cost) for text, cost in changes.items() if known.issuperset(text.split())]
    nearest = sorted(there, key=lambda each: (each[1], each[0]))[:CHOICES_FOR_A_WORD]
    if word in known:
        return [(word, 0.0), *nearest]
    return nearest or ([("", _LEFT_OUT)] if word.isalpha() else [])


def _hits(tried: list[Spelling], public: FindableQuerySet) -> tuple[Counter[int], Counter[int]]:
    """Return by place how many things hold the words of each spelling together, and anywhere: one query for all."""
    asked = []
    for place, spelling in enumerate(tried):
        for number, as_phrase in ((place, False), (place + MOST_TRIED, True)):
            few = public.holding(list(spelling.words), as_phrase=as_phrase).values("pk")[:ENOUGH]
            asked.append(Findable.objects.filter(pk__in=few).annotate(place=Value(number)).values_list("place"))
    if not asked:
        return Counter(), Counter()
    counted = Counter(place for (place,) in asked[0].union(*asked[1:], all=True))
    together = Counter({place - MOST_TRIED: hits for place, hits in counted.items() if place >= MOST_TRIED})
    return together, counted


def _changed(word: str) -> Iterator[tuple[str, float]]:
    """Yield what one change makes of `word`, dearest first: of the same text the cheapest stays in a dict."""
    if not (1 < len(word) <= LONGEST_WORD and word.isascii() and word.isalpha()):
        return
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    yield from ((f"{left}{letter}{right[1:]}", _ANOTHER) for left, right in cuts if right for letter in _LETTERS)
    yield from ((f"{left}{letter}{right}", _ONE_MORE) for left, right in cuts for letter in _LETTERS)
    yield from ((f"{left}{right[1:]}", _ONE_MORE) for left, right in cuts if right)
    yield from ((f"{left} {right}", _RUN_TOGETHER) for left, right in cuts if left and right)
    yield from ((f"{left}{right[1]}{right[0]}{right[2:]}", _SWAPPED) for left, right in cuts if len(right) > 1)
    yield _without_telex(word), _TELEX_LEFT


def _without_telex(word: str) -> str:
    """Return what the keys of Telex were pressed for: "truwowngf" → "truong". Tones come behind the first vowel."""
    begin, rest = _FIRST_VOWEL.match(word).groups()
    return _DOUBLED.sub(r"\1", begin + _TELEX.sub("", rest))
