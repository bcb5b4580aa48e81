"""What would change for readers: in words, in pictures, and without a word that only programs know."""

import datetime
import re
import uuid

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from media.models import GalleryPhoto
from media.renditions import make_for
from moderation.desk.comparison import compare
from moderation.desk.submission import live_version
from moderation.desk.wording import difference
from plans.models import FocusArea, Unit
from tests.factories import (
    CategoryFactory,
    GalleryPageFactory,
    NewsPageFactory,
    PhotoFactory,
    make_plan,
    make_responsibility,
    publish,
)

pytestmark = pytest.mark.usefixtures("school")


def block(kind, value, key=None):
    return {"type": kind, "value": value, "id": key or str(uuid.uuid4())}


def article(**fields):
    return publish(NewsPageFactory(live=False, **fields))


def changed(item, **fields):
    """Return what compare() says about a draft of `item` with other `fields`: {heading: [line, …]}."""
    draft = item.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    return compared(item)


def compared(item):
    changes = compare(live_version(item), item.get_latest_revision_as_object())
    assert len({change.label for change in changes}) == len(changes)
    return {change.label: change.lines for change in changes}


def words(lines):
    return [str(line.words) for line in lines]


def test_compare__of_what_is_the_same_finds_nothing():
    photo = PhotoFactory()
    page = article(body=[block("rich_text", "<p>Xin chào.</p>"), block("photo", photo_value(photo))], cover=photo)

    assert changed(page) == {}


def test_compare__marks_the_words_that_changed():
    page = article(title="Nghỉ Tết từ thứ Hai")

    found = changed(page, title="Nghỉ Tết từ thứ Ba")

    assert words(found["Tiêu đề"]) == ["Nghỉ Tết từ thứ <del>Hai</del><ins>Ba</ins>"]


def test_compare__shows_only_what_stands_around_a_change_in_a_long_text():
    text = " ".join(f"từ{number}" for number in range(200))
    page = article(body=[block("rich_text", f"<p>{text}</p>", "a")])

    found = changed(page, body=[block("rich_text", f"<p>{text.replace('từ100', 'chữ')}</p>", "a")])

    (line,) = words(found["Nội dung"])
    assert "<del>từ100</del><ins>chữ</ins>" in line
    assert line.startswith(" … ")
    assert "từ50" not in line


def test_compare__says_settings_as_people_say_them():
    page = article(date=datetime.date(2026, 10, 5), category=CategoryFactory(name="Thông báo"))

    found = changed(
        page, date=datetime.date(2026, 10, 6), category=CategoryFactory(name="Hoạt động"), show_in_menus=True
    )

    assert words(found["Ngày"]) == ["<del>5/10/2026</del> <ins>6/10/2026</ins>"]
    assert words(found["Chuyên mục"]) == ["<del>Thông báo</del> <ins>Hoạt động</ins>"]
    assert words(found["Hiện trong menu"]) == ["<del>không</del> <ins>có</ins>"]


def test_compare__says_when_it_would_appear_and_disappear():
    moment = datetime.datetime(2026, 12, 1, 7, 30, tzinfo=timezone.get_default_timezone())

    found = changed(article(), go_live_at=moment, expire_at=moment + datetime.timedelta(days=1))

    said = [line for lines in found.values() for line in words(lines)]
    assert said == [" <ins>07:30 1/12/2026</ins>", " <ins>07:30 2/12/2026</ins>"]


def test_compare__shows_the_old_cover_and_the_new_one():
    old, new = PhotoFactory(title="Cũ"), PhotoFactory(title="Mới")
    page = article(cover=old)

    (line,) = changed(page, cover=new)["Ảnh đại diện"]

    assert [shown.picture.title for shown in line.before] == ["Cũ"]
    assert [shown.picture.title for shown in line.after] == ["Mới"]


def photo_value(photo, caption=""):
    return {"image": photo.pk, "alt_text": "", "caption": caption}


def test_compare__shows_an_exchanged_photo_of_the_text():
    old, new = PhotoFactory(title="Cũ"), PhotoFactory(title="Mới")
    page = article(body=[block("photo", photo_value(old), "a")])

    (line,) = changed(page, body=[block("photo", photo_value(new), "a")])["Nội dung"]

    assert [shown.key for shown in (*line.before, *line.after)] == [old.pk, new.pk]


def test_compare__shows_the_photo_whose_caption_changed():
    photo = PhotoFactory()
    page = article(body=[block("photo", photo_value(photo, "Sân trường"), "a")])

    (line,) = changed(page, body=[block("photo", photo_value(photo, "Sân trường mới"), "a")])["Nội dung"]

    assert line.words == "Sân trường<ins> mới</ins>"
    assert [shown.key for shown in line.after] == [photo.pk]


def test_compare__says_which_blocks_came_and_went():
    kept = block("rich_text", "<p>Ở lại.</p>")
    page = article(body=[kept, block("heading", "Đi mất")])

    lines = changed(page, body=[kept, block("quote", {"text": "Vui quá!", "attribution": "Bé An"})])["Nội dung"]

    assert [line.label for line in lines] == ["Thêm: trích dẫn", "Bỏ: đề mục"]
    assert words(lines) == ["<ins>Vui quá!<br>Bé An</ins>", "<del>Đi mất</del>"]


def test_compare__finds_a_block_again_that_lost_its_mark():
    page = article(body=[block("rich_text", "<p>Các em được nghỉ từ thứ Hai.</p>")])

    (line,) = changed(page, body=[block("rich_text", "<p>Các em được nghỉ từ thứ Ba.</p>")])["Nội dung"]

    assert line.words == "Các em được nghỉ từ thứ <del>Hai.</del><ins>Ba.</ins>"


def test_compare__says_that_the_order_changed():
    one, two = block("heading", "Một"), block("heading", "Hai")

    (line,) = changed(article(body=[one, two]), body=[two, one])["Nội dung"]

    assert line.label == "Thứ tự đã đổi"


def test_compare__says_where_a_link_leads_that_was_changed():
    html = '<p>Xem <a href="https://example.org/{}">ở đây</a>.</p>'
    page = article(body=[block("rich_text", html.format("cu"), "a")])

    (line,) = changed(page, body=[block("rich_text", html.format("moi"), "a")])["Nội dung"]

    assert "<del>https://example.org/cu).</del><ins>https://example.org/moi).</ins>" in line.words


def test_compare__says_that_only_the_lettering_changed():
    page = article(body=[block("rich_text", "<p>Nghỉ Tết</p>", "a")])

    (line,) = changed(page, body=[block("rich_text", "<p><b>Nghỉ Tết</b></p>", "a")])["Nội dung"]

    assert "kiểu chữ" in line.words


def test_compare__shows_a_table_by_its_rows():
    def table(price):
        columns = [{"type": "text", "heading": "Khoản"}, {"type": "text", "heading": "Tiền"}]
        return {"columns": columns, "rows": [{"values": ["Bán trú", price]}], "caption": ""}

    page = article(body=[block("table", table("20.000"), "a")])

    (line,) = changed(page, body=[block("table", table("25.000"), "a")])["Nội dung"]

    assert "<del>20.000</del><ins>25.000</ins>" in line.words


def test_compare__puts_photos_that_came_to_a_gallery_side_by_side():
    old, new, other = (PhotoFactory(title=title) for title in ("Cũ", "Mới", "Mới nữa"))
    gallery = GalleryPageFactory(live=False)
    gallery.photos = [GalleryPhoto(image=old, caption="Khai mạc")]
    gallery = publish(gallery)

    photos = [GalleryPhoto(image=photo, caption=photo.title) for photo in (old, new, other)]
    photos[0].caption = "Khai mạc"
    (line,) = changed(gallery, photos=photos)["Ảnh"]

    assert [shown.key for shown in line.after] == [new.pk, other.pk]
    assert line.before == []


def test_compare__of_plans_follows_an_area_through_its_key():
    plan = make_plan("Về giáo dục tiểu học", "Về nhà giáo")
    draft = plan.get_latest_revision_as_object()
    areas = list(draft.focus_areas.all())
    areas[0].title = "Về giáo dục tiểu học và mầm non"
    draft.focus_areas = [*areas, FocusArea(title="Về tài chính", sort_order=9)]
    draft.save_revision()

    lines = compared(plan)["Nội dung trọng tâm"]

    assert words(lines) == ["Về giáo dục tiểu học<ins> và mầm non</ins>", "<ins>Về tài chính</ins>"]


def test_compare__names_the_duty_whose_date_changed():
    page = make_responsibility(make_plan(), Unit.objects.first(), "Chụp ảnh, viết bài.")
    draft = page.get_latest_revision_as_object()
    duty = draft.duties.get()
    duty.due_on = datetime.date(2026, 12, 1)
    draft.duties = [duty]
    draft.save_revision()

    (lines,) = compared(page).values()

    assert "Chụp ảnh, viết bài." in str(lines[0].label)
    assert words(lines) == [" <ins>1/12/2026</ins>"]


def test_compare__says_what_is_served_in_the_plan_now():
    plan = make_plan("Về giáo dục thể chất")
    page = article()

    (lines,) = changed(page, serves=list(plan.items.all())).values()

    assert words(lines) == ["<ins>1. Về giáo dục thể chất</ins>"]


def test_compare__keeps_quiet_about_what_visitors_are_never_shown():
    plan = make_plan()

    assert changed(plan, reading_notes="Chưa rõ ngày ban hành.") == {}


def test_compare__shows_thumbnails_that_are_ready():
    photo = PhotoFactory()
    make_for(photo)

    (line,) = changed(article(), cover=photo)["Ảnh đại diện"]

    assert line.after[0].picture.url


def test_changes__carry_no_english_and_no_raw_values():
    photo = PhotoFactory(title="Sân trường")
    plan = make_plan("Về giáo dục thể chất")
    page = article(body=[block("rich_text", "<p>Một</p>", "a")])
    changes = compare(page, _everything_else(page, photo, plan))

    text = re.sub(r"<[^>]+>", " ", render_to_string("moderation/desk/_changes.html", {"changes": changes}))

    assert not re.search(r"[{}\[\]]|None|True|False", text)
    assert not re.search(r"\b(title|lead|cover|body|date|unit|source|slug|menus|added|removed)\b", text, re.IGNORECASE)


def _everything_else(page, photo, plan):
    other = page.get_latest_revision_as_object()
    other.title, other.lead, other.slug, other.source = "Khác", "Khác nữa", "khac", "Báo Đồng Tháp"
    other.cover, other.unit, other.category = photo, Unit.objects.first(), CategoryFactory(name="Thông báo")
    other.date, other.show_in_menus = datetime.date(2026, 1, 2), True
    other.serves = list(plan.items.all())
    other.body = [
        block("heading", "Mục"),
        block("photos", [photo_value(photo), photo_value(photo)]),
        block("video_link", {"url": "https://youtu.be/abc", "title": "Phim"}),
    ]
    return other


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("một hai", "một hai", "một hai"),
        ("", "một", "<ins>một</ins>"),
        ("một", "", "<del>một</del>"),
        ("<b>", "<i>", "<del>&lt;b&gt;</del><br><ins>&lt;i&gt;</ins>"),
        ("một\nhai", "một\nba hai", "một<br><ins>ba </ins>hai"),
    ],
)
def test_difference__is_escaped_and_word_by_word(before, after, expected):
    assert difference(before, after) == expected


def test_difference__of_two_long_texts_is_quick():
    text = "\n".join(" ".join(f"từ{line}{word}" for word in range(60)) for line in range(200))

    assert "<ins>" in difference(text, text.replace("từ1000", "khác").replace("từ5050", "khác"))
