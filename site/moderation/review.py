"""Reading what waits, and deciding: exactly the revision that was submitted, and nothing that came after it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, TaskState

from moderation.links import edit_path
from moderation.models import ISSUE_OWN, PrincipalApprovalTask

REJECT, APPROVE = "reject", "approve"


class DecisionForm(forms.Form):
    """A decision and what the author is told about it."""

    action = forms.ChoiceField(choices=[(name, name) for name in (APPROVE, ISSUE_OWN, REJECT)])
    comment = forms.CharField(
        label=gettext_lazy("What the author is told"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever returns something says why."""
        cleaned = super().clean()
        if cleaned.get("action") == REJECT and not cleaned.get("comment"):
            self.add_error("comment", _("Write what is to be changed, so that the author knows what to do."))
        return cleaned


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a submission as parents will see it, and take the decision. 403 for whoever may not decide."""
    state = get_object_or_404(TaskState.objects.select_related("workflow_state", "revision"), pk=pk)
    item = state.workflow_state.content_object
    task = state.task.specific
    if not isinstance(task, PrincipalApprovalTask) or not task.user_can_access_editor(item, request.user):
        raise PermissionDenied
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _decide(request, state.pk, form.cleaned_data)
    waiting = _is_waiting(state)
    actions = [name for name, _label, _modal in task.get_actions(item, request.user)] if waiting else []
    submitted = state.revision.as_object()
    context = {
        "item": submitted,
        "kind": submitted._meta.verbose_name,
        "state": state,
        "form": form,
        "waiting": waiting,
        "actions": actions,
        "author": state.workflow_state.requested_by,
        "preview_url": _revision_path(item, state.revision_id),
        "edit_url": edit_path(item),
    }
    return render(request, "moderation/review.html", context, status=200 if form.is_valid() or not form.errors else 422)


@transaction.atomic
def _decide(request: HttpRequest, pk: int, decision: dict[str, str]) -> HttpResponse:
    """Carry the decision out, unless somebody was faster or the author took the submission back."""
    state = TaskState.objects.select_for_update(of=("self",)).get(pk=pk)
    item = state.workflow_state.content_object
    task = state.task.specific
    if not _is_waiting(state):
        messages.warning(request, _("This has been decided or withdrawn meanwhile. Nothing was changed."))
        return redirect("moderation_review", pk=pk)
    if decision["action"] not in [name for name, _label, _modal in task.get_actions(item, request.user)]:
        raise PermissionDenied
    task.on_action(state.specific, request.user, decision["action"], comment=decision["comment"])
    if decision["action"] == REJECT:
        messages.success(request, _("“%(item)s” has been returned to its author.") % {"item": item})
    else:
        messages.success(request, _("“%(item)s” is approved. Parents can read it now.") % {"item": item})
    return redirect("wagtailadmin_home")


def _is_waiting(state: TaskState) -> bool:
    """Say whether `state` is what its submission is waiting at."""
    in_progress = state.status == TaskState.STATUS_IN_PROGRESS
    return in_progress and state.workflow_state.current_task_state_id == state.pk


def _revision_path(item: Any, revision_pk: int) -> str:
    """Return where the very revision that waits is rendered with the public template."""
    if isinstance(item, Page):
        return reverse("wagtailadmin_pages:revisions_view", args=[item.pk, revision_pk])
    return reverse(item.snippet_viewset.get_url_name("revisions_view"), args=[item.pk, revision_pk])
