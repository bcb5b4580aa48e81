"""What anybody outside gets, and whether it is still the same.

To ask for everything after each write would take hours. An answer follows from what the database says and from the
files, so every question that an answer put to the database is kept with what came back: an address is asked again as
soon as one of its questions is answered differently, and that of a file as soon as any file is not what it was.

What a draft save, a lock or the tree writes into the row of a live page is passed over in what came back: that it shows
nowhere is proved once, for all of it (`test_bookkeeping__shows_nowhere`).
"""

import functools
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from wagtail.models import Page, Site

from feedback.models import Consultation
from media.models import PhotoRendition, SchoolDocument
from news.models import Category
from plans.documents.made import WRITERS
from plans.models import PlanPage, ReportPage, Unit
from plans.report import files as files_of_reports
from tests.moderation.walker import files
from tests.moderation.walker.sender import Sender

WORDS = ("bai", "noi dung sua")
NOT_FOUND = "404"
_PASSING = ("SAVEPOINT", "RELEASE", "ROLLBACK")

# Of the tree only whether a page has children at all is asked before they are looked for.
BOOKKEEPING: dict[str, Callable[[Any], Any]] = {
    f'"wagtailcore_page"."{column}"': bool if column == "numchild" else lambda _value: None
    for column in (
        "latest_revision_id",
        "latest_revision_created_at",
        "draft_title",
        "has_unpublished_changes",
        "numchild",
    )
}
_SELECTED = re.compile(r"SELECT (?:DISTINCT )?(.+?) FROM ", re.DOTALL)
_COLUMN = re.compile(r'"\w+"\."\w+"(?: AS "\w+")?|%s AS "\w+"|\d+ AS "\w+"')

Question = tuple[str, tuple[Any, ...]]
Facts = dict[Question, list[Any]]


@dataclass
class Answer:
    """The hash of what an anonymous visitor got, and the questions it rests on with what was said then."""

    digest: str
    facts: Facts
    wrote: bool  # does not follow from facts alone

    def still_holds(self, now: "_Now") -> bool:
        """Say whether asking again would bring the same."""
        return not self.wrote and all(now.says(question) == said for question, said in self.facts.items())


class Public:
    """The public site as it was when this was made."""

    def __init__(self) -> None:
        self.files = _files()
        self.answers = {address: _ask(address) for address in addresses()}
        self.known = {address: [answer] for address, answer in self.answers.items()}

    def difference(self) -> str:
        """Return the first address that shows something else now, or nothing."""
        now, same_files = _Now(), _files() == self.files
        for address in sorted({*addresses(), *self.answers}):
            before = self.answers[address].digest if address in self.answers else NOT_FOUND
            if self._digest(address, now, trusting=same_files or not _is_file(address)) != before:
                return address
        return ""

    def _digest(self, address: str, now: "_Now", *, trusting: bool) -> str:
        known = self.known.get(address, []) if trusting else []
        answer = next((answer for answer in known if answer.still_holds(now)), None)
        if answer is None:
            answer = _ask(address)
            if trusting:
                self.known.setdefault(address, []).append(answer)
        return answer.digest


class _Now:
    """What the database says at this moment. Each question is put once."""

    def __init__(self) -> None:
        self.said: Facts = {}

    def says(self, question: Question) -> list[Any]:
        if question not in self.said:
            self.said[question] = _put(question)
        return self.said[question]


def _files() -> files.State:
    return files.state(settings.MEDIA_ROOT, settings.PUBLIC_ROOT)


def _is_file(address: str) -> bool:
    """Say whether an answer is the content of a file. Pages name files, and look at none."""
    return address.startswith((settings.MEDIA_URL, "/tai-lieu/", "/van-ban/"))


def addresses() -> list[str]:
    """Return every address that could show anything: pages of all states, lists, feed, searches, units, files."""
    pages = [page.url for page in Page.objects.filter(depth__gt=1).order_by("pk") if page.url]
    units = [f"/don-vi/{slug}/" for slug in Unit.objects.order_by("pk").values_list("slug", flat=True)[:1]]
    units.append("/don-vi/y-te/")
    categories = [f"/tin-tuc/chuyen-muc/{slug}/" for slug in Category.objects.values_list("slug", flat=True)]
    searches = [f"/tim-kiem/?q={word}" for word in WORDS] + [f"/tim-kiem/goi-y/?q={WORDS[0]}"]
    documents = [document.url for document in SchoolDocument.objects.order_by("pk")]
    private = Path(settings.MEDIA_ROOT)
    # Renditions of one photo share their fate, so one size of each stands for all; originals are all asked for.
    renditions = PhotoRendition.objects.filter(filter_spec="format-jpeg|width-800").order_by("pk")
    pictures = [rendition.url for rendition in renditions]
    pictures += [f"{settings.MEDIA_URL}{path.relative_to(private)}" for path in (private / "original_images").glob("*")]
    lists = [
        "/gui-phan-hoi/",
        "/gui-phan-hoi/rut-dong-y/",
        "/gui-phan-hoi/lay-y-kien/",
        "/hoi-dap/",
        "/tin-tuc/rss/",
        "/tin-tuc/luu-tru/",
        "/don-vi/",
        "/dia-chi-cu",
    ]
    lists += [each.url for each in Consultation.objects.order_by("pk")]
    lists += ["/sitemap.xml", "/sitemap-1.xml", "/robots.txt", "/.well-known/security.txt"]
    lists += ["/tra-cuu/", "/tra-cuu/rss/", "/tra-cuu/05-qd-ubnd-2026/"]
    lists += [f"/lich-cong-tac/{rest}" for rest in ("", "?sap-toi=1", "truong.ics", "don-vi/y-te.ics")]
    made = [f"/van-ban/{plan.pk}/{plan.slug}.{kind}" for plan in PlanPage.objects.order_by("pk") for kind in WRITERS]
    reports = ReportPage.objects.order_by("pk")
    made += [f"/van-ban/{page.pk}/{page.slug}.{kind}" for page in reports for kind in files_of_reports.WRITERS]
    return sorted({*made, *pages, *units, *categories, *searches, *documents, *pictures, *lists})


def _ask(address: str) -> Answer:
    """Ask as a visitor would whom nobody knows yet. What is not found counts as one and the same."""
    cache.clear()  # or an answer would rest on the questions of another
    with _heard() as statements:
        got = Sender().get(address)
        body = b"".join(got.streaming_content) if got.streaming else got.content
    shown = f"{got.status_code} {got.get('Location', '')}".encode() + body
    digest = hashlib.sha256(_without_host(shown)).hexdigest()
    facts = {statement: _put(statement) for statement in set(statements) if statement[0].startswith("SELECT")}
    wrote = any(not sql.startswith(("SELECT", *_PASSING)) for sql, _params in statements)
    return Answer(NOT_FOUND if got.status_code in {404, 410} else digest, facts, wrote)


def _without_host(shown: bytes) -> bytes:
    """Pass over the site's own address: it is the superuser's business, and every page names it.

    Calendars fold their lines, within it too.
    """
    shown = shown.replace(b"\r\n ", b"")
    for site in Site.objects.all():
        for said in (site.root_url.partition("://")[2], site.hostname):
            for spelled in (said, quote(said, safe=":"), quote(said, safe="")):
                shown = shown.replace(spelled.encode(), b"truong")
    return shown


@contextmanager
def _heard() -> Iterator[list[Question]]:
    """Yield the list that everything said to the database is added to."""
    statements: list[Question] = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        statements.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield statements


def _put(question: Question) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(*question)
        plain = _bookkeeping_in(question[0])
        rows = cursor.fetchall()
        if not plain:
            return rows
        return [tuple(plain.get(place, _as_it_is)(value) for place, value in enumerate(row)) for row in rows]


def _as_it_is(value: Any) -> Any:
    return value


@functools.cache
def _bookkeeping_in(sql: str) -> dict[int, Callable[[Any], Any]]:
    """Return where among the columns that `sql` asks for bookkeeping stands, and what of it is not passed over."""
    asked = _SELECTED.match(sql)
    columns = asked[1].split(", ") if asked else []
    if not all(_COLUMN.fullmatch(column) for column in columns):
        return {}  # a function with commas in it: the places would be others
    named = [column.partition(" AS ")[0] for column in columns]
    return {place: BOOKKEEPING[column] for place, column in enumerate(named) if column in BOOKKEEPING}
