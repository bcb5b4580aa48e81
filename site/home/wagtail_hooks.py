"""The dashboard and the menu as teachers need them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Site

from home.alert import hooks as alert_hooks  # noqa: F401
from media.models import GalleryIndexPage, GalleryPage
from news.models import NewsIndexPage, NewsPage

_STARTS = (
    (NewsIndexPage, NewsPage, _("Write an article"), "edit"),
    (GalleryIndexPage, GalleryPage, _("Make a gallery"), "image"),
)


class StartPanel(Component):
    """What most people come for, one tap away."""

    name = "start"
    order = 100
    template_name = "home/admin/start.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return `links`: where this user may begin something new."""
        return {"links": list(_starts(parent_context["request"]))}


def _starts(request: HttpRequest) -> Any:
    site = Site.find_for_request(request)
    for parents, kind, label, icon in _STARTS:
        parent = parents.objects.descendant_of(site.root_page).first() if site else None
        if parent and parent.permissions_for_user(request.user).can_add_subpage():
            yield {"url": _add_path(parent, kind), "label": label, "icon": icon}


def _add_path(parent: Page, kind: type[Page]) -> str:
    return reverse("wagtailadmin_pages:add", args=[kind._meta.app_label, kind._meta.model_name, parent.pk])


@hooks.register("construct_homepage_panels")
def begin_at_once(request: HttpRequest, panels: list[Component]) -> None:
    """Put the ways to something new on the dashboard."""
    panels.append(StartPanel())


@hooks.register("construct_help_menu")
def leave_out_english_handbooks(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Wagtail's handbook and its news are in English and lie elsewhere."""
    menu_items[:] = [item for item in menu_items if item.name == "keyboard-shortcuts-trigger"]
