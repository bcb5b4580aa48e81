"""The demo school with many articles more: how many queries its pages take, and how long a search. Prints JSON."""

import json
import statistics
import sys
import time
from typing import Any

import django

from tests.support.copies import copy, make_findable

STEPS = (200, 5_000, 20_000)
AT_ONCE = 500
ROUNDS = 9


def _main() -> None:
    django.setup()
    from moderation import triggers
    from news.models import NewsPage
    from plans.models import PlanItem

    addresses = _addresses()
    triggers.drop()
    first = NewsPage.objects.public().newest_first().first()
    items = list(PlanItem.objects.promised().filter(kind="area").values_list("pk", flat=True)[:50])
    found: dict[str, Any] = {"addresses": addresses, "queries": {}, "search": {}}
    made = 0
    for number in STEPS:
        for begin in range(made, number, AT_ONCE):
            copy(first, begin, min(AT_ONCE, number - begin), items)
        made = number
        make_findable()
        found["queries"][number] = {name: _queries(address) for name, address in addresses.items()}
        found["search"][number] = _milliseconds("/tim-kiem/?q=bai")
    sys.stdout.write(json.dumps(found))


def _addresses() -> dict[str, str]:
    """Return the address of one page of each kind. The gallery is the largest."""
    from django.db.models import Count

    from home.models import StandardPage
    from media.models import GalleryPage
    from news.models import NewsPage
    from plans.models import OfficialDocument, PlanPage, Unit

    gallery = GalleryPage.objects.public().annotate(number=Count("photos")).order_by("-number").first()
    return {
        "home": "/",
        "list": "/tin-tuc/",
        "article": NewsPage.objects.public().newest_first().first().url,
        "galleries": "/thu-vien-anh/",
        "gallery": gallery.url,
        "plans": "/ke-hoach/",
        "plan": PlanPage.objects.public().newest_first().first().url,
        "calendar": "/lich-cong-tac/",
        "look-up": "/tra-cuu/",
        "document": OfficialDocument.objects.public().first().url,
        "units": "/don-vi/",
        "unit": Unit.objects.public().first().url,
        "standing": StandardPage.objects.public().first().url,
        "feedback": "/gui-phan-hoi/",
        "answers": "/hoi-dap/",
        "search": "/tim-kiem/?q=bai",
        "visits": "/thong-ke/",
    }


def _ask(address: str) -> None:
    from django.test import Client

    answer = Client(headers={"host": "localhost"}).get(address)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")


def _queries(address: str) -> int:
    """Count one warm visit: what a process remembers for good (content types, site roots) is not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _ask(address)
    with CaptureQueriesContext(connection) as asked:
        _ask(address)
    return len(asked)


def _milliseconds(address: str) -> float:
    times = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        _ask(address)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    _main()
