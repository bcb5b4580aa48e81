"""Pages of a list: `?trang=2`."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_PARAMETER = "trang"


def page_of(paginator: Paginator, request: HttpRequest) -> Page:
    """Return the page that the request asks for; the first or last one where it asks for nonsense."""
    return paginator.get_page(request.GET.get(PAGE_PARAMETER))
