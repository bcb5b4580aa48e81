"""Where approving meets Wagtail's admin: an address, a button, and the log's words."""

from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem

from moderation.links import review_path
from moderation.models import ISSUE_OWN_LOGGED
from moderation.review import review


@hooks.register("register_log_actions")
def name_our_actions(actions: object) -> None:
    """Name the act in which a principal issues what the principal wrote."""
    actions.register_action(ISSUE_OWN_LOGGED, _("Issued in own name"), _("Issued what they wrote themselves"))


@hooks.register("register_admin_urls")
def address_of_reviews() -> list[URLPattern]:
    """Give submissions an address that a mail can carry."""
    return [path("review/<int:pk>/", review, name="moderation_review")]


class ReviewMenuItem(ActionMenuItem):
    """The way from the editor of something that waits to the page on which it is decided."""

    name = "action-review"
    label = _("Read and decide")
    icon_name = "clipboard-list"

    def get_url(self, context: dict) -> str:
        """Return the address of the decision."""
        return review_path(context["page"].current_workflow_task_state)


@hooks.register("construct_page_action_menu")
def offer_the_decision(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict) -> None:
    """Put the decision first, for whoever may decide."""
    page = context.get("page")
    task = page.current_workflow_task if page else None
    if task and task.get_actions(page, request.user):
        menu_items.insert(0, ReviewMenuItem(order=0))
