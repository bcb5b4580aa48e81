"""What plans bring into the small school: promises that fall due, a record, a school year, a file, documents."""

import datetime
from typing import Any

from django.utils import timezone

from common.models import User
from plans.calendar.feeds import renew_address
from plans.distribution.acts import hand_out
from plans.documents import made
from plans.intake.reading_aside import read
from plans.models import (
    Commitment,
    Duty,
    Event,
    ExternalRecord,
    Occasion,
    PlanItem,
    PlanPage,
    PlanPeriod,
    PlanSource,
    ReportPage,
    ResponsibilityPage,
    SchoolYear,
    Unit,
)
from plans.report import making
from tests.factories import approve, make_plan, publish

PLAN_TEXT = "KẾ HOẠCH\nTruyền thông giáo dục\n\nI. NỘI DUNG\n1. Về an toàn: Đội mũ bảo hiểm (Y tế thực hiện).\n"


def things_of_plans(unit: Unit, member: User) -> dict[str, Any]:
    """Make and return them by name; `member` is of the unit that has the duties."""
    unit.members.add(member)
    unit.save()
    plan = _promising_plan(unit)
    item = PlanItem.objects.get(plan=plan, kind="area")
    things = {
        "promising": plan,
        "plan_item": item,
        "occasion": _duty_that_is_due(plan, unit),
        "record": _record(item),
        "school_year": _school_year(),
        "event": _event(unit, "public"),
        "internal_event": _event(unit, "internal"),
        "calendar_address": renew_address(member),
        "source": _source(plan, member),
    }
    things["report"] = _report(plan)
    things["making"] = making.ask(plan, _this_year(), member)
    things |= _handed_out(plan, member)
    while made.make_missing():
        pass
    return things


def _promising_plan(unit: Unit) -> PlanPage:
    year = timezone.localdate().year
    plan = make_plan("Về y tế", title="Kế hoạch có cam kết", live=False)
    plan.periods = [PlanPeriod(kind="range", from_year=year, to_year=year)]
    plan.commitments = [Commitment(text="Mỗi tháng một bài", every="monthly", unit=unit)]
    plan.save()
    return publish(plan)


def _duty_that_is_due(plan: PlanPage, unit: Unit) -> Occasion:
    page = ResponsibilityPage(title="Việc của y tế", unit=unit, live=False)
    page.duties = [Duty(text="Cập nhật sổ sức khoẻ", every="monthly", proof="tick")]
    plan.add_child(instance=page)
    publish(page)
    today = timezone.localdate()
    return Occasion.objects.filter(item__title="Cập nhật sổ sức khoẻ", due_on__gte=today).earliest("due_on")


def _record(item: PlanItem) -> ExternalRecord:
    day = timezone.localdate()
    record = ExternalRecord(
        title="Phóng sự trên đài xã", kind="radio", date=day, url="https://dai.example/", live=False
    )
    record.serves = [item]
    record.save()
    return approve(record)


def _event(unit: Unit, audience: str) -> Event:
    event = Event(title=f"Họp ({audience})", starts_on=timezone.localdate(), audience=audience, live=False)
    event.units = [unit]
    event.save()
    return approve(event)


def _school_year() -> SchoolYear:
    date = datetime.date
    days = {"starts_on": date(2026, 9, 5), "first_term_ends_on": date(2027, 1, 15)}
    days |= {"second_term_starts_on": date(2027, 1, 18), "ends_on": date(2027, 5, 31)}
    year = SchoolYear(from_year=2026, live=False, **days)
    year.save()
    return approve(year)


def _handed_out(plan: PlanPage, reader: User) -> dict[str, Any]:
    given = hand_out(plan, [reader], sent_by=None, site=plan.get_site(), note="Mời đọc.")
    return {"distribution": given, "receipt": given.receipts.get()}


def _source(plan: PlanPage, user: User) -> PlanSource:
    source = PlanSource.objects.create(site=plan.get_site(), sent_by=user, text=PLAN_TEXT)
    read(source)
    return source


def _report(plan: PlanPage) -> ReportPage:
    asked = making.ask(plan, _this_year(), None)
    making.make(asked)
    return publish(ReportPage.objects.get())


def _this_year() -> tuple[datetime.date, datetime.date]:
    year = timezone.localdate().year
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
