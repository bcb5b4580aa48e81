"""What a verification compares of photos: the renditions, which are all that visitors ever get of them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from media.models import Photo, PhotoRendition
from media.models.photo import NAME_LENGTH
from media.storage import public_path

PHOTO = Photo._meta.label_lower


def rendition_faults() -> Iterator[tuple[str, int, str, str]]:
    """Yield each public photo of which some rendition is not what its name says, which follows from its bytes."""
    storage = PhotoRendition._meta.get_field("file").storage
    for rendition in PhotoRendition.objects.of_photos_in_use().select_related("image"):
        paths = {Path(storage.path(rendition.file.name)), public_path(rendition.file.name)}
        if not all(_is_as_named(path) for path in paths):
            yield PHOTO, rendition.image_id, str(rendition.image), _("a rendition of the photo was exchanged")


def _is_as_named(path: Path) -> bool:
    """Say whether the bytes are those that the file is named after; one that is lost is made again by the worker."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:NAME_LENGTH] == path.stem
    except FileNotFoundError:
        return True
