"""News of the school: categories, the list, articles."""

from news.models.article import NewsPage, NewsPageQuerySet
from news.models.category import Category, CategoryKind
from news.models.listing import NewsIndexPage
from news.models.tag import Tag

__all__ = ["Category", "CategoryKind", "NewsIndexPage", "NewsPage", "NewsPageQuerySet", "Tag"]
