"""Whoever somebody is and whatever they send to whichever address: only a decision changes what the public gets."""

import datetime
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Page, Site

from home.models import HomePage
from moderation.roles import Role
from tests.factories import NewsPageFactory
from tests.moderation.walker.public import Public
from tests.moderation.walker.routes import routes
from tests.moderation.walker.walk import Walk
from tests.moderation.walker.world import ACTORS, ANYBODY, SUPERUSER, World, build

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="what it looks at is the same on every database"),
]

WITHDRAWALS = ("moderation_withdraw", "feedback_take_down")
# Decisions and safety withdrawals, by whom they may come.
DECISIONS = {
    "alert": {"principal"},
    "moderation_desk": {"principal", "deputy_principal"},
    "moderation_review": {"principal", "deputy_principal"},
    "wagtailadmin_pages:workflow_action": {"principal", "deputy_principal"},
    "moderation_request": {"principal"},
    "moderation_ask": {"principal"},
    **{name: {"principal", "deputy_principal", "web_officer"} for name in WITHDRAWALS},
}
# The address of the site is the superuser's business. Pages name it, which is passed over (`public._without_host`);
# files that name it are made anew, and come last of what is asked for: nothing else may show.
ADDRESS = ("wagtailsites:edit", ": /van-ban/")
# Forms from which nothing is accepted.
REFUSED = {
    "feedback_find": "leads to a page, and writes nothing",
    "moderation_delegation_give": "tells a deputy that it is not theirs",
    "wagtailadmin_login": "nobody knows the password",
    "wagtailadmin_pages:choose_parent": "leads to add",
    "wagtailadmin_pages:move": "leads to move_confirm",
    "wagtailadmin_pages:move_confirm": "is shown to whoever may not, too",
    "wagtailadmin_password_reset": "nobody has the address",
    "wagtailcore_login": "nobody knows the password",
    "wagtailadmin_workflows:add": "its steps are added by a script",
    "wagtailredirects:add": "shown to a superuser, and then told that an approval leaves redirects",
    "wagtailredirects:edit": "as above",
    "wagtailredirects:start_import": "takes a table, and asks again before it writes",
    "wagtailsnippets_home_alert:add": "it needs an end; the form that is shown for it fills one in",
    "wagtailsnippets_feedback_consultation:add": "it is about one plan or document, which a script chooses",
    "wagtailsnippets_plans_schoolyear:add": "its days have to follow each other",
    "wagtailsites:add": "there is one, and it is the default",
    "wagtailusers_users:edit": "nobody is given all roles at once",
    "wagtailusers_users:add": "nobody is given all roles at once",
}
# From whom what must have been accepted: a walk whose payloads are all refused proves nothing.
ACCOUNT = {"wagtailadmin_account"}
WRITING = ACCOUNT | {
    "alert",
    "moderation_ask",
    "wagtailadmin_pages:add",
    "wagtailadmin_pages:copy",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:move_confirm",
    "wagtailadmin_pages:revisions_revert",
    "wagtaildocs:add",
    "wagtaildocs:add_multiple",
    "wagtailimages:add",
    "wagtailimages:add_multiple",
}
REGISTER = {f"wagtailsnippets_plans_officialdocument:{view}" for view in ("add", "edit")}
SNIPPETS = REGISTER | {
    f"wagtailsnippets_{name}:{view}" for name in ("news_category", "plans_unit") for view in ("add", "edit")
}
DESK = {"moderation_desk", "moderation_review", "wagtailadmin_pages:workflow_action"}
OFFICE = {
    "moderation_appoint",
    "moderation_delegation_give",
    "moderation_delegation_revoke",
    "moderation_dismiss",
    "moderation_first_reading",
    "moderation_hand_over",
}
ACCEPTED = {
    ANYBODY: set(),
    "web_editor": WRITING | {"moderation_request", "wagtailadmin_pages:delete"},
    "unit_head": WRITING | DESK,
    "web_officer": WRITING | SNIPPETS,
    "principal": WRITING | SNIPPETS | DESK | OFFICE,
    "deputy_principal": WRITING | DESK | REGISTER,
    "operator": ACCOUNT | {"moderation_dismiss", "wagtail_bulk_action"},
    # Who announces something speaks for the school: a superuser without a role does not.
    SUPERUSER: ((WRITING | SNIPPETS) - {"alert"}) | {"wagtailsites:edit", "wagtailadmin_collections:add"},
}


@pytest.fixture
def own_files():
    """All tests here share one school, with its files."""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One school for all walks, since each request is undone, and at an hour that stands still (see `Public`)."""
    now = timezone.now()
    with django_db_blocker.unblock(), patch.object(timezone, "now", lambda: now), transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            made = build(HomePage.objects.get())
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def public(world: World) -> Public:
    return Public()


def test_every_address__is_filled_in(world):
    missing = [f"{route.name} {route.pattern}" for route in routes(world) if not route.addresses]

    assert not missing, "Say in routes.py how to fill in: " + ", ".join(missing)


@pytest.mark.parametrize("actor", ACTORS)
def test_walk__only_decisions_change_what_the_public_gets(world, public, actor):
    walk = Walk(world, public, actor)

    for route in routes(world):
        walk.through(route)

    assert not _undecided(world, actor, walk)
    assert {name for name, who in DECISIONS.items() if actor in who} <= walk.changed.keys()
    assert walk.offered - walk.accepted <= REFUSED.keys()
    assert walk.accepted >= ACCEPTED[actor]


def _undecided(world: World, actor: str, walk: Walk) -> list[str]:
    """Return what changed something and was no decision, or not this actor's: a deputy's are within the delegation."""
    found = []
    for name, sent in walk.changed.items():
        may = actor in DECISIONS.get(name, ())
        if may and actor == Role.DEPUTY_PRINCIPAL.label and name not in WITHDRAWALS:
            found += [each for each in sent if not any(mark in each for mark in _delegated(world))]
        elif not may:
            found += [each for each in sent if (actor, name) != (SUPERUSER, ADDRESS[0]) or ADDRESS[1] not in each]
    return found


def _delegated(world: World) -> tuple[str, ...]:
    """Return by what a request is known to be about the page that the deputy decides on."""
    state = world.delegated.current_workflow_task_state
    return f"/action/{world.delegated.pk}/", f"/desk/{state.pk}/", f"'tick': '{state.pk}-{state.revision_id}'"


def test_bookkeeping__shows_nowhere(world, public):
    with transaction.atomic():
        odd = {"draft_title": "Chữ của bản nháp", "has_unpublished_changes": True, "latest_revision": None}
        Page.objects.update(latest_revision_created_at=timezone.now() - datetime.timedelta(days=9), **odd)
        Page.objects.filter(numchild__gt=0).update(numchild=F("numchild") + 7)
        public.known.clear()  # nothing is taken for granted here

        assert not public.difference()
        transaction.set_rollback(True)
    public.known.update({address: [answer] for address, answer in public.answers.items()})


def test_address_of_the_site__shows_in_files_alone(world, public):
    with transaction.atomic():
        site = Site.objects.get()
        site.hostname, site.port = "localhost Nội dung sửa", 8080
        site.save()

        assert public.difference().startswith("/van-ban/")
        transaction.set_rollback(True)


def test_public__sees_what_is_new(world, public):
    assert not public.difference()

    with transaction.atomic():
        NewsPageFactory(title="Bài mới")

        assert public.difference()
        transaction.set_rollback(True)
