"""The staff's own files of a report: made aside, for those who may, and of the newest version only."""

import pytest
from django.urls import reverse

from moderation.roles import Role
from plans.models import ReportPage, Unit
from plans.report import copies, making
from tests.factories import make_user
from tests.plans.reporting import make_report, reported_plan, secret
from tests.support.forms import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(school):
    unit = Unit.objects.get(slug="y-te")
    return reported_plan(unit, secret(unit))


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, username="hieutruong")


def test_staffs_files__are_made_aside_and_sent_to_those_who_may(plan, principal):
    page = make_report(plan)
    address = reverse("plan_report_copy", args=[page.pk, "docx"])
    assert signed_in(principal).get(address).status_code == 404
    assert making.work() == 1

    answer = signed_in(principal).get(address)

    assert answer.status_code == 200
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert not making.work()


def test_staffs_files__of_an_edited_version_are_asked_for_anew(plan, principal):
    page = make_report(plan)
    making.work()
    page.assessment = "Thêm một câu."
    page.save_revision()
    client, address = signed_in(principal), reverse("plan_report_copies", args=[page.pk])
    assert not copies.ready(page)

    assert "Refresh" not in client.get(address)
    client.post(address)
    assert client.get(address)["Refresh"] == "2"
    making.work()

    assert copies.ready(ReportPage.objects.get(pk=page.pk))
    assert "Refresh" not in client.get(address)


@pytest.mark.parametrize("kind", ["exe", "x"])
def test_staffs_files__of_a_strange_kind_are_not_found(plan, principal, kind):
    page = make_report(plan)

    assert signed_in(principal).get(reverse("plan_report_copy", args=[page.pk, kind])).status_code == 404
