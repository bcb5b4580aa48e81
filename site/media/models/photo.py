"""Photos and their renditions."""

import hashlib
from pathlib import PurePath
from typing import Any, Self

from django.core.files import File
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, ImageQuerySet

from common.models import NormalisedModel
from media.drafting import DraftFilter
from media.models.guarded import GuardedFile, GuardedFileQuerySet, is_soundly_used, is_used
from media.specs import SHARE_SPEC, STANDARD_SPECS

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


class Consent(models.TextChoices):
    """What is known about the agreement of those who can be seen. Nothing recorded is "" and warns an approver."""

    NOT_NEEDED = "not_needed", _("nobody can be recognised")
    GIVEN = "given", _("the families have agreed")


class Photo(GuardedFile, NormalisedModel, AbstractImage):
    """A photo as it came from a phone, cleaned on upload; what visitors get are its renditions."""

    credit = models.CharField(_("taken or drawn by"), max_length=150, blank=True)
    consent = models.CharField(
        _("consent"),
        max_length=12,
        choices=Consent.choices,
        blank=True,
        help_text=_("Where pupils can be recognised, their families have to agree before the photo is public."),
    )
    renditions_made_at = models.DateTimeField(null=True, blank=True, editable=False)
    renditions_failed = models.BooleanField(default=False, editable=False)

    admin_form_fields = (*Image.admin_form_fields, "credit", "consent")
    objects = PhotoQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        permissions = [("choose_image", "Can choose image")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file needs new renditions."""
        if self.pk and not kwargs.get("update_fields") and self._file_changed():
            self.renditions_made_at, self.renditions_failed = None, False
        super().save(*args, **kwargs)

    def measure_file(self) -> None:
        """Note the size and the hash of the file."""
        self._set_image_file_metadata()

    def _file_changed(self) -> bool:
        return not Photo.objects.filter(pk=self.pk, file=self.file.name).exists()

    @property
    def is_ready(self) -> bool:
        """Whether a page can show this photo without making anything: all standard renditions are recorded.

        One query, or none where the photo came with its renditions. What it read is kept for `{% picture %}`.
        """
        if self.renditions_made_at is None:
            return False
        if self._get_prefetched_renditions() is None:
            self.prefetched_renditions = list(self.renditions.all())
        made = {rendition.filter_spec for rendition in self._get_prefetched_renditions()}
        return made.issuperset(STANDARD_SPECS)

    @property
    def share_card(self) -> "PhotoRendition | None":
        """The rendition that messengers show beside a link, which take no newer format; None where it is not shown."""
        if not (self.is_shown and self.is_ready):
            return None
        made = self._get_prefetched_renditions()
        return next(rendition for rendition in made if rendition.filter_spec == SHARE_SPEC)

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:  # noqa: A002 - Wagtail's
        """Make a rendition without reading more of a large JPEG than it needs, and name it by what is in it."""
        made = super().generate_rendition_file(DraftFilter(spec=filter.spec), source=source)
        made.name = f"{_digest(made)}{PurePath(made.name).suffix}"
        return made

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
