"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home page, standard pages, the school's identity, search, and setting a school up."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """The front page and standing pages are approved like any other."""
        from home.models import HomePage, StandardPage
        from moderation import registry

        registry.register(HomePage)
        registry.register(StandardPage)
