"""The pages of the watch: what the verification found, and how fast decisions come."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.paging import page_of
from moderation.emergency import opened
from moderation.models import Approval, VerificationRun
from moderation.roles import Role, has_role
from moderation.watch import speed, verifying

RECORDS_ON_A_PAGE = 50
WATCHERS = (Role.OPERATOR, Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL)
READERS = (Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL, Role.WEB_OFFICER)


def may_watch(user: Any) -> bool:
    """Say whether `user` sees what the verification finds."""
    return user.is_superuser or any(has_role(user, role) for role in WATCHERS)


def may_read_ledger(user: Any) -> bool:
    """Say whether `user` sees what was decided."""
    return any(has_role(user, role) for role in READERS)


@require_http_methods(["GET", "POST"])
def verification(request: HttpRequest) -> HttpResponse:
    """Show what the last verification found; POST asks the worker for another."""
    if not may_watch(request.user):
        raise PermissionDenied
    if request.method == "POST":
        verifying.ask()
        messages.success(request, _("The verification will run within a minute. Open this page again then."))
        return redirect("moderation_verification")
    context = {
        "last": verifying.last_run(),
        "asked": VerificationRun.objects.filter(ran_at=None).first(),
        "opened": opened(),
        "decisions": Approval.objects.count(),
    }
    return render(request, "moderation/watch/verification.html", context)


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """Show what was decided, newest first, and how fast."""
    if not may_read_ledger(request.user):
        raise PermissionDenied
    records = Approval.objects.order_by("-number").select_related("on_behalf_of")
    context = {"months": speed.by_month(), "records": page_of(Paginator(records, RECORDS_ON_A_PAGE), request)}
    return render(request, "moderation/watch/ledger.html", context)
