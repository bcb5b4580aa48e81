"""Ticking and waiving: who may, what it does, and that it can be taken back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from moderation.roles import Role
from plans.models import Duty, Unit
from plans.promises.acts import may_tick, tick, undo_waiver, untick, waive
from plans.promises.renewal import renew_all
from tests.factories import make_responsibility, make_user, publish
from tests.plans.promises.factories import (
    D,
    change,
    commitment_item,
    make_promising_plan,
    month_of,
    monthly,
    on,
    states_on,
)

pytestmark = pytest.mark.usefixtures("school")

ISSUED = D(2026, 8, 28)
NOVEMBER = D(2026, 11, 22)


@pytest.fixture
def unit():
    return Unit.objects.get(slug="phu-trach-trang-thong-tin-dien-tu")


@pytest.fixture
def officer(unit):
    """Somebody of the unit."""
    user = make_user(Role.WEB_OFFICER)
    unit.members.add(user)
    unit.save()
    return user


@pytest.fixture
def principal():
    return make_user(Role.PRINCIPAL)


@pytest.fixture
def duty(unit):
    """The item of a monthly duty that publishes nothing."""
    with on(ISSUED):
        plan = make_promising_plan()
        page = make_responsibility(plan, unit, live=False)
        page.duties = [Duty(text="Nhắc giáo viên chủ nhiệm cập nhật thông tin học sinh", every="monthly", quantity=2)]
        page.save()
        publish(page)
    return plan.items.get(kind="duty")


def test_duty__falls_due_and_a_tick_keeps_it(duty, officer):
    with on(D(2026, 11, 20)):
        tick(month_of(duty, 11), officer)

    states = states_on(duty, NOVEMBER)
    assert (states[10], states[11], states[12]) == (("overdue", 0), ("met", 2), ("due", 0))
    assert month_of(duty, 11).ticked_by == officer


def test_tick__in_the_month_after_is_late(duty, officer):
    with on(NOVEMBER):
        tick(month_of(duty, 10), officer)

    assert states_on(duty, NOVEMBER)[10] == ("met_late", 2)


def test_tick__twice_keeps_the_first(duty, officer, principal):
    with on(D(2026, 11, 20)):
        tick(month_of(duty, 11), officer)
    with on(NOVEMBER):
        tick(month_of(duty, 11), principal)

    assert (month_of(duty, 11).ticked_by, month_of(duty, 11).ticked_on) == (officer, D(2026, 11, 20))


def test_tick__of_somebody_else_is_refused(duty):
    stranger = make_user(Role.WEB_OFFICER)

    with on(NOVEMBER), pytest.raises(PermissionDenied):
        tick(month_of(duty, 11), stranger)

    assert not month_of(duty, 11).ticked_at


@pytest.mark.parametrize("month", [12, 9])
def test_tick__before_it_begins_or_after_it_closes_is_refused(duty, officer, month):
    with on(NOVEMBER), pytest.raises(ValidationError):
        tick(month_of(duty, month), officer)


def test_tick__of_a_commitment_is_refused_to_the_principal_too(principal):
    with on(ISSUED):
        item = commitment_item(make_promising_plan(monthly()))

    with on(NOVEMBER), pytest.raises(PermissionDenied):
        tick(month_of(item, 11), principal)
    assert not may_tick(principal, month_of(item, 11))


def test_untick__takes_it_back(duty, officer):
    with on(NOVEMBER):
        tick(month_of(duty, 11), officer)
        untick(month_of(duty, 11), officer)

    assert states_on(duty, NOVEMBER)[11] == ("due", 0)


def test_duty_that_is_known_by_what_is_published__is_not_ticked(unit, officer):
    with on(ISSUED):
        page = make_responsibility(make_promising_plan(), unit, live=False)
        page.duties = [Duty(text="Đăng tin", every="monthly", proof="evidence")]
        page.save()
        publish(page)
    item = page.items_plan.items.get(kind="duty")

    with on(NOVEMBER), pytest.raises(PermissionDenied):
        tick(month_of(item, 11), officer)


def test_standing_duty__never_falls_due(unit):
    page = make_responsibility(make_promising_plan(), unit, "Thường trực")

    assert not page.items_plan.items.get(kind="duty").occasions.exists()


@pytest.fixture
def item():
    with on(ISSUED):
        return commitment_item(make_promising_plan(monthly()))


def test_waive__for_a_reason_by_the_principal(item, principal):
    waive(month_of(item, 10), principal, " Trường nghỉ vì bão ")

    assert states_on(item, NOVEMBER)[10] == ("waived", 0)
    row = month_of(item, 10)
    assert (row.waived_by, row.waiver_reason) == (principal, "Trường nghỉ vì bão")


def test_waive__without_a_reason_is_refused(item, principal):
    with pytest.raises(ValidationError) as caught:
        waive(month_of(item, 10), principal, "  ")

    assert "reason" in caught.value.message_dict
    assert states_on(item, NOVEMBER)[10] == ("overdue", 0)


@pytest.mark.parametrize("role", [Role.DEPUTY_PRINCIPAL, Role.WEB_OFFICER, Role.OPERATOR])
def test_waive__of_anybody_else_is_refused(item, principal, role):
    other = make_user(role)

    with pytest.raises(PermissionDenied):
        waive(month_of(item, 10), other, "Bận")
    waive(month_of(item, 10), principal, "Bão")
    with pytest.raises(PermissionDenied):
        undo_waiver(month_of(item, 10), other)
    assert states_on(item, NOVEMBER)[10] == ("waived", 0)


def test_waiver__can_be_taken_back(item, principal):
    waive(month_of(item, 10), principal, "Bão")
    undo_waiver(month_of(item, 10), principal)

    assert states_on(item, NOVEMBER)[10] == ("overdue", 0)


def test_what_was_waived_ahead__stays_when_the_promise_changes(item, principal):
    waive(month_of(item, 2), principal, "Nghỉ Tết")

    with on(NOVEMBER):
        change(item.plan, quantity=2)
        renew_all()

    assert month_of(item, 2).is_waived
    assert (month_of(item, 1).quantity, month_of(item, 2).quantity, month_of(item, 3).quantity) == (2, 1, 2)


def test_what_was_ticked__stays_when_the_duty_changes(duty, officer):
    with on(NOVEMBER):
        tick(month_of(duty, 11), officer)
        draft = duty.holder.specific.get_latest_revision_as_object()
        duties = list(draft.duties.all())
        duties[0].quantity = 5
        draft.duties = duties
        publish(draft)

    assert (month_of(duty, 11).quantity, month_of(duty, 12).quantity) == (2, 5)
