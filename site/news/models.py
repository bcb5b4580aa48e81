"""News of the school: categories, the list, articles."""

import datetime
from collections import defaultdict
from typing import Any, Self

from django.core.paginator import Paginator
from django.db import models
from django.forms import Select
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.images import get_image_model_string
from wagtail.models import (
    Page,
    PageManager,
)
from wagtail.search import index

from common.blocks import BodyBlock
from common.dates import month_of
from common.fields import BodyField
from common.models import BasePage, PublicPageQuerySet
from common.paging import page_of
from common.text import slugify
from moderation.snippets import ApprovedSnippet
from moderation.standing import is_approved
from news.feeds import NewsFeed
from plans.presentation import served_links
from plans.serving import SERVES_PANEL, ServesPlan, ServingPageForm

ARTICLES_ON_A_PAGE = 12
RELATED = 3


class Category(ApprovedSnippet):
    """What an article is about: one word or two that parents look for."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("address"), max_length=60, blank=True)
    position = models.PositiveIntegerField(_("place in the list"), default=100)

    panels = [FieldPanel("name"), FieldPanel("position")]

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="one_category_for_an_address")]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The list of this category's articles; "" where the site has no list of news."""
        index_page = NewsIndexPage.objects.in_site(self.site).first()
        return index_page.category_url(self) if index_page else ""

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the list of news as this category would head it."""
        return NewsIndexPage.objects.in_site(self.site).first().show_category(request, self)

    def fill_defaults(self) -> None:
        """Make an address of the name where there is none."""
        super().fill_defaults()
        self.slug = self.slug or slugify(self.name)


class NewsPageQuerySet(PublicPageQuerySet):
    """Articles as lists need them."""

    def newest_first(self) -> Self:
        """By the date that readers see."""
        return self.order_by("-date", "-pk")

    def for_cards(self) -> Self:
        """Fetch what a card shows in a fixed number of queries."""
        return self.with_names().select_related("cover").prefetch_related("cover__renditions").defer("body")

    def in_month(self, first: datetime.date) -> Self:
        """Those of one month, named by its first day."""
        after = first.replace(day=28) + datetime.timedelta(days=4)
        return self.filter(date__gte=first, date__lt=after.replace(day=1))

    def counted_by_month(self) -> list[tuple[str, int]]:
        """Return ("2026-10", how many) of each month that has any, newest first: one query."""
        months = self.order_by().annotate(month=month_of("date")).values_list("month")
        return list(months.annotate(number=models.Count("pk")).order_by("-month"))

    def with_picture(self) -> Self:
        """Fetch the photo that a report of a plan shows, and not the text."""
        return self.select_related("cover").defer("body")

    def with_names(self) -> Self:
        """Fetch the public categories and units that articles name: what is not public is None then."""
        categories, units = Category.objects.public(), self.model._meta.get_field("unit").related_model.objects.public()
        return self.prefetch_related(models.Prefetch("category", categories), models.Prefetch("unit", units))


class NewsIndexPage(RoutablePageMixin, BasePage):
    """The list of news, by category too, and its feed."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    max_count_per_parent = 1
    page_description = _("Lists the school's news.")
    template = "news/news_index_page.html"

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def articles(self) -> models.QuerySet["NewsPage"]:
        """Return this list's public articles, newest first."""
        return NewsPage.objects.public().child_of(self).newest_first()

    @path("")
    def all_articles(self, request: HttpRequest) -> HttpResponse:
        """Show all articles."""
        return self.show_list(request, self.articles())

    @path("chuyen-muc/<slug:slug>/")
    def by_category(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show the articles of one category; 404 where there is no such category."""
        return self.show_category(request, self._category(slug))

    @path("luu-tru/")
    def archive(self, request: HttpRequest) -> HttpResponse:
        """Name all months in which something was published, with how much."""
        years: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for month, number in self.articles().counted_by_month():
            first = datetime.date.fromisoformat(f"{month}-01")
            years[month[:4]].append({"first": first, "number": number, "url": self.month_url(first, request)})
        overrides = {"years": list(years.items()), "list_url": self.get_url(request)}
        return self.render(request, context_overrides=overrides, template="news/archive.html")

    @path("luu-tru/<int:year>/<int:month>/")
    def by_month(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        """Show the articles of one month; 404 where there are none."""
        first = _first_day(year, month)
        articles = self.articles().in_month(first) if first else self.articles().none()
        if not articles.exists():
            raise Http404
        heading = gettext("News of %(month)s/%(year)s") % {"month": first.month, "year": first.year}
        return self.show_list(request, articles, heading=heading)

    @path("rss/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Serve the newest articles as RSS."""
        return NewsFeed(self)(request)

    @path("chuyen-muc/<slug:slug>/rss/")
    def feed_of_category(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Serve the newest articles of one category as RSS; 404 where there is no such category."""
        return NewsFeed(self, self._category(slug))(request)

    def _category(self, slug: str) -> Category:
        category = Category.objects.public().on_site(self.get_site()).filter(slug=slug).first()
        if category is None:
            raise Http404
        return category

    def category_url(self, category: Category, request: HttpRequest | None = None) -> str:
        """Return the address of one category's list."""
        return self.get_url(request) + self.reverse_subpage("by_category", [category.slug])

    def month_url(self, first: datetime.date, request: HttpRequest | None = None) -> str:
        """Return the address of one month's list; `first` is its first day."""
        return self.get_url(request) + self.reverse_subpage("by_month", [first.year, first.month])

    def show_category(self, request: HttpRequest, category: Category) -> HttpResponse:
        """Show the articles of `category`."""
        articles = self.articles().filter(category=category)
        return self.show_list(request, articles, category=category, heading=category.name)

    def show_list(
        self,
        request: HttpRequest,
        articles: NewsPageQuerySet,
        *,
        category: Category | None = None,
        heading: str = "",
    ) -> HttpResponse:
        """Show some of this list's articles, under a heading of their own where they are not all."""
        categories = [
            {
                "name": each.name,
                "url": self.category_url(each, request),
                "active": each == category,
            }
            for each in Category.objects.public().on_site(self.get_site())
        ]
        url = self.category_url(category, request) if category else self.get_url(request)
        overrides = {
            "heading": heading,
            "shows_all": not heading,
            "categories": categories,
            "articles": page_of(Paginator(articles.for_cards(), ARTICLES_ON_A_PAGE), request),
            "feed_url": f"{url}rss/",
            "archive_url": self.get_url(request) + self.reverse_subpage("archive"),
        }
        return self.render(request, context_overrides=overrides)


def _first_day(year: int, month: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, 1)
    except ValueError:
        return None


class NewsPage(ServesPlan, BasePage):
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

    objects = PageManager.from_queryset(NewsPageQuerySet)()
    base_form_class = ServingPageForm
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
            ],
            heading=_("When and who"),
        ),
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
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def byline(self) -> str:
        """Who speaks: the author, else the unit, else ""."""
        return self.author or (self.unit.name if is_approved(self.unit) else "")

    @property
    def unit_link(self) -> dict[str, str] | None:
        """The unit's name and address, where it is public."""
        return {"name": self.unit.name, "url": self.unit.url} if is_approved(self.unit) else None

    @property
    def shown_category(self) -> Category | None:
        """The category, where it is public."""
        return self.category if is_approved(self.category) else None

    def evidence_picture(self) -> tuple[Any, str] | None:
        """Return (photo, what can be seen in it) for a report that names this article."""
        return (self.cover, self.cover.description) if self.cover else None

    def structured_data(self) -> dict[str, Any]:
        """Return a NewsArticle, by whoever speaks in it."""
        author = {"@type": "Person" if self.author else "Organization", "name": self.byline}
        return {
            "@type": "NewsArticle",
            "headline": self.title,
            "datePublished": self.date.isoformat(),
            **({"author": author} if self.byline else {}),
        }

    def related(self) -> list["NewsPage"]:
        """Return the newest other articles of the same category, at most three."""
        others = NewsPage.objects.public().sibling_of(self, inclusive=False).filter(category=self.category_id)
        return list(others.newest_first().for_cards()[:RELATED])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the article serves and what to read next."""
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "plan_links": served_links(self, request),
            "related": self.related(),
            "share_photo": self.cover,
        }
