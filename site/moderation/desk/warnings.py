"""What an approver should know before deciding. Apps register checks; these are the ones that fit any content."""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote, urlsplit

from django.db import models
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Site

from common.models import public_pages
from moderation.desk import pictures
from moderation.desk.markup import links_in
from moderation.desk.reading import in_words, running_words, values_of

FEW_WORDS = 40
_PAGES_VIEW = "wagtail_serve"
_DOCUMENTS_VIEW = "wagtaildocs_serve"

Check = Callable[[models.Model], Iterable[str]]

_checks: list[Check] = []


def register(check: Check) -> Check:
    """Let `check` look at whatever waits: it is given the submitted version and returns sentences."""
    if check not in _checks:
        _checks.append(check)
    return check


def warnings_for(item: models.Model) -> list[str]:
    """Return what every check says about `item`."""
    return [sentence for check in _checks for sentence in check(item)]


# --- Pictures -----------------------------------------------------------------------------------------------------


@register
def pictures_without_description(item: models.Model) -> Iterator[str]:
    """Whoever cannot see a picture hears its description: the one given here, else the picture's own."""
    bare = {value.picture for value in pictures.shown_in(item) if not value.alt}
    count = sum(not image.description for image in pictures.images(bare)) if bare else 0
    if count:
        yield ngettext(
            "%(count)s photo has no description for those who cannot see it.",
            "%(count)s photos have no description for those who cannot see them.",
            count,
        ) % {"count": count}


@register
def something_chosen_is_gone(item: models.Model) -> Iterator[str]:
    """A photo or document in the text was deleted after it was chosen."""
    for value in values_of(item):
        if value.missing:
            yield _("%(what)s that was chosen in the text is no longer there.") % {"what": value.label}


# --- Links --------------------------------------------------------------------------------------------------------


@register
def links_that_lead_nowhere(item: models.Model) -> Iterator[str]:
    """Links to our own pages and documents are followed; what lies elsewhere is never asked."""
    for value in values_of(item):
        links = links_in(value.html)
        if value.page:
            links.append({"linktype": "page", "id": str(value.page)})
        yield from filter(None, map(_trouble_with, links))


def _trouble_with(link: dict[str, str]) -> str:
    key = link.get("id", "")
    if link.get("linktype") == "page":
        return _trouble_with_page(Page.objects.filter(pk=key).first() if key.isdigit() else None)
    if link.get("linktype") == "document":
        return _trouble_with_document(key)
    return _trouble_with_address(link.get("href", ""))


def _trouble_with_page(page: Page | None) -> str:
    if page is None:
        return _("A link leads to a page that no longer exists.")
    if not public_pages().filter(pk=page.pk).exists():
        return _("A link leads to “%(page)s”, which is not public.") % {"page": page.get_admin_display_title()}
    return ""


def _trouble_with_document(key: str) -> str:
    there = key.isdigit() and get_document_model().objects.filter(pk=key).exists()
    return "" if there else _("A link leads to a document that no longer exists.")


def _trouble_with_address(address: str) -> str:
    """Follow an address that was typed or pasted, if it is one of ours."""
    path = _own_path(address)
    if not path:
        return ""
    try:
        found = resolve(path)
    except Resolver404:
        return _nothing_at(address)
    if found.url_name == _DOCUMENTS_VIEW:
        return _trouble_with_document(found.args[0])
    if found.url_name != _PAGES_VIEW or _is_redirected(path):
        return ""
    page = page_at(path)
    return _trouble_with_page(page) if page else _nothing_at(address)


def _own_path(address: str) -> str:
    """Return the path of an address on this site, "" for what lies elsewhere or is no page (mail, telephone, #)."""
    parts = urlsplit(address)
    if parts.hostname and not Site.objects.filter(hostname__iexact=parts.hostname).exists():
        return ""
    if parts.scheme not in {"", "http", "https"} or not parts.path.startswith("/"):
        return ""
    return unquote(parts.path)


def page_at(path: str) -> Page | None:
    """Return the page that answers at `path`, public or not."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return None
    slugs = [part for part in path.split("/") if part]
    try:
        return site.root_page.specific.route(HttpRequest(), slugs).page
    except Http404:  # drafts answer nobody
        url_path = site.root_page.url_path + "".join(f"{slug}/" for slug in slugs)
        return Page.objects.filter(url_path=url_path).first()


def _is_redirected(path: str) -> bool:
    return Redirect.objects.filter(old_path=Redirect.normalise_path(path)).exists()


def _nothing_at(address: str) -> str:
    return _("A link leads to %(address)s, where there is nothing.") % {"address": Truncator(address).chars(60)}


# --- Words and dates ----------------------------------------------------------------------------------------------


@register
def very_short_text(item: models.Model) -> Iterator[str]:
    """Only of what is made of text: a gallery or a category is short by nature."""
    if not any(isinstance(field, StreamField | RichTextField) for field in item._meta.concrete_fields):
        return
    count = len(running_words(item))
    if count < FEW_WORDS:
        yield ngettext("The text is very short: %(count)s word.", "The text is very short: %(count)s words.", count) % {
            "count": count
        }


@register
def moments_and_dates(item: models.Model) -> Iterator[str]:
    """What does not happen at once: a later appearance, an end, a date that has not come."""
    now = timezone.now()
    appears, ends = getattr(item, "go_live_at", None), getattr(item, "expire_at", None)
    if appears and appears > now:
        yield _("It will appear by itself at %(when)s, not at once.") % {"when": in_words(appears)}
    if ends and ends <= now:
        yield _("Its last moment, %(when)s, has passed: it would not appear at all.") % {"when": in_words(ends)}
    elif ends:
        yield _("It will disappear by itself at %(when)s.") % {"when": in_words(ends)}
    date = getattr(item, "date", None)
    if date and date > timezone.localdate(now):
        yield _("Its date, %(date)s, has not come yet.") % {"date": in_words(date)}
