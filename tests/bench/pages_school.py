"""The demo school with many articles more: how many queries its pages take, how long a search and a withdrawal.

Prints JSON.
"""

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
    triggers.install()
    found["withdrawal"] = _withdrawal()
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


def _withdrawal() -> float:
    """Take down the photo that most pages show, as the staff do when a family asks for it.

    Return the milliseconds from the tap until the answer; raise where any address still has it then.
    """
    from django.db.models import Count
    from django.test import Client
    from django.urls import reverse
    from wagtail.models import Page

    from common.models import User
    from media.models import Photo
    from media.specs import STANDARD_SPECS
    from moderation.models import PublicUse
    from tests.feedback.factories import make_feedback

    used = PublicUse.objects.filter(kind="media.photo").values("key").annotate(number=Count("pk"))
    photo = Photo.objects.get(pk=used.order_by("-number", "key")[0]["key"])
    files = [each.url for each in photo.renditions.filter(filter_spec__in=STANDARD_SPECS)]
    names = [file.rpartition("/")[2] for file in files]
    owners = PublicUse.objects.filter(kind="media.photo", key=photo.pk, owner_kind="wagtailcore.page")
    shown_on = Page.objects.filter(pk__in=owners.values("owner_key"))
    pages = ["/", "/tin-tuc/", "/thu-vien-anh/", "/tin-tuc/rss/", "/tim-kiem/?q=bai", *(page.url for page in shown_on)]
    visitor, staff = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    staff.force_login(User.objects.get(username="vanphong"))
    asked = make_feedback(topic="consent", child="Nguyễn Văn An", school_class="4A", text="")
    given = {"act": "take_down", "tick": f"media.photo:{photo.pk}", "reason": "Gia đình rút đồng ý."}
    if not _showing(visitor, pages, names) or any(visitor.get(file).status_code != 200 for file in files):
        raise RuntimeError("the photo is not public to begin with")
    picker = reverse("feedback_take_down", args=[asked.pk])
    staff.get(picker)
    began = time.perf_counter()
    answer = staff.post(picker, given)
    took = time.perf_counter() - began
    left = [file for file in files if visitor.get(file).status_code != 404]
    left += _showing(visitor, pages, names)
    if answer.status_code != 302 or left:
        raise RuntimeError(f"{answer.status_code}, still there: {left}")
    return took * 1000


def _showing(visitor: Any, pages: list[str], names: list[str]) -> list[str]:
    return [page for page in pages if any(name in visitor.get(page).content.decode() for name in names)]


if __name__ == "__main__":
    _main()
