"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Photos, documents and galleries."""

    name = "media"
    verbose_name = _("Photos and documents")

    def ready(self) -> None:
        """Register the worker's part (renditions) and what counts as evidence (galleries)."""
        from common import worker
        from media import renditions
        from media.models import GalleryPage
        from plans import evidence

        worker.register("renditions", every=2, run=renditions.make_missing)
        worker.register("lost renditions", every=3600, run=renditions.heal)
        evidence.register(GalleryPage)
