"""The standard renditions of photos: made by the worker, never inside a visitor's request."""

import logging
from collections.abc import Iterator

from django.db import IntegrityError
from django.utils import timezone
from wagtail.images.models import Filter, SourceImageIOError

from media import publicity
from media.models import Photo, PhotoRendition
from media.specs import ADMIN_SPECS, STANDARD_SPECS

logger = logging.getLogger(__name__)


def make_missing() -> int:
    """Make what is missing of the newest photo that lacks something. Return how many photos were worked on: 0 or 1."""
    photo = Photo.objects.without_renditions().first()
    if photo is None:
        return 0
    make_for(photo)
    return 1


def make_for(photo: Photo) -> None:
    """Make what is missing of one photo, mark it as ready, and give the public what it may have of it.

    A photo that can't be read is marked instead, so that it holds up no other. An error of the machine (a full disk) is
    raised: the worker tries again later.
    """
    try:
        _make(photo)
    except Exception as error:  # a broken file raises whatever its decoder likes
        if isinstance(error, OSError) and error.errno and not isinstance(error, SourceImageIOError):
            raise
        logger.exception("No renditions can be made of photo %s", photo.pk)
        Photo.objects.filter(pk=photo.pk, file=photo.file.name).update(renditions_failed=True)
    publicity.sync_photo_files([photo.pk])


def _make(photo: Photo) -> None:
    """Make the renditions one after the other: each that is made stays made if the worker dies.

    The photo may be replaced or deleted meanwhile. What was made of the old file is then removed again.
    """
    existing = set(photo.renditions.values_list("filter_spec", flat=True))
    made = [_make_one(photo, spec) for spec in (*ADMIN_SPECS, *STANDARD_SPECS) if spec not in existing]
    ready = Photo.objects.filter(pk=photo.pk, file=photo.file.name).update(renditions_made_at=timezone.now())
    if not ready:
        for rendition in filter(None, made):
            rendition.delete()


def _make_one(photo: Photo, spec: str) -> PhotoRendition | None:
    """Make one rendition. Return None where the photo is gone or somebody else made it first."""
    wanted = Filter(spec=spec)
    rendition = PhotoRendition(
        image=photo,
        filter_spec=spec,
        focal_point_key=wanted.get_cache_key(photo),
        file=photo.generate_rendition_file(wanted),
    )
    try:
        rendition.save()
    except IntegrityError:
        rendition.file.delete(save=False)
        return None
    return rendition


def heal() -> int:
    """Give photos back to the worker whose renditions are recorded but not there. Return how many.

    A restored backup, a moved disk or Wagtail's own purge leaves such photos; visitors would see broken pictures.
    """
    PhotoRendition.objects.filter(pk__in=list(_lost_files())).delete()
    incomplete = Photo.objects.lacking_renditions().values_list("pk", flat=True)
    return Photo.objects.filter(pk__in=list(incomplete)).update(renditions_made_at=None)


def _lost_files() -> Iterator[int]:
    """Yield the key of each rendition whose file isn't on disk."""
    storage = PhotoRendition._meta.get_field("file").storage
    records = PhotoRendition.objects.filter(filter_spec__in=STANDARD_SPECS).values_list("pk", "file")
    for pk, name in records.iterator():
        if not storage.exists(name):
            yield pk
