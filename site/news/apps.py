"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """News: articles, categories, feeds."""

    name = "news"
    verbose_name = _("News")

    def ready(self) -> None:
        """Approved articles count as evidence."""
        from moderation import registry
        from news.models import Category, NewsIndexPage, NewsPage
        from plans import evidence

        evidence.register(NewsPage)
        registry.register(NewsPage, private=("names_consent",))
        for model in (NewsIndexPage, Category):
            registry.register(model)
