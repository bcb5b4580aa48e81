"""Addresses that mails and the desk carry."""

from django.db.models import Model
from django.urls import reverse
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page, TaskState


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


def full(path: str) -> str:
    """Return `path` as mails need it."""
    return get_admin_base_url() + path
