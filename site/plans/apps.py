"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    """Plans, focus areas, responsibilities, units, and what counts as evidence of them."""

    name = "plans"
    verbose_name = _("Plans")

    def ready(self) -> None:
        """Keep the items of a plan in step with what is saved and published."""
        from plans import signals

        signals.connect()
