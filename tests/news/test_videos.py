"""Videos in an article: of one's own with captions and a picture, or elsewhere, unasked before a tap."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StructBlockValidationError
from wagtail.documents.forms import get_document_form

from common.blocks import VideoBlock
from home.models import HomePage
from media.forms import DocumentForm
from media.models import SchoolDocument
from moderation import registry
from moderation.content import public_content
from moderation.roles import Role
from moderation.withdrawal import withdraw
from news.models import NewsPage
from tests.factories import NewsPageFactory, make_user
from tests.media import files
from tests.media.factories import make_document, make_ready_photo

pytestmark = pytest.mark.django_db
CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:04.000\nTrống đánh rồi.\n".encode()
FILM = "https://www.youtube.com/watch?v=abcDEF_12-3"
FRAME = "https://www.youtube-nocookie.com/embed/abcDEF_12-3?autoplay=1"


def video(**parts: Any) -> dict[str, Any]:
    return {"title": "Giờ ra chơi", "file": None, "captions": None, "url": "", "poster": None} | parts


def film_and_captions() -> tuple[SchoolDocument, SchoolDocument]:
    film = make_document("Phim", "ra-choi.mp4", b"phim")
    return film, make_document("Lời", "ra-choi.vtt", CAPTIONS)


def read(page: NewsPage) -> str:
    return Client().get(page.url).content.decode()


def test_own_video__plays_with_captions_and_picture_and_is_not_fetched(school: HomePage) -> None:
    film, captions = film_and_captions()
    poster = make_ready_photo()
    page = NewsPageFactory(body=[("video_link", video(file=film, captions=captions, poster=poster, url=FILM))])

    html = read(page)

    assert f'controls preload="none" playsinline src="{film.url}"' in html
    assert f'poster="{poster.poster.url}"' in html
    assert f'<track kind="captions" src="{captions.url}" srclang="vi"' in html
    assert "data-embed" not in html
    answer = Client().get(captions.url)
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")


def test_own_video__of_a_draft__is_nobodys_but_the_staffs(school: HomePage) -> None:
    film, captions = film_and_captions()
    NewsPageFactory(body=[("video_link", video(file=film, captions=captions))], live=False)

    assert [Client().get(each.url).status_code for each in (film, captions)] == [404, 404]


def test_withdrawn__parts_go_and_the_rest_stays(school: HomePage) -> None:
    film, captions = film_and_captions()
    poster = make_ready_photo()
    page = NewsPageFactory(body=[("video_link", video(file=film, captions=captions, poster=poster, url=FILM))])
    principal = make_user(Role.PRINCIPAL)

    for part in (poster, captions):
        withdraw(part, principal, "Có tên học sinh chưa được đồng ý.")
    html = read(page)
    assert "<video" in html
    assert "<track" not in html
    assert "poster=" not in html

    withdraw(film, principal, "Có tiếng học sinh chưa được đồng ý.")
    html = read(page)
    assert "<video" not in html
    assert "data-embed" not in html  # the same film elsewhere was never what readers had
    assert "Video ở chỗ này đã được gỡ khỏi trang." in html
    assert Client().get(film.url).status_code == 404


def test_video_elsewhere__is_a_link_that_asks_nothing_before_a_tap(school: HomePage) -> None:
    html = read(NewsPageFactory(body=[("video_link", video(url=FILM))]))

    assert f'href="{FILM}"' in html
    assert f'data-embed="{FRAME}"' in html
    assert "<iframe" not in html
    assert "ytimg" not in html


def test_video_link__as_it_was_written_before__reads_the_same_to_the_ledger(school: HomePage) -> None:
    page = NewsPageFactory(live=False)
    body = NewsPage.body.field.to_python([{"type": "video_link", "value": {"url": FILM, "title": "Múa sạp"}}])
    NewsPage.objects.filter(pk=page.pk).update(body=body)

    content = str(public_content(registry.subject_of(NewsPage), page.pk))

    assert "Múa sạp" in content
    assert "captions" not in content


def test_article__with_many_videos__asks_no_more(
    school: HomePage, django_assert_max_num_queries: CaptureQueriesContext
) -> None:
    film, captions = film_and_captions()
    own = ("video_link", video(file=film, captions=captions, poster=make_ready_photo()))
    few, many = NewsPageFactory(body=[own]), NewsPageFactory(body=[own] * 6)
    read(few)
    with CaptureQueriesContext(connection) as asked:
        read(few)

    with django_assert_max_num_queries(len(asked)):
        html = read(many)
    assert len(re.findall("<video", html)) == 6


@pytest.mark.parametrize(
    ("parts", "field", "sentence"),
    [
        ({}, "file", "Chọn tệp video"),
        ({"file": "phim.docx"}, "file", "mp4 hoặc webm"),
        ({"file": "phim.mp4", "captions": "loi.pdf"}, "captions", "vtt"),
        ({"file": "phim.mp4", "captions": "loi.vtt"}, "captions", "WEBVTT"),
        ({"url": FILM, "captions": "loi.vtt"}, "captions", "tệp của trường"),
        ({"url": "https://example.org/watch?v=1"}, "url", "YouTube hay Vimeo"),
    ],
)
def test_editor__is_told_at_the_field(parts: dict[str, str], field: str, sentence: str) -> None:
    stored = {name: value if name == "url" else make_document(name, value).pk for name, value in parts.items()}
    block = VideoBlock()

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python(video(**stored)))

    assert sentence in str(refusal.value.block_errors[field])


@pytest.mark.parametrize(
    ("name", "content", "is_taken"),
    [("loi.vtt", CAPTIONS, True), ("loi.vtt", b"<script>", False), ("mau-don.pdf", b"%PDF-1.4", True)],
)
def test_upload__captions_are_read_when_they_come(name: str, content: bytes, is_taken: bool) -> None:
    form_class = get_document_form(SchoolDocument)
    assert issubclass(form_class, DocumentForm)
    form = form_class(
        {"title": "Lời"}, {"file": files.upload(content, name, "text/plain")}, user=make_user(Role.WEB_EDITOR)
    )
    form.is_valid()

    assert ("file" not in form.errors) == is_taken
