"""Thumbnails of what an object shows, fetched for a whole page of the desk at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from moderation.desk.reading import Entry, Value, sections_of, values_of

THUMBNAIL = "max-165x165"  # what the admin's own lists show; the worker has it ready


@dataclass(frozen=True)
class Picture:
    """A picture as the desk shows it. Without `url` its thumbnail has not been made yet."""

    pk: int
    title: str
    url: str = ""
    width: int = 0
    height: int = 0


def shown_in(item: models.Model) -> list[Value]:
    """Return where `item` shows a picture, in the order of reading."""
    return [value for value in values_of(item) if value.picture]


def words_beside(item: models.Model) -> list[tuple[int, str]]:
    """Return (key of a picture, caption and description given there) of all that `item` shows, in order of reading."""
    entries = (inner for section in sections_of(item) for entry in section.entries for inner in _with_inner(entry))
    return [
        (value.picture, "\n".join(filter(None, (each.text for each in entry.values))))
        for entry in entries
        for value in entry.values
        if value.picture
    ]


def _with_inner(entry: Entry) -> Iterator[Entry]:
    yield entry
    for section in entry.sections:
        for inner in section.entries:
            yield from _with_inner(inner)


def fetch(keys: Iterable[int]) -> dict[int, Picture]:
    """Return the pictures with these primary keys, in two queries. One that is deleted is left out."""
    return {image.pk: _picture(image) for image in images(keys)}


def images(keys: Iterable[int]) -> list[Any]:
    """Return the images with these primary keys together with their thumbnails."""
    return list(get_image_model().objects.filter(pk__in=set(keys)).prefetch_renditions(THUMBNAIL))


def thumbnail_of(image: Any) -> Any:
    """Return the thumbnail of `image`, None where the worker has not made it yet. Nothing is made here."""
    found = image.find_existing_renditions(Filter(spec=THUMBNAIL))
    return next(iter(found.values()), None)


def _picture(image: Any) -> Picture:
    thumbnail = thumbnail_of(image)
    if thumbnail is None:
        return Picture(image.pk, image.title)
    return Picture(image.pk, image.title, thumbnail.url, thumbnail.width, thumbnail.height)
