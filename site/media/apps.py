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
        from media import consent, desk, publicity, renditions, searching
        from media.models import GalleryPage
        from moderation import refusals, signals
        from moderation.desk import facts, warnings
        from plans import evidence

        worker.register("renditions", every=2, run=renditions.make_missing)
        worker.register("lost renditions", every=3600, run=renditions.heal)
        worker.register("public files", every=10, run=publicity.sync_all)
        publicity.connect()
        renditions.connect()
        evidence.register(GalleryPage)
        for check in (desk.photos_without_consent, desk.full_names_beside_faces, desk.pupils_named_without_consent):
            warnings.register(check)
        facts.register(desk.consent_to_names)
        refusals.register(consent.refusals)
        signals.consent_ended.connect(consent.end_of_consent, dispatch_uid="end-of-consent")
        searching.connect()
        _register_what_is_public()


def _register_what_is_public() -> None:
    from media import proof
    from media.models import ConsentRule, GalleryIndexPage, GalleryPage, Photo, PhotoRendition, SchoolDocument
    from moderation import registry

    registry.register(GalleryIndexPage)
    registry.register(GalleryPage, private=("names_consent",))
    focus = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
    registry.register_file(Photo, content=("title", "file", "description", "credit", *focus, "withdrawn_at"))
    registry.register_file(SchoolDocument, content=("title", "file", "withdrawn_at"))
    registry.register_proof(proof.rendition_faults)
    registry.beside(
        ConsentRule, "how strict the principal is about photos; it changes what is approved, not what is public"
    )
    registry.beside(PhotoRendition, "follows from its photo; its file is public only while the photo is")
