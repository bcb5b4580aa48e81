"""Lists cost the same at 20 and at 500 articles: nothing on them is fetched one by one."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from media.models import GalleryIndexPage, GalleryPage, GalleryPhoto
from news.models import NewsIndexPage, NewsPage
from plans.models import PlanItem
from tests.factories import CategoryFactory, GalleryPageFactory, NewsPageFactory, PhotoFactory, approve, make_plan
from tests.plans.reporting import make_report

FEW, MANY = 20, 500


def queries(address):
    """Count one warm visit: what a process remembers for good (content types, site roots) is not counted."""
    Client().get(address)
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(address).status_code == 200
    return len(captured)


def grow(model, parent, template, number):
    """Add `number` live pages like `template` below `parent`: they are there to be counted, not to be read."""
    specific = {field.name: getattr(template, field.name) for field in model._meta.local_concrete_fields[1:]}
    for index in range(number):
        date = datetime.date(2026, 1, 1) + datetime.timedelta(days=index % 300)
        fields = specific | {"title": f"Bản {index} cạnh {number}", "date": date, "live": False, "live_revision": None}
        approve(parent.add_child(instance=model(**fields)))


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
    news, galleries = NewsIndexPage.objects.get(), GalleryIndexPage.objects.get()
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
    grow(NewsPage, news, article, FEW)
    grow(GalleryPage, galleries, gallery, FEW)
    few = {address: queries(address) for address in addresses}

    grow(NewsPage, news, article, MANY - FEW)
    grow(GalleryPage, galleries, gallery, FEW)

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
