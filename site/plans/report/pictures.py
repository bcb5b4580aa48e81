"""Photos in a report's files: small copies, made from a rendition or from the photo itself."""

import logging
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from plans.documents.content import Picture

logger = logging.getLogger(__name__)

WIDTH, HEIGHT = 320, 240  # pixels at most: 30 mm in print
QUALITY = 72
SOURCE_SPEC = "format-jpeg|width-400"


def small(photo: Any, alt: str) -> Picture | None:
    """Return a small copy of `photo`, None where its file can't be read: a report is not held up by a photo."""
    try:
        with _source(photo).open("rb") as file, Image.open(file) as image:
            image.draft("RGB", (WIDTH * 2, HEIGHT * 2))
            found = ImageOps.exif_transpose(image).convert("RGB")
            found.thumbnail((WIDTH, HEIGHT))
            data = BytesIO()
            found.save(data, "JPEG", quality=QUALITY, optimize=True)
    except Exception:  # whatever a decoder makes of a broken file
        logger.warning("No small copy can be made of photo %s", photo.pk, exc_info=True)
        return None
    return Picture(data.getvalue(), alt or photo.title, found.size)


def _source(photo: Any) -> Any:
    """Return the file of the smallest rendition that is there, else the photo's own."""
    for rendition in photo.renditions.all():
        if rendition.filter_spec == SOURCE_SPEC and rendition.file.storage.exists(rendition.file.name):
            return rendition.file
    return photo.file
