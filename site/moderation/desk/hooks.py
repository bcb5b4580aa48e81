"""Where the desk meets Wagtail's admin: its addresses, the menu, the dashboard, the editor of what waits."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel

from common.menu import EntryFor
from moderation.decisions import UNDONE_LOGGED
from moderation.desk import items, urls
from moderation.desk.access import may_use_desk
from moderation.desk.submission import Submission, waiting_of
from moderation.links import review_path, share_path

_NEXT_ON_DASHBOARD = 3
_SCRIPT = forms.Script("moderation/share.js", type="module")


@hooks.register("register_log_actions")
def name_undoing(actions: Any) -> None:
    """Name the act in which an approval is taken back."""
    actions.register_action(UNDONE_LOGGED, _("Approval undone"), _("Undid the approval within a minute"))


@hooks.register("register_admin_urls")
def addresses_of_the_desk() -> list[URLPattern]:
    """Give the desk and what lies on it addresses that a mail can carry."""
    return urls.urlpatterns


@hooks.register("register_admin_menu_item")
def put_the_desk_in_the_menu() -> MenuItem:
    """Above everything else: it is what an approver comes for."""
    address = reverse("moderation_desk")
    return EntryFor(
        _("Approval desk"), address, name="desk", icon_name="clipboard-list", order=1, shown_to=may_use_desk
    )


class DeskPanel(Component):
    """What waits, on the dashboard of whoever decides."""

    name = "desk"
    order = 10
    template_name = "moderation/desk/panel.html"

    class Media:
        css = {"all": ["moderation/desk.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return the oldest that wait, and how many there are."""
        user = parent_context["request"].user
        if not may_use_desk(user):
            return {"shown": False}
        waiting = items.waiting_for(user)
        return {"shown": True, "oldest": waiting[:_NEXT_ON_DASHBOARD], "count": len(waiting)}


@hooks.register("construct_homepage_panels")
def lead_to_the_desk(request: HttpRequest, panels: list[Component]) -> None:
    """Put the desk in the place of Wagtail's own list, which decides without showing what."""
    panels[:] = [panel for panel in panels if not isinstance(panel, WorkflowObjectsToModeratePanel)]
    panels.append(DeskPanel())


# --- The editor of something that waits ---------------------------------------------------------------------------


class ReviewMenuItem(ActionMenuItem):
    """The way from the editor of something that waits to the page on which it is decided."""

    name = "action-review"
    label = _("Read and decide")
    icon_name = "clipboard-list"

    def get_url(self, context: Mapping[str, Any]) -> str:
        """Return the address of the decision."""
        return review_path(_waiting(context).current_workflow_task_state)


class ShareMenuItem(ActionMenuItem):
    """The way for an author to tell the principal: by the phone's own share sheet, or a page with the link."""

    name = "action-share"
    template_name = "moderation/desk/share_menu_item.html"

    class Media:
        js = [_SCRIPT]

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add what is shared."""
        state = _waiting(parent_context).current_workflow_task_state
        return super().get_context_data(parent_context) | {"submission": Submission(state)}


def _waiting(context: Mapping[str, Any]) -> Any:
    return context.get("page") or context.get("instance")


@hooks.register("construct_page_action_menu")
@hooks.register("construct_snippet_action_menu")
def offer_the_decision(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """Put first what can be done about something that waits: deciding, or telling who decides."""
    item = _waiting(context)
    state = getattr(item, "current_workflow_task_state", None)
    if state is None:
        return
    decides = state.task.specific.get_actions(item, request.user)
    menu_items.insert(0, ReviewMenuItem(order=0) if decides else ShareMenuItem(order=0))


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def offer_to_share(request: HttpRequest, item: Any) -> HttpResponse | None:
    """After submitting, offer the link that the principal needs: principals read Zalo before they read mail."""
    if not {"action-submit", "action-restart-workflow"} & set(request.POST):
        return None
    state = waiting_of(item)  # the editor's own object does not know yet
    return redirect(share_path(state)) if state else None
