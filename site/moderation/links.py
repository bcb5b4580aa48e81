"""Addresses that mails and the desk carry."""

from django.db.models import Model
from django.urls import reverse
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page, PreviewableMixin, TaskState


def edit_path(item: Model) -> str:
    """Return the address at which `item` is edited."""
    if isinstance(item, Page):
        return reverse("wagtailadmin_pages:edit", args=[item.pk])
    return reverse(item.snippet_viewset.get_url_name("edit"), args=[item.pk])


def review_path(state: TaskState) -> str:
    """Return the address at which a submission is read and decided."""
    return reverse("moderation_review", args=[state.pk])


def share_path(state: TaskState) -> str:
    """Return the address that offers the link to a submission for sharing."""
    return reverse("moderation_share", args=[state.pk])


def request_path(request: Model) -> str:
    """Return the address at which a request is read and decided."""
    return reverse("moderation_request", args=[request.pk])


def ask_path(wish: str, kind: str, *keys: int) -> str:
    """Return the address at which somebody asks for `wish` about one object or several of a kind."""
    return reverse("moderation_ask", args=[wish, kind, ",".join(map(str, keys))])


def withdraw_path(kind: str, key: int) -> str:
    """Return the address at which something is taken off the public site at once."""
    return reverse("moderation_withdraw", args=[kind, key])


def preview_path(item: Model, revision_pk: int) -> str:
    """Return where one version is rendered with the public template, "" where it has no page of its own."""
    if isinstance(item, Page):
        return reverse("wagtailadmin_pages:revisions_view", args=[item.pk, revision_pk])
    if isinstance(item, PreviewableMixin) and item.is_previewable():
        return reverse(item.snippet_viewset.get_url_name("revisions_view"), args=[item.pk, revision_pk])
    return ""


def full(path: str) -> str:
    """Return `path` as mails need it."""
    return get_admin_base_url() + path
