"""What can be found of one public object: its own row, and one for each photo with a caption in it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Manager, Model
from wagtail.blocks import ListBlock
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page
from wagtail.search.index import RelatedFields, SearchField

from common.blocks import PhotoBlock
from common.search.folding import searchable
from common.text import nfc
from feedback.models import Consultation, QuestionAnswer
from home.search.models import Findable, FindableText, Kind
from media.models import GalleryPage
from media.models.gallery import anchor_of
from moderation import registry
from news.models import NewsPage
from plans.models import OfficialDocument, PlanPage, ReportPage, ResponsibilityPage, Unit

EDITION = 2  # to be raised when rows are made otherwise than before: the worker makes all of them anew
LONGEST_TEXT = 200_000
LONGEST_TITLE = 400
KINDS: dict[type[Model], Kind] = {
    NewsPage: Kind.NEWS,
    GalleryPage: Kind.GALLERY,
    PlanPage: Kind.PLAN,
    ResponsibilityPage: Kind.PLAN,
    ReportPage: Kind.PLAN,
    OfficialDocument: Kind.DOCUMENT,
    QuestionAnswer: Kind.QUESTION,
    Consultation: Kind.CONSULTATION,
    Unit: Kind.UNIT,
}
DATES = ("date", "issued_on", "answered_on", "opens_on")


def kinds_known() -> set[str]:
    """Return the names by which the ledger knows what can be found."""
    return {registry.PAGE, *(model._meta.label_lower for model in KINDS if not issubclass(model, Page))}


def rows_of(item: Model, approval_id: int) -> list[FindableText]:
    """Return what can be found of `item`, not yet written; nothing where it belongs to no site."""
    site_id = _site_of(item)
    if site_id is None:
        return []
    date = next((getattr(item, name) for name in DATES if getattr(item, name, None)), None)
    own = {"approval_id": approval_id, "site_id": site_id, "key": item.pk, "edition": EDITION, "date": date}
    own["year"] = date.year if date else None
    whole = Findable(kind=KINDS.get(type(item), Kind.PAGE), **own)
    rows = [_said(whole, _title(item), _text(item), "" if isinstance(item, Page) else item.url)]
    for photo, caption, url in _captions(item):
        rows.append(_said(Findable(kind=Kind.PHOTO, photo=photo, **own), _title(item), caption, url))
    return rows


def _site_of(item: Model) -> int | None:
    if not isinstance(item, Page):
        return item.site_id
    site = item.get_site()
    return site.pk if site else None


def _said(findable: Findable, title: str, text: str, url: str) -> FindableText:
    """Return what is said of it. A photo is found by its caption alone, and says in which gallery or article it is."""
    title, text = nfc(title)[:LONGEST_TITLE], nfc(text)[:LONGEST_TEXT]
    title_words = "" if findable.kind == Kind.PHOTO else searchable(title)
    words = {"title_words": title_words, "text_words": searchable(text)}
    return FindableText(findable=findable, title=title, text=text, url=url, **words)


def _title(item: Model) -> str:
    return item.title if isinstance(item, Page) else str(item)


def _text(item: Model) -> str:
    """Return what the item says, as its model's search fields name it, without captions and what is not public."""
    if isinstance(item, QuestionAnswer):
        return item.answer
    if isinstance(item, Consultation):
        points = (text for point in item.points.all() for text in (point.said, point.done))
        return _joined(item.question, item.summary, *points)
    if isinstance(item, Unit):
        return _joined(item.short_name, item.introduction, item.contact_name, item.contact_title)
    if isinstance(item, OfficialDocument):
        return _joined(item.summary, item.issuer, item.signer, item.field)
    return _joined(*_in_fields(item, type(item).get_search_fields(), without=("title", "shown_captions")))


def _in_fields(item: Any, fields: list[Any], without: tuple[str, ...] = ()) -> Iterator[str]:
    for field in fields:
        if field.field_name in without:
            continue
        if isinstance(field, RelatedFields):
            related = getattr(item, field.field_name)
            for each in related.all() if isinstance(related, Manager) else [related]:
                yield from _in_fields(each, field.fields)
        elif type(field) is SearchField:
            value = getattr(item, field.field_name)
            yield from _in_body(value) if isinstance(value, StreamValue) else [str(value or "")]


def _in_body(body: StreamValue) -> Iterator[str]:
    """Yield the texts of a body but for its captions: those go when their photo goes."""
    for part in body:
        if not _photos_in(part):
            yield from part.block.get_searchable_content(part.value)


def _photos_in(part: Any) -> list[Any]:
    if isinstance(part.block, PhotoBlock):
        return [part.value]
    if isinstance(part.block, ListBlock) and isinstance(part.block.child_block, PhotoBlock):
        return list(part.value)
    return []


def _captions(item: Model) -> Iterator[tuple[int, str, str]]:
    """Yield (photo, caption, what follows the page's address) of each photo that is shown with a caption."""
    if isinstance(item, GalleryPage):
        for number, photo in enumerate(item.photos.all(), start=1):
            if photo.image_id and photo.caption:
                yield photo.image_id, photo.caption, f"#{anchor_of(number)}"
    for part in getattr(item, "body", None) or ():
        for photo in _photos_in(part):
            if photo.get("image") and photo.get("caption"):
                yield photo["image"].pk, photo["caption"], ""


def _joined(*texts: str) -> str:
    return "\n".join(text.strip() for text in texts if text and text.strip())
