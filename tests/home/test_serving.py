"""What is public is served in a few queries; everything else goes Wagtail's way, and answers as it always did."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from moderation import publishing
from moderation.models import Act, Standing
from moderation.publishing import Decision
from tests.factories import (
    NewsPageFactory,
    StandardPageFactory,
    UnitFactory,
    make_plan,
    make_responsibility,
    take_down,
)

OK, NOT_ALLOWED, NOT_FOUND, GONE = 200, 405, 404, 410


@pytest.fixture
def reader(school):
    return Client(headers={"host": "localhost"})


@pytest.fixture
def article(school):
    return NewsPageFactory(title="Khai giảng")


def test_public_page__is_served_with_its_way(reader, school):
    above = StandardPageFactory(title="Giới thiệu")
    below = StandardPageFactory(title="Lịch sử", parent=above)
    deepest = StandardPageFactory(title="Những ngày đầu", parent=below)

    answer = reader.get(deepest.url)

    assert answer.context["page"] == deepest
    assert [step["title"] for step in answer.context["trail"]] == ["Giới thiệu", "Lịch sử"]


@pytest.mark.parametrize("method", ["get", "head"])
def test_what_is_not_public__is_not_there(reader, article, method):
    address = article.url
    draft = NewsPageFactory(title="Nháp", live=False)

    assert getattr(reader, method)(draft.url).status_code == NOT_FOUND
    assert getattr(reader, method)(address).status_code == OK
    take_down(article)
    assert getattr(reader, method)(address).status_code == GONE


def test_live_page_that_nobody_approved__is_not_there(reader, article):
    Standing.objects.filter(key=article.pk, kind="wagtailcore.page").update(suspect_since="2026-11-01T00:00Z")

    assert reader.get(article.url).status_code == NOT_FOUND


def test_private_page_and_what_is_below_it__are_not_there(reader, school):
    above = StandardPageFactory(title="Nội bộ")
    below = StandardPageFactory(title="Lịch trực", parent=above)
    restriction = PageViewRestriction(page=above.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    publishing.record_row(restriction, Decision(Act.APPROVED))

    assert [reader.get(page.url).status_code for page in (above, below)] == [NOT_FOUND, NOT_FOUND]


def test_private_page_above__is_not_named_on_the_way(reader, school):
    above = StandardPageFactory(title="Giới thiệu")
    below = StandardPageFactory(title="Lịch sử", parent=above)
    Standing.objects.filter(key=above.pk, kind="wagtailcore.page").update(suspect_since="2026-11-01T00:00Z")

    assert reader.get(below.url).context["trail"] == []


def test_page_named_as_a_list_names_its_feed__does_not_take_its_place(reader, school):
    NewsPageFactory(title="Rss")

    answer = reader.get("/tin-tuc/rss/")

    assert answer["Content-Type"].startswith("application/rss+xml")


def test_same_address_in_another_place__is_another_page(reader, school):
    first, second = StandardPageFactory(title="Thực đơn"), StandardPageFactory(title="Nội quy")
    same = [StandardPageFactory(title="Năm nay", parent=parent) for parent in (first, second)]

    assert [reader.get(page.url).context["page"].pk for page in same] == [page.pk for page in same]
    assert reader.get("/nam-nay/").status_code == NOT_FOUND


def test_what_nobody_made__is_not_there(reader, article):
    assert reader.get(f"{article.url}them/").status_code == NOT_FOUND
    assert reader.get("/tin-tuc/chuyen-muc/khong-co/").status_code == NOT_FOUND
    assert reader.get("/khong-co/").status_code == NOT_FOUND


def test_other_methods__are_wagtails_to_answer(reader, article):
    assert reader.options(article.url)["Allow"]
    assert reader.post(article.url).status_code in {OK, NOT_ALLOWED}


def test_page_under_a_plan__is_served(reader, school):
    page = make_responsibility(make_plan("Về an toàn"), UnitFactory(name="Tổ Hậu cần"), "Khám sức khoẻ")

    assert reader.get(page.url).context["page"] == page
