"""The list of news, by category and month, and its feeds."""

import datetime
from collections import defaultdict
from typing import Any

from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from common.models import BasePage
from common.paging import page_of
from news.feeds import NewsFeed
from news.models.article import NewsPage, NewsPageQuerySet
from news.models.category import Category

ARTICLES_ON_A_PAGE = 12
TAGS_SHOWN = 40


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

    def articles(self) -> NewsPageQuerySet:
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
        """Name all months in which something was published, with how much, and the tags that are used most."""
        years: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for month, number in self.articles().counted_by_month():
            first = datetime.date.fromisoformat(f"{month}-01")
            years[month[:4]].append({"first": first, "number": number, "url": self.month_url(first, request)})
        tags = [
            {"name": name, "number": number, "url": self.tag_url(slug, request)}
            for slug, name, number in self.articles().counted_by_tag()[:TAGS_SHOWN]
        ]
        overrides = {"years": list(years.items()), "tags": tags, "list_url": self.get_url(request)}
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

    @path("tu-khoa/<slug:slug>/")
    def by_tag(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show the articles that have a tag, under its name in the newest of them; 404 where there are none."""
        articles = self.articles().tagged(slug)
        name = articles.values_list("tags__name", flat=True).first()
        if name is None:
            raise Http404
        return self.show_list(request, articles, heading=name)

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

    def tag_url(self, slug: str, request: HttpRequest | None = None) -> str:
        """Return the address of the list of what has a tag."""
        return self.get_url(request) + self.reverse_subpage("by_tag", [slug])

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
            "introduction": category.introduction if category else "",
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
