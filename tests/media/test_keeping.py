"""What the public sees of a photo or document is not changed in the library: a new file is a new entry."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission

from common.models import User
from media.models import Photo, SchoolDocument
from moderation.roles import Role
from news.models import NewsPage
from tests.factories import approve, take_down
from tests.media import files
from tests.media.factories import PDF, make_article, make_document, make_editor, make_ready_photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("school")]
Committed = Callable[..., Any]
SMALL = files.saved(files.picture((64, 48)), "JPEG")


@pytest.fixture
def user() -> User:
    return make_editor()


@pytest.fixture
def editor(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


@pytest.fixture
def album(user: User) -> Collection:
    """Another collection that the editor may use."""
    album = Collection.get_first_root_node().add_child(name="Khai giảng")
    for permission in GroupCollectionPermission.objects.filter(group__name=Role.WEB_EDITOR.value):
        permission.pk, permission.collection = None, album
        permission.save()
    return album


@pytest.fixture
def photo(committed: Committed) -> Photo:
    """A photo that a public article shows."""
    photo = make_ready_photo(content=SMALL, description="Cờ bay", credit="Cô Hạnh")
    photo.tags.add("khai giảng")
    committed(make_article, photo)
    return photo


@pytest.fixture
def document(committed: Committed) -> SchoolDocument:
    """A document that a public article links to."""
    document = make_document()
    committed(make_article, document=document)
    return document


def edit_photo(client: Client, photo: Photo, **changes: Any) -> Any:
    data = {"title": photo.title, "description": photo.description, "credit": photo.credit, "tags": '"khai giảng"'}
    collection = {"collection": photo.collection_id}
    return client.post(reverse("wagtailimages:edit", args=[photo.pk]), data | collection | changes)


def edit_document(client: Client, document: SchoolDocument, **changes: Any) -> Any:
    data = {"title": document.title, "tags": "", "collection": document.collection_id}
    return client.post(reverse("wagtaildocs:edit", args=[document.pk]), data | changes)


def submit(page: Any, author: User) -> None:
    page.save_revision(user=author)
    page.get_workflow().start(page, author)


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def bulk_delete(client: Client, model: str, *items: Any) -> Any:
    address = reverse("wagtail_bulk_action", args=["media", model, "delete"])
    numbers = "&".join(f"id={item.pk}" for item in items)
    return client.post(f"{address}?{numbers}&next=/admin/{'images' if model == 'photo' else 'documents'}/")


# --- Words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["title", "description", "credit"])
def test_photo__other_words__refused_at_the_field_and_nothing_typed_is_lost(
    field: str, editor: Client, photo: Photo
) -> None:
    response = edit_photo(editor, photo, **{field: "Lời khác", "tags": '"mới"'})

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert "1 nơi" in form.errors[field][0]
    assert 'value="Lời khác"' in response.content.decode()
    assert "mới" in response.content.decode()
    assert getattr(Photo.objects.get(), field) == getattr(photo, field)


def test_photo__shown_on_two_pages__the_sentence_says_so(editor: Client, photo: Photo, committed: Committed) -> None:
    committed(make_article, photo)

    assert "2 nơi" in edit_photo(editor, photo, title="Khác").context["form"].errors["title"][0]


def test_photo__another_focal_point__refused(editor: Client, photo: Photo) -> None:
    focus = {f"focal_point_{name}": 20 for name in ("x", "y", "width", "height")}

    response = edit_photo(editor, photo, **focus)

    assert len(response.context["form"].non_field_errors()) == 1
    assert Photo.objects.get().focal_point_x is None


def test_photo__title_spelt_in_decomposed_letters__is_no_change(editor: Client, photo: Photo) -> None:
    response = edit_photo(editor, photo, title="Sân trươ\u0300ng")

    assert response.status_code == 302
    assert Photo.objects.get().title == "Sân trường"


def test_photo__collection_and_tags__may_change(editor: Client, photo: Photo, album: Collection) -> None:
    response = edit_photo(editor, photo, collection=album.pk, tags='"trống trường"')

    changed = Photo.objects.get()
    assert response.status_code == 302
    assert (changed.collection, list(changed.tags.names())) == (album, ["trống trường"])


def test_photo__bulk_move__may_change(editor: Client, photo: Photo, album: Collection) -> None:
    address = reverse("wagtail_bulk_action", args=["media", "photo", "add_to_collection"])

    editor.post(f"{address}?id={photo.pk}&next=/admin/images/", {"collection": album.pk})

    assert Photo.objects.get().collection == album


def test_photo__of_a_draft__may_change(editor: Client, committed: Committed) -> None:
    photo = make_ready_photo(content=SMALL)
    committed(make_article, photo, live=False)

    assert edit_photo(editor, photo, title="Khác").status_code == 302
    assert Photo.objects.get().title == "Khác"


def test_photo__when_the_page_is_taken_down__may_change_again(
    editor: Client, photo: Photo, committed: Committed
) -> None:
    committed(take_down, NewsPage.objects.get(cover=photo))

    assert edit_photo(editor, photo, title="Khác").status_code == 302


def test_photo__of_a_submission__is_approved_as_it_was_read(editor: Client, user: User, committed: Committed) -> None:
    photo = make_ready_photo(content=SMALL)
    submit(committed(make_article, photo, live=False), user)

    response = edit_photo(editor, photo, title="Khác")
    edit_photo(editor, photo, file=files.upload(files.jpeg((80, 60))), title="Mới")

    assert "1 bài đang chờ duyệt" in response.context["form"].errors["title"][0]
    assert [(each.title, each.width) for each in Photo.objects.order_by("pk")] == [("Sân trường", 64), ("Mới", 80)]


def test_photo__of_a_submission_that_was_taken_back__may_change(
    editor: Client, user: User, committed: Committed
) -> None:
    photo = make_ready_photo(content=SMALL)
    article = committed(make_article, photo, live=False)
    submit(article, user)
    article.current_workflow_state.cancel(user=user)

    assert edit_photo(editor, photo, title="Khác").status_code == 302


def test_photo__approved_for_a_later_moment__stays_as_it_was_read(
    editor: Client, user: User, committed: Committed
) -> None:
    photo = make_ready_photo(content=SMALL)
    article = committed(make_article, photo, live=False)
    article.go_live_at = timezone.now() + timedelta(days=1)
    committed(approve, article)

    assert "title" in edit_photo(editor, photo, title="Khác").context["form"].errors


def test_document__of_a_submission_on_a_live_page__stays_as_it_was_read(
    editor: Client, user: User, committed: Committed
) -> None:
    document = make_document()
    article = committed(make_article)
    article.body = [("document", {"file": document, "label": ""})]
    submit(article, user)

    assert "title" in edit_document(editor, document, title="Khác").context["form"].errors
    assert "1 bài đang chờ duyệt" in said(editor.post(reverse("wagtaildocs:delete", args=[document.pk])))
    assert "“Mẫu đơn”" in said(bulk_delete(editor, "schooldocument", document))
    assert SchoolDocument.objects.get().title == "Mẫu đơn"


def test_photo__in_the_upload_of_many__refused_too(editor: Client, photo: Photo) -> None:
    prefix = f"image-{photo.pk}"
    data = {f"{prefix}-title": "Khác", f"{prefix}-description": "Cờ bay", f"{prefix}-credit": "Cô Hạnh"}

    answer = editor.post(reverse("wagtailimages:edit_multiple", args=[photo.pk]), data).json()

    assert answer["success"] is False
    assert "1 nơi" in answer["form"]
    assert Photo.objects.get().title == "Sân trường"


def test_document__another_title__refused_at_the_field(editor: Client, document: SchoolDocument) -> None:
    response = edit_document(editor, document, title="Lời khác")

    assert list(response.context["form"].errors) == ["title"]
    assert 'value="Lời khác"' in response.content.decode()
    assert SchoolDocument.objects.get().title == "Mẫu đơn"


def test_document__collection_and_tags__may_change(editor: Client, document: SchoolDocument, album: Collection) -> None:
    response = edit_document(editor, document, collection=album.pk, tags='"đơn"')

    changed = SchoolDocument.objects.get()
    assert response.status_code == 302
    assert (changed.collection, list(changed.tags.names())) == (album, ["đơn"])


# --- Another file -------------------------------------------------------------------------------------------------


def test_photo__another_file__is_a_new_photo_and_the_old_one_stays(
    editor: Client, user: User, photo: Photo, album: Collection
) -> None:
    before = Path(photo.file.path).read_bytes()
    made = photo.renditions.count()

    response = edit_photo(editor, photo, file=files.upload(files.jpeg((80, 60)), "moi.jpg"), collection=album.pk)

    new = Photo.objects.exclude(pk=photo.pk).get()
    assert response.status_code == 302
    assert "mục mới" in said(response)
    assert (new.title, new.description, new.credit) == ("Sân trường", "Cờ bay", "Cô Hạnh")
    assert (new.collection, list(new.tags.names()), new.uploaded_by_user) == (album, ["khai giảng"], user)
    assert (new.width, new.height, new.public_uses) == (80, 60, 0)
    assert Photo.objects.without_renditions().get() == new
    photo.refresh_from_db()
    assert Path(photo.file.path).read_bytes() == before
    assert photo.collection != album
    assert (photo.renditions.count(), photo.public_uses) == (made, 1)


def test_photo__another_file_and_other_words__the_words_are_the_new_ones(editor: Client, photo: Photo) -> None:
    edit_photo(editor, photo, file=files.upload(files.jpeg((80, 60))), title="Lời khác", credit="Thầy Minh")

    assert set(Photo.objects.values_list("title", "credit")) == {("Sân trường", "Cô Hạnh"), ("Lời khác", "Thầy Minh")}


def test_photo__another_file_for_one_with_a_focal_point__begins_without_it(
    editor: Client, committed: Committed
) -> None:
    focus = {f"focal_point_{name}": 20 for name in ("x", "y", "width", "height")}
    photo = make_ready_photo(content=SMALL, **focus)
    committed(make_article, photo)

    edit_photo(editor, photo, file=files.upload(files.jpeg((80, 60))), **focus)

    assert not Photo.objects.exclude(pk=photo.pk).get().has_focal_point()
    assert Photo.objects.get(pk=photo.pk).has_focal_point()


def test_photo__broken_file__refused_and_nothing_is_made(editor: Client, photo: Photo) -> None:
    response = edit_photo(editor, photo, file=files.upload(files.ELF), title="Lời khác")

    assert list(response.context["form"].errors) == ["file"]
    assert 'value="Lời khác"' in response.content.decode()
    assert Photo.objects.get().title == "Sân trường"


def test_photo__form__says_what_a_new_file_does(editor: Client, photo: Photo) -> None:
    html = editor.get(reverse("wagtailimages:edit", args=[photo.pk])).content.decode()

    assert "vẫn giữ nguyên" in html


def test_document__another_file__is_a_new_document_and_the_old_one_stays(
    editor: Client, document: SchoolDocument
) -> None:
    new_file = SimpleUploadedFile("moi.pdf", PDF + b"2", "application/pdf")

    response = edit_document(editor, document, file=new_file, title="Mẫu đơn năm nay")

    new = SchoolDocument.objects.exclude(pk=document.pk).get()
    assert "mục mới" in said(response)
    assert (new.title, Path(new.file.path).read_bytes()) == ("Mẫu đơn năm nay", PDF + b"2")
    document.refresh_from_db()
    assert (document.title, Path(document.file.path).read_bytes()) == ("Mẫu đơn", PDF)
    assert Client().get(document.url).status_code == 200
    assert Client().get(new.url).status_code == 404


def test_document__of_a_draft__another_file__replaces_it(editor: Client, committed: Committed) -> None:
    document = make_document()
    committed(make_article, document=document, live=False)

    edit_document(editor, document, file=SimpleUploadedFile("moi.pdf", PDF + b"2", "application/pdf"))

    assert Path(SchoolDocument.objects.get().file.path).read_bytes() == PDF + b"2"


# --- Deleting -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_photo__delete__refused_with_a_sentence(method: str, editor: Client, photo: Photo) -> None:
    response = getattr(editor, method)(reverse("wagtailimages:delete", args=[photo.pk]))

    assert response.url == reverse("wagtailimages:edit", args=[photo.pk])
    assert "“Sân trường”" in said(response)
    assert Photo.objects.get().renditions.exists()


@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_document__delete__refused_with_a_sentence(method: str, editor: Client, document: SchoolDocument) -> None:
    response = getattr(editor, method)(reverse("wagtaildocs:delete", args=[document.pk]))

    assert response.url == reverse("wagtaildocs:edit", args=[document.pk])
    assert "“Mẫu đơn”" in said(response)
    assert Path(SchoolDocument.objects.get().file.path).exists()


def test_photo__of_a_draft__delete__is_deleted(editor: Client, committed: Committed) -> None:
    photo = make_ready_photo(content=SMALL)
    committed(make_article, photo, live=False)

    editor.post(reverse("wagtailimages:delete", args=[photo.pk]))

    assert not Photo.objects.exists()


def test_delete__without_permission__learns_nothing(client: Client, photo: Photo) -> None:
    reader = make_editor()
    reader.groups.first().collection_permissions.all().delete()
    client.force_login(reader)

    response = client.post(reverse("wagtailimages:delete", args=[photo.pk]))

    assert "Sân trường" not in said(response)
    assert Photo.objects.exists()


def test_bulk_delete__one_of_them_is_public__none_is_deleted(editor: Client, photo: Photo) -> None:
    other = make_ready_photo("Ảnh nháp", content=SMALL)

    response = bulk_delete(editor, "photo", photo, other)

    assert "“Sân trường”" in said(response)
    assert "“Ảnh nháp”" not in said(response)
    assert Photo.objects.count() == 2


def test_bulk_delete__none_is_public__all_are_deleted(editor: Client, photo: Photo) -> None:
    others = [make_ready_photo("Ảnh nháp", content=SMALL) for _number in range(2)]

    bulk_delete(editor, "photo", *others)

    assert Photo.objects.get() == photo


def test_bulk_delete__documents__one_of_them_is_public__none_is_deleted(
    editor: Client, document: SchoolDocument
) -> None:
    response = bulk_delete(editor, "schooldocument", document, make_document("Nháp", "nhap.pdf"))

    assert "“Mẫu đơn”" in said(response)
    assert SchoolDocument.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_delete__in_the_upload_of_many__refused(editor: Client, photo: Photo) -> None:
    response = editor.post(
        reverse("wagtailimages:delete_multiple", args=[photo.pk]), headers={"X-Requested-With": "XMLHttpRequest"}
    )

    assert json.loads(response.content)["success"] is False
    assert Photo.objects.get().renditions.exists()
    assert Path(photo.file.path).exists()
