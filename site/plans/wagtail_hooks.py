"""Units, events, school years, records from elsewhere and the register of documents in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from plans.board import hooks as board_hooks  # noqa: F401
from plans.calendar import hooks as calendar_hooks  # noqa: F401
from plans.distribution import hooks as distribution_hooks  # noqa: F401
from plans.intake import hooks as intake_hooks  # noqa: F401
from plans.models import Event, ExternalRecord, SchoolYear, Unit
from plans.register.admin import OfficialDocumentViewSet
from plans.report import hooks as report_hooks  # noqa: F401


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


class ExternalRecordViewSet(SnippetViewSet):
    """What happened elsewhere and keeps a promise."""

    model = ExternalRecord
    icon = "media"
    menu_label = _("Records from elsewhere")
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["title", "kind", "date", "audience"]
    list_filter = ["kind", "audience"]
    ordering = ["-date", "-pk"]


class EventViewSet(SnippetViewSet):
    """The school's own events, which make the work calendar."""

    model = Event
    icon = "calendar-alt"
    menu_label = _("Events")
    menu_order = 255
    add_to_admin_menu = True
    list_display = ["title", "starts_on", "place", "audience"]
    list_filter = {"audience": ["exact"], "starts_on": ["gte", "lte"]}
    ordering = ["-starts_on", "-pk"]


class SchoolYearViewSet(SnippetViewSet):
    """Terms and holidays, which promises count with."""

    model = SchoolYear
    icon = "calendar"
    menu_label = _("School years")
    add_to_settings_menu = True
    list_display = ["__str__", "starts_on", "ends_on"]
    ordering = ["-from_year"]


register_snippet(UnitViewSet)
register_snippet(EventViewSet)
register_snippet(ExternalRecordViewSet)
register_snippet(SchoolYearViewSet)
register_snippet(OfficialDocumentViewSet)
