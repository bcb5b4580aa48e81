"""The page tree that every school starts with, and its units."""

import tomllib
from pathlib import Path
from typing import Any

from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage, MenuEntry
from media.models import GalleryIndexPage
from moderation import publishing
from moderation.grants import held
from moderation.models import Act
from moderation.registry import PAGE
from news.models import NewsIndexPage
from plans.models import PlanIndexPage, Unit

HERE = Path(__file__).parent
ROOT_COLLECTION = "Tất cả"
ROOT_PAGE = "Tất cả các trang"
SITE_NAME = "Cổng Trường"
LISTS = (
    (NewsIndexPage, "Tin tức", "tin-tuc"),
    (PlanIndexPage, "Kế hoạch", "ke-hoach"),
    (GalleryIndexPage, "Thư viện ảnh", "thu-vien-anh"),
)


def make_tree(school_name: str, hostname: str = "localhost", port: int = 80) -> HomePage:
    """Make the site, the front page and the three lists, or return the front page that is there."""
    Collection.objects.filter(depth=1, name="Root").update(name=ROOT_COLLECTION)
    Locale.objects.get_or_create(language_code="vi")
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home = HomePage.objects.filter(pk=site.root_page_id).first() if site else None
    if home is None:
        home = _make_home(school_name)
        _show_first(home, site or Site(is_default_site=True), hostname, port)
    for model, title, slug in LISTS:
        if not model.objects.child_of(home).exists():
            page = model(title=title, slug=slug, live=False)
            home.add_child(instance=page)
            publishing.set_up(page)
    home = HomePage.objects.get(pk=home.pk)
    if not home.menu_entries.exists():
        live = home.get_children().live()
        home.menu_entries = [MenuEntry(page=page, sort_order=place) for place, page in enumerate(live)]
        publishing.set_up(home)
    return HomePage.objects.get(pk=home.pk)


def _make_home(school_name: str) -> HomePage:
    root = Page.objects.get(depth=1)
    if root.title == "Root":
        with held((PAGE, root.pk)):
            Page.objects.filter(pk=root.pk).update(title=ROOT_PAGE, draft_title=ROOT_PAGE)
    home = root.add_child(instance=HomePage(title=school_name, slug="trang-chu", school_name=school_name, live=False))
    publishing.set_up(home)
    return home


def _show_first(home: HomePage, site: Site, hostname: str, port: int) -> None:
    """Let the site begin with `home`, and take Wagtail's own welcome page away."""
    site.root_page, site.hostname, site.port, site.site_name = home, hostname, port, SITE_NAME
    publishing.record_row(site, publishing.Decision(Act.SETUP))
    for page in Page.objects.filter(depth=2, slug="home"):
        with held((PAGE, page.pk)):
            Page.objects.filter(pk=page.pk).delete()  # which leaves no line in the log


def make_units() -> None:
    """Make the units that a plan is likely to name; those that exist stay as they are."""
    site = Site.objects.get(is_default_site=True)
    entries: list[dict[str, Any]] = tomllib.loads((HERE / "units.toml").read_text())["unit"]
    for position, entry in enumerate(entries, start=1):
        if Unit.objects.filter(site=site, slug=entry["slug"]).exists():
            continue
        unit = Unit(
            site=site,
            slug=entry["slug"],
            name=entry["name"],
            short_name=entry["short_name"],
            aliases="\n".join(entry["aliases"]),
            kind=entry["kind"],
            position=position * 10,
            part_of=Unit.objects.filter(site=site, slug=entry["part_of"]).first(),
            live=False,
        )
        unit.save()
        publishing.set_up(unit)
