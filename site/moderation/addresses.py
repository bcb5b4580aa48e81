"""Old addresses of what is given another one: each leads on to the page that was found there."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Model
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision, Site

from moderation.models import Act
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


def _redirect(old_url_path: str, page: Page, decision: Decision) -> None:
    site = Site.objects.filter(root_page__in=page.get_ancestors(inclusive=True)).first()
    if site is None:
        return
    root_path = site.root_page.url_path
    old_path = Redirect.normalise_path(f"/{old_url_path.removeprefix(root_path)}")
    redirect = Redirect.objects.filter(old_path=old_path, site=site).first() or Redirect(old_path=old_path, site=site)
    redirect.redirect_page, redirect.redirect_link, redirect.is_permanent = page, "", True
    record_row(
        redirect, Decision(Act.CARRIED, decision.by, decision.on_behalf_of, decision.basis, batch=decision.batch)
    )
