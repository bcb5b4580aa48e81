"""Where sending a plan's file meets Wagtail's admin: addresses and menu."""

from django.http import HttpRequest
from django.urls import URLPattern, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from moderation.roles import WRITERS, has_role
from plans.intake import urls


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
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
