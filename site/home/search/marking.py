"""Showing where the words that were asked for stand, with or without accents: in a title, in a piece of the text."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from common.text import fold, nfc

EXCERPT_LENGTH = 240
BEFORE = 60  # letters of an excerpt before the first word that was asked for
_SPACE = re.compile(r"\s+")


class _Letters(dict):
    """Folds letter by letter, so that places in the folded text are places in the text."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


_LETTERS = _Letters()


def marked(text: str, words: list[str]) -> SafeString:
    """Return `text` as HTML with the (folded) words in <mark>; words that follow each other are one mark."""
    text, pieces, end = nfc(text), [], 0
    for found in _pattern(words).finditer(_folded(text)) if words else ():
        pieces += [
            escape(text[end : found.start()]),
            f"<mark>{escape(text[found.start() : found.end()])}</mark>",
        ]
        end = found.end()
    return mark_safe("".join([*pieces, escape(text[end:])]))  # noqa: S308 - every piece was escaped


def excerpt(text: str, words: list[str]) -> SafeString:
    """Return the piece of `text` in which the words stand together or first, with them in <mark>."""
    text = _SPACE.sub(" ", nfc(text)).strip()
    begin = max(_place(_folded(text), words) - BEFORE, 0)
    begin = text.find(" ", begin) + 1 if begin else 0
    piece = text[begin : begin + EXCERPT_LENGTH]
    if begin + EXCERPT_LENGTH < len(text):
        piece = f"{piece.rpartition(' ')[0] or piece} …"
    return marked(f"… {piece}" if begin else piece, words)


def as_written(words: list[str], texts: list[str]) -> str:
    """Return how the words are written, with accents, as one of `texts` holds them together; else each by itself."""
    texts = [nfc(text) for text in texts]
    together = _written(words, texts)
    return together or " ".join(_written([word], texts) or word for word in words)


def _written(words: list[str], texts: list[str]) -> str:
    for text in texts:
        found = _together(words).search(_folded(text))
        if found:
            return _SPACE.sub(" ", text[found.start() : found.end()]).lower()
    return ""


def _folded(text: str) -> str:
    return text.translate(_LETTERS)


def _pattern(words: list[str]) -> re.Pattern[str]:
    any_word = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{any_word})(?:[^\w<>]{{1,2}}(?:{any_word}))*(?!\w)")


def _together(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\W{1,3}".join(map(re.escape, words)) + r"(?!\w)")


def _place(folded: str, words: list[str]) -> int:
    """Return where all words stand one after the other, else where the longest of them stands first, else 0."""
    for wanted in [words, *([word] for word in sorted(words, key=len, reverse=True))]:
        found = _together(wanted).search(folded)
        if found:
            return found.start()
    return 0
