"""Where approving meets Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from moderation import doors  # noqa: F401 - these register themselves
from moderation.desk import hooks as desk_hooks  # noqa: F401
from moderation.models import ISSUE_OWN_LOGGED
from moderation.people import hooks as people_hooks  # noqa: F401
from moderation.requests import hooks as request_hooks  # noqa: F401
from moderation.watch import hooks as watch_hooks  # noqa: F401


@hooks.register("register_log_actions")
def name_our_actions(actions: object) -> None:
    """Name the act in which a principal issues what the principal wrote."""
    actions.register_action(ISSUE_OWN_LOGGED, _("Issued in own name"), _("Issued what they wrote themselves"))
