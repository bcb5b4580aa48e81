"""Pages of a list: `?trang=2`."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PAGE_PARAMETER = "trang"
LONGEST_NUMBER = 6


def page_of(paginator: Paginator, request: HttpRequest) -> Page:
    """Return the page that the request asks for; the first or last one where it asks for nonsense."""
    return paginator.get_page(request.GET.get(PAGE_PARAMETER))


def page_in_address(request: HttpRequest) -> str:
    """Return "?trang=2", or "" on the first page and where nonsense is asked for."""
    number = request.GET.get(PAGE_PARAMETER, "")
    is_later = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER and int(number) > 1
    return f"?{PAGE_PARAMETER}={int(number)}" if is_later else ""
