"""Sending a plan's file, waiting while it is read, reviewing what was read, and the draft that comes of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Site

from plans.importing import Units
from plans.intake.accepting import accept
from plans.intake.forms import SendForm
from plans.intake.marked import pieces
from plans.intake.review import Review
from plans.models import PlanIndexPage, PlanPage, Unit
from plans.models.source import PlanSource, SourceState
from plans.reader import UnreadablePlan

UNPROCESSABLE = 422
LOOK_AGAIN_SECONDS = 2


def _required_place(request: HttpRequest) -> PlanIndexPage:
    """Return the list that this user may put a plan into. Raise PermissionDenied where there is none."""
    for place in PlanIndexPage.objects.in_site(Site.find_for_request(request)):
        if place.permissions_for_user(request.user).can_add_subpage():
            return place
    raise PermissionDenied


def send(request: HttpRequest) -> HttpResponse:
    """Take a file or a text, and let it be read by the worker."""
    _required_place(request)
    site = Site.find_for_request(request)
    plans = PlanPage.objects.in_site(site).newest_first()
    form = SendForm(request.POST or None, request.FILES or None, plans=plans)
    if request.method == "POST" and form.is_valid():
        file, text = form.cleaned_data["file"], form.cleaned_data["text"]
        source = PlanSource.objects.create(
            site=site,
            sent_by=request.user,
            name=file.name[:255] if file else "",
            file=file or "",
            text="" if file else text,
            replaces=form.cleaned_data["replaces"],
        )
        return redirect("plan_import_review", source.pk)
    context = {"form": form, "unfinished": PlanSource.objects.open_of(request.user)}
    return render(request, "plans/intake/send.html", context, status=UNPROCESSABLE if form.errors else 200)


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a source has come; once it is read, the reading beside it, and make the draft when it is sent."""
    place = _required_place(request)
    source = _own(request, pk)
    if source.state == SourceState.WAITING:
        return _waiting(request, source)
    if source.state == SourceState.REFUSED:
        sentence = UnreadablePlan(source.refusal).sentence(source, _)
        return render(request, "plans/intake/refused.html", {"source": source, "sentence": sentence})
    if source.state == SourceState.ACCEPTED:
        return _to_the_draft(source.became)
    sent = Review(source, request.POST) if request.method == "POST" else Review(source)
    if request.method == "POST" and sent.is_valid():
        plan = accept(sent, place, request.user)
        messages.success(request, _("The draft is made. Look it over once more, then submit it."))
        return _to_the_draft(plan)
    return _show(request, source, sent)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away a source that became no draft."""
    _required_place(request)
    source = _own(request, pk)
    if source.state != SourceState.ACCEPTED:
        if source.file:
            source.file.delete(save=False)
        source.delete()
        messages.success(request, _("“%(name)s” was thrown away.") % {"name": source})
    return redirect("plan_import")


def _own(request: HttpRequest, pk: int) -> PlanSource:
    """Return the source `pk` if this user sent it: what others are reading is theirs until it is a draft."""
    return get_object_or_404(PlanSource.objects.select_related("replaces", "became"), pk=pk, sent_by=request.user)


def _waiting(request: HttpRequest, source: PlanSource) -> HttpResponse:
    before = PlanSource.objects.waiting().filter(pk__lt=source.pk).count()
    response = render(request, "plans/intake/waiting.html", {"source": source, "before": before})
    response["Refresh"] = str(LOOK_AGAIN_SECONDS)
    return response


def _show(request: HttpRequest, source: PlanSource, sent: Review) -> HttpResponse:
    units = Units(source.site)
    context = {
        "source": source,
        "review": sent,
        "pieces": pieces(source.text, source.trail),
        "new_units": sent.new_units(units),
        "known_units": Unit.objects.on_site(source.site).values_list("name", flat=True),
        "warnings": source.reading["warnings"],
        "kept": set(request.POST.getlist("keep")) if request.method == "POST" else None,
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "plans/intake/review.html", context, status=status)


def _to_the_draft(plan: PlanPage | None) -> HttpResponse:
    return redirect("wagtailadmin_pages:edit", plan.pk) if plan else redirect("plan_import")
