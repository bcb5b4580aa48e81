"""Asking for a report, waiting while it is made, new figures for a draft, and the staff's own files."""

from pathlib import Path

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Site

from common.middleware import send
from plans.documents.views import TYPES
from plans.models import PlanPage, ReportMaking, ReportPage
from plans.models.report import MakingState
from plans.report import copies, making
from plans.report.forms import ReportForm

UNPROCESSABLE = 422
LOOK_AGAIN_SECONDS = 2


def reports(request: HttpRequest, pk: int) -> HttpResponse:
    """List the reports on a plan, and take the days of a new one."""
    _reporters_only(request)
    plan = get_object_or_404(PlanPage.objects.public().in_site(Site.find_for_request(request)), pk=pk)
    form = ReportForm(request.POST or None, plan=plan, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        return _wait_for(making.ask(plan, form.days, request.user, form.words))
    pages = ReportPage.objects.child_of(plan).newest_first().prefetch_workflow_states()
    context = {"plan": plan, "form": form, "reports": pages, "waiting": _waiting_for(plan)}
    return render(request, "plans/report/reports.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a report has come; once it is made, its draft."""
    _reporters_only(request)
    found = get_object_or_404(ReportMaking.objects.filter(plan__in=_plans(request)), pk=pk)
    if found.state == MakingState.MADE:
        if found.page is None:
            return redirect("plan_reports", found.plan_id)
        messages.success(request, _("The figures are made. Add your remarks, then submit the report."))
        return redirect("wagtailadmin_pages:edit", found.page_id)
    steps = [(name, place < found.step) for place, name in enumerate(making.STEPS)]
    response = render(request, "plans/report/progress.html", {"making": found, "steps": steps})
    if found.state == MakingState.WAITING:
        response["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return response


@require_POST
def anew(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the figures of a report be made anew, for the same days."""
    page = _report(request, pk)
    if page.workflow_in_progress:
        messages.error(request, _("This report waits to be approved: its figures stay until that is decided."))
        return redirect("plan_reports", page.get_parent().pk)
    plan = get_object_or_404(PlanPage.objects.public().parent_of(page))
    return _wait_for(making.ask(plan, (page.starts_on, page.ends_on), request.user, page=page))


def copies_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer the staff's files of the newest version, or have them made."""
    page = _report(request, pk)
    if request.method == "POST":
        if not copies.want(page):
            messages.error(request, _("Let the figures be made first."))
        return redirect("plan_report_copies", page.pk)
    awaited = copies.awaited(page)
    context = {"page": page, "ready": copies.ready(page), "awaited": awaited, "kinds": list(copies.WRITERS)}
    response = render(request, "plans/report/copies.html", context)
    if awaited:
        response["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return response


@require_safe
def copy(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Send one of the staff's files; 404 where it is not made, or of an older version."""
    page = _report(request, pk)
    path = copies.path_of(page, kind) if kind in copies.WRITERS else Path()
    headers = {
        "Content-Type": TYPES[kind][0] if kind in TYPES else "",
        "Content-Disposition": f'attachment; filename="{page.slug}-noi-bo.{kind}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store, private",
    }
    response = send(request, path, headers) if kind in copies.WRITERS else None
    if response is None:
        raise Http404
    return response


def _reporters_only(request: HttpRequest) -> None:
    if not copies.may_report(request.user):
        raise PermissionDenied(_("Only the school's leadership and the web officer have reports made."))


def _plans(request: HttpRequest) -> object:
    return PlanPage.objects.in_site(Site.find_for_request(request))


def _report(request: HttpRequest, pk: int) -> ReportPage:
    _reporters_only(request)
    return get_object_or_404(ReportPage.objects.in_site(Site.find_for_request(request)), pk=pk)


def _waiting_for(plan: PlanPage) -> object:
    return ReportMaking.objects.waiting().filter(plan=plan)


def _wait_for(asked: ReportMaking) -> HttpResponse:
    return redirect("plan_report_progress", asked.pk)
