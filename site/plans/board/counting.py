"""The board of a plan: its areas by month with what was published, and how the units keep what they promised."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from plans.choices import ItemKind
from plans.evidence import MonthTally, tallied
from plans.models import AreaParty, PlanItem, PlanPage, Unit
from plans.promises.reckoning import KEPT, LATE, Reckoned, State
from plans.promises.states import states_of

Month = tuple[int, int]
SILENT_WEEKS = (4, 8, 12)
MONTHS_SHOWN = 12


class Cell(NamedTuple):
    """How much was published in one month ("2026-10")."""

    month: str
    number: int


@dataclass(frozen=True)
class Row:
    """One area: how much was published for it in each month that is shown, and since when it has been silent."""

    item: PlanItem
    units: list[str]
    cells: list[Cell]
    total: int
    last: datetime.date | None
    silent_weeks: int | None


@dataclass
class Standing:
    """How one unit (None: nobody is named) keeps what it promised."""

    unit: Unit | None
    counts: Counter[State] = field(default_factory=Counter)

    @property
    def kept(self) -> int:
        """What was kept, in time or late."""
        return sum(self.counts[state] for state in KEPT)

    @property
    def late(self) -> int:
        """What is overdue or was missed."""
        return sum(self.counts[state] for state in LATE)

    @property
    def fallen_due(self) -> int:
        """What should be done by now; what was waived asks for nothing."""
        return self.kept + self.late


@dataclass
class Board:
    """A plan in numbers, between two months; `late` begins with what was due last."""

    plan: PlanPage
    months: list[Month]
    rows: list[Row]
    standings: list[Standing]
    late: list[Reckoned]

    @property
    def totals(self) -> list[int]:
        """What was published in each month, an article that serves two areas counted for both."""
        return [sum(row.cells[place].number for row in self.rows) for place in range(len(self.months))]

    def silent(self, weeks: int) -> list[Row]:
        """Return the areas for which nothing came in the last `weeks`, or ever."""
        return [row for row in self.rows if row.silent_weeks is None or row.silent_weeks >= weeks]


def board_of(plan: PlanPage, on: datetime.date, unit: Unit | None = None, until: Month | None = None) -> Board:
    """Count what was done for a live plan, in a fixed number of queries; `unit` narrows it to what is that unit's."""
    items = list(PlanItem.objects.promised().filter(plan=plan, holder__live=True).order_by("kind", "position"))
    units = units_by_area(plan)
    areas = [item for item in items if item.kind == ItemKind.AREA and _concerns(units.get(item.key, []), unit)]
    months = last_months(until or (on.year, on.month))
    tallies = tallied(areas, on)
    rows = [_row(area, units.get(area.key, []), tallies.get(area.pk, []), months, on) for area in areas]
    begun = _begun([item for item in items if item not in areas], on, unit)
    return Board(plan, months, rows, _standings(begun), [each for each in reversed(begun) if each.state in LATE])


def last_months(until: Month, number: int = MONTHS_SHOWN) -> list[Month]:
    """Return `number` months that end with `until`, the oldest first."""
    last = until[0] * 12 + until[1] - 1
    return [(each // 12, each % 12 + 1) for each in range(last - number + 1, last + 1)]


def units_by_area(plan: PlanPage) -> dict[object, list[Unit]]:
    """Return the units that are responsible for each area (by its key) of a live plan, drafts of units too."""
    found: dict[object, list[Unit]] = defaultdict(list)
    parties = AreaParty.objects.filter(area__plan=plan).exclude(unit=None).select_related("unit", "area")
    for party in parties.order_by("sort_order"):
        if party.unit not in found[party.area.key]:
            found[party.area.key].append(party.unit)
    return found


def _concerns(units: list[Unit], wanted: Unit | None) -> bool:
    return wanted is None or wanted in units


def _row(item: PlanItem, units: list[Unit], tallies: list[MonthTally], months: list[Month], on: datetime.date) -> Row:
    counts: Counter[str] = Counter()
    for each in tallies:
        counts[each.month] += each.count
    last = max((each.last for each in tallies if each.last), default=None)
    return Row(
        item=item,
        units=[unit.short_name or unit.name for unit in units],
        cells=[Cell(name, counts[name]) for name in (f"{year}-{month:02}" for year, month in months)],
        total=counts.total(),
        last=last,
        silent_weeks=(on - last).days // 7 if last else None,
    )


def _begun(items: Iterable[PlanItem], on: datetime.date, unit: Unit | None) -> list[Reckoned]:
    """Return how what has begun stands, of `unit` alone where one is named, by due date."""
    reckoned = [each for of_one in states_of(items, on).values() for each in of_one]
    begun = (each for each in reckoned if each.occasion.starts_on <= on)
    wanted = [each for each in begun if unit is None or each.occasion.unit == unit]
    return sorted(wanted, key=lambda each: (each.occasion.due_on, each.occasion.pk))


def _standings(begun: Iterable[Reckoned]) -> list[Standing]:
    """Return how the units stand, the one that is latest first."""
    found: dict[int | None, Standing] = {}
    for each in begun:
        unit = each.occasion.unit
        found.setdefault(unit and unit.pk, Standing(unit)).counts[each.state] += 1
    return sorted(found.values(), key=lambda standing: (-standing.late, str(standing.unit or "")))
