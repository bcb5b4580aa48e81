"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Photos, documents and galleries."""

    name = "media"
    verbose_name = _("Photos and documents")

    def ready(self) -> None:
        """Register the worker's part (renditions and their public links) and what counts as evidence (galleries)."""
        from common import worker
        from media import desk, publicity, renditions
        from media.models import GalleryPage
        from moderation.desk import warnings
        from plans import evidence

        worker.register("renditions", every=2, run=renditions.make_missing)
        worker.register("lost renditions", every=3600, run=renditions.heal)
        worker.register("public files", every=10, run=publicity.sync_all)
        publicity.connect()
        evidence.register(GalleryPage)
        warnings.register(desk.photos_without_consent)
        _register_what_is_public()


def _register_what_is_public() -> None:
    from media import proof
    from media.models import GalleryIndexPage, GalleryPage, Photo, PhotoRendition, SchoolDocument
    from moderation import registry

    registry.register(GalleryIndexPage)
    registry.register(GalleryPage)
    focus = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    registry.register_file(Photo, content=("title", "file", "description", "credit", *focus, "withdrawn_at"))
    registry.register_file(SchoolDocument, content=("title", "file", "withdrawn_at"))
    registry.register_proof(proof.rendition_faults)
    registry.beside(PhotoRendition, "follows from its photo; its file is public only while the photo is")
