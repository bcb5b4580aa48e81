"""Photos, documents and galleries as the tests of this folder need them."""

from django.core.files.base import ContentFile

from common.models import User
from media import renditions
from media.models import GalleryIndexPage, GalleryPage, GalleryPhoto, Photo, SchoolDocument
from media.specs import STANDARD_SPECS
from moderation import publishing
from moderation.models import Act
from moderation.publishing import Decision
from moderation.roles import Role
from news.models import NewsPage
from tests.factories import GalleryPageFactory, NewsPageFactory, approve, make_user
from tests.media import files

PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"


def make_photo(title: str = "Sân trường", content: bytes = b"", **fields: object) -> Photo:
    """Return a stored photo that has no renditions yet."""
    file = ContentFile(content or files.saved(files.picture(), "JPEG"), name="san-truong.jpg")
    return Photo.objects.create(title=title, file=file, **fields)


def make_ready_photo(title: str = "Sân trường", content: bytes = b"", **fields: object) -> Photo:
    """Return a photo as the worker leaves it."""
    photo = make_photo(title, content, **fields)
    renditions.make_for(photo)
    return Photo.objects.get(pk=photo.pk)


def rendition_url(photo: Photo, spec: str = STANDARD_SPECS[0]) -> str:
    """Return the address of one rendition of a photo."""
    return photo.renditions.get(filter_spec=spec).url


def make_document(title: str = "Mẫu đơn", name: str = "mau-don.pdf", content: bytes = PDF) -> SchoolDocument:
    """Return a stored document."""
    return SchoolDocument.objects.create(title=title, file=ContentFile(content, name=name))


def make_article(photo: Photo | None = None, document: SchoolDocument | None = None, live: bool = True) -> NewsPage:
    """Return an article that uses these."""
    body = [("document", {"file": document, "label": ""})] if document else []
    return NewsPageFactory(cover=photo, body=body, live=live)


def make_gallery(*photos: Photo, live: bool = True) -> GalleryPage:
    """Return a gallery with these photos in order."""
    gallery = GalleryPageFactory(parent=GalleryIndexPage.objects.first(), title="Hội chợ quê", live=False)
    gallery.photos = [GalleryPhoto(image=photo, sort_order=place) for place, photo in enumerate(photos)]
    gallery.save()
    return approve(gallery) if live else gallery


def make_editor() -> User:
    """Return a web editor."""
    return make_user(Role.WEB_EDITOR)


def withdraw(file: Photo | SchoolDocument) -> None:
    """Take a file off the site."""
    publishing.withdraw_file(file, Decision(Act.WITHDRAWN))
