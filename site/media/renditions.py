"""The standard renditions of photos: made by the worker, never inside a visitor's request."""

import logging
from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError
from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.images.models import Filter, SourceImageIOError

from media import publicity
from media.colours import colour_of
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
    ready = Photo.objects.filter(pk=photo.pk, file=photo.file.name).update(
        renditions_made_at=timezone.now(), standard_renditions=_recorded(photo), colour=_colour(photo)
    )
    if not ready:
        for rendition in filter(None, made):
            rendition.delete()


def _recorded(photo: Photo) -> dict[str, list[Any]]:
    """Return {spec: [name of the file, width, height]} of the standard renditions."""
    made = photo.renditions.filter(filter_spec__in=STANDARD_SPECS)
    return {spec: facts for spec, *facts in made.values_list("filter_spec", "file", "width", "height")}


def _colour(photo: Photo) -> str:
    """Return the photo's colour, from the smallest of its renditions."""
    small = photo.renditions.get(filter_spec=ADMIN_SPECS[0])
    with small.file.open("rb") as file:
        return colour_of(file)


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


def connect() -> None:
    """Let no page name a rendition that somebody deletes. Called when the app is ready."""
    post_delete.connect(_name_none, sender=PhotoRendition, dispatch_uid="photo-lost-a-rendition")


def _name_none(instance: PhotoRendition, **kwargs: Any) -> None:
    if instance.filter_spec in STANDARD_SPECS:
        Photo.objects.filter(pk=instance.image_id).update(standard_renditions={})


def heal() -> int:
    """Give photos back to the worker whose renditions are recorded but not there. Return how many.

    A restored backup, a moved disk or Wagtail's own purge leaves such photos; visitors would see broken pictures.
    """
    PhotoRendition.objects.filter(pk__in=list(_lost_files())).delete()
    incomplete = Photo.objects.lacking_renditions().values_list("pk", flat=True)
    return Photo.objects.filter(pk__in=list(incomplete)).update(renditions_made_at=None, standard_renditions={})


def _lost_files() -> Iterator[int]:
    """Yield the key of each rendition whose file isn't on disk."""
    storage = PhotoRendition._meta.get_field("file").storage
    records = PhotoRendition.objects.filter(filter_spec__in=STANDARD_SPECS).values_list("pk", "file")
    for pk, name in records.iterator():
        if not storage.exists(name):
            yield pk
