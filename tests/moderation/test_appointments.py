"""A group makes nobody approver: the principal confirms it, and the ledger keeps it."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from moderation import appointments
from moderation.desk import items
from moderation.models import Act, Approval, Request, Standing
from moderation.models.request import RequestKind, RequestStatus
from moderation.publishing import Decision
from moderation.roles import APPROVERS, OFFICE, Role, has_role, is_appointed, people_with
from moderation.verification import verify
from tests.factories import make_user

PRINCIPAL, DEPUTY = Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL


@pytest.fixture
def principal(school):
    return make_user(PRINCIPAL, last_name="Nguyễn Thị", first_name="Liên", username="hieutruong")


@pytest.fixture
def operator(school):
    return make_user(Role.OPERATOR, last_name="Võ Quốc", first_name="Huy", username="quantri")


@pytest.fixture
def teacher(school):
    return make_user(
        Role.WEB_EDITOR, last_name="Trần Văn", first_name="Thuận", username="hieupho", email="t@example.org"
    )


def group_of(role):
    return Group.objects.get(name=role.value)


def fresh(user):
    """`user` as the next request finds them."""
    return type(user).objects.get(pk=user.pk)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def put_into(user, role):
    user.groups.add(group_of(role))
    return Request.objects.waiting().get(key=user.pk)


def as_filled_in(user, **fields):
    """Return what the form for an account sends when nothing is changed, with `fields` instead."""
    values = {
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name or "Thử",
        "last_name": user.last_name or "Nguyễn",
        "groups": [group.pk for group in user.groups.all()],
        "is_active": "on",
    }
    return values | fields


def answer(client, asked, say, comment=""):
    url = reverse("moderation_appointment_request", args=[asked.pk])
    return client.post(url, {"answer": say, "comment": comment}, follow=True)


# --- The group alone ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", APPROVERS)
def test_group__gives_no_power_by_itself(teacher, role):
    teacher.groups.add(group_of(role))

    assert not has_role(fresh(teacher), role)
    assert teacher not in people_with(role)


@pytest.mark.parametrize("role", APPROVERS)
def test_group__asks_the_principal(teacher, role):
    asked = put_into(teacher, role)

    assert (asked.request_kind, asked.kind, asked.key) == (RequestKind.APPOINT, OFFICE, teacher.pk)
    assert appointments.role_asked_for(asked) is role


def test_group__filled_from_its_own_side_asks_too(teacher):
    group_of(DEPUTY).user_set.add(teacher)

    assert Request.objects.waiting().filter(key=teacher.pk).exists()


def test_group__of_another_role_asks_nobody(teacher):
    teacher.groups.add(group_of(Role.WEB_OFFICER))

    assert not Request.objects.exists()


def test_group__asks_once(teacher):
    put_into(teacher, DEPUTY)
    teacher.groups.add(group_of(PRINCIPAL))

    assert appointments.role_asked_for(Request.objects.waiting().get()) is PRINCIPAL


@pytest.mark.parametrize("leave", ["remove", "clear", "empty"])
def test_group__left_again_takes_the_request_back(teacher, leave):
    put_into(teacher, DEPUTY)

    {
        "remove": lambda: teacher.groups.remove(group_of(DEPUTY)),
        "clear": teacher.groups.clear,
        "empty": group_of(DEPUTY).user_set.clear,
    }[leave]()

    assert Request.objects.get().status == RequestStatus.TAKEN_BACK


def test_form_of_an_account__asks_in_the_operators_name_and_says_so(operator, teacher):
    groups = [*teacher.groups.values_list("pk", flat=True), group_of(DEPUTY).pk]
    url = reverse("wagtailusers_users:edit", args=[teacher.pk])

    html = signed_in(operator).post(url, as_filled_in(teacher, groups=groups), follow=True).content.decode()

    assert Request.objects.waiting().get().asked_by == operator
    assert "Trần Văn Thuận sẽ là “Phó hiệu trưởng” khi hiệu trưởng đương nhiệm xác nhận." in html
    assert not has_role(fresh(teacher), DEPUTY)


def test_form_of_a_new_account__asks_too(operator):
    fields = {
        "username": "moi",
        "first_name": "Mới",
        "last_name": "Đỗ",
        "password1": "mat-khau-thu-8",
        "password2": "mat-khau-thu-8",
        "groups": [group_of(PRINCIPAL).pk],
    }

    signed_in(operator).post(reverse("wagtailusers_users:add"), fields)

    asked = Request.objects.waiting().get()
    assert (asked.label, asked.asked_by) == ("Đỗ Mới", operator)
    assert not people_with(PRINCIPAL).exists()


def test_bulk_action__asks_for_each(operator, teacher):
    other = make_user(Role.WEB_EDITOR)
    url = reverse("wagtail_bulk_action", args=["common", "user", "assign_role"])
    chosen = f"?id={teacher.pk}&id={other.pk}&next=/admin/users/"

    html = signed_in(operator).post(url + chosen, {"role": group_of(DEPUTY).pk}, follow=True).content.decode()

    assert {each.key for each in Request.objects.waiting()} == {teacher.pk, other.pk}
    assert "khi hiệu trưởng đương nhiệm xác nhận" in html
    assert not people_with(DEPUTY).exists()


def test_superuser__in_the_group_has_no_power_either(school):
    boss = make_user(is_superuser=True)
    boss.groups.add(group_of(PRINCIPAL))

    assert not has_role(fresh(boss), PRINCIPAL)


# --- Losing it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", APPROVERS)
def test_leaving_the_group__takes_the_power_at_once(principal, role):
    user = principal if role is PRINCIPAL else make_user(role)
    assert has_role(user, role)

    user.groups.remove(group_of(role))

    assert not has_role(user, role)
    assert not has_role(fresh(user), role)


def test_deactivation__takes_the_power_at_once(principal):
    type(principal).objects.filter(pk=principal.pk).update(is_active=False)

    assert not has_role(fresh(principal), PRINCIPAL)
    assert not people_with(PRINCIPAL).exists()


def test_another_office__is_not_covered_by_the_appointment(principal):
    deputy = make_user(DEPUTY)

    put_into(deputy, PRINCIPAL)

    assert not has_role(fresh(deputy), PRINCIPAL)
    assert has_role(fresh(deputy), DEPUTY)


def test_standing_in_doubt__gives_no_power(principal):
    Standing.objects.filter(kind=OFFICE, key=principal.pk).update(suspect_since="2026-11-20T08:00+07:00")

    assert not has_role(fresh(principal), PRINCIPAL)


def test_has_role__of_the_one_who_is_signed_in_knows_of_the_change(principal, rf):
    from django.utils.functional import SimpleLazyObject

    lazy = SimpleLazyObject(lambda: fresh(principal))
    assert has_role(lazy, PRINCIPAL)

    appointments.hand_over(make_user(), Decision(Act.APPOINTED, by=lazy))

    assert not has_role(lazy, PRINCIPAL)


# --- Appointing ---------------------------------------------------------------------------------------------------


def test_appoint__stands_in_the_ledger(principal, teacher):
    appointments.appoint(teacher, DEPUTY, Decision(Act.APPOINTED, by=principal, comment="QĐ 15"))

    record = Approval.objects.about(OFFICE, teacher.pk).first()
    assert (record.act, record.decided_by, record.comment) == (Act.APPOINTED, principal, "QĐ 15")
    assert has_role(fresh(teacher), DEPUTY)
    assert [fault for fault in verify() if fault.kind == OFFICE] == []


def test_appoint__leaves_no_request_behind(principal, teacher):
    appointments.appoint(teacher, DEPUTY, Decision(Act.APPOINTED, by=principal))

    assert not Request.objects.exists()


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.WEB_OFFICER, Role.UNIT_HEAD, DEPUTY])
def test_appoint__is_refused_to_whoever_is_not_principal(principal, teacher, role):
    with pytest.raises(PermissionDenied):
        appointments.appoint(teacher, DEPUTY, Decision(Act.APPOINTED, by=make_user(role)))


def test_appoint__is_refused_to_a_superuser(principal, teacher):
    with pytest.raises(PermissionDenied):
        appointments.appoint(teacher, DEPUTY, Decision(Act.APPOINTED, by=make_user(is_superuser=True)))


def test_appoint__by_nobody_is_refused_where_there_is_a_principal(principal, teacher):
    with pytest.raises(PermissionDenied):
        appointments.appoint(teacher, DEPUTY, Decision(Act.APPOINTED))


def test_dismiss__ends_it(principal):
    deputy = make_user(DEPUTY)

    appointments.dismiss(deputy, Decision(Act.DISMISSED, by=principal))

    assert not has_role(fresh(deputy), DEPUTY)
    assert not is_appointed(deputy.pk)


def test_dismissed__does_not_come_back_with_the_group(principal):
    deputy = make_user(DEPUTY)
    appointments.dismiss(deputy, Decision(Act.DISMISSED, by=principal))

    deputy.groups.add(group_of(DEPUTY))

    assert not has_role(fresh(deputy), DEPUTY)


# --- Confirming and refusing --------------------------------------------------------------------------------------


def test_confirming__makes_a_deputy(principal, operator, teacher):
    asked = put_into(teacher, DEPUTY)

    answer(signed_in(principal), asked, "confirm", "QĐ 15")

    asked.refresh_from_db()
    record = Approval.objects.about(OFFICE, teacher.pk).first()
    assert has_role(fresh(teacher), DEPUTY)
    assert (asked.status, asked.decided_by, asked.comment) == (RequestStatus.DONE, principal, "QĐ 15")
    assert (record.decided_by, record.requested_at, record.comment) == (principal, asked.made_at, "QĐ 15")


def test_confirming__a_principal_hands_the_office_over(principal, teacher):
    asked = put_into(teacher, PRINCIPAL)

    answer(signed_in(principal), asked, "confirm")

    assert has_role(fresh(teacher), PRINCIPAL)
    assert not has_role(fresh(principal), PRINCIPAL)
    assert list(people_with(PRINCIPAL)) == [teacher]


def test_refusing__takes_out_of_the_group_and_keeps_the_reason(principal, teacher):
    asked = put_into(teacher, DEPUTY)

    answer(signed_in(principal), asked, "refuse", "Chưa có quyết định.")

    asked.refresh_from_db()
    assert (asked.status, asked.comment) == (RequestStatus.REFUSED, "Chưa có quyết định.")
    assert not teacher.groups.filter(name=DEPUTY.value).exists()
    assert not has_role(fresh(teacher), DEPUTY)


def test_refusing__wants_a_reason(principal, teacher):
    asked = put_into(teacher, DEPUTY)

    response = answer(signed_in(principal), asked, "refuse")

    assert response.status_code == 422
    assert response.context["form"].errors["comment"] == ["Hãy ghi lý do để người đề nghị biết."]
    assert Request.objects.waiting().exists()


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.WEB_OFFICER, Role.UNIT_HEAD, Role.WEB_EDITOR, DEPUTY, None])
@pytest.mark.parametrize("say", ["confirm", "refuse"])
def test_answering__is_the_principals_alone(principal, teacher, role, say):
    asked = put_into(teacher, DEPUTY)

    answer(signed_in(make_user(role, is_superuser=role is None)), asked, say, "x")

    assert Request.objects.waiting().exists()
    assert not has_role(fresh(teacher), DEPUTY)


def test_answering__oneself_is_refused(teacher, principal):
    asked = put_into(teacher, PRINCIPAL)

    answer(signed_in(teacher), asked, "confirm")

    assert not has_role(fresh(teacher), PRINCIPAL)


def test_answering__what_was_decided_meanwhile_changes_nothing_and_says_so(principal, teacher):
    asked = put_into(teacher, DEPUTY)
    teacher.groups.clear()

    html = answer(signed_in(principal), asked, "confirm").content.decode()

    assert "Việc này vừa được quyết định hoặc đã rút lại." in html
    assert not has_role(fresh(teacher), DEPUTY)


def test_answering__about_an_account_that_is_not_active_says_so(principal, teacher):
    asked = put_into(teacher, DEPUTY)
    type(teacher).objects.filter(pk=teacher.pk).update(is_active=False)

    html = answer(signed_in(principal), asked, "confirm").content.decode()

    assert "không còn tài khoản đang hoạt động" in html
    assert not is_appointed(teacher.pk)


def test_answering__about_oneself_leaves_the_school_its_principal(principal):
    asked = put_into(principal, DEPUTY)

    answer(signed_in(principal), asked, "confirm")

    assert has_role(fresh(principal), PRINCIPAL)


def test_request__shows_the_principal_whose_account_it_is(principal, teacher):
    asked = put_into(teacher, DEPUTY)

    html = signed_in(principal).get(reverse("moderation_appointment_request", args=[asked.pk])).content.decode()

    assert "hieupho" in html
    assert "t@example.org" in html


def test_desk__of_the_principal_shows_the_request(principal, teacher):
    asked = put_into(teacher, DEPUTY)

    (item,) = items.waiting_for(principal)

    assert item.title == "Trần Văn Thuận"
    assert item.url == reverse("moderation_appointment_request", args=[asked.pk])
    assert item.tick == ""


@pytest.mark.parametrize("role", [DEPUTY, Role.OPERATOR, Role.UNIT_HEAD])
def test_desk__of_others_does_not(principal, teacher, role):
    put_into(teacher, DEPUTY)

    assert items.waiting_for(make_user(role)) == []


# --- Handing over -------------------------------------------------------------------------------------------------


def test_handing_over__is_one_act(principal, teacher):
    response = signed_in(principal).post(reverse("moderation_hand_over"), {"person": teacher.pk, "document": "QĐ 7"})

    records = Approval.objects.filter(kind=OFFICE, comment="QĐ 7")
    assert response.status_code == 302
    assert list(people_with(PRINCIPAL)) == [teacher]
    assert {(each.act, each.key) for each in records} == {
        (Act.APPOINTED, teacher.pk),
        (Act.DISMISSED, principal.pk),
    }
    assert len({each.batch for each in records}) == 1
    assert [fault for fault in verify() if fault.kind == OFFICE] == []


def test_handing_over__to_oneself_is_refused_at_the_field(principal):
    response = signed_in(principal).post(reverse("moderation_hand_over"), {"person": principal.pk})

    assert response.status_code == 422
    assert has_role(fresh(principal), PRINCIPAL)


def test_handing_over__to_an_inactive_account_is_refused_at_the_field(principal):
    gone = make_user(is_active=False)

    assert signed_in(principal).post(reverse("moderation_hand_over"), {"person": gone.pk}).status_code == 422


def test_handing_over__twice_at_once_leaves_one_principal(principal, teacher):
    """The second request was let in while the first was under way."""
    tab, other_tab = fresh(principal), fresh(principal)
    assert has_role(tab, PRINCIPAL)
    assert has_role(other_tab, PRINCIPAL)
    appointments.hand_over(teacher, Decision(Act.APPOINTED, by=tab))

    with pytest.raises(PermissionDenied):
        appointments.hand_over(make_user(), Decision(Act.APPOINTED, by=other_tab))

    assert list(people_with(PRINCIPAL)) == [teacher]


@pytest.mark.parametrize("page", ["moderation_hand_over", "moderation_appoint"])
@pytest.mark.parametrize("role", [DEPUTY, Role.OPERATOR, Role.WEB_OFFICER, None])
def test_offices__are_given_by_the_principal_alone(principal, teacher, page, role):
    acting = make_user(role, is_superuser=role is None)

    signed_in(acting).post(reverse(page), {"person": teacher.pk})

    assert not is_appointed(teacher.pk)
    assert list(people_with(PRINCIPAL)) == [principal]


def test_appointing__on_the_page_makes_a_deputy(principal, teacher):
    signed_in(principal).post(reverse("moderation_appoint"), {"person": teacher.pk, "document": "QĐ 9"})

    assert has_role(fresh(teacher), DEPUTY)


# --- Dismissing ---------------------------------------------------------------------------------------------------


def test_dismissing__on_the_page_wants_a_reason(principal):
    deputy = make_user(DEPUTY)

    response = signed_in(principal).post(reverse("moderation_dismiss", args=[deputy.pk]), {"reason": ""})

    assert response.status_code == 422
    assert has_role(fresh(deputy), DEPUTY)


def test_dismissing__on_the_page_ends_it(principal):
    deputy = make_user(DEPUTY)

    signed_in(principal).post(reverse("moderation_dismiss", args=[deputy.pk]), {"reason": "Nghỉ hưu."})

    assert not is_appointed(deputy.pk)
    assert Approval.objects.about(OFFICE, deputy.pk).first().comment == "Nghỉ hưu."


def test_dismissing__by_the_operator_only_asks(principal, operator):
    deputy = make_user(DEPUTY)

    signed_in(operator).post(reverse("moderation_dismiss", args=[deputy.pk]), {"reason": "Chuyển trường."})

    asked = Request.objects.waiting().get()
    assert has_role(fresh(deputy), DEPUTY)
    assert (asked.request_kind, asked.asked_by, asked.reason) == (RequestKind.DISMISS, operator, "Chuyển trường.")


def test_dismissing__that_was_asked_for_is_done_by_confirming(principal, operator):
    deputy = make_user(DEPUTY)
    asked = appointments.ask_to_dismiss(deputy, operator, "Chuyển trường.")

    answer(signed_in(principal), asked, "confirm")

    asked.refresh_from_db()
    assert not is_appointed(deputy.pk)
    assert asked.status == RequestStatus.DONE


def test_dismissing__that_was_asked_for_works_for_a_deactivated_account_too(principal, operator):
    deputy = make_user(DEPUTY)
    asked = appointments.ask_to_dismiss(deputy, operator, "Chuyển trường.")
    type(deputy).objects.filter(pk=deputy.pk).update(is_active=False)

    answer(signed_in(principal), asked, "confirm")

    assert not is_appointed(deputy.pk)


def test_dismissing__of_whose_standing_is_in_doubt_works_too(principal):
    deputy = make_user(DEPUTY)
    Standing.objects.filter(kind=OFFICE, key=deputy.pk).update(suspect_since="2026-11-20T08:00+07:00")

    signed_in(principal).post(reverse("moderation_dismiss", args=[deputy.pk]), {"reason": "Nghỉ hưu."})

    assert not is_appointed(deputy.pk)


def test_dismissing__that_was_asked_for_and_refused_changes_nothing(principal, operator):
    deputy = make_user(DEPUTY)
    asked = appointments.ask_to_dismiss(deputy, operator, "Chuyển trường.")

    answer(signed_in(principal), asked, "refuse", "Thầy vẫn làm việc.")

    assert has_role(fresh(deputy), DEPUTY)


@pytest.mark.parametrize("role", [DEPUTY, Role.WEB_OFFICER, Role.WEB_EDITOR])
def test_dismissing__is_closed_to_others(principal, role):
    deputy = make_user(DEPUTY)

    signed_in(make_user(role)).post(reverse("moderation_dismiss", args=[deputy.pk]), {"reason": "x"})

    assert is_appointed(deputy.pk)
    assert not Request.objects.exists()


def test_principal__is_not_dismissed_without_a_successor(principal):
    signed_in(principal).post(reverse("moderation_dismiss", args=[principal.pk]), {"reason": "x"})

    assert has_role(fresh(principal), PRINCIPAL)


# --- The list -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [PRINCIPAL, DEPUTY, Role.OPERATOR])
def test_list__is_open_to_approvers_and_whoever_keeps_accounts(principal, role):
    user = principal if role is PRINCIPAL else make_user(role)

    html = signed_in(user).get(reverse("moderation_approvers")).content.decode()

    assert "Nguyễn Thị Liên" in html


@pytest.mark.parametrize("role", [Role.WEB_EDITOR, Role.UNIT_HEAD, Role.WEB_OFFICER])
def test_list__is_closed_to_others(principal, role):
    assert signed_in(make_user(role)).get(reverse("moderation_approvers")).status_code == 302


# --- The server ---------------------------------------------------------------------------------------------------


def break_glass(**options):
    call_command("break_glass", reason="Hiệu trưởng cũ đã nghỉ.", stdout=io.StringIO(), **options)


def test_break_glass__appoints_where_the_post_is_vacant(teacher):
    break_glass(appoint="hieupho")

    assert has_role(fresh(teacher), PRINCIPAL)


def test_break_glass__does_not_appoint_beside_a_principal(principal, teacher):
    with pytest.raises(CommandError):
        break_glass(appoint="hieupho")

    assert not is_appointed(teacher.pk)


def test_break_glass__takes_somebody_in_the_group_only_for_nobody(teacher):
    make_user().groups.add(group_of(PRINCIPAL))

    break_glass(appoint="hieupho")

    assert list(people_with(PRINCIPAL)) == [teacher]


def test_break_glass__settles_what_was_asked(teacher):
    asked = put_into(teacher, PRINCIPAL)

    break_glass(appoint="hieupho")

    asked.refresh_from_db()
    assert asked.status == RequestStatus.DONE
