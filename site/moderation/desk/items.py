"""What lies on the desk. Whoever has something for an approver to decide registers a provider."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from moderation.desk.pictures import Picture
from moderation.desk.waiting import in_words


@dataclass(frozen=True)
class Glance:
    """What takes reading the thing itself; only the list of the desk asks for it."""

    unit: str = ""
    picture: int | None = None
    warnings: int = 0
    is_new: bool = False


@dataclass
class DeskItem:
    """One thing that waits. `tick` is what the list's form sends for it, "" where it is decided on its own page."""

    kind: str
    title: str
    url: str
    waiting_since: datetime.datetime
    author: str = ""
    tick: str = ""
    look: Callable[[], Glance] = Glance
    picture: Picture | None = None

    @cached_property
    def glance(self) -> Glance:
        """What the list shows beside title and author."""
        return self.look()

    @property
    def waited(self) -> str:
        """How long it has waited, in words."""
        return in_words(self.waiting_since)


Provider = Callable[[Any], Iterable[DeskItem]]

_providers: list[Provider] = []


def register(provider: Provider) -> Provider:
    """Let `provider` put things on the desk: it is given the user and returns what that user may decide."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def waiting_for(user: Any) -> list[DeskItem]:
    """Return everything that waits for `user`, oldest first."""
    found = [item for provider in _providers for item in provider(user)]
    return sorted(found, key=lambda item: item.waiting_since)
