"""The app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    """Approvals: who approves, what approval does, and who is told."""

    name = "moderation"
    verbose_name = _("Approvals")

    def ready(self) -> None:
        """Say what happens in our own mails instead of Wagtail's, which leave out an approver's comment."""
        from moderation import notifications

        notifications.connect()
