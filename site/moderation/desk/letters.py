"""What a mail about a submission carries beside its words: the beginning of the text, and small pictures."""

import mimetypes
from dataclasses import dataclass
from email.mime.image import MIMEImage
from typing import Any

from django.db.models import Model

from moderation.desk import pictures
from moderation.desk.reading import excerpt_of

EXCERPT_WORDS = 60
_PICTURES = 3


@dataclass(frozen=True)
class Enclosure:
    """A picture in a mail: `cid` is how the mail's HTML names it."""

    cid: str
    title: str
    part: MIMEImage


def excerpt(item: Model) -> str:
    """Return how the text begins."""
    return excerpt_of(item, EXCERPT_WORDS)


def enclosures(item: Model) -> list[Enclosure]:
    """Return the first pictures as thumbnails; one whose thumbnail is not made yet is left out."""
    keys = list(dict.fromkeys(value.picture for value in pictures.shown_in(item)))[:_PICTURES]
    found = {image.pk: image for image in pictures.images(keys)}
    made = [(image, pictures.thumbnail_of(image)) for image in (found.get(key) for key in keys) if image]
    return [_enclosure(image, thumbnail) for image, thumbnail in made if thumbnail]


def _enclosure(image: Any, thumbnail: Any) -> Enclosure:
    name = f"anh-{image.pk}{thumbnail.file.name[thumbnail.file.name.rfind('.') :]}"
    kind = mimetypes.guess_type(name)[0] or "image/jpeg"
    with thumbnail.file.open("rb") as file:
        part = MIMEImage(file.read(), _subtype=kind.removeprefix("image/"))
    cid = f"anh-{image.pk}"
    part.add_header("Content-ID", f"<{cid}>")
    part.add_header("Content-Disposition", "inline", filename=name)
    return Enclosure(cid, image.title, part)
