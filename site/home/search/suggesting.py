"""What is suggested while somebody types: public titles. One query."""

from django.db.models import Case, F, Value, When
from django.http import HttpRequest
from wagtail.models import Site

from home.search.models import Findable, Kind
from home.search.question import Question

SUGGESTIONS = 8
SHORTEST_BEGINNING = 2
_LATEST = 10**7  # later than any day, as `nulls_first` has it


def suggestions(text: str, site: Site, request: HttpRequest) -> list[dict[str, str]]:
    """Return titles that hold the words of `text`, the last of them only begun: [{title, kind, url}].

    Titles that begin so come first, then what stays (units, standing pages) and the newest. Of equal titles there is
    one: nobody could tell them apart.
    """
    words = Question.read({"q": text}).words
    beginning = " ".join(words)
    if len(beginning) < SHORTEST_BEGINNING:
        return []
    begins_so = Case(When(said__title_words__startswith=beginning, then=Value(0)), default=Value(1))
    titled = Findable.objects.public().on_site(site).holding(words, in_title=True, begun=True)
    best = titled.order_by(begins_so, F("date").desc(nulls_first=True), "-pk")[:SUGGESTIONS]
    found = sorted(best.as_shown(), key=lambda row: _place(row, beginning), reverse=True)
    by_title = {row.said.title: row for row in found}  # the last of equal titles stays, which is the best
    return [
        {"title": title, "kind": str(Kind(row.kind).label), "url": row.address(request)}
        for title, row in sorted(by_title.items(), key=lambda each: _place(each[1], beginning))
    ]


def _place(row: Findable, beginning: str) -> tuple[bool, int, int]:
    begins_so = row.said.title_words.startswith(beginning)
    return not begins_so, -row.date.toordinal() if row.date else -_LATEST, -row.pk
