"""The feed of news."""

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.feeds import SteadyRss

if TYPE_CHECKING:
    from news.models import Category, NewsIndexPage, NewsPage

ARTICLES_IN_A_FEED = 20


class NewsFeed(Feed):
    """The newest public articles as RSS 2.0, of one category where one is named."""

    feed_type = SteadyRss
    description = _("News of the school")

    def __init__(self, index_page: "NewsIndexPage", category: "Category | None" = None) -> None:
        self.index_page, self.category = index_page, category

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpRequest:
        """Keep the request, through which addresses are found."""
        return request

    def title(self, request: HttpRequest) -> str:
        """The name of the list, or of the category."""
        return self.category.name if self.category else self.index_page.title

    def link(self, request: HttpRequest) -> str:
        """The list itself."""
        url = self.index_page.get_full_url(request)
        return url + self.index_page.reverse_subpage("by_category", [self.category.slug]) if self.category else url

    def feed_extra_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """What `SteadyRss` needs."""
        return {"list_published_at": self.index_page.last_published_at}

    def items(self, request: HttpRequest) -> list["NewsPage"]:
        """The newest articles."""
        chosen = self.index_page.articles().for_reading()
        chosen = chosen.filter(category=self.category) if self.category else chosen
        articles = list(chosen[:ARTICLES_IN_A_FEED])
        for article in articles:
            article.feed_url = article.get_full_url(request)
        return articles

    def item_title(self, item: "NewsPage") -> str:
        """The headline."""
        return item.title

    def item_description(self, item: "NewsPage") -> str:
        """The lead."""
        return item.lead

    def item_link(self, item: "NewsPage") -> str:
        """The article."""
        return item.feed_url

    def item_author_name(self, item: "NewsPage") -> str:
        """Who speaks."""
        return item.byline

    def item_pubdate(self, item: "NewsPage") -> datetime.datetime:
        """The date that readers see, at the start of the day."""
        return timezone.make_aware(datetime.datetime.combine(item.date, datetime.time()))

    def item_categories(self, item: "NewsPage") -> list[str]:
        """The category, where there is one."""
        return [item.shown_category.name] if item.shown_category else []
