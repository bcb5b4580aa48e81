"""The screen from which something is announced."""

from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Site, WorkflowState

from home.alert.acts import announce
from home.alert.forms import AlertForm
from home.alert.models import Alert
from moderation.decisions import Refused
from moderation.desk.reading import in_words
from moderation.links import ask_path, edit_path, review_path, share_path
from moderation.models.request import RequestKind
from moderation.people.access import is_principal, posted
from moderation.registry import kind_of
from moderation.roles import writes

UNPROCESSABLE = 422


def alert(request: HttpRequest) -> HttpResponse:
    """Show what stands above every page now, and take something new: published at once if the principal sends it."""
    if not writes(request.user):
        raise PermissionDenied
    site = Site.find_for_request(request)
    form = AlertForm(posted(request), site=site)
    if request.method == "POST" and form.is_valid():
        answer = _announce(request, form)
        if answer:
            return answer
    context = {
        "form": form,
        "direct": is_principal(request.user),
        "shown": [_shown(each, request) for each in Alert.objects.shown_on(site)],
        "waiting": [_waiting(each, request) for each in _submissions()],
    }
    return render(request, "home/alert/form.html", context, status=UNPROCESSABLE if form.errors else 200)


def _announce(request: HttpRequest, form: AlertForm) -> HttpResponse | None:
    """Announce it; None where that was refused, and then the form says why."""
    made = form.save(commit=False)
    try:
        waits_at = announce(made, request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    if waits_at:
        return redirect(share_path(waits_at))
    said = {"when": in_words(made.expire_at)}
    messages.success(request, _("It stands above every page now, and goes away by itself at %(when)s.") % said)
    return redirect("alert")


def _shown(each: Alert, request: HttpRequest) -> dict[str, Any]:
    """Return an alert that is public, with what can be done about it."""
    ways = {"edit_url": edit_path(each), "end_url": ask_path(RequestKind.UNPUBLISH.value, kind_of(each), each.pk)}
    return each.shown(request) | ways


def _submissions() -> QuerySet[WorkflowState]:
    """Return the alerts that wait for the principal."""
    kind = ContentType.objects.get_for_model(Alert)
    waiting = WorkflowState.objects.filter(base_content_type=kind, status=WorkflowState.STATUS_IN_PROGRESS)
    return waiting.select_related("current_task_state__revision", "requested_by").order_by("-created_at")


def _waiting(submission: WorkflowState, request: HttpRequest) -> dict[str, Any]:
    state, by = submission.current_task_state, submission.requested_by
    url = review_path(state) if is_principal(request.user) else share_path(state) if by == request.user else ""
    return {"text": state.revision.object_str, "by": by, "url": url}
