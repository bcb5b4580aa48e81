"""What those who write do: new drafts, changes, uploads. None of it may show."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page

from common.models import User
from home.models import HomePage, StandardPage
from media.models import GalleryPage, Photo, SchoolDocument
from news.models import Category, NewsPage
from plans.models import Unit
from tests.moderation.stateful import school
from tests.moderation.stateful.words import ARTICLE, CATEGORY, GALLERY, STANDING, UNIT, Words

KINDS = (NewsPage, GalleryPage, StandardPage, Unit, Category)
MOST = {NewsPage: 6, GalleryPage: 5, StandardPage: 5, Unit: 4, Category: 3}
HOUR = datetime.timedelta(hours=1)


def everything() -> list[Model]:
    """Return all that is approved by itself, in one order for every run."""
    return [item for model in KINDS for item in model.objects.order_by("pk")]


def unsent() -> list[Model]:
    """Return what has a version that nobody was asked to decide on."""
    return [item for item in everything() if item.has_unpublished_changes and not item.workflow_in_progress]


def chosen(items: Any, number: int) -> Any:
    """Return one of `items`, None where there is none."""
    found = list(items)
    return found[number % len(found)] if found else None


def write(words: Words, kind: int, number: int, author: User) -> Model | None:
    """Make a draft of some kind, unless there are enough."""
    model = KINDS[kind % len(KINDS)]
    if model.objects.count() >= MOST[model]:
        return None
    item = _MAKE[model](words, number)
    item.save_revision(user=author)
    return item


def _new_article(words: Words, number: int) -> NewsPage:
    photo, unit = chosen(Photo.objects.order_by("pk"), number), chosen(Unit.objects.order_by("pk"), number)
    return school.new_article(words, cover=photo, unit=unit, category=chosen(Category.objects.order_by("pk"), number))


def _new_gallery(words: Words, number: int) -> GalleryPage:
    photos = list(Photo.objects.order_by("pk"))
    return school.new_gallery(words, photos[number % 2 :][:3])


def _new_standing_page(words: Words, number: int) -> StandardPage:
    parents = [HomePage.objects.get(), *StandardPage.objects.filter(depth__lte=4).order_by("pk")]
    return school.new_standing_page(words, chosen(parents, number))


_MAKE: dict[type, Callable[[Words, int], Any]] = {
    NewsPage: _new_article,
    GalleryPage: _new_gallery,
    StandardPage: _new_standing_page,
    Unit: lambda words, number: school.new_unit(words),
    Category: lambda words, number: school.new_category(words),
}


def edit(words: Words, item: Model, number: int, author: User) -> None:
    """Change the latest version as the editor does: what is not live is written to its own row, too."""
    version = item.get_latest_revision_as_object()
    possible = [each for each in CHANGES if each.fits(version)]
    possible[number % len(possible)].make(words, version, number // len(possible))
    autosave = number % 5 == 0
    if not item.live:
        version.save()
    version.save_revision(user=author, overwrite_revision=item.latest_revision if autosave else None)


class _Change:
    """One thing that an editor changes, where there is such a field."""

    def __init__(self, field: str, make: Callable[[Words, Any, int], None]) -> None:
        self.field, self.make = field, make

    def fits(self, item: Model) -> bool:
        """Whether `item` has the field."""
        return self.field in {"pk", *(each.name for each in item._meta.concrete_fields)} or (
            self.field == "photos" and isinstance(item, GalleryPage)
        )


def _retitle(words: Words, item: Any, number: int) -> None:
    letters = {NewsPage: ARTICLE, GalleryPage: GALLERY, StandardPage: STANDING, Unit: UNIT, Category: CATEGORY}
    setattr(item, "title" if isinstance(item, Page) else "name", words.title(letters[type(item)]))


def _rearrange(words: Words, item: Any, number: int) -> None:
    photos = [*item.photos.all()]
    added = school.gallery_photo(words, chosen(Photo.objects.order_by("pk"), number), len(photos))
    item.photos = [*photos[number % 2 :], added]


def _field(name: str, value: Callable[[Words, int], Any]) -> _Change:
    return _Change(name, lambda words, item, number: setattr(item, name, value(words, number)))


def _address(words: Words, number: int) -> str:
    """Return a new address; now and then one that is taken."""
    taken = [*Page.objects.filter(depth__gt=3), *Unit.objects.all(), *Category.objects.all()]
    return chosen(taken, number // 4).slug if number % 4 == 0 else words.new()


def _body(words: Words, number: int) -> list[tuple[str, Any]]:
    document = chosen(SchoolDocument.objects.order_by("pk"), number)
    photo = chosen(Photo.objects.order_by("pk"), number)
    blocks = [("rich_text", f"<p>{words.new()}</p>"), ("document", {"file": document, "label": ""})]
    if photo:
        blocks.append(("photo", {"image": photo, "alt_text": words.new(), "caption": words.new()}))
    return blocks[: 1 + number % 3]


CHANGES = (
    _Change("pk", _retitle),
    _field("lead", lambda words, number: words.new()),
    _field("introduction", lambda words, number: words.new()),
    _field("slug", _address),
    _Change("photos", _rearrange),
    _field("cover", lambda words, number: chosen([None, *Photo.objects.order_by("pk")], number)),
    _field("body", _body),
    _field("phone", lambda words, number: words.new()),
    _field("aliases", lambda words, number: words.new()),
    _field("category", lambda words, number: chosen([None, *Category.objects.order_by("pk")], number)),
    _field("unit", lambda words, number: chosen([None, *Unit.objects.order_by("pk")], number)),
    _field("go_live_at", lambda words, number: timezone.now() + (number % 30) * HOUR),
    _field("expire_at", lambda words, number: timezone.now() + (1 + number % 40) * HOUR),
    _Change("photos", _rearrange),
)
