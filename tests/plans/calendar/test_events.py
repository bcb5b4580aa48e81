"""An event is written by anybody of the house, and approved like everything else."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from moderation.roles import Role
from moderation.verification import verify
from plans.models import Event, Unit
from tests.factories import approve, make_user, take_down
from tests.plans.calendar.factories import MONDAY, D, T, make_event
from tests.support.forms import signed_in
from tests.support.guarding import refused, unguarded

pytestmark = pytest.mark.usefixtures("school")


def address(name, *args):
    return reverse(Event.snippet_viewset.get_url_name(name), args=args)


def post(user, action=None, **fields):
    data = {"title": "Sinh hoạt dưới cờ", "starts_on": "2026-11-23", "audience": "public"}
    return signed_in(user).post(address("add"), data | fields | (action or {}))


def errors_of(response):
    return response.context["form"].errors


@pytest.mark.parametrize("role", [Role.WEB_EDITOR, Role.UNIT_HEAD, Role.WEB_OFFICER])
def test_form__keeps_a_draft_that_nobody_outside_sees(role):
    response = post(make_user(role), units=[Unit.objects.first().pk])

    event = Event.objects.get()
    assert response.status_code == 302
    assert not event.live
    assert not Event.objects.approved().exists()
    assert [unit.pk for unit in event.get_latest_revision_as_object().units.all()] == [Unit.objects.first().pk]


def test_form__sends_it_to_the_principal():
    post(make_user(Role.WEB_EDITOR), {"action-submit": "1"})

    event = Event.objects.get()
    assert event.current_workflow_state
    assert not event.live


def test_form__pressing_publish_publishes_nothing():
    post(make_user(Role.PRINCIPAL), {"action-publish": "1"})

    assert not Event.objects.filter(live=True).exists()


def test_form__is_nothing_for_the_operator():
    assert post(make_user(Role.OPERATOR)).status_code == 302
    assert not Event.objects.exists()


def test_form__is_for_the_staff_unless_somebody_says_public():
    form = signed_in(make_user(Role.WEB_EDITOR)).get(address("add")).context["form"]

    assert form["audience"].value() == "internal"


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"title": ""}, "title"),
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "2026-02-30"}, "starts_on"),
        ({"starts_on": "0026-11-23"}, "starts_on"),
        ({"ends_on": "2026-11-22"}, "ends_on"),
        ({"ends_on": "2028-11-22"}, "ends_on"),
        ({"ends_at": "09:00"}, "starts_at"),
        ({"starts_at": "09:00", "ends_at": "08:00"}, "ends_at"),
        ({"starts_at": "09:00", "ends_at": "09:00", "ends_on": "2026-11-23"}, "ends_at"),
        ({"starts_at": "09:00", "ends_on": "2026-11-24"}, "ends_at"),
        ({"starts_at": "25:00"}, "starts_at"),
        ({"audience": "ai-do"}, "audience"),
    ],
)
def test_form__says_at_the_field_what_is_wrong(fields, place):
    response = post(make_user(Role.WEB_EDITOR), {"action-submit": "1"}, **fields)

    assert place in errors_of(response)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"starts_at": None, "ends_at": None},
        {"ends_at": None},
        {"ends_on": D(2026, 11, 24), "ends_at": T(7)},
        {"ends_on": MONDAY},
        {"starts_at": None, "ends_at": None, "ends_on": D(2026, 11, 30)},
    ],
)
def test_hours_and_days__that_follow_each_other_are_taken(fields):
    make_event(live=False, **fields).full_clean()


def test_hours__in_the_wrong_order_are_refused():
    with pytest.raises(ValidationError):
        make_event(live=False, starts_at=T(9), ends_at=T(8)).full_clean()


def test_text__is_kept_in_nfc():
    event = make_event(title="Họp Hội đồng")

    assert event.title == "Họp Hội đồng"


def test_key__stays_when_an_event_is_edited_taken_down_and_put_back():
    event = make_event()
    key = event.key
    draft = Event.objects.get(pk=event.pk).get_latest_revision_as_object()
    draft.title = "Họp phụ huynh, dời giờ"
    approve(draft)
    take_down(Event.objects.get(pk=event.pk))
    approve(Event.objects.get(pk=event.pk))

    assert Event.objects.get().key == key


def test_key__of_a_copy_is_its_own():
    event = make_event()
    user = make_user(Role.WEB_EDITOR)
    form = signed_in(user).get(address("copy", event.pk)).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (None, [])}

    response = signed_in(user).post(address("add"), data | {"title": "Bản sao"})

    assert response.status_code == 302
    assert Event.objects.count() == 2
    assert len({each.key for each in Event.objects.all()}) == 2


def test_live_event__is_written_by_nobody_without_a_decision():
    event = make_event(audience="internal")

    with refused():
        Event.objects.filter(pk=event.pk).update(audience="public")
    with refused():
        Event.objects.filter(pk=event.pk).update(starts_on=D(2026, 12, 1))


def test_event__that_is_tampered_with_is_found_and_shown_no_longer():
    event = make_event()
    with unguarded():
        Event.objects.filter(pk=event.pk).update(title="Nghỉ học")

    assert [fault.key for fault in verify()] == [event.pk]
    assert not Event.objects.public().exists()


def test_events__by_audience_days_and_units():
    first, second = Unit.objects.all()[:2]
    public, internal = make_event(first), make_event(first, second, audience="internal", title="Giao ban")
    everybody = make_event(title="Chào cờ", ends_on=D(2026, 11, 25))

    assert set(Event.objects.public()) == {public, everybody}
    assert set(Event.objects.approved()) == {public, internal, everybody}
    assert set(Event.objects.between(D(2026, 11, 24), D(2026, 11, 30))) == {everybody}
    assert set(Event.objects.between(D(2026, 11, 26), D(2026, 11, 30))) == set()
    assert set(Event.objects.of_units([second])) == {internal}
    assert list(Event.objects.for_units([first, second])) == [public, internal, everybody]


def test_preview__shows_what_is_approved(client):
    event = make_event(Unit.objects.get(slug="y-te"), place="Phòng hội đồng", chair="Hiệu trưởng", note="Mang sổ.")
    url = address("revisions_view", event.pk, event.latest_revision_id)

    words = signed_in(make_user(Role.PRINCIPAL)).get(url).content.decode()

    for said in ("thứ Hai, 23/11/2026, 7:30–9:00", "Phòng hội đồng", "Hiệu trưởng", "Mang sổ.", "Y tế"):
        assert said in words
