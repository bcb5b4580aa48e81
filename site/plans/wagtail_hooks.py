"""Units in the admin, and the way in for a plan's file."""

from django.http import HttpRequest
from django.urls import URLPattern, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from moderation.roles import WRITERS, has_role
from plans.intake import urls
from plans.models import Unit


class UnitViewSet(SnippetViewSet):
    """The school's units: a teacher meets them when naming who is responsible."""

    model = Unit
    icon = "group"
    menu_label = _("Units")
    menu_order = 250
    add_to_admin_menu = True
    list_display = ["name", "short_name", "kind", "contact_name"]
    list_filter = ["kind"]
    search_backend_name = "default"
    ordering = ["position", "name"]


register_snippet(UnitViewSet)


@hooks.register("register_admin_urls")
def addresses_of_the_intake() -> list[URLPattern]:
    """Give sending and reviewing a plan's file their addresses."""
    return urls.urlpatterns


class IntakeMenuItem(MenuItem):
    """For whoever may write plans."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only for those who write."""
        return any(has_role(request.user, role) for role in WRITERS)


@hooks.register("register_admin_menu_item")
def way_to_the_intake() -> MenuItem:
    """A plan from Word."""
    return IntakeMenuItem(
        _("Plan from a file"), reverse_lazy("plan_import"), name="plan-import", icon_name="doc-full-inverse", order=245
    )
