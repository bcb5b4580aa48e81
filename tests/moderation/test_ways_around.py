"""Known ways around stock Wagtail, in its own views: each is closed, and what is beside it stays open."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Revision
from wagtail.test.utils.form_data import nested_form_data

from common.models import User
from moderation import decisions, publishing
from moderation.models import Act, Delegation
from moderation.roles import Role, has_role, people_with
from news.models import Category, NewsPage
from plans.models import Unit
from tests.factories import (
    CategoryFactory,
    NewsPageFactory,
    UnitFactory,
    make_user,
)
from tests.support.forms import article_form, signed_in
from tests.support.guarding import not_done

pytestmark = pytest.mark.django_db


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL)


@pytest.fixture
def author(principal):
    return make_user(Role.WEB_EDITOR)


@pytest.fixture
def superuser(principal):
    return signed_in(make_user(is_superuser=True))


@pytest.fixture
def article(principal):
    return NewsPageFactory(title="Tên đã duyệt", slug="ten-da-duyet", lead="Câu đã duyệt.")


def submitted(author, **fields):
    page = NewsPageFactory(live=False, owner=author, **fields)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return NewsPage.objects.get(pk=page.pk)


def act(client, page, state, action="approve"):
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(url, {"comment": ""})


def approve_latest(page):
    """Let the ledger approve the latest version, whoever wrote it."""
    publishing.publish(page.get_latest_revision(), publishing.Decision(Act.APPROVED))
    return NewsPage.objects.get(pk=page.pk)


def is_public(page):
    return NewsPage.objects.public().filter(pk=page.pk).exists()


# --- Whoever may publish, in Wagtail's eyes -----------------------------------------------------------------------


def test_superuser__publishes_nothing_from_the_editor_and_saves_a_draft(superuser, article):
    form = article_form(article, title="Tên lén") | {"action-publish": "1"}

    superuser.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form)

    article = NewsPage.objects.get(pk=article.pk)
    assert (article.title, article.get_latest_revision_as_object().title) == ("Tên đã duyệt", "Tên lén")


def test_publish_permission__publishes_nothing(author, article):
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    root = Page.objects.get(depth=1)
    GroupPagePermission.objects.create(group=author.groups.get(), page=root, permission=publish)
    form = article_form(article, title="Tên lén") | {"action-publish": "1"}

    signed_in(author).post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form)

    assert NewsPage.objects.get(pk=article.pk).title == "Tên đã duyệt"


def test_superuser__makes_a_draft_where_the_form_says_publish(superuser, article):
    url = reverse("wagtailadmin_pages:add", args=["news", "newspage", article.get_parent().pk])

    superuser.post(url, article_form(title="Bài mới", slug="bai-moi", lead="x") | {"action-publish": "1"})

    assert not NewsPage.objects.get(slug="bai-moi").live


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move", "create_alias", "convert_alias"])
def test_superuser__does_nothing_public_through_the_admins_api(superuser, article, action):
    before = NewsPage.objects.filter(pk=article.pk).values().get()
    live = set(Page.objects.live().values_list("pk", flat=True))
    target = {"destination_page_id": article.get_parent().get_parent().pk, "slug": "khac"}
    url = reverse("wagtailadmin_api:pages:action", args=[article.pk, action])

    superuser.post(url, json.dumps(target), content_type="application/json")

    assert NewsPage.objects.filter(pk=article.pk).values().get() == before
    assert set(Page.objects.live().values_list("pk", flat=True)) == live


def test_superuser__copies_through_the_admins_api_as_a_draft(superuser, article):
    url = reverse("wagtailadmin_api:pages:action", args=[article.pk, "copy"])

    superuser.post(url, json.dumps({"slug": "ban-sao", "keep_live": False}), content_type="application/json")

    assert not Page.objects.get(slug="ban-sao").live


def test_snippet__is_not_published_by_a_superuser(superuser):
    unit = UnitFactory(name="Tổ Bốn")
    form = nested_form_data({"name": "Tổ lén", "kind": unit.kind, "position": 1, "action-publish": "1"})

    superuser.post(reverse(Unit.snippet_viewset.get_url_name("edit"), args=[unit.pk]), form)

    assert Unit.objects.get(pk=unit.pk).name == "Tổ Bốn"


@pytest.mark.parametrize("several", [False, True])
def test_live_snippet__is_not_deleted_by_whoever_may_delete(superuser, several):
    category = CategoryFactory()
    single = reverse(Category.snippet_viewset.get_url_name("delete"), args=[category.pk])
    bulk = f"{reverse('wagtail_bulk_action', args=['news', 'category', 'delete'])}?id={category.pk}"

    superuser.post(bulk if several else single)

    assert Category.objects.filter(pk=category.pk).exists()


# --- Who approves -------------------------------------------------------------------------------------------------


@pytest.fixture
def deputy(principal):
    deputy = make_user(Role.DEPUTY_PRINCIPAL)
    Delegation.objects.create(deputy=deputy, given_by=principal)
    return deputy


def test_deputy__approves_what_others_wrote(author, deputy):
    page = submitted(author)

    act(signed_in(deputy), page, page.current_workflow_task_state)

    assert is_public(page)


def test_own_words__are_not_approved(deputy):
    page = submitted(deputy)

    act(signed_in(deputy), page, page.current_workflow_task_state)

    assert not is_public(page)


def test_own_words__are_not_approved_through_another_pages_address(author, deputy):
    page, others = submitted(deputy), submitted(author)

    act(signed_in(deputy), others, page.current_workflow_task_state)

    assert not is_public(page)
    assert not is_public(others)


def test_own_words__are_not_approved_as_if_they_were_somebody_elses(author, deputy):
    page = submitted(deputy)
    page.save_revision(user=author)  # another hand at the end of it

    act(signed_in(deputy), page, page.current_workflow_task_state)

    assert not is_public(page)


def test_editor__approves_nothing_through_any_page(author):
    page, others = submitted(author), submitted(make_user(Role.WEB_EDITOR))

    for through in (page, others):
        act(signed_in(author), through, page.current_workflow_task_state)

    assert not is_public(page)


def test_finishing_a_workflow_by_hand__asks_who_does_it(author, superuser):
    page = submitted(author)

    for somebody in (None, author, User.objects.get(is_superuser=True)):
        with not_done():
            page.current_workflow_state.finish(user=somebody)
    assert not is_public(page)


def test_another_task__publishes_nothing_either(author):
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

    task = GroupApprovalTask.objects.create(name="Biên tập viên duyệt")
    task.groups.set(author.groups.all())
    workflow = Workflow.objects.create(name="Đường tắt")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page = NewsPageFactory(live=False, owner=author)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    page.save_revision(user=author)
    state = workflow.start(page, author).current_task_state

    with not_done():
        state.approve(user=author)
    assert not is_public(page)


def test_approval__is_of_the_version_that_was_submitted(author, principal):
    page = submitted(author, title="Bài đã đọc")
    state = page.current_workflow_task_state
    newer = page.get_latest_revision_as_object()
    newer.title = "Bài chưa ai đọc"
    newer.save_revision(user=author)

    with pytest.raises(decisions.Refused):
        decisions.approve([state], principal)

    assert not is_public(page)


def test_approver__needs_no_publish_permission(author, principal):
    page = submitted(author)

    act(signed_in(principal), page, page.current_workflow_task_state)

    assert is_public(page)
    assert not principal.has_perm("wagtailcore.publish_page")


# --- Becoming an approver -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL])
def test_operator__does_not_become_an_approver_by_changing_accounts(principal, role):
    operator = make_user(Role.OPERATOR, email="van-hanh@example.org")
    groups = [*operator.groups.values_list("pk", flat=True), principal.groups.model.objects.get(name=role.value).pk]
    form = {"username": operator.username, "email": operator.email, "first_name": "A", "last_name": "B"}

    signed_in(operator).post(
        reverse("wagtailusers_users:edit", args=[operator.pk]),
        form | {"groups": groups, "is_active": "on", "is_superuser": "on"},
    )

    operator = User.objects.get(pk=operator.pk)
    assert not has_role(operator, role)
    assert not operator.is_superuser
    assert operator not in people_with(role)


@pytest.mark.parametrize(
    "change", [{"email": "khac@example.org"}, {"password1": "Moi-Toanh-9", "password2": "Moi-Toanh-9"}]
)
def test_operator__does_not_take_the_principals_account(principal, change):
    form = {"username": principal.username, "email": "", "first_name": "A", "last_name": "B", "is_active": "on"}

    signed_in(make_user(Role.OPERATOR)).post(reverse("wagtailusers_users:edit", args=[principal.pk]), form | change)

    now = User.objects.get(pk=principal.pk)
    assert (now.password, now.email) == (principal.password, principal.email)


def test_group_of_the_principal__makes_nobody_an_approver(author, principal):
    author.groups.add(*principal.groups.all())
    page = submitted(make_user(Role.WEB_EDITOR))

    act(signed_in(User.objects.get(pk=author.pk)), page, page.current_workflow_task_state)

    assert not is_public(page)


# --- What somebody has read ---------------------------------------------------------------------------------------


def autosave(client, page, revision, **fields):
    """Send what the open editor sends by itself."""
    form = article_form(page, **fields) | {"overwrite_revision_id": revision.pk}
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, form, headers={"accept": "application/json"})


def test_autosave__rewrites_a_draft(author):
    page = NewsPageFactory(live=False, owner=author)
    revision = page.save_revision(user=author)

    autosave(signed_in(author), page, revision, title="Tên mới")

    assert Revision.objects.get(pk=revision.pk).content["title"] == "Tên mới"


def test_autosave__leaves_the_live_version_as_it_was_approved(author):
    page = NewsPageFactory(title="Tên đã duyệt", live=False)
    page.save_revision(user=author)
    page = approve_latest(page)
    revision = page.live_revision

    response = autosave(signed_in(author), page, revision, title="Tên lén")

    assert Revision.objects.get(pk=revision.pk).content["title"] == "Tên đã duyệt"
    assert response.json()["success"] is False


def test_autosave__leaves_the_submitted_version_as_it_is(author):
    page = submitted(author, title="Tên đã nộp")
    revision = page.current_workflow_task_state.revision

    autosave(signed_in(author), page, revision, title="Tên lén")

    assert Revision.objects.get(pk=revision.pk).content["title"] == "Tên đã nộp"


def test_autosave__leaves_a_version_that_was_submitted_and_taken_back(author):
    page = submitted(author, title="Tên đã nộp")
    revision = page.current_workflow_task_state.revision
    page.current_workflow_state.cancel(user=author)

    autosave(signed_in(author), page, revision, title="Tên lén")

    assert Revision.objects.get(pk=revision.pk).content["title"] == "Tên đã nộp"


def test_save_revision__over_an_approved_one_is_refused_with_a_sentence(author):
    page = NewsPageFactory(live=False)
    page.save_revision(user=author)
    page = approve_latest(page)
    page.title = "Tên lén"

    with pytest.raises(PermissionDenied, match="Phiên bản"):
        page.save_revision(user=author, overwrite_revision=page.live_revision)
