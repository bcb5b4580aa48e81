"""Mails: to who has to answer, to who wrote, and as the day comes near; none carries what somebody wrote."""

import datetime

import pytest
from post_office.models import Email

from feedback import acts, asking_after, mails, sweeps
from feedback.deadlines import working_days_after
from feedback.models import Feedback
from moderation.roles import Role
from plans.promises.calendar import Break, SchoolCalendar
from tests.factories import make_user
from tests.feedback.factories import WORDS, make_feedback, make_teacher, make_unit
from tests.plans.promises.factories import D, on

pytestmark = pytest.mark.django_db
MONDAY = D(2026, 11, 23)


@pytest.fixture
def teacher(school):
    return make_teacher(email="co-ha@truong.example")


@pytest.fixture
def unit(teacher):
    return make_unit("Tổ an toàn", teacher)


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, email="hieutruong@truong.example")


def told():
    """Return who was written to, by address, since the last time."""
    found = sorted(address for letter in Email.objects.all() for address in letter.to)
    Email.objects.all().delete()
    return [address.partition("<")[2].rstrip(">") for address in found]


def test_unit__is_told_once_and_reads_nothing_of_it_in_the_mail(teacher, unit):
    feedback = make_feedback(unit=unit, name="Nguyễn Thị Lan", email="lan@example.org")

    assert mails.tell() == 1
    assert mails.tell() == 0

    letter = Email.objects.get()
    assert letter.to == [f"{teacher.get_full_name()} <co-ha@truong.example>"]
    assert f"/admin/feedback/{feedback.pk}/" in letter.message
    for secret in (WORDS, "Lan", "lan@example.org", feedback.code):
        assert secret not in letter.message


def test_unit_that_nobody_reaches__is_the_leadership_s(principal):
    make_feedback(unit=make_unit("Tổ không mail", make_teacher(email="")))

    mails.tell()

    assert told() == ["hieutruong@truong.example"]


def test_what_names_no_unit__is_the_web_officer_s(school, principal):
    make_user(Role.WEB_OFFICER, email="web@truong.example")
    make_feedback()

    mails.tell()

    assert told() == ["web@truong.example"]


def test_passed_on_and_reported__the_next_is_told(teacher, unit, principal):
    other = make_unit("Tổ đọc sách", make_teacher(email="co-mai@truong.example"))
    feedback = make_feedback(unit=unit)
    mails.tell()
    told()

    acts.pass_on(feedback, teacher, unit=other)
    mails.tell()
    assert told() == ["co-mai@truong.example"]
    acts.report(feedback, teacher, note="Khó")
    mails.tell()
    assert told() == ["hieutruong@truong.example"]


def test_whoever_wrote__is_told_of_the_answer_and_not_by_the_name_they_gave(teacher, unit):
    feedback = make_feedback(unit=unit, name="a@b.example, c@d.example", email="lan@example.org")
    mails.tell()
    told()
    acts.answer(feedback, teacher, text="Đã mở cổng bên.")

    assert mails.tell() == 1
    assert mails.tell() == 0

    letter = Email.objects.get()
    assert letter.to[0].endswith("<lan@example.org>")
    assert "b.example" not in letter.to[0]
    assert feedback.get_absolute_url() in letter.message
    assert WORDS not in letter.message


def test_who_left_no_address__gets_no_mail(teacher, unit):
    feedback = make_feedback(unit=unit)
    mails.tell()
    acts.answer(feedback, teacher, text="Xong.")

    assert mails.tell() == 0


def test_mail_to_whoever_wrote__is_removed_with_their_data(teacher, unit, settings):
    feedback = make_feedback(unit=unit, email="lan@example.org")
    acts.answer(feedback, teacher, text="Xong.")
    mails.tell()
    settings.FEEDBACK_KEEP_MONTHS = -1

    sweeps.forget()

    assert told() == []


# --- As the day comes near --------------------------------------------------------------------------------------------


@pytest.fixture
def mornings(settings):
    settings.PLANS_REMIND_AT = datetime.time(6, 30)


def test_day_before_and_once_late__the_unit_is_reminded_and_then_the_leadership_too(mornings, unit, principal):
    with on(MONDAY):
        make_feedback(unit=unit)
    due = Feedback.objects.get().due_on
    assert due == D(2026, 11, 30)

    for day, readers in (
        (D(2026, 11, 27), []),
        (D(2026, 11, 29), []),  # a Sunday
        (due, ["co-ha@truong.example"]),
        (D(2026, 12, 1), ["co-ha@truong.example", "hieutruong@truong.example"]),
        (D(2026, 12, 2), []),
    ):
        with on(day):
            mails.remind()
            mails.remind()
        assert told() == readers, day


def test_one_mail__names_all_that_is_due(mornings, unit):
    with on(MONDAY):
        for _number in range(3):
            make_feedback(unit=unit)

    with on(D(2026, 12, 1)):
        assert mails.remind() == 1

    assert Email.objects.get().message.count("/admin/feedback/") == 3


def test_answered_and_escalated__nobody_is_reminded(mornings, teacher, unit, principal):
    with on(MONDAY):
        acts.answer(make_feedback(unit=unit), teacher, text="Xong.")
        acts.escalate(make_feedback(unit=unit), principal, body="UBND xã")

    with on(D(2026, 12, 1)):
        assert mails.remind() == 0


def test_escalated__the_leadership_asks_after_it_every_ten_days_until_it_is_answered(mornings, unit, principal):
    with on(MONDAY):
        feedback = make_feedback(unit=unit)
        acts.escalate(feedback, principal, body="UBND xã")
    told_on = []

    for day in (MONDAY + datetime.timedelta(days=number) for number in range(1, 24)):
        with on(day):
            sent = asking_after.ask_after() + asking_after.ask_after()
        told_on += [day] * sent
    with on(told_on[-1]):
        acts.answer(feedback, principal, text="Xong.")
    with on(MONDAY + datetime.timedelta(days=30)):
        assert asking_after.ask_after() == 0

    assert told_on == [D(2026, 12, 3), D(2026, 12, 14)]  # the second on a Monday: the day before was a Sunday
    assert set(told()) == {"hieutruong@truong.example"}


# --- Working days -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "number", "due"),
    [
        (D(2026, 11, 23), 5, D(2026, 11, 30)),
        (D(2026, 11, 20), 1, D(2026, 11, 23)),
        (D(2026, 11, 21), 1, D(2026, 11, 23)),
        (D(2026, 11, 22), 0, D(2026, 11, 22)),
        (D(2027, 1, 29), 2, D(2027, 2, 16)),
    ],
)
def test_working_days__leave_out_weekends_and_holidays(day, number, due):
    calendar = SchoolCalendar(breaks=[Break(D(2027, 2, 1), D(2027, 2, 14))])

    assert working_days_after(day, number, calendar) == due


def test_calendar_of_nothing_but_holidays__comes_to_an_end():
    calendar = SchoolCalendar(breaks=[Break(D(2026, 1, 1), D(2030, 1, 1))])

    assert working_days_after(D(2026, 11, 23), 5, calendar) > D(2026, 11, 23)
