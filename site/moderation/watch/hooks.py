"""The watch in the admin: addresses and entries of the menu of reports."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from moderation.watch import views


@hooks.register("register_admin_urls")
def addresses_of_the_watch() -> list[URLPattern]:
    """Give ledger and verification their addresses."""
    return [
        path("ledger/", views.ledger, name="moderation_ledger"),
        path("verification/", views.verification, name="moderation_verification"),
    ]


class LedgerMenuItem(MenuItem):
    """The ledger, for those who see what was decided."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the signed-in user sees it."""
        return views.may_read_ledger(request.user)


class VerificationMenuItem(MenuItem):
    """The verification, for those who look after the site."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the signed-in user sees it."""
        return views.may_watch(request.user)


@hooks.register("register_reports_menu_item")
def ledger_in_the_menu() -> MenuItem:
    """Put the ledger among the reports."""
    return LedgerMenuItem(_("Ledger of decisions"), reverse_lazy("moderation_ledger"), icon_name="list-ol", order=10)


@hooks.register("register_reports_menu_item")
def verification_in_the_menu() -> MenuItem:
    """Put the verification among the reports."""
    address = reverse_lazy("moderation_verification")
    return VerificationMenuItem(_("Verification of approvals"), address, icon_name="check", order=20)
