"""The school that the acts are played in: its people, and something of every kind that is public or waits."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from common.models import User
from home.models import HomePage, StandardPage
from media import renditions
from media.models import GalleryIndexPage, GalleryPage, GalleryPhoto, Photo, SchoolDocument
from moderation import publishing
from moderation.models import Act
from moderation.publishing import Decision
from moderation.roles import Role
from news.models import Category, NewsIndexPage, NewsPage
from plans.models import Unit
from tests.factories import approve, make_user
from tests.moderation.stateful.words import ARTICLE, CATEGORY, GALLERY, STANDING, UNIT, Words

PEOPLE = {
    "editor": Role.WEB_EDITOR,
    "colleague": Role.WEB_EDITOR,
    "head": Role.UNIT_HEAD,
    "officer": Role.WEB_OFFICER,
    "principal": Role.PRINCIPAL,
    "deputy": Role.DEPUTY_PRINCIPAL,
    "operator": Role.OPERATOR,
    "superuser": None,
}
SIZE = (24, 16)
PDF = b"%PDF-1.4\n%%EOF\n"


def populate(words: Words) -> None:
    """Make people and things; two of each kind of page, one of them public."""
    for name, role in PEOPLE.items():
        make_user(role, username=name, is_superuser=name == "superuser", email=f"{name}@example.org")
    for unit in Unit.objects.all():  # without words of ours, and slow to look at
        publishing.delete(unit, Decision(Act.DELETED))
    photos = [store_photo(words) for _number in range(2)]
    document = store_document(words)
    category, unit = new_category(words), new_unit(words)
    body = [("document", {"file": document, "label": ""})]
    article = new_article(words, cover=photos[0], category=category, unit=unit, body=body)
    for item in (category, unit, article, new_gallery(words, photos)):
        approve(item)
    about = approve(new_standing_page(words, HomePage.objects.get()))
    approve(new_standing_page(words, about))
    for draft in (new_article(words), new_gallery(words, photos[:1]), new_unit(words)):
        draft.save_revision(user=person("editor"))


def person(name: str) -> User:
    """Return somebody as a request would."""
    return User.objects.get(username=name)


def picture(words: Words) -> SimpleUploadedFile:
    """Return a photo that is like no other, under a name with a new word in it."""
    word = words.new()
    content = BytesIO()
    number = words.last
    colour = (number * 37 % 256, number * 59 % 256, (number + number // 256) * 83 % 256)
    Image.new("RGB", SIZE, colour).save(content, "JPEG")
    return SimpleUploadedFile(f"{word}.jpg", content.getvalue(), "image/jpeg")


def store_photo(words: Words) -> Photo:
    """Return a photo as the worker leaves it."""
    file = picture(words)
    photo = Photo.objects.create(title=words.new(), description=words.new(), credit=words.new(), file=file)
    renditions.make_for(photo)
    return photo


def store_document(words: Words) -> SchoolDocument:
    """Return a stored document."""
    return SchoolDocument.objects.create(title=words.new(), file=SimpleUploadedFile(f"{words.new()}.pdf", PDF))


def new_article(words: Words, **fields: Any) -> NewsPage:
    """Return an article that nobody but the staff sees."""
    text = ("rich_text", f"<p>{words.new()}</p>")
    fields["body"] = [text, *fields.pop("body", ())]
    page = NewsPage(**_page(words, ARTICLE), lead=words.new(), author=words.new(), **fields)
    return NewsIndexPage.objects.get().add_child(instance=page)


def new_gallery(words: Words, photos: list[Photo]) -> GalleryPage:
    """Return a gallery that nobody but the staff sees."""
    page = GalleryPage(**_page(words, GALLERY), lead=words.new())
    page.photos = [gallery_photo(words, photo, place) for place, photo in enumerate(photos)]
    return GalleryIndexPage.objects.get().add_child(instance=page)


def gallery_photo(words: Words, photo: Photo, place: int) -> GalleryPhoto:
    """Return a photo's place in a gallery."""
    return GalleryPhoto(image=photo, caption=words.new(), alt_text=words.new(), sort_order=place)


def new_standing_page(words: Words, parent: Any) -> StandardPage:
    """Return a standing page that nobody but the staff sees."""
    page = StandardPage(**_page(words, STANDING), lead=words.new(), body=[("rich_text", f"<p>{words.new()}</p>")])
    return parent.add_child(instance=page)


def new_unit(words: Words) -> Unit:
    """Return a unit that nobody but the staff sees; its other names are never shown."""
    name = words.title(UNIT)
    unit = Unit(name=name, slug=words.new(), aliases=words.new(), introduction=words.new(), live=False)
    unit.contact_name, unit.phone = words.new(), words.new()
    unit.save()
    return unit


def new_category(words: Words) -> Category:
    """Return a category that nobody but the staff sees."""
    return Category.objects.create(name=words.title(CATEGORY), slug=words.new(), live=False)


def _page(words: Words, letter: str) -> dict[str, Any]:
    return {"title": words.title(letter), "slug": words.new(), "live": False}
