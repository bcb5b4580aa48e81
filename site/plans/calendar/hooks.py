"""Where the calendar meets Wagtail's admin: addresses and menu."""

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from common.menu import EntryFor
from moderation.roles import writes
from plans.calendar import desk


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Give the screens their addresses."""
    return [
        path("calendar/", desk.work_calendar, name="work_calendar"),
        path("calendar/address/", desk.renew, name="work_calendar_address"),
    ]


@hooks.register("register_admin_menu_item")
def way_to_the_calendar() -> MenuItem:
    """What everybody of the house looks at on Monday."""
    address = reverse_lazy("work_calendar")
    return EntryFor(
        _("Work calendar"), address, name="work-calendar", icon_name="calendar-alt", order=7, shown_to=writes
    )
