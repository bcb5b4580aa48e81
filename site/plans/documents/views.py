"""The files of public plans and reports at stable addresses."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from common.middleware import send
from plans.documents import made

UNAVAILABLE, TRY_AGAIN_SECONDS = 503, 60
TYPES = {
    "pdf": ("application/pdf", "inline"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "attachment"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "attachment"),
}


@require_safe
def plan_document(request: HttpRequest, key: str, slug: str, kind: str) -> HttpResponse:
    """Send the file of a public plan or report; 404 where it is not public, 503 for the moment until it is made."""
    page = made.find(Site.find_for_request(request), int(key), slug, kind)
    if page is None:
        raise Http404
    media_type, way = TYPES[kind]
    headers = {
        "Content-Type": media_type,
        "Content-Disposition": f"{way}; filename*=UTF-8''{quote(f'{page.slug}.{kind}')}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'",
        "Cache-Control": "no-cache",  # what it is made of may change or go at any moment
    }
    response = send(request, made.path_of(page, kind), headers)
    return response or _not_yet()


def _not_yet() -> HttpResponse:
    """Ask for a little patience: the worker makes the file, and a request waits for nothing."""
    sentence = _("This file is being made. Please try again in a minute.")
    headers = {"Retry-After": str(TRY_AGAIN_SECONDS), "Cache-Control": "no-store"}
    return HttpResponse(f"{sentence}\n", status=UNAVAILABLE, content_type="text/plain; charset=utf-8", headers=headers)
