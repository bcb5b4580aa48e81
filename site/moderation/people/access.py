"""Who may see and do what on these pages."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from wagtail.models import Page, Site

from moderation.roles import Role, has_role


def is_principal(user: Any) -> bool:
    """Say whether `user` decides here."""
    return has_role(user, Role.PRINCIPAL)


def may_see_delegations(user: Any) -> bool:
    """Say whether `user` may read what was delegated: the principal, and those who decide in the principal's place."""
    return is_principal(user) or has_role(user, Role.DEPUTY_PRINCIPAL)


def may_see_approvers(user: Any) -> bool:
    """Say whether `user` may read who approves: approvers, and whoever looks after the accounts."""
    return may_see_delegations(user) or may_ask(user)


def may_ask(user: Any) -> bool:
    """Say whether `user` looks after the accounts, and may ask the principal to make somebody approver or no longer."""
    return user.is_active and user.has_perm("common.change_user")


def require(allowed: bool) -> None:
    """Refuse what is not `allowed`, as Wagtail's own pages do."""
    if not allowed:
        raise PermissionDenied


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent, for a form that may be sent with nothing ticked; None where it is only opened."""
    return request.POST if request.method == "POST" else None


def sections(request: HttpRequest) -> QuerySet[Page]:
    """Return the sections of the site: the public pages right below its front page, in the order of the tree."""
    site = Site.find_for_request(request)
    return site.root_page.get_children().live() if site else Page.objects.none()
