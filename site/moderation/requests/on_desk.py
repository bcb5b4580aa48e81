"""Requests lie on the desk beside what was submitted, and are decided on their own page."""

from collections.abc import Iterator
from typing import Any

from moderation.desk import items
from moderation.links import request_path
from moderation.requests import acts


@items.register
def requests(user: Any) -> Iterator[items.DeskItem]:
    """Put on the desk what `user` may decide among what was asked for."""
    for asked in acts.about(user):
        yield items.DeskItem(
            kind=str(acts.wish_of(asked).asking),
            title=asked.label,
            url=request_path(asked),
            waiting_since=asked.made_at,
            author=str(asked.asked_by or ""),
        )
