"""Units in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

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
