"""What the public may have of photos: hard links of their renditions in the public folder, and nothing else there.

The links follow from the records (`PublicUse`, `withdrawn_at`) and can be made again from them at any time: after each
decision for the photos that it touches, by the worker for all, and at the first request for one that is missing.
"""

import logging
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Max

from common.middleware import RENDITION, RENDITIONS_FOLDER
from media.models import Photo, PhotoRendition
from media.specs import STANDARD_SPECS
from media.storage import public_path
from moderation.models import PublicUse, Standing
from moderation.signals import uses_changed

logger = logging.getLogger(__name__)

PHOTO = Photo._meta.label_lower
AT_ONCE = 500  # names in a query
_in_step: dict[str, tuple[Any, ...]] = {}


def connect() -> None:
    """Follow each decision at once. Called when the app is ready."""
    uses_changed.connect(_follow, dispatch_uid="public-photo-files")


def _follow(kind: str, keys: Collection[int], **kwargs: Any) -> None:
    """The decision has been made and holds, whatever the disk says: what can't be done now is left to the worker."""
    if kind != PHOTO:
        return
    try:
        sync_photo_files(keys)
    except OSError:
        logger.exception("The public files of photos %s could not be brought in step", keys)


def sync_photo_files(photo_pks: Collection[int]) -> int:
    """Bring the public files of these photos in step with the records. Return how many came or went."""
    renditions = PhotoRendition.objects.filter(image__in=photo_pks)
    return _sync(renditions.values_list("file", flat=True))


def sync_all() -> int:
    """Bring the whole public folder in step (a sweep); it only looks where nothing happened since the last time."""
    state = _state()
    if _in_step.get("state") == state:
        return 0
    wanted = set(PhotoRendition.objects.public().values_list("file", flat=True))
    changed = _sync(wanted ^ _linked())
    if not changed:
        _in_step["state"] = state
    return changed


def give_out(name: str) -> bool:
    """Link a rendition that the public may have and did not find. Return whether it is there now."""
    if not RENDITION.fullmatch(name) or not _public([name]):
        return False
    _sync([name])
    return public_path(name).exists()


def _sync(names: Iterable[str]) -> int:
    ordered = sorted(set(names))
    return sum(_sync_some(ordered[start : start + AT_ONCE]) for start in range(0, len(ordered), AT_ONCE))


def _sync_some(names: list[str]) -> int:
    """Link what is public, and only then take away what is not: what was withdrawn meanwhile goes in any case."""
    linked = sum(_link(name) for name in _public(names))
    return linked + sum(_unlink(name) for name in set(names) - _public(names))


def _public(names: list[str]) -> set[str]:
    """Return those that the public may have. SQLite would look for the sizes first, and so at all renditions."""
    found = PhotoRendition.objects.of_public_photos().filter(file__in=names).values_list("file", "filter_spec")
    return {name for name, spec in found if spec in STANDARD_SPECS}


def _link(name: str) -> bool:
    target = public_path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError, FileNotFoundError):  # linked before; or lost, which `renditions.heal` looks after
        target.hardlink_to(PhotoRendition._meta.get_field("file").storage.path(name))
        return True
    return False


def _unlink(name: str) -> bool:
    with suppress(FileNotFoundError):
        public_path(name).unlink()
        return True
    return False


def _linked() -> set[str]:
    """Return the names of all files in the public folder."""
    with suppress(FileNotFoundError), os.scandir(_folder()) as entries:
        return {f"{RENDITIONS_FOLDER}/{entry.name}" for entry in entries if not entry.is_dir(follow_symlinks=False)}
    return set()


def _folder() -> Path:
    return Path(settings.PUBLIC_ROOT, RENDITIONS_FOLDER)


def _state() -> tuple[Any, ...]:
    """Return, in a few numbers, what the folder follows from, and the moment of its own last change."""
    count, last = Count("pk"), Max("pk")
    uses = PublicUse.objects.filter(kind=PHOTO).aggregate(count=count, last=last)
    renditions = PhotoRendition.objects.aggregate(count=count, last=last)
    withdrawn = Photo.objects.exclude(withdrawn_at=None).aggregate(count=count, last=Max("withdrawn_at"))
    suspects = [
        rows.exclude(suspect_since=None).aggregate(count=count, last=Max("suspect_since"))
        for rows in (Standing.objects.all(), PublicUse.objects.filter(kind=PHOTO))
    ]
    folder = _folder()
    changed = folder.stat().st_mtime_ns if folder.exists() else 0
    return (str(folder), changed, *uses.values(), *renditions.values(), *withdrawn.values(), str(suspects))
