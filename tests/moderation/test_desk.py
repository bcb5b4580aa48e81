"""The principal's desk: what waits, reading and deciding, several as one act, what became of it, and taking it back."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Page, TaskState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from common import worker
from media.renditions import make_for
from moderation import decisions
from moderation.desk.waiting import waited
from moderation.models import Approval
from moderation.roles import Role
from news.models import NewsPage
from plans.models import Unit
from tests.factories import GalleryPageFactory, NewsPageFactory, PhotoFactory, make_user


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, email="hieutruong@example.org", last_name="Nguyễn Thị", first_name="Liên")


@pytest.fixture
def author(school):
    return make_user(Role.WEB_EDITOR, email="giaovien@example.org", last_name="Lê Văn", first_name="Bình")


@pytest.fixture
def desk(principal):
    return signed_in(principal)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def submitted(author, factory=NewsPageFactory, **fields):
    page = factory(live=False, owner=author, **fields)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return type(page).objects.get(pk=page.pk)


def waiting(item):
    return item.current_workflow_task_state


def review_url(item):
    return reverse("moderation_review", args=[waiting(item).pk])


def decide(client, item, action, comment="", revision=None):
    state = waiting(item)
    fields = {"action": action, "comment": comment, "revision": revision or state.revision_id}
    return client.post(review_url(item), fields, follow=True)


def tick(item):
    state = waiting(item)
    return f"{state.pk}-{state.revision_id}"


def approve_ticked(client, *ticks, comment=""):
    return client.post(reverse("moderation_desk"), {"tick": ticks, "comment": comment}, follow=True)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


# --- The list -----------------------------------------------------------------------------------------------------


def test_desk__lists_what_waits_the_oldest_first(author, desk):
    newer, older = submitted(author, title="Bài sau"), submitted(author, title="Bài trước")
    TaskState.objects.filter(pk=waiting(older).pk).update(started_at=timezone.now() - datetime.timedelta(days=3))

    html = desk.get(reverse("moderation_desk")).content.decode()

    assert html.index("Bài trước") < html.index("Bài sau")
    assert review_url(newer) in html


def test_desk__says_kind_author_unit_waiting_time_and_warnings(author, desk):
    page = submitted(author, title="Tuần lễ đọc sách", unit=Unit.objects.get(name="Thư viện – thiết bị"))
    TaskState.objects.filter(pk=waiting(page).pk).update(started_at=timezone.now() - datetime.timedelta(hours=2))

    said = text_of(desk.get(reverse("moderation_desk")))

    for expected in ("Bài viết", "Lê Văn Bình", "Thư viện", "2 giờ", "1 điều cần biết"):
        assert expected in said


def test_desk__says_when_nothing_waits(desk):
    assert "Không còn gì chờ" in text_of(desk.get(reverse("moderation_desk")))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PRINCIPAL])
def test_desk__is_closed_to_whoever_decides_nothing(author, role):
    submitted(author, title="Bài chưa công khai")

    response = signed_in(make_user(role)).get(reverse("moderation_desk"), follow=True)

    assert "Bài chưa công khai" not in response.content.decode()


def test_desk__asks_the_database_no_more_for_many_things_than_each_takes(author, desk, django_assert_max_num_queries):
    for number in range(5):
        submitted(author, title=f"Bài {number}")
    desk.get(reverse("moderation_desk"))

    with django_assert_max_num_queries(120):
        desk.get(reverse("moderation_desk"))


def test_menu__shows_the_desk_to_the_principal_only(author, desk):
    there = reverse("moderation_desk")

    assert there in desk.get(reverse("wagtailadmin_home")).content.decode()
    assert there not in signed_in(author).get(reverse("wagtailadmin_home")).content.decode()


def test_dashboard__leads_the_principal_to_what_waits(author, desk):
    page = submitted(author, title="Tuần lễ đọc sách")

    html = desk.get(reverse("wagtailadmin_home")).content.decode()

    assert review_url(page) in html


def test_waited__is_said_in_words():
    now = timezone.now()
    spans = {"minutes": 20}, {"hours": 2}, {"hours": 47}, {"days": 3}

    said = [waited(now - datetime.timedelta(**span), now) for span in spans]

    assert said == ["20 phút", "2 giờ", "1 ngày", "3 ngày"]


# --- Reading and deciding -----------------------------------------------------------------------------------------


def test_review__shows_the_revision_that_waits_and_the_buttons(author, desk):
    page = submitted(author, title="Tuần lễ đọc sách")

    html = desk.get(review_url(page)).content.decode()

    assert f"/admin/pages/{page.pk}/revisions/{page.latest_revision_id}/view/" in html
    assert 'value="approve"' in html
    assert "Trang mới" in html


def test_review__approves_and_tells_the_author_the_comment(author, desk):
    page = submitted(author)
    Email.objects.all().delete()

    decide(desk, page, "approve", comment="Hay lắm.")

    page.refresh_from_db()
    assert page.live
    assert "Hay lắm." in Email.objects.get(to__contains=author.email).message


def test_review__returning_wants_a_comment_at_the_field_and_keeps_the_page(author, desk):
    page = submitted(author)

    response = decide(desk, page, "reject", comment=" ")

    assert response.status_code == 422
    assert response.context["form"].errors["comment"]
    assert NewsPage.objects.get(pk=page.pk).workflow_in_progress


def test_review__returns_with_a_comment(author, desk):
    page = submitted(author)

    decide(desk, page, "reject", comment="Xin thêm giờ đón các em.")

    page.refresh_from_db()
    assert not page.live
    assert page.current_workflow_state.current_task_state.comment == "Xin thêm giờ đón các em."


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PRINCIPAL])
def test_review__is_closed_to_every_other_role(author, role):
    page = submitted(author)

    decide(signed_in(make_user(role)), page, "approve")

    page.refresh_from_db()
    assert not page.live


def test_review__can_be_read_but_not_decided_by_its_author(author, principal):
    page = submitted(author)
    client = signed_in(author)

    response = client.get(review_url(page))
    decide(client, page, "approve")

    page.refresh_from_db()
    assert 'name="action"' not in response.content.decode()
    assert not page.live


def test_review__does_not_let_a_principal_approve_own_words_by_the_wrong_button(principal, desk):
    page = submitted(principal)

    decide(desk, page, "approve")

    page.refresh_from_db()
    assert not page.live


def test_review__lets_a_principal_issue_own_words(principal, desk):
    page = submitted(principal)

    decide(desk, page, "issue")

    page.refresh_from_db()
    assert page.live


def test_review__works_for_units_too(author, desk):
    unit = Unit.objects.first()
    unit.phone = "0277 3 000 111"
    unit.save_revision(user=author)
    unit.get_workflow().start(unit, author)

    shown = desk.get(review_url(unit))
    decide(desk, unit, "approve")

    unit.refresh_from_db()
    assert "0277 3 000 111" in shown.content.decode()
    assert unit.phone == "0277 3 000 111"


def test_review__says_what_the_author_changed_after_it_was_returned(author, desk):
    page = submitted(author, lead="Các em được nghỉ từ thứ Hai.")
    decide(desk, page, "reject", comment="Ngày nghỉ chưa đúng.")
    again = page.get_latest_revision_as_object()
    again.lead = "Các em được nghỉ từ thứ Ba."
    again.save_revision(user=author)
    page.current_workflow_state.resume(author)

    html = desk.get(review_url(page)).content.decode()

    assert "Ngày nghỉ chưa đúng." in html
    assert "<del>Hai.</del><ins>Ba.</ins>" in html


# --- Several as one act -------------------------------------------------------------------------------------------


def test_batch__approves_what_was_ticked_as_one_act(author, desk):
    article, gallery = submitted(author), submitted(author, GalleryPageFactory)
    left = submitted(author)

    approve_ticked(desk, tick(article), tick(gallery))

    live = set(Page.objects.filter(pk__in=[article.pk, gallery.pk, left.pk], live=True).values_list("pk", flat=True))
    batches = set(Approval.objects.filter(key__in=[article.pk, gallery.pk], act="approved").values_list("batch"))
    assert live == {article.pk, gallery.pk}
    assert len(batches) == 1
    assert None not in batches


def test_batch__publishes_nothing_if_one_of_them_was_withdrawn(author, desk):
    article, gallery = submitted(author), submitted(author, GalleryPageFactory)
    ticks = tick(article), tick(gallery)
    gallery.current_workflow_state.cancel(user=author)

    response = approve_ticked(desk, *ticks)

    article.refresh_from_db()
    assert not article.live
    assert response.status_code == 422
    assert response.context["form"].errors["tick"]


def test_batch__publishes_nothing_if_one_of_them_cannot_be(author, principal):
    article, own = submitted(author), submitted(principal)

    with pytest.raises(decisions.Refused):
        decisions.approve([waiting(article), waiting(own)], principal)

    article.refresh_from_db()
    assert not article.live
    assert waiting(article)


def test_batch__of_nothing_asks_for_a_tick(author, desk):
    submitted(author)

    response = approve_ticked(desk)

    assert "Xin đánh dấu" in text_of(response)


def test_batch__does_not_offer_what_the_principal_wrote(principal, desk):
    page = submitted(principal)

    assert tick(page) not in desk.get(reverse("moderation_desk")).content.decode()


# --- What changed meanwhile, and what became of it ----------------------------------------------------------------


def test_approval__of_a_version_that_is_no_longer_the_waiting_one_publishes_nothing(author, desk):
    page = submitted(author, lead="Nghỉ từ thứ Hai.")
    url, old = review_url(page), waiting(page).revision_id
    page.current_workflow_state.cancel(user=author)
    newer = page.get_latest_revision_as_object()
    newer.lead = "Nghỉ từ thứ Ba."
    newer.save_revision(user=author)
    page.get_workflow().start(newer, author)

    response = desk.post(url, {"action": "approve", "revision": old})

    page.refresh_from_db()
    html = response.content.decode()
    assert response.status_code == 409
    assert not page.live
    assert "<del>Hai.</del><ins>Ba.</ins>" in html
    assert review_url(page) in html


def test_approval__of_another_revision_than_the_waiting_one_publishes_nothing(author, desk):
    page = submitted(author)
    older = page.save_revision(user=author)

    response = decide(desk, page, "approve", revision=older.pk)

    page.refresh_from_db()
    assert response.status_code == 409
    assert not page.live


def test_approval__of_what_was_withdrawn_says_so_and_keeps_the_comment(author, desk):
    page = submitted(author)
    url, revision = review_url(page), waiting(page).revision_id
    page.current_workflow_state.cancel(user=author)

    response = desk.post(url, {"action": "approve", "revision": revision, "comment": "Ảnh rất đẹp."})

    page.refresh_from_db()
    assert response.status_code == 409
    assert not page.live
    assert "Lê Văn Bình đã rút lại" in text_of(response)
    assert "Ảnh rất đẹp." in text_of(response)


def test_old_link__says_who_approved_and_leads_to_the_page(author, desk):
    page = submitted(author)
    url = review_url(page)
    decide(desk, page, "approve")
    page.refresh_from_db()

    response = desk.get(url)

    assert response.context["waiting"] is False
    assert "Nguyễn Thị Liên đã duyệt" in text_of(response)
    assert page.url in response.content.decode()


def test_old_link__says_that_it_was_returned_with_which_comment(author, desk):
    page = submitted(author)
    url = review_url(page)
    decide(desk, page, "reject", comment="Xin thêm ảnh.")

    said = text_of(desk.get(url))

    assert "Nguyễn Thị Liên đã trả lại" in said
    assert "Xin thêm ảnh." in said


def test_old_link__of_a_deleted_draft_says_who_deleted_it(author, desk):
    page = submitted(author, title="Bài bỏ đi")
    url = review_url(page)
    page.delete(user=author)

    response = desk.get(url)

    assert response.status_code == 404
    assert "“Bài bỏ đi” đã bị Lê Văn Bình xoá" in text_of(response)


def test_old_link__to_nothing_says_so(desk):
    response = desk.get(reverse("moderation_review", args=[987654]))

    assert response.status_code == 404
    assert "Không có gì ở đây" in text_of(response)


# --- Taking it back -----------------------------------------------------------------------------------------------


def undo(client, batch=None):
    batch = batch or Approval.objects.exclude(batch=None).order_by("number").last().batch
    return client.post(reverse("moderation_undo", args=[batch]), follow=True)


@pytest.fixture
def a_minute_later(monkeypatch):
    """The ledger never changes; what a test can move is how long there is."""
    return lambda: monkeypatch.setattr(decisions, "TIME_TO_UNDO", datetime.timedelta(0))


def test_undo__is_offered_after_an_approval_for_a_minute(author, desk, principal, a_minute_later):
    decide(desk, submitted(author, title="Tuần lễ đọc sách"), "approve")

    offered = desk.get(reverse("moderation_desk"))
    a_minute_later()

    assert "Hoàn tác" in text_of(offered)
    assert decisions.undoable_by(principal) is None


def test_undo__withdraws_and_puts_it_back_on_the_desk_under_the_same_link(author, desk):
    page = submitted(author)
    url = review_url(page)
    decide(desk, page, "approve")

    undo(desk)

    page.refresh_from_db()
    assert not page.live
    assert not NewsPage.objects.public().filter(pk=page.pk).exists()
    assert review_url(page) == url
    assert 'value="approve"' in desk.get(url).content.decode()


def test_undo__brings_back_what_was_public_before(author, desk):
    page = submitted(author, title="Tên cũ")
    decide(desk, page, "approve")
    draft = NewsPage.objects.get(pk=page.pk)
    draft.title = "Tên mới"
    draft.save_revision(user=author)
    draft.get_workflow().start(draft, author)
    decide(desk, NewsPage.objects.get(pk=page.pk), "approve")

    undo(desk)

    page = NewsPage.objects.public().get(pk=page.pk)
    assert page.title == "Tên cũ"
    assert waiting(page).revision.as_object().title == "Tên mới"


def test_undo__of_a_batch_takes_all_of_it_back(author, desk):
    article, gallery = submitted(author), submitted(author, GalleryPageFactory)
    approve_ticked(desk, tick(article), tick(gallery))

    undo(desk)

    assert not Page.objects.filter(pk__in=[article.pk, gallery.pk], live=True).exists()
    assert waiting(article)
    assert waiting(gallery)


def test_undo__can_be_approved_again(author, desk):
    page = submitted(author)
    decide(desk, page, "approve")
    undo(desk)

    decide(desk, page, "approve")

    assert NewsPage.objects.public().filter(pk=page.pk).exists()


def test_undo__after_a_minute_changes_nothing_and_says_so(author, desk, a_minute_later):
    page = submitted(author)
    decide(desk, page, "approve")
    a_minute_later()

    response = undo(desk)

    page.refresh_from_db()
    assert page.live
    assert "quá một phút" in text_of(response)


def test_undo__by_somebody_else_changes_nothing(author, desk):
    page = submitted(author)
    decide(desk, page, "approve")

    undo(signed_in(author))
    undo(signed_in(make_user(Role.PRINCIPAL)))

    page.refresh_from_db()
    assert page.live


def test_undo__tells_the_author(author, desk):
    decide(desk, submitted(author, title="Tuần lễ đọc sách"), "approve")
    Email.objects.all().delete()

    undo(desk)

    assert "Tuần lễ đọc sách" in Email.objects.get(to__contains=author.email).subject


def test_undo__of_what_was_approved_for_later_lets_it_not_appear(author, desk):
    later = timezone.now() + datetime.timedelta(days=1)
    page = submitted(author, go_live_at=later)
    decide(desk, page, "approve")

    undo(desk)

    assert not page.revisions.exclude(approved_go_live_at=None).exists()
    assert waiting(page)


# --- The mail and the share button --------------------------------------------------------------------------------


def test_mail__of_a_submission_carries_the_beginning_of_the_text_and_the_link(author, principal):
    page = submitted(author, lead="Mười hai em khối 4 đã bơi được hai mươi mét.")

    mail = Email.objects.get(to__contains=principal.email)

    for form in (mail.message, mail.html_message):
        assert "Mười hai em khối 4" in form
        assert review_url(page) in form


def test_mail__of_a_submission_carries_thumbnails(author, principal, smtp):
    photo = PhotoFactory()
    make_for(photo)
    submitted(author, cover=photo)
    worker.run_until_idle()

    (mail,) = smtp.to(principal.email)

    picture = next(part for part in mail.walk() if part.get_content_maintype() == "image")
    html = next(part for part in mail.walk() if part.get_content_type() == "text/html").get_content()
    assert picture["Content-ID"].strip("<>") in html
    assert picture.get_content()


def test_mail__of_a_submission_leaves_out_pictures_that_are_not_ready(author, principal):
    submitted(author, cover=PhotoFactory())

    assert not Email.objects.get(to__contains=principal.email).attachments.exists()


def submit_through_the_editor(client, page):
    body = streamfield([("rich_text", rich_text("<p>Các em vui lắm.</p>"))])
    fields = {"title": page.title, "slug": page.slug, "lead": page.lead, "date": "20/11/2026", "body": body}
    fields |= {"comments": inline_formset([]), "action-submit": "1"}
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, nested_form_data(fields), follow=True)


def test_submitting__offers_the_link_to_share(author, principal):
    page = NewsPageFactory(live=False, owner=author)

    response = submit_through_the_editor(signed_in(author), page)

    page.refresh_from_db()
    html = response.content.decode()
    assert f'data-share-link="http://127.0.0.1:8000{review_url(page)}"' in html
    assert f'value="http://127.0.0.1:8000{review_url(page)}"' in html


def test_editor__of_what_waits_keeps_the_share_button_for_the_author_only(author, desk):
    page = submitted(author)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    assert "data-share-link" in signed_in(author).get(url).content.decode()
    assert "data-share-link" not in desk.get(url).content.decode()


def test_share__of_what_no_longer_waits_says_what_became_of_it(author, desk):
    page = submitted(author)
    url = reverse("moderation_share", args=[waiting(page).pk])
    decide(desk, page, "reject", comment="Xin thêm ảnh.")

    response = signed_in(author).get(url, follow=True)

    assert "Xin thêm ảnh." in text_of(response)


def test_share__is_closed_to_others(author, principal):
    page = submitted(author, title="Bài chưa công khai")

    response = signed_in(make_user(Role.WEB_EDITOR)).get(reverse("moderation_share", args=[waiting(page).pk]))

    assert response.status_code == 302
