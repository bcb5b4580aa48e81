"""What the units of one teacher owe."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from wagtail.models import Site

from common.models import User
from plans.choices import ItemKind, Proof
from plans.evidence import done_for
from plans.models import AreaParty, PlanItem, PlanPage, Unit
from plans.models.school_year import calendar_of
from plans.promises.calendar import DAY, stretches
from plans.promises.reckoning import Reckoned, State
from plans.promises.states import due_between, owed_by

AHEAD = 60 * DAY


@dataclass(frozen=True)
class Owed:
    """One occasion that somebody's unit owes: what to do about it."""

    reckoned: Reckoned
    on: datetime.date

    @property
    def item(self) -> PlanItem:
        """What was promised."""
        return self.reckoned.occasion.item

    @property
    def is_late(self) -> bool:
        """Whether its day has passed."""
        return self.reckoned.state == State.OVERDUE

    @property
    def is_ticked(self) -> bool:
        """Whether a tick proves it, and no article."""
        return self.reckoned.occasion.proof == Proof.TICK

    @property
    def days(self) -> int:
        """How many days there are left, or how many it is late."""
        return abs((self.reckoned.occasion.due_on - self.on).days)


@dataclass(frozen=True)
class Area:
    """A focus area for which somebody's unit is responsible, and when something was last published for it."""

    item: PlanItem
    last: datetime.date | None
    weeks: int | None


@dataclass
class Duties:
    """What one teacher sees under "my duties"."""

    units: list[Unit]
    late: list[Owed] = field(default_factory=list)
    due: list[Owed] = field(default_factory=list)
    coming: list[Owed] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)

    @property
    def open(self) -> int:
        """How many things wait to be done."""
        return len(self.late) + len(self.due)


def units_of(user: User, site: Site) -> list[Unit]:
    """Return the units that `user` signs in for, and those which these are part of."""
    own = Q(members=user) | Q(parts__members=user)
    return list(Unit.objects.on_site(site).filter(own).distinct().order_by("position", "name"))


def duties_of(user: User, site: Site, on: datetime.date) -> Duties:
    """Return what the units of `user` owe on a day, in a fixed number of queries."""
    found = Duties(units_of(user, site))
    if not found.units:
        return found
    owed = [Owed(each, on) for each in owed_by(found.units, on)]
    found.late = [each for each in owed if each.is_late]
    found.due = [each for each in owed if not each.is_late]
    found.coming = [Owed(each, on) for each in _coming(found.units, site, on)]
    found.areas = _areas(found.units, site, on)
    return found


def _coming(units: list[Unit], site: Site, on: datetime.date) -> Iterable[Reckoned]:
    """Yield what begins later, the next time of each: what has begun is owed already."""
    keys = {unit.pk for unit in units}
    seen: set[int] = set()
    for each in due_between(site, on + DAY, on + AHEAD, on):
        occasion = each.occasion
        later = occasion.unit_id in keys and occasion.starts_on > on and each.state == State.DUE
        if later and occasion.item_id not in seen:
            seen.add(occasion.item_id)
            yield each


def _areas(units: list[Unit], site: Site, on: datetime.date) -> list[Area]:
    """Return the areas of plans under way in which `units` take part, those that were silent longest first."""
    parties = AreaParty.objects.filter(unit__in=units, area__plan__in=under_way(site, on))
    keys = set(parties.values_list("area__key", flat=True))
    items = PlanItem.objects.promised().filter(kind=ItemKind.AREA, key__in=keys).select_related("plan")
    items = list(items.order_by("plan", "position"))
    done = done_for(items)
    found = [_area(item, [each.date for each in done.get(item.pk, []) if not each.internal], on) for item in items]
    return sorted(found, key=lambda area: area.last or datetime.date.min)


def under_way(site: Site, on: datetime.date) -> list[PlanPage]:
    """Return the public plans whose time is not over; one that names no time is never over."""
    calendar = calendar_of(site)
    plans = PlanPage.objects.public().in_site(site).prefetch_related("periods")
    ends = {plan: [each.ends_on for each in stretches(plan.spans, calendar)] for plan in plans}
    return [plan for plan, last_days in ends.items() if not last_days or max(last_days) >= on]


def _area(item: PlanItem, dates: list[datetime.date], on: datetime.date) -> Area:
    last = max(dates, default=None)
    return Area(item, last, (on - last).days // 7 if last else None)
