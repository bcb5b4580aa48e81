"""A plan with promises and articles, and reports on it, as the tests of reports need them."""

import datetime
from typing import Any

from django.utils import timezone

from common.models import User
from plans.models import AreaParty, Commitment, ExternalRecord, FocusArea, PlanItem, PlanPage, ReportPage, Unit
from plans.models.plan import PlanPage as Plan
from plans.report import making
from tests.factories import approve, publish
from tests.plans.promises.factories import make_promising_plan, on

D = datetime.date
ISSUED, LATER = D(2026, 8, 28), D(2026, 11, 10)
FIRST, LAST = D(2026, 9, 1), D(2026, 10, 31)
SECRET = "Chuyên đề nội bộ"


def reported_plan(unit: Unit, *more: Commitment, **fields: Any) -> PlanPage:
    """Return a plan of 2026–2027: two areas, one public monthly promise for the first, and `more` of them."""
    with on(ISSUED):
        plan = make_promising_plan(live=False, title="Kế hoạch truyền thông năm học 2026–2027", **fields)
        plan.focus_areas = [FocusArea(title="Về y tế"), FocusArea(title="Về an toàn")]
        plan.mint()
        area = plan.focus_areas.all()[0]
        area.parties = [AreaParty(unit=unit, raw="Y tế thực hiện")]
        own = Commitment(text="Mỗi tháng một bài về y tế", every="monthly", unit=unit, area_keys=[str(area.key)])
        plan.commitments = [own, *more]
        plan.save()
        return publish(plan)


def secret(unit: Unit, **fields: Any) -> Commitment:
    """Return a promise to the staff only."""
    return Commitment(**{"text": SECRET, "every": "monthly", "unit": unit, "audience": "internal"} | fields)


def item_of(plan: Plan, title: str) -> PlanItem:
    """Return the item with this title."""
    return PlanItem.objects.get(plan=plan, title=title)


def record(title: str, date: datetime.date, items: list[PlanItem], audience: str = "public") -> ExternalRecord:
    """Return an approved record from elsewhere."""
    made = ExternalRecord(title=title, date=date, url="https://dai.example/", audience=audience, live=False)
    made.serves = items
    made.save()
    return approve(made)


def make_report(
    plan: Plan, first: datetime.date = FIRST, last: datetime.date = LAST, day: datetime.date = LATER, **fields: Any
) -> ReportPage:
    """Return the draft that the worker makes of a report on some day; `fields` are what somebody then writes."""
    user = User.objects.filter(username="hieutruong").first()
    asked = making.ask(plan, (first, last), user)
    with on(day):
        making.make(asked)
    asked.refresh_from_db()
    page = asked.page
    for name, value in fields.items():
        setattr(page, name, value)
    if fields:
        page.save_revision()
    return page


def today() -> datetime.date:
    """Return the school's day."""
    return timezone.localdate()
