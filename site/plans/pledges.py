"""How a plan keeps its public promises, as parents read it: what came, and just as plainly what did not."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from plans.models import PlanItem
from plans.promises.reckoning import KEPT, Reckoned, State
from plans.promises.states import current_of, public_states_of

MARKS = 12


@dataclass(frozen=True)
class Pledge:
    """One public promise on a day. `marks` are its latest times, oldest first: "kept", "missing" or "open"."""

    kept: int
    fallen_due: int
    marks: list[str]
    current: Reckoned | None

    @property
    def is_kept_now(self) -> bool:
        """Whether the time that runs is done with already."""
        return self.current is not None and self.current.state in KEPT


def pledges_of(items: Iterable[PlanItem], on: datetime.date) -> dict[int, Pledge]:
    """Return how each of `items` (by primary key) stands for visitors; what never falls due is left out."""
    states = public_states_of(items, on)
    return {pk: _pledge(reckoned, on) for pk, reckoned in states.items() if reckoned}


def _pledge(reckoned: list[Reckoned], on: datetime.date) -> Pledge:
    begun = [each for each in reckoned if each.occasion.starts_on <= on]
    settled = [each for each in begun if each.occasion.due_on < on or each.state in KEPT]
    current = current_of(reckoned, on)
    return Pledge(
        kept=sum(each.state in KEPT for each in settled),
        fallen_due=len(settled),
        marks=[_mark(each) for each in begun[-MARKS:]],
        current=current if current and on <= current.occasion.due_on else None,
    )


def _mark(each: Reckoned) -> str:
    if each.state in KEPT:
        return "kept"
    return "open" if each.state == State.DUE else "missing"
