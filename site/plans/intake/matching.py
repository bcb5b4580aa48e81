"""Which parts of a new version are parts of the old one, so that what was counted for them stays theirs."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from wagtail.models import Site

from common.text import fold
from plans.models import PlanPage

ALIKE = 0.6  # of all letters; below that two sentences speak of different things


def match(old: Sequence[str], new: Sequence[str]) -> list[int | None]:
    """Return, for each text of `new`, the place of the text of `old` that it continues, or None. None is used twice.

    The most alike go first; of equals the one that stands at the same place.
    """
    pairs = sorted(
        (-likeness(before, after), abs(there - here), here, there)
        for here, after in enumerate(new)
        for there, before in enumerate(old)
    )
    found: list[int | None] = [None] * len(new)
    taken: set[int] = set()
    for unlike, _distance, here, there in pairs:
        if -unlike >= ALIKE and found[here] is None and there not in taken:
            found[here] = there
            taken.add(there)
    return found


def likeness(before: str, after: str) -> float:
    """Return how much of two texts is the same, from 0 to 1, whatever their accents, capitals and spaces."""
    first, second = (" ".join(fold(text).split()) for text in (before, after))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def earlier_version(reading: dict[str, Any], site: Site) -> PlanPage | None:
    """Return the plan of this site that has the number, issuer and year of `reading`, or else its very title."""
    plans = list(PlanPage.objects.in_site(site))
    year = reading["issued_on"][:4]
    if reading["number"] and year:
        wanted = (_plain(reading["number"]), fold(reading["issuer"]), year)
        for plan in plans:
            if plan.issued_on and (_plain(plan.number), fold(plan.issuer), str(plan.issued_on.year)) == wanted:
                return plan
    title = fold(reading["title"])
    return next((plan for plan in plans if title and fold(plan.title) == title), None)


def _plain(number: str) -> str:
    return "".join(fold(number).split())
