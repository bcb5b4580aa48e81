"""What was taken off the site shows nowhere, and leaves no hole where it stood."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from home.models import HomePage
from media.models import GalleryIndexPage, Photo
from news.models import NewsIndexPage
from plans.models import LegalBasis, PlanPage
from tests.factories import NewsPageFactory, approve, make_plan
from tests.media import files
from tests.media.factories import make_article, make_document, make_gallery, make_ready_photo, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("school")]
Committed = Callable[..., Any]


@pytest.fixture
def photo() -> Photo:
    return make_ready_photo(
        content=files.saved(files.picture((64, 48)), "JPEG"), credit="Cô Hạnh", description="Cờ bay"
    )


def html_of(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_article__withdrawn_photo__cover_figures_and_captions_are_gone(photo: Photo, committed: Committed) -> None:
    block = {"image": photo, "alt_text": "", "caption": "Giờ chào cờ"}
    article = committed(NewsPageFactory, cover=photo, body=[("photo", block), ("photos", [block, block])])
    assert html_of(article.url).count("<picture") == 4

    committed(withdraw, photo)

    html = html_of(article.url)
    assert "<picture" not in html
    assert "photo-wait" not in html
    assert not [words for words in ("Giờ chào cờ", "Cô Hạnh", "Cờ bay") if words in html]


@pytest.mark.parametrize("address", ["/", "/tin-tuc/"])
def test_cards__withdrawn_cover__are_as_without_one(address: str, photo: Photo, committed: Committed) -> None:
    make_article(photo)
    make_article(photo)
    assert "<picture" in html_of(address)

    committed(withdraw, photo)

    html = html_of(address)
    assert "<picture" not in html
    assert "no-photo" in html


def test_gallery__one_withdrawn_photo__the_others_are_shown_and_counted(photo: Photo, committed: Committed) -> None:
    other = make_ready_photo("Khác", content=files.saved(files.picture((48, 64)), "JPEG"))
    gallery = committed(make_gallery, photo, other)
    assert html_of(gallery.url).count('class="wall__cell"') == 2

    committed(withdraw, photo)

    html = html_of(gallery.url)
    assert html.count('class="wall__cell"') == 1
    assert "1 ảnh" in html
    assert "1 ảnh" in html_of(GalleryIndexPage.objects.get().url)


@pytest.mark.parametrize("address", ["/", "/thu-vien-anh/"])
def test_gallery_card__all_withdrawn__is_as_without_photos(address: str, photo: Photo, committed: Committed) -> None:
    make_gallery(photo)
    assert "<picture" in html_of(address)

    committed(withdraw, photo)

    assert "<picture" not in html_of(address)


def test_logo__withdrawn__the_knot_stands_in_its_place(photo: Photo, committed: Committed) -> None:
    home = HomePage.objects.get()
    home.logo = photo
    committed(approve, home)
    assert "<picture" in html_of("/")

    committed(withdraw, photo)

    assert "<picture" not in html_of("/")
    assert 'class="brand__mark" width="48"' in html_of("/")


def test_article__withdrawn_document__a_sentence_without_its_name(committed: Committed) -> None:
    document = make_document("Danh sách lớp 4B")
    article = committed(make_article, document=document)
    assert "Danh sách lớp 4B" in html_of(article.url)

    committed(withdraw, document)

    html = html_of(article.url)
    assert "Danh sách lớp 4B" not in html
    assert "đã được gỡ khỏi trang" in html


def test_plan__withdrawn_scan_and_basis__are_not_linked(committed: Committed) -> None:
    scan, decree = make_document("Bản ký", "ban-ky.pdf"), make_document("Nghị định", "nghi-dinh.pdf")
    plan = make_plan("Về an toàn")
    plan.scan = scan
    plan.bases = [LegalBasis(kind="Nghị định", document=decree)]
    committed(approve, plan)
    assert scan.url in html_of(plan.url)
    assert decree.url in html_of(plan.url)

    committed(withdraw, scan)
    committed(withdraw, decree)

    html = html_of(PlanPage.objects.get().url)
    assert scan.url not in html
    assert decree.url not in html


def test_list_of_news__withdrawn_photo__costs_no_more_queries(
    photo: Photo, committed: Committed, django_assert_num_queries: Any
) -> None:
    make_article(photo)
    address = NewsIndexPage.objects.get().url
    html_of(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as before:
        html_of(address)

    committed(withdraw, photo)

    with CaptureQueriesContext(connection) as after:
        html_of(address)
    assert len(after) <= len(before)
