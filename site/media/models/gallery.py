"""Galleries: many photos of one event, in the order the editor chose."""

from collections.abc import Iterable
from typing import Any, Self

from django.core.paginator import Paginator
from django.db import models
from django.forms import Select
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from common.models import BasePage, NormalisedModel, PublicPageQuerySet
from common.paging import page_of
from common.pupils import NamesPupils
from media.panels import GalleryPhotosPanel
from moderation.standing import named, with_named
from plans.serving import SERVES_PANEL, ServesPlan, ServingPageForm

GALLERIES_ON_A_PAGE = 12
COVERS = 5
SEEN_AT_ONCE = 2  # photos that a phone shows before anybody scrolls


class GalleryPageQuerySet(PublicPageQuerySet):
    """Galleries as lists need them."""

    def newest_first(self) -> Self:
        """By date of the event."""
        return self.order_by(*GalleryPage.NEWEST_FIRST)

    def for_reading(self) -> Self:
        """Fetch the unit in the same query."""
        return with_named(self, "unit")

    def with_photos(self) -> Self:
        """Fetch the photos of all galleries in one query."""
        return self.prefetch_related(models.Prefetch("photos", queryset=GalleryPhoto.objects.select_related("image")))

    def with_picture(self) -> Self:
        """Fetch what a report of a plan shows, which is the first photo."""
        return self.with_photos()


class GalleryIndexPage(BasePage):
    """The photo library."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["media.GalleryPage"]
    max_count_per_parent = 1
    page_description = _("Lists the school's galleries.")
    template = "media/gallery_index_page.html"

    class Meta:
        verbose_name = _("photo library")
        verbose_name_plural = _("photo libraries")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add one page of galleries."""
        galleries = GalleryPage.objects.public().child_of(self).newest_first().with_photos()
        page = page_of(Paginator(galleries, GALLERIES_ON_A_PAGE), request)
        return super().get_context(request, *args, **kwargs) | {"galleries": page}


class GalleryPage(NamesPupils, ServesPlan, BasePage):
    """One event in photos."""

    date = models.DateField(_("date"), default=timezone.localdate)
    lead = models.TextField(_("lead"), blank=True, max_length=500, help_text=_("What happened, in two sentences."))
    unit = models.ForeignKey(
        "plans.Unit", verbose_name=_("unit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    savable = models.BooleanField(
        _("readers may save the photos"),
        default=False,
        help_text=_("Offers each photo as a file. Only where the families have agreed to that, too."),
    )

    NEWEST_FIRST = ("-date", "-pk")

    objects = PageManager.from_queryset(GalleryPageQuerySet)()
    base_form_class = ServingPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        GalleryPhotosPanel("photos", heading=_("Photos"), label=_("photo"), chooser_field_name="image", min_num=1),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("date"), FieldPanel("unit", widget=Select)]), FieldPanel("savable")],
            heading=_("When and who"),
        ),
        NamesPupils.names_panel,
        SERVES_PANEL,
    ]
    parent_page_types = ["media.GalleryIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Photos of one event, with captions.")
    template = "media/gallery_page.html"
    share_type = "article"
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("shown_captions"),
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = _("gallery")
        verbose_name_plural = _("galleries")

    @property
    def shown_photos(self) -> list["GalleryPhoto"]:
        """The photos in order; one that was deleted or taken off the site does not spoil the others."""
        return _shown(self.photos.all())

    @property
    def shown_captions(self) -> str:
        """What can be searched for of the photos, as the database has them: a caption goes with its photo."""
        shown = GalleryPhoto.objects.filter(page=self.pk, image__withdrawn_at=None).order_by("sort_order", "pk")
        return "\n".join(shown.exclude(caption="").values_list("caption", flat=True))

    @property
    def cover_photos(self) -> list[Any]:
        """The first few photos, for a card."""
        return [photo.image for photo in self.shown_photos[:COVERS]]

    @property
    def cover_photo(self) -> Any:
        """The first photo, or None."""
        return next(iter(self.cover_photos), None)

    @property
    def photo_count(self) -> int:
        """How many photos the gallery shows."""
        return len(self.shown_photos)

    def as_card(self, photos: Iterable["GalleryPhoto"], request: HttpRequest) -> dict[str, Any]:
        """Return the gallery as a card shows it, with its `photos` as whoever asks has fetched them."""
        shown = [photo.image for photo in _shown(photos)]
        return {
            "title": self.title,
            "url": self.get_url(request),
            "date": self.date,
            "photo_count": len(shown),
            "cover_photo": next(iter(shown), None),
            "cover_photos": shown[:COVERS],
        }

    def structured_data(self) -> dict[str, Any]:
        """Return an ImageGallery."""
        return {"@type": "ImageGallery", "name": self.title, "datePublished": self.date.isoformat()}

    def evidence_picture(self) -> tuple[Any, str] | None:
        """Return (photo, what can be seen in it) for a report that names this gallery."""
        first = next(iter(self.shown_photos), None)
        return (first.image, first.as_shown(1)["alt"]) if first else None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the photos in order, and what the gallery serves."""
        from plans.presentation import served_links

        photos = self.photos.all()
        if self.pk and not getattr(request, "is_preview", False):
            photos = photos.select_related("image")
        context = super().get_context(request, *args, **kwargs)
        unit = named(self, "unit")
        # A photo keeps its number, and its address, when one before it is taken off the site.
        shown = [(number, photo) for number, photo in enumerate(photos, start=1) if _is_shown(photo)]
        return context | {
            "photos": [photo.as_shown(number) for number, photo in shown],
            "share_photo": shown[0][1].image if shown else None,
            "plan_links": served_links(self, request),
            "unit_link": {"name": unit.name, "url": unit.url} if unit else None,
        }


def anchor_of(number: int) -> str:
    """Return where on its gallery's page a photo stands."""
    return f"anh-{number}"


def _shown(photos: Iterable["GalleryPhoto"]) -> list["GalleryPhoto"]:
    return [photo for photo in photos if _is_shown(photo)]


def _is_shown(photo: "GalleryPhoto") -> bool:
    return bool(photo.image_id) and photo.image.is_shown


class GalleryPhoto(NormalisedModel, Orderable):
    """One photo in a gallery."""

    page = ParentalKey(GalleryPage, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        get_image_model_string(), verbose_name=_("photo"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    caption = models.CharField(_("caption"), max_length=255, blank=True)
    alt_text = models.CharField(
        _("description for those who cannot see the photo"),
        max_length=255,
        blank=True,
        help_text=_("Say what can be seen. Leave empty to use the photo's own description."),
    )

    panels = [FieldPanel("image"), FieldPanel("caption"), FieldPanel("alt_text")]

    class Meta(Orderable.Meta):
        pass

    def as_shown(self, number: int) -> dict[str, Any]:
        """Return the photo as the gallery's page shows it; `number` is its place among all, from 1."""
        return {
            "image": self.image,
            "caption": self.caption,
            "alt": self.alt_text or self.image.description or self.caption,
            "anchor": anchor_of(number),
            "is_first": number <= SEEN_AT_ONCE,
        }
