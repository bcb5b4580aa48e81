"""The standard renditions of photos: made by the worker, never inside a visitor's request.

AVIF at 1600 px of a 12-megapixel photo takes about 3 s, so the widest AVIF is 1280 px.
"""

import logging

from django.utils import timezone
from wagtail.images.models import Filter

from media.models import Photo

logger = logging.getLogger(__name__)

FORMATS = ("avif", "webp", "jpeg")
WIDTHS = (320, 640, 1280)
PHOTOS_IN_A_TURN = 1


def standard_specs() -> list[str]:
    """Return the filter specs that `components/photo.html` asks for."""
    return [f"format-{fmt}|width-{width}" for fmt in FORMATS for width in WIDTHS]


def make_missing(limit: int = PHOTOS_IN_A_TURN) -> int:
    """Make the standard renditions of photos that lack them, newest photos first. Return how many photos were done."""
    photos = list(Photo.objects.without_renditions()[:limit])
    for photo in photos:
        make_for(photo)
    return len(photos)


def make_for(photo: Photo) -> None:
    """Make what is missing for one photo. A photo that can't be read is marked, so that it holds up no other."""
    try:
        photo.get_renditions(*(Filter(spec=spec) for spec in standard_specs()))
    except Exception:  # a broken file raises whatever its decoder likes
        logger.exception("No renditions can be made of photo %s", photo.pk)
        Photo.objects.filter(pk=photo.pk).update(renditions_failed=True)
        return
    Photo.objects.filter(pk=photo.pk).update(renditions_made_at=timezone.now())
