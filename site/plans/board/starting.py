"""A new article that is already tied to what it serves: "?serves=12" in the address of Wagtail's own form."""

from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from wagtail import hooks
from wagtail.models import Page, Site
from wagtail.signals import init_new_page

from common.models import User
from plans import evidence
from plans.models import PlanItem
from plans.serving import ServesPlan

# Wagtail tells the hook of the request, and the signal that follows of the page.
_asked: ContextVar[list[str]] = ContextVar("asked", default=[])  # noqa: B039 - never changed in place


@hooks.register("before_create_page")
def remember_what_is_served(request: HttpRequest, parent: Page, model: type[Page]) -> None:
    """Keep what the address asks for until the page is there."""
    _asked.set([key for key in request.GET.getlist("serves") if key.isdigit()])


def tie(page: Page, **kwargs: Any) -> None:
    """Let a new page serve what was asked for, as long as an approved plan holds it."""
    asked, _nothing = _asked.get(), _asked.set([])
    if asked and isinstance(page, ServesPlan):
        page.serves = list(PlanItem.objects.promised().filter(pk__in=asked))


def connect() -> None:
    """Called once, when the app is ready."""
    init_new_page.connect(tie, dispatch_uid="tie-new-page")


def ways(user: User, site: Site) -> list[tuple[str, str]]:
    """Return (what it is called, address of its form) of each kind of page that `user` may write and that can serve."""
    found = []
    for model in evidence.pages():
        parents = [each for each in model.allowed_parent_page_models() if issubclass(each, Page)]
        places = Page.objects.in_site(site).type(*parents) if parents else ()
        place = next((each for each in places if each.permissions_for_user(user).can_add_subpage()), None)
        if place:
            names = [model._meta.app_label, model._meta.model_name, place.pk]
            found.append((str(model._meta.verbose_name), reverse("wagtailadmin_pages:add", args=names)))
    return found


def serving(address: str, item: PlanItem) -> str:
    """Return the address of a form with what the new page is to serve."""
    return f"{address}?{urlencode({'serves': item.pk})}"
