"""Standing assignments and dated delegations: the list, giving one, revoking one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from moderation.models import Delegation
from moderation.people.access import is_principal, may_see_delegations, posted, require, sections
from moderation.people.forms import DelegationForm

UNPROCESSABLE = 422


def index(request: HttpRequest) -> HttpResponse:
    """List what was delegated, what holds today first. For approvers only."""
    require(may_see_delegations(request.user))
    found = list(Delegation.objects.select_related("deputy", "given_by", "section", "unit"))
    context = {
        "holding": [each for each in found if each.holds],
        "others": [each for each in found if not each.holds],
        "may_give": is_principal(request.user),
    }
    return render(request, "moderation/people/delegations.html", context)


def give(request: HttpRequest) -> HttpResponse:
    """Give an assignment or a delegation. Whoever is not the principal hears from the form that it is not theirs."""
    require(may_see_delegations(request.user))
    form = DelegationForm(posted(request), given_by=request.user, sections=sections(request))
    if request.method == "POST" and form.is_valid():
        delegation = form.save()
        messages.success(request, _("%(name)s may now decide as written below.") % {"name": delegation.deputy})
        return redirect("moderation_delegations")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "moderation/people/give.html", {"form": form}, status=status)


def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and then end a delegation at once."""
    require(is_principal(request.user))
    delegation = get_object_or_404(Delegation.objects.select_related("deputy", "section", "unit"), pk=pk)
    if request.method != "POST":
        return render(request, "moderation/people/revoke.html", {"delegation": delegation})
    if Delegation.objects.filter(pk=pk).revoke():
        messages.success(request, _("Revoked. %(name)s no longer decides on it.") % {"name": delegation.deputy})
    else:
        messages.info(request, _("It had been revoked before. Nothing was changed."))
    return redirect("moderation_delegations")
