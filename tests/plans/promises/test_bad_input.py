"""What is wrong is said at its field, in Vietnamese, and nothing is saved."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from moderation.roles import Role
from plans.models import PlanIndexPage, PlanPage, SchoolYear, Unit
from plans.validation import twin_of
from tests.factories import make_plan, make_responsibility, make_user
from tests.plans.promises.factories import D, make_promising_plan

pytestmark = pytest.mark.usefixtures("school")

LISTS = (
    *("periods", "bases", "purposes", "requirements", "focus_areas", "commitments", "recipients", "attachments"),
    *("other_sections", "comments"),
)
YEAR = {"kind": "school_year", "from_year": 2026, "to_year": 2027}


@pytest.fixture
def editor():
    client = Client()
    client.force_login(make_user(Role.WEB_OFFICER))
    return client


def send(editor, plan=None, *, commitments=(), periods=(YEAR,), areas=(), existing=0, **fields):
    """Send the plan editor's form with these commitments; with `existing` areas that are there already."""
    blank = {name: inline_formset([]) for name in LISTS}
    promises = [
        {"text": "Đăng bài", "quantity": 1, "every": "monthly", "audience": "public"} | each for each in commitments
    ]
    rows = [{"parties": inline_formset([]), **each} for each in areas]
    data = {
        "title": "Kế hoạch mới",
        "slug": plan.slug if plan else "ke-hoach-moi",
        "periods": inline_formset(list(periods)),
        "commitments": inline_formset(promises),
        "focus_areas": inline_formset(rows, initial=existing),
    }
    index = PlanIndexPage.objects.get()
    address = (
        reverse("wagtailadmin_pages:edit", args=[plan.pk])
        if plan
        else reverse("wagtailadmin_pages:add", args=["plans", "planpage", index.pk])
    )
    return editor.post(address, nested_form_data(blank | data | fields))


def errors_of(response):
    """Return {field: sentences} of the first commitment."""
    assert response.status_code == 200, "it was saved"
    return response.context["form"].formsets["commitments"].forms[0].errors


def is_said(errors, field, sentence, **values):
    assert list(errors) == [field]
    assert errors[field] == [gettext(sentence) % values]
    assert not PlanPage.objects.exists()
    return True


def test_good_promise__is_saved(editor):
    response = send(editor, commitments=[{"every": "monthly"}, {"every": "once", "due_on": "2026-11-30"}])

    assert response.status_code == 302
    assert PlanPage.objects.get().commitments.count() == 2


@pytest.mark.parametrize("day", ["2026-09-01", "2027-06-30"])
def test_due_date__outside_the_plans_period(editor, day):
    errors = errors_of(send(editor, commitments=[{"every": "once", "due_on": day}]))

    sentence = "This day is outside the time of the plan (%(first)s to %(last)s)."
    assert is_said(errors, "due_on", sentence, first="5/9/2026", last="31/5/2027")


def test_due_date__between_the_issue_of_the_plan_and_its_first_day_is_fine(editor):
    promise = {"every": "once", "due_on": "2026-09-01"}

    assert send(editor, commitments=[promise], issued_on="2026-08-28").status_code == 302


@pytest.mark.parametrize("every", ["weekly", "monthly", "quarterly", "termly", "yearly"])
def test_rhythm__on_a_plan_without_period_has_no_end(editor, every):
    errors = errors_of(send(editor, commitments=[{"every": every}], periods=()))

    assert is_said(
        errors,
        "every",
        "The plan does not say for which time it is, so what is repeated would never end. Add a school year or a span"
        " of years to the plan, or choose “once”.",
    )


def test_once__needs_no_period(editor):
    promise = {"every": "once", "due_on": "2026-11-30"}

    assert send(editor, commitments=[promise], periods=()).status_code == 302


def test_promise__ends_before_it_starts(editor):
    errors = errors_of(send(editor, commitments=[{"starts_on": "2026-12-01", "ends_on": "2026-11-01"}]))

    assert is_said(errors, "ends_on", "This promise ends before it starts. Check the two days.")


def test_promise__begins_outside_the_plan(editor):
    errors = errors_of(send(editor, commitments=[{"starts_on": "2025-12-01"}]))

    assert list(errors) == ["starts_on"]


def test_due_date__outside_the_days_of_its_own_promise(editor):
    promise = {"every": "once", "due_on": "2026-11-30", "ends_on": "2026-10-31"}

    errors = errors_of(send(editor, commitments=[promise]))

    assert is_said(errors, "due_on", "This day is not between the first and the last day of the promise.")


# --- Twins --------------------------------------------------------------------------------------------------------


def number_errors(response):
    return response.context["form"].errors.get("number") if response.status_code == 200 else None


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("number", ["12/KH-THSH", "12/kh - thsh", "12/KH–THSH"])
def test_number__of_another_plan_of_the_same_issuer_and_year(editor, live, number):
    make_promising_plan(title="Kế hoạch cũ", number="12/KH-THSH", issuer="Trường Tiểu học Sen Hồng", live=live)

    response = send(editor, number=number, issuer="TRƯỜNG TIỂU HỌC SEN HỒNG", issued_on="2026-10-01")

    sentence = "“%(plan)s” has this number, of the same issuer and year. Check the number."
    assert number_errors(response) == [gettext(sentence) % {"plan": "Kế hoạch cũ"}]


def test_number__given_in_a_draft_of_a_public_plan(editor):
    other = make_promising_plan(title="Kế hoạch cũ", issuer="Trường")
    other.number = "12/KH-THSH"
    other.save_revision()

    assert number_errors(send(editor, number="12/KH-THSH", issuer="Trường", issued_on="2026-10-01"))


@pytest.mark.parametrize(
    "fields",
    [
        {"number": "13/KH-THSH"},
        {"issuer": "UBND xã"},
        {"issued_on": "2025-10-01"},
        {"number": ""},
    ],
)
def test_number__of_another_issuer_or_year_is_fine(editor, fields):
    make_promising_plan(number="12/KH-THSH", issuer="Trường")

    response = send(editor, **{"number": "12/KH-THSH", "issuer": "Trường", "issued_on": "2026-10-01"} | fields)

    assert response.status_code == 302


def test_number__of_the_plan_itself_is_no_twin():
    plan = make_promising_plan(number="12/KH-THSH", issuer="Trường")

    assert twin_of(plan, plan.get_site(), "12/KH-THSH", "Trường", D(2026, 8, 28)) is None


# --- Areas, duties, school years ----------------------------------------------------------------------------------


def test_areas__are_offered_by_name_and_kept_by_key(editor):
    plan = make_plan("Về an toàn", "Về sức khoẻ")
    areas = list(plan.focus_areas.all())
    rows = [{"id": area.pk, "title": area.title, "text": "", "key": str(area.key)} for area in areas]
    assert "Về sức khoẻ" in editor.get(reverse("wagtailadmin_pages:edit", args=[plan.pk])).content.decode()

    promise = {"area_keys": str(areas[1].key)}
    response = send(editor, plan, commitments=[promise], areas=rows, existing=2)

    assert response.status_code == 302
    draft = PlanPage.objects.get(pk=plan.pk).get_latest_revision_as_object()
    assert draft.commitments.get().area_keys == [str(areas[1].key)]


def test_areas__of_another_plan_are_refused(editor):
    other = make_plan("Của kế hoạch khác")

    errors = errors_of(send(editor, commitments=[{"area_keys": str(other.focus_areas.get().key)}]))

    assert list(errors) == ["area_keys"]


@pytest.mark.parametrize(
    ("duty", "field"),
    [
        ({"every": "monthly", "due_on": "2026-11-30"}, "due_on"),
        ({"every": "once", "due_on": "2028-11-30"}, "due_on"),
        ({"every": "", "due_on": "2025-11-30"}, "due_on"),
        ({"every": "weekly", "quantity": 0}, "quantity"),
    ],
)
def test_duty__with_days_that_cannot_be(editor, duty, field):
    page = make_responsibility(make_promising_plan(), Unit.objects.first(), live=False)
    values = {"text": "Rà soát", "quantity": 1, "proof": "tick", "due_on": "", "key": ""} | duty
    data = {"title": page.title, "slug": page.slug, "unit": page.unit_id, "introduction": ""}
    lists = {"duties": inline_formset([values]), "comments": inline_formset([])}

    response = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(data | lists))

    assert list(response.context["form"].formsets["duties"].forms[0].errors) == [field]


def test_duty__with_a_rhythm_under_a_plan_without_period(editor):
    page = make_responsibility(make_plan(), Unit.objects.first(), live=False)
    values = {"text": "Rà soát", "quantity": 1, "proof": "tick", "every": "weekly", "key": ""}
    data = {"title": page.title, "slug": page.slug, "unit": page.unit_id, "introduction": ""}
    lists = {"duties": inline_formset([values]), "comments": inline_formset([])}

    response = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(data | lists))

    assert list(response.context["form"].formsets["duties"].forms[0].errors) == ["every"]


GOOD_YEAR = {
    "from_year": 2026,
    "starts_on": "2026-09-05",
    "first_term_ends_on": "2027-01-15",
    "second_term_starts_on": "2027-01-18",
    "ends_on": "2027-05-31",
}


def send_year(editor, holidays=(), **fields):
    data = GOOD_YEAR | fields | {"holidays": inline_formset(list(holidays))}
    return editor.post(reverse(SchoolYear.snippet_viewset.get_url_name("add")), nested_form_data(data))


def test_school_year__is_saved_as_a_draft(editor):
    response = send_year(editor, [{"name": "Tết", "starts_on": "2027-02-01", "ends_on": "2027-02-14"}])

    assert response.status_code == 302
    assert not SchoolYear.objects.get().live
    assert not SchoolYear.objects.public().exists()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"ends_on": "2026-05-31"}, "ends_on"),
        ({"first_term_ends_on": "2026-09-01"}, "first_term_ends_on"),
        ({"second_term_starts_on": "2027-01-15"}, "second_term_starts_on"),
        ({"from_year": 2025}, "starts_on"),
    ],
)
def test_school_year__with_days_in_the_wrong_order(editor, fields, wrong):
    assert list(send_year(editor, **fields).context["form"].errors) == [wrong]
    assert not SchoolYear.objects.exists()


def test_school_year__entered_twice(editor):
    send_year(editor)

    assert list(send_year(editor).context["form"].errors) == ["from_year"]
    assert SchoolYear.objects.count() == 1


def test_holiday__ends_before_it_begins(editor):
    response = send_year(editor, [{"name": "Tết", "starts_on": "2027-02-14", "ends_on": "2027-02-01"}])

    assert list(response.context["form"].formsets["holidays"].forms[0].errors) == ["ends_on"]
