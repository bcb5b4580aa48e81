"""What each role may do in Wagtail's admin, and what nobody may."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site, Task, Workflow

from home.models import Alert
from home.setup.permissions import make_groups
from home.setup.workflow import make_workflow
from moderation import publishing
from moderation.models import Act, PrincipalApprovalTask
from moderation.publishing import Decision
from moderation.roles import WRITERS, Role
from news.models import Category, NewsPage
from plans.models import Event, ExternalRecord, SchoolYear, Unit
from tests.factories import (
    CategoryFactory,
    NewsPageFactory,
    UnitFactory,
    approve,
    make_plan,
    make_responsibility,
    make_user,
    take_down,
)

ROLES = list(Role)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def draft_of(owner):
    page = NewsPageFactory(live=False, owner=owner)
    page.save_revision(user=owner)
    return page


def exists(page):
    return Page.objects.filter(pk=page.pk).exists()


def delete(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)


def delete_in_bulk(client, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return client.post(f"{url}?" + "&".join(f"id={page.pk}" for page in pages), follow=True)


# --- Permissions --------------------------------------------------------------------------------------------------


def test_pages__nobody_holds_more_than_add_and_change(school):
    held = GroupPagePermission.objects.values_list("permission__codename", flat=True)

    assert set(held) == {"add_page", "change_page"}


def test_files__nobody_holds_more_than_add_change_and_choose(school):
    held = GroupCollectionPermission.objects.values_list("permission__codename", flat=True)

    assert {name.partition("_")[0] for name in held} == {"add", "change", "choose"}


@pytest.mark.parametrize("role", ROLES)
def test_models__are_those_that_the_role_needs(school, role):
    held = Group.objects.get(name=role.value).permissions.values_list("codename", flat=True)

    arranged = ["unit", "category", "schoolyear", "externalrecord", "officialdocument", "event", "alert"]
    models = {
        Role.OPERATOR: ["user"],
        Role.WEB_OFFICER: arranged,
        Role.PRINCIPAL: arranged,
        Role.DEPUTY_PRINCIPAL: ["externalrecord", "officialdocument", "event", "alert"],
    }.get(role, ["externalrecord", "event", "alert"])
    assert set(held) == {"access_admin"} | {
        f"{action}_{model}" for action in ("add", "change", "view") for model in models
    }


def test_setting_up_again__takes_away_what_was_added(school):
    group = Group.objects.get(name=Role.WEB_EDITOR.value)
    for codename in ("publish_page", "delete_page", "lock_page", "bulk_delete_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=Page.objects.get(depth=1), permission=permission)
    group.permissions.add(Permission.objects.get(codename="change_user"))
    delete_image = Permission.objects.get(codename="delete_image", content_type__app_label="wagtailimages")
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.create(group=group, collection=root, permission=delete_image)

    make_groups()

    test_pages__nobody_holds_more_than_add_and_change(school)
    test_files__nobody_holds_more_than_add_change_and_choose(school)
    test_models__are_those_that_the_role_needs(school, Role.WEB_EDITOR)


def test_setting_up_again__changes_nothing_else(school):
    def held():
        groups = Group.objects.order_by("name")
        pages = GroupPagePermission.objects.order_by("pk")
        files = GroupCollectionPermission.objects.order_by("pk")
        return [(g.name, sorted(g.permissions.values_list("pk", flat=True))) for g in groups], [*pages], [*files]

    before = held()
    make_groups()

    assert held() == before


@pytest.mark.parametrize("role", WRITERS)
def test_page__is_written_and_neither_published_nor_locked(school, role):
    may = NewsPageFactory(live=False).permissions_for_user(make_user(role))

    assert may.can_edit()
    assert not may.can_publish()
    assert not may.can_lock()
    assert not may.can_unlock()
    assert not may.can_set_view_restrictions()


@pytest.mark.parametrize("role", ROLES)
def test_page__that_is_public_is_not_unpublished_deleted_or_moved_by_permission(school, role):
    may = NewsPageFactory().permissions_for_user(make_user(role))

    assert not may.can_unpublish()
    assert not may.can_delete()
    assert not may.can_publish_subpage()


def test_operator__writes_no_pages(school):
    may = NewsPageFactory().permissions_for_user(make_user(Role.OPERATOR))

    assert not may.can_edit()
    assert not may.can_add_subpage()


ADMINISTRATION = {
    "wagtailadmin_workflows": ("index", "add", "edit", "task_index", "select_task_type", "edit_task"),
    "wagtailadmin_collections": ("index", "add", "edit"),
    "wagtailredirects": ("index", "add", "edit"),
    "wagtailsites": ("index", "add", "edit"),
    "wagtailusers_groups": ("index", "add", "edit"),
}


def something_for(view):
    """Return the arguments of `view`: the key of something that is there."""
    model = {"wagtailadmin_workflows:edit": Workflow, "wagtailadmin_workflows:edit_task": Task}.get(view) or {
        "wagtailadmin_collections": Collection,
        "wagtailredirects": Redirect,
        "wagtailsites": Site,
        "wagtailusers_groups": Group,
    }.get(view.partition(":")[0])
    return [model.objects.order_by("-pk").first().pk] if "edit" in view else []


@pytest.mark.parametrize("view", [f"{space}:{name}" for space, names in ADMINISTRATION.items() for name in names])
def test_administration__is_closed_to_every_role(school, view):
    Collection.get_first_root_node().add_child(name="Ảnh")
    redirect = Redirect(old_path="/cu", redirect_link="/moi", site=school.get_site())
    publishing.record_row(redirect, Decision(Act.SETUP))
    url = reverse(view, args=something_for(view))

    answers = {role: signed_in(make_user(role)).get(url).status_code for role in ROLES}

    assert signed_in(make_user(is_superuser=True)).get(url).status_code == 200
    assert set(answers.values()) == {302}


@pytest.mark.parametrize("view", ["index", "add", "edit"])
def test_accounts__are_the_operators_alone(school, view):
    url = reverse(f"wagtailusers_users:{view}", args=[make_user().pk] if view == "edit" else [])

    answers = {role: signed_in(make_user(role)).get(url).status_code for role in ROLES}

    assert answers == {role: 200 if role is Role.OPERATOR else 302 for role in ROLES}


# --- Snippets -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Unit, Category, SchoolYear, ExternalRecord, Event, Alert])
def test_snippets__have_drafts_and_the_principals_workflow(school, model):
    workflow = model.get_default_workflow()

    assert [task.specific_class for task in workflow.tasks] == [PrincipalApprovalTask]
    assert hasattr(model, "latest_revision")


@pytest.mark.parametrize("factory", [UnitFactory, CategoryFactory])
@pytest.mark.parametrize("role", [Role.WEB_OFFICER, Role.PRINCIPAL, None])
def test_snippets__saved_by_somebody_stay_drafts(school, factory, role):
    item = factory()
    user = make_user(role, is_superuser=role is None)
    before = item.name
    url = reverse(f"wagtailsnippets_{item._meta.app_label}_{item._meta.model_name}:edit", args=[item.pk])
    form = signed_in(user).get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in values.items() if value not in (None, [])} | {"name": "Tên mới"}

    response = signed_in(user).post(url, data | {"action-publish": "1"})

    item.refresh_from_db()
    assert response.status_code in {200, 302}
    assert item.name == before


@pytest.mark.parametrize("factory", [UnitFactory, CategoryFactory])
@pytest.mark.parametrize("role", ROLES)
def test_snippets__are_deleted_by_no_role(school, factory, role):
    item = factory()
    url = reverse(f"wagtailsnippets_{item._meta.app_label}_{item._meta.model_name}:delete", args=[item.pk])

    signed_in(make_user(role)).post(url)

    assert type(item).objects.filter(pk=item.pk).exists()


def test_setting_up_the_workflow_again__changes_nothing(school):
    before = list(Workflow.objects.order_by("pk").values()), list(Task.objects.order_by("pk").values())

    make_workflow()

    assert (list(Workflow.objects.order_by("pk").values()), list(Task.objects.order_by("pk").values())) == before


# --- Drafts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", WRITERS)
def test_draft__is_deleted_by_its_owner(school, role):
    user = make_user(role)
    page = draft_of(user)

    delete(signed_in(user), page)

    assert not exists(page)


@pytest.mark.parametrize("role", ROLES)
def test_draft__of_somebody_else_is_not_deleted(school, role):
    page = draft_of(make_user(Role.WEB_EDITOR))

    delete(signed_in(make_user(role)), page)

    assert exists(page)


@pytest.mark.parametrize("role", WRITERS)
def test_draft__of_somebody_else_is_not_deleted_in_bulk(school, role):
    page = draft_of(make_user(Role.WEB_EDITOR))

    delete_in_bulk(signed_in(make_user(role)), page)

    assert exists(page)


def test_draft__of_ones_own_is_deleted_in_bulk(school):
    user = make_user(Role.WEB_EDITOR)
    page = draft_of(user)

    delete_in_bulk(signed_in(user), page)

    assert not exists(page)


def test_draft__with_somebody_elses_below_it_is_not_deleted(school):
    plan = make_plan(live=False)
    unit = UnitFactory()
    user = make_user(Role.WEB_OFFICER)
    Page.objects.filter(pk=plan.pk).update(owner=user)
    below = make_responsibility(plan, unit, "Viết bài.", live=False)

    assert not plan.permissions_for_user(user).can_delete(ignore_bulk=True)
    Page.objects.filter(pk=below.pk).update(owner=user)
    assert type(plan).objects.get(pk=plan.pk).permissions_for_user(user).can_delete(ignore_bulk=True)


def test_draft__that_nobody_owns_is_not_deleted_by_editors(school):
    page = NewsPageFactory(live=False, owner=None)

    delete(signed_in(make_user(Role.WEB_EDITOR)), page)

    assert exists(page)


@pytest.mark.parametrize("bulk", [False, True])
def test_page__that_was_once_public_is_not_deleted_by_its_owner(school, bulk):
    user = make_user(Role.WEB_EDITOR)
    page = take_down(approve(draft_of(user)))
    client = signed_in(user)

    delete_in_bulk(client, page) if bulk else delete(client, page)

    assert NewsPage.objects.filter(pk=page.pk).exists()
