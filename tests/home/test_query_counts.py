"""Lists cost the same at 20 and at 500 articles: nothing on them is fetched one by one."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.frame import framed
from home.models import HomePage
from media.models import GalleryPage, GalleryPhoto
from moderation import triggers
from plans.models import PlanItem
from tests.factories import CategoryFactory, GalleryPageFactory, NewsPageFactory, PhotoFactory, approve, make_plan
from tests.plans.reporting import make_report
from tests.support.copies import copy

FEW, MANY, ON_A_PAGE = 20, 500, 12
HOME, LIST, ARTICLE, GALLERY = 8, 10, 11, 10  # queries of one visit, with nothing cached


def queries(address):
    """Count one warm visit: what a process remembers for good (content types, site roots) is not counted."""
    Client().get(address)
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(address).status_code == 200
    return len(captured)


def grow(template, number):
    """Add `number` live galleries like `template`: they are there to be counted, not to be read."""
    specific = {field.name: getattr(template, field.name) for field in GalleryPage._meta.local_concrete_fields[1:]}
    for place in range(number):
        GalleryPageFactory(**specific, title=f"{template.title} {place}")


@pytest.fixture
def content(school):
    make_plan("Về an toàn")
    item = PlanItem.objects.promised().get()
    article = NewsPageFactory(category=CategoryFactory(), cover=PhotoFactory(), serves=[item])
    gallery = GalleryPageFactory(serves=[item])
    gallery.photos.add(GalleryPhoto(image=PhotoFactory()))
    return article, approve(gallery)


# Why these numbers do not grow: a list fetches one page of rows, their photos and their renditions, and the frame of
# the page (site, front page, menu, view restrictions); the plan fetches all evidence of a kind in one query.
@pytest.mark.slow
def test_queries__do_not_grow_with_the_content(content):
    article, gallery = content
    items = list(PlanItem.objects.values_list("pk", flat=True))
    triggers.drop()  # copies come without an act
    category = f"/tin-tuc/chuyen-muc/{article.category.slug}/"
    addresses = [
        "/",
        "/tin-tuc/",
        "/tin-tuc/luu-tru/",
        category,
        "/tin-tuc/rss/",
        "/thu-vien-anh/",
        "/ke-hoach/",
        article.url,
        gallery.url,
    ]
    copy(article, 0, FEW, items)
    grow(gallery, ON_A_PAGE)
    few = {address: queries(address) for address in addresses}
    assert few["/"] <= HOME
    assert few["/tin-tuc/"] <= LIST >= few["/thu-vien-anh/"]
    assert few[article.url] <= ARTICLE
    assert few[gallery.url] <= GALLERY

    copy(article, FEW, MANY - FEW, items)
    grow(gallery, ON_A_PAGE)

    assert {address: queries(address) for address in addresses} == few


def test_queries_of_a_plan__do_not_grow_with_its_areas_or_evidence(school):
    plan = make_plan(*(f"Trọng tâm {number}" for number in range(3)))
    for item in PlanItem.objects.promised():
        NewsPageFactory(serves=[item])
    few = queries(plan.url)

    bigger = make_plan(*(f"Việc {number}" for number in range(30)))
    for item in PlanItem.objects.promised().filter(plan=bigger):
        NewsPageFactory(serves=[item])

    assert queries(bigger.url) == few


def test_queries_of_a_report__do_not_grow_with_its_areas_or_articles(school):
    def report_on(*areas):
        plan = make_plan(*areas)
        for item in PlanItem.objects.promised().filter(plan=plan):
            NewsPageFactory(serves=[item], cover=PhotoFactory(), date=datetime.date(2026, 10, 1))
        return approve(make_report(plan)).url

    few = queries(report_on("Về an toàn", "Về y tế", "Về thư viện"))

    assert queries(report_on(*(f"Việc {number}" for number in range(30)))) == few


def test_queries_of_a_gallery__do_not_grow_with_its_photos(school):
    gallery = GalleryPageFactory()
    gallery.photos.add(GalleryPhoto(image=PhotoFactory()))
    few = queries(approve(gallery).url)

    gallery.photos = [GalleryPhoto(image=PhotoFactory(), sort_order=order) for order in range(60)]
    approve(gallery)

    assert queries(gallery.url) == few


def test_queries_of_a_search__do_not_grow_with_the_hits(school):
    for number in range(3):
        NewsPageFactory(title=f"Trường học số {number}")
    few = queries("/tim-kiem/?q=truong+hoc")

    for number in range(30):
        NewsPageFactory(title=f"Trường học khác {number}")

    assert queries("/tim-kiem/?q=truong+hoc") == few


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan of a query as SQLite says it")
def test_frame__is_found_by_indexes_however_many_pages_there_are(school):
    steps = framed(HomePage.objects.public()).filter(pk=school.pk).explain().splitlines()

    gone_through = {step.split("SCAN ")[1].split()[0] for step in steps if "SCAN " in step}
    assert "SEARCH home_homepage" in "".join(steps)
    assert gone_through <= {"rows_", "U0"}  # the rows of one list, and the pages with a restriction
