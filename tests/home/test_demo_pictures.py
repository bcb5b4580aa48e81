"""The demo school's pictures: each one can be drawn, is described, and never changes."""

import io
import unicodedata

import pytest
from PIL import Image

from home.demo.pictures import SCENES, render_jpeg, svg

pytestmark = pytest.mark.slow

GALLERIES = ("khai-giang-", "trung-thu-", "the-thao-", "doc-sach-", "tet-")


@pytest.mark.parametrize("key", sorted(SCENES))
def test_render_jpeg__every_scene_is_a_jpeg_in_its_proportions(key: str) -> None:
    wide, high = SCENES[key].pixels

    picture = Image.open(io.BytesIO(render_jpeg(key, width=240)))
    picture.load()

    assert picture.format == "JPEG"
    assert picture.width == 240
    assert abs(picture.height - 240 * high / wide) <= 1


def test_render_jpeg__fits_into_the_asked_box() -> None:
    picture = Image.open(io.BytesIO(render_jpeg("tet-cay-mai", width=300, height=200)))

    assert picture.size == (150, 200)


def test_render_jpeg__same_bytes_each_time() -> None:
    assert render_jpeg("the-thao-keo-co", width=320) == render_jpeg("the-thao-keo-co", width=320)


@pytest.mark.parametrize("key", sorted(SCENES))
def test_svg__same_text_each_time(key: str) -> None:
    assert svg(key) == svg(key)


@pytest.mark.parametrize("key", sorted(SCENES))
def test_svg__needs_no_font(key: str) -> None:
    assert "<text" not in svg(key)


def test_render_jpeg__unknown_key() -> None:
    with pytest.raises(KeyError):
        render_jpeg("khong-co")


@pytest.mark.parametrize("key", sorted(SCENES))
def test_scene__title_and_alt_are_nfc_and_say_something(key: str) -> None:
    scene = SCENES[key]

    for text in (scene.title, scene.alt):
        assert unicodedata.normalize("NFC", text) == text
    assert len(scene.alt) > 40
    assert scene.alt.endswith(".")


def test_scene__titles_and_alts_differ_from_each_other() -> None:
    assert len({scene.title for scene in SCENES.values()}) == len(SCENES)
    assert len({scene.alt for scene in SCENES.values()}) == len(SCENES)


@pytest.mark.parametrize("prefix", GALLERIES)
def test_scenes__each_gallery_has_eight_or_more_and_not_all_of_one_shape(prefix: str) -> None:
    chosen = [scene for key, scene in SCENES.items() if key.startswith(prefix)]

    assert len(chosen) >= 8
    assert len({scene.size for scene in chosen}) > 1
