"""Where alerts meet Wagtail's admin: one entry of the menu, which leads to the short form."""

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from home.alert.models import Alert
from home.alert.views import alert


class AlertViewSet(SnippetViewSet):
    """The editor in which an alert is corrected, and all that there have been."""

    model = Alert
    icon = "warning"
    menu_label = _("Alert")
    menu_name = "alert"
    menu_order = 7
    menu_url = reverse_lazy("alert")
    add_to_admin_menu = True
    list_display = ["__str__", "kind", "expire_at"]


register_snippet(AlertViewSet)


@hooks.register("register_admin_urls")
def address() -> list[URLPattern]:
    """Give the form its address."""
    return [path("alert/", alert, name="alert")]
