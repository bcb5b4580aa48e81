"""Old addresses: of what was given another one, and of what was taken down."""

import hashlib
from dataclasses import dataclass
from typing import Self

from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision, Site

from moderation.models import Act, FormerAddress
from moderation.sealing import Decision, record_row


@dataclass(frozen=True)
class Address:
    """Where a public page and the public pages below it were found before an act that gives them another address."""

    changes: bool
    before: dict[int, str]

    @classmethod
    def of(cls, item: Model, revision: Revision | None = None) -> Self:
        """Look where `item` is found before it is moved, or before `revision` is published."""
        changes = isinstance(item, Page) and not (revision and revision.content.get("slug") == item.slug)
        pages = item.get_descendants(inclusive=True).live() if changes else ()
        return cls(changes, {page.pk: page.url_path for page in pages})

    def leave_redirects(self, decision: Decision) -> None:
        """Lead every old address to the page that was found there."""
        for page in Page.objects.filter(pk__in=self.before) if self.before else ():
            if page.url_path != self.before[page.pk]:
                _redirect(self.before[page.pk], page, decision)


def remember(*items: Model) -> None:
    """Note where those of `items` stand that are live pages and are taken down: who comes there again is told so."""
    pages = [item for item in items if isinstance(item, Page) and item.live]
    for site in Site.objects.select_related("root_page") if pages else ():
        below = [page for page in pages if page.path.startswith(site.root_page.path)]
        paths = [_path(page.url_path, site) for page in below]
        former = [FormerAddress(site=site, path=path, digest=_digest(path)) for path in paths]
        FormerAddress.objects.bulk_create(former, ignore_conflicts=True)


def is_former(path: str, site: Site) -> bool:
    """Say whether a page stood at `path` ("/a/b/", with or without the last stroke) when it was taken down."""
    return FormerAddress.objects.filter(site=site, digest=_digest(f"{path.rstrip('/')}/")).exists()


def _path(url_path: str, site: Site) -> str:
    return f"/{url_path.removeprefix(site.root_page.url_path)}"


def _digest(path: str) -> str:
    return hashlib.sha256(path.encode()).hexdigest()


def _redirect(old_url_path: str, page: Page, decision: Decision) -> None:
    site = Site.objects.filter(root_page__in=page.get_ancestors(inclusive=True)).first()
    if site is None:
        return
    old_path = Redirect.normalise_path(_path(old_url_path, site))
    redirect = Redirect.objects.filter(old_path=old_path, site=site).first() or Redirect(old_path=old_path, site=site)
    redirect.redirect_page, redirect.redirect_link, redirect.is_permanent = page, "", True
    record_row(
        redirect, Decision(Act.CARRIED, decision.by, decision.on_behalf_of, decision.basis, batch=decision.batch)
    )
