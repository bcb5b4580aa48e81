"""What an approver is told before deciding."""

import datetime
import uuid

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from media.models import GalleryPhoto, SchoolDocument
from moderation.desk.facts import facts_about
from moderation.desk.warnings import warnings_for
from plans.models import PlanItem
from tests.factories import (
    GalleryPageFactory,
    NewsPageFactory,
    PhotoFactory,
    StandardPageFactory,
    make_plan,
    publish,
)

pytestmark = pytest.mark.usefixtures("school")
LONG = "<p>" + "Các em đọc sách rất vui. " * 10 + "</p>"


def block(kind, value):
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def said_about(*blocks, factory=NewsPageFactory, **fields):
    """Return the warnings about a draft whose text is otherwise long enough."""
    page = factory(live=False, body=[block("rich_text", LONG), *blocks], **fields)
    return warnings_for(page.save_revision().as_object())


def link(attributes):
    return block("rich_text", f"<p>Xem <a {attributes}>ở đây</a>.</p>")


def photo(image, alt=""):
    return block("photo", {"image": image.pk, "alt_text": alt, "caption": ""})


def test_warnings__of_a_plain_article_are_none():
    assert said_about() == []


def test_warnings__count_photos_without_description():
    bare = PhotoFactory(description="")

    said = said_about(photo(bare), photo(PhotoFactory(description="")), photo(bare, "Các em trên sân"))

    assert said == ["2 ảnh chưa có lời mô tả cho người không nhìn thấy."]


def test_warnings__of_a_gallery_look_at_each_photo():
    gallery = GalleryPageFactory(live=False)
    gallery.photos = [
        GalleryPhoto(image=PhotoFactory(description=""), alt_text="Các em trên sân"),
        GalleryPhoto(image=PhotoFactory(description="")),
    ]

    assert warnings_for(gallery) == ["1 ảnh chưa có lời mô tả cho người không nhìn thấy."]


def test_warnings__name_what_was_chosen_and_is_gone():
    image = PhotoFactory()
    chosen = photo(image)
    image.delete()

    assert said_about(chosen) == ["Ảnh đã chọn trong bài nay không còn nữa."]


def test_warnings__name_a_linked_page_that_is_not_public():
    draft = StandardPageFactory(title="Thời khoá biểu", live=False)

    (said,) = said_about(link(f'linktype="page" id="{draft.pk}"'))

    assert said == "Có liên kết dẫn tới “Thời khoá biểu”, trang này chưa công khai."


def test_warnings__name_a_linked_page_that_is_gone():
    assert said_about(link('linktype="page" id="98765"')) == ["Có liên kết dẫn tới một trang không còn nữa."]


def test_warnings__name_a_linked_document_that_is_gone():
    assert said_about(link('linktype="document" id="98765"')) == ["Có liên kết dẫn tới một tài liệu không còn nữa."]


@pytest.mark.parametrize("address", ["/khong-co-trang-nay/", "http://localhost/khong-co-trang-nay/"])
def test_warnings__follow_our_own_addresses_that_were_typed(address):
    (said,) = said_about(link(f'href="{address}"'))

    assert "nơi không có gì" in said


def test_warnings__follow_a_typed_address_to_a_draft():
    StandardPageFactory(title="Lịch thi", slug="lich-thi", live=False)

    (said,) = said_about(link('href="/lich-thi/"'))

    assert said == "Có liên kết dẫn tới “Lịch thi”, trang này chưa công khai."


@pytest.mark.parametrize(
    "attributes",
    [
        'href="https://example.org/gone"',
        'href="mailto:a@example.org"',
        'href="tel:+84277"',
        'href="#muc-2"',
        'href="/don-vi/"',
    ],
)
def test_warnings__leave_alone_what_lies_elsewhere_and_what_is_there(attributes):
    assert said_about(link(attributes)) == []


def test_warnings__leave_alone_a_public_page_and_a_document_that_is_there():
    page = publish(StandardPageFactory(live=False))
    document = SchoolDocument.objects.create(title="Mẫu đơn", file=ContentFile(b"%PDF", "mau-don.pdf"))
    links = (f'linktype="page" id="{page.pk}"', f'linktype="document" id="{document.pk}"', f'href="{page.url}"')

    assert [said for attributes in links for said in said_about(link(attributes))] == []


def test_warnings__say_that_the_text_is_very_short():
    page = NewsPageFactory(live=False, lead="Trường nghỉ ngày mai.")

    assert warnings_for(page) == ["Nội dung rất ngắn: 4 chữ."]


def test_warnings__do_not_count_the_words_of_a_gallery():
    assert warnings_for(GalleryPageFactory(live=False)) == []


def test_warnings__say_when_it_appears_and_disappears():
    tomorrow = timezone.now() + datetime.timedelta(days=1)

    said = said_about(go_live_at=tomorrow, expire_at=tomorrow + datetime.timedelta(days=1))

    assert ["tự lên trang lúc" in said[0], "tự gỡ khỏi trang lúc" in said[1], len(said)] == [True, True, 2]


def test_warnings__say_that_the_last_moment_has_passed():
    (said,) = said_about(expire_at=timezone.now() - datetime.timedelta(days=1))

    assert "có duyệt cũng không lên trang" in said


def test_warnings__say_that_the_date_has_not_come():
    (said,) = said_about(date=timezone.localdate() + datetime.timedelta(days=3))

    assert "chưa tới" in said


def test_facts__say_which_area_of_the_plan_it_serves():
    make_plan("Về giáo dục thể chất", title="Kế hoạch truyền thông")
    page = NewsPageFactory(live=False)
    page.serves = PlanItem.objects.all()

    (fact,) = facts_about(page.save_revision().as_object())

    assert fact.text == "1. Về giáo dục thể chất (Kế hoạch truyền thông)"


def test_facts__say_when_it_serves_nothing():
    (fact,) = facts_about(NewsPageFactory(live=False))

    assert fact.text == "chưa thuộc mục nào"
