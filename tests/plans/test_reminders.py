"""Mails before and after a due date: to the unit's people, once, and never for what is kept, waived or over."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from moderation.models import Notice
from moderation.roles import Role
from plans.models import Occasion, PlanPage, ReminderWish, Unit
from plans.reminders.stages import Stage, stage_of
from plans.reminders.sweep import remind
from tests.factories import NewsPageFactory, approve, make_user, take_down
from tests.plans.promises.factories import ISSUED, D, commitment_item, make_promising_plan, month_of, monthly, on
from tests.support.forms import signed_in

pytestmark = pytest.mark.django_db
WEEK_BEFORE, DAY_BEFORE, DAY_AFTER = D(2026, 11, 23), D(2026, 11, 29), D(2026, 12, 1)  # of 30 November
MONDAY = WEEK_BEFORE


@pytest.fixture(autouse=True)
def _mornings(settings):
    settings.PLANS_REMIND_AT = datetime.time(6, 30)


@pytest.fixture
def unit(school):
    return Unit.objects.get(slug="y-te")


@pytest.fixture
def nurse(unit):
    return member(unit, username="yte", first_name="Đào", email="yte@example.org")


@pytest.fixture
def plan(unit):
    with on(ISSUED):
        plan = make_promising_plan(monthly("Mỗi tháng một bài về y tế", unit=unit))
    for day in (D(2026, 9, 10), D(2026, 10, 10)):
        NewsPageFactory(serves=[commitment_item(plan)], date=day)
    return plan


def member(unit, **fields):
    user = make_user(Role.WEB_EDITOR, **fields)
    unit.members.add(user)
    unit.save()
    return user


def mails_on(day):
    """Return the mails that this day's sweep wrote: [(to, subject)]."""
    Email.objects.all().delete()
    with on(day):
        remind()
    return [(mail.to[0].split("<")[1].rstrip(">"), mail.subject) for mail in Email.objects.order_by("pk")]


def text():
    return Email.objects.get().message


# --- When -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on_day", "stage"),
    [
        (D(2026, 11, 22), None),
        (D(2026, 11, 23), Stage.EARLY),
        (D(2026, 11, 28), Stage.EARLY),
        (D(2026, 11, 29), Stage.LAST),
        (D(2026, 11, 30), Stage.LAST),
        (D(2026, 12, 1), Stage.LATE),
        (D(2026, 12, 7), Stage.LATE),
        (D(2026, 12, 8), None),
    ],
)
def test_stage__of_a_month(on_day, stage):
    month = Occasion(starts_on=D(2026, 11, 1), due_on=D(2026, 11, 30))

    assert stage_of(month, on_day) == stage


def test_stage__of_a_week_has_no_early_one():
    week = Occasion(starts_on=D(2026, 11, 23), due_on=D(2026, 11, 29))

    assert stage_of(week, D(2026, 11, 24)) is None
    assert stage_of(week, D(2026, 11, 28)) == Stage.LAST


# --- Who and what -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [WEEK_BEFORE, DAY_BEFORE, DAY_AFTER])
def test_mail__goes_to_the_people_of_the_unit_before_and_after(plan, nurse, day):
    member(Unit.objects.get(slug="ke-toan"), email="ketoan@example.org")

    assert [to for to, _subject in mails_on(day)] == ["yte@example.org"]


def test_mail__says_what_until_when_and_where_to_begin(plan, nurse):
    assert mails_on(WEEK_BEFORE) == [("yte@example.org", "Đến hạn 30/11/2026: Mỗi tháng một bài về y tế")]
    assert "Đào" in text()
    assert "còn 7 ngày" in text()
    assert plan.title in text()
    assert reverse("my_duties") in text()
    assert f"serves={commitment_item(plan).pk}" in text()
    assert "&#" not in text()


def test_mail__about_what_is_late_says_so(plan, nurse):
    assert mails_on(DAY_AFTER) == [("yte@example.org", "Trễ hạn: Mỗi tháng một bài về y tế")]


def test_mail__is_one_for_all_that_comes_near(unit, nurse):
    with on(ISSUED):
        make_promising_plan(*(monthly(f"Việc {number} & việc khác", unit=unit) for number in range(3)))

    assert len(mails_on(WEEK_BEFORE)) == 1
    assert all(f"Việc {number} & việc khác" in text() for number in range(3))


def test_people_of_a_part__are_told_of_what_the_whole_owes(plan, unit, nurse):
    part = Unit.objects.get(slug="ke-toan")
    part.part_of = unit
    approve(part)
    member(Unit.objects.get(pk=part.pk), email="phan@example.org")

    assert {to for to, _subject in mails_on(WEEK_BEFORE)} == {"yte@example.org", "phan@example.org"}


def test_nobody__without_mail_or_account_is_told(plan, unit):
    member(unit)
    member(unit, email="nghi@example.org", is_active=False)

    assert mails_on(WEEK_BEFORE) == []


# --- Once, and not in vain --------------------------------------------------------------------------------------------


def test_mail__is_never_written_twice(plan, nurse):
    assert len(mails_on(WEEK_BEFORE)) == 1
    assert mails_on(WEEK_BEFORE) == []
    assert mails_on(D(2026, 11, 24)) == []
    assert len(mails_on(DAY_BEFORE)) == 1
    assert mails_on(D(2026, 11, 30)) == []
    assert len(mails_on(DAY_AFTER)) == 1
    assert mails_on(D(2026, 12, 2)) == []


def test_mail__that_a_worker_missed_is_written_the_next_day(plan, nurse):
    assert len(mails_on(D(2026, 11, 25))) == 1


def test_mail__comes_not_before_the_morning(plan, nurse, settings):
    settings.PLANS_REMIND_AT = datetime.time(12, 30)  # `on` is at noon

    assert mails_on(WEEK_BEFORE) == []


def test_mail__is_kept_with_its_note_or_not_at_all(plan, nurse, monkeypatch):
    monkeypatch.setattr("plans.reminders.sweep.write_mail", lambda *args: 1 / 0)
    with on(WEEK_BEFORE), pytest.raises(ZeroDivisionError):
        remind()

    monkeypatch.undo()
    assert len(mails_on(WEEK_BEFORE)) == 1


@pytest.mark.parametrize("day", [WEEK_BEFORE, DAY_BEFORE, DAY_AFTER])
def test_nothing__is_said_of_what_was_kept(plan, nurse, day):
    NewsPageFactory(serves=[commitment_item(plan)], date=D(2026, 11, 10))

    assert mails_on(day) == []


@pytest.mark.parametrize("day", [WEEK_BEFORE, DAY_AFTER])
def test_nothing__is_said_of_what_was_waived(plan, nurse, day):
    row = month_of(commitment_item(plan), 11)
    Occasion.objects.filter(pk=row.pk).update(waived_at=timezone.now(), waiver_reason="Bão")

    assert mails_on(day) == []


def test_nothing__is_said_of_a_plan_that_is_over(plan, nurse):
    """What the last month lacks could be made good in June, but the plan's year ended in May."""
    assert [to for to, _subject in mails_on(D(2027, 5, 30))] == ["yte@example.org"]
    assert mails_on(D(2027, 6, 1)) == []


def test_nothing__is_said_of_a_plan_that_was_taken_down(plan, nurse):
    take_down(PlanPage.objects.get(pk=plan.pk))

    assert mails_on(WEEK_BEFORE) == []


def test_nothing__is_said_of_what_is_long_late(plan, nurse):
    assert mails_on(D(2026, 12, 10)) == []


# --- One mail a week --------------------------------------------------------------------------------------------------


@pytest.fixture
def weekly(nurse):
    ReminderWish.objects.create(user=nurse, weekly=True)
    return nurse


def test_week__comes_on_monday_with_what_falls_due_until_the_next(plan, weekly):
    assert mails_on(MONDAY) == [("yte@example.org", "Tuần này: 1 việc")]
    assert "Mỗi tháng một bài về y tế" in text()


def test_week__comes_once_and_in_the_place_of_each_mail(plan, weekly):
    mails_on(MONDAY)

    assert mails_on(MONDAY) == []
    assert mails_on(DAY_BEFORE) == []


def test_week__in_which_nothing_is_due_brings_no_mail(plan, weekly):
    assert mails_on(D(2026, 11, 9)) == []


def test_week__names_what_is_late(plan, weekly):
    assert len(mails_on(D(2026, 12, 7))) == 1
    assert "trễ" in text()


def test_week__of_one_does_not_silence_the_others(plan, unit, weekly):
    member(unit, email="khac@example.org")
    mails_on(MONDAY)

    assert [to for to, _subject in mails_on(DAY_BEFORE)] == ["khac@example.org"]


def test_note__is_not_made_where_nobody_was_told(plan, weekly):
    mails_on(MONDAY)
    ReminderWish.objects.all().delete()

    assert len(mails_on(D(2026, 11, 24))) == 1
    assert Notice.objects.filter(subject__endswith=" early").count() == 1


def test_wish__is_noted_on_my_duties(plan, nurse):
    client, address = signed_in(nurse), reverse("duty_reminders")
    client.post(address, {"weekly": "1"})
    assert ReminderWish.objects.get().weekly
    assert client.get(reverse("my_duties")).context["weekly"]

    client.post(address, {"weekly": ""})
    assert not ReminderWish.objects.get().weekly
    assert client.get(address).status_code == 405


def test_my_duties__say_where_a_mail_address_is_missing(unit):
    page = signed_in(member(unit)).get(reverse("my_duties")).content.decode()

    assert reverse("duty_reminders") not in page
    assert reverse("wagtailadmin_account") in page
