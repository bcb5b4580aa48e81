"""Rows of another table in the same query."""

import pytest
from django.db.models import OuterRef

from common.rows import Rows
from home.models import HomePage, QuickLink
from tests.factories import StandardPageFactory, approve

LABELS = ["á", "ị", "ữ", "'", '"', "\\", "{}", "%s"]
pytestmark = pytest.mark.django_db


def rows_of(home):
    links = QuickLink.objects.filter(home=OuterRef("pk")).order_by("sort_order")
    return HomePage.objects.annotate(rows=Rows(links, label="label", title="page__title")).get(pk=home.pk).rows


def test_rows__come_in_order_and_as_they_were_written(school):
    page = StandardPageFactory(title="Thực đơn “tuần này”")
    school.quick_links = [QuickLink(page=page, label=label, sort_order=-n) for n, label in enumerate(LABELS)]
    approve(school)

    assert [row["label"] for row in rows_of(school)] == LABELS[::-1]
    assert {row["title"] for row in rows_of(school)} == {"Thực đơn “tuần này”"}


def test_no_rows__is_an_empty_list(school):
    assert rows_of(school) == []
