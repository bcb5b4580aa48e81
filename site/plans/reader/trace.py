"""Where each field of a reading stands in the source, how sure the reader is of it, and what no field holds."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from .coverage import FORMULA, LABELS
from .cues import PLAN_LINE
from .dates import LONG_DATE, SHORT_DATE, iso_date
from .headings import GENERIC
from .locate import Locator, Place, Span
from .markers import split_mark
from .notes import gettext_noop
from .reading import Basis, FocusArea, Party, Reading
from .roles import ASSIGNED, LABEL, find_verbs
from .text import is_capitals, normalise, words
from .units import known_unit

SURE, LIKELY, GUESS = "sure", "likely", "guess"
REASONS = {
    "not_whole": gettext_noop("Not all of its words stand together in the source."),
    "no_kind": gettext_noop("The line does not say what kind of document this is."),
    "from_sentence": gettext_noop("Taken from a sentence; there is no letterhead."),
    "aims_mixed": gettext_noop("Purposes and requirements stand under one heading."),
    "cut": gettext_noop("The area has no title of its own; its first words stand for one."),
    "open_bracket": gettext_noop("A bracket is missing."),
    "no_bracket": gettext_noop("Found at the end of a sentence, without a bracket or a label."),
    "no_verb": gettext_noop("Nothing says what they do: “is assigned” was assumed."),
    "new_unit": gettext_noop("A name that the reader does not know."),
    "no_unit": gettext_noop("No unit was understood."),
    "no_count": gettext_noop("Nothing says how many: one was assumed."),
    "no_place": gettext_noop("It fits no other field."),
    "no_number": gettext_noop("It has no number."),
}
_DOUBTS = {"not_whole": GUESS, "no_unit": GUESS, "no_kind": GUESS}
_WHOLE = 0.95
_SPOKEN_FOR = FORMULA | LABELS | GENERIC
_ROMAN = re.compile(r"[ivx]+")
_MARK = 80  # characters, within which a line's mark stands
_LEFT_OUT = frozenset({"furniture", "letterhead", "attachment", "page_number", "hidden", "margin"})


@dataclass(frozen=True)
class Trace:
    """Where one field stands; `field` is its path ("focus_areas.0.parties.1"), `reasons` keys of REASONS."""

    field: str
    spans: tuple[Span, ...]
    reasons: tuple[str, ...] = ()

    @property
    def sureness(self) -> str:
        """SURE, LIKELY or GUESS."""
        if not self.spans or any(reason in _DOUBTS for reason in self.reasons):
            return GUESS
        return LIKELY if self.reasons else SURE


@dataclass
class Trail:
    """The source as the spans count it, the trace of each field, and the stretches that no field holds."""

    text: str
    traces: dict[str, Trace] = field(default_factory=dict)
    unmatched: list[Span] = field(default_factory=list)

    def line(self, span: Span) -> int:
        """The number of the line in which a stretch begins, from 1."""
        return bisect_right([match.start() for match in re.finditer("\n", self.text)], span.start) + 1

    def words(self, path: str) -> str:
        """The words of the source behind a field."""
        return " … ".join(self.text[span.start : span.end] for span in self.traces[path].spans)


def trace(reading: Reading, text: str) -> Trail:
    """Follows every field of `reading` back into the text that it was read from."""
    trail = Trail(normalise(text))
    locator = Locator(trail.text)
    for path, place, reasons in _Tracer(reading, locator).all():
        doubts = [*reasons, *(["not_whole"] if 0 < place.share < _WHOLE else [])]
        trail.traces[path] = Trace(path, place.spans, tuple(doubts))
    trail.unmatched = list(_unmatched(reading, locator))
    return trail


class _Tracer:
    """Goes through the fields in the order of a plan."""

    def __init__(self, reading: Reading, locator: Locator) -> None:
        self.reading = reading
        self.locator = locator
        self.codes = {note.code for note in reading.notes}
        self.below = 0

    def all(self) -> Iterator[tuple[str, Place, list[str]]]:
        """Path, place and reasons of each field that holds something."""
        yield from self._head()
        for at, basis in enumerate(self.reading.bases):
            yield from self._basis(f"bases.{at}", basis)
        yield from self._listed("introduction", self.reading.introduction.split("\n"), [], joined=True)
        mixed = ["aims_mixed"] if "aims_mixed" in self.codes else []
        yield from self._listed("purposes", self.reading.purposes, mixed)
        yield from self._listed("requirements", self.reading.requirements, mixed)
        for at, area in enumerate(self.reading.focus_areas):
            yield from self._area(f"focus_areas.{at}", area)
        for at, unit in enumerate(self.reading.units):
            yield f"units.{at}.name", self.locator.find(unit.name), [] if known_unit(unit.name) else ["new_unit"]
            yield from self._listed(f"units.{at}.duties", unit.duties, [])
        for at, section in enumerate(self.reading.other_sections):
            yield f"other_sections.{at}", self.locator.find(f"{section.title} {section.text}"), ["no_place"]
        for at, promise in enumerate(self.reading.commitments):
            counted = [] if any(c.isdigit() for c in promise.text) else ["no_count"]
            yield f"commitments.{at}", self.locator.find(promise.text), counted
        yield from self._tail()

    def _head(self) -> Iterator[tuple[str, Place, list[str]]]:
        reading = self.reading
        if reading.issuer:
            place = self.locator.find(reading.issuer)
            above = any(is_capitals(self.locator.text[span.start : span.end]) for span in place.spans)
            yield "issuer", place, [] if above else ["from_sentence"]
        if reading.title:
            yield "title", self.locator.find(reading.title), [] if PLAN_LINE.match(reading.title) else ["no_kind"]
        if reading.number:
            yield "number", self.locator.find_pattern(_spaced(reading.number)), []
        if reading.issued_on:
            yield "issued_on", self._date(reading.issued_on), []
        if reading.place:
            yield "place", self.locator.find_pattern(_before_date(reading.place)), []
        for at, period in enumerate(reading.periods):
            years = re.compile(rf"{period.first}(?:\D{{1,12}}(?:{period.last}|{period.last % 100:02d}))?")
            yield f"periods.{at}", self.locator.find_pattern(years), []

    def _basis(self, path: str, basis: Basis) -> Iterator[tuple[str, Place, list[str]]]:
        anchor = self._number(basis.number) if basis.number else Place()
        line = self.locator.line(anchor.spans[0]) if anchor.spans else None
        if basis.date:
            yield f"{path}.date", self._date(basis.date, line), []
        rest = self.locator.find(" ".join(filter(None, (basis.kind, basis.issuer, basis.subject))), line)
        spans = tuple(sorted({*anchor.spans, *rest.spans}))
        yield path, Place(spans, 1.0 if spans else 0.0), [] if basis.number else ["no_number"]

    def _number(self, number: str) -> Place:
        """A basis' number, preferably below the basis before it: a plan may have very many."""
        place = self.locator.find_pattern(_spaced(number), Span(self.below, len(self.locator.text)))
        place = place if place.spans else self.locator.find_pattern(_spaced(number))
        self.below = max(self.below, *(span.end for span in place.spans), 0)
        return place

    def _area(self, path: str, area: FocusArea) -> Iterator[tuple[str, Place, list[str]]]:
        cut = area.text.startswith(area.title)
        whole = self.locator.find(area.text if cut else f"{area.title} {area.text}")
        yield path, whole, ["cut"] if cut else []
        around = Span(whole.spans[0].start, whole.spans[-1].end) if whole.spans else None
        for at, party in enumerate(area.parties):
            yield f"{path}.parties.{at}", self._party(party, around), list(_party_doubts(party))

    def _party(self, party: Party, around: Span | None) -> Place:
        """A phrase verbatim, at or after its area; a phrase with two roles is there once for both."""
        start = self.locator.text.find(party.raw, max(0, around.start - len(party.raw)) if around else 0)
        if start < 0:
            return self.locator.find(party.raw)
        span = Span(start, start + len(party.raw))
        self.locator.take(span)
        return Place((span,), 1.0)

    def _listed(
        self, path: str, texts: list[str], reasons: list[str], *, joined: bool = False
    ) -> Iterator[tuple[str, Place, list[str]]]:
        places = [self.locator.find(text) for text in texts if text]
        if joined and places:
            spans = tuple(span for place in places for span in place.spans)
            yield path, Place(spans, min(place.share for place in places)), reasons
        elif not joined:
            yield from ((f"{path}.{at}", place, reasons) for at, place in enumerate(places))

    def _tail(self) -> Iterator[tuple[str, Place, list[str]]]:
        reading = self.reading
        yield from self._listed("closing", reading.closing.split("\n"), [], joined=True)
        yield from self._listed("recipients", reading.recipients, [])
        signer = " ".join(filter(None, (reading.signer.authority, reading.signer.title)))
        if signer:
            yield "signer.title", self.locator.find(signer), []
        if reading.signer.name:
            yield "signer.name", self.locator.find(reading.signer.name), []
        yield from self._listed("attachments", reading.attachments, [])

    def _date(self, iso: str, within: Span | None = None) -> Place:
        low, high = within or (0, len(self.locator.text))
        for pattern in (LONG_DATE, SHORT_DATE):
            for match in pattern.finditer(self.locator.text, low, high):
                if iso_date(match) == iso:
                    self.locator.take(Span(*match.span()))
                    return Place((Span(*match.span()),), 1.0)
        return Place()


def _party_doubts(party: Party) -> Iterator[str]:
    opens, closes = party.raw[:1] in "([{", party.raw[-1:] in ")]}"
    labelled = LABEL.search(party.raw)
    if opens != closes:
        yield "open_bracket"
    elif not opens and not labelled and not party.raw.lower().startswith(("do ", "giao", "phân công")):
        yield "no_bracket"
    if party.role == ASSIGNED and not labelled and not find_verbs(party.raw):
        yield "no_verb"
    if not party.units:
        yield "no_unit"
    elif not all(known_unit(unit) for unit in party.units):
        yield "new_unit"


def _before_date(place: str) -> re.Pattern:
    """A place as it stands before a date; the same name may also be part of the school's."""
    return re.compile(r"\s+".join(map(re.escape, place.split())) + r"(?=\s*,\s*ngày)", re.IGNORECASE)


def _spaced(number: str) -> re.Pattern:
    """A document number however its spaces and dashes were typed."""
    return re.compile(r"\s*".join("[-–—]" if c == "-" else re.escape(c) for c in number), re.IGNORECASE)


def _unmatched(reading: Reading, locator: Locator) -> Iterator[Span]:
    """What no field holds, without headings, marks, and what the notes name as left out on purpose."""
    # A page may print its title and number twice.
    if reading.number:
        locator.find_pattern(_spaced(reading.number))
    for text in (
        reading.title,
        *reading.structure,
        *reading.repeated,
        *(n.text for n in reading.notes if n.code in _LEFT_OUT),
    ):
        locator.find(text)
    for span in locator.left_over():
        line = locator.line(span)
        head = locator.text[line.start : min(line.end, line.start + _MARK)]
        mark, _ = split_mark(head.strip())
        found = [word for word in words(locator.text[span.start : span.end]) if word not in _SPOKEN_FOR]
        of_mark = mark is not None and head[: span.end - line.start].strip().rstrip(".):/") in mark.source
        if not of_mark and any(len(word) > 1 and not _ROMAN.fullmatch(word) for word in found):
            yield span
