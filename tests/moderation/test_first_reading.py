"""Where a section wants it, the head of the unit reads first; the principal decides."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from post_office.models import Email
from wagtail.models import Page, TaskState, Workflow, WorkflowPage, WorkflowState

from home.setup.workflow import WITH_FIRST_READING_NAME, make_workflow
from media.models import GalleryIndexPage
from moderation import decisions
from moderation.desk import items
from moderation.models import FirstReadingTask, PrincipalApprovalTask
from moderation.models.task import readers_of
from moderation.roles import Role, people_with
from news.models import NewsIndexPage, NewsPage
from plans.models import Unit
from tests.factories import GalleryPageFactory, NewsPageFactory, UnitFactory, make_user


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, email="hieutruong@example.org", last_name="Nguyễn Thị", first_name="Liên")


@pytest.fixture
def author(school):
    return make_user(Role.WEB_EDITOR, email="giaovien@example.org", last_name="Lê Văn", first_name="Bình")


@pytest.fixture
def head(school):
    return make_user(Role.UNIT_HEAD, email="totruong@example.org", last_name="Lê Thị Kim", first_name="Ngân")


@pytest.fixture
def news(school):
    """The section of news, in which somebody reads first."""
    section = Page.objects.get(pk=NewsIndexPage.objects.get().pk)
    workflow = Workflow.objects.get(name=WITH_FIRST_READING_NAME)
    WorkflowPage.objects.create(page=section, workflow=workflow)
    return section


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def submitted(author, **fields):
    page = NewsPageFactory(live=False, owner=author, **fields)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return NewsPage.objects.get(pk=page.pk)


def fresh(page):
    return NewsPage.objects.get(pk=page.pk)


def review(page, user, action, comment=""):
    """Decide on the desk's page about what waits."""
    state = fresh(page).current_workflow_task_state
    data = {"action": action, "comment": comment, "revision": state.revision_id}
    return signed_in(user).post(reverse("moderation_review", args=[state.pk]), data)


def step(page):
    return type(fresh(page).current_workflow_task)


def unit_of(*members):
    return UnitFactory(members=members)


# --- Who reads ----------------------------------------------------------------------------------------------------


def test_submission__waits_for_a_reader_first(news, author, head):
    page = submitted(author)

    assert step(page) is FirstReadingTask
    assert readers_of(page) == [head]


def test_readers__are_the_heads_of_the_items_unit(news, author, head):
    own = make_user(Role.UNIT_HEAD)
    page = submitted(author, unit=unit_of(own, author))

    assert readers_of(page) == [own]
    assert page.current_workflow_task.get_actions(page, head) == []


def test_readers__are_all_heads_where_the_unit_has_none(news, author, head):
    page = submitted(author, unit=unit_of(author))

    assert readers_of(page) == [head]


def test_readers__are_not_who_wrote_it(news, head):
    other = make_user(Role.UNIT_HEAD)

    assert readers_of(submitted(head)) == [other]


def test_readers__of_what_the_only_head_of_the_unit_wrote_are_the_others(news, head):
    other = make_user(Role.UNIT_HEAD)

    assert readers_of(submitted(head, unit=unit_of(head))) == [other]


def test_readers__are_the_heads_of_the_unit_that_the_draft_names(news, author, head):
    other = make_user(Role.UNIT_HEAD)
    page = NewsPageFactory(unit=unit_of(head))
    page.unit = unit_of(other)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)

    assert set(readers_of(fresh(page))) == {head, other}


def test_readers__are_found_beside_a_revision_without_author(news, author, head):
    page = NewsPageFactory(live=False)
    page.save_revision()

    assert readers_of(page) == [head]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.UNIT_HEAD])
def test_readers__are_nobody_else(news, author, head, role):
    page = submitted(author)

    assert page.current_workflow_task.get_actions(page, make_user(role)) == []


def test_submission__goes_on_at_once_where_nobody_could_read_it_first(news, author, principal):
    page = submitted(author)

    assert step(page) is PrincipalApprovalTask
    assert TaskState.objects.filter(status=TaskState.STATUS_SKIPPED).count() == 1
    assert [mail.to for mail in Email.objects.all()] == [["Nguyễn Thị Liên <hieutruong@example.org>"]]


def test_submission__of_the_only_head_goes_on_at_once(news, head):
    assert step(submitted(head)) is PrincipalApprovalTask


def test_submission__in_another_section_goes_straight_to_the_principal(news, author, head):
    page = GalleryPageFactory(live=False)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)

    assert type(page.current_workflow_task) is PrincipalApprovalTask


def test_submission__of_a_unit_goes_straight_to_the_principal(news, author, head):
    assert Unit.objects.first().get_workflow().tasks.get().specific_class is PrincipalApprovalTask


# --- Reading and passing on ---------------------------------------------------------------------------------------


def test_desk__of_the_reader_shows_it_with_its_button(news, author, head):
    page = submitted(author, title="Tuần lễ đọc sách")
    state = page.current_workflow_task_state

    html = signed_in(head).get(reverse("moderation_review", args=[state.pk])).content.decode()

    assert [item.title for item in items.waiting_for(head)] == ["Tuần lễ đọc sách"]
    assert "Chuyển lên Hiệu trưởng" in html
    assert 'value="reject"' in html


def test_desk__of_other_heads_and_of_the_principal_does_not(news, author, head, principal):
    other = make_user(Role.UNIT_HEAD)
    page = submitted(author, unit=unit_of(head))

    assert items.waiting_for(other) == []
    assert items.waiting_for(principal) == []
    assert TaskState.objects.reviewable_by(other).count() == 0
    assert [state.pk for state in TaskState.objects.reviewable_by(head)] == [page.current_workflow_task_state.pk]


def test_passing_on__publishes_nothing_and_reaches_the_principal(news, author, head, principal):
    page = submitted(author)

    review(page, head, "approve")

    assert not fresh(page).live
    assert step(page) is PrincipalApprovalTask
    assert [item.title for item in items.waiting_for(principal)] == [page.title]


def test_passing_on__then_approval_publishes(news, author, head, principal):
    page = submitted(author)
    review(page, head, "approve")

    review(page, principal, "approve")

    assert fresh(page).live


def test_reader__who_passed_it_on_cannot_approve_it(news, author, head, principal):
    page = submitted(author)
    review(page, head, "approve")

    review(page, head, "approve")

    assert not fresh(page).live


def test_principal__does_not_publish_past_the_reader(news, author, head, principal):
    page = submitted(author)

    response = review(page, principal, "approve")

    assert response.status_code == 302
    assert not fresh(page).live
    assert step(page) is FirstReadingTask


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_on_action__is_refused_to_whoever_may_not_read_it(news, author, head, action):
    page = submitted(author, unit=unit_of(head))
    state = page.current_workflow_task_state

    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, make_user(Role.UNIT_HEAD), action)


def test_return__gives_it_back_to_the_author(news, author, head):
    page = submitted(author)
    Email.objects.all().delete()

    review(page, head, "reject", "Thêm tên các em.")

    mail = Email.objects.get()
    assert not fresh(page).workflow_in_progress
    assert mail.to == ["Lê Văn Bình <giaovien@example.org>"]
    assert "Lê Thị Kim Ngân" in mail.message
    assert "Thêm tên các em." in mail.message


def test_resubmission__after_the_readers_return_comes_back_to_the_reader(news, author, head):
    page = submitted(author)
    review(page, head, "reject", "Thêm tên các em.")
    page = fresh(page)
    page.save_revision(user=author)

    page.current_workflow_state.resume(user=author)

    assert step(page) is FirstReadingTask


def test_resubmission__after_the_principals_return_is_not_read_first_once_more(news, author, head, principal):
    page = submitted(author)
    review(page, head, "approve")
    review(page, principal, "reject", "Thêm ảnh.")
    page = fresh(page)
    page.save_revision(user=author)
    page.current_workflow_state.resume(user=author)
    assert step(page) is PrincipalApprovalTask

    review(page, principal, "approve")

    assert fresh(page).live
    assert WorkflowState.objects.get(object_id=str(page.pk)).status == WorkflowState.STATUS_APPROVED


def test_approval__of_what_was_changed_meanwhile_is_refused_still(news, author, head, principal):
    page = submitted(author)
    review(page, head, "approve")
    page = fresh(page)
    state = page.current_workflow_task_state
    page.save_revision(user=author)

    with pytest.raises(decisions.Refused):
        decisions.approve([state], principal)

    assert not fresh(page).live


def test_editor__is_locked_while_it_is_read_first(news, author, head):
    page = submitted(author)

    assert page.get_lock().for_user(author)
    assert page.get_lock().for_user(head)


def test_author__can_take_it_back(news, author, head):
    page = submitted(author)

    assert page.current_workflow_state.user_can_cancel(author)
    page.current_workflow_state.cancel(user=author)

    assert not fresh(page).workflow_in_progress


def test_principal__may_open_what_is_read_first_and_do_nothing_there(news, author, head, principal):
    state = submitted(author).current_workflow_task_state

    response = signed_in(principal).get(reverse("moderation_review", args=[state.pk]))

    assert response.status_code == 200
    assert response.context["actions"] == []


def test_dashboard__of_the_author_says_where_it_waits(news, author, head, principal):
    page = submitted(author)
    dashboard = reverse("wagtailadmin_home")
    first = signed_in(author).get(dashboard).content.decode()
    review(page, head, "approve")
    then = signed_in(author).get(dashboard).content.decode()

    assert "Chờ trưởng bộ phận đọc" in first
    assert "Chờ hiệu trưởng duyệt" in then


def test_link_of_an_old_mail__says_that_it_was_passed_on(news, author, head, principal):
    page = submitted(author)
    url = reverse("moderation_review", args=[page.current_workflow_task_state.pk])
    review(page, head, "approve")

    html = signed_in(head).get(url).content.decode()

    assert "Lê Thị Kim Ngân đã chuyển lên hiệu trưởng lúc" in html


# --- Mails --------------------------------------------------------------------------------------------------------


def test_mail__reaches_those_who_read_it_first_and_not_the_principal(news, author, head, principal):
    other = make_user(Role.UNIT_HEAD, email="khac@example.org")
    page = submitted(author, title="Tuần lễ đọc sách", unit=unit_of(head))

    mail = Email.objects.get()
    assert mail.to == ["Lê Thị Kim Ngân <totruong@example.org>"]
    assert other.email not in mail.to[0]
    assert mail.subject == "Chờ đọc trước: Tuần lễ đọc sách"
    assert reverse("moderation_review", args=[page.current_workflow_task_state.pk]) in mail.message


def test_mail__tells_author_and_principal_that_it_was_passed_on(news, author, head, principal):
    page = submitted(author, title="Tuần lễ đọc sách")
    Email.objects.all().delete()

    review(page, head, "approve", "Bài hay.")

    mails = {mail.to[0]: mail for mail in Email.objects.all()}
    to_author = mails["Lê Văn Bình <giaovien@example.org>"]
    assert to_author.subject == "Đã chuyển lên hiệu trưởng: Tuần lễ đọc sách"
    assert "Lê Thị Kim Ngân" in to_author.message
    assert "Bài hay." in to_author.message
    assert mails["Nguyễn Thị Liên <hieutruong@example.org>"].subject == "Chờ duyệt: Tuần lễ đọc sách"
    assert len(mails) == 2


def test_mail__of_an_approval_says_nothing_of_passing_on(news, author, head, principal):
    page = submitted(author)
    review(page, head, "approve")
    Email.objects.all().delete()

    review(page, principal, "approve")

    assert "Đã chuyển" not in Email.objects.get().subject


# --- The sections -------------------------------------------------------------------------------------------------


def tick(client, *sections):
    return client.post(reverse("moderation_first_reading"), {"sections": [section.pk for section in sections]})


def test_ticking__lets_the_section_be_read_first(author, head, principal):
    tick(signed_in(principal), NewsIndexPage.objects.get())

    assert step(submitted(author)) is FirstReadingTask


def test_ticking__leaves_other_sections(principal):
    tick(signed_in(principal), NewsIndexPage.objects.get())

    assert GalleryIndexPage.objects.get().get_workflow().tasks.get().specific_class is PrincipalApprovalTask


def test_unticking__ends_it_and_lets_what_waits_go_on(news, author, head, principal):
    waiting = submitted(author)

    tick(signed_in(principal))

    assert step(submitted(author)) is PrincipalApprovalTask
    assert step(waiting) is FirstReadingTask


def test_page_of_sections__shows_what_is_ticked(news, principal):
    response = signed_in(principal).get(reverse("moderation_first_reading"))

    assert list(response.context["form"].initial["sections"]) == [news]


def test_page_of_sections__offers_no_article(principal):
    article = NewsPageFactory()

    response = tick(signed_in(principal), article)

    assert "sections" in response.context["form"].errors
    assert not WorkflowPage.objects.filter(page=article).exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PRINCIPAL] + [None])
def test_page_of_sections__is_the_principals(school, role):
    user = make_user(role, is_superuser=role is None)

    response = tick(signed_in(user), NewsIndexPage.objects.get())

    assert response.status_code == 302
    assert WorkflowPage.objects.count() == 1


def test_setting_up_again__keeps_what_the_principal_ticked(news):
    make_workflow()

    workflow = news.get_workflow()
    assert [task.specific_class for task in workflow.tasks] == [FirstReadingTask, PrincipalApprovalTask]
    assert Workflow.objects.active().count() == 2


def test_head__is_made_by_the_group_alone(school):
    teacher = make_user(Role.WEB_EDITOR)
    teacher.groups.add(Group.objects.get(name=Role.UNIT_HEAD.value))

    assert list(people_with(Role.UNIT_HEAD)) == [teacher]
