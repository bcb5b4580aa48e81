"""Withdrawing something at once, and the list of what was withdrawn."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from common.paging import page_of
from moderation import withdrawal
from moderation.decisions import Refused
from moderation.links import ask_path, withdraw_path
from moderation.models import Act, Approval
from moderation.models.request import RequestKind
from moderation.registry import kind_of
from moderation.requests import acts, subjects
from moderation.requests.effects import effects_of
from moderation.requests.wishes import WISHES

CONFLICT, UNPROCESSABLE = 409, 422
ON_A_PAGE = 30


def withdraw(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take one thing off the public site, with a reason. 403 for whoever may not."""
    if not withdrawal.may_withdraw(request.user):
        raise PermissionDenied
    item = subjects.find(kind, pk)
    if item is None:
        raise Http404
    obstacle = withdrawal.obstacle(item)
    form = withdrawal.WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not obstacle:
        try:
            withdrawal.withdraw(item, request.user, form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(item)s” is off the public site.") % {"item": item})
            return redirect("moderation_withdrawn")
    context = {
        "item": item,
        "obstacle": obstacle,
        "effects": effects_of(WISHES[RequestKind.UNPUBLISH], item, {}),
        "is_file": subjects.is_file(item),
        "form": form,
        "edit_url": subjects.edit_url(item, request.user),
    }
    status = CONFLICT if obstacle else UNPROCESSABLE if form.errors else 200
    return render(request, "moderation/withdrawal/withdraw.html", context, status=status)


def withdrawn(request: HttpRequest) -> HttpResponse:
    """List what was withdrawn, by whom, why, and whether it was put back. 403 for whoever may not withdraw."""
    if not withdrawal.may_withdraw(request.user):
        raise PermissionDenied
    page = page_of(Paginator(withdrawal.withdrawals().select_related("decided_by"), ON_A_PAGE), request)
    context = {"page": page, "withdrawals": withdrawal.with_outcome(page.object_list)}
    return render(request, "moderation/withdrawal/list.html", context)


class WithdrawableEditView:
    """Mixed into Wagtail's editor of a photo or document: offers to withdraw it, or to ask for it back."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say first that it was withdrawn, if it was."""
        if self.request.method == "GET":
            say_if_withdrawn(self.request, self.object)
        return super().get_context_data(**kwargs)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Put the way to withdrawing beside Wagtail's own buttons."""
        kind, key = kind_of(self.object), self.object.pk
        buttons = list(super().header_more_buttons)
        if self.object.withdrawn_at:
            wish = WISHES[RequestKind.RESTORE]
            label = wish.doing if acts.decides_directly(self.request.user) else wish.asking
            buttons.append(Button(label, url=ask_path(wish.kind, kind, key), icon_name=wish.icon, priority=90))
        elif withdrawal.may_withdraw(self.request.user):
            label = _("Withdraw at once")
            buttons.append(Button(label, url=withdraw_path(kind, key), icon_name="warning", priority=90))
        return buttons


def say_if_withdrawn(request: HttpRequest, item: Any) -> None:
    """Tell whoever opens the editor of something that was withdrawn by whom it was, and why."""
    last = Approval.objects.about(kind_of(item), item.pk).first()
    if last and last.act == Act.WITHDRAWN:
        said = {"item": last.label, "who": last.decided_by_name or "?", "reason": last.comment}
        messages.warning(
            request,
            _("“%(item)s” was withdrawn from the public site by %(who)s: %(reason)s") % said,
        )
