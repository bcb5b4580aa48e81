"""Random sequences of 50 acts by all roles: after each, the public is exactly what the ledger approves.

STATEFUL_EXAMPLES=100 plays more sequences, each time others, and shortens one that fails (which takes long).
"""

import datetime
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.http import HttpResponseNotFound
from django.utils import timezone
from hypothesis import HealthCheck, Phase, note, seed
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from common.models import User
from config import urls
from media import publicity, renditions
from moderation import moments, verification
from tests.moderation.stateful import acts, drafts, forbidden, school
from tests.moderation.stateful.clock import Clock
from tests.moderation.stateful.drafts import chosen, everything
from tests.moderation.stateful.school import person
from tests.moderation.stateful.visitor import Files, Visitor
from tests.moderation.stateful.words import Words
from tests.support.snapshot import Snapshot, kept

pytestmark = pytest.mark.slow
EXAMPLES = int(os.environ.get("STATEFUL_EXAMPLES", "0"))
ACTS = 50
SEEDS = {"sqlite": [0], "postgresql": [1]}  # another sequence on each database
WRITING = ("INSERT", "UPDATE", "DELETE")
number = st.integers(0, 9999)
STEPS_OF_TIME = [datetime.timedelta(**step) for step in ({"seconds": 40}, {"hours": 1}, {"hours": 10}, {"days": 1})]
REFUSALS = (IntegrityError, PermissionDenied, ValidationError)  # NotApproved is an IntegrityError
# What happens, and how often.
WEIGHTED = [
    act
    for act, weight in {
        "pauses": 1,
        "uploads": 2,
        "writes": 4,
        "edits": 8,
        "submits": 8,
        "takes_back": 1,
        "decides": 3,
        "lets_the_principal_approve": 7,
        "lets_several_be_approved": 2,
        "lets_an_approver_undo": 2,
        "lets_the_principal_delegate": 2,
        "waits": 3,
        "lets_something_be_taken_down": 1,
        "lets_something_be_deleted": 1,
        "lets_a_page_be_moved": 2,
        "lets_something_be_put_back": 2,
        "lets_a_page_be_hidden": 1,
        "lets_a_page_be_seen_again": 1,
        "withdraws": 2,
        "asks_wagtail": 3,
        "knows_a_way_round": 6,
    }.items()
    for _time in range(weight)
]


class Stage:
    """The school as each sequence of acts finds it."""

    def __init__(self, folder: Path, django_settings: Any) -> None:
        self.folder, self.settings = folder, django_settings
        self.words = Words()
        self._use("first")
        school.populate(self.words)
        self.used = self.words.last
        self.snapshot: Snapshot
        self.rounds = 0

    def set_up(self) -> None:
        """Bring everything back to the beginning."""
        self.snapshot.restore()
        self.rounds += 1
        name = f"round-{self.rounds}"
        shutil.copytree(self.folder / "first", self.folder / name)
        self._use(name)
        self.words.last, Clock.ahead = self.used, datetime.timedelta()

    def clear(self) -> None:
        """Take the files of the last round away."""
        shutil.rmtree(self.folder / f"round-{self.rounds}")

    def _use(self, name: str) -> None:
        self.settings.MEDIA_ROOT = str(self.folder / name / "private")
        self.settings.PUBLIC_ROOT = str(self.folder / name / "public")
        cache.clear()
        publicity._in_step.clear()


class School(RuleBasedStateMachine):
    """Everybody does what comes to their mind, one after the other."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        stage.set_up()
        self.stage, self.words, self.desk = stage, stage.words, acts.Desk()
        self.files = Files()
        self.files.learn()
        self.visitor = Visitor(self.files)
        self._look()
        self.watching = connection.execute_wrapper(self._note_writes)
        self.watching.__enter__()

    def teardown(self) -> None:
        """Leave nothing to the next sequence."""
        self.watching.__exit__(None, None, None)
        self.stage.clear()

    def _note_writes(self, execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        result = execute(sql, *args)
        self.something_happened |= sql.startswith(WRITING) and "django_session" not in sql
        return result

    @rule(act=st.sampled_from(WEIGHTED), who=st.sampled_from(sorted(school.PEOPLE)), which=number, how=number)
    def somebody(self, act: str, who: str, which: int, how: int) -> None:
        """Somebody does something, or is refused."""
        getattr(self, f"_{act}")(who, which, how)
        if self.something_happened:
            self._look()

    def _look(self) -> None:
        """The public is what the ledger approves: every address, every word. The verification agrees."""
        self.visitor.look_everywhere()
        assert [str(fault) for fault in verification.verify()] == []
        self.something_happened = False

    # --- Writing --------------------------------------------------------------------------------------------------

    def _pauses(self, who: str, which: int, how: int) -> None:
        """The simplest of all acts comes first, so that the simplest sequence is a cheap one."""

    def _uploads(self, who: str, which: int, how: int) -> None:
        self.desk.of(who).post("/admin/photos/add/", {"file": school.picture(self.words)})
        renditions.make_missing()  # as the worker does a moment later
        self.files.learn()

    def _writes(self, who: str, which: int, how: int) -> None:
        drafts.write(self.words, which, how, _writer(who))

    def _edits(self, who: str, which: int, how: int) -> None:
        self._try(drafts.edit, self.words, chosen(everything(), which), how, _writer(who))

    def _submits(self, who: str, which: int, how: int) -> None:
        item = chosen(drafts.unsent(), which)
        if item:
            item.get_workflow().start(item, _writer(who))

    def _takes_back(self, who: str, which: int, how: int) -> None:
        state = chosen(acts.waiting(), which)
        if state:
            state.workflow_state.cancel(user=person(who))

    # --- Deciding -------------------------------------------------------------------------------------------------

    def _decides(self, who: str, which: int, how: int) -> None:
        state = chosen(acts.waiting(), which)
        if state:
            acts.decide(self.desk, who, state, ("approve", "issue", "reject")[how % 3])

    def _lets_the_principal_approve(self, who: str, which: int, how: int) -> None:
        state = chosen(acts.waiting(), which)
        if state:
            wrote = acts.wrote_part_of(person("principal"), state.workflow_state.content_object)
            acts.decide(self.desk, "principal", state, "issue" if wrote else "approve")

    def _lets_several_be_approved(self, who: str, which: int, how: int) -> None:
        states = acts.waiting()
        start = which % max(len(states), 1)
        acts.approve_several(self.desk, _approver(how), states[start : start + 2 + how % 2])

    def _lets_an_approver_undo(self, who: str, which: int, how: int) -> None:
        acts.undo(self.desk, _approver(how))

    def _lets_the_principal_delegate(self, who: str, which: int, how: int) -> None:
        acts.revoke() if which % 4 == 0 else acts.delegate(how)

    def _waits(self, who: str, which: int, how: int) -> None:
        Clock.ahead += chosen(STEPS_OF_TIME, how)
        self.something_happened = True
        moments.keep_appointed_moments()
        acts.assert_moments_were_kept()

    # --- Acts of the principal, and for safety --------------------------------------------------------------------

    def _lets_something_be_taken_down(self, who: str, which: int, how: int) -> None:
        acts.take_down(chosen(everything(), which))

    def _lets_something_be_deleted(self, who: str, which: int, how: int) -> None:
        acts.delete(chosen(everything(), which))

    def _lets_a_page_be_moved(self, who: str, which: int, how: int) -> None:
        acts.move(which, how)

    def _lets_something_be_put_back(self, who: str, which: int, how: int) -> None:
        self._try(acts.put_back, chosen(everything(), which))

    def _lets_a_page_be_hidden(self, who: str, which: int, how: int) -> None:
        restriction = acts.hide(chosen(everything(), which))
        if restriction:
            self.visitor.private[restriction.pk] = restriction.page_id

    def _lets_a_page_be_seen_again(self, who: str, which: int, how: int) -> None:
        acts.show_again()

    def _withdraws(self, who: str, which: int, how: int) -> None:
        acts.withdraw(chosen(["principal", "deputy", "officer"], how), which)

    # --- What is refused ------------------------------------------------------------------------------------------

    def _asks_wagtail(self, who: str, which: int, how: int) -> None:
        acts.asks_wagtail(self.desk.of(who), chosen(everything(), which), how)

    def _knows_a_way_round(self, who: str, which: int, how: int) -> None:
        attempt = chosen(forbidden.ways(person(who), self.words.new()), which)
        with pytest.raises(REFUSALS):
            attempt()

    def _try(self, act: Callable[..., Any], *args: Any) -> None:
        """Do what may be refused."""
        try:
            act(*args)
        except REFUSALS as refusal:
            note(f"refused: {refusal}")


def _writer(name: str) -> User:
    return person("editor" if name == "operator" else name)


def _approver(number_: int) -> str:
    return ("principal", "principal", "deputy")[number_ % 3]


@pytest.fixture
def stage(transactional_db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """Make a school once, and keep it."""
    settings.SESSION_COOKIE_AGE = 10 * 365 * 24 * 3600  # the clock is put forward
    settings.WAGTAIL_FRONTEND_LOGIN_URL = "/admin/login/"
    monkeypatch.setattr(timezone, "datetime", Clock)
    # What is missing is asked for often. Its page is dressed like every other, which takes long.
    monkeypatch.setattr(urls, "handler404", lambda request, exception: HttpResponseNotFound(), raising=False)
    school_there = Stage(tmp_path, settings)
    with kept(tmp_path) as school_there.snapshot:
        yield school_there


@pytest.mark.parametrize("part", SEEDS[connection.vendor])
def test_public__is_what_the_ledger_approves(stage: Stage, part: int) -> None:
    def school_of_this_part() -> School:
        return School(stage)

    run_state_machine_as_test(seed(part)(school_of_this_part), settings=_profile())


def _profile() -> hypothesis_settings:
    long = {"max_examples": EXAMPLES, "print_blob": True}
    # The first sequence is always the simplest, in which nothing happens.
    short = {"max_examples": 2, "phases": (Phase.generate,)}
    return hypothesis_settings(
        **(long if EXAMPLES else short),
        stateful_step_count=ACTS,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
