"""My duties, the plan board, and what was published for one area."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.models import Site

from moderation.roles import Role, has_role
from plans.board.checking import lacks_of
from plans.board.counting import SILENT_WEEKS, board_of
from plans.board.duties import duties_of
from plans.board.starting import serving, ways
from plans.evidence import evidence_for
from plans.models import Occasion, PlanItem, PlanPage, Unit
from plans.promises import acts
from plans.reminders.people import wants_weekly, wish
from plans.report.copies import may_report

YEARS_BACK = 3
LATE_SHOWN = 20
DIGITS = 9  # of a number that every database takes


def my_duties(request: HttpRequest) -> HttpResponse:
    """Show what the units of whoever is signed in owe, with the ways to do it."""
    site, today = Site.find_for_request(request), timezone.localdate()
    duties = duties_of(request.user, site, today)
    starts = ways(request.user, site)
    context = {
        "duties": duties,
        "late": _with_ways(duties.late, starts),
        "due": _with_ways(duties.due, starts),
        "areas": _with_ways(duties.areas, starts),
        "to_read": request.user.receipts.waiting().select_related("distribution").order_by("pk"),
        "weekly": wants_weekly(request.user),
    }
    return render(request, "plans/board/my_duties.html", context)


def _with_ways(entries: list[Any], starts: list[tuple[str, str]]) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Return (entry, ways to begin something that serves it) of each."""
    return [(each, [(name, serving(address, each.item)) for name, address in starts]) for each in entries]


@require_POST
def reminders(request: HttpRequest) -> HttpResponse:
    """Note how whoever is signed in wants to be reminded."""
    wish(request.user, weekly=bool(request.POST.get("weekly")))
    messages.success(request, _("Noted."))
    return redirect("my_duties")


@require_POST
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a duty was done, or take the note back."""
    occasion = _occasion(request, pk)
    act = acts.untick if request.POST.get("undo") else acts.tick
    _carry_out(request, lambda: act(occasion, request.user))
    return redirect("my_duties")


@require_POST
def waive(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the principal waive what is late, for a reason, or ask for it again."""
    occasion = _occasion(request, pk)
    if request.POST.get("undo"):
        _carry_out(request, lambda: acts.undo_waiver(occasion, request.user))
    else:
        _carry_out(request, lambda: acts.waive(occasion, request.user, request.POST.get("reason", "")))
    return redirect("plan_board", occasion.item.plan_id)


def _occasion(request: HttpRequest, pk: int) -> Occasion:
    occasions = Occasion.objects.on_site(Site.find_for_request(request)).select_related("item")
    return get_object_or_404(occasions, pk=pk)


def _carry_out(request: HttpRequest, act: Any) -> None:
    """Do it, and say in a sentence what became of it."""
    try:
        act()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Noted."))


def board(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """Show one public plan in numbers: areas by month, units, what is silent, what is late, what the plan lacks."""
    plans = list(_plans(request))
    plan = next((plan for plan in plans if plan.pk == pk), None)
    if pk and plan is None:
        get_object_or_404(_plans(request), pk=pk)
    plan = plan or (plans[0] if plans else None)
    if plan is None:
        return render(request, "plans/board/none.html")
    site, today = Site.find_for_request(request), timezone.localdate()
    unit = Unit.objects.on_site(site).filter(pk=_number(request, "unit")).first()
    years = [today.year - back for back in range(YEARS_BACK)]
    year = _number(request, "year")
    until = (year, 12) if year in years and year != today.year else None
    weeks = _number(request, "silent")
    weeks = weeks if weeks in SILENT_WEEKS else SILENT_WEEKS[0]
    found = board_of(plan, today, unit, until)
    late = found.late if request.GET.get("late") == "all" else found.late[:LATE_SHOWN]
    context = {
        "board": found,
        "plan": plan,
        "plans": plans,
        "units": Unit.objects.on_site(site).filter(live=True),
        "unit": unit,
        "years": years,
        "year": year or today.year,
        "weeks": weeks,
        "silent_weeks": SILENT_WEEKS,
        "silent": found.silent(weeks),
        "late": late,
        "older": len(found.late) - len(late),
        "months": [datetime.date(year, month, 1) for year, month in found.months],
        "chart": _chart(found.totals),
        "lacks": lacks_of(plan),
        "may_waive": has_role(request.user, Role.PRINCIPAL),
        "may_report": may_report(request.user),
    }
    return render(request, "plans/board/board.html", context)


def articles(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """List what was published for one area, of one month where it is named ("?month=2026-10")."""
    plan = get_object_or_404(_plans(request), pk=pk)
    area = get_object_or_404(PlanItem.objects.filter(plan=plan), pk=item)
    found = evidence_for([area], request)[area.pk]
    month = request.GET.get("month", "")
    if month:
        found = [each for each in found if each.date and f"{each.date:%Y-%m}" == month]
    context = {"plan": plan, "area": area, "found": found, "month": _first_day(month)}
    return render(request, "plans/board/articles.html", context)


def _plans(request: HttpRequest) -> Any:
    """Return the plans that stand, for whoever may enter the admin."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return PlanPage.objects.public().in_site(Site.find_for_request(request)).newest_first()


def _number(request: HttpRequest, name: str) -> int:
    """Return a number of the address, 0 where there is none or it is none."""
    value = request.GET.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= DIGITS else 0


def _first_day(month: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(f"{month}-01")
    except ValueError:
        return None


def _chart(totals: list[int]) -> dict[str, Any]:
    """Return the bars of a chart, 100 high and 10 wide each."""
    most = max([*totals, 1])
    bars = [
        {"x": place * 10 + 1, "height": round(100 * total / most), "y": 100 - round(100 * total / most), "total": total}
        for place, total in enumerate(totals)
    ]
    return {"bars": bars, "width": 10 * len(totals)}
