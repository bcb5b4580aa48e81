"""Where renditions lie: each under a name that follows from its bytes, so that equal bytes are one file.

Two folders hold them. MEDIA_ROOT has all; PUBLIC_ROOT has hard links of those that anybody may see (`publicity.py`).
"""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.crypto import get_random_string
from django.utils.deconstruct import deconstructible


@deconstructible
class RenditionStorage(FileSystemStorage):
    """Files that never change: whoever finds the name finds the whole file, and it stays while a rendition names it."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Return `name` itself: where there is a file of that name, it has these bytes."""
        return name

    def _save(self, name: str, content: Any) -> str:
        """Write beside and put in place, so that a process that dies leaves no half file under a good name."""
        beside = super()._save(f"{name}.{get_random_string(8)}.part", content)
        Path(self.path(beside)).replace(self.path(name))
        return name

    def delete(self, name: str) -> None:
        """Delete the file, and the public's way to it, unless another rendition has the same bytes."""
        if apps.get_model("media", "PhotoRendition").objects.filter(file=name).exists():
            return
        public_path(name).unlink(missing_ok=True)
        super().delete(name)


def public_path(name: str) -> Path:
    """Return where the public finds the file that is called `name` ("images/….avif") in the storage."""
    return Path(settings.PUBLIC_ROOT, name)
