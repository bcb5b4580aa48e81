"""Identity of plan items: evidence holds whatever happens to a plan's children."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from moderation.roles import Role
from plans.choices import ItemKind
from plans.keys import mint_keys
from plans.models import Commitment, FocusArea, PlanItem, PlanPage
from tests.factories import make_plan, make_responsibility, make_user, publish

pytestmark = pytest.mark.usefixtures("school")


def keys_of(plan):
    return [area.key for area in PlanPage.objects.get(pk=plan.pk).focus_areas.all()]


def test_publish__makes_one_item_for_each_area():
    plan = make_plan("Về giáo dục tiểu học", "Về cơ sở vật chất")

    items = PlanItem.objects.promised().filter(plan=plan)

    assert [(item.number, item.title) for item in items] == [
        ("1", "Về giáo dục tiểu học"),
        ("2", "Về cơ sở vật chất"),
    ]
    assert [item.key for item in items] == keys_of(plan)


def test_publish_again__keeps_keys_and_items():
    plan = make_plan("Một", "Hai")
    before = keys_of(plan)
    pks = set(plan.items.values_list("pk", flat=True))

    plan = publish(publish(plan))

    assert keys_of(plan) == before
    assert set(plan.items.values_list("pk", flat=True)) == pks


def test_draft__adds_items_that_are_not_offered():
    plan = make_plan("Một", live=False)
    plan.save_revision()

    assert plan.items.count() == 1
    assert not PlanItem.objects.promised().exists()


def test_draft_of_a_live_plan__changes_no_title():
    plan = make_plan("Tên đã duyệt")
    draft = plan.get_latest_revision_as_object()
    areas = list(draft.focus_areas.all())
    areas[0].title = "Tên chưa duyệt"
    draft.focus_areas = areas

    draft.save_revision()

    assert PlanItem.objects.promised().get().title == "Tên đã duyệt"


def test_publish_without_an_area__retires_its_item_and_keeps_the_row():
    plan = make_plan("Một", "Hai")
    draft = plan.get_latest_revision_as_object()
    draft.focus_areas = list(draft.focus_areas.all())[:1]

    publish(draft)

    assert [item.title for item in PlanItem.objects.promised()] == ["Một"]
    assert plan.items.get(title="Hai").retired_at


def test_internal_commitment__is_no_public_item():
    plan = make_plan("Một", live=False)
    plan.commitments = [Commitment(text="Phóng sự nội bộ", audience="internal"), Commitment(text="Phóng sự")]
    plan.save()
    publish(plan)

    public = PlanItem.objects.promised().public().filter(kind=ItemKind.COMMITMENT)
    assert [item.title for item in public] == ["Phóng sự"]


def test_duties__belong_to_the_plan_above():
    from plans.models import Unit

    plan = make_plan("Một")
    make_responsibility(plan, Unit.objects.first(), "Giám sát các bộ phận", "Giải đáp ý kiến")

    duties = plan.items.filter(kind=ItemKind.DUTY)
    assert [duty.title for duty in duties] == ["Giám sát các bộ phận", "Giải đáp ý kiến"]


def test_copy__mints_new_keys():
    plan = make_plan("Một", "Hai")

    copy = plan.copy(update_attrs={"slug": "ban-sao", "title": "Bản sao"}, keep_live=False)

    assert not set(keys_of(plan)) & set(keys_of(copy))
    assert copy.revisions.count() <= 1


def test_mint_keys__replaces_the_second_of_two_equal_keys():
    key = uuid.uuid4()
    areas = [FocusArea(key=key), FocusArea(key=key), FocusArea()]

    mint_keys(areas)

    assert areas[0].key == key
    assert len({area.key for area in areas}) == 3


def form_data(plan, areas, **fields):
    """The plan editor's form with `areas` as [{title, key?, id?}]."""
    blank = {
        name: inline_formset([])
        for name in (
            "periods", "bases", "purposes", "requirements", "commitments", "recipients", "attachments",
            "other_sections", "comments",
        )
    }  # fmt: skip
    rows = [{"text": "", "key": "", "parties": inline_formset([]), **area} for area in areas]
    initial = sum("id" in area for area in areas)
    data = {"title": plan.title, "slug": plan.slug, "focus_areas": inline_formset(rows, initial=initial)}
    return nested_form_data(data | blank | fields)


@pytest.fixture
def editor():
    client = Client()
    client.force_login(make_user(Role.WEB_EDITOR))
    return client


def edit(editor, plan, data, **headers):
    return editor.post(reverse("wagtailadmin_pages:edit", args=[plan.pk]), data, **headers)


def test_editor__mints_the_key_of_a_new_area_and_tells_the_open_form(editor):
    plan = make_plan(live=False)
    data = form_data(plan, [{"title": "Về tài chính"}])

    response = edit(editor, plan, data, headers={"Accept": "application/json"})

    updates = response.json()["field_updates"]
    draft = PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object()
    minted = next(area.key for area in draft.focus_areas.all() if area.title == "Về tài chính")
    assert updates["focus_areas-0-key"] == str(minted)


def test_editor__keeps_keys_through_a_reorder(editor):
    plan = make_plan("Một", "Hai")
    first, second = plan.focus_areas.all()
    rows = [
        {"id": second.pk, "title": "Hai", "key": str(second.key)},
        {"id": first.pk, "title": "Một", "key": str(first.key)},
    ]

    edit(editor, plan, form_data(plan, rows))

    draft = PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object()
    assert [(area.title, area.key) for area in draft.focus_areas.all()] == [("Hai", second.key), ("Một", first.key)]


def test_editor__says_at_the_field_that_a_period_ends_before_it_begins(editor):
    plan = make_plan(live=False)
    period = {"kind": "range", "from_year": 2020, "to_year": 2017}
    data = form_data(plan, [{"title": "Một"}], periods=inline_formset([period]))

    response = edit(editor, plan, data)

    assert gettext("The period ends before it begins. Check the two years.") in response.content.decode()
    assert not plan.revisions.exists()
