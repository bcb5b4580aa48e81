"""One person's walk through all addresses, with everything that each might take."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from http.cookies import SimpleCookie
from typing import Any
from zlib import crc32

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse, QueryDict
from django.test import Client, TestCase

from moderation.roles import Role
from tests.moderation.walker import forms
from tests.moderation.walker.files import Uploads
from tests.moderation.walker.public import Public
from tests.moderation.walker.routes import Route
from tests.moderation.walker.sender import Sender, undrawn
from tests.moderation.walker.world import World

# What is written down about a visit and shows nowhere.
UNSEEN = ('"django_session"', '"wagtailadmin_editingsession"', '"wagtailusers_userprofile"', 'SET "last_login"')
OTHER_METHODS = ("put", "patch", "delete")
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


# Where somebody who is shown no form sends what the principal would send.
FORGED = (
    "moderation_",
    "feedback_take_down",
    "consent_rule",
    "wagtailadmin_pages:edit",
    "wagtailsnippets_news_category:edit",
)


class Walk:
    """What one actor was shown, what was accepted from them, and what changed for the public."""

    def __init__(self, world: World, public: Public, actor: str) -> None:
        self.cookies, self.principals = _session_of(world, actor), _session_of(world, Role.PRINCIPAL.label)
        self.sender, self.uploads, self.public = Sender(), Uploads(), public
        self.place = list(world.people).index(actor)
        page, photo = str(world.standing.pk), str(world.spare_photo.pk)
        self.chosen = {"chooser": page, "page": page, "image": photo}
        self.changed: dict[str, list[str]] = defaultdict(list)
        self.offered: set[str] = set()
        self.accepted: set[str] = set()

    def through(self, route: Route) -> None:
        """Send everything that one route might take: each form of each address, and one of the other methods.

        Which one goes round, so that among all who walk each route is sent each.
        """
        data: Any = forms.PUBLISH
        for address in route.addresses:
            for data in self._payloads(route, address):
                self.send(route, "post", address, data)
        turn = (self.place + crc32(route.name.encode())) % len(OTHER_METHODS)
        self.send(route, OTHER_METHODS[turn], route.addresses[0], data)

    def _payloads(self, route: Route, address: str) -> list[Any]:
        filled = self._forms(route, address, self.cookies)
        if filled:
            self.offered.add(route.name)
        elif route.name.startswith(FORGED):
            filled = self._forms(route, address, self.principals)
        return filled or [forms.PUBLISH]

    def _forms(self, route: Route, address: str, cookies: str) -> list[Any]:
        return list(forms.payloads(self.send(route, "get", address, cookies=cookies), address, self.chosen))

    def send(self, route: Route, method: str, address: str, data: Any = None, cookies: str = "") -> str:
        """Send one request and look whether the public gets something else. Return the page that came."""
        self.sender.cookies = SimpleCookie(cookies or self.cookies)
        cache.clear()  # it may hold what has been undone since
        with transaction.atomic():
            with _watched() as written, TestCase.captureOnCommitCallbacks(execute=True):
                answer = self._answer(method, address, data)
            transaction.set_rollback(False)  # where a refusal broke it: outside, what came before would stand
            if written or self.uploads.have_changed():
                self._look(route, method, address, data)
            transaction.set_rollback(True)
        self.uploads.restore()
        return _page(answer)

    def _answer(self, method: str, address: str, data: Any) -> HttpResponse:
        with nullcontext() if method == "get" else undrawn():
            if method in {"get", "post"}:
                return getattr(self.sender, method)(address, data=_plain(data))
            sent = QueryDict(mutable=True)
            sent.update({name: value for name, value in _plain(data).items() if isinstance(value, str)})
            kind = "application/x-www-form-urlencoded"
            return getattr(self.sender, method)(address, data=sent.urlencode(), content_type=kind)

    def _look(self, route: Route, method: str, address: str, data: Any) -> None:
        if method == "post":
            self.accepted.add(route.name)
        difference = self.public.difference()
        if difference:
            self.changed[route.name].append(f"{address}: {difference}, by {method} {_plain(data)}"[:300])


def _session_of(world: World, actor: str) -> str:
    client = Client()
    if world.people[actor]:
        client.force_login(world.people[actor])
    return client.cookies.output(header="", sep=";")


def _page(answer: HttpResponse) -> str:
    is_page = answer.status_code == 200 and "text/html" in answer.get("Content-Type", "")
    return answer.content.decode() if is_page and not answer.streaming else ""


def _plain(data: Any) -> dict[str, Any]:
    if not isinstance(data, QueryDict):
        return data or {}
    return {name: values if len(values) > 1 else values[0] for name, values in data.lists()}


@contextmanager
def _watched() -> Iterator[list[str]]:
    """Yield the list that writes to anything but the unseen are added to."""
    written: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = execute(sql, params, many, context)  # which may refuse
        if sql.startswith(WRITES) and not any(name in sql[:120] for name in UNSEEN):
            written.append(sql)
        return found

    with connection.execute_wrapper(watch):
        yield written
