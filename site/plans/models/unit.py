"""The parts of a school."""

from typing import Any

from django.conf import settings
from django.db import models
from django.forms import Select
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from common.text import fold, slugify
from moderation.snippets import ApprovedSnippet
from plans.choices import UnitKind


class Unit(index.Indexed, ApprovedSnippet):
    """A part of the school that plans can make responsible: Ban giám hiệu, Tổ chuyên môn, Công đoàn, Y tế, …"""

    name = models.CharField(_("name"), max_length=150)
    short_name = models.CharField(_("short name"), max_length=40, blank=True, help_text=_("For example BGH, TPT."))
    slug = models.SlugField(
        _("address"), max_length=150, blank=True, help_text=_("Part of the unit's address. Better never changed.")
    )
    aliases = models.TextField(
        _("other names"), blank=True, help_text=_("One on each line, as plans write it: GVCN, bộ phận Kế toán …")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices, default=UnitKind.PROFESSIONAL)
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("is part of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
    )
    position = models.PositiveIntegerField(_("place in the list"), default=100)
    introduction = models.TextField(_("introduction"), blank=True, help_text=_("What parents come to you for."))
    contact_name = models.CharField(_("contact person"), max_length=100, blank=True)
    contact_title = models.CharField(_("title of the contact person"), max_length=100, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("mail"), blank=True)
    members = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("members"),
        blank=True,
        related_name="units",
        help_text=_("Who signs in for this unit. Not shown to visitors."),
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("short_name"), FieldPanel("kind")]),
                FieldPanel("part_of", widget=Select),
                FieldPanel("introduction"),
            ],
            heading=_("The unit"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("contact_name"), FieldPanel("contact_title")]),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
            ],
            heading=_("Whom parents can ask"),
        ),
        MultiFieldPanel(
            [FieldPanel("aliases"), FieldPanel("members"), FieldPanel("position"), FieldPanel("slug")],
            heading=_("For the house"),
        ),
    ]
    search_fields = [
        index.SearchField("name", boost=3),
        index.AutocompleteField("name"),
        index.SearchField("short_name"),
        index.SearchField("aliases"),
        index.SearchField("introduction"),
        index.FilterField("live"),
        index.FilterField("site"),
    ]

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="one_unit_for_an_address")]

    def __str__(self) -> str:
        return self.name

    def fill_defaults(self) -> None:
        """Make an address of the name where there is none."""
        super().fill_defaults()
        if not self.slug:
            self.slug = slugify(self.name)

    @property
    def url(self) -> str:
        """The unit's stable public address."""
        return reverse("unit", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """A preview and the public page are one template."""
        return "plans/unit_page.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What the public page would be given."""
        from plans.presentation import unit_context

        return unit_context(self, request)

    def known_names(self) -> list[str]:
        """Every name under which plans may write this unit, folded for comparison."""
        names = [self.name, self.short_name, *self.aliases.splitlines()]
        return [fold(name.strip()) for name in names if name.strip()]
