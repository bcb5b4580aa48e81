"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home page, standard pages, the school's identity, search, and setting a school up."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """The front page and standing pages are approved like any other; numbers of visits follow from no approval."""
        from common import worker
        from home.models import Alert, Findable, FindableText, HomePage, SearchWord, StandardPage, Visits
        from home.search import keeping
        from home.visits import folding
        from moderation import registry

        registry.register(HomePage)
        registry.register(StandardPage)
        registry.register(Alert)
        registry.beside(Visits, "numbers that the public may see at any time, of pages that are named by their keys")
        for model in (Findable, FindableText):
            registry.beside(model, "made of approved objects with their approval, shown only while that stands")
        registry.beside(SearchWord, "words of public objects, none shown but those that an answer holds")
        keeping.connect()
        worker.register("search", every=60, run=keeping.catch_up)
        worker.register("old visits", every=3600, run=folding.fold_old_days)
