"""Where these screens meet Wagtail's admin: addresses and menu."""

from django.urls import URLPattern, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from common.menu import EntryFor
from feedback.desk import urls
from moderation.roles import writes


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Give the screens their addresses."""
    return urls.urlpatterns


@hooks.register("register_admin_menu_item")
def way_to_feedback() -> MenuItem:
    """Beside what else waits for a unit."""
    address = reverse_lazy("feedback_list")
    return EntryFor(_("Feedback"), address, name="feedback", icon_name="comment", order=7, shown_to=writes)
