"""Frozen figures as a reader meets them: areas, units, promises and what was published, with the remarks on them.

Words and numbers stay as they were counted. Three things follow what the public may have today: an article that is no
longer there is named without a link, a photo that was taken off the site is not shown, and what was withdrawn for
safety is not named any more.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Page

from common.models import public_pages
from moderation.models import Act, Approval
from moderation.registry import PAGE
from plans.models import ReportPage
from plans.promises.reckoning import KEPT, State


@dataclass(frozen=True, eq=False)
class Piece:
    """One article, gallery or record. `url` is "" where it leads nowhere any more."""

    title: str
    kind: str
    date: datetime.date
    url: str = ""
    photo: Any = None
    alt: str = ""
    internal: bool = False


@dataclass(frozen=True)
class Open:
    """One time in which a promise was not kept, or was waived."""

    text: str
    unit: str
    due_on: datetime.date
    state: State
    done: int
    of: int
    reason: str = ""
    internal: bool = False

    @property
    def is_waived(self) -> bool:
        """Whether it was let go."""
        return self.state == State.WAIVED


@dataclass
class Counts:
    """How many of the times that fell due were kept, and what has become of the others."""

    by_state: Counter[str] = field(default_factory=Counter)

    @property
    def kept(self) -> int:
        """In time or late."""
        return sum(self.by_state[state.value] for state in KEPT)

    @property
    def late(self) -> int:
        """Kept, but after their day."""
        return self.by_state[State.MET_LATE.value]

    @property
    def missing(self) -> int:
        """Overdue or missed."""
        return self.by_state[State.OVERDUE.value] + self.by_state[State.MISSED.value]

    @property
    def waived(self) -> int:
        """Let go by the principal."""
        return self.by_state[State.WAIVED.value]

    @property
    def to_come(self) -> int:
        """Not due yet when this was counted."""
        return self.by_state[State.DUE.value]

    @property
    def promised(self) -> int:
        """All that falls due within the days of the report."""
        return sum(self.by_state.values())


@dataclass
class Promise:
    """One commitment or duty."""

    text: str
    unit: str
    counts: Counts
    open: list[Open]
    internal: bool = False


@dataclass
class Part:
    """An area or a unit: what it promised, what was published, what is missing, what the principal says."""

    key: str
    number: str
    title: str
    units: list[str]
    areas: list[str]
    promises: list[Promise]
    pieces: list[Piece]
    remarks: list[str]
    counts: Counts

    @property
    def anchor(self) -> str:
        """The HTML id: "muc-6f1c2a9b", as on the plan's page."""
        return f"muc-{self.key[:8]}"

    @property
    def open(self) -> list[Open]:
        """What was not kept or was waived."""
        return [each for promise in self.promises for each in promise.open]

    @property
    def missing(self) -> list[Open]:
        """What was not kept."""
        return [each for each in self.open if not each.is_waived]


@dataclass
class Account:
    """A whole report."""

    plan: dict[str, str]
    first: datetime.date
    last: datetime.date
    counted_on: datetime.date
    areas: list[Part]
    units: list[Part]
    pieces: list[Piece]
    counts: Counts
    remarks: list[str]

    @property
    def served(self) -> int:
        """How many areas have anything published."""
        return sum(bool(area.pieces) for area in self.areas)

    @property
    def progress(self) -> dict[str, int]:
        """Return {served, total, percent} as other pages show it."""
        total = len(self.areas)
        return {"served": self.served, "total": total, "percent": round(100 * self.served / total) if total else 0}

    @property
    def open(self) -> list[Open]:
        """Everything that was not kept or was waived, by its day; each once, under its unit."""
        return sorted((each for unit in self.units for each in unit.open), key=lambda each: each.due_on)


def account_of(page: ReportPage, figures: dict[str, Any], request: HttpRequest | None = None) -> Account | None:
    """Return what `page` reports of `figures`, None where they were not made yet. A fixed number of queries."""
    return _Reader(page, figures, request).account() if figures else None


class _Reader:
    def __init__(self, page: ReportPage, figures: dict[str, Any], request: HttpRequest | None) -> None:
        self.figures = figures
        self.today = standing_of(figures, request)
        self.names = {each["key"]: each["name"] for each in figures["units"]}
        self.pieces = {name: self._piece(name, entry) for name, entry in figures["things"].items()}
        self.promises = {key: self._promise(entry) for key, entry in figures["promises"].items()}
        self.remarks: dict[str, list[str]] = {}
        for remark in page.remarks.all():
            self.remarks.setdefault(remark.about, []).extend(lines_of(remark.text))

    def account(self) -> Account:
        figures = self.figures
        areas = [self._part(each, "area", each["title"]) for each in figures["areas"]]
        units = [self._part(each, "unit", each["name"]) for each in figures["units"]]
        return Account(
            plan=figures["plan"],
            first=_day(figures["from"]),
            last=_day(figures["to"]),
            counted_on=_day(figures["on"]),
            areas=areas,
            units=units,
            pieces=sorted(self.pieces.values(), key=lambda piece: (piece.date, piece.title)),
            counts=_together(self.promises.values()),
            remarks=[line for lines in self.remarks.values() for line in lines],  # what no part has taken
        )

    def _part(self, entry: dict[str, Any], kind: str, title: str) -> Part:
        promises = [self.promises[key] for key in entry["promises"]]
        return Part(
            key=str(entry["key"]),
            number=entry.get("number", ""),
            title=title or _("no unit named"),
            units=entry.get("units", []),
            areas=entry.get("areas", []),
            promises=promises,
            pieces=[self.pieces[name] for name in entry["things"]],
            remarks=self.remarks.pop(f"{kind}:{entry['key']}", []),
            counts=_together(promises),
        )

    def _promise(self, entry: dict[str, Any]) -> Promise:
        unit, internal = self.names.get(entry["unit"], ""), entry.get("internal", False)
        missed = [
            Open(
                entry["text"],
                unit,
                _day(each["due_on"]),
                State(each["state"]),
                each["done"],
                each["of"],
                each.get("reason", ""),
                internal,
            )
            for each in entry["open"]
        ]
        return Promise(entry["text"], unit, Counts(Counter(entry["counts"])), missed, internal)

    def _piece(self, name: str, entry: dict[str, Any]) -> Piece:
        date, internal = _day(entry["date"]), entry.get("internal", False)
        if name in self.today.withdrawn:
            return Piece(_("Taken off the site"), entry["kind"], date, internal=internal)
        photo = self.today.photos.get(entry["picture"])
        url = self.today.urls.get(name, "")
        return Piece(entry["title"], entry["kind"], date, url, photo, entry["alt"], internal)


@dataclass(frozen=True)
class Today:
    """What the public may have today of the things that a report names."""

    urls: dict[str, str]
    withdrawn: frozenset[str]
    photos: dict[int, Any]


def standing_of(figures: dict[str, Any], request: HttpRequest | None = None) -> Today:
    """Look what has become of the things in `figures`: two queries for each kind of content, two for the photos."""
    things = figures.get("things", {})
    by_model: dict[str, dict[int, str]] = {}
    for name in things:
        label, _colon, key = name.partition(":")
        by_model.setdefault(label, {})[int(key)] = name
    urls: dict[str, str] = {}
    withdrawn: set[str] = set()
    for label, names in sorted(by_model.items()):
        model = apps.get_model(label)
        found = {names[each.pk]: each.get_url(request) or "" for each in _public(model, names)}
        urls |= found
        gone = [key for key, name in names.items() if name not in found]
        withdrawn |= {names[key] for key in _withdrawn(model, gone)}
    pictures = {thing["picture"] for thing in things.values() if thing["picture"]}
    photos = get_image_model().objects.filter(pk__in=pictures).prefetch_related("renditions")
    return Today(urls, frozenset(withdrawn), {photo.pk: photo for photo in photos if photo.is_shown})


def _public(model: type[Model], keys: Iterable[int]) -> Iterable[Any]:
    if issubclass(model, Page):
        return public_pages().filter(pk__in=list(keys)).only("url_path")
    return model.objects.public().filter(pk__in=list(keys)).select_related("document")


def _withdrawn(model: type[Model], keys: list[int]) -> Iterable[int]:
    """Return which of what is not public was taken off the site for safety."""
    kind = PAGE if issubclass(model, Page) else model._meta.label_lower
    return Approval.objects.filter(kind=kind, key__in=keys, act=Act.WITHDRAWN).values_list("key", flat=True)


def lines_of(text: str) -> Iterator[str]:
    """Yield the paragraphs of what somebody wrote."""
    yield from (line.strip() for line in text.splitlines() if line.strip())


def _together(promises: Iterable[Promise]) -> Counts:
    total: Counter[str] = Counter()
    for promise in promises:
        total.update(promise.counts.by_state)
    return Counts(total)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
