"""What of the site a request to withdraw consent may be about: pages with their photos, other texts, other photos.

Found by words (a child's name, a class, a title, a caption, with or without accents) or by the address of a page.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db import models
from django.utils.text import capfirst
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from common.models import public_pages
from common.search.folding import searchable
from moderation import registry
from moderation.desk import pictures
from moderation.desk.warnings import page_at
from moderation.models import PublicUse
from moderation.registry import PAGE, kind_of
from moderation.requests import subjects

MOST_PAGES, MOST_PHOTOS, MOST_TEXTS = 10, 40, 20
_ADDRESS = re.compile(r"https?://\S+|(?<!\S)/\S*")


@dataclass
class Choice:
    """Something that can be ticked: a photo, a page, another text."""

    item: models.Model
    words: str = ""  # what stands beside a photo
    picture: pictures.Picture | None = None
    uses: int = 0

    @property
    def tick(self) -> str:
        """How the form names it."""
        return f"{kind_of(self.item)}:{self.item.pk}"

    @property
    def kind(self) -> str:
        """What it is: "Bài viết"."""
        return capfirst(str(self.item._meta.verbose_name))

    @property
    def is_photo(self) -> bool:
        """Whether it is a photo, and not a text."""
        return subjects.is_file(self.item)

    @property
    def is_off(self) -> bool:
        """Whether it is a photo that was taken off the site before."""
        return self.is_photo and self.item.withdrawn_at is not None

    @property
    def may_go(self) -> bool:
        """Whether it can be ticked: without its front page there is no site."""
        return self.is_photo or not subjects.is_front_page(self.item)


@dataclass
class Found:
    """What was found: pages with their photos, other texts, photos that stand on none of these pages."""

    pages: list[tuple[Choice, list[Choice]]] = field(default_factory=list)
    texts: list[Choice] = field(default_factory=list)
    photos: list[Choice] = field(default_factory=list)

    @cached_property
    def is_empty(self) -> bool:
        """Whether there is nothing to tick."""
        return not (self.pages or self.texts or self.photos)


def find(questions: Iterable[str], site: Site) -> Found:
    """Return what fits any of `questions`: each may be words, or hold the address of a page."""
    pages: dict[int, Page] = {}
    images: dict[int, Any] = {}
    texts: dict[str, Choice] = {}
    asked = [question.strip() for question in questions if question.strip()]
    for question in asked:
        address = address_in(question)
        if address:
            pages |= {page.pk: page for page in _public([page_at(address)], site)}
        elif searchable(question):
            pages |= {page.pk: page for page in _pages_with(question, site)}
            images |= {image.pk: image for image in _photos_with(question)}
            texts |= {choice.tick: choice for choice in _texts_with(question)}
    return _together(list(pages.values())[:MOST_PAGES], images, list(texts.values())[:MOST_TEXTS], asked)


def address_in(text: str) -> str:
    """Return the path of the first address in `text`, "" where there is none."""
    match = _ADDRESS.search(text)
    return unquote(urlsplit(match[0].rstrip(".,;)")).path) if match else ""


def choices_of(items: Iterable[models.Model]) -> list[Choice]:
    """Return what was ticked before, with thumbnails."""
    return _with_pictures([Choice(item) for item in items])


# --- How --------------------------------------------------------------------------------------------------------------


def _public(found: Iterable[Page | None], site: Site) -> list[Page]:
    keys = [page.pk for page in found if page]
    pages = public_pages().in_site(site).filter(pk__in=keys).specific()
    return sorted(pages, key=lambda page: keys.index(page.pk))


def _pages_with(words: str, site: Site) -> list[Page]:
    # The search backend takes no EXISTS in its filters, but it takes a subquery.
    public = Page.objects.filter(pk__in=public_pages().in_site(site).values("pk"))
    return _public(public.search(words)[:MOST_PAGES], site)


def _photos_with(words: str) -> list[Any]:
    return list(get_image_model().objects.search(words)[:MOST_PHOTOS])


def _texts_with(words: str) -> Iterable[Choice]:
    """Yield public texts that are no pages (answers, dates of the calendar …) and hold all of `words`."""
    wanted = searchable(words).split()
    for subject in registry.subjects():
        if subject.is_page or not subject.live:
            continue
        names = [each.name for each in subject.model._meta.concrete_fields if _is_text(each, subject)]
        for key, *said in subject.model._base_manager.filter(**{subject.live: True}).values_list("pk", *names):
            there = searchable(" ".join(filter(None, said))).split()
            if set(wanted) <= set(there):
                yield Choice(subject.model._base_manager.get(pk=key))


def _is_text(each: models.Field, subject: registry.Subject) -> bool:
    return (
        isinstance(each, models.CharField | models.TextField) and not each.choices and each.name not in subject.private
    )


def _together(pages: list[Page], images: dict[int, Any], texts: list[Choice], asked: list[str]) -> Found:
    kind = get_image_model()._meta.label_lower
    uses = PublicUse.objects.filter(kind=kind, owner_kind=PAGE, owner_key__in=[page.pk for page in pages])
    shown = get_image_model().objects.in_bulk(list(uses.values_list("key", flat=True)))
    listed = [(Choice(page), _photos_of(page, shown, asked)) for page in pages]
    on_pages = {photo.item.pk for _page, photos in listed for photo in photos}
    loose = [Choice(image, image.description) for key, image in images.items() if key not in on_pages]
    _with_pictures([*loose, *(photo for _page, photos in listed for photo in photos)])
    loose.sort(key=lambda choice: (not choice.uses, choice.is_off))
    return Found(listed, texts, loose[:MOST_PHOTOS])


def _photos_of(page: Page, shown: dict[int, Any], asked: list[str]) -> list[Choice]:
    """Return the photos of a public page as the public has it, those beside which the words stand first."""
    beside = [(key, words) for key, words in pictures.words_beside(page) if key in shown]
    choices = {key: Choice(shown[key], words or shown[key].description) for key, words in reversed(beside)}
    in_order = [choices[key] for key in dict.fromkeys(key for key, _words in beside)]
    return sorted(in_order, key=lambda choice: not any(_fits(choice, question) for question in asked))


def _fits(choice: Choice, question: str) -> bool:
    there = searchable(f"{choice.words} {choice.item.title} {getattr(choice.item, 'description', '')}").split()
    return set(searchable(question).split()) <= set(there)


def _with_pictures(choices: list[Choice]) -> list[Choice]:
    """Put thumbnails on photos, and on how many public pages each stands: two queries for all."""
    photos = [choice for choice in choices if choice.is_photo and isinstance(choice.item, get_image_model())]
    keys = [choice.item.pk for choice in photos]
    found = pictures.fetch(keys) if keys else {}
    kind = get_image_model()._meta.label_lower
    counted = PublicUse.objects.filter(kind=kind, key__in=keys).values_list("key").annotate(number=models.Count("pk"))
    uses = dict(counted) if keys else {}
    for choice in photos:
        choice.picture, choice.uses = found.get(choice.item.pk), uses.get(choice.item.pk, 0)
    return choices
