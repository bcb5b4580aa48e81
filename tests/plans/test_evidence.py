"""What was published counts as evidence; what was not does not."""

import pytest
from django.test import Client

from moderation.grants import held
from moderation.registry import PAGE
from plans.models import PlanItem, Unit
from plans.presentation import progress_of
from tests.factories import GalleryPageFactory, NewsPageFactory, make_plan, make_responsibility, publish, take_down

pytestmark = pytest.mark.usefixtures("school")


def test_progress__counts_areas_with_something_public():
    plan = make_plan("Một", "Hai", "Ba")
    first, second, third = PlanItem.objects.promised()
    NewsPageFactory(serves=[first])
    NewsPageFactory(serves=[first])
    GalleryPageFactory(serves=[second])
    NewsPageFactory(serves=[third], live=False)

    assert progress_of([plan])[plan.pk] == {"served": 2, "total": 3, "percent": 67}


def test_progress__of_a_plan_without_areas_is_none():
    plan = make_plan()
    with held((PAGE, plan.pk)):
        plan.items.all().delete()

    assert progress_of([plan])[plan.pk] == {"served": 0, "total": 0, "percent": 0}


def test_plan_page__shows_public_evidence_below_its_area():
    plan = make_plan("Về an toàn")
    item = PlanItem.objects.promised().get()
    NewsPageFactory(title="Bài đã duyệt", serves=[item])
    NewsPageFactory(title="Bài chưa duyệt", serves=[item], live=False)

    html = Client().get(plan.url).content.decode()

    assert "Bài đã duyệt" in html
    assert "Bài chưa duyệt" not in html


def test_plan_page__hides_internal_commitments():
    from plans.models import Commitment

    plan = make_plan("Một", live=False)
    plan.commitments = [
        Commitment(text="Phóng sự chưa đẹp", audience="internal"),
        Commitment(text="Phóng sự đẹp", audience="public"),
    ]
    plan.save()
    publish(plan)

    html = Client().get(plan.url).content.decode()

    assert "Phóng sự đẹp" in html
    assert "Phóng sự chưa đẹp" not in html


def test_plan_page__shows_no_responsibility_that_is_a_draft():
    plan = make_plan("Một")
    make_responsibility(plan, Unit.objects.first(), "Việc đã duyệt")
    make_responsibility(plan, Unit.objects.last(), "Việc chưa duyệt", live=False)

    html = Client().get(plan.url).content.decode()

    assert "Việc đã duyệt" in html
    assert "Việc chưa duyệt" not in html


def test_responsibility_page__shows_evidence_of_a_duty():
    plan = make_plan("Một")
    page = make_responsibility(plan, Unit.objects.first(), "Giới thiệu sách mới")
    duty = plan.items.get(kind="duty")
    NewsPageFactory(title="Tuần này đọc gì", serves=[duty])

    assert "Tuần này đọc gì" in Client().get(page.url).content.decode()


def test_article__links_to_the_place_in_the_plan_that_it_serves():
    plan = make_plan("Về an toàn")
    item = PlanItem.objects.promised().get()
    article = NewsPageFactory(serves=[item])

    assert f'href="{plan.url}#{item.anchor}"' in Client().get(article.url).content.decode()
    assert f'id="{item.anchor}"' in Client().get(plan.url).content.decode()


def test_unit_page__shows_areas_duties_and_articles():
    unit = Unit.objects.get(slug="cong-doan")
    plan = make_plan("Một")
    make_responsibility(plan, unit, "Tuyên truyền chế độ chính sách")
    NewsPageFactory(title="Hội thi nấu ăn", unit=unit)
    NewsPageFactory(title="Bài nháp của Công đoàn", unit=unit, live=False)

    html = Client().get(unit.url).content.decode()

    assert "Tuyên truyền chế độ chính sách" in html
    assert "Hội thi nấu ăn" in html
    assert "Bài nháp của Công đoàn" not in html


def test_unit_page__of_a_draft_unit_is_not_found():
    unit = take_down(Unit.objects.first())

    assert Client().get(unit.url).status_code == 404
