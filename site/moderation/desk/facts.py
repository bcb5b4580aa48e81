"""What apps of content tell an approver about an object beyond its own fields: which area of the plan it serves …"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Fact:
    """One line: "Serves in the plan: 6. …"."""

    label: str
    text: str


Teller = Callable[[models.Model], Iterable[Fact]]

_tellers: list[Teller] = []


def register(teller: Teller) -> Teller:
    """Let `teller` say what it knows about whatever waits: it is given the submitted version."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def facts_about(item: models.Model) -> list[Fact]:
    """Return everything that is known about `item`."""
    return [fact for teller in _tellers for fact in teller(item)]
