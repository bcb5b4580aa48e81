"""Looking documents up: what was asked, and the documents and plans that answer it, newest first."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case, CharField, DateField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.http import urlencode
from wagtail.models import Site

from common.text import slugify, sort_key
from plans.models import OfficialDocument, PlanPage
from plans.models.plan import KIND
from plans.register.numbers import number_key, terms_of

DOCUMENT, PLAN = "document", "plan"
LONGEST_QUESTION = 200
LONGEST_CHOICE = 250
_EARLIEST = Value(datetime.date.min, output_field=DateField())
_NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Question:
    """What the address asks for. All but `words` are address parts ("thong-tu") of what there is to choose."""

    words: str = ""
    kind: str = ""
    issuer: str = ""
    field: str = ""
    year: str = ""

    @classmethod
    def read(cls, asked: QueryDict) -> "Question":
        """Return the question of a request, whatever it holds."""
        words = asked.get("q", "").replace("\x00", "")[:LONGEST_QUESTION].strip()
        chosen = (slugify(asked.get(name, "")[:LONGEST_CHOICE]) for name in ("loai", "co-quan", "linh-vuc", "nam"))
        return cls(words, *chosen)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was asked: then everything is shown."""
        return self == Question()

    def as_query(self) -> str:
        """Return "q=831&loai=ke-hoach&", for the links to more pages."""
        parts = {"q": self.words, "loai": self.kind, "co-quan": self.issuer, "linh-vuc": self.field, "nam": self.year}
        query = urlencode({name: value for name, value in parts.items() if value})
        return f"{query}&" if query else ""


class Lookup:
    """The register of one site, narrowed by a question."""

    def __init__(self, site: Site, question: Question) -> None:
        self.question = question
        self._documents = OfficialDocument.objects.public().on_site(site)
        self._plans = PlanPage.objects.public().in_site(site)

    @cached_property
    def _spellings(self) -> dict[str, dict[str, set[Any]]]:
        """What there is to choose: kind, issuer, field, year → address part → spellings. Two queries."""
        spellings: dict[str, dict[str, set[Any]]] = {"kind": {}, "issuer": {}, "field": {}, "year": {}}
        columns = ("kind", "issuer", "field", "issued_on__year")
        rows = list(self._documents.order_by().values_list(*columns).distinct())
        plans = self._plans.order_by().values_list("issuer", "issued_on__year").distinct()
        rows += [(KIND, issuer, "", year) for issuer, year in plans]
        for row in rows:
            for name, value in zip(spellings, row, strict=True):
                if value:
                    spellings[name].setdefault(slugify(str(value)), set()).add(value)
        return spellings

    def choices(self) -> dict[str, list[dict[str, Any]]]:
        """Return what the form offers for each filter: [{value, label, chosen}], years from the newest."""
        offered = {name: self._choices_of(name) for name in self._spellings}
        offered["year"].reverse()
        return offered

    def _choices_of(self, name: str) -> list[dict[str, Any]]:
        chosen = getattr(self.question, name)
        labels = {value: min(str(each) for each in spelt) for value, spelt in self._spellings[name].items()}
        return [
            {"value": value, "label": label, "chosen": value == chosen}
            for value, label in sorted(labels.items(), key=lambda item: sort_key(item[1]))
        ]

    def answers(self) -> QuerySet:
        """Return rows {what, key, day, rank}: a number that was asked for first, then by date of issue."""
        documents, plans = self._documents.filter(self._wanted()), self._plans.filter(self._wanted(plans=True))
        return (
            self._rows(documents, DOCUMENT)
            .union(self._rows(plans, PLAN), all=True)
            .order_by("rank", "-day", "what", "-key")
        )

    def _rows(self, found: QuerySet, what: str) -> QuerySet:
        key = number_key(self.question.words)
        exact = [When(number_key__startswith=key, then=Value(0))] if key else []
        day = Coalesce("issued_on", _EARLIEST)
        rank = Case(*exact, default=Value(1), output_field=IntegerField())
        return found.order_by().values(what=Value(what, output_field=CharField()), key=F("pk"), day=day, rank=rank)

    def _wanted(self, *, plans: bool = False) -> Q:
        wanted = self._words_wanted()
        if self.question.issuer:
            wanted &= Q(issuer__in=self._spelt("issuer"))
        if self.question.year:
            wanted &= Q(issued_on__year__in=self._spelt("year"))
        if self.question.kind:
            same = Q() if self.question.kind == slugify(KIND) else _NOTHING
            wanted &= same if plans else Q(kind__in=self._spelt("kind"))
        if self.question.field:
            wanted &= _NOTHING if plans else Q(field__in=self._spelt("field"))
        return wanted

    def _spelt(self, name: str) -> set[Any]:
        return self._spellings[name].get(getattr(self.question, name), set())

    def _words_wanted(self) -> Q:
        """A number that begins as it was typed, or every word of the question, in any order."""
        if not self.question.words:
            return Q()
        terms = terms_of(self.question.words)
        if not terms:
            return _NOTHING
        every = Q()
        for term in terms:
            every &= Q(words__contains=term)
        return every | Q(number_key__startswith=number_key(self.question.words))
