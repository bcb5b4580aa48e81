"""Where handing out meets Wagtail's admin: addresses, menu, buttons."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.urls import URLPattern, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus import MenuItem as Entry
from wagtail.models import Page

from common.menu import EntryFor
from moderation.registry import kind_of
from plans import evidence
from plans.distribution import urls
from plans.distribution.acts import may_hand_out
from plans.models import OfficialDocument, PlanPage, ReportPage

PRIORITY = 60


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Give the screens their addresses."""
    return urls.urlpatterns


@hooks.register("register_reports_menu_item")
def way_to_what_was_handed_out() -> MenuItem:
    """Among the reports."""
    address = reverse_lazy("distributions")
    return EntryFor(_("Handed out"), address, name="handed-out", icon_name="mail", order=40, shown_to=may_hand_out)


@hooks.register("register_page_listing_more_buttons")
def offer_in_lists(page: Page, user: Any, next_url: str | None = None) -> Iterator[Entry]:
    """Offer to hand out what is public."""
    yield from _offer(page, user)


@hooks.register("register_page_header_buttons")
def offer_in_the_editor(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Entry]:
    """Offer to hand out what is public."""
    yield from _offer(page, user)


@hooks.register("register_snippet_listing_buttons")
def offer_in_the_register(snippet: Model, user: Any, next_url: str | None = None) -> Iterator[Entry]:
    """Offer to hand out what is public."""
    yield from _offer(snippet, user)


def _offer(item: Model, user: Any) -> Iterator[Entry]:
    model = item.specific_class if isinstance(item, Page) else type(item)
    is_to_be_read = issubclass(model, (PlanPage, ReportPage, OfficialDocument, *evidence.pages()))
    if is_to_be_read and item.live and may_hand_out(user):
        address = reverse("hand_out", args=[kind_of(item), item.pk])
        yield Entry(_("Give it to the staff to read"), address, "mail", priority=PRIORITY)
