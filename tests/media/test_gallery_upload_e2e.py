"""Sixty photos from a phone into a gallery, in one go."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from media.models import GalleryIndexPage, GalleryPage, Photo
from tests.media import files
from tests.media.factories import make_editor

pytestmark = pytest.mark.e2e
PATIENCE_MS = 180_000  # sixty uploads on a machine that runs other tests too


def sign_in(page: Page, live_server: LiveServer) -> None:
    """Sign a web editor in without the form."""
    client = Client()
    client.force_login(make_editor())
    cookie = client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])


def open_new_gallery(page: Page) -> None:
    parent = GalleryIndexPage.objects.first()
    page.goto(reverse("wagtailadmin_pages:add", args=["media", "gallerypage", parent.pk]))
    page.locator("#id_title").press_sequentially("Hội chợ quê")
    page.locator("#id_title").blur()  # which makes the address


def photos_on_disk(folder: Path, count: int) -> list[Path]:
    """Return small photos, each of its own shade, named in order."""
    paths = [folder / f"IMG_{number:04}.jpg" for number in range(1, count + 1)]
    for number, path in enumerate(paths):
        path.write_bytes(files.jpeg((160 + number, 120)))
    return paths


def titles_in_editor(page: Page) -> list[str]:
    return page.locator("#id_photos-FORMS [data-chooser-title]").all_inner_texts()


def save_draft(page: Page) -> GalleryPage:
    page.get_by_role("button", name=re.compile("Lưu")).first.click(timeout=PATIENCE_MS)
    expect(page.locator(".messages .success")).to_be_visible(timeout=PATIENCE_MS)
    return GalleryPage.objects.get().get_latest_revision_as_object()


def test_sixty_photos_and_a_broken_one__the_sixty_are_in_order_in_the_draft(
    page: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    sign_in(page, live_server)
    open_new_gallery(page)
    paths = photos_on_disk(tmp_path, 60)
    broken = tmp_path / "IMG_hong.jpg"
    broken.write_bytes(files.jpeg()[:2000])

    page.locator("[data-upload-input]").set_input_files([*paths[:30], broken, *paths[30:]])

    expect(page.locator("[data-upload-list] li")).to_have_count(1, timeout=PATIENCE_MS)
    expect(page.locator("[data-upload-list] li")).to_contain_text("IMG_hong.jpg")
    expect(page.locator("[data-upload-total] [role=status]")).to_contain_text("60")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    draft = save_draft(page)
    assert [place.image.title for place in draft.photos.all()] == [path.stem for path in paths]
    assert Photo.objects.count() == 60


def test_dropped_connection__tried_again__nothing_is_lost(page: Page, live_server: LiveServer, tmp_path: Path) -> None:
    sign_in(page, live_server)
    open_new_gallery(page)
    paths = photos_on_disk(tmp_path, 3)
    page.route("**/admin/photos/add/", lambda route: route.abort())
    page.locator("[data-upload-input]").set_input_files(paths)
    expect(page.locator(".gallery-upload__problem")).to_have_count(3)
    page.unroute("**/admin/photos/add/")

    page.locator("[data-upload-retry-all]").click()

    expect(page.locator("[data-upload-list] li")).to_have_count(0)
    assert sorted(filter(None, titles_in_editor(page))) == [path.stem for path in paths]


def test_answer_lost_on_the_way__tried_again__the_photo_is_there_once(
    page: Page, live_server: LiveServer, tmp_path: Path
) -> None:
    sign_in(page, live_server)
    open_new_gallery(page)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/admin/photos/add/", lose_the_answer)
    page.locator("[data-upload-input]").set_input_files(photos_on_disk(tmp_path, 1))
    expect(page.locator(".gallery-upload__problem")).to_have_count(1)
    page.unroute("**/admin/photos/add/")

    page.locator("[data-upload-list] button").first.click()

    expect(page.locator("[data-upload-list] li")).to_have_count(0)
    assert titles_in_editor(page) == ["IMG_0001"]
    assert Photo.objects.count() == 1
