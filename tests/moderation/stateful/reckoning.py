"""What the public has to be, reckoned from nothing but the ledger, the frozen revisions that it names, and the tree.

This is a second, simple opinion: it asks neither `Standing` nor `PublicUse`, and no code of moderation.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from wagtail.models import Page, Revision

from home.models import StandardPage
from media.models import GalleryPage
from moderation.models import Act, Approval
from moderation.models.ledger import digest
from news.models import Category, NewsPage
from plans.models import Unit
from tests.moderation.stateful.words import (
    ARTICLE,
    CATEGORY,
    COMMON,
    GALLERY,
    STANDING,
    UNIT,
    of_letter,
    words_in,
)

Reference = tuple[str, int]
PAGE, PHOTO, DOCUMENT = "wagtailcore.page", "media.photo", "media.schooldocument"
RESTRICTION = "wagtailcore.pageviewrestriction"
FOUND, GONE_ELSEWHERE, MISSING = 200, 301, 404
LETTERS = {NewsPage: ARTICLE, GalleryPage: GALLERY, StandardPage: STANDING, Unit: UNIT, Category: CATEGORY}
NEVER_SHOWN = frozenset({"draft_title", "aliases", "members"})
# What each kind shows on its own page.
SHOWN = {
    NewsPage: ("title", "lead", "author"),
    GalleryPage: ("title", "lead"),
    StandardPage: ("title", "lead"),
    Unit: ("name", "introduction", "contact_name", "phone"),
    Category: ("name",),
}
ON_THE_FRONT_PAGE = 7


@dataclass(frozen=True)
class Answer:
    """What a visitor has to get at one address: all that it `needs`, and of some kinds of things `exactly` those."""

    status: int = FOUND
    needs: frozenset[str] = frozenset()
    exactly: dict[str, frozenset[str]] = field(default_factory=dict)
    leads_to: str = ""


@dataclass
class Thing:
    """Something that stands: its model and its approved version as JSON."""

    model: type
    key: int
    content: dict[str, Any]

    @property
    def title(self) -> frozenset[str]:
        """The word in its title or name."""
        return of_letter(words_in([self.content.get("title"), self.content.get("name")]), LETTERS[self.model])

    @property
    def order(self) -> tuple[str, int]:
        """By which lists are sorted, the newest last."""
        return str(self.content.get("date", "")), self.key

    @cached_property
    def words(self) -> frozenset[str]:
        """Everything that a visitor may read of it."""
        return words_in({name: value for name, value in self.content.items() if name not in NEVER_SHOWN})

    def files(self, kind: str) -> set[int]:
        """Return the photos or documents that it names."""
        named = {"value": self.content, "type": ""}
        return {key for found, key in _files_named(named) if found == kind}


def _files_named(node: Any) -> Iterator[Reference]:
    """Yield the files in a revision's JSON: the fields and blocks that hold some are known by name."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name in {"cover", "image"} and isinstance(value, int):
                yield PHOTO, value
            elif name == "file" and isinstance(value, int):
                yield DOCUMENT, value
            else:
                yield from _files_named(value)
    elif isinstance(node, list):
        for each in node:
            yield from _files_named(each)


@dataclass
class Reckoning:
    """The public as the ledger has it at one moment. `private` names the page of each restriction."""

    last: dict[Reference, Approval]
    things: dict[Reference, Thing]
    withdrawn: set[Reference]
    hidden_paths: tuple[str, ...]
    paths: dict[int, str]

    @classmethod
    def from_ledger(cls, private: dict[int, int]) -> "Reckoning":
        """Read the whole ledger."""
        last: dict[Reference, Approval] = {}
        withdrawn: set[Reference] = set()
        for record in Approval.objects.exclude(act__in=[Act.SCHEDULED, Act.BROKEN_GLASS]).order_by("number"):
            reference = (record.kind, record.key)
            last[reference] = record
            if record.kind in {PHOTO, DOCUMENT}:
                (withdrawn.add if record.act == Act.WITHDRAWN else withdrawn.discard)(reference)
        standing = {reference: record for reference, record in last.items() if record.content_hash}
        paths = dict(Page.objects.values_list("pk", "path"))
        hidden = [paths[page] for key, page in private.items() if (RESTRICTION, key) in standing and page in paths]
        return cls(last, dict(_things(standing)), withdrawn, tuple(hidden), paths)

    def of(self, model: type) -> list[Thing]:
        """Return what stands and can be seen of one kind, newest first."""
        found = [thing for reference, thing in self.things.items() if thing.model is model and self.is_seen(reference)]
        return sorted(found, key=lambda thing: thing.order, reverse=True)

    def is_seen(self, reference: Reference) -> bool:
        """Whether no privacy setting hides it."""
        kind, key = reference
        return kind != PAGE or not self.paths[key].startswith(self.hidden_paths or ("-",))

    def titles(self, *models: type) -> frozenset[str]:
        """Return the titles of what can be seen."""
        return frozenset().union(*(thing.title for model in models for thing in self.of(model)))

    @property
    def shown_files(self) -> set[Reference]:
        """The files that something public uses and nobody withdrew. (Private pages are public to whoever may.)"""
        used = {
            (kind, key) for kind in (PHOTO, DOCUMENT) for thing in self.things.values() for key in thing.files(kind)
        }
        return used - self.withdrawn

    def words(self, words_of_files: dict[Reference, frozenset[str]]) -> frozenset[str]:
        """Return everything that may be read anywhere."""
        seen = [thing.words for reference, thing in self.things.items() if self.is_seen(reference)]
        return frozenset().union(*seen, *(words_of_files[file] for file in self.shown_files))

    def answers(self, addresses: dict[Reference, str]) -> dict[str, Answer]:
        """Return address → answer for all lists, and for what stands at its address in `addresses`."""
        return self._lists() | self._own_pages(addresses)

    def _lists(self) -> dict[str, Answer]:
        articles, galleries = self.of(NewsPage), self.of(GalleryPage)
        units, categories = self.titles(Unit), self.titles(Category)
        first = frozenset().union(*(thing.title for thing in articles[:ON_THE_FRONT_PAGE]))
        pages = {
            ARTICLE: self.titles(NewsPage),
            GALLERY: self.titles(GalleryPage),
            STANDING: self.titles(StandardPage),
        }
        return {
            "/": Answer(
                exactly={
                    ARTICLE: first,
                    GALLERY: galleries[0].title if galleries else frozenset(),
                    UNIT: units,
                }
            ),
            "/tin-tuc/": Answer(exactly={ARTICLE: pages[ARTICLE], CATEGORY: categories}),
            "/tin-tuc/rss/": Answer(exactly={ARTICLE: pages[ARTICLE], GALLERY: frozenset()}),
            "/thu-vien-anh/": Answer(exactly={GALLERY: pages[GALLERY]}),
            "/don-vi/": Answer(exactly={UNIT: units}),
            f"/tim-kiem/?q={COMMON}": Answer(exactly=pages),
        }

    def _own_pages(self, addresses: dict[Reference, str]) -> dict[str, Answer]:
        found = {}
        for reference, thing in self.things.items():
            if thing.model in LETTERS:
                found[addresses[reference]] = self._own_page(thing) if self.is_seen(reference) else Answer(MISSING)
        return found

    def _own_page(self, thing: Thing) -> Answer:
        text = [block["value"] for block in thing.content.get("body", ()) if block["type"] == "rich_text"]
        needs = words_in([*text, *(thing.content.get(name) for name in SHOWN[thing.model])])
        shown = {key for kind, key in self.shown_files if kind == PHOTO}
        photos = {f"photo-{key}" for key in thing.files(PHOTO) & shown}
        captions = [
            photo["caption"]
            for photo in thing.content.get("photos", ())
            if photo["image"] in shown and photo["caption"]
        ]
        exactly = {}
        if thing.model in {Unit, Category}:
            name = "unit" if thing.model is Unit else "category"
            for model in (NewsPage, GalleryPage):
                named = [each.title for each in self.of(model) if each.content.get(name) == thing.key]
                exactly[LETTERS[model]] = frozenset().union(*named)
        return Answer(needs=needs | photos | words_in(captions), exactly=exactly)


def _things(standing: dict[Reference, Approval]) -> Iterator[tuple[Reference, Thing]]:
    revisions = Revision.objects.select_related("content_type").in_bulk(
        [record.revision_id for record in standing.values() if record.revision_id]
    )
    for reference, record in standing.items():
        if record.revision_id:
            revision = revisions[record.revision_id]
            assert digest(revision.content) == record.revision_hash, f"{record} names another text"
            assert str(revision.object_id) == str(record.key), f"{record} names a version of something else"
            model = revision.content_type.model_class()
            yield reference, Thing(model, record.key, _plain(revision.content))


def _plain(content: dict[str, Any]) -> dict[str, Any]:
    """Return a revision's JSON with the streams in it read."""
    import json

    return {
        name: json.loads(value) if name == "body" and isinstance(value, str) else value
        for name, value in content.items()
    }
