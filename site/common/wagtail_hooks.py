"""The school's own colours in the admin, and the last door before a page is served."""

from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page

from common.models import public_pages


@hooks.register("insert_global_admin_css")
def wear_the_schools_colours() -> SafeString:
    """After Wagtail's own styles, whose custom properties it sets."""
    return format_html('<link rel="stylesheet" href="{}">', static("common/admin.css"))


@hooks.register("before_serve_page")
def serve_only_what_is_public(page: Page, request: HttpRequest, args: list, kwargs: dict) -> None:
    """Answer 404 for a live page that fulfils not everything that "public" asks for (an approval, above all)."""
    if not public_pages().filter(pk=page.pk).exists():
        raise Http404
