"""Safety withdrawal: off the site at once, by few people, with a reason; back only with the principal's approval."""

import datetime
import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Collection, Revision

from media.models import Photo, SchoolDocument
from moderation import publishing, verification, withdrawal
from moderation.decisions import Refused
from moderation.links import ask_path, withdraw_path
from moderation.models import Act, Approval, Request
from moderation.publishing import Decision
from moderation.registry import kind_of
from moderation.roles import Role
from news.models import NewsPage
from tests.factories import (
    GalleryPageFactory,
    NewsPageFactory,
    PhotoFactory,
    StandardPageFactory,
    UnitFactory,
    approve,
    make_user,
)

REASON = "Phụ huynh em An chưa đồng ý đăng ảnh."
MAY = [Role.PRINCIPAL, Role.DEPUTY_PRINCIPAL, Role.WEB_OFFICER]
MAY_NOT = [Role.WEB_EDITOR, Role.UNIT_HEAD, Role.OPERATOR]


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, email="hieutruong@example.org", last_name="Nguyễn Thị", first_name="Liên")


@pytest.fixture
def officer(principal):
    return make_user(Role.WEB_OFFICER, email="vanphong@example.org", last_name="Phạm Văn", first_name="Hoà")


@pytest.fixture
def author(principal):
    return make_user(Role.WEB_EDITOR, email="giaovien@example.org", last_name="Lê Văn", first_name="Bình")


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def withdraw(user, item, reason=REASON):
    return signed_in(user).post(withdraw_path(kind_of(item), item.pk), {"reason": reason}, follow=True)


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def is_public(page):
    return type(page).objects.public().filter(pk=page.pk).exists()


def last_record(item):
    return Approval.objects.about(kind_of(item), item.pk).first()


def photo_in_library(**fields):
    return PhotoFactory(collection=Collection.get_first_root_node(), **fields)


def document_in_library():
    document = SchoolDocument(title="Danh sách lớp", collection=Collection.get_first_root_node())
    document.file.save("danh-sach.txt", ContentFile("Lớp 1A".encode()))
    return document


def article_with(photo, author):
    page = NewsPageFactory(live=False, cover=photo, owner=author)
    return approve(page)


@pytest.mark.parametrize("role", MAY)
def test_withdrawal__takes_a_page_off_at_once(principal, role):
    page = NewsPageFactory(title="Ngày hội")

    response = withdraw(principal if role is Role.PRINCIPAL else make_user(role), page)

    record = last_record(page)
    assert not is_public(page)
    assert Client().get(page.url).status_code == 410
    assert (record.act, record.comment) == (Act.WITHDRAWN, REASON)
    assert "Đã gỡ “Ngày hội” khỏi trang công khai" in text_of(response)
    assert [str(fault) for fault in verification.verify()] == []


@pytest.mark.parametrize("role", MAY_NOT)
def test_withdrawal__is_for_nobody_else(principal, role):
    page = NewsPageFactory()

    withdraw(make_user(role), page)

    assert is_public(page)


def test_withdrawal__is_not_for_a_superuser_without_a_role(principal):
    page = NewsPageFactory()

    withdraw(make_user(is_superuser=True), page)

    assert is_public(page)


def test_withdrawal__is_asked_for_its_right_beyond_the_view(author):
    page = NewsPageFactory()

    with pytest.raises(Refused):
        withdrawal.withdraw(page, author, REASON)

    assert is_public(page)


def test_withdrawal__without_a_reason_says_so_at_the_field(officer):
    page = NewsPageFactory()

    response = withdraw(officer, page, "  ")

    assert response.status_code == 422
    assert "Hãy viết vài chữ" in text_of(response)
    assert is_public(page)


def test_withdrawal__is_not_for_the_front_page(officer, school):
    response = withdraw(officer, school)

    assert "Trang chủ phải ở lại" in text_of(response)
    assert is_public(school)


def test_withdrawal__of_a_draft_says_that_parents_do_not_see_it(officer):
    response = withdraw(officer, NewsPageFactory(live=False))

    assert response.status_code == 409
    assert "phụ huynh không thấy" in text_of(response)


def test_withdrawal__reaches_what_is_to_appear_later(officer):
    page = NewsPageFactory(live=False)
    page.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    publishing.publish(page.save_revision(), Decision(Act.APPROVED))

    withdraw(officer, NewsPage.objects.get(pk=page.pk))

    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_withdrawal__leaves_what_lies_below_and_says_so(officer):
    parent = StandardPageFactory()
    child = StandardPageFactory(parent=parent, title="Lịch sử trường")

    text = text_of(signed_in(officer).get(withdraw_path(kind_of(parent), parent.pk)))
    withdraw(officer, parent)

    assert "1 trang công khai nằm bên dưới và vẫn công khai" in text
    assert is_public(child)


def test_withdrawal__of_a_unit(officer):
    unit = UnitFactory()

    withdraw(officer, unit)

    assert not is_public(unit)


def test_withdrawal__tells_principal_author_and_web_officers_at_once(officer, author, principal):
    other = make_user(Role.WEB_OFFICER, email="vanphong2@example.org")
    page = approve(NewsPageFactory(live=False, owner=author, title="Ngày hội"))

    withdraw(officer, page)

    mails = Email.objects.all()
    readers = {"hieutruong@example.org", "giaovien@example.org", other.email}
    assert {mail.to[0].partition("<")[2].rstrip(">") for mail in mails} == readers
    assert {mail.subject for mail in mails} == {"Đã gỡ khẩn cấp: Ngày hội"}
    assert all(REASON in mail.message and "Phạm Văn Hoà" in mail.message for mail in mails)


# --- Photos and documents -----------------------------------------------------------------------------------------


def test_withdrawal__takes_a_photo_off_every_page(officer, author):
    photo = photo_in_library()
    page = article_with(photo, author)

    withdraw(officer, photo)

    photo.refresh_from_db()
    assert photo.withdrawn_at is not None
    assert not Photo.objects.public().filter(pk=photo.pk).exists()
    assert is_public(page)
    assert last_record(photo).act == Act.WITHDRAWN
    assert [str(fault) for fault in verification.verify()] == []


def test_withdrawal__of_a_photo_tells_who_shows_it(officer, author, principal):
    uploader = make_user(Role.WEB_EDITOR, email="chupanh@example.org")
    photo = photo_in_library(uploaded_by_user=uploader)
    article_with(photo, author)

    withdraw(officer, photo)

    told = " ".join(mail.to[0] for mail in Email.objects.all())
    assert all(address in told for address in ("hieutruong@", "giaovien@", "chupanh@"))


def test_withdrawal__says_which_pages_show_the_photo(officer, author):
    photo = photo_in_library()
    page = article_with(photo, author)

    text = text_of(signed_in(officer).get(withdraw_path(kind_of(photo), photo.pk)))

    assert page.title in text


def test_withdrawal__of_a_document_ends_its_download(officer):
    document = document_in_library()
    page = StandardPageFactory(live=False)
    page.body = [("document", {"file": document, "label": ""})]
    approve(page)
    assert Client().get(document.url).status_code == 200

    withdraw(officer, document)

    assert Client().get(document.url).status_code == 404


def test_withdrawal__of_a_photo_twice_says_so(officer):
    photo = photo_in_library()
    withdraw(officer, photo)

    response = withdraw(officer, photo)

    assert "đã được gỡ rồi" in text_of(response)
    assert Approval.objects.filter(act=Act.WITHDRAWN).count() == 1


def test_withdrawn_photo__is_not_shown_by_a_page_approved_later(officer, author):
    photo = photo_in_library()
    withdraw(officer, photo)

    article_with(photo, author)

    assert not Photo.objects.public().filter(pk=photo.pk).exists()


# --- Back again ---------------------------------------------------------------------------------------------------


def test_putting_back__takes_the_principals_approval(officer, principal):
    page = NewsPageFactory()
    withdraw(officer, page)
    url = ask_path("restore", kind_of(page), page.pk)

    signed_in(officer).post(url, {"reason": "Đã che mặt các em."})
    assert not is_public(page)
    signed_in(principal).post(reverse("moderation_request", args=[Request.objects.get().pk]), {"action": "approve"})

    assert is_public(page)
    assert last_record(page).act == Act.RESTORED


def test_putting_back__is_no_right_of_who_withdrew(officer):
    photo = photo_in_library()
    withdraw(officer, photo)
    signed_in(officer).post(ask_path("restore", kind_of(photo), photo.pk), {"reason": "Nhầm."})

    signed_in(officer).post(reverse("moderation_request", args=[Request.objects.get().pk]), {"action": "approve"})

    photo.refresh_from_db()
    assert photo.withdrawn_at is not None


# --- Where it is offered and told ---------------------------------------------------------------------------------


def test_list__says_what_by_whom_why_and_whether_it_is_back(officer, principal):
    kept_off, back, gone, waiting = (NewsPageFactory(title=f"Bài {name}") for name in ("một", "hai", "ba", "bốn"))
    for page in (kept_off, back, gone, waiting):
        withdraw(officer, page)
    publishing.put_back(NewsPage.objects.get(pk=back.pk), Decision(Act.RESTORED, by=principal))
    publishing.delete(NewsPage.objects.get(pk=gone.pk), Decision(Act.DELETED, by=principal))
    signed_in(officer).post(ask_path("restore", kind_of(waiting), waiting.pk), {"reason": "Đã sửa."})

    text = text_of(signed_in(principal).get(reverse("moderation_withdrawn")))

    assert text.count(REASON) == 4
    assert re.search(r"Bài một .*? Phạm Văn Hoà đã gỡ\s+Không còn trên trang", text)
    assert re.search(r"Bài hai .*? Công khai lại từ [\d/: ]+ \(Nguyễn Thị Liên\)", text)
    assert re.search(r"Bài ba .*? Đã xoá lúc", text)
    assert re.search(r"Bài bốn .*? Đang chờ Hiệu trưởng cho đăng lại", text)


@pytest.mark.parametrize("role", MAY_NOT)
def test_list__is_for_nobody_else(principal, role):
    response = signed_in(make_user(role)).get(reverse("moderation_withdrawn"))

    assert response.status_code == 302


def test_list__does_not_query_for_each(officer, principal, django_assert_max_num_queries):
    client = signed_in(principal)
    client.get(reverse("moderation_withdrawn"))
    for _number in range(8):
        withdrawal.withdraw(NewsPageFactory(), officer, REASON)

    with django_assert_max_num_queries(20):
        client.get(reverse("moderation_withdrawn"))


@pytest.mark.parametrize("role", [Role.DEPUTY_PRINCIPAL, Role.WEB_OFFICER])
def test_editor__offers_withdrawal_of_page_photo_and_document(principal, role):
    client = signed_in(make_user(role))
    page, photo, document = NewsPageFactory(), photo_in_library(), document_in_library()

    for item, url in (
        (page, reverse("wagtailadmin_pages:edit", args=[page.pk])),
        (page, reverse("wagtailadmin_explore", args=[page.get_parent().pk])),
        (photo, reverse("wagtailimages:edit", args=[photo.pk])),
        (document, reverse("wagtaildocs:edit", args=[document.pk])),
    ):
        assert withdraw_path(kind_of(item), item.pk) in client.get(url).content.decode()


def test_editor__does_not_offer_withdrawal_to_a_teacher(author):
    client = signed_in(author)
    page, photo = NewsPageFactory(), photo_in_library()

    assert "/withdraw/" not in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "/withdraw/" not in client.get(reverse("wagtailimages:edit", args=[photo.pk])).content.decode()


def test_editor__says_that_it_was_withdrawn_and_why(officer, author):
    page, photo = GalleryPageFactory(), photo_in_library()
    withdraw(officer, page)
    withdraw(officer, photo)
    client = signed_in(author)

    for item, url in (
        (page, reverse("wagtailadmin_pages:edit", args=[page.pk])),
        (photo, reverse("wagtailimages:edit", args=[photo.pk])),
    ):
        content = client.get(url).content.decode()
        assert REASON in content
        assert ask_path("restore", kind_of(item), item.pk) in content
