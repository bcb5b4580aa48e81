"""The log's words for what happens only here."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from moderation.models import ISSUE_OWN_LOGGED


@hooks.register("register_log_actions")
def name_our_actions(actions: object) -> None:
    """Name the act in which a principal issues what the principal wrote."""
    actions.register_action(ISSUE_OWN_LOGGED, _("Issued in own name"), _("Issued what they wrote themselves"))
