"""Who gets an uploaded file: nobody but the staff, until something public uses it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from wagtail.models import Collection, CollectionViewRestriction

from common.middleware import UploadsMiddleware
from media.models import Photo, SchoolDocument
from media.specs import ADMIN_SPECS, STANDARD_SPECS
from moderation.roles import Role
from tests.factories import make_user, take_down
from tests.media import files
from tests.media.factories import make_article, make_document, make_ready_photo, rendition_url, withdraw

pytestmark = pytest.mark.django_db
Committed = Callable[..., Any]

# What an anonymous reader gets of a photo and a document that a public article uses, and what not.
GIVEN = ("rendition", "document")
KEPT = ("original", "size of the admin", "document's file")
STAFF = (Role.WEB_EDITOR, Role.PRINCIPAL, Role.OPERATOR)


@pytest.fixture
def photo(school: Any) -> Photo:
    return make_ready_photo(content=files.saved(files.picture((400, 300)), "JPEG"))


@pytest.fixture
def document(school: Any) -> SchoolDocument:
    return make_document()


@pytest.fixture
def addresses(photo: Photo, document: SchoolDocument) -> dict[str, str]:
    return {
        "rendition": rendition_url(photo),
        "document": document.url,
        "original": photo.file.url,
        "size of the admin": rendition_url(photo, ADMIN_SPECS[0]),
        "document's file": document.file.url,
    }


def reader(role: Role | None = None) -> Client:
    """Return the browser of somebody who signed in."""
    client = Client()
    client.force_login(make_user(role))
    return client


def statuses(client: Client, addresses: dict[str, str]) -> dict[str, int]:
    return {what: client.get(address).status_code for what, address in addresses.items()}


def all_with(status: int) -> dict[str, int]:
    return dict.fromkeys(GIVEN + KEPT, status)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_anonymous__used_by_nothing__404(addresses: dict[str, str], client: Client) -> None:
    assert statuses(client, addresses) == all_with(404)


def test_anonymous__used_by_a_draft__404(
    addresses: dict[str, str], photo: Photo, document: SchoolDocument, client: Client, committed: Committed
) -> None:
    committed(make_article, photo, document, live=False)

    assert statuses(client, addresses) == all_with(404)


def test_anonymous__used_by_a_public_page__gets_renditions_and_document_and_no_more(
    addresses: dict[str, str], photo: Photo, document: SchoolDocument, client: Client, committed: Committed
) -> None:
    committed(make_article, photo, document)

    assert statuses(client, addresses) == dict.fromkeys(GIVEN, 200) | dict.fromkeys(KEPT, 404)


def test_anonymous__every_standard_rendition__is_public_with_the_page(
    photo: Photo, client: Client, committed: Committed
) -> None:
    committed(make_article, photo)

    assert {client.get(rendition_url(photo, spec)).status_code for spec in STANDARD_SPECS} == {200}


def test_anonymous__whole_size_that_the_editor_of_photos_makes__404(client: Client, committed: Committed) -> None:
    photo = make_ready_photo(content=files.saved(files.picture((1400, 1050)), "JPEG"))
    committed(make_article, photo)

    assert client.get(photo.get_rendition("original").url).status_code == 404


def test_anonymous__last_page_taken_down__404(
    addresses: dict[str, str], photo: Photo, document: SchoolDocument, client: Client, committed: Committed
) -> None:
    article = committed(make_article, photo, document)

    committed(take_down, article)

    assert statuses(client, addresses) == all_with(404)


def test_anonymous__one_of_two_pages_taken_down__still_served(
    addresses: dict[str, str], photo: Photo, document: SchoolDocument, client: Client, committed: Committed
) -> None:
    article = committed(make_article, photo, document)
    committed(make_article, photo, document)

    committed(take_down, article)

    assert statuses(client, addresses) == dict.fromkeys(GIVEN, 200) | dict.fromkeys(KEPT, 404)


def test_anonymous__withdrawn__404(
    addresses: dict[str, str], photo: Photo, document: SchoolDocument, client: Client, committed: Committed
) -> None:
    committed(make_article, photo, document)

    committed(withdraw, photo)
    committed(withdraw, document)

    assert statuses(client, addresses) == all_with(404)


def test_account_without_admin_access__404(addresses: dict[str, str]) -> None:
    assert statuses(reader(), addresses) == all_with(404)


@pytest.mark.parametrize("role", STAFF, ids=lambda role: role.label)
def test_staff__used_by_nothing__gets_all_of_it(role: Role, addresses: dict[str, str]) -> None:
    assert statuses(reader(role), addresses) == all_with(200)


def test_staff__dismissed__404(addresses: dict[str, str]) -> None:
    user = make_user(Role.WEB_EDITOR)
    client = Client()
    client.force_login(user)
    user.is_active = False
    user.save()

    assert statuses(client, addresses) == all_with(404)


def test_staff__withdrawn__still_sees_it(
    addresses: dict[str, str], photo: Photo, document: SchoolDocument, committed: Committed
) -> None:
    committed(make_article, photo, document)

    committed(withdraw, photo)
    committed(withdraw, document)

    assert statuses(reader(Role.PRINCIPAL), addresses) == all_with(200)


def test_staff__private_file__is_kept_by_no_cache_and_run_by_no_browser(addresses: dict[str, str]) -> None:
    client = reader(Role.WEB_EDITOR)

    for address in addresses.values():
        response = client.get(address)
        assert response["Cache-Control"] == "no-store, private"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"].startswith("default-src 'none'")


def test_public_rendition__is_the_file_that_was_made(photo: Photo, client: Client, committed: Committed) -> None:
    committed(make_article, photo)
    rendition = photo.renditions.get(filter_spec=STANDARD_SPECS[0])

    response = client.get(rendition.url)

    assert body(response) == Path(rendition.file.path).read_bytes()
    assert response["Content-Type"] == "image/avif"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "s-maxage=600" in response["Cache-Control"]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_public_rendition__asks_neither_views_nor_database(
    photo: Photo, committed: Committed, django_assert_num_queries: Any
) -> None:
    committed(make_article, photo)
    request = RequestFactory().get(rendition_url(photo))

    def nobody(_request: Any) -> HttpResponse:
        raise AssertionError

    with django_assert_num_queries(0):
        assert UploadsMiddleware(nobody)(request).status_code == 200


def test_middleware__stands_before_sessions() -> None:
    order = site_settings.MIDDLEWARE

    assert order.index("common.middleware.UploadsMiddleware") < order.index(
        "django.contrib.sessions.middleware.SessionMiddleware"
    )


def test_public_rendition__part_of_it_and_again(photo: Photo, client: Client, committed: Committed) -> None:
    committed(make_article, photo)
    address = rendition_url(photo)
    whole = client.get(address)

    part = client.get(address, headers={"Range": "bytes=0-9"})
    again = client.get(address, headers={"If-None-Match": whole["ETag"]})

    assert (part.status_code, body(part)) == (206, body(whole)[:10])
    assert again.status_code == 304


def test_rendition__same_address_in_draft_and_in_public(photo: Photo, client: Client, committed: Committed) -> None:
    before = rendition_url(photo)

    article = committed(make_article, photo)

    assert rendition_url(photo) == before
    assert before in client.get(article.url).content.decode()


def test_rendition__name_cannot_be_guessed(photo: Photo) -> None:
    for rendition in photo.renditions.all():
        assert re.fullmatch(r"/uploads/images/[0-9a-f]{32}\.(avif|webp|jpg)", rendition.url)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods__change_nothing(method: str, photo: Photo, committed: Committed) -> None:
    address = rendition_url(photo)

    assert getattr(reader(Role.PRINCIPAL), method)(address).status_code == 405

    committed(make_article, photo)
    assert getattr(Client(), method)(address).status_code == 405
    assert Path(photo.file.path).exists()


OUTSIDE = [
    "/uploads/../secret.txt",
    "/uploads/images/../../secret.txt",
    "/uploads/%2e%2e/secret.txt",
    "/uploads/..%2fsecret.txt",
    "/uploads/images/..%2f..%2fsecret.txt",
    "/uploads//etc/passwd",
    "/uploads/%2fetc%2fpasswd",
    "/uploads/..\\secret.txt",
    "/uploads/secret.txt%00.jpg",
    "/uploads/images/" + "a" * 5000,
    "/uploads/images/",
    "/uploads/images",
    "/uploads/",
    "/uploads/images/" + "0" * 32 + ".avif",
    "/uploads/images/%ff%fe.jpg",
]


@pytest.mark.parametrize("role", [None, Role.OPERATOR], ids=["anonymous", "operator"])
def test_outside_of_the_folder__404(role: Role | None, photo: Photo, settings: Any) -> None:
    Path(settings.MEDIA_ROOT).with_name("secret.txt").write_text("bí mật")
    Path(settings.PUBLIC_ROOT, "images").mkdir(parents=True)
    client = reader(role) if role else Client()

    assert {address: client.get(address).status_code for address in OUTSIDE} == dict.fromkeys(OUTSIDE, 404)


def test_below_a_file__404(photo: Photo, committed: Committed) -> None:
    committed(make_article, photo)
    address = f"{rendition_url(photo)}/x"

    assert Client().get(address).status_code == 404
    assert reader(Role.OPERATOR).get(address).status_code == 404


def test_document__other_numbers_and_names__404(document: SchoolDocument, client: Client, committed: Committed) -> None:
    committed(make_article, document=document)
    other = make_document("Nháp", "nhap.pdf")

    assert client.get(f"/tai-lieu/{document.pk}/{document.filename}").status_code == 200
    assert client.get(f"/tai-lieu/{other.pk}/{other.filename}").status_code == 404
    assert client.get(f"/tai-lieu/{other.pk}/{document.filename}").status_code == 404
    assert client.get(f"/tai-lieu/{document.pk}/khac.pdf").status_code == 404


def test_document__public__is_asked_for_anew_each_time(
    document: SchoolDocument, client: Client, committed: Committed
) -> None:
    committed(make_article, document=document)

    response = client.get(document.url)

    assert response["Cache-Control"] == "no-cache"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    assert client.get(document.url, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("name", ["trang.html", "hinh.svg", "trang.xhtml", "trang.xml", "bang.csv", "ghi-chu.txt"])
def test_document__of_any_kind_but_pdf__is_downloaded(name: str, client: Client, committed: Committed) -> None:
    document = make_document("Tệp", name, b"<script>alert(1)</script>")
    committed(make_article, document=document)

    for asking in (client, reader(Role.WEB_EDITOR)):
        response = asking.get(document.url)
        assert response["Content-Disposition"].startswith("attachment")
        assert not {"html", "svg", "xml"} & set(re.split(r"\W", response["Content-Type"]))


def test_private_upload__that_is_no_picture_of_ours__is_downloaded() -> None:
    document = make_document("Tệp", "trang.html", b"<script>alert(1)</script>")

    response = reader(Role.WEB_EDITOR).get(document.file.url)

    assert response["Content-Disposition"] == "attachment"
    assert response["Content-Type"] == "application/octet-stream"


def test_document__moved_to_another_collection__is_as_private_as_before(
    document: SchoolDocument, client: Client
) -> None:
    open_to_all = Collection.get_first_root_node().add_child(name="Công khai")

    SchoolDocument.objects.filter(pk=document.pk).update(collection=open_to_all)

    assert client.get(document.url).status_code == 404


def test_document__in_a_private_collection_and_public__is_served(
    document: SchoolDocument, client: Client, committed: Committed
) -> None:
    committed(make_article, document=document)
    restriction = CollectionViewRestriction(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    restriction.save()

    assert client.get(document.url).status_code == 200


def test_document__file_is_gone__404(document: SchoolDocument, client: Client, committed: Committed) -> None:
    committed(make_article, document=document)
    Path(document.file.path).unlink()

    assert client.get(document.url).status_code == 404


def test_document__of_the_same_name__gets_a_name_of_its_own(document: SchoolDocument) -> None:
    other = SchoolDocument.objects.create(title="Khác", file=ContentFile(b"%PDF-1.4 other", name="mau-don.pdf"))

    assert other.file.name != document.file.name
