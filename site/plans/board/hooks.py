"""Where these screens meet Wagtail's admin: addresses, menu, dashboard."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Site

from common.menu import EntryFor
from moderation.roles import writes
from plans.board import starting, urls  # noqa: F401 - starting registers its hook
from plans.board.duties import duties_of


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Give the screens their addresses."""
    return urls.urlpatterns


@hooks.register("register_admin_menu_item")
def way_to_my_duties() -> MenuItem:
    """What a teacher comes for."""
    address = reverse_lazy("my_duties")
    return EntryFor(_("My duties"), address, name="my-duties", icon_name="tasks", order=5, shown_to=writes)


@hooks.register("register_admin_menu_item")
def way_to_the_board() -> MenuItem:
    """What the principal looks at."""
    address = reverse_lazy("plan_boards")
    return EntryFor(_("Plan board"), address, name="plan-board", icon_name="table", order=6, shown_to=writes)


class DutiesPanel(Component):
    """What waits to be done, on the dashboard."""

    name = "duties"
    order = 20
    template_name = "plans/board/panel.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Return how much is late and due, and the most urgent of it."""
        request = parent_context["request"]
        duties = duties_of(request.user, Site.find_for_request(request), timezone.localdate())
        return {"duties": duties, "url": reverse("my_duties"), "first": [*duties.late, *duties.due][:3]}


@hooks.register("construct_homepage_panels")
def show_duties_on_the_dashboard(request: HttpRequest, panels: list[Component]) -> None:
    """Only where there is anything to do."""
    if request.user.units.exists():
        panels.append(DutiesPanel())
