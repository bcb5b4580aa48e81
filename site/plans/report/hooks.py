"""Where reports meet Wagtail's admin: addresses, and the way from a report's editor to its figures and files."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from plans.models import ReportPage
from plans.report import urls
from plans.report.copies import may_report


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Give asking for reports its addresses."""
    return urls.urlpatterns


@hooks.register("register_page_header_buttons")
def ways_from_the_editor(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Figures anew and the staff's files, in the menu beside a report's title."""
    if isinstance(page, ReportPage) and page.pk and may_report(user):
        url = reverse("plan_reports", args=[page.get_parent().pk])
        yield Button(_("Figures and internal files"), url, icon_name="table", priority=5)
