"""A school with many articles, and how long its plan board, a year's report and a search take: prints JSON.

Articles are copied from one that was approved, with the guard off: what is measured is reading.
"""

import datetime
import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import islice
from typing import Any

import django

from tests.support.copies import YEARS, copy, make_findable

PLANS, AREAS, ARTICLES, FEW, ROUNDS = 5, 60, 20_000, 200, 11
AT_ONCE = 500


def _main() -> None:
    django.setup()
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from moderation import triggers
    from moderation.roles import Role
    from tests.factories import make_user

    call_command("setup_school", verbosity=0)
    plans = [_plan(number) for number in range(PLANS)]
    triggers.drop()
    browser = Client()
    browser.force_login(make_user(Role.PRINCIPAL))
    address = reverse("plan_board", args=[plans[-1].pk])
    copies = _copies(plans)
    found = {}
    for name, number in (("few", FEW), ("many", ARTICLES - FEW)):
        list(islice(copies, number // AT_ONCE or 1))
        found[name] = _timed(lambda: browser.get(address))
    found["cells"] = _timed(lambda: _cell_by_cell(plans[-1]), rounds=1)
    found["report"] = _timed(lambda: _report(plans[-1]), rounds=3)
    make_findable()
    found["search"] = _timed(lambda: Client().get("/tim-kiem/?q=bai"))
    long = _long_plan()
    found["pdf"] = _timed(lambda: _pdf(long), rounds=5)
    sys.stdout.write(json.dumps(found))


def _plan(number: int) -> Any:
    from django.utils import timezone

    from plans.models import Commitment, PlanPeriod
    from tests.factories import make_plan, publish

    year = timezone.localdate().year
    areas = [f"Nội dung {area}" for area in range(AREAS)]
    plan = make_plan(*areas, title=f"Kế hoạch {number}", live=False, issued_on=datetime.date(year - YEARS, 9, 1))
    plan.periods = [PlanPeriod(kind="range", from_year=year - YEARS, to_year=year)]
    plan.commitments = [Commitment(text=f"Mỗi tháng một bài {each}", every="monthly") for each in range(4)]
    plan.save()
    return publish(plan)


def _copies(plans: list[Any]) -> Any:
    """Make articles, some hundreds for each step; the first step makes few."""
    from plans.models import PlanItem
    from tests.factories import NewsPageFactory

    items = list(PlanItem.objects.filter(plan__in=plans, kind="area").values_list("pk", flat=True))
    first = NewsPageFactory(title="Bài gốc")
    made = 0
    while True:
        number = FEW if not made else AT_ONCE
        copy(first, made, number, items)
        made += number
        yield made


def _cell_by_cell(plan: Any) -> None:
    """The board's table as it is written without thinking: a query for each cell."""
    from django.utils import timezone

    from news.models import NewsPage
    from plans.board.counting import last_months

    today = timezone.localdate()
    for item in plan.items.filter(kind="area"):
        for year, month in last_months((today.year, today.month)):
            NewsPage.objects.public().filter(serves=item, date__year=year, date__month=month).count()


def _report(plan: Any) -> None:
    """A year's figures and the staff's PDF, Word and Excel files of them, as the worker makes them."""
    from django.utils import timezone

    from plans.report import making

    today = timezone.localdate()
    making.ask(plan, (today - datetime.timedelta(days=365), today), None)
    while making.work():
        pass


def _long_plan() -> Any:
    """Return a draft as `tests/bench/plans.py` reads it, of some 20 pages."""
    from plans.importing import create_draft
    from plans.models import PlanIndexPage
    from plans.reader import read_plan
    from tests.bench.plans import AREAS_ON_20_PAGES, long_plan

    return create_draft(read_plan(long_plan(AREAS_ON_20_PAGES)).as_dict(), PlanIndexPage.objects.first())


def _pdf(plan: Any) -> None:
    from plans.documents import printed
    from plans.documents.content import document_of

    printed.write(document_of(plan))


def _timed(question: Callable[[], Any], rounds: int = ROUNDS) -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    question()
    times = []
    for _round in range(rounds):
        began = time.perf_counter()
        answer = question()
        times.append((time.perf_counter() - began) * 1000)
    if answer is not None and answer.status_code != 200:
        raise RuntimeError(answer.status_code)
    with CaptureQueriesContext(connection) as asked:
        question()
    return {"milliseconds": statistics.median(times), "queries": len(asked)}


if __name__ == "__main__":
    _main()
