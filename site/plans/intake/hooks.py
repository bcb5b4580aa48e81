"""Where sending a plan's file meets Wagtail's admin: addresses and menu."""

from django.urls import URLPattern, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from common.menu import EntryFor
from moderation.roles import writes
from plans.intake import urls


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Give sending and reviewing a plan's file their addresses."""
    return urls.urlpatterns


@hooks.register("register_admin_menu_item")
def way_to_the_intake() -> MenuItem:
    """A plan from Word."""
    address = reverse_lazy("plan_import")
    return EntryFor(
        _("Plan from a file"), address, name="plan-import", icon_name="doc-full-inverse", order=245, shown_to=writes
    )
