"""Old addresses. One leads on as long as somebody decided that it does, and to nothing that the public may not see.

Where a page stood that was taken down, readers are told so.
"""

from collections.abc import Callable

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from common.models import public_pages
from moderation import addresses
from moderation.models import Standing

NOT_FOUND, GONE = 404, 410
READING = ("GET", "HEAD")


class RedirectMiddleware:
    """Answers what is not found with the place where it is now. Wagtail's own leads to pages that were taken down, too.

    That would tell the address of a draft, and a page that came back to its old address would lead to itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual, unless there is nothing here any more."""
        response = self.get_response(request)
        if response.status_code != NOT_FOUND:
            return response
        redirect = _redirect_from(request)
        link = redirect.link if redirect else None
        if not link:
            return _gone(request) if _stood_here(request) else response
        return HttpResponsePermanentRedirect(link) if redirect.is_permanent else HttpResponseRedirect(link)


def _stood_here(request: HttpRequest) -> bool:
    path, site = uri_to_iri(request.path), Site.find_for_request(request)
    return request.method in READING and site is not None and addresses.is_former(path, site)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "410.html", status=GONE)


def _redirect_from(request: HttpRequest) -> Redirect | None:
    """Return where the address leads with its query, else without; this site's own redirect before one of all sites."""
    whole = uri_to_iri(request.get_full_path())
    if "\x00" in whole:  # which PostgreSQL refuses to look for
        return None
    paths = [Redirect.normalise_path(path) for path in (whole, whole.partition("?")[0])]
    standing = Standing.objects.sound().filter(kind=Redirect._meta.label_lower, key=OuterRef("pk"))
    found = Redirect.get_for_site(Site.find_for_request(request)).filter(Exists(standing), old_path__in=paths)
    visible = [each for each in found if _leads_to_the_public(each)]
    return min(visible, key=lambda each: (paths.index(each.old_path), each.site_id is None), default=None)


def _leads_to_the_public(redirect: Redirect) -> bool:
    return redirect.redirect_page_id is None or public_pages().filter(pk=redirect.redirect_page_id).exists()
