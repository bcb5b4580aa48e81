"""Addresses that mails carry."""

from django.db.models import Model
from django.urls import reverse
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Page


def admin_url(item: Model) -> str:
    """Return the full address at which `item` is read and decided; after sign-in it lands there."""
    if isinstance(item, Page):
        path = reverse("wagtailadmin_pages:edit", args=[item.pk])
    else:
        path = reverse(item.snippet_viewset.get_url_name("edit"), args=[item.pk])
    return get_admin_base_url() + path
