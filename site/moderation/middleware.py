"""Turns a refusal of the guard into words."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from moderation.guard import NotApproved, refused_by_trigger, sentence
from moderation.refusals import NotAllowed

FORBIDDEN = 403


class RefusalMiddleware:
    """Shows who is signed in why something was refused, and leads back to where they were."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal; leave every other error to Django."""
        if isinstance(exception, NotAllowed):
            return refusal(request, " ".join(exception.messages))
        if not refused_by_trigger(exception):
            return None
        return refusal(request, str(exception) if isinstance(exception, NotApproved) else sentence())


def refusal(request: HttpRequest, text: str) -> HttpResponse:
    """Return `text` to a script, or show it where the request came from."""
    if "application/json" in request.headers.get("accept", "") or _is_script(request):
        return JsonResponse({"success": False, "error_code": "not_approved", "error_message": text}, status=FORBIDDEN)
    messages.error(request, text)
    return redirect(_back(request))


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest"


def _back(request: HttpRequest) -> str:
    referer = request.headers.get("referer", "")
    own = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if own else reverse("wagtailadmin_home")
