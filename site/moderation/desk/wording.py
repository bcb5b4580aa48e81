"""Which words went and which came: the difference of two texts as <del> and <ins>."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_TOKENS = re.compile(r"\S+|\s+")
_AROUND = 12  # words that stay on each side of a change
_ALIKE = 0.4  # below this a sentence was replaced, not corrected

Run = tuple[str, str]  # ("del" | "ins" | "", words)


def difference(before: str, after: str) -> SafeString:
    """Return how `before` became `after`, word by word; far from a change words give way to "…"."""
    return as_html(_shortened(list(_runs(before, after))))


def removed(text: str) -> SafeString:
    """Return `text` as something that went."""
    return as_html([("del", text)]) if text else SafeString("")


def added(text: str) -> SafeString:
    """Return `text` as something that came."""
    return as_html([("ins", text)]) if text else SafeString("")


def as_html(runs: list[Run]) -> SafeString:
    """Return runs of words as HTML that keeps the line breaks."""
    return format_html_join("", "{}", ((_element(*run),) for run in runs))


def likeness(before: str, after: str) -> float:
    """Return what share of their words two texts have in common, from 0 to 1."""
    old, new = Counter(before.split()), Counter(after.split())
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def _element(mark: str, words: str) -> SafeString:
    body = format_html_join(SafeString("<br>"), "{}", ((line,) for line in words.split("\n")))
    return format_html("<{0}>{1}</{0}>", SafeString(mark), body) if mark else body


def _runs(before: str, after: str) -> Iterator[Run]:
    """Compare line by line first, and words only within lines that changed: a long text stays quick."""
    old, new = before.split("\n"), after.split("\n")
    lines = SequenceMatcher(None, old, new, autojunk=False)
    for operation, old_from, old_to, new_from, new_to in lines.get_opcodes():
        was, now = "\n".join(old[old_from:old_to]), "\n".join(new[new_from:new_to])
        if operation == "equal":
            yield "", was
        else:
            yield from _word_runs(was, now)
        yield "", "\n"


def _word_runs(before: str, after: str) -> Iterator[Run]:
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if not old or not new or likeness(before, after) < _ALIKE:
        yield "del", before
        yield "", "\n" if before and after else ""
        yield "ins", after
        return
    gone = come = ""
    for operation, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[old_from:old_to]), "".join(new[new_from:new_to])
        if operation == "equal" and (was.strip() or not (gone or come)):
            yield from (("del", gone), ("ins", come), ("", was))
            gone = come = ""
        else:  # a space that stays between two changed words changes with them
            gone, come = gone + was, come + now
    yield from (("del", gone), ("ins", come))


def _shortened(runs: list[Run]) -> list[Run]:
    """Leave out empty runs and what lies far from any change."""
    runs = _joined(runs)
    last = len(runs) - 1
    if last <= 0:
        return runs
    return [
        (mark, words if mark else _cut(words, keep_start=place > 0, keep_end=place < last))
        for place, (mark, words) in enumerate(runs)
    ]


def _joined(runs: list[Run]) -> list[Run]:
    """Join neighbours of one kind; line breaks at the end belong to nothing."""
    joined: list[Run] = []
    for mark, words in runs:
        if joined and joined[-1][0] == mark:
            joined[-1] = (mark, joined[-1][1] + words)
        elif words:
            joined.append((mark, words))
    if joined and not joined[-1][0]:
        joined[-1] = ("", joined[-1][1].rstrip("\n"))
    return joined


def _cut(words: str, *, keep_start: bool, keep_end: bool) -> str:
    tokens = _TOKENS.findall(words)
    around = 2 * _AROUND  # each word comes with the space behind it
    start = tokens[:around] if keep_start else []
    end = tokens[-around:] if keep_end else []
    if len(tokens) <= len(start) + len(end):
        return words
    return "".join(start).rstrip() + " … " + "".join(end).lstrip()
