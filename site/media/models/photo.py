"""Photos and their renditions."""

import hashlib
from pathlib import PurePath
from typing import Any, Self

from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, ImageQuerySet

from common.models import NormalisedModel
from media.colours import classes_of
from media.drafting import DraftFilter
from media.models.consent import CONSENT_FIELDS, Consent, ConsentOnFile
from media.models.guarded import GuardedFile, GuardedFileQuerySet, is_soundly_used, is_used
from media.specs import POSTER_SPEC, SHARE_SPEC, STANDARD_SPECS

NAME_LENGTH = 32  # of a rendition's file: so much of its SHA-256, in hexadecimal, that nobody guesses it


class PhotoQuerySet(GuardedFileQuerySet, ImageQuerySet):
    """Photos by what the worker still has to do for them."""

    def without_renditions(self) -> Self:
        """Photos whose standard renditions have not been made since the file last changed; newest first."""
        return self.filter(renditions_made_at=None, renditions_failed=False).order_by("-pk")

    def lacking_renditions(self) -> Self:
        """Photos that are marked as ready but are not."""
        made = models.Count("renditions", filter=models.Q(renditions__filter_spec__in=STANDARD_SPECS))
        return self.exclude(renditions_made_at=None).annotate(made=made).filter(made__lt=len(STANDARD_SPECS))

    def consent_withdrawn(self) -> Self:
        """Photos that may stand on no page any more, and the same picture where it was uploaded again."""
        withdrawn = Photo.objects.filter(consent=Consent.WITHDRAWN)
        copies = withdrawn.exclude(file_hash="").values("file_hash")
        return self.filter(models.Q(consent=Consent.WITHDRAWN) | models.Q(file_hash__in=copies))


class Photo(ConsentOnFile, GuardedFile, NormalisedModel, AbstractImage):
    """A photo as it came from a phone, cleaned on upload; what visitors get are its renditions."""

    credit = models.CharField(_("taken or drawn by"), max_length=150, blank=True)
    renditions_made_at = models.DateTimeField(null=True, blank=True, editable=False)
    renditions_failed = models.BooleanField(default=False, editable=False)
    # {spec: [name of the file, width, height]}: a page shows a photo by its own row, however many photos it shows.
    standard_renditions = models.JSONField(default=dict, editable=False)
    # "#rrggbb", what stands in its place while it loads; "" until the worker has seen it, and where it has holes.
    colour = models.CharField(max_length=7, blank=True, default="", editable=False)

    admin_form_fields = (*Image.admin_form_fields, "credit", *CONSENT_FIELDS)
    objects = PhotoQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file needs new renditions."""
        if self.pk and not kwargs.get("update_fields") and self._file_changed():
            self.start_renditions_anew()
        super().save(*args, **kwargs)

    def start_renditions_anew(self) -> None:
        """Show nothing of the photo until the worker has made the renditions of what is its file now."""
        self.renditions_made_at, self.renditions_failed, self.standard_renditions = None, False, {}
        self.colour = ""

    def measure_file(self) -> None:
        """Note the size and the hash of the file."""
        self._set_image_file_metadata()

    def _file_changed(self) -> bool:
        return not Photo.objects.filter(pk=self.pk, file=self.file.name).exists()

    @property
    def is_ready(self) -> bool:
        """Whether a page can show this photo without making anything. `{% picture %}` finds what it needs then."""
        if not self.standard_renditions.keys() >= set(STANDARD_SPECS):
            return False
        if self._get_prefetched_renditions() is None:
            self.prefetched_renditions = [self._rendition(spec) for spec in STANDARD_SPECS]
        return True

    def _rendition(self, spec: str) -> "PhotoRendition":
        """Return a standard rendition as the worker recorded it, without asking for it."""
        name, width, height = self.standard_renditions[spec]
        return PhotoRendition(image=self, filter_spec=spec, file=name, width=width, height=height)

    @property
    def share_card(self) -> "PhotoRendition | None":
        """The rendition that messengers show beside a link, which take no newer format; None where it is not shown."""
        return self._shown_as(SHARE_SPEC)

    @property
    def poster(self) -> "PhotoRendition | None":
        """The rendition that stands in the frame of a film; None where the photo is not shown."""
        return self._shown_as(POSTER_SPEC)

    def _shown_as(self, spec: str) -> "PhotoRendition | None":
        return self._rendition(spec) if self.is_shown and self.is_ready else None

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:  # noqa: A002 - Wagtail's
        """Make a rendition without reading more of a large JPEG than it needs, and name it by what is in it."""
        made = super().generate_rendition_file(DraftFilter(spec=filter.spec), source=source)
        made.name = f"{_digest(made)}{PurePath(made.name).suffix}"
        return made

    @property
    def look(self) -> str:
        """The classes of its picture: where the crop of a card is to look, and its colour while it loads."""
        return f"{self.focus_class} {classes_of(self.colour)}".rstrip()

    @property
    def focus_class(self) -> str:
        """Where the crop of a card is to look, in quarters: "focus-x-50 focus-y-25"."""
        if not self.has_focal_point() or not (self.width and self.height):
            return "focus-x-50 focus-y-50"
        x = _quarter(self.focal_point_x / self.width)
        y = _quarter(self.focal_point_y / self.height)
        return f"focus-x-{x} focus-y-{y}"


def _digest(file: File) -> str:
    """Return the beginning of the SHA-256 of what is in `file`."""
    file.seek(0)
    whole = hashlib.file_digest(file.file, "sha256").hexdigest()
    file.seek(0)
    return whole[:NAME_LENGTH]


def _quarter(share: float) -> int:
    """Return 0, 25, 50, 75 or 100, whichever is nearest to `share` (0…1)."""
    return min(max(round(share * 4), 0), 4) * 25


class PhotoRenditionQuerySet(models.QuerySet):
    """Renditions by who may see them."""

    def public(self) -> Self:
        """Those that public pages show: of photos that an anonymous visitor may have, in the standard sizes."""
        return self.of_public_photos().filter(filter_spec__in=STANDARD_SPECS)

    def of_public_photos(self) -> Self:
        """Those of photos that an anonymous visitor may have, in any size."""
        return self.filter(is_soundly_used(Photo, "image_id"), image__withdrawn_at=None)

    def of_photos_in_use(self) -> Self:
        """Those of photos in public use, whether or not they are shown at the moment."""
        return self.filter(is_used(Photo, "image_id"), filter_spec__in=STANDARD_SPECS)


class PhotoRendition(AbstractRendition):
    """One size and format of a photo, made by the worker."""

    image = models.ForeignKey(Photo, related_name="renditions", on_delete=models.CASCADE)

    objects = PhotoRenditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo rendition")
        verbose_name_plural = _("photo renditions")
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_for_a_spec")
        ]
