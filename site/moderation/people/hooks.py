"""Where these pages meet Wagtail's admin: addresses, menu, the log's words, the desk."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, reverse, reverse_lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from common.menu import EntryFor
from moderation.appointments import requests_waiting
from moderation.authority import in_whose_place
from moderation.desk import items
from moderation.models.task import IN_PLACE_LOGGED
from moderation.people import accounts, urls  # noqa: F401 - accounts register themselves
from moderation.people.access import is_principal, may_see_approvers, may_see_delegations


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Give the pages their addresses."""
    return urls.urlpatterns


@hooks.register("register_log_actions")
def name_decisions_in_the_principals_place(actions: Any) -> None:
    """Say in an item's history on whose behalf a deputy decided."""

    @actions.register_action(IN_PLACE_LOGGED)
    class InPlaceFormatter(LogFormatter):
        label = _("Decided in the principal's place")

        def format_message(self, log_entry: Any) -> str:
            return in_whose_place(log_entry.data["principal"], log_entry.data["basis"])


@hooks.register("register_settings_menu_item")
def way_to_approvers() -> MenuItem:
    """Who approves."""
    url = reverse_lazy("moderation_approvers")
    return EntryFor(_("Approvers"), url, name="approvers", icon_name="key", order=100, shown_to=may_see_approvers)


@hooks.register("register_settings_menu_item")
def way_to_delegations() -> MenuItem:
    """Who decides in the principal's place."""
    url = reverse_lazy("moderation_delegations")
    return EntryFor(
        _("Assignments, delegations"),
        url,
        name="delegations",
        icon_name="group",
        order=110,
        shown_to=may_see_delegations,
    )


@hooks.register("register_settings_menu_item")
def way_to_first_reading() -> MenuItem:
    """Where somebody reads first."""
    url = reverse_lazy("moderation_first_reading")
    return EntryFor(
        _("First reading"), url, name="first-reading", icon_name="glasses", order=120, shown_to=is_principal
    )


@items.register
def appointments_to_confirm(user: Any) -> Iterator[items.DeskItem]:
    """Put on the principal's desk whom somebody wants to be approver, or no longer."""
    if not is_principal(user):
        return
    for asked in requests_waiting():
        yield items.DeskItem(
            kind=capfirst(asked.get_request_kind_display()),
            title=asked.label,
            url=reverse("moderation_appointment_request", args=[asked.pk]),
            waiting_since=asked.made_at,
            author=str(asked.asked_by or ""),
        )
