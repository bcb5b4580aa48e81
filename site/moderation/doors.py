"""Wagtail's own doors to what is public, closed politely: they lead to the request, or say in a sentence why not.

That nothing gets through is the triggers' affair, and which buttons Wagtail shows follows from `page_permissions`. Here
a middleware stands before its views: some have no hooks, and others refuse before they run them.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.pages.bulk_actions import UnpublishBulkAction
from wagtail.models import Page

from moderation import registry
from moderation.links import ask_path
from moderation.middleware import refusal
from moderation.models.request import RequestKind
from moderation.registry import PAGE, kind_of
from moderation.requests import subjects
from moderation.requests.views import MOST_AT_ONCE

Door = Callable[..., HttpResponse | None]


class DoorMiddleware:
    """Answers in the place of those of Wagtail's views that would change what is public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Look for a door before the view that was found, for those who may enter the admin at all."""
        door = _doors().get(request.resolver_match.view_name)
        if door is None or not request.user.has_perm("wagtailadmin.access_admin"):
            return None
        return door(request, *args, **kwargs)


# --- Pages --------------------------------------------------------------------------------------------------------


def _page(pk: Any) -> Page | None:
    page = Page.objects.filter(pk=pk, depth__gt=1).first()
    return page.specific if page else None


def _unpublish_page(request: HttpRequest, page_id: int) -> HttpResponse | None:
    page = _page(page_id)
    return redirect(ask_path(RequestKind.UNPUBLISH, PAGE, page.pk)) if page else None


def _delete_page(request: HttpRequest, page_id: int) -> HttpResponse | None:
    page = _page(page_id)
    return redirect(ask_path(RequestKind.DELETE, PAGE, page.pk)) if page and subjects.was_decided_on(page) else None


def _move_page(request: HttpRequest, page_to_move_id: int, destination_id: int | None = None) -> HttpResponse | None:
    page = _page(page_to_move_id)
    if page is None or not subjects.is_public(page):
        return None
    address = ask_path(RequestKind.MOVE, PAGE, page.pk)
    return redirect(f"{address}?target={destination_id}" if destination_id else address)


def _unschedule(request: HttpRequest, page_id: int, revision_id: int) -> HttpResponse | None:
    page = _page(page_id)
    return redirect(ask_path(RequestKind.UNSCHEDULE, PAGE, page.pk)) if page else None


def _set_privacy(request: HttpRequest, page_id: int) -> HttpResponse:
    return refusal(
        request, _("Pages are public or they are not: to hide this one from parents, ask for it to be taken down.")
    )


def _convert_alias(request: HttpRequest, page_id: int) -> HttpResponse | None:
    page = _page(page_id)
    if page is None or not subjects.is_public(page):
        return None
    return refusal(
        request, _("A public mirror of another page stays one. Ask for it to be taken down, and write a new page.")
    )


# --- Many at once -------------------------------------------------------------------------------------------------

_BULK_WISHES = {
    "unpublish": (RequestKind.UNPUBLISH, lambda item: item.live),
    "delete": (RequestKind.DELETE, subjects.was_decided_on),
    "move": (RequestKind.MOVE, subjects.is_public),
}


def _bulk(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse | None:
    """Ask for all of the chosen that need it; what needs no decision is left to Wagtail if there is nothing else."""
    kind = f"{app_label}.{model_name}"
    if kind not in {subject.kind for subject in registry.subjects()}:
        return None
    if action == "publish":
        return refusal(request, _("Only the principal's approval publishes: submit each page in its editor."))
    wish, needs_request = _BULK_WISHES.get(action, (None, None))
    chosen = _chosen(request, app_label, model_name, action) if wish else []
    asking = [item for item in chosen if needs_request(item)]
    if not asking:
        return None
    if len(asking) > MOST_AT_ONCE:
        return refusal(request, _("Choose at most %(count)s at once.") % {"count": MOST_AT_ONCE})
    if len(asking) < len(chosen):
        messages.info(request, _("Drafts among these need no request: change them by themselves."))
    return redirect(ask_path(wish, kind, *(item.pk for item in asking)))


def _chosen(request: HttpRequest, app_label: str, model_name: str, action: str) -> list[Model]:
    """Return what was ticked, as Wagtail's own view finds it."""
    view_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if view_class is None:
        return []
    keys = request.GET.getlist("id")
    model = apps.get_model(app_label, model_name)
    if "all" in keys:
        keys = view_class(request, model).get_all_objects_in_listing_query(request.GET.get("childOf"))
    return list(model.objects.filter(pk__in=[key for key in keys if str(key).isdigit()]))


# --- Units, categories; collections -------------------------------------------------------------------------------


def _snippet_door(model: type[Model], wish: RequestKind) -> Door:
    def door(request: HttpRequest, pk: str, **kwargs: Any) -> HttpResponse | None:
        item = model._base_manager.filter(pk=pk).first() if str(pk).isdigit() else None
        if item is None or (wish == RequestKind.DELETE and not subjects.was_decided_on(item)):
            return None
        return redirect(ask_path(wish, kind_of(item), item.pk))

    return door


def _create_in_chooser(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    return refusal(request, _("Nothing is made in a chooser: make it in its own list, and submit it for approval."))


def _collection_privacy(request: HttpRequest, collection_id: int) -> HttpResponse:
    return refusal(
        request,
        _("Who may see a file does not depend on its collection: it is public while a public page uses it."),
    )


@cache
def _doors() -> dict[str, Door]:
    """Return the doors by the name of the view that they stand before."""
    doors: dict[str, Door] = {
        "wagtailadmin_pages:unpublish": _unpublish_page,
        "wagtailadmin_pages:delete": _delete_page,
        "wagtailadmin_pages:move": _move_page,
        "wagtailadmin_pages:move_confirm": _move_page,
        "wagtailadmin_pages:revisions_unschedule": _unschedule,
        "wagtailadmin_pages:set_privacy": _set_privacy,
        "wagtailadmin_pages:convert_alias": _convert_alias,
        "wagtailadmin_collections:set_privacy": _collection_privacy,
        "wagtail_bulk_action": _bulk,
    }
    for subject in registry.subjects():
        viewset = getattr(subject.model, "snippet_viewset", None)
        if viewset:
            doors[viewset.get_url_name("unpublish")] = _snippet_door(subject.model, RequestKind.UNPUBLISH)
            doors[viewset.get_url_name("revisions_unschedule")] = _snippet_door(subject.model, RequestKind.UNSCHEDULE)
            doors[viewset.get_url_name("delete")] = _snippet_door(subject.model, RequestKind.DELETE)
            doors[viewset.chooser_viewset.get_url_name("create")] = _create_in_chooser
    return doors


# --- What the lists offer for many at once ------------------------------------------------------------------------


@hooks.register("register_bulk_action", order=100)
class AskToTakeDown(UnpublishBulkAction):
    """Stands in the place of Wagtail's "Unpublish"; the door leads from there to the request."""

    display_name = gettext_lazy("Ask to take down")
    aria_label = gettext_lazy("Ask to take the chosen pages down")


@hooks.register("register_admin_urls")
def offer_no_publishing_of_many() -> list:
    """Take Wagtail's "Publish" from below the lists of pages. All its hooks are known once it builds its addresses."""
    bulk_action_registry.get_bulk_actions_for_model(Page._meta.app_label, Page._meta.model_name)
    bulk_action_registry.actions[Page._meta.app_label][Page._meta.model_name].pop("publish", None)
    return []
