"""Uploading through each door of the admin, signed in as a web editor."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from media.forms import PhotoField
from media.models import Photo, PhotoRendition
from tests.media import files
from tests.media.factories import make_editor, make_photo

pytestmark = pytest.mark.django_db

REFUSED = {
    "quá lớn": lambda: files.huge_jpeg(15_000, 14_000),
    "hỏng": lambda: files.jpeg()[:2000],
    "SVG": lambda: files.SVG,
    "không phải là ảnh": lambda: files.ELF,
    "trống": lambda: b"",
    "lớn quá": files.bomb_png,
}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def add(client: Client, content: bytes, name: str = "IMG_2041.jpg", **fields: str) -> Any:
    """Post to the library's "add" form."""
    data = {"title": "Sân trường", "file": files.upload(content, name), **fields}
    return client.post(reverse("wagtailimages:add"), data)


def add_multiple(client: Client, content: bytes, name: str = "IMG_2041.jpg", **fields: str) -> Any:
    """Post to the library's upload of many, as its script does."""
    data = {"title": "Sân trường", "files[]": files.upload(content, name), **fields}
    return client.post(reverse("wagtailimages:add_multiple"), data)


def add_in_chooser(client: Client, content: bytes, name: str = "IMG_2041.jpg") -> Any:
    """Post to the chooser's upload tab."""
    prefix = "image-chooser-upload"
    data = {f"{prefix}-title": "Sân trường", f"{prefix}-file": files.upload(content, name)}
    return client.post(reverse("wagtailimages_chooser:create"), data)


def add_in_gallery(client: Client, content: bytes, name: str = "IMG_2041.jpg") -> Any:
    """Post as the gallery's button does."""
    return client.post(reverse("media_add_photo"), {"file": files.upload(content, name)})


DOORS = {"add": add, "add_multiple": add_multiple, "chooser": add_in_chooser, "gallery": add_in_gallery}


def everything_stored() -> list[bytes]:
    """Return the content of each file below the uploads' folder."""
    return [path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize("door", DOORS)
def test_upload__phone_photo__stored_upright_and_without_metadata(door: str, editor: Client) -> None:
    response = DOORS[door](editor, files.sideways_jpeg())

    photo = Photo.objects.get()
    stored = Path(photo.file.path).read_bytes()
    assert response.status_code in {200, 302}
    assert (photo.width, photo.height) == (3024, 4032)
    assert files.colour_at(stored, 0.1, 0.1) == "red"
    assert [files.secrets_in(content) for content in everything_stored()] == [[]] * len(everything_stored())


@pytest.mark.parametrize("door", DOORS)
def test_upload__heic__stored_as_jpeg(door: str, editor: Client) -> None:
    DOORS[door](editor, files.heic(), "IMG_2041.HEIC")

    photo = Photo.objects.get()
    assert photo.file.name.endswith(".jpg")
    with Image.open(photo.file.path) as image:
        assert (image.format, image.size) == ("JPEG", (640, 480))


@pytest.mark.parametrize("door", DOORS)
def test_upload__heic_named_jpg__accepted(door: str, editor: Client) -> None:
    DOORS[door](editor, files.heic(), "IMG_2041.jpg")

    assert Photo.objects.count() == 1


@pytest.mark.parametrize("door", DOORS)
def test_upload__108_megapixels__reduced(door: str, editor: Client) -> None:
    DOORS[door](editor, files.huge_jpeg(12_000, 9_000))

    photo = Photo.objects.get()
    assert (photo.width, photo.height) == (4096, 3072)


@pytest.mark.parametrize("kind", REFUSED)
def test_add__unusable__sentence_at_the_field_and_the_rest_is_kept(kind: str, editor: Client) -> None:
    response = add(editor, REFUSED[kind](), credit="Cô Hạnh", description="Lễ chào cờ")

    form = response.context["form"]
    assert response.status_code == 200
    assert len(form.errors["file"]) == 1
    assert set(form.errors) == {"file"}
    assert 'value="Cô Hạnh"' in response.content.decode()
    assert 'value="Lễ chào cờ"' in response.content.decode()
    assert not Photo.objects.exists()


@pytest.mark.parametrize("kind", REFUSED)
def test_add_multiple__unusable__sentence_in_the_answer(kind: str, editor: Client) -> None:
    answer = add_multiple(editor, REFUSED[kind]()).json()

    assert answer["success"] is False
    assert len(answer["error_message"].split()) > 5
    assert not Photo.objects.exists()


@pytest.mark.parametrize("kind", REFUSED)
def test_chooser__unusable__sentence_in_the_upload_tab(kind: str, editor: Client) -> None:
    response = add_in_chooser(editor, REFUSED[kind]())

    assert response.status_code == 200
    assert "error-message" in json.loads(response.content)["htmlFragment"]
    assert not Photo.objects.exists()


@pytest.mark.parametrize("kind", REFUSED)
def test_gallery__unusable__sentence_in_the_answer(kind: str, editor: Client) -> None:
    response = add_in_gallery(editor, REFUSED[kind]())

    assert response.status_code == 422
    assert len(response.json()["error"].split()) > 5
    assert not Photo.objects.exists()


def test_edit__new_file__is_cleaned_and_waits_for_the_worker(editor: Client) -> None:
    photo = make_photo(uploaded_by_user=None)
    Photo.objects.update(renditions_failed=True)
    before = photo.file.name
    data = {"title": photo.title, "file": files.upload(files.sideways_jpeg((800, 600)), "moi.jpg")}

    response = editor.post(reverse("wagtailimages:edit", args=[photo.pk]), data)

    photo.refresh_from_db()
    assert response.status_code == 302
    assert photo.file.name != before
    assert (photo.width, photo.height) == (600, 800)
    assert files.secrets_in(Path(photo.file.path).read_bytes()) == []
    assert list(Photo.objects.without_renditions()) == [photo]


def test_edit__unusable_file__keeps_the_old_one(editor: Client) -> None:
    photo = make_photo()
    data = {"title": "Tên mới", "file": files.upload(files.ELF)}

    response = editor.post(reverse("wagtailimages:edit", args=[photo.pk]), data)

    assert list(response.context["form"].errors) == ["file"]
    assert 'value="Tên mới"' in response.content.decode()
    assert Path(photo.file.path).exists()


def test_edit__words_only__keeps_file_and_renditions(editor: Client) -> None:
    photo = make_photo()
    photo.get_rendition("max-165x165")

    editor.post(reverse("wagtailimages:edit", args=[photo.pk]), {"title": "Tên mới"})

    photo.refresh_from_db()
    assert photo.title == "Tên mới"
    assert photo.renditions.count() == 1


def test_add_multiple__another_field_is_wrong__what_is_set_aside_is_clean(editor: Client) -> None:
    add_multiple(editor, files.jpeg(), title="x" * 300)

    assert UploadedFile.objects.count() == 1
    assert [files.secrets_in(content) for content in everything_stored()] == [[]]


def test_upload__too_many_bytes__refused_before_it_is_opened(editor: Client, settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000

    response = add(editor, files.jpeg())

    assert [error.code for error in response.context["form"].errors.as_data()["file"]] == [
        "file_too_large_unknown_size"
    ]


def test_field__file_that_django_put_on_disk__is_cleaned_there_too() -> None:
    content = files.jpeg()
    upload = TemporaryUploadedFile("IMG_2041.jpg", "image/jpeg", len(content), None)
    upload.write(content)
    upload.seek(0)

    PhotoField().clean(upload)

    on_disk = Path(upload.temporary_file_path()).read_bytes()
    assert files.secrets_in(on_disk) == []
    assert len(on_disk) == upload.size


def test_add__title_in_decomposed_letters__stored_composed(editor: Client) -> None:
    add(editor, files.jpeg(), title="Sân trươ\u0300ng")

    assert Photo.objects.get().title == "Sân trường"


def test_gallery__answer__is_what_the_chooser_needs(editor: Client) -> None:
    answer = add_in_gallery(editor, files.jpeg(), "Sân trươ\u0300ng.JPG").json()

    photo = Photo.objects.get()
    assert answer["id"] == str(photo.pk)
    assert answer["title"] == "Sân trường"
    assert answer["preview"]["width"] == 165
    assert photo.uploaded_by_user.groups.exists()


def test_gallery__sent_again_after_a_lost_answer__is_the_same_photo(editor: Client) -> None:
    first = add_in_gallery(editor, files.jpeg()).json()

    second = add_in_gallery(editor, files.jpeg()).json()

    assert second["id"] == first["id"]
    assert Photo.objects.count() == 1


def test_gallery__only_the_thumbnail_is_made_in_the_request(editor: Client) -> None:
    add_in_gallery(editor, files.jpeg())

    assert list(PhotoRendition.objects.values_list("filter_spec", flat=True)) == ["max-165x165"]


def test_gallery__no_file__says_so(editor: Client) -> None:
    assert editor.post(reverse("media_add_photo")).status_code == 422


def test_gallery__signed_out__nothing_is_stored(client: Client) -> None:
    response = client.post(
        reverse("media_add_photo"), {"file": files.upload(files.jpeg())}, headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert response.status_code == 403
    assert not Photo.objects.exists()


def test_gallery__without_permission__nothing_is_stored(client: Client) -> None:
    editor = make_editor()
    editor.groups.first().collection_permissions.all().delete()
    client.force_login(editor)

    response = client.post(
        reverse("media_add_photo"), {"file": files.upload(files.jpeg())}, headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert response.status_code == 403
    assert not Photo.objects.exists()


def test_gallery__without_token__refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor())

    response = client.post(reverse("media_add_photo"), {"file": files.upload(files.jpeg())})

    assert response.status_code == 403
