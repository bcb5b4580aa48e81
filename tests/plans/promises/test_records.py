"""What happened elsewhere: it counts once it is approved, and what is for the staff never shows outside."""

import pytest
from django.test import Client
from django.urls import reverse

from media.models import SchoolDocument
from moderation.models import PublicUse
from moderation.roles import Role
from moderation.verification import verify
from plans.models import ExternalRecord, Unit
from plans.promises.states import states_of
from tests.factories import approve, make_responsibility, make_user, take_down
from tests.plans.promises.factories import D, commitment_item, make_promising_plan, monthly, on, states_on
from tests.support.everything import make_document
from tests.support.guarding import refused, unguarded

pytestmark = pytest.mark.usefixtures("school")

NOVEMBER = D(2026, 11, 22)
URL = "https://dai.example/phong-su"


def make_record(*items, live=True, **fields):
    """Return a record of a radio programme on 20 October, approved unless told `live=False`."""
    values = {"title": "Phóng sự trên đài xã", "kind": "radio", "date": D(2026, 10, 20), "url": URL}
    record = ExternalRecord(live=False, **values | fields)
    record.serves = list(items)
    record.save()
    return approve(record) if live else record


@pytest.fixture
def plan():
    with on(D(2026, 8, 28)):
        return make_promising_plan(monthly("Cho mọi người"), monthly("Nội bộ", audience="internal"))


@pytest.fixture
def public(plan):
    return commitment_item(plan, "Cho mọi người")


@pytest.fixture
def internal(plan):
    return commitment_item(plan, "Nội bộ")


def page_of(page):
    return Client().get(page.url).content.decode()


def test_public_record__keeps_a_promise_and_is_shown_with_date_and_address(plan, public):
    make_record(public, plan.items.get(kind="area"))

    assert states_on(public, NOVEMBER)[10] == ("met", 1)
    html = page_of(plan)
    assert html.count("Phóng sự trên đài xã") == 2  # beside the area and beside the commitment
    assert URL in html
    assert "20/10/2026" in html


def test_draft_record__counts_for_nothing(plan, public):
    make_record(public, live=False)

    assert states_on(public, NOVEMBER)[10] == ("overdue", 0)
    assert "Phóng sự trên đài xã" not in page_of(plan)


def test_record_that_is_taken_down__counts_no_longer(plan, public):
    take_down(make_record(public))

    assert states_on(public, NOVEMBER)[10] == ("overdue", 0)
    assert "Phóng sự trên đài xã" not in page_of(plan)


def test_internal_record__keeps_what_was_promised_to_the_staff_and_shows_nowhere(plan, public, internal):
    make_record(internal, public, plan.items.get(kind="area"), audience="internal", title="Họp hội đồng")

    assert states_on(internal, NOVEMBER)[10] == ("met", 1)
    assert states_on(public, NOVEMBER)[10] == ("overdue", 0)
    assert "Họp hội đồng" not in page_of(plan)
    assert not ExternalRecord.objects.public().exists()
    assert ExternalRecord.objects.approved().exists()


def test_public_record__counts_for_the_staff_too(internal):
    make_record(internal)

    assert states_on(internal, NOVEMBER)[10] == ("met", 1)


def test_record_of_a_duty__is_shown_on_its_page(plan):
    page = make_responsibility(plan, Unit.objects.first(), "Đưa tin")
    make_record(plan.items.get(kind="duty"))

    assert "Phóng sự trên đài xã" in page_of(page)


def test_file_of_an_internal_record__does_not_become_public(internal):
    document = make_document("Biên bản")
    make_record(internal, audience="internal", url="", document=document)

    assert not SchoolDocument.objects.public().filter(pk=document.pk).exists()
    assert not PublicUse.objects.filter(kind="media.schooldocument", key=document.pk).exists()
    assert Client().get(document.url).status_code == 404
    assert verify() == []


def test_file_of_a_public_record__becomes_public_and_no_more_when_it_turns_internal(public):
    document = make_document("Bài báo")
    record = make_record(public, url="", document=document)
    assert SchoolDocument.objects.public().filter(pk=document.pk).exists()

    record.audience = "internal"
    approve(record)

    assert not SchoolDocument.objects.public().filter(pk=document.pk).exists()
    assert verify() == []


def test_live_record__is_written_by_nobody_without_a_decision(public):
    record = make_record(public)

    with refused():
        ExternalRecord.objects.filter(pk=record.pk).update(title="Tên bị sửa")
    with refused():
        ExternalRecord.objects.filter(pk=record.pk).update(audience="internal")


def test_record_that_is_tampered_with__is_found_and_counts_no_longer(public):
    record = make_record(public)
    with unguarded():
        ExternalRecord.objects.filter(pk=record.pk).update(date=D(2026, 9, 20))

    assert [fault.key for fault in verify()] == [record.pk]
    assert states_on(public, NOVEMBER)[9] == ("missed", 0)


def test_records__of_another_site_are_none(public, school):
    from wagtail.models import Site

    make_record(public)
    other = Site(pk=0, hostname="khac.example")

    assert ExternalRecord.objects.on_site(school.get_site()).count() == 1
    assert not ExternalRecord.objects.on_site(other).exists()


def test_plan_page__asks_as_often_for_many_records_as_for_one(plan, public, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_record(public)
    page_of(plan)
    with CaptureQueriesContext(connection) as one:
        page_of(plan)
    for number in range(4):
        make_record(
            public, title=f"Số {number}", document=make_document(f"Tệp {number}", b"%PDF " + str(number).encode())
        )

    with django_assert_num_queries(len(one)):
        page_of(plan)


def test_states__of_both_audiences_take_a_fixed_number_of_queries(public, internal, django_assert_num_queries):
    make_record(public, internal)

    with django_assert_num_queries(4):  # occasions, articles, galleries, records
        states_of([public, internal], NOVEMBER)


# --- The form -----------------------------------------------------------------------------------------------------


def post(user, action, **fields):
    client = Client()
    client.force_login(user)
    data = {
        "title": "Tin trên đài",
        "kind": "radio",
        "date": "2026-10-20",
        "audience": "public",
        "place": "",
        "url": "",
    }
    return client.post(reverse(ExternalRecord.snippet_viewset.get_url_name("add")), data | fields | action)


def test_form__keeps_a_draft_without_proof():
    response = post(make_user(Role.WEB_EDITOR), {})

    assert response.status_code == 302
    assert not ExternalRecord.objects.get().live


def test_form__asks_for_a_proof_before_it_goes_to_the_principal():
    response = post(make_user(Role.WEB_EDITOR), {"action-submit": "1"})

    assert "document" in response.context["form"].errors
    assert not ExternalRecord.objects.exists()


def test_form__sends_what_is_proved_to_the_principal(public):
    response = post(make_user(Role.WEB_EDITOR), {"action-submit": "1"}, url=URL, serves=[public.pk])

    record = ExternalRecord.objects.get()
    assert response.status_code == 302
    assert record.current_workflow_state
    assert not record.live
    assert [item.pk for item in record.get_latest_revision_as_object().serves.all()] == [public.pk]
