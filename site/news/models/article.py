"""Articles."""

import datetime
from typing import Any, Self

from django.db import models
from django.forms import Select
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager
from wagtail.search import index

from common.blocks import BodyBlock
from common.dates import month_of
from common.fields import BodyField
from common.models import BasePage, PublicPageQuerySet
from common.pupils import NamesPupils
from common.rows import Rows
from moderation.standing import named, with_named
from news.forms import NewsPageForm
from news.models.category import Category
from news.models.tag import Tag
from plans.presentation import served_links
from plans.serving import SERVES_PANEL, ServesPlan

RELATED = 3


class NewsPageQuerySet(PublicPageQuerySet):
    """Articles as lists need them."""

    def newest_first(self) -> Self:
        """By the date that readers see."""
        return self.order_by(*NewsPage.NEWEST_FIRST)

    def for_cards(self) -> Self:
        """Fetch the cover, the category and the unit in the same query, and not the text."""
        return with_named(self, "category", "unit").select_related("cover").defer("body")

    def for_reading(self) -> Self:
        """Fetch the cover, the category, the unit and the tags in the same query."""
        tags = Tag.objects.filter(page=models.OuterRef("pk")).order_by("sort_order", "pk")
        read = with_named(self, "category", "unit").select_related("cover")
        return read.annotate(tag_rows=Rows(tags, name="name", slug="slug"))

    def in_month(self, first: datetime.date) -> Self:
        """Those of one month, named by its first day."""
        after = first.replace(day=28) + datetime.timedelta(days=4)
        return self.filter(date__gte=first, date__lt=after.replace(day=1))

    def counted_by_month(self) -> list[tuple[str, int]]:
        """Return ("2026-10", how many) of each month that has any, newest first: one query."""
        months = self.order_by().annotate(month=month_of("date")).values_list("month")
        return list(months.annotate(number=models.Count("pk")).order_by("-month"))

    def tagged(self, slug: str) -> Self:
        """Those that have a tag of this address."""
        return self.filter(tags__slug=slug)

    def serving(self, items: models.QuerySet) -> Self:
        """Those that serve any of some items of a plan."""
        through = NewsPage.serves.through.objects.filter(planitem__in=items)
        return self.filter(pk__in=through.values("newspage_id"))

    def counted_by_tag(self) -> list[tuple[str, str, int]]:
        """Return (address, name, how many) of each tag, the most used first: one query."""
        tags = self.order_by().filter(tags__isnull=False).values_list("tags__slug")
        counted = tags.annotate(name=models.Max("tags__name"), number=models.Count("pk"))
        return list(counted.order_by("-number", "tags__slug"))

    def with_picture(self) -> Self:
        """Fetch what a report of a plan says of an article, with the photo that it shows, and nothing else."""
        own = ("title", "url_path", "date", "unit", "cover__withdrawn_at", "cover__description")
        return self.select_related("cover").only(*own)


class NewsPage(NamesPupils, ServesPlan, BasePage):
    """One article."""

    lead = models.TextField(
        _("lead"), max_length=500, help_text=_("One or two sentences: what happened, or what parents must know.")
    )
    category = models.ForeignKey(
        Category, verbose_name=_("category"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    date = models.DateField(_("date"), default=timezone.localdate)
    author = models.CharField(_("author"), max_length=100, blank=True, help_text=_("As readers see it."))
    unit = models.ForeignKey(
        "plans.Unit", verbose_name=_("unit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    source = models.CharField(_("source"), max_length=200, blank=True, help_text=_("If it was taken from elsewhere."))
    cover = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("cover photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = BodyField(BodyBlock(), verbose_name=_("body"), blank=True)

    NEWEST_FIRST = ("-date", "-pk")

    objects = PageManager.from_queryset(NewsPageQuerySet)()
    base_form_class = NewsPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("cover"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("category", widget=Select), FieldPanel("date")]),
                FieldRowPanel([FieldPanel("author"), FieldPanel("unit", widget=Select)]),
                FieldPanel("source"),
                FieldPanel("tag_words"),
            ],
            heading=_("When and who"),
        ),
        NamesPupils.names_panel,
        SERVES_PANEL,
    ]
    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    page_description = _("An article with text and photos.")
    template = "news/news_page.html"
    share_type = "article"
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead", boost=1.5),
        index.SearchField("body"),
        index.SearchField("author"),
        index.RelatedFields("tags", [index.SearchField("name")]),
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def byline(self) -> str:
        """Who speaks: the author, else the unit, else ""."""
        unit = named(self, "unit")
        return self.author or (unit.name if unit else "")

    @property
    def unit_link(self) -> dict[str, str] | None:
        """The unit's name and address, where it is public."""
        unit = named(self, "unit")
        return {"name": unit.name, "url": unit.url} if unit else None

    @property
    def shown_category(self) -> Category | None:
        """The category, where it is public."""
        return named(self, "category")

    def evidence_picture(self) -> tuple[Any, str] | None:
        """Return (photo, what can be seen in it) for a report that names this article."""
        return (self.cover, self.cover.description) if self.cover and self.cover.is_shown else None

    def structured_data(self) -> dict[str, Any]:
        """Return a NewsArticle, by whoever speaks in it."""
        author = {"@type": "Person" if self.author else "Organization", "name": self.byline}
        return {
            "@type": "NewsArticle",
            "headline": self.title,
            "datePublished": self.date.isoformat(),
            **({"author": author} if self.byline else {}),
        }

    def related(self, *, draft: bool = False) -> list["NewsPage"]:
        """Return the newest other articles of its series, else those that serve the same of a plan, else of its kind.

        At most three, in two queries. A `draft` knows itself what it serves.
        """
        others = NewsPage.objects.public().sibling_of(self, inclusive=False).newest_first().for_cards()
        served = self.served_items(draft=draft).promised().public()
        found = [] if self._in_series else list(others.serving(served)[:RELATED])
        if len(found) < RELATED and self.category_id:
            of_category = others.filter(category=self.category_id).exclude(pk__in=[each.pk for each in found])
            found += of_category[: RELATED - len(found)]
        return found

    @property
    def _in_series(self) -> bool:
        category = self.shown_category
        return bool(category and category.is_series)

    def _related_heading(self) -> str:
        """Name the series where the article is part of one."""
        if self._in_series:
            return gettext("More of “%(series)s”") % {"series": self.shown_category.name}
        return gettext("Read on")

    def _tag_links(self, request: HttpRequest) -> list[dict[str, str]]:
        """Return the tags as links to what else has them: [{name, url}]."""
        from news.models.listing import NewsIndexPage

        # The path is all that an address is made of: the list itself need not be fetched.
        news = NewsIndexPage(url_path=self.url_path.removesuffix(f"{self.slug}/"))
        rows = getattr(self, "tag_rows", None)  # a draft has its own
        if rows is None:
            rows = [{"name": tag.name, "slug": tag.slug} for tag in self.tags.all()]
        return [{"name": row["name"], "url": news.tag_url(row["slug"], request)} for row in rows]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the article serves and what to read next."""
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "plan_links": served_links(self, request),
            "related": self.related(draft=getattr(request, "is_preview", False)),
            "related_heading": self._related_heading(),
            "tags": self._tag_links(request),
            "share_photo": self.cover,
        }
