"""What a request can be about, who may ask, and what of it the public knows."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, Q
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, Site

from moderation import registry
from moderation.models import Approval
from moderation.publishing import object_of
from moderation.registry import PAGE, kind_of


def find(kind: str, key: int) -> Model | None:
    """Return the object that the ledger calls (kind, key), None where there is none."""
    drafted = (each for each in registry.subjects() if each.live)  # not redirects, nor the choice of the front page
    if kind not in {each.kind for each in (*drafted, *registry.files())}:
        return None
    try:
        return object_of(kind, key)
    except ObjectDoesNotExist:
        return None


def edit_url(item: Model, user: Any) -> str:
    """Return where `user` edits `item`, "" for whoever may not."""
    return AdminURLFinder(user).get_edit_url(item) or ""


def may_ask(user: Any, item: Model) -> bool:
    """Whoever may edit something may ask for it to be taken down, moved, deleted or put back."""
    registered = registry.subject_of(item) or registry.file_of(type(item))
    return bool(registered) and bool(edit_url(item, user))


def is_file(item: Model) -> bool:
    """Say whether `item` is a photo or a document."""
    return registry.file_of(type(item)) is not None


def is_front_page(item: Model) -> bool:
    """Say whether a site begins with `item`: without it there is no site."""
    return isinstance(item, Page) and Site.objects.filter(root_page=item.pk).exists()


def is_planned(item: Model) -> bool:
    """Say whether `item` is to appear at a moment that was approved."""
    return item.revisions.exclude(approved_go_live_at=None).exists()


def is_public(item: Model) -> bool:
    """Say whether visitors may have `item`, a page or anything below it."""
    if item.live or not isinstance(item, Page):
        return item.live
    return not item.is_leaf() and item.get_descendants().live().exists()


def was_decided_on(item: Model) -> bool:
    """Say whether the ledger knows `item`, or anything below it: its approved versions are evidence."""
    if item.live:
        return True
    about = Q(kind=kind_of(item), key=item.pk)
    if isinstance(item, Page) and not item.is_leaf():
        about |= Q(kind=PAGE, key__in=item.get_descendants().values("pk"))
    return Approval.objects.filter(about).exists()
