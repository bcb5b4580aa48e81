"""Photos and galleries as the tests of this folder need them."""

from django.core.files.base import ContentFile

from common.models import User
from media.models import GalleryIndexPage, GalleryPage, GalleryPhoto, Photo
from moderation.roles import Role
from tests.factories import GalleryPageFactory, approve, make_user
from tests.media import files


def make_photo(title: str = "Sân trường", content: bytes = b"", **fields: object) -> Photo:
    """Return a stored photo that has no renditions yet."""
    file = ContentFile(content or files.saved(files.picture(), "JPEG"), name="san-truong.jpg")
    return Photo.objects.create(title=title, file=file, **fields)


def make_gallery(*photos: Photo, live: bool = True) -> GalleryPage:
    """Return a gallery with these photos in order."""
    gallery = GalleryPageFactory(parent=GalleryIndexPage.objects.first(), title="Hội chợ quê", live=False)
    gallery.photos = [GalleryPhoto(image=photo, sort_order=place) for place, photo in enumerate(photos)]
    gallery.save()
    return approve(gallery) if live else gallery


def make_editor() -> User:
    """Return a web editor."""
    return make_user(Role.WEB_EDITOR)
