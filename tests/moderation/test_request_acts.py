"""What a request does once it is approved: taking down, stopping a plan, deleting, moving, putting back."""

import datetime
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Revision

from home.models import HomePage, StandardPage
from moderation import decisions, moments, publishing
from moderation.models import Act, Request
from moderation.models.request import RequestStatus
from moderation.publishing import Decision
from moderation.roles import Role
from news.models import Category, NewsIndexPage, NewsPage
from plans.models import PlanPage, Unit
from tests.factories import (
    CategoryFactory,
    NewsPageFactory,
    PhotoFactory,
    StandardPageFactory,
    UnitFactory,
    approve,
    make_plan,
    make_user,
    take_down,
)
from tests.moderation.asking import (
    DELETE,
    MOVE,
    RESTORE,
    UNPUBLISH,
    UNSCHEDULE,
    ask_url,
    asked,
    decide,
    everything_holds,
    is_public,
    last_record,
    post_ask,
    signed_in,
    text_of,
)


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, email="hieutruong@example.org", last_name="Nguyễn Thị", first_name="Liên")


@pytest.fixture
def author(school, principal):
    return make_user(Role.WEB_EDITOR, email="giaovien@example.org", last_name="Lê Văn", first_name="Bình")


# --- Taking down --------------------------------------------------------------------------------------------------


def test_taking_down__leaves_what_lies_below(author, principal):
    parent = StandardPageFactory()
    child = StandardPageFactory(parent=parent)

    decide(principal, asked(UNPUBLISH, parent, author), "approve")

    assert not is_public(parent)
    assert is_public(child)
    assert everything_holds()


def test_taking_down__keeps_the_draft(author, principal):
    page = NewsPageFactory(title="Bản đã duyệt")
    page.title = "Bản nháp mới"
    page.save_revision(user=author)

    decide(principal, asked(UNPUBLISH, NewsPage.objects.get(pk=page.pk), author), "approve")

    assert NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Bản nháp mới"


def test_taking_down__stops_what_was_approved_for_later(author, principal):
    page = planned(NewsPageFactory())

    decide(principal, asked(UNPUBLISH, page, author), "approve")

    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


@pytest.mark.parametrize("factory", [UnitFactory, CategoryFactory])
def test_taking_down__reaches_units_and_categories(principal, factory):
    item = factory()
    officer = make_user(Role.WEB_OFFICER)

    post_ask(officer, UNPUBLISH, item)
    decide(principal, Request.objects.get(), "approve")

    assert not is_public(item)
    assert everything_holds()


def test_taking_down__of_units_is_asked_for_by_whoever_may_edit_them(author):
    post_ask(author, UNPUBLISH, UnitFactory())

    assert not Request.objects.exists()


# --- Stopping what was planned ------------------------------------------------------------------------------------


def planned(page):
    """Let a new version of `page` be approved for a later moment."""
    page.title, page.go_live_at = "Bản hẹn giờ", timezone.now() + datetime.timedelta(hours=1)
    publishing.publish(page.save_revision(), Decision(Act.APPROVED))
    return NewsPage.objects.get(pk=page.pk)


def test_stopping_a_plan__leaves_what_is_public(author, principal):
    page = planned(NewsPageFactory(title="Bản đang đọc"))

    decide(principal, asked(UNSCHEDULE, page, author), "approve")
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + datetime.timedelta(hours=2)):
        moments.keep_appointed_moments()

    page.refresh_from_db()
    assert is_public(page)
    assert page.title == "Bản đang đọc"
    assert (last_record(page).act, last_record(page).authors) == (Act.UNDONE, ["Lê Văn Bình"])
    assert everything_holds()


def test_stopping_a_plan__of_what_is_not_public_yet(author, principal):
    page = planned(NewsPageFactory(live=False))

    decide(principal, asked(UNSCHEDULE, page, author), "approve")
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + datetime.timedelta(hours=2)):
        moments.keep_appointed_moments()

    page.refresh_from_db()
    assert not page.live
    assert everything_holds()


def test_stopping_a_plan__that_does_not_exist_says_so(author):
    assert "không còn lịch đăng nào" in text_of(post_ask(author, UNSCHEDULE, NewsPageFactory()))


def test_stopping_a_plan__is_possible_for_the_front_page(principal, school):
    school.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    publishing.publish(school.save_revision(), Decision(Act.APPROVED))

    post_ask(principal, UNSCHEDULE, HomePage.objects.get())

    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert is_public(school)


# --- Deleting -----------------------------------------------------------------------------------------------------


def test_deleting__says_what_goes_along(author):
    parent = StandardPageFactory()
    StandardPageFactory(parent=parent, title="Lịch sử trường")

    text = text_of(signed_in(author).get(ask_url(DELETE, parent)))

    assert "1 trang công khai nằm bên dưới và bị xoá theo" in text
    assert "Lịch sử trường" in text


def test_deleting__takes_everything_below_with_a_record_each(author, principal):
    parent = StandardPageFactory()
    child = StandardPageFactory(parent=parent)
    StandardPageFactory(parent=parent, live=False)

    decide(principal, asked(DELETE, StandardPage.objects.get(pk=parent.pk), author), "approve")

    assert not Page.objects.filter(path__startswith=parent.path).exists()
    for page in (parent, child):
        assert last_record(page).act == Act.DELETED
    assert last_record(parent).batch == last_record(child).batch
    assert everything_holds()


def test_deleting__of_a_lead_story_changes_the_front_page_along(author, principal, school):
    page = NewsPageFactory()
    school.lead_story = page
    approve(school)

    decide(principal, asked(DELETE, page, author), "approve")

    school.refresh_from_db()
    assert school.lead_story is None
    assert last_record(school).act == Act.CARRIED
    assert everything_holds()


def test_deleting__says_from_what_it_disappears(author, school):
    page = NewsPageFactory()
    school.lead_story = page
    approve(school)

    text = text_of(signed_in(author).get(ask_url(DELETE, page)))

    assert f"Những chỗ sau vẫn công khai nhưng không còn nó: Trang chủ: {school.title}" in text


def test_deleting__of_a_plan_changes_what_served_it(author, principal):
    plan = make_plan("Về an toàn")
    page = NewsPageFactory(live=False)
    page.serves = list(plan.items.all())
    approve(page)

    decide(principal, asked(DELETE, PlanPage.objects.get(pk=plan.pk), author), "approve")

    assert is_public(page)
    assert last_record(page).act == Act.CARRIED
    assert everything_holds()


def test_deleting__of_a_unit_takes_its_name_off_articles(principal):
    unit = UnitFactory()
    page = NewsPageFactory(live=False, unit=unit)
    approve(page)

    post_ask(principal, DELETE, unit)

    assert not Unit.objects.filter(pk=unit.pk).exists()
    assert NewsPage.objects.get(pk=page.pk).unit is None
    assert everything_holds()


def test_deleting__of_a_category(principal):
    category = CategoryFactory()

    post_ask(principal, DELETE, category)

    assert not Category.objects.filter(pk=category.pk).exists()
    assert everything_holds()


def test_deleting__of_what_was_once_public_is_asked_for(author, principal):
    page = take_down(NewsPageFactory())

    decide(principal, asked(DELETE, page, author), "approve")

    assert not NewsPage.objects.filter(pk=page.pk).exists()
    assert last_record(page).act == Act.DELETED


def test_deleting__of_a_draft_needs_no_request(author):
    page = NewsPageFactory(live=False, owner=author)

    response = post_ask(author, DELETE, page)

    assert response.status_code == 409
    assert "chưa từng công khai" in text_of(response)


def test_deleting__takes_the_redirects_that_lead_there(author, principal):
    page = StandardPageFactory()
    publishing.move(page, StandardPageFactory(), Decision(Act.MOVED, by=principal))
    assert Redirect.objects.exists()

    decide(principal, asked(DELETE, StandardPage.objects.get(pk=page.pk), author), "approve")

    assert not Redirect.objects.exists()
    assert everything_holds()


def test_deleting__what_another_decision_has_just_deleted_says_so(principal):
    page = NewsPageFactory()
    decision = Decision(Act.DELETED, by=principal)
    publishing.delete(page, decision)

    with pytest.raises(decisions.Refused, match="không còn nữa"):
        DELETE.carry_out(page, {}, decision)


# --- Moving -------------------------------------------------------------------------------------------------------


def test_moving__leads_old_addresses_to_the_new_one(author, principal):
    page = StandardPageFactory(title="Thực đơn")
    child = StandardPageFactory(title="Tuần này", parent=page)
    target = StandardPageFactory(title="Bán trú")

    post_ask(author, MOVE, StandardPage.objects.get(pk=page.pk), target=target.pk)
    decide(principal, Request.objects.get(), "approve")

    response = Client().get("/thuc-don/tuan-nay/")
    assert (response.status_code, response["Location"]) == (301, "/ban-tru/thuc-don/tuan-nay/")
    assert last_record(page).act == Act.MOVED
    assert is_public(child)
    assert everything_holds()


def test_moving__asks_where_to(author):
    page = StandardPageFactory()
    StandardPageFactory()

    response = post_ask(author, MOVE, page)

    assert response.status_code == 422
    assert "Hãy chọn trang" in text_of(response)


def test_moving__offers_only_public_places_that_take_such_a_page(author, school):
    page, other, draft = StandardPageFactory(), StandardPageFactory(), StandardPageFactory(live=False)
    child = StandardPageFactory(parent=page)

    form = signed_in(author).get(ask_url(MOVE, page)).context["form"]

    offered = {place.pk for place in form.fields["target"].queryset}
    assert other.pk in offered
    assert not offered & {page.pk, child.pk, draft.pk, school.pk, NewsIndexPage.objects.get().pk}


def test_moving__to_where_the_address_is_taken_says_so_at_the_field(author):
    target = StandardPageFactory()
    StandardPageFactory(title="Thực đơn", parent=target)
    page = StandardPageFactory(title="Thực đơn")

    response = post_ask(author, MOVE, page, target=target.pk)

    assert response.status_code == 422
    assert "đã có trang mang địa chỉ “thuc-don”" in text_of(response)


def test_moving__below_itself_is_refused(author):
    page = StandardPageFactory()
    child = StandardPageFactory(parent=page)

    response = post_ask(author, MOVE, StandardPage.objects.get(pk=page.pk), target=child.pk)

    assert response.status_code == 422


def test_moving__to_a_place_that_went_meanwhile_is_not_possible_any_more(author, principal):
    page, target = StandardPageFactory(), StandardPageFactory()
    request = asked(MOVE, page, author, target=target.pk)
    take_down(target)

    response = decide(principal, request, "approve")

    request.refresh_from_db()
    assert "không còn công khai" in text_of(response)
    assert request.status == RequestStatus.WAITING


def test_moving__is_nothing_for_units(author):
    assert signed_in(author).get(ask_url(MOVE, UnitFactory())).status_code == 404


# --- Putting back -------------------------------------------------------------------------------------------------


def test_putting_back__shows_what_was_last_public(author, principal):
    page = NewsPageFactory(title="Bản đã duyệt")
    page.title = "Bản nháp mới"
    page.save_revision(user=author)
    take_down(NewsPage.objects.get(pk=page.pk))

    decide(principal, asked(RESTORE, NewsPage.objects.get(pk=page.pk), author), "approve")

    page = NewsPage.objects.get(pk=page.pk)
    assert is_public(page)
    assert (page.title, page.get_latest_revision_as_object().title) == ("Bản đã duyệt", "Bản nháp mới")
    assert last_record(page).act == Act.RESTORED
    assert everything_holds()


def test_putting_back__is_nothing_for_what_is_public(author):
    assert "đã công khai" in text_of(post_ask(author, RESTORE, NewsPageFactory()))


def test_putting_back__is_nothing_for_what_was_never_public(author):
    assert "chưa từng công khai" in text_of(post_ask(author, RESTORE, NewsPageFactory(live=False)))


def test_putting_back__does_not_overtake_a_version_that_waits(author):
    page = take_down(NewsPageFactory())
    page.save_revision(user=author)
    page.get_workflow().start(page, author)

    response = post_ask(author, RESTORE, NewsPage.objects.get(pk=page.pk))

    assert "đang chờ duyệt" in text_of(response)


def test_putting_back__not_after_its_last_moment(author, principal):
    page = NewsPageFactory(live=False)
    page.expire_at = timezone.now() + datetime.timedelta(hours=1)
    approve(page)
    later = timezone.now() + datetime.timedelta(hours=2)
    with mock.patch("django.utils.timezone.now", return_value=later):
        moments.keep_appointed_moments()
        page.refresh_from_db()

        assert not page.live
        assert "đã quá hạn" in RESTORE.obstacle(page, {})


def test_putting_back__of_a_photo(author, principal):
    photo = PhotoFactory(collection=Collection.get_first_root_node())
    publishing.withdraw_file(photo, Decision(Act.WITHDRAWN, by=principal))

    post_ask(author, RESTORE, photo)
    decide(principal, Request.objects.get(), "approve")

    photo.refresh_from_db()
    assert photo.withdrawn_at is None
    assert last_record(photo).act == Act.RESTORED


def test_putting_back__of_a_photo_that_was_not_withdrawn_is_nothing(author):
    assert "không bị gỡ" in text_of(
        post_ask(author, RESTORE, PhotoFactory(collection=Collection.get_first_root_node()))
    )


def test_photos__are_neither_taken_down_nor_deleted_by_request(author):
    photo = PhotoFactory(collection=Collection.get_first_root_node())

    for wish in (UNPUBLISH, DELETE, MOVE):
        assert signed_in(author).get(ask_url(wish, photo)).status_code == 404
