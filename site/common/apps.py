"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    """What every app shares: Vietnamese text, the search backend, base page, blocks, the worker."""

    name = "common"
    verbose_name = _("Shared parts")

    def ready(self) -> None:
        """Give the worker the sweeps that belong to no app of content, and fit Wagtail's forms to the school."""
        from common import admin_forms, sweeps, wagtail_labels

        sweeps.register_all()
        admin_forms.adapt()
        wagtail_labels.name_wagtails_unnamed_fields()
