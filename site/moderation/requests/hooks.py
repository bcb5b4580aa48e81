"""Where requests and withdrawals meet Wagtail's admin: addresses, buttons, the menu, a word in the editor."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus import MenuItem as Entry
from wagtail.models import Page, Site
from wagtail.snippets.action_menu import ActionMenuItem

from common.menu import EntryFor
from moderation import registry, withdrawal
from moderation.links import ask_path, request_path, withdraw_path
from moderation.models.request import RequestKind
from moderation.registry import kind_of
from moderation.requests import acts, on_desk, subjects, urls  # noqa: F401 - the desk hears of `on_desk`
from moderation.requests.wishes import WISHES, Wish
from moderation.withdrawal_views import say_if_withdrawn

_FIRST, _STEP = 70, 2


@hooks.register("register_admin_urls")
def addresses_of_requests() -> list[URLPattern]:
    """Give requests and withdrawals addresses that a mail can carry."""
    return urls.urlpatterns


@hooks.register("register_reports_menu_item")
def put_requests_in_the_menu() -> MenuItem:
    """Among the reports."""
    return EntryFor(
        gettext_lazy("Requests"),
        reverse("moderation_requests"),
        name="requests",
        icon_name="mail",
        order=20,
        shown_to=_may_ask,
    )


@hooks.register("register_reports_menu_item")
def put_withdrawals_in_the_menu() -> MenuItem:
    """Among the reports."""
    return EntryFor(
        gettext_lazy("Withdrawn"),
        reverse("moderation_withdrawn"),
        name="withdrawn",
        icon_name="no-view",
        order=30,
        shown_to=withdrawal.may_withdraw,
    )


def _may_ask(user: Any) -> bool:
    """Everybody who writes may ask for anything; an operator has nothing to ask for."""
    return user.has_perm("wagtailadmin.access_admin") and _writes(user)


def _writes(user: Any) -> bool:
    from wagtail.permissions import page_permission_policy

    return page_permission_policy.user_has_any_permission(user, {"add", "change"})


# --- Buttons ------------------------------------------------------------------------------------------------------


@hooks.register("register_page_listing_more_buttons")
def offer_in_lists_of_pages(page: Page, user: Any, next_url: str | None = None) -> Iterator[Entry]:
    """Offer what can be asked for or done about a page."""
    yield from _entries(page, user, may_ask=page.permissions_for_user(user).can_edit())


@hooks.register("register_page_header_buttons")
def offer_in_the_editor(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Entry]:
    """Offer what can be asked for or done about a page."""
    may_ask = page.permissions_for_user(user).can_edit()
    yield from _entries(page, user, may_ask=may_ask)
    yield from _unplanning(page, user, may_ask=may_ask)


@hooks.register("register_snippet_listing_buttons")
def offer_in_lists_of_snippets(snippet: Model, user: Any, next_url: str | None = None) -> Iterator[Entry]:
    """Offer what can be asked for or done about a unit or category."""
    if registry.subject_of(snippet):
        yield from _entries(snippet, user, may_ask=subjects.may_ask(user, snippet))


class SnippetEntry(ActionMenuItem):
    """One of those offers in the menu of a unit's editor."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(order=entry.priority)
        self.label, self.icon_name, self.address = entry.label, entry.icon_name, entry.url

    def get_url(self, parent_context: Any) -> str:
        """Return where it leads."""
        return self.address


@hooks.register("construct_snippet_action_menu")
def offer_in_the_editor_of_snippets(menu_items: list[ActionMenuItem], request: HttpRequest, context: Any) -> None:
    """Offer what can be asked for or done about a unit or category."""
    snippet = context.get("instance")
    if snippet and snippet.pk and registry.subject_of(snippet):
        may_ask = subjects.may_ask(request.user, snippet)
        for offer in (_entries, _unplanning):
            menu_items.extend(SnippetEntry(entry) for entry in offer(snippet, request.user, may_ask=may_ask))


def _entries(item: Model, user: Any, *, may_ask: bool) -> Iterator[Entry]:
    """Yield what fits: nothing for a draft that was never public, nothing for the front page."""
    if isinstance(item, Page) and _is_where_a_site_begins(item):
        return
    for place, kind in enumerate(_fitting(item) if may_ask else ()):
        yield _entry(WISHES[kind], item, user, place)
    if item.live and withdrawal.may_withdraw(user):
        address = withdraw_path(kind_of(item), item.pk)
        yield Entry(_("Withdraw at once"), address, "warning", priority=_FIRST + 10 * _STEP)


def _unplanning(item: Model, user: Any, *, may_ask: bool) -> Iterator[Entry]:
    """Yield the way to stop what was approved for a later moment."""
    if may_ask and subjects.is_planned(item):
        yield _entry(WISHES[RequestKind.UNSCHEDULE], item, user, place=9)


def _entry(wish: Wish, item: Model, user: Any, place: int) -> Entry:
    label = wish.doing if acts.decides_directly(user) else wish.asking
    return Entry(label, ask_path(wish.kind, kind_of(item), item.pk), wish.icon, priority=_FIRST + place * _STEP)


def _fitting(item: Model) -> list[RequestKind]:
    """Return what makes sense now, as far as it can be told without asking the ledger for each row of a list."""
    if item.live:
        kinds = [RequestKind.UNPUBLISH, RequestKind.MOVE, RequestKind.DELETE]
    elif isinstance(item, Page) and subjects.is_public(item):
        kinds = [RequestKind.MOVE, RequestKind.DELETE]
    elif isinstance(item, Page) and not item.first_published_at:
        kinds = []
    else:
        kinds = [RequestKind.RESTORE, RequestKind.DELETE]
    return [kind for kind in kinds if WISHES[kind].fits(item)]


def _is_where_a_site_begins(page: Page) -> bool:
    return any(root.root_path == page.url_path for root in Site.get_site_root_paths())


# --- A word in the editor -----------------------------------------------------------------------------------------


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def say_what_waits(request: HttpRequest, item: Model) -> None:
    """Tell whoever opens the editor that a request waits, or that it was withdrawn."""
    if request.method != "GET" or not registry.subject_of(item):
        return
    asked = acts.waiting_about(item)
    if asked:
        text = _("A request about this waits for the principal: %(wish)s.") % {"wish": acts.wish_of(asked).asking}
        messages.info(request, text, buttons=[messages.button(request_path(asked), _("See the request"))])
    if not item.live:
        say_if_withdrawn(request, item)
