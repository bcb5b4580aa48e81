"""Whoever somebody is and whatever they send to whichever address: only a decision changes what the public gets."""

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, TestCase

from media import publicity
from tests.moderation.walker import forms, public
from tests.moderation.walker.routes import Route, routes
from tests.moderation.walker.world import ACTORS, ANYBODY, World, build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Decisions and safety withdrawals, by whom they may come.
DECISIONS = {
    "moderation_desk": {"principal"},
    "moderation_review": {"principal"},
    "wagtailadmin_pages:workflow_action": {"principal"},
    "moderation_request": {"principal"},
    "moderation_ask": {"principal"},
    "moderation_withdraw": {"principal", "deputy_principal", "web_officer"},
}
# What is written down about a visit and shows nowhere.
UNSEEN = (
    "django_session",
    "logentry",
    "editingsession",
    "post_office",
    'common_user"',
    "userprofile",
    "moderation_notice",
)
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class Walk:
    """One person's walk through all addresses."""

    def __init__(self, world: World, actor: str) -> None:
        self.actor = actor
        self.client = Client(raise_request_exception=False)
        if world.people[actor]:
            self.client.force_login(world.people[actor])
        self.cookies = self.client.cookies.output(header="", sep=";")
        self.folders = _Folders()
        self.before = public.digest()
        self.changed: dict[str, list[str]] = defaultdict(list)
        self.accepted: set[str] = set()

    def through(self, route: Route) -> None:
        """Send everything that one route might take."""
        for address in route.addresses:
            shown = self.send(route, "get", address)
            sent = list(forms.payloads(shown, address)) if shown else []
            for data in sent or [{}, forms.PUBLISH]:
                self.send(route, "post", address, data)
            for method in ("put", "patch", "delete"):
                self.send(route, method, address)

    def send(self, route: Route, method: str, address: str, data: Any = None) -> str:
        """Send one request and look whether the public gets something else. Return the page that came."""
        self.client.cookies = SimpleCookie(self.cookies)
        with transaction.atomic():
            with _watched() as written, TestCase.captureOnCommitCallbacks(execute=True):
                answer = getattr(self.client, method)(address, data=_plain(data) if method == "post" else None)
            if written or self.folders.have_changed():
                self.accepted.add(route.name)
                if public.digest() != self.before:
                    self.changed[route.name].append(f"{method} {address} {dict(data or {})}"[:300])
            transaction.set_rollback(True)
        self.folders.restore()
        is_page = answer.status_code == 200 and "text/html" in answer.get("Content-Type", "")
        return answer.content.decode() if is_page and not answer.streaming else ""


def _plain(data: Any) -> dict[str, Any]:
    return (
        {name: values if len(values) > 1 else values[0] for name, values in data.lists()}
        if hasattr(data, "lists")
        else data or {}
    )


@contextmanager
def _watched() -> Iterator[list[str]]:
    """Yield the list that writes to anything but the unseen are added to."""
    written: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(WRITES) and not any(name in sql[:120] for name in UNSEEN):
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written


class _Folders:
    """The folders of uploads: what a request did to them is undone, as its transaction is."""

    def __init__(self) -> None:
        self.private = Path(settings.MEDIA_ROOT)
        self.copy = self.private.with_name("private-before-the-walk")
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.private, self.copy)
        self.names = self._names()

    def _names(self) -> set[Path]:
        return {path.relative_to(self.private) for path in self.private.rglob("*") if path.is_file()}

    def have_changed(self) -> bool:
        return self._names() != self.names

    def restore(self) -> None:
        now = self._names()
        if now == self.names:
            return
        for name in now - self.names:
            (self.private / name).unlink()
        for name in self.names - now:
            shutil.copy2(self.copy / name, self.private / name)
        publicity.sync_all()


@pytest.fixture
def world(school: Any) -> World:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return build(school)


def test_every_address__is_filled_in(world):
    missing = [f"{route.name} {route.pattern}" for route in routes(world) if not route.addresses]

    assert not missing, "Say in routes.py how to fill in: " + ", ".join(missing)


# A walk takes minutes for whoever may enter the admin: `WALK=everybody make test` sends them all.
WALKERS = ACTORS if os.environ.get("WALK") == "everybody" else (ANYBODY,)


@pytest.mark.parametrize("actor", WALKERS)
def test_walk__only_decisions_change_what_the_public_gets(world, actor):
    walk = Walk(world, actor)

    for route in routes(world):
        walk.through(route)

    undecided = {name: sent for name, sent in walk.changed.items() if actor not in DECISIONS.get(name, ())}
    assert not undecided
    assert {name for name, who in DECISIONS.items() if actor in who} <= walk.changed.keys()
    if actor == "web_editor":
        assert {"wagtailadmin_pages:edit", "wagtailadmin_pages:add", "wagtailimages:add"} <= walk.accepted


def test_digest__sees_what_is_new(world):
    from tests.factories import NewsPageFactory

    before = public.digest()
    NewsPageFactory(title="Bài mới")

    assert public.digest() != before
