"""The pages on which people are asked about a plan or a document: their list, and each with its form or summary."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from common.paging import page_of
from feedback.choices import Topic
from feedback.forms import CommentForm
from feedback.models import LONGEST_TEXT, Consultation
from feedback.plain import plain
from feedback.views import UNPROCESSABLE, Sheet, form_page, take_in

ON_A_PAGE = 20
TEMPLATE = "feedback/consultation.html"


@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """List them: the open ones first, then those to come, then those that are over."""
    public = Consultation.objects.public().on_site(Site.find_for_request(request))
    entries = page_of(Paginator(public.in_order(timezone.localdate()).for_reading(), ON_A_PAGE), request)
    return render(request, "feedback/consultations.html", {"entries": entries})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one: while it is open with the form, whose comments are taken in here, afterwards with what came of them."""
    site = Site.find_for_request(request)
    public = Consultation.objects.public().on_site(site).for_reading()
    shown = get_object_or_404(public.prefetch_related("points"), pk=pk)
    sheet = Sheet(CommentForm, TEMPLATE, Topic.COMMENT, shown)
    if not shown.is_open:
        return _closed(request, shown)
    if request.method == "POST":
        return take_in(request, site, sheet)
    return form_page(request, sheet, CommentForm(site=site))


def _closed(request: HttpRequest, shown: Consultation) -> HttpResponse:
    """Show it without a form. Whoever wrote past the last day gets a sentence, and their words back."""
    context = {"consultation": shown, "points": shown.points.all(), "months": settings.FEEDBACK_KEEP_MONTHS}
    if request.method != "POST":
        return render(request, TEMPLATE, context)
    over = _("Comments are not taken in any more, so yours was not sent. Your words are still below.")
    early = _("Comments are not taken in yet, so yours was not sent. Your words are still below.")
    context["problem"] = over if shown.is_over else early
    context["unsent"] = plain(request.POST.get("text", ""))[: 2 * LONGEST_TEXT]
    return render(request, TEMPLATE, context, status=UNPROCESSABLE)
