"""What is public is taken down, deleted, moved and put back on request: somebody asks, the principal decides."""

import datetime
import re
from unittest import mock

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Revision

from home.models import HomePage, MenuEntry, StandardPage
from moderation import decisions, moments, publishing, verification
from moderation.desk import items
from moderation.links import ask_path, request_path
from moderation.models import Act, Approval, Delegation, Request
from moderation.models.request import RequestStatus
from moderation.publishing import Decision
from moderation.registry import PAGE, kind_of
from moderation.requests import acts
from moderation.requests.wishes import WISHES
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

UNPUBLISH, DELETE, MOVE, RESTORE, UNSCHEDULE = (
    WISHES[kind] for kind in ("unpublish", "delete", "move", "restore", "unschedule")
)
REASON = "Ảnh bìa nhầm lớp."


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, email="hieutruong@example.org", last_name="Nguyễn Thị", first_name="Liên")


@pytest.fixture
def author(school, principal):
    return make_user(Role.WEB_EDITOR, email="giaovien@example.org", last_name="Lê Văn", first_name="Bình")


@pytest.fixture
def deputy(principal):
    return make_user(Role.DEPUTY_PRINCIPAL, email="hieupho@example.org", last_name="Trần Thị", first_name="Mai")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def ask_url(wish, *things):
    return ask_path(wish.kind, kind_of(things[0]), *(thing.pk for thing in things))


def asked(wish, item, user, reason=REASON, **data):
    return acts.ask(wish, [item], user, reason, data)[0]


def post_ask(user, wish, *things, **fields):
    return signed_in(user).post(ask_url(wish, *things), {"reason": REASON} | fields, follow=True)


def decide(user, request, action, comment=""):
    return signed_in(user).post(request_path(request), {"action": action, "comment": comment}, follow=True)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def is_public(item):
    return type(item).objects.public().filter(pk=item.pk).exists()


def everything_holds():
    return [str(fault) for fault in verification.verify()] == []


def last_record(item):
    return Approval.objects.about(kind_of(item), item.pk).first()


# --- Asking -------------------------------------------------------------------------------------------------------


def test_asking__changes_nothing_and_waits(author):
    page = NewsPageFactory()
    records = Approval.objects.count()

    post_ask(author, UNPUBLISH, page)

    assert is_public(page)
    assert Approval.objects.count() == records
    request = Request.objects.get()
    assert (request.status, request.asked_by, request.reason, request.label) == (
        RequestStatus.WAITING,
        author,
        REASON,
        page.title,
    )


def test_asking__without_a_reason_says_so_at_the_field(author):
    page = NewsPageFactory()

    response = post_ask(author, UNPUBLISH, page, reason=" ")

    assert response.status_code == 422
    assert "Hãy viết lý do" in text_of(response)
    assert not Request.objects.exists()


def test_asking__mails_the_principal_with_a_link(author, principal):
    page = NewsPageFactory(title="Ngày hội đọc sách")

    post_ask(author, UNPUBLISH, page)

    mail = Email.objects.get()
    assert mail.to == ["Nguyễn Thị Liên <hieutruong@example.org>"]
    assert mail.subject == "Xin gỡ: Ngày hội đọc sách"
    assert REASON in mail.message
    assert request_path(Request.objects.get()) in mail.message


def test_asking__again_shows_the_one_that_waits(author):
    page = NewsPageFactory()
    waiting = asked(UNPUBLISH, page, author)

    response = signed_in(make_user(Role.WEB_EDITOR)).get(ask_url(UNPUBLISH, page), follow=True)

    assert response.redirect_chain[-1][0] == request_path(waiting)
    assert Request.objects.count() == 1


def test_asking__at_the_same_moment_leaves_one_request(author):
    page = NewsPageFactory()
    waiting = asked(UNPUBLISH, page, author)

    again = asked(UNPUBLISH, page, make_user(Role.WEB_EDITOR), "Tôi cũng thấy thế.")

    assert again == waiting


def test_asking__for_something_else_waits_beside_it(author):
    page = NewsPageFactory()
    asked(UNPUBLISH, page, author)

    asked(DELETE, page, author)

    assert Request.objects.waiting().count() == 2


def test_asking__is_for_whoever_may_edit(principal):
    operator = make_user(Role.OPERATOR)
    page = NewsPageFactory()

    response = post_ask(operator, UNPUBLISH, page)

    assert not Request.objects.exists()
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_home")


@pytest.mark.parametrize("role", [Role.WEB_EDITOR, Role.UNIT_HEAD, Role.WEB_OFFICER, Role.DEPUTY_PRINCIPAL])
def test_asking__never_decides(principal, role):
    page = NewsPageFactory()

    post_ask(make_user(role), UNPUBLISH, page)

    assert is_public(page)


def test_asking__is_no_way_round_for_a_superuser(principal):
    page = NewsPageFactory()

    post_ask(make_user(is_superuser=True), DELETE, page)

    assert is_public(page)
    assert Request.objects.waiting().count() == 1


def test_asking__about_a_draft_says_that_there_is_nothing_to_take_down(author):
    page = NewsPageFactory(live=False, title="Bài nháp")

    response = post_ask(author, UNPUBLISH, page)

    assert response.status_code == 409
    assert "“Bài nháp” không ở trên trang công khai" in text_of(response)


def test_asking__about_what_is_not_there_is_404(author):
    assert signed_in(author).get(ask_path("unpublish", PAGE, 99999)).status_code == 404
    assert signed_in(author).get(ask_path("unpublish", "auth.group", 1)).status_code == 404
    assert signed_in(author).get(ask_path("appoint", PAGE, NewsPageFactory().pk)).status_code == 404
    assert signed_in(author).get(ask_path("unpublish", PAGE, 10**30)).status_code == 404


def test_asking__about_what_has_no_drafts_is_404(principal):
    client = signed_in(make_user(is_superuser=True))

    assert client.get(ask_path("unpublish", "wagtailcore.site", 1)).status_code == 404


def test_asking__about_several_makes_a_request_for_each(author):
    pages = [NewsPageFactory(), NewsPageFactory()]

    post_ask(author, UNPUBLISH, *pages)

    assert sorted(Request.objects.waiting().values_list("key", flat=True)) == sorted(page.pk for page in pages)


def test_asking__about_the_front_page_says_why_not(author, school):
    response = post_ask(author, DELETE, school)

    assert "Trang chủ ở nguyên chỗ" in text_of(response)
    assert not Request.objects.exists()


def test_asking__tells_what_lies_below_and_what_leads_there(author):
    parent = StandardPageFactory(title="Giới thiệu")
    StandardPageFactory(title="Lịch sử trường", parent=parent)
    school = HomePage.objects.get()
    school.menu_entries.add(MenuEntry(page=parent))
    approve(school)

    text = text_of(signed_in(author).get(ask_url(UNPUBLISH, parent)))

    assert "1 trang công khai nằm bên dưới và vẫn công khai" in text
    assert "Lịch sử trường" in text
    assert school.title in text
    assert "/gioi-thieu/" in text


def test_taking_back__is_the_askers(author):
    request = asked(UNPUBLISH, NewsPageFactory(), author)

    decide(author, request, "take_back")

    request.refresh_from_db()
    assert request.status == RequestStatus.TAKEN_BACK


def test_taking_back__is_nobody_elses(author):
    request = asked(UNPUBLISH, NewsPageFactory(), author)

    decide(make_user(Role.WEB_EDITOR), request, "take_back")

    request.refresh_from_db()
    assert request.status == RequestStatus.WAITING


# --- Deciding -----------------------------------------------------------------------------------------------------


def test_approval__takes_the_page_down_and_writes_the_ledger(author, principal):
    page = NewsPageFactory()
    request = asked(UNPUBLISH, page, author)

    decide(principal, request, "approve", "Đúng rồi.")

    request.refresh_from_db()
    record = last_record(page)
    assert not is_public(page)
    assert (request.status, request.decided_by, request.data["record"]) == ("done", principal, record.number)
    assert (record.act, record.decided_by, record.authors) == (Act.UNPUBLISHED, principal, ["Lê Văn Bình"])
    assert record.comment == f"{REASON}\nĐúng rồi."
    assert record.requested_at == request.made_at
    assert everything_holds()


def test_approval__is_told_to_the_asker(author, principal):
    request = asked(UNPUBLISH, NewsPageFactory(title="Ngày hội"), author)
    Email.objects.all().delete()

    decide(principal, request, "approve", "Cảm ơn thầy.")

    mail = Email.objects.get()
    assert mail.to == ["Lê Văn Bình <giaovien@example.org>"]
    assert mail.subject == "Đề nghị được duyệt (gỡ): Ngày hội"
    assert "Cảm ơn thầy." in mail.message


def test_refusal__changes_nothing_and_tells_why(author, principal):
    page = NewsPageFactory(title="Ngày hội")
    request = asked(UNPUBLISH, page, author)
    records = Approval.objects.count()
    Email.objects.all().delete()

    decide(principal, request, "refuse", "Phụ huynh đang cần đọc.")

    request.refresh_from_db()
    mail = Email.objects.get()
    assert is_public(page)
    assert Approval.objects.count() == records
    assert (request.status, request.comment) == (RequestStatus.REFUSED, "Phụ huynh đang cần đọc.")
    assert mail.subject == "Đề nghị không được duyệt (gỡ): Ngày hội"
    assert "Phụ huynh đang cần đọc." in mail.message


def test_refusal__without_a_reason_says_so_at_the_field(author, principal):
    request = asked(UNPUBLISH, NewsPageFactory(), author)

    response = decide(principal, request, "refuse")

    assert response.status_code == 422
    assert "Hãy viết vì sao không" in text_of(response)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PRINCIPAL])
def test_approval__is_refused_to_every_other_role(author, role):
    page = NewsPageFactory()
    request = asked(UNPUBLISH, page, author)

    decide(make_user(role), request, "approve")

    assert is_public(page)


def test_approval__is_refused_to_a_superuser(author):
    page = NewsPageFactory()

    decide(make_user(is_superuser=True), asked(DELETE, page, author), "approve")

    assert is_public(page)


def test_approval__by_a_deputy_with_authority_says_on_whose_behalf(author, deputy, principal):
    page = NewsPageFactory()
    Delegation.objects.create(deputy=deputy, given_by=principal, document="QĐ 12")

    decide(deputy, asked(UNPUBLISH, page, author), "approve")

    record = last_record(page)
    assert (record.decided_by, record.on_behalf_of, record.basis) == (deputy, principal, "KT. QĐ 12")


def test_approval__by_a_deputy_does_not_reach_another_section(author, deputy, principal):
    page = NewsPageFactory()
    Delegation.objects.create(deputy=deputy, given_by=principal, section=StandardPageFactory())
    request = asked(UNPUBLISH, page, author)

    decide(deputy, request, "approve")

    assert is_public(page)


def test_approval__by_a_deputy_is_refused_on_an_own_request(deputy, principal):
    page = NewsPageFactory()
    Delegation.objects.create(deputy=deputy, given_by=principal)
    request = asked(UNPUBLISH, page, deputy)

    decide(deputy, request, "approve")

    assert is_public(page)


def test_approval__of_a_move_by_a_deputy_needs_the_right_over_both_places(author, deputy, principal):
    here, there = StandardPageFactory(), StandardPageFactory()
    page = StandardPageFactory(parent=here)
    Delegation.objects.create(deputy=deputy, given_by=principal, section=here)
    request = asked(MOVE, page, author, target=there.pk)

    decide(deputy, request, "approve")

    assert StandardPage.objects.child_of(here).filter(pk=page.pk).exists()


def test_approval__of_what_was_taken_back_meanwhile_does_nothing(author, principal):
    page = NewsPageFactory()
    request = asked(UNPUBLISH, page, author)
    acts.take_back(request, author)

    response = decide(principal, request, "approve")

    assert "vừa được quyết định hoặc đã rút lại" in text_of(response)
    assert is_public(page)


def test_approval__of_what_went_meanwhile_says_so_and_closes(author, principal):
    page = NewsPageFactory()
    request = asked(DELETE, page, author)
    publishing.delete(page, Decision(Act.DELETED, by=principal))

    response = signed_in(principal).get(request_path(request))
    decide(principal, request, "refuse")

    request.refresh_from_db()
    assert "Mục này không còn nữa" in text_of(response)
    assert request.status == RequestStatus.REFUSED


def test_approval__that_fails_leaves_request_and_ledger_as_they_were(author, principal, monkeypatch):
    page = NewsPageFactory()
    request = asked(UNPUBLISH, page, author)
    records = Approval.objects.count()
    monkeypatch.setattr(acts, "_settle", lambda *args: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        acts.approve(request, principal)

    assert is_public(page)
    assert Approval.objects.count() == records


def test_request__is_not_shown_to_whom_it_does_not_concern(author):
    request = asked(UNPUBLISH, NewsPageFactory(), author)

    response = signed_in(make_user(Role.OPERATOR)).get(request_path(request), follow=True)

    assert REASON not in text_of(response)


def test_request__shows_every_role_that_may_edit_it_what_it_is_about(author):
    request = asked(UNPUBLISH, NewsPageFactory(), author)

    assert REASON in text_of(signed_in(make_user(Role.UNIT_HEAD)).get(request_path(request)))


# --- The principal's own -------------------------------------------------------------------------------------------


def test_principal__takes_down_in_one_explicit_act_that_the_ledger_shows(principal):
    page = NewsPageFactory()

    post_ask(principal, UNPUBLISH, page)

    record, request = last_record(page), Request.objects.get()
    assert not is_public(page)
    assert (request.asked_by, request.decided_by, request.status) == (principal, principal, RequestStatus.DONE)
    assert (record.act, record.decided_by, record.authors) == (Act.UNPUBLISHED, principal, ["Nguyễn Thị Liên"])
    assert record.comment == REASON


def test_principal__writes_a_reason_too(principal):
    page = NewsPageFactory()

    response = post_ask(principal, UNPUBLISH, page, reason="")

    assert response.status_code == 422
    assert is_public(page)


def test_principal__takes_several_down_in_one_act(principal):
    pages = [NewsPageFactory(), NewsPageFactory()]

    post_ask(principal, UNPUBLISH, *pages)

    assert not any(is_public(page) for page in pages)
    assert len({last_record(page).batch for page in pages}) == 1


def test_principal__mails_nobody_about_an_own_act(principal):
    post_ask(principal, UNPUBLISH, NewsPageFactory())

    assert not Email.objects.exists()


def test_principal__who_once_asked_may_decide_on_it(principal):
    page = NewsPageFactory()
    request = asked(UNPUBLISH, page, principal)

    decide(principal, request, "approve")

    assert not is_public(page)


def test_undoing__does_not_reach_what_was_asked_for(principal):
    post_ask(principal, DELETE, NewsPageFactory())

    assert decisions.undoable_by(principal) is None


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


# --- Where it is seen ---------------------------------------------------------------------------------------------


def test_desk__shows_requests_to_who_decides(author, principal):
    request = asked(UNPUBLISH, NewsPageFactory(title="Ngày hội"), author)

    item = next(iter(items.waiting_for(principal)))

    assert (item.title, item.url, item.author, item.tick) == ("Ngày hội", request_path(request), "Lê Văn Bình", "")
    assert text_of(signed_in(principal).get(reverse("moderation_desk"))).count("Ngày hội") == 1


def test_desk__shows_a_deputy_only_what_was_delegated(author, deputy, principal):
    page = NewsPageFactory()
    asked(UNPUBLISH, page, author)
    asked(UNPUBLISH, StandardPageFactory(), author)
    Delegation.objects.create(deputy=deputy, given_by=principal, section=page.get_parent())

    assert [item.title for item in items.waiting_for(deputy)] == [page.title]


def test_list__shows_an_author_the_own_requests_only(author):
    asked(UNPUBLISH, NewsPageFactory(title="Của tôi"), author)
    asked(UNPUBLISH, NewsPageFactory(title="Của người khác"), make_user(Role.WEB_EDITOR))

    text = text_of(signed_in(author).get(reverse("moderation_requests")))

    assert "Của tôi" in text
    assert "Của người khác" not in text


def test_list__does_not_query_for_each(author, principal, django_assert_max_num_queries):
    client = signed_in(principal)
    asked(UNPUBLISH, NewsPageFactory(), author)
    client.get(reverse("moderation_requests"))
    for _number in range(8):
        asked(UNPUBLISH, NewsPageFactory(), author)

    with django_assert_max_num_queries(20):
        client.get(reverse("moderation_requests"))


def test_editor__says_that_a_request_waits(author):
    page = NewsPageFactory()
    request = asked(UNPUBLISH, page, author)

    response = signed_in(author).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    assert request_path(request) in response.content.decode()
