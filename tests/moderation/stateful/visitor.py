"""An anonymous visitor who goes everywhere, and knows what has to be there."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from django.db.models import Max
from django.test import RequestFactory
from django.test.client import ClientHandler
from wagtail.models import Page

from home import frame, serving
from media.models import Photo, SchoolDocument
from media.specs import STANDARD_SPECS
from moderation.models import Approval
from news.models import Category
from plans.models import Unit
from tests.moderation.stateful.reckoning import (
    DOCUMENT,
    FOUND,
    GONE_ELSEWHERE,
    LETTERS,
    MISSING,
    PAGE,
    PHOTO,
    Answer,
    Reckoning,
    Reference,
)
from tests.moderation.stateful.words import of_letter, photos_in, words_in

HOME_DEPTH = 2
GONE = 410


@dataclass
class Files:
    """What is known of the photos and documents that were uploaded: their words, and where they are found."""

    words: dict[Reference, frozenset[str]] = field(default_factory=dict)
    addresses: dict[str, Reference] = field(default_factory=dict)
    photo_of: dict[str, int] = field(default_factory=dict)

    def learn(self) -> None:
        """Look at all that are stored. What is said of a file may still change as long as nothing public uses it."""
        for photo in Photo.objects.prefetch_related("renditions"):
            reference = (PHOTO, photo.pk)
            self.words[reference] = words_in([photo.title, photo.description, photo.credit]) | {f"photo-{photo.pk}"}
            for rendition in photo.renditions.all():
                self.photo_of[rendition.file.name] = photo.pk
                if rendition.filter_spec == STANDARD_SPECS[0]:
                    self.addresses[rendition.url] = reference
        for document in SchoolDocument.objects.all():
            reference = (DOCUMENT, document.pk)
            self.words[reference] = words_in([document.title, document.filename])
            self.addresses[document.url] = reference


class Visitor:
    """Compares what is shown with what the ledger says, after each act."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.private: dict[int, int] = {}
        self.head = -1
        self.former: dict[str, Reference] = {}
        self.addresses: dict[Reference, str] = {}
        self.reckoning: Reckoning
        self.before: dict[str, str] = {}

    def look_everywhere(self) -> None:
        """Fetch every address. Raise AssertionError with all that is wrong."""
        head = Approval.objects.aggregate(head=Max("number"))["head"]
        moved_on = head != self.head
        if moved_on:
            self._reckon(head)
        wanted = self._wanted()
        allowed = self.reckoning.words(self.files.words)
        wrong, seen = [], {}
        with _dressed_once():
            for address, answer in sorted(wanted.items(), key=lambda each: each[0]):
                faults, seen[address] = self._look_at(address, answer, allowed)
                wrong += faults
        if not moved_on:
            wrong += [
                f"{a}: changed without a decision" for a in seen.keys() & self.before if seen[a] != self.before[a]
            ]
        self.before = seen
        assert not wrong, "\n".join(wrong)

    def _look_at(self, address: str, answer: Answer, allowed: frozenset[str]) -> tuple[list[str], str]:
        """Return what is wrong at one address, and a digest of what was there."""
        status, location, body = _fetch(address)
        text = f"{location}\n{body.decode(errors='replace')}"
        digest = hashlib.sha256(f"{status} {text}".encode()).hexdigest()
        if status != answer.status:
            return [f"{address}: {status} {location} instead of {answer.status}"], digest
        found = words_in(text) | photos_in(text, self.files.photo_of)
        wrong = []
        if answer.status == GONE_ELSEWHERE and location != answer.leads_to:
            wrong.append(f"{address}: leads to {location} instead of {answer.leads_to}")
        if found - allowed:
            wrong.append(f"{address}: shows {sorted(found - allowed)}, which nobody approved")
        if answer.needs - found:
            wrong.append(f"{address}: lacks {sorted(answer.needs - found)}")
        for letter, names in answer.exactly.items():
            if of_letter(found, letter) != names:
                wrong.append(f"{address}: lists {sorted(of_letter(found, letter))} instead of {sorted(names)}")
        return wrong, digest

    def _wanted(self) -> dict[str, Answer]:
        """Return every address that was ever spoken of, with what has to be there now."""
        answers = dict.fromkeys(_drafts(), Answer(MISSING))
        for address, reference in self.former.items():
            there = reference in self.reckoning.things and self.reckoning.is_seen(reference)
            answers[address] = Answer(GONE_ELSEWHERE, leads_to=self.addresses[reference]) if there else Answer(MISSING)
        answers |= self.reckoning.answers(self.addresses)
        shown = self.reckoning.shown_files
        for address, reference in self.files.addresses.items():
            answers[address] = Answer(FOUND if reference in shown else MISSING)
        return answers

    def _reckon(self, head: int) -> None:
        """Read the ledger again. An address may have changed only by a decision on that page or one above it."""
        self.reckoning = Reckoning.from_ledger(self.private)
        decided = {(each.kind, each.key) for each in Approval.objects.filter(number__gt=self.head)}
        addresses = _addresses(self.reckoning)
        for reference, old in self.addresses.items():
            new = addresses.get(reference, old)
            if new != old:
                above = {(PAGE, key) for key in _above(reference, self.reckoning.paths)}
                assert decided & {reference, *above}, f"{reference} moved from {old} to {new} without a decision"
                if reference[0] == PAGE:  # other things have no redirects: their addresses are better never changed
                    self.former[old] = reference
        self.addresses, self.head = addresses, head


@contextmanager
def _dressed_once() -> Iterator[None]:
    """Ask for what stands around pages once for all of them: that is what most spend most of their time on."""
    kept: list[Any] = []
    ask = frame.front_page

    def once(request: Any) -> Any:
        if not kept:
            kept.append(ask(request))
        return kept[0]

    with patch.object(frame, "front_page", once), patch.object(serving, "front_page", once):
        yield


def _fetch(address: str) -> tuple[int, str, bytes]:
    """Ask the whole application (a test client would copy the context of every template)."""
    response = ClientHandler()(RequestFactory(headers={"host": "localhost"}).get(address).environ)
    body = b"".join(response) if response.streaming else response.content
    response.close()
    # Whether readers are told that something was here once is looked at elsewhere (test_redirects.py).
    status = MISSING if response.status_code == GONE else response.status_code
    return status, response.get("Location", ""), body


def _addresses(reckoning: Reckoning) -> dict[Reference, str]:
    """Return where everything that stands is found: slugs as they were approved, below each other as in the tree."""
    keys = {path: key for key, path in reckoning.paths.items()}
    slugs = dict(Page.objects.values_list("pk", "slug"))
    found = {}
    for reference, thing in reckoning.things.items():
        kind, key = reference
        if thing.model not in LETTERS:
            continue
        if kind == PAGE:
            path = reckoning.paths[key]
            steps = [keys[path[:end]] for end in range(Page.steplen, len(path) + 1, Page.steplen)][HOME_DEPTH:]
            found[reference] = "/" + "".join(f"{_slug(reckoning, step, slugs)}/" for step in steps)
        else:
            root = "/don-vi" if thing.model is Unit else "/tin-tuc/chuyen-muc"
            found[reference] = f"{root}/{thing.content['slug']}/"
    return found


def _slug(reckoning: Reckoning, key: int, slugs: dict[int, str]) -> str:
    thing = reckoning.things.get((PAGE, key))
    return thing.content["slug"] if thing else slugs[key]


def _above(reference: Reference, paths: dict[int, str]) -> set[int]:
    kind, key = reference
    path = paths.get(key, "") if kind == PAGE else ""
    return {other for other, its in paths.items() if path.startswith(its) and other != key}


def _drafts() -> set[str]:
    """Return the addresses that drafts have, or will have when they are approved."""
    found = set()
    for page in Page.objects.filter(depth__gt=HOME_DEPTH).select_related("latest_revision"):
        above = page.url_path.removesuffix(f"{page.slug}/").partition("/trang-chu")[2]
        slugs = {page.slug}
        if page.latest_revision:
            slugs.add(page.latest_revision.content["slug"])
        found |= {f"{above}{slug}/" for slug in slugs}
    found |= {f"/don-vi/{slug}/" for slug in Unit.objects.filter(live=False).values_list("slug", flat=True)}
    found |= {
        f"/tin-tuc/chuyen-muc/{slug}/" for slug in Category.objects.filter(live=False).values_list("slug", flat=True)
    }
    return found - {"/tin-tuc/", "/thu-vien-anh/", "/ke-hoach/"}
