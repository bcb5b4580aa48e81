"""What would change for readers, in words and in pictures: any two versions of any registered object."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import models
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from moderation.desk import wording
from moderation.desk.markup import lines_of
from moderation.desk.pictures import Picture, fetch
from moderation.desk.reading import Entry, Section, Value, sections_of

_SIMILAR = 0.5
_NAME_WORDS = 8

Pair = tuple[Entry | None, Entry | None]


@dataclass
class Shown:
    """A picture beside the words that change with it."""

    key: int
    caption: str = ""
    picture: Picture | None = None  # None where the picture is deleted


@dataclass
class Line:
    """One change: what it is, the words, and the pictures that went and came."""

    label: str | Promise = ""
    words: str = ""
    before: list[Shown] = field(default_factory=list)
    after: list[Shown] = field(default_factory=list)


@dataclass
class Change:
    """What changes under one heading."""

    label: str
    lines: list[Line]


def compare(before: models.Model, after: models.Model) -> list[Change]:
    """Return what a reader of `before` would find changed in `after`, in the order of the editor."""
    old = {section.name: section for section in sections_of(before)}
    changes = []
    for section in sections_of(after):
        lines = _merged(list(_section_lines(old.get(section.name), section)))
        if lines:
            changes.append(Change(section.label, lines))
    _put_pictures_in(changes)
    return changes


# --- Sections -----------------------------------------------------------------------------------------------------


def _section_lines(before: Section | None, after: Section) -> Iterator[Line]:
    old = before.entries if before else []
    pairs = _aligned(old, after.entries)
    for was, now in pairs:
        if was is None:
            yield _whole(now, _("Added"), came=True)
        elif now is None:
            yield _whole(was, _("Removed"), came=False)
        else:
            yield from _entry_lines(was, now)
    if after.listed and _reordered(old, pairs):
        yield Line(_("The order has changed"))


def _aligned(before: list[Entry], after: list[Entry]) -> list[Pair]:
    """Pair what is the same thing in both: by key, else by content, else by likeness. What is gone comes last."""
    partner = _Pairing(before, after).partners()
    pairs: list[Pair] = [(partner.get(index), entry) for index, entry in enumerate(after)]
    kept = {id(entry) for entry in partner.values()}
    return pairs + [(entry, None) for entry in before if id(entry) not in kept]


class _Pairing:
    """Finds for each entry of the new version the one that it was before."""

    def __init__(self, before: list[Entry], after: list[Entry]) -> None:
        self.free = list(before)
        self.after = after
        self.found: dict[int, Entry] = {}

    def partners(self) -> dict[int, Entry]:
        self._take(lambda was, now: was.key != "" and was.key == now.key)
        self._take(lambda was, now: was.fingerprint == now.fingerprint)
        self._take_similar()
        return self.found

    def _open(self) -> Iterator[tuple[int, Entry]]:
        return ((index, entry) for index, entry in enumerate(self.after) if index not in self.found)

    def _take(self, same: Callable[[Entry, Entry], bool]) -> None:
        for index, entry in list(self._open()):
            match = next((was for was in self.free if same(was, entry)), None)
            if match is not None:
                self._pair(index, match)

    def _take_similar(self) -> None:
        """The most similar first. Two pictures are similar when they are the same picture."""
        candidates = [
            (_similarity(was, entry), index, place)
            for index, entry in self._open()
            for place, was in enumerate(self.free)
        ]
        old = list(self.free)
        for share, index, place in sorted(candidates, key=lambda each: (-each[0], each[1], each[2])):
            if share >= _SIMILAR and index not in self.found and old[place] in self.free:
                self._pair(index, old[place])

    def _pair(self, index: int, match: Entry) -> None:
        self.found[index] = match
        self.free = [entry for entry in self.free if entry is not match]


def _similarity(was: Entry, now: Entry) -> float:
    if was.label != now.label:
        return 0.0
    pictures = [[value.picture for value in entry.all_values() if value.picture] for entry in (was, now)]
    if any(pictures):
        return 1.0 if pictures[0] == pictures[1] else 0.0
    return wording.likeness(was.text, now.text)


def _reordered(before: list[Entry], pairs: list[Pair]) -> bool:
    """Say whether what stayed stands in another order."""
    places = {id(entry): place for place, entry in enumerate(before)}
    kept = [places[id(was)] for was, now in pairs if was is not None and now is not None]
    rising: list[int] = []
    for place in kept:
        spot = bisect_left(rising, place)
        rising[spot : spot + 1] = [place]
    return len(rising) < len(kept)


# --- Entries ------------------------------------------------------------------------------------------------------


def _entry_lines(was: Entry, now: Entry) -> Iterator[Line]:
    """What changed inside something that stayed."""
    old = {value.name: value for value in was.values}
    for value in now.values:
        line = _value_line(old.get(value.name, Value(value.name, value.label)), value)
        if line:
            yield _placed(line, value, now)
    inner = {section.name: section for section in was.sections}
    for section in now.sections:
        yield from _section_lines(inner.get(section.name), section)


def _placed(line: Line, value: Value, entry: Entry) -> Line:
    """Say which of several things the line is about, by its picture or by its first words."""
    line.label = value.label if value.name and entry.label else entry.label
    if not (line.before or line.after):
        line.after = [shown for each in entry.values for shown in _shown(each)]
    first = next((each for each in entry.values if each.text), value)
    if entry.label and first is not value and not line.after:
        name = Truncator(first.text).words(_NAME_WORDS)
        line.label = _("%(setting)s of “%(name)s”") % {"setting": value.label, "name": name}
    return line


def _value_line(was: Value, now: Value) -> Line | None:
    if was.raw == now.raw:
        return None
    if now.is_picture:
        return Line(before=_shown(was), after=_shown(now))
    words = _words(was, now)
    return Line(words=words) if words else None


def _words(was: Value, now: Value) -> str:
    """Return what a reader reads otherwise, "" where nothing is read."""
    if was.text != now.text and now.prose:
        return wording.difference(was.text, now.text)
    if was.text != now.text:
        return format_html("{} {}", wording.removed(was.text), wording.added(now.text))
    if now.html:
        targets = [lines_of(value.html, with_links=True) for value in (was, now)]
        if targets[0] != targets[1]:
            return wording.difference(*targets)
        return _note(_("Only the lettering changed: bold, italic, lists."))
    return _note(_("Replaced by another of the same name: %(name)s") % {"name": now.text}) if now.text else ""


def _note(text: str) -> SafeString:
    return format_html("<em>{}</em>", text)


def _whole(entry: Entry, verb: str, *, came: bool) -> Line:
    """Something that came or went as a whole."""
    label = f"{verb}: {entry.label.lower()}" if entry.label else verb
    pictures = [shown for value in entry.all_values() for shown in _shown(value)]
    if pictures:
        pictures[0].caption = entry.text
        return Line(label, after=pictures) if came else Line(label, before=pictures)
    return Line(label, wording.added(entry.text) if came else wording.removed(entry.text))


def _shown(value: Value) -> list[Shown]:
    return [Shown(value.picture)] if value.picture else []


# --- Pictures -----------------------------------------------------------------------------------------------------


def _merged(lines: list[Line]) -> list[Line]:
    """Let a row of pictures that came or went stand together."""
    merged: list[Line] = []
    for line in lines:
        last = merged[-1] if merged else None
        alone = not line.words and bool(line.before) != bool(line.after)
        if alone and last and last.label == line.label and not last.words and bool(last.before) == bool(line.before):
            last.before += line.before
            last.after += line.after
        else:
            merged.append(line)
    return merged


def _put_pictures_in(changes: list[Change]) -> None:
    """Fetch all pictures of a comparison at once."""
    shown = [one for change in changes for line in change.lines for one in (*line.before, *line.after)]
    pictures = fetch(one.key for one in shown) if shown else {}
    for one in shown:
        one.picture = pictures.get(one.key)
