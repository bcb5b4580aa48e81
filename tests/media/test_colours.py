"""A photo's colour stands in its place while it loads."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from home.models import HomePage
from media import renditions
from media.colours import BRIGHTEST, DARKEST, classes_of, colour_of
from media.models import Photo
from moderation.content import file_hash
from tests.media import files
from tests.media.factories import make_gallery, make_photo, make_ready_photo


def plain(colour: str) -> bytes:
    return files.saved(Image.new("RGB", (64, 48), colour), "PNG")


@pytest.mark.parametrize("colour", ["#336699", "#ffffff", "#000000", "#a0522d"])
def test_colour_of__one_colour__is_that(colour: str) -> None:
    assert colour_of(BytesIO(plain(colour))) == colour


def test_colour_of__averages_light_and_not_numbers() -> None:
    halves = Image.new("L", (64, 64), 0)
    halves.paste(255, (0, 0, 32, 64))

    assert colour_of(BytesIO(files.saved(halves, "PNG"))) == "#b4b4b4"


def test_colour_of__picture_with_holes__is_none() -> None:
    assert colour_of(BytesIO(files.transparent_png())) == ""


@pytest.mark.parametrize(
    ("colour", "classes"),
    [("#789048", "r5 g6 b3"), ("#000000", "r1 g1 b1"), ("#ffffff", "r9 g9 b9"), ("", ""), ("red; }", "")],
)
def test_classes__are_the_nearest_of_the_stylesheet(colour: str, classes: str) -> None:
    assert classes_of(colour) == classes


def test_stylesheet__has_every_class() -> None:
    style = Path(settings.SITE_DIR, "static/css/components.css").read_text()

    for channel in "rgb":
        assert [int(step) for step in re.findall(rf"(?<!\S)\.{channel}(\d) {{", style)] == [
            *range(DARKEST, BRIGHTEST + 1)
        ]


@pytest.mark.django_db
def test_worker__tells_the_colour_and_a_page_shows_it(client: Client, school: HomePage) -> None:
    photo = make_ready_photo(content=plain("#789048"))
    assert photo.colour == "#789048"

    html = client.get(make_gallery(photo).url).content.decode()

    assert re.search(r'<img[^>]+class="[^"]*r5 g6 b3"', html)
    assert "style=" not in html


@pytest.mark.django_db
def test_worker__photo_from_before__is_given_its_colour_and_keeps_what_it_has(school: HomePage) -> None:
    photo = make_ready_photo(content=plain("#789048"))
    made = set(photo.renditions.values_list("pk", flat=True))
    make_gallery(photo)
    hashed = file_hash(photo)
    Photo.objects.update(colour="", renditions_made_at=None)  # as the migration leaves it

    assert Photo.objects.get().is_ready
    assert renditions.make_missing() == 1

    filled = Photo.objects.get()
    assert filled.colour == "#789048"
    assert set(filled.renditions.values_list("pk", flat=True)) == made
    assert file_hash(filled) == hashed


@pytest.mark.django_db
def test_new_file__has_no_colour_until_the_worker_saw_it() -> None:
    photo = make_ready_photo(content=plain("#789048"))

    photo.file = make_photo("Khác").file
    photo.save()

    assert Photo.objects.get(pk=photo.pk).colour == ""
