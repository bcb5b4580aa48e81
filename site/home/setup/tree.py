"""The page tree that every school starts with, and its units."""

import tomllib
from pathlib import Path
from typing import Any

from wagtail.models import Collection, Locale, Page, Site

from home.models import HomePage
from media.models import GalleryIndexPage
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
    Page.objects.filter(depth=1, title="Root").update(title=ROOT_PAGE, draft_title=ROOT_PAGE)
    Locale.objects.get_or_create(language_code="vi")
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home = HomePage.objects.filter(pk=site.root_page_id).first() if site else None
    if home is None:
        home = _make_home(school_name)
        Site.objects.update_or_create(
            is_default_site=True,
            defaults={"root_page": home, "hostname": hostname, "port": port, "site_name": SITE_NAME},
        )
        Page.objects.filter(depth=2, slug="home").delete()  # Wagtail's own welcome page
    for model, title, slug in LISTS:
        if not model.objects.child_of(home).exists():
            home.add_child(instance=model(title=title, slug=slug, show_in_menus=True))
    return home


def _make_home(school_name: str) -> HomePage:
    root = Page.objects.get(depth=1)
    return root.add_child(instance=HomePage(title=school_name, slug="trang-chu", school_name=school_name))


def make_units() -> None:
    """Make the units that a plan is likely to name; those that exist stay as they are."""
    site = Site.objects.get(is_default_site=True)
    entries: list[dict[str, Any]] = tomllib.loads((HERE / "units.toml").read_text())["unit"]
    for position, entry in enumerate(entries, start=1):
        if Unit.objects.filter(site=site, slug=entry["slug"]).exists():
            continue
        Unit.objects.create(
            site=site,
            slug=entry["slug"],
            name=entry["name"],
            short_name=entry["short_name"],
            aliases="\n".join(entry["aliases"]),
            kind=entry["kind"],
            position=position * 10,
            part_of=Unit.objects.filter(site=site, slug=entry["part_of"]).first(),
        )
