"""What the app tells an approver about photos, and about pupils who are named."""

from collections.abc import Iterator

from django.db.models import Model
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.names import pupils_named
from common.pupils import NamesPupils
from media.consent import names_beside_faces
from media.models import Consent, Photo
from moderation.desk.facts import Fact
from moderation.desk.pictures import shown_in
from moderation.desk.reading import values_of

FEW = 5  # names in a sentence


def photos_without_consent(item: Model) -> Iterator[str]:
    """Say how many of the photos that `item` shows carry no mark of consent, or one with nothing behind it."""
    keys = {value.picture for value in shown_in(item)}
    photos = list(Photo.objects.filter(pk__in=keys)) if keys else []
    if count := sum(photo.consent == "" for photo in photos):
        yield ngettext(
            "%(count)s photo carries no mark that the families have agreed.",
            "%(count)s photos carry no mark that the families have agreed.",
            count,
        ) % {"count": count}
    if count := sum(photo.consent == Consent.WITHDRAWN for photo in photos):
        yield ngettext(
            "To %(count)s photo the family agrees no longer: with it nothing can be approved.",
            "To %(count)s photos the families agree no longer: with them nothing can be approved.",
            count,
        ) % {"count": count}
    if count := sum(photo.lacks_paper for photo in photos):
        yield ngettext(
            "%(count)s photo is marked as agreed to, without number and date of the form or the child's own word.",
            "%(count)s photos are marked as agreed to, without number and date of the form or the child's own word.",
            count,
        ) % {"count": count}


def full_names_beside_faces(item: Model) -> Iterator[str]:
    """A full name in a caption says whose face it is."""
    if names := names_beside_faces(item):
        yield _("A caption names in full who can be seen: %(names)s.") % {"names": _few(names)}


def pupils_named_without_consent(item: Model) -> Iterator[str]:
    """A pupil's name, class or result takes consent in text as in pictures (NĐ 56/2017, Điều 33)."""
    if getattr(item, "names_consent", ""):
        return
    names = list(dict.fromkeys(pupils_named("\n".join(value.text for value in values_of(item)))))
    if names:
        sentence = _("The text names pupils, and nobody has noted that their families agree: %(names)s.")
        yield sentence % {"names": _few(names)}


def consent_to_names(item: Model) -> Iterator[Fact]:
    """Where it is written that the families agree to names in the text."""
    if isinstance(item, NamesPupils) and item.names_consent:
        yield Fact(_("Consent to names"), item.names_consent)


def _few(names: list[str]) -> str:
    shown = names[:FEW]
    if len(names) > FEW:
        shown.append(_("%(count)s more") % {"count": len(names) - FEW})
    return get_text_list(shown, _("and"))
