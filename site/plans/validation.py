"""What can be wrong with the days of a promise and with the number of a plan, in sentences for the field."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from common.templatetags.school import shortdate
from common.text import fold
from plans.choices import Rhythm
from plans.promises.calendar import Span, stretches


@dataclass(frozen=True)
class Bounds:
    """The first and the last day on which something can fall due under a plan; None where it names no period."""

    first: datetime.date | None = None
    last: datetime.date | None = None

    def hold(self, day: datetime.date) -> bool:
        """Say whether `day` lies within; every day does where there are none."""
        return self.first is None or self.first <= day <= self.last


def bounds_of(spans: Iterable[Span], site: Site | None, issued_on: datetime.date | None) -> Bounds:
    """Return the bounds of a plan from its `spans`: its issue may come before its first day."""
    from plans.models.school_year import calendar_of

    spoken_for = stretches(spans, calendar_of(site))
    if not spoken_for:
        return Bounds()
    first = spoken_for[0].starts_on
    return Bounds(min(first, issued_on or first), spoken_for[-1].ends_on)


def faults(promise: dict[str, Any], bounds: Bounds) -> Iterator[tuple[str, str]]:
    """Yield (field, sentence) of what is wrong with the days of a commitment or duty, given its cleaned data."""
    every = promise.get("every")
    if every and every != Rhythm.ONCE and bounds.first is None:
        yield (
            "every",
            _(
                "The plan does not say for which time it is, so what is repeated would never end. Add a school year or"
                " a span of years to the plan, or choose “once”."
            ),
        )
    for name in ("due_on", "starts_on", "ends_on"):
        day = promise.get(name)
        if day and not bounds.hold(day):
            said = {"first": shortdate(bounds.first), "last": shortdate(bounds.last)}
            yield name, _("This day is outside the time of the plan (%(first)s to %(last)s).") % said
    due_on, starts_on, ends_on = (promise.get(name) for name in ("due_on", "starts_on", "ends_on"))
    if due_on and ((starts_on and due_on < starts_on) or (ends_on and due_on > ends_on)):
        yield "due_on", _("This day is not between the first and the last day of the promise.")


def twin_of(plan: Page, site: Site | None, number: str, issuer: str, issued_on: datetime.date | None) -> Page | None:
    """Return another plan of the site, public or draft, with the same number, issuer and year: None where none has.

    "12/KH-THSH" and "12/kh - THSH" are one number. Plans without a number are no twins: two queries at most.
    """
    from plans.models import PlanPage

    if site is None or not _squeezed(number):
        return None
    wanted = (_squeezed(number), _squeezed(issuer), issued_on.year if issued_on else None)
    for other in PlanPage.objects.in_site(site).exclude(pk=plan.pk).select_related("latest_revision"):
        if wanted in _names_of(other):
            return other
    return None


def _names_of(plan: Any) -> Iterator[tuple[str, str, int | None]]:
    """Yield (number, issuer, year) as visitors see the plan, and as its newest draft has it."""
    if plan.live or not plan.latest_revision:
        yield _squeezed(plan.number), _squeezed(plan.issuer), plan.issued_on.year if plan.issued_on else None
    if plan.latest_revision:
        draft = plan.latest_revision.content
        year = int(draft["issued_on"][:4]) if draft.get("issued_on") else None
        yield _squeezed(draft.get("number", "")), _squeezed(draft.get("issuer", "")), year


def _squeezed(text: str) -> str:
    return re.sub(r"[\s–—-]+", "", fold(text or ""))
