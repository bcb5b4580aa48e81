"""What stands around every public page: who the school is, its alerts and its menu, fetched in one query."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, ExpressionWrapper, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import is_naive
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from common.models import is_public_page, public_pages
from common.rows import Rows
from home.alert.models import Alert
from home.models import HomePage, MenuEntry, QuickLink
from media.models import GalleryIndexPage
from news.models import NewsIndexPage
from plans.models import Unit

_OF_A_UNIT = ("name", "slug", "contact_name", "contact_title", "phone", "email")


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `school` (the live front page, or None), `alerts` and `menu`, fetched where one is used.

    The admin's pages show `school_name` alone, and need not fetch the rest.
    """
    return {
        "school_name": SimpleLazyObject(lambda: _school_name(request)),
        "school": SimpleLazyObject(lambda: front_page(request)),
        "alerts": SimpleLazyObject(lambda: _alerts(request)),
        "menu": SimpleLazyObject(lambda: _menu(request)),
    }


def front_page(request: HttpRequest) -> HomePage | None:
    """Return the public front page of the request's site with all that stands around pages, once for a request."""
    if not hasattr(request, "_front_page"):
        site = Site.find_for_request(request)
        request._front_page = framed(HomePage.objects.public()).filter(pk=site.root_page_id).first() if site else None
    return request._front_page


def _school_name(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    named = HomePage.objects.public().filter(pk=site.root_page_id) if site else HomePage.objects.none()
    return named.values_list("school_name", flat=True).first() or ""


def framed(homes: QuerySet[HomePage]) -> QuerySet[HomePage]:
    """Fetch with front pages their files and, as rows, their menu, quick links, alerts and units: one query."""
    led_to = {"key": "page_id", "title": "page__title", "url_path": "page__url_path"}
    alerts = Alert.objects.shown().filter(site__root_page=OuterRef("pk"))
    units = Unit.objects.public().filter(site__root_page=OuterRef("pk"), part_of=None)
    below = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    lists = public_pages().exact_type(NewsIndexPage, GalleryIndexPage).filter(path__startswith=below)
    return homes.select_related("logo", "song_sound", "film_file", "film_poster").annotate(
        menu_rows=Rows(_listed(MenuEntry), **led_to),
        quick_link_rows=Rows(_listed(QuickLink), label="label", **led_to),
        alert_rows=Rows(
            alerts,
            pk="pk",
            kind="kind",
            text="text",
            expire_at="expire_at",
            live_revision_id="live_revision_id",
            leads=is_public_page("page_id"),
            **led_to,
        ),
        unit_rows=Rows(units, **{name: name for name in _OF_A_UNIT}),
        list_rows=Rows(lists, key="pk", url_path="url_path", kind="content_type_id"),
    )


def _listed(model: type[MenuEntry | QuickLink]) -> QuerySet:
    """Return what the outer front page lists of one kind, of public pages only, in its order."""
    return model.objects.filter(is_public_page("page_id"), home=OuterRef("pk")).order_by("sort_order", "pk")


def quick_links(home: HomePage, request: HttpRequest) -> list[dict[str, str]]:
    """Return the links for parents in their order, those to public pages: [{label, url}]. A draft shows its own."""
    rows = getattr(home, "quick_link_rows", None)
    if rows is None:
        rows = _rows_of_a_draft(home)
    return [{"label": row["label"] or row["title"], "url": _address(row, request)} for row in rows]


def units(request: HttpRequest) -> list[Unit]:
    """Return the public units of the school that are part of no other, in their order, as links and contacts."""
    home = front_page(request)
    return [Unit(**row) for row in home.unit_rows] if home else []


def list_url(kind: type[Page], request: HttpRequest) -> str:
    """Return the address of the site's list of news or of galleries, "" where there is none."""
    home = front_page(request)
    rows = home.list_rows if home else []
    wanted = ContentType.objects.get_for_model(kind).pk
    return next((_address(row, request) for row in rows if row["kind"] == wanted), "")


def _rows_of_a_draft(home: HomePage) -> Iterable[dict[str, Any]]:
    chosen = list(home.quick_links.all())
    pages = public_pages().in_bulk([link.page_id for link in chosen])
    for link in chosen:
        if page := pages.get(link.page_id):
            yield {"label": link.label, "key": page.pk, "title": page.title, "url_path": page.url_path}


def _alerts(request: HttpRequest) -> list[dict[str, Any]]:
    home = front_page(request)
    return [_alert(dict(row)).shown(request) for row in home.alert_rows] if home else []


def _alert(row: dict[str, Any]) -> Alert:
    page = Page(id=row.pop("key"), title=row.pop("title") or "", url_path=row.pop("url_path") or "")
    leads = bool(row.pop("leads"))
    alert = Alert(**row | {"expire_at": _moment(row["expire_at"])})
    alert.leads = leads
    if leads:
        alert.page = page
    return alert


def _moment(text: str | None) -> datetime.datetime | None:
    """Read a moment as JSON has it; SQLite keeps moments in UTC and does not say so."""
    moment = parse_datetime(text) if text else None
    return moment.replace(tzinfo=datetime.UTC) if moment and is_naive(moment) else moment


def _menu(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the public pages of the menu, in the order that was approved with the front page."""
    home = front_page(request)
    if home is None:
        return []
    entries = [_entry(request, row["title"], _address(row, request)) for row in home.menu_rows]
    # Behind the first entry: on a phone the end of the menu lies out of sight.
    entries.insert(1, _entry(request, _("Work calendar"), reverse("calendar")))
    entries.append(_entry(request, _("Whom to ask"), reverse("unit_list")))
    return entries


def _entry(request: HttpRequest, title: str, url: str) -> dict[str, Any]:
    return {"title": title, "url": url, "active": request.path.startswith(url)}


def _address(row: dict[str, Any], request: HttpRequest) -> str:
    return Page(id=row["key"], url_path=row["url_path"]).get_url(request)
