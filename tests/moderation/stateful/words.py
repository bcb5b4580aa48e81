"""Words that nothing else contains, so that what a visitor was shown can be told from the text of a page.

A word is "zq", a letter that says what it names, and a number: "zqn12". Photos count as words too: "photo-3".
"""

import json
import re
from collections.abc import Iterable
from typing import Any

ARTICLE, GALLERY, STANDING, UNIT, CATEGORY, OTHER = "n", "g", "s", "u", "c", "x"
COMMON = "Truyenhay"  # in every title, so that one search finds all pages
_WORD = re.compile(r"zq([a-z])\d+")
_PHOTO = re.compile(r"/uploads/([^\"\s,?]+)")


class Words:
    """Hands out new words."""

    def __init__(self) -> None:
        self.last = 0

    def new(self, letter: str = OTHER) -> str:
        """Return a word that was never used."""
        self.last += 1
        return f"zq{letter}{self.last}"

    def title(self, letter: str) -> str:
        """Return a title with a new word in it."""
        return f"{COMMON} {self.new(letter)}"


def words_in(content: Any) -> frozenset[str]:
    """Return all words in a text, or in whatever JSON can write."""
    text = content if isinstance(content, str) else json.dumps(content, default=str)
    return frozenset(match.group() for match in _WORD.finditer(text))


def photos_in(html: str, photo_of: dict[str, int]) -> frozenset[str]:
    """Return the photos that a page offers, by the names of their renditions."""
    return frozenset(f"photo-{photo_of[name]}" for name in _PHOTO.findall(html) if name in photo_of)


def of_letter(words: Iterable[str], letter: str) -> frozenset[str]:
    """Return those of `words` that name one kind of thing."""
    return frozenset(word for word in words if word.startswith(f"zq{letter}"))
