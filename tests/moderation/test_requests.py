"""What is public is taken down, deleted, moved and put back on request: somebody asks, the principal decides."""

import pytest
from django.urls import reverse
from post_office.models import Email

from home.models import HomePage, MenuEntry, StandardPage
from moderation import decisions, publishing
from moderation.desk import items
from moderation.links import ask_path, request_path
from moderation.models import Act, Approval, Delegation, Request
from moderation.models.request import RequestStatus
from moderation.publishing import Decision
from moderation.registry import PAGE
from moderation.requests import acts
from moderation.roles import Role
from tests.factories import (
    NewsPageFactory,
    StandardPageFactory,
    approve,
    make_user,
)
from tests.moderation.asking import (
    DELETE,
    MOVE,
    REASON,
    UNPUBLISH,
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


@pytest.fixture
def deputy(principal):
    return make_user(Role.DEPUTY_PRINCIPAL, email="hieupho@example.org", last_name="Trần Thị", first_name="Mai")


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
