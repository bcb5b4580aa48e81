"""Renditions of a large JPEG, made from a small reading of it.

A JPEG can be read at a half, a quarter or an eighth of its size for a fraction of the time. Wagtail reads every photo
whole for every rendition: a photo of 12 megapixels nine times for one `{% picture %}`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files import File
from PIL import Image
from wagtail.images.image_operations import MinMaxOperation, WidthHeightOperation
from wagtail.images.models import Filter
from willow.plugins.pillow import PillowImage

OVERSAMPLING = 1.5  # what is read is at least so much larger than what is made of it, which keeps edges sharp


class _Draft(PillowImage):
    """A JPEG that has been read small."""

    format_name = "jpeg"


class DraftFilter(Filter):
    """A filter that reads no more of a JPEG than its result needs."""

    @property
    def only_shrinks(self) -> bool:
        """Whether the size of what is read does not matter: cropping counts in pixels of the whole photo."""
        return all(isinstance(step, MinMaxOperation | WidthHeightOperation) for step in self.transform_operations)

    @contextmanager
    def get_willow_image(self, image: Any, source: File | None = None) -> Iterator[Any]:
        """Yield `image` as Willow knows it, read small where that is possible."""
        with super().get_willow_image(image, source) as whole:
            if whole.format_name != "jpeg" or not self.only_shrinks:
                yield whole
                return
            whole.f.seek(0)
            picture = Image.open(whole.f)
            width, height = self.get_transform(image).size
            picture.draft(None, (int(width * OVERSAMPLING), int(height * OVERSAMPLING)))
            picture.load()
            yield _Draft(picture)
