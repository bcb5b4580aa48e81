"""Whether a document is in force, and by what it was replaced. Only approved documents replace anything."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from common.templatetags.school import shortdate
from plans.models.register import OfficialDocument


@dataclass(frozen=True)
class Force:
    """What a reader is told: `words`, then links to `by` where it was replaced, then `since`. "" where all is well."""

    over: bool = False
    words: str = ""
    since: str = ""
    by: list[dict[str, str]] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """The same without links, and without a full stop."""
        names = ", ".join(other["name"] for other in self.by)
        return " ".join(part for part in (self.words, names, self.since) if part)


def replacements_of(documents: Iterable[OfficialDocument]) -> dict[int, list[OfficialDocument]]:
    """Return pk → the public documents that replace it, in one query."""
    pks = [document.pk for document in documents if document.pk]
    found: dict[int, list[OfficialDocument]] = defaultdict(list)
    same_site = {"site": F("replacements__replaced__site")}
    replacing = OfficialDocument.objects.public().filter(replacements__replaced__in=pks, **same_site)
    for document in replacing.annotate(old_pk=F("replacements__replaced")).order_by("issued_on", "pk"):
        if document not in found[document.old_pk]:
            found[document.old_pk].append(document)
    return found


def force_of(document: OfficialDocument, replacing: list[OfficialDocument]) -> Force:
    """Return whether `document` is in force today, by its own dates and by what replaces it."""
    today = timezone.localdate()
    others = [other for other in replacing if other.pk != document.pk]
    effective = [other for other in others if other.begins_on <= today]
    if effective:
        return _replaced(_("No longer in force: replaced by"), effective, over=True)
    if document.in_force_until and document.in_force_until < today:
        last_day = {"date": shortdate(document.in_force_until)}
        return Force(over=True, words=_("No longer in force: its last day was %(date)s") % last_day)
    if others:
        return _replaced(_("Is going to be replaced by"), others, over=False)
    if document.in_force_from and document.in_force_from > today:
        return Force(words=_("Not yet in force: begins on %(date)s") % {"date": shortdate(document.in_force_from)})
    return Force()


def forces_of(documents: Iterable[OfficialDocument]) -> dict[int, Force]:
    """Return pk → whether each of `documents` is in force, in one query."""
    documents = list(documents)
    replacing = replacements_of(documents)
    return {document.pk: force_of(document, replacing.get(document.pk, [])) for document in documents}


def _replaced(words: str, replacing: list[OfficialDocument], *, over: bool) -> Force:
    first: datetime.date = min(other.begins_on for other in replacing)
    since = _("from %(date)s") % {"date": shortdate(first)}
    return Force(over, words, since, [{"name": str(other), "url": other.url} for other in replacing])
