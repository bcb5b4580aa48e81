"""Renditions are made by the worker, and a page shows a placeholder until then."""

import errno
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.images.models import SourceImageIOError

from home.models import HomePage
from media import renditions
from media.models import GalleryIndexPage, Photo, PhotoRendition
from media.specs import ADMIN_SPECS, STANDARD_SPECS
from news.models import NewsIndexPage
from tests.factories import NewsPageFactory, approve
from tests.media import files
from tests.media.factories import make_gallery, make_photo

pytestmark = pytest.mark.django_db


def component(photo: Photo) -> str:
    """Return `components/photo.html` for a photo as a page fetches it."""
    return render_to_string(
        "components/photo.html", {"photo": photo, "alt": "Sân trường", "sizes": "100vw", "priority": False}
    )


def work() -> Photo:
    """Let the worker do one photo, and return it as it is then."""
    assert renditions.make_missing() == 1
    return Photo.objects.exclude(renditions_made_at=None, renditions_failed=False).get()


def make_article(photo: Photo) -> Any:
    return NewsPageFactory(cover=photo, body=[("photo", {"image": photo, "alt_text": "", "caption": "Chào cờ"})])


def make_front_page(photo: Photo) -> HomePage:
    home = HomePage.objects.get()
    home.lead_story, home.featured_gallery, home.logo = make_article(photo), make_gallery(photo), photo
    return approve(home)


def make_news_list(photo: Photo) -> NewsIndexPage:
    make_article(photo)
    return NewsIndexPage.objects.get()


def make_photo_library(photo: Photo) -> GalleryIndexPage:
    make_gallery(photo)
    return GalleryIndexPage.objects.get()


PAGES: dict[str, Callable[[Photo], Any]] = {
    "article": make_article,
    "gallery": make_gallery,
    "front page": make_front_page,
    "list of news": make_news_list,
    "photo library": make_photo_library,
}


@pytest.mark.parametrize("kind", PAGES)
def test_public_page__photo_without_renditions__shows_the_placeholder_and_makes_none(
    kind: str, client: Client, school: HomePage
) -> None:
    page = PAGES[kind](make_photo())

    html = client.get(page.url).content.decode()

    assert PhotoRendition.objects.count() == 0
    assert "photo-wait" in html
    assert "<picture" not in html


@pytest.mark.parametrize("kind", PAGES)
def test_public_page__after_the_worker__offers_three_formats(kind: str, client: Client, school: HomePage) -> None:
    page = PAGES[kind](make_photo())
    work()
    made = PhotoRendition.objects.count()

    html = client.get(page.url).content.decode()

    assert 'type="image/avif"' in html
    assert 'type="image/webp"' in html
    assert re.search(r'<img[^>]+\.jpg"', html)
    assert PhotoRendition.objects.count() == made


def test_component__asks_for_the_standard_specs_and_no_other(django_assert_num_queries: CaptureQueriesContext) -> None:
    make_photo()
    photo = work()

    with django_assert_num_queries(0):
        html = component(photo)

    urls = set(re.findall(r"/uploads/images/[^ \"]+", html))
    standard = photo.renditions.filter(filter_spec__in=STANDARD_SPECS)
    assert urls == {rendition.url for rendition in standard}


def test_component__one_rendition_purged__shows_the_placeholder() -> None:
    make_photo()
    photo = work()
    photo.renditions.filter(filter_spec=STANDARD_SPECS[0]).delete()

    html = component(Photo.objects.get())

    assert "photo-wait" in html
    assert photo.renditions.filter(filter_spec=STANDARD_SPECS[0]).count() == 0


def test_component__placeholder__has_the_photos_proportions() -> None:
    assert 'viewBox="0 0 640 480"' in component(make_photo())


def test_worker__makes_the_standard_and_the_admins_renditions() -> None:
    make_photo()

    photo = work()

    assert set(photo.renditions.values_list("filter_spec", flat=True)) == {*STANDARD_SPECS, *ADMIN_SPECS}
    assert photo.is_ready


def test_worker__renditions__carry_no_metadata() -> None:
    make_photo(content=files.jpeg())

    photo = work()

    found = [files.secrets_in(Path(rendition.file.path).read_bytes()) for rendition in photo.renditions.all()]
    assert all(b"GPS" not in secrets for secrets in found)


def test_worker__large_photo__sizes_and_picture_are_right() -> None:
    make_photo(content=files.saved(files.picture((4000, 3000)), "JPEG"))

    photo = work()

    for rendition in photo.renditions.filter(filter_spec__in=STANDARD_SPECS):
        width = int(rendition.filter_spec.rpartition("-")[2])
        content = Path(rendition.file.path).read_bytes()
        assert (rendition.width, rendition.height) == (width, width * 3 // 4)
        assert files.colour_at(content, 0.1, 0.1) == "red"
        assert files.colour_at(content, 0.9, 0.9) == "blue"


def test_worker__takes_the_newest_photo_first() -> None:
    make_photo("Cũ")
    make_photo("Mới")

    assert work().title == "Mới"


def test_worker__killed_midway__goes_on_where_it_was() -> None:
    photo = make_photo()
    photo.get_rendition(STANDARD_SPECS[0])
    made = photo.renditions.get()

    work()

    assert photo.renditions.get(filter_spec=STANDARD_SPECS[0]).pk == made.pk
    assert photo.renditions.count() == len(STANDARD_SPECS) + len(ADMIN_SPECS)


def test_worker__broken_photo__is_marked_and_holds_up_no_other() -> None:
    make_photo("Lành")
    broken = make_photo("Hỏng")
    Path(broken.file.path).write_bytes(files.jpeg()[:3000])

    renditions.make_missing()
    renditions.make_missing()

    assert renditions.make_missing() == 0
    assert Photo.objects.get(renditions_failed=True) == broken
    assert Photo.objects.exclude(renditions_made_at=None).get().title == "Lành"


def test_worker__original_is_missing__is_marked() -> None:
    photo = make_photo()
    Path(photo.file.path).unlink()

    renditions.make_missing()

    assert Photo.objects.get().renditions_failed


def test_worker__disk_is_full__is_raised_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = make_photo()

    def no_space(*_args: object, **_kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(PhotoRendition, "save", no_space)

    with pytest.raises(OSError, match="No space"):
        renditions.make_missing()

    assert list(Photo.objects.without_renditions()) == [photo]


def test_worker__photo_replaced_meanwhile__old_renditions_go_and_new_ones_are_pending(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    photo = make_photo()
    replace = PhotoRendition.save

    def replaced_at_the_last(rendition: PhotoRendition, *args: Any, **kwargs: Any) -> None:
        replace(rendition, *args, **kwargs)
        if rendition.filter_spec == STANDARD_SPECS[-1]:
            current = Photo.objects.get(pk=photo.pk)
            current.file = ContentFile(files.jpeg(), name="moi.jpg")
            current.save()

    monkeypatch.setattr(PhotoRendition, "save", replaced_at_the_last)

    renditions.make_missing()

    assert PhotoRendition.objects.count() == 0
    assert list(Photo.objects.without_renditions()) == [photo]


@pytest.mark.django_db(transaction=True)
def test_worker__photo_deleted_meanwhile__leaves_no_file(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    photo = make_photo()
    make = Photo.generate_rendition_file

    def deleted_at_once(current: Photo, *args: Any, **kwargs: Any) -> Any:
        file = make(current, *args, **kwargs)
        Photo.objects.filter(pk=photo.pk).first() and Photo.objects.get(pk=photo.pk).delete()
        return file

    monkeypatch.setattr(Photo, "generate_rendition_file", deleted_at_once)

    renditions.make_missing()

    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_heal__file_is_gone__made_again() -> None:
    make_photo()
    photo = work()
    lost = Path(photo.renditions.get(filter_spec=STANDARD_SPECS[2]).file.path)
    lost.unlink()

    healed = renditions.heal()

    renditions.make_missing()
    assert healed == 1
    assert Path(photo.renditions.get(filter_spec=STANDARD_SPECS[2]).file.path).exists()


def test_heal__records_purged__made_again() -> None:
    make_photo()
    photo = work()
    photo.renditions.all().delete()

    assert renditions.heal() == 1
    assert list(Photo.objects.without_renditions()) == [photo]


def test_heal__all_there__does_nothing() -> None:
    make_photo()
    work()

    assert renditions.heal() == 0


def test_draft_reading__cropping_filter__counts_in_pixels_of_the_whole_photo() -> None:
    photo = make_photo(content=files.saved(files.picture((4000, 3000)), "JPEG"))
    photo.focal_point_x, photo.focal_point_y = 3900, 2900
    photo.focal_point_width = photo.focal_point_height = 100

    rendition = photo.get_rendition("fill-200x200-c100")

    assert files.colour_at(Path(rendition.file.path).read_bytes(), 0.5, 0.5) == "blue"


def test_draft_reading__missing_file__is_wagtails_own_error() -> None:
    photo = make_photo()
    Path(photo.file.path).unlink()

    with pytest.raises(SourceImageIOError):
        photo.get_rendition("max-165x165")
