"""Captions are found while their photos are shown: what uses a file is indexed anew when that is taken off the site.

Wagtail indexes a page while it is being saved, before its children are: a gallery is indexed again once it is public.
"""

import logging
from collections.abc import Collection
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail.search import index
from wagtail.signals import page_published

from media.models import GalleryPage
from moderation.models import PublicUse
from moderation.registry import PAGE
from moderation.signals import files_marked

logger = logging.getLogger(__name__)


def connect() -> None:
    """Called when the app is ready."""
    files_marked.connect(follow, dispatch_uid="search-without-withdrawn")
    page_published.connect(index_captions, sender=GalleryPage, dispatch_uid="search-for-captions")


def index_captions(sender: type, instance: GalleryPage, **kwargs: Any) -> None:
    """Let the captions that have just been approved be found."""
    index.insert_or_update_object(instance)


def follow(kind: str, keys: Collection[int], **kwargs: Any) -> None:
    """Index the public pages that use these files anew. It must not keep anything from being withdrawn."""
    owners = PublicUse.objects.filter(kind=kind, key__in=keys, owner_kind=PAGE).values("owner_key")
    for page in Page.objects.filter(pk__in=owners).specific():
        try:
            with transaction.atomic():
                index.insert_or_update_object(page)
        except Exception:
            logger.exception("Page %s could not be indexed without what was withdrawn", page.pk)
