"""Nobody becomes approver, or gets into an approver's account, by way of somebody's account."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, reverse
from post_office.models import Email

from common.models import User
from moderation import appointments
from moderation.models import Act, Request
from moderation.publishing import Decision
from moderation.roles import Role, has_role
from tests.factories import PASSWORD, make_user

EDIT, DELETE = "wagtailusers_users:edit", "wagtailusers_users:delete"
APPROVERS = [Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL]


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, email="hieutruong@example.org", last_name="Nguyễn Thị", first_name="Liên")


@pytest.fixture
def deputy(principal):
    return make_user(Role.DEPUTY_PRINCIPAL, email="hieupho@example.org", last_name="Trần Văn", first_name="Thuận")


@pytest.fixture
def operator(school):
    return make_user(Role.OPERATOR, email="quantri@example.org", last_name="Võ Quốc", first_name="Huy")


@pytest.fixture
def teacher(school):
    return make_user(Role.WEB_EDITOR, email="giaovien@example.org", last_name="Lê Văn", first_name="Bình")


def boss():
    return make_user(is_superuser=True, last_name="Quản", first_name="Trị")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def state_of(user):
    """Return everything about an account that decides who gets in and what they may do."""
    fields = ("username", "email", "first_name", "last_name", "password", "is_active", "is_superuser")
    groups = set(user.groups.values_list("name", flat=True))
    return User.objects.filter(pk=user.pk).values(*fields).first(), groups


def as_filled_in(user, **fields):
    """Return what the form sends when nothing is changed, with `fields` instead."""
    values = {
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "groups": [group.pk for group in user.groups.all()],
        "is_active": "on",
    }
    return {name: value for name, value in (values | fields).items() if value is not None}


def bulk(action, *people):
    url = reverse("wagtail_bulk_action", args=["common", "user", action])
    return url + "?next=/admin/users/&" + "&".join(f"id={user.pk}" for user in people)


def groups_with(user, role):
    return [*user.groups.values_list("pk", flat=True), Group.objects.get(name=role.value).pk]


TAKING_OVER = {
    "name": {"first_name": "Khác"},
    "user name": {"username": "khac"},
    "mail": {"email": "khac@example.org"},
    "password": {"password1": "mat-khau-khac-8", "password2": "mat-khau-khac-8"},
    "groups": {"groups": []},
    "active": {"is_active": None},
    "superuser": {"is_superuser": "on"},
}


# --- An approver's account ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", TAKING_OVER.values(), ids=TAKING_OVER.keys())
@pytest.mark.parametrize("acting", ["operator", "superuser"])
def test_approvers_account__is_changed_by_nobody_else(deputy, operator, acting, change):
    user = operator if acting == "operator" else boss()
    before = state_of(deputy)

    response = signed_in(user).post(reverse(EDIT, args=[deputy.pk]), as_filled_in(deputy, **change), follow=True)

    assert state_of(deputy) == before
    assert "Trần Văn Thuận là người duyệt bài nên không ai khác được sửa tài khoản này." in response.content.decode()


def test_principals_account__is_changed_by_nobody_else_either(principal, operator):
    before = state_of(principal)

    signed_in(operator).post(reverse(EDIT, args=[principal.pk]), as_filled_in(principal, email="khac@example.org"))

    assert state_of(principal) == before


@pytest.mark.parametrize("loss", ["left the group", "deactivated"])
def test_approvers_account__stays_closed_after_leaving_group_or_account(deputy, operator, loss):
    """Else it could be taken over, and put back into the group."""
    if loss == "deactivated":
        User.objects.filter(pk=deputy.pk).update(is_active=False)
    else:
        deputy.groups.clear()
    before = state_of(deputy)
    change = {"password1": "mat-khau-khac-8", "password2": "mat-khau-khac-8"}

    signed_in(operator).post(reverse(EDIT, args=[deputy.pk]), as_filled_in(deputy, **change))

    assert state_of(deputy) == before


def test_approvers_account__is_open_again_after_the_principal_took_the_office_away(principal, deputy, operator):
    appointments.dismiss(deputy, Decision(Act.DISMISSED, by=principal))

    signed_in(operator).post(reverse(EDIT, args=[deputy.pk]), as_filled_in(deputy, email="moi@example.org"))

    assert User.objects.get(pk=deputy.pk).email == "moi@example.org"


def test_approvers_account__is_deleted_by_nobody(deputy):
    response = signed_in(boss()).post(reverse(DELETE, args=[deputy.pk]), follow=True)

    assert User.objects.filter(pk=deputy.pk).exists()
    assert "Trần Văn Thuận là người duyệt bài" in response.content.decode()


@pytest.mark.parametrize(
    ("action", "data"), [("set_active_state", {"mark_as_active": "False"}), ("delete", {}), ("assign_role", {})]
)
@pytest.mark.parametrize("acting", ["operator", "superuser"])
def test_bulk_action__leaves_an_approver_and_says_why(deputy, teacher, operator, acting, action, data):
    user = operator if acting == "operator" else boss()
    data = data or {"role": Group.objects.get(name=Role.OPERATOR.value).pk}
    before = state_of(deputy), state_of(teacher)

    response = signed_in(user).post(bulk(action, deputy, teacher), data, follow=True)

    assert (state_of(deputy), state_of(teacher)) == before
    if (action, acting) != ("delete", "operator"):  # who may delete nobody is not even asked
        assert "Trần Văn Thuận là người duyệt bài" in response.content.decode()


def test_bulk_action__on_everybody_leaves_approvers(deputy, operator):
    before = state_of(deputy)

    signed_in(operator).post(bulk("set_active_state") + "id=all", {"mark_as_active": "False"})

    assert state_of(deputy) == before


def test_group_view__of_wagtail_offers_no_way_to_an_approver(operator):
    response = signed_in(operator).get(reverse("wagtailusers_groups:index"))

    assert response.status_code == 302


@pytest.mark.parametrize("role", APPROVERS)
def test_own_account__is_changed_by_an_approver(principal, role):
    user = principal if role is Role.PRINCIPAL else make_user(role)
    fields = {"last_name": "Trần", "first_name": "Thuận Thành", "email": "moi@example.org"}
    data = {f"name_email-{name}": value for name, value in fields.items()}
    theme = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}

    signed_in(user).post(reverse("wagtailadmin_account"), data | theme | {"avatar-avatar": ""})

    assert User.objects.get(pk=user.pk).email == "moi@example.org"


def test_password__is_reset_only_through_the_approvers_own_mail(deputy, operator):
    signed_in(operator).post(reverse(EDIT, args=[deputy.pk]), as_filled_in(deputy, email="quantri@example.org"))
    Email.objects.all().delete()

    for address in ("quantri@example.org", "hieupho@example.org"):
        Client().post(reverse("wagtailadmin_password_reset"), {"email": address})

    links = {mail.to[0]: mail.message for mail in Email.objects.all() if "hieupho@example.org" in mail.to[0]}
    assert list(links) == ["hieupho@example.org"]
    others = [mail for mail in Email.objects.all() if mail.to != ["hieupho@example.org"]]
    assert all(deputy.get_username() not in mail.message for mail in others)


# --- Other accounts -----------------------------------------------------------------------------------------------


def test_operator__looks_after_teachers_accounts(operator, teacher):
    fields = as_filled_in(teacher, email="moi@example.org", groups=groups_with(teacher, Role.UNIT_HEAD))

    signed_in(operator).post(reverse(EDIT, args=[teacher.pk]), fields)

    assert User.objects.get(pk=teacher.pk).email == "moi@example.org"
    assert has_role(User.objects.get(pk=teacher.pk), Role.UNIT_HEAD)


def test_operator__deactivates_a_teacher_in_bulk(operator, teacher):
    signed_in(operator).post(bulk("set_active_state", teacher), {"mark_as_active": "False"})

    assert not User.objects.get(pk=teacher.pk).is_active


@pytest.mark.parametrize("change", TAKING_OVER.values(), ids=TAKING_OVER.keys())
def test_operator__does_not_change_a_superuser(operator, change):
    admin = boss()
    before = state_of(admin)

    response = signed_in(operator).post(reverse(EDIT, args=[admin.pk]), as_filled_in(admin, **change), follow=True)

    assert state_of(admin) == before
    assert "Quản Trị là quản trị viên." in response.content.decode()


def test_operator__does_not_change_a_superuser_in_bulk(operator):
    admin = boss()

    signed_in(operator).post(bulk("set_active_state", admin), {"mark_as_active": "False"})

    assert User.objects.get(pk=admin.pk).is_active


def test_operator__makes_no_superuser(operator, teacher):
    signed_in(operator).post(reverse(EDIT, args=[teacher.pk]), as_filled_in(teacher, is_superuser="on"))

    assert not User.objects.get(pk=teacher.pk).is_superuser


def test_operator__makes_no_new_superuser(operator):
    new = {"username": "moi", "first_name": "Mới", "last_name": "Đỗ", "is_superuser": "on"}

    signed_in(operator).post(
        reverse("wagtailusers_users:add"), new | {"password1": "mat-khau-8x", "password2": "mat-khau-8x"}
    )

    assert not User.objects.get(username="moi").is_superuser


def test_superuser__makes_a_superuser(teacher):
    signed_in(boss()).post(reverse(EDIT, args=[teacher.pk]), as_filled_in(teacher, is_superuser="on"))

    assert User.objects.get(pk=teacher.pk).is_superuser


def test_copying_an_account__is_off():
    with pytest.raises(NoReverseMatch):
        reverse("wagtailusers_users:copy", args=[1])


# --- One's own account --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.WEB_OFFICER, Role.UNIT_HEAD])
def test_own_form__gives_no_group_that_one_does_not_have(operator, role):
    url = reverse(EDIT, args=[operator.pk])

    response = signed_in(operator).post(url, as_filled_in(operator, groups=groups_with(operator, role)))

    assert "groups" in response.context["form"].errors
    assert {group.name for group in operator.groups.all()} == {Role.OPERATOR.value}
    assert not Request.objects.exists()


def test_own_form__of_a_superuser_gives_none_either(school):
    admin = boss()

    signed_in(admin).post(
        reverse(EDIT, args=[admin.pk]), as_filled_in(admin, groups=groups_with(admin, Role.PRINCIPAL))
    )

    assert not admin.groups.exists()


def test_own_form__lets_leave_a_group(operator):
    operator.groups.add(Group.objects.get(name=Role.WEB_EDITOR.value))
    stays = [Group.objects.get(name=Role.OPERATOR.value).pk]

    signed_in(operator).post(reverse(EDIT, args=[operator.pk]), as_filled_in(operator, groups=stays))

    assert {group.name for group in operator.groups.all()} == {Role.OPERATOR.value}


def test_own_form__cannot_make_a_superuser_or_deactivate(operator):
    fields = as_filled_in(operator, is_superuser="on", is_active=None)

    signed_in(operator).post(reverse(EDIT, args=[operator.pk]), fields)

    operator.refresh_from_db()
    assert operator.is_active
    assert not operator.is_superuser


def test_bulk_action__gives_oneself_no_group(operator, teacher):
    role = Group.objects.get(name=Role.WEB_OFFICER.value)

    html = signed_in(operator).post(bulk("assign_role", operator, teacher), {"role": role.pk}, follow=True).content

    assert not role.user_set.exists()
    assert "Không ai tự thêm mình vào nhóm." in html.decode()


# --- Groups -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("view", ["index", "add", "edit", "delete"])
def test_groups__are_closed_to_everybody_but_superusers(school, role, view):
    group = Group.objects.get(name=Role.WEB_EDITOR.value)
    url = reverse(f"wagtailusers_groups:{view}", args=[group.pk] if view in {"edit", "delete"} else [])
    names = set(Group.objects.values_list("name", flat=True))
    client = signed_in(make_user(role))

    responses = [client.get(url), client.post(url, {"name": "Khác"})]

    assert [response.status_code for response in responses] == [302, 302]
    assert set(Group.objects.values_list("name", flat=True)) == names


def rename(group, name):
    forms = {
        "name": name,
        "permissions": [],
        "page_permissions-TOTAL_FORMS": 0,
        "page_permissions-INITIAL_FORMS": 0,
        "page_permissions-MAX_NUM_FORMS": 1000,
    }
    for prefix in ("collection_permissions", "image_permissions", "document_permissions"):
        forms |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000}
    return signed_in(boss()).post(reverse("wagtailusers_groups:edit", args=[group.pk]), forms)


def test_group_of_a_role__keeps_its_name(school):
    response = rename(Group.objects.get(name=Role.WEB_OFFICER.value), "Khác")

    assert response.context["form"].errors["name"] == ["Nhóm này là một vai trò của trường nên tên phải giữ nguyên."]
    assert Group.objects.filter(name=Role.WEB_OFFICER.value).exists()


def test_another_group__is_renamed(school):
    group = Group.objects.create(name="Câu lạc bộ")

    rename(group, "Câu lạc bộ báo tường")

    assert Group.objects.get(pk=group.pk).name == "Câu lạc bộ báo tường"


@pytest.mark.parametrize("role", APPROVERS)
def test_renaming_a_group_to_an_approvers__gives_no_power(teacher, role):
    Group.objects.filter(name=role.value).delete()
    Group.objects.filter(name=Role.WEB_EDITOR.value).update(name=role.value)

    assert not has_role(User.objects.get(pk=teacher.pk), role)


def test_sign_in__still_works(deputy):
    client = Client()

    response = client.post(reverse("wagtailadmin_login"), {"username": deputy.username, "password": PASSWORD})

    assert response.status_code == 302
    assert not re.search("error", response.url)
