"""The demo school's reports: asked for, counted, remarked on and approved as in life."""

import datetime
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from common.models import User
from home.demo import acts, content
from plans.models import PlanPage, ReportPage, ReportRemark
from plans.report import making

Entry = dict[str, Any]
HEAD = ("number", "issued_on", "assessment", "proposals")


class Reports:
    """Has reports made on the day on which each was approved, of what was public by then."""

    def __init__(self, plans: dict[str, PlanPage], people: dict[str, User], principal: User) -> None:
        self.plans = plans
        self.people = people
        self.principal = principal

    def history(self) -> Iterator[tuple[datetime.date, Callable[[], None]]]:
        """Yield what was reported on which day."""
        for entry in content.load("reports")["report"]:
            yield entry["approved_on"], partial(self._report, entry)

    def _report(self, entry: Entry) -> None:
        author = self.people[entry["author"]]
        with acts.on(entry["approved_on"]):
            days = (entry["from"], entry["to"])
            asked = making.ask(self.plans[entry["plan"]], days, author, entry["period"])
            making.work()
            asked.refresh_from_db()
            page = ReportPage.objects.get(pk=asked.page_id)
            for name in HEAD:
                value = entry[name]
                setattr(page, name, value.strip() if isinstance(value, str) else value)
            page.remarks = [self._remark(page, each, place) for place, each in enumerate(entry["remark"])]
            acts.submit(page, author)
            acts.approve(page, self.principal)

    def _remark(self, page: ReportPage, entry: Entry, place: int) -> ReportRemark:
        """Return a remark on an area (by its number) or a unit (by its name)."""
        kind = "area" if "area" in entry else "unit"
        known = {(part.get("number") or part["name"]): part["key"] for part in page.figures[f"{kind}s"]}
        return ReportRemark(about=f"{kind}:{known[str(entry[kind])]}", text=entry["text"], sort_order=place)
