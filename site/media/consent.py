"""Which photos may stand on a page: those to whose use the people in them have agreed, as far as the school knows."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Model
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, Site

from common.names import full_names
from media.models import Consent, ConsentRule, Photo
from moderation.content import files_used
from moderation.desk.pictures import words_beside
from moderation.registry import kind_of

PHOTO = Photo._meta.label_lower
NAMED = 5  # photos that a sentence names; of more it says how many


def end_of_consent(kind: str, keys: Collection[int], **kwargs: Any) -> None:
    """Note that those who can be seen agree no longer: no such photo is approved onto a page again."""
    if kind == PHOTO:
        Photo.objects.filter(pk__in=keys).update(consent=Consent.WITHDRAWN)


def refusals(item: Model) -> Iterator[str]:
    """Say why `item` may not be public: consent was withdrawn; where the principal is strict, it was never given."""
    photos = _photos_of(item)
    withdrawn = list(photos.consent_withdrawn())
    if withdrawn:
        yield _withdrawn(item, withdrawn)
    if not ConsentRule.objects.strict_on(_site_of(item)):
        return
    unmarked = list(photos.filter(consent=""))
    if unmarked:
        sentence = _(
            "Nobody has noted consent for %(photos)s. Open it in the library and enter the consent form, "
            "or say that nobody can be recognised; or take it out of the page."
        )
        yield sentence % {"photos": _in_words(unmarked)}
    if named := names_beside_faces(item):
        sentence = _(
            "%(names)s is named in full beside a photo. Take the name out, or note with the photo that the consent "
            "form allows names."
        )
        yield sentence % {"names": get_text_list(named, _("and"))}


def names_beside_faces(item: Model) -> list[str]:
    """Return the full names in caption or description of a photo in which somebody can be recognised, each once."""
    if isinstance(item, Photo):
        return []
    said = words_beside(item)
    photos = Photo.objects.in_bulk([key for key, _words in said]) if said else {}
    recognised = ((photos[key], words) for key, words in said if key in photos and not photos[key].names_may_stand)
    names = (name for photo, words in recognised for name in full_names(f"{words}\n{photo.description}"))
    return list(dict.fromkeys(names))


def _photos_of(item: Model) -> Any:
    """Return the photos that `item` uses, at any depth; a photo itself where it is one."""
    if kind_of(item) == PHOTO:
        return Photo.objects.filter(pk=item.pk)
    return Photo.objects.filter(pk__in={key for kind, key in files_used(item) if kind == PHOTO})


def _site_of(item: Model) -> Site | None:
    return item.get_site() if isinstance(item, Page) else getattr(item, "site", None)


def _withdrawn(item: Model, photos: list[Photo]) -> str:
    if kind_of(item) == PHOTO:
        return _(
            "Consent to this photo was withdrawn. It is shown again only once the family has agreed anew: the "
            "principal, a deputy or the web officer enters the new consent form with the photo first."
        )
    sentence = ngettext(
        "Consent was withdrawn for %(photos)s. Take it out of the page, then submit it again.",
        "Consent was withdrawn for %(photos)s. Take them out of the page, then submit it again.",
        len(photos),
    )
    return sentence % {"photos": _in_words(photos)}


def _in_words(photos: list[Photo]) -> str:
    """Return 'the photo “…”' or 'the photos “…”, “…” and 7 more'."""
    names = [f"“{photo.title}”" for photo in photos[:NAMED]]
    if len(photos) > NAMED:
        names.append(_("%(count)s more") % {"count": len(photos) - NAMED})
    said = {"names": get_text_list(names, _("and"))}
    return ngettext("the photo %(names)s", "the photos %(names)s", len(photos)) % said
