"""The school's own colours in the admin, forms that are saved once, and the last door before a page is served."""

from django.http import Http404, HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler

from common.models import public_pages


@hooks.register("insert_global_admin_css")
def wear_the_schools_colours() -> SafeString:
    """After Wagtail's own styles, whose custom properties it sets."""
    return format_html('<link rel="stylesheet" href="{}">', static("common/admin.css"))


@hooks.register("insert_global_admin_js")
def save_one_form_once() -> SafeString:
    """Beside Wagtail's own script, which saves drafts by itself and does not wait for that when a form is sent."""
    return format_html('<script type="module" src="{}"></script>', static("common/one-saving.js"))


@hooks.register("before_serve_page")
def serve_only_what_is_public(page: Page, request: HttpRequest, args: list, kwargs: dict) -> None:
    """Answer 404 for a live page that fulfils not everything that "public" asks for (an approval, above all)."""
    if not public_pages().filter(pk=page.pk).exists():
        raise Http404


class PublicPageLinkHandler(PageLinkHandler):
    """Links in a text to a page that is not public lead nowhere: its address is a draft's, and would change with it."""

    @classmethod
    def get_many(cls, attrs_list: list[dict]) -> list[Page | None]:
        """Return the public ones of the pages that are linked to."""
        pages = super().get_many(attrs_list)
        public = set(public_pages().filter(pk__in=[page.pk for page in pages if page]).values_list("pk", flat=True))
        return [page if page and page.pk in public else None for page in pages]


@hooks.register("register_rich_text_features", order=100)
def lead_only_to_what_is_public(features: FeatureRegistry) -> None:
    """In the place of Wagtail's own."""
    features.register_link_type(PublicPageLinkHandler)
