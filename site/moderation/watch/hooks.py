"""The watch in the admin: addresses and entries of the menu of reports."""

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from common.menu import EntryFor
from moderation.watch import views


@hooks.register("register_admin_urls")
def addresses_of_the_watch() -> list[URLPattern]:
    """Give ledger and verification their addresses."""
    return [
        path("ledger/", views.ledger, name="moderation_ledger"),
        path("verification/", views.verification, name="moderation_verification"),
    ]


@hooks.register("register_reports_menu_item")
def ledger_in_the_menu() -> MenuItem:
    """Put the ledger among the reports."""
    address = reverse_lazy("moderation_ledger")
    return EntryFor(_("Ledger of decisions"), address, icon_name="list-ol", order=10, shown_to=views.may_read_ledger)


@hooks.register("register_reports_menu_item")
def verification_in_the_menu() -> MenuItem:
    """Put the verification among the reports."""
    address = reverse_lazy("moderation_verification")
    return EntryFor(_("Verification of approvals"), address, icon_name="check", order=20, shown_to=views.may_watch)
