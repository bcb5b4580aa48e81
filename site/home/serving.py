"""Serving the pages of the tree: what everybody may see in a few queries, and all else in Wagtail's way."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as serve_wagtails_way

from common.models import is_public_page
from home.frame import front_page

READING = ("GET", "HEAD")


def page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at `path`. Wagtail asks for each page on the way there, and twice for what is private.

    A page that is public needs none of that. Whatever is not (a draft, a private page, an alias, no page at all) is
    Wagtail's to refuse, to ask a password for, or to answer with 404.
    """
    found = _public_page(request, [part for part in path.split("/") if part]) if request.method in READING else None
    if found is None:
        return serve_wagtails_way(request, path)
    return found.page.serve(request, *found.args, **found.kwargs)


def _public_page(request: HttpRequest, parts: list[str]) -> RouteResult | None:
    """Return the public page and what of it is asked for, as Wagtail's `route` does; None where there is none."""
    home = front_page(request)
    if home is None or not parts:
        return RouteResult(home) if home else None
    way = _way(Site.find_for_request(request).root_page, parts)
    if not way or way[-1].alias_of_id or not way[-1].is_public:
        return None
    found = way[-1].specific_class.objects.public().for_reading().filter(pk=way[-1].pk).first()
    if found is None:
        return None
    found.pages_above = [above for above in way[:-1] if above.is_public]
    try:
        return found.route(request, parts[len(way) :])
    except Http404:
        return None


def _way(root: Page, parts: list[str]) -> list[Page]:
    """Return the pages below `root` that the parts of the address name one after the other, as far as there are any."""
    named = Page.objects.filter(slug__in=parts, path__startswith=root.path, depth__gt=root.depth)
    known = named.filter(depth__lte=root.depth + len(parts)).annotate(is_public=is_public_page("pk"))
    by_place = {(each.path[: -Page.steplen], each.slug): each for each in known}
    way: list[Page] = []
    above = root.path
    for number, part in enumerate(parts, start=1):
        each = by_place.get((above, part))
        if each is None:
            break
        way.append(each)
        if _has_route(each, parts[number:]):
            break
        above = each.path
    return way


def _has_route(page: Page, rest: list[str]) -> bool:
    """Say whether a page answers itself for what is below its address: a list's feed comes before its articles."""
    if not rest or not issubclass(page.specific_class, RoutablePageMixin):
        return False
    try:
        page.specific_class.get_resolver().resolve(f"/{'/'.join(rest)}/")
    except Resolver404:
        return False
    return True
