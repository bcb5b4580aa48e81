"""The public folder holds what the records say, and nothing else; it can be made again from them at any time."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from common import worker
from media import publicity, renditions
from media.models import Photo, PhotoRendition
from media.specs import STANDARD_SPECS
from media.storage import RenditionStorage, public_path
from moderation.models import PublicUse
from tests.factories import take_down
from tests.media import files
from tests.media.factories import make_article, make_gallery, make_photo, make_ready_photo, rendition_url, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("school")]
Committed = Callable[..., Any]
SMALL = files.saved(files.picture((64, 48)), "JPEG")
OTHER = files.saved(files.picture((48, 64)), "JPEG")


def ready(content: bytes = SMALL) -> Photo:
    return make_ready_photo(content=content)


def linked(settings: Any) -> set[str]:
    """Return the names in the public folder."""
    folder = Path(settings.PUBLIC_ROOT, "images")
    return {f"images/{path.name}" for path in folder.iterdir()} if folder.exists() else set()


def shown(*photos: Photo) -> set[str]:
    """Return the names of the renditions that public pages show of these photos."""
    return {
        name
        for photo in photos
        for name in photo.renditions.filter(filter_spec__in=STANDARD_SPECS).values_list("file", flat=True)
    }


def test_approval__links_what_the_page_shows(settings: Any, committed: Committed) -> None:
    photo, _other = ready(), ready(OTHER)

    committed(make_article, photo)

    assert linked(settings) == shown(photo)


def test_link__is_no_copy(committed: Committed) -> None:
    photo = ready()

    committed(make_article, photo)

    name = photo.renditions.first().file.name
    assert public_path(name).samefile(RenditionStorage().path(name))


def test_approval__before_the_worker__links_when_they_are_made(
    settings: Any, committed: Committed, client: Client
) -> None:
    photo = make_photo(content=SMALL)
    committed(make_article, photo)
    assert linked(settings) == set()

    renditions.make_missing()

    assert linked(settings) == shown(photo) != set()
    assert client.get(rendition_url(photo)).status_code == 200


def test_worker__photo_of_a_draft__links_nothing(settings: Any, committed: Committed) -> None:
    committed(make_article, make_photo(content=SMALL), live=False)

    renditions.make_missing()

    assert linked(settings) == set()


def test_gallery__all_its_photos_and_its_withdrawn_one(settings: Any, committed: Committed) -> None:
    first, second = ready(), ready(OTHER)
    committed(make_gallery, first, second)
    assert linked(settings) == shown(first, second)

    committed(withdraw, second)

    assert linked(settings) == shown(first)


def test_sync__done_twice__changes_nothing(settings: Any, committed: Committed) -> None:
    photo = ready()
    committed(make_article, photo)

    assert publicity.sync_photo_files([photo.pk]) == 0
    assert linked(settings) == shown(photo)


def test_first_request__finds_no_link__makes_it(client: Client, settings: Any, committed: Committed) -> None:
    photo = ready()
    make_article(photo)  # its transaction has not ended, so nothing is linked
    assert linked(settings) == set()

    response = client.get(rendition_url(photo))

    assert response.status_code == 200
    assert "s-maxage=600" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert linked(settings) == {photo.renditions.get(filter_spec=STANDARD_SPECS[0]).file.name}


def test_first_request__file_is_lost__404_until_the_worker_made_it_again(client: Client, committed: Committed) -> None:
    photo = ready()
    Path(photo.renditions.get(filter_spec=STANDARD_SPECS[0]).file.path).unlink()
    make_article(photo)
    assert client.get(rendition_url(photo)).status_code == 404

    renditions.heal()
    renditions.make_missing()

    assert client.get(rendition_url(photo)).status_code == 200


def test_same_bytes__one_of_two_taken_off__the_other_is_still_served(
    client: Client, settings: Any, committed: Committed
) -> None:
    one, two = ready(), ready()
    first, _second = committed(make_article, one), committed(make_article, two)
    assert shown(one) == shown(two)

    committed(take_down, first)
    committed(withdraw, one)

    assert client.get(rendition_url(two)).status_code == 200
    assert linked(settings) == shown(two)


def test_same_bytes__one_of_two_deleted__the_others_file_stays(settings: Any, committed: Committed) -> None:
    one, two = ready(), ready()
    committed(make_article, two)

    committed(one.delete)

    assert linked(settings) == shown(two)
    assert all(RenditionStorage().exists(name) for name in shown(two))


def test_same_bytes__both_deleted__nothing_is_left(committed: Committed) -> None:
    one, two = ready(), ready()
    names = shown(one)

    committed(one.delete)
    committed(two.delete)

    assert not any(RenditionStorage().exists(name) for name in names)


def test_same_bytes__of_two_sizes__are_one_file() -> None:
    photo = ready()

    widths = photo.renditions.filter(filter_spec__startswith="format-jpeg")

    assert len({rendition.file.name for rendition in widths}) == 1


def test_storage__process_dies_while_writing__leaves_no_file_under_the_name() -> None:
    class Dying(ContentFile):
        def chunks(self, chunk_size: int | None = None) -> Any:
            yield b"half"
            raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - any
        RenditionStorage().save("images/a.jpg", Dying(b"whole"))

    assert not RenditionStorage().exists("images/a.jpg")


def test_sweep__brings_everything_in_step(settings: Any, committed: Committed) -> None:
    photo, draft = ready(), ready(OTHER)
    make_article(photo)  # a process died before it could link
    stray = public_path(draft.renditions.first().file.name)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"left behind")
    stray.with_name("index.html").write_text("put there by hand")

    assert publicity.sync_all() > 0

    assert linked(settings) == shown(photo)


def test_sweep__link_is_gone__makes_it_again(settings: Any, committed: Committed) -> None:
    photo = ready()
    committed(make_article, photo)
    assert publicity.sync_all() == 0
    public_path(photo.renditions.first().file.name).unlink()

    assert publicity.sync_all() == 1

    assert linked(settings) == shown(photo)


def test_sweep__record_changed_without_a_word__follows(settings: Any, committed: Committed) -> None:
    photo = ready()
    committed(make_article, photo)
    assert publicity.sync_all() == 0

    withdraw(photo)  # the process died before it could unlink

    assert publicity.sync_all() > 0
    assert linked(settings) == set()


def test_sweep__nothing_happened__only_looks(committed: Committed, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(make_article, ready())
    assert publicity.sync_all() == 0

    def not_again(_names: Any) -> int:
        raise AssertionError

    monkeypatch.setattr(publicity, "_sync", not_again)

    assert publicity.sync_all() == 0


def test_sweep__file_that_cannot_be_linked__does_not_keep_the_worker_busy(committed: Committed) -> None:
    photo = ready()
    for name in shown(photo):
        Path(RenditionStorage().path(name)).unlink()
    committed(make_article, photo)

    assert publicity.sync_all() == 0


def test_sweep__is_the_workers() -> None:
    assert "public files" in {sweep.name for sweep in worker.registered()}


def test_withdrawal_while_linking__goes_all_the_same(
    settings: Any, committed: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = ready()
    make_article(photo)
    link = publicity._link

    def withdrawn_at_the_last(name: str) -> bool:
        done = link(name)
        Photo.objects.filter(pk=photo.pk, withdrawn_at=None).exists() and withdraw(Photo.objects.get(pk=photo.pk))
        return done

    monkeypatch.setattr(publicity, "_link", withdrawn_at_the_last)

    publicity.sync_photo_files([photo.pk])

    assert linked(settings) == set()


def test_full_disk__the_approval_holds_and_the_sweep_follows(
    settings: Any, committed: Committed, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = ready()

    def no_space(*_args: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", no_space)
        article = committed(make_article, photo)
    assert article.live
    assert linked(settings) == set()

    publicity.sync_all()

    assert linked(settings) == shown(photo)


def test_wagtails_purge__of_a_public_photo__takes_the_links_along_until_they_are_made_again(
    settings: Any, committed: Committed
) -> None:
    photo = ready()
    committed(make_article, photo)

    committed(PhotoRendition.objects.all().delete)
    assert linked(settings) == set()
    renditions.heal()
    renditions.make_missing()

    assert linked(settings) == shown(photo) != set()


def test_many_photos__are_asked_about_in_few_queries(django_assert_max_num_queries: Any, committed: Committed) -> None:
    photos = [ready() for _number in range(3)]
    committed(make_gallery, *photos)

    with django_assert_max_num_queries(3):
        publicity.sync_photo_files([photo.pk for photo in photos])


def test_use__of_another_kind_with_the_same_number__opens_nothing(settings: Any, committed: Committed) -> None:
    from tests.media.factories import make_document

    photo = ready()
    document = make_document()
    while document.pk < photo.pk:
        document = make_document()
    committed(make_article, document=document)

    publicity.sync_all()

    assert PublicUse.objects.filter(key=document.pk).exists()
    assert linked(settings) == set()
