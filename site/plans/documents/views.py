"""The files of public plans at stable addresses."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.models import Site

from common.middleware import send
from plans.documents import made
from plans.models import PlanPage

TYPES = {
    "pdf": ("application/pdf", "inline"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment"),
}


@require_safe
def plan_document(request: HttpRequest, key: str, slug: str, kind: str) -> HttpResponse:
    """Send the file of a public plan; 404 where the plan is not public or its file is not made yet."""
    plans = PlanPage.objects.public().in_site(Site.find_for_request(request))
    plan = get_object_or_404(plans, pk=key, slug=slug)
    media_type, way = TYPES[kind]
    headers = {
        "Content-Type": media_type,
        "Content-Disposition": f"{way}; filename*=UTF-8''{quote(f'{plan.slug}.{kind}')}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'",
        "Cache-Control": "no-cache",  # the plan may change or go at any moment
    }
    response = send(request, made.path_of(plan, kind), headers)
    if response is None:
        raise Http404
    return response
