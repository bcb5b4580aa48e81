"""Entries of the admin's menus."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


class EntryFor(MenuItem):
    """An entry that only those see who may open it: `shown_to` is asked with the user."""

    def __init__(self, *args: Any, shown_to: Callable[[Any], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_to = shown_to

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the signed-in user sees it."""
        return self.shown_to(request.user)
