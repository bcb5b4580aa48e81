"""What articles are about."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from common.text import slugify
from moderation.snippets import ApprovedSnippet


class CategoryKind(models.TextChoices):
    """What belongs together in a category, and how its articles are shown."""

    SUBJECT = "subject", _("a subject")
    SERIES = "series", _("a series that comes again and again")
    HONOURS = "honours", _("honours: people whom the school praises")


class Category(ApprovedSnippet):
    """What an article is about: one word or two that parents look for."""

    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=CategoryKind.choices,
        default=CategoryKind.SUBJECT,
        help_text=_(
            "Articles of honours have a card of their own. A child's name, class or result needs the family's consent."
        ),
    )
    introduction = models.TextField(
        _("introduction"), max_length=300, blank=True, help_text=_("One or two sentences at the head of its list.")
    )
    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("address"), max_length=60, blank=True)
    position = models.PositiveIntegerField(_("place in the list"), default=100)

    panels = [FieldPanel("name"), FieldPanel("kind"), FieldPanel("introduction"), FieldPanel("position")]

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="one_category_for_an_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_honours(self) -> bool:
        """Whether its articles praise somebody."""
        return self.kind == CategoryKind.HONOURS

    @property
    def is_series(self) -> bool:
        """Whether its articles follow one another."""
        return self.kind == CategoryKind.SERIES

    @property
    def url(self) -> str:
        """The list of this category's articles; "" where the site has no list of news."""
        index_page = self._list()
        return index_page.category_url(self) if index_page else ""

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the list of news as this category would head it."""
        return self._list().show_category(request, self)

    def fill_defaults(self) -> None:
        """Make an address of the name where there is none."""
        super().fill_defaults()
        self.slug = self.slug or slugify(self.name)

    def _list(self) -> Any:
        from news.models.listing import NewsIndexPage

        return NewsIndexPage.objects.in_site(self.site).first()
