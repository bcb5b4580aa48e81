"""What answers a question: how many things of which kind and year, and a page of them. Two queries, however many.

Counts of kinds and years come with the total in one grouped query; the rows shown in another. A third to fifth are put
only where nothing is found: other spellings, and what is found under the best of them.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest
from wagtail.models import Site

from common.paging import page_of
from home.search.marking import as_written, excerpt, marked
from home.search.models import Findable, FindableQuerySet, Kind
from home.search.question import Question
from home.search.spelling import other_spelling

ROWS_ON_A_PAGE = 12


class Answer:
    """The answer to one question on one site. `words` are those that were found: others than asked if `corrected`."""

    def __init__(self, question: Question, site: Site) -> None:
        self.question = question
        self._public = Findable.objects.public().on_site(site)
        self.words = question.words
        self._counts = self._counted() if self.words else []
        self.corrected, self.written = False, ""
        if self.words and not self._counts and not question.exact:
            self._try_other_spelling()

    def _try_other_spelling(self) -> None:
        other = other_spelling(self.words, self._public)
        if other:
            self.words, self.corrected = other, True
            self._counts = self._counted()

    def _counted(self) -> list[tuple[str, int | None, int]]:
        """Return (kind, year, how many) of everything that holds the words, whatever the question is narrowed to."""
        hits = self._public.holding(self.words).order_by()
        return list(hits.values_list("kind", "year").annotate(number=Count("pk")))

    @cached_property
    def total(self) -> int:
        """How many there are, as the question is narrowed."""
        return self._number(self.question.kind, self.question.year)

    @property
    def total_of_all(self) -> int:
        """How many there are of all kinds and years."""
        return self._number("", None)

    def _number(self, kind: str, year: int | None) -> int:
        return sum(n for k, y, n in self._counts if (not kind or k == kind) and (year is None or y == year))

    @property
    def kinds(self) -> list[dict[str, Any]]:
        """The kinds that there are in the chosen year, as links with counts."""
        there = {kind for kind, _year, _number in self._counts} | {self.question.kind}
        chips = [self._chip(kind.label, "kind", kind.value) for kind in Kind if kind.value in there]
        return [self._chip("", "kind", ""), *chips] if len(chips) > 1 or self.question.kind else []

    @property
    def years(self) -> list[dict[str, Any]]:
        """The years that there are of the chosen kind, the newest first, as links with counts."""
        there = {year for _kind, year, _number in self._counts} | {self.question.year}
        chips = [self._chip(str(year), "year", year) for year in sorted(filter(None, there), reverse=True)]
        return [self._chip("", "year", None), *chips] if len(chips) > 1 or self.question.year else []

    def _chip(self, name: str, what: str, value: Any) -> dict[str, Any]:
        narrowed = {"kind": self.question.kind, "year": self.question.year} | {what: value}
        return {
            "name": name,
            "url": self.question.address(**{what: value}),
            "number": self._number(narrowed["kind"], narrowed["year"]),
            "active": getattr(self.question, what) == value,
        }

    def page(self, request: HttpRequest) -> Any:
        """Return the page of rows that the request asks for, each as the list shows it."""
        page = page_of(Paginator(_Hits(self), ROWS_ON_A_PAGE), request)
        page.object_list = list(page.object_list)
        if self.corrected:
            self.written = as_written(self.words, [text for row in page for text in (row.said.title, row.said.text)])
        page.object_list = [_shown(row, self.words, request) for row in page]
        return page

    def rows(self, part: slice) -> list[Findable]:
        """Return a part of what was found, in its order."""
        if not self.total:
            return []
        hits = self._public.holding(self.words)
        if self.question.kind:
            hits = hits.filter(kind=self.question.kind)
        if self.question.year:
            hits = hits.filter(year=self.question.year)
        return _in_order(hits.best_first(self.words)[part], self.words)


@dataclass
class _Hits:
    """What a paginator cuts pages from."""

    answer: Answer

    def count(self) -> int:
        return self.answer.total

    def __getitem__(self, part: slice) -> list[Findable]:
        return self.answer.rows(part)


def _in_order(hits: FindableQuerySet, words: list[str]) -> list[Findable]:
    """Fetch the rows of a slice in the order of `FindableQuerySet.best_first`.

    The database gave the slice; to have it order the same few rows again would cost as much as the first time.
    """
    rows = hits.as_shown()
    return sorted(rows, key=lambda row: (_place(row, words), row.kind == Kind.PHOTO, -_day(row), -row.pk))


def _place(row: Findable, words: list[str]) -> int:
    title, text, phrase = f" {row.said.title_words} ", f" {row.said.text_words} ", f" {' '.join(words)} "
    if phrase in title:
        return 0
    if all(f" {word} " in title for word in words):
        return 1
    return 2 if len(words) > 1 and phrase in text else 3


def _day(row: Findable) -> int:
    return row.date.toordinal() if row.date else 0


def _shown(row: Findable, words: list[str], request: HttpRequest) -> dict[str, Any]:
    """Return a row as the list shows it: of a photo the caption leads there, and it says where the photo is."""
    is_photo = row.kind == Kind.PHOTO
    return {
        "title": marked(row.said.text if is_photo else row.said.title, words),
        "excerpt": "" if is_photo else excerpt(row.said.text, words),
        "place": row.said.title if is_photo else "",
        "url": row.address(request),
        "kind_label": Kind(row.kind).label,
        "date": row.date,
    }
