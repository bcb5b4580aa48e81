"""My duties and the plan board."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from moderation.roles import Role
from news.models import NewsIndexPage
from plans.board import views
from plans.board.counting import board_of, last_months
from plans.board.duties import duties_of
from plans.models import AreaParty, Duty, Occasion, PlanItem, PlanPage, ResponsibilityPage, Unit
from plans.promises.renewal import renew
from tests.factories import NewsPageFactory, make_plan, make_user, publish
from tests.plans.promises.factories import commitment_item, make_promising_plan, month_of, monthly, on
from tests.support.forms import signed_in

pytestmark = pytest.mark.django_db
D = datetime.date
BEFORE, LATER = D(2026, 8, 30), D(2026, 11, 10)


@pytest.fixture
def unit(school):
    return Unit.objects.get(slug="y-te")


@pytest.fixture
def teacher(unit):
    user = make_user(Role.WEB_EDITOR, username="yte")
    unit.members.add(user)
    unit.save()
    return user


@pytest.fixture
def plan(unit):
    with on(BEFORE):
        return make_promising_plan(monthly("Mỗi tháng một bài về y tế", unit=unit))


def site_of(plan):
    return plan.get_site()


def words(answer):
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


# --- My duties --------------------------------------------------------------------------------------------------------


def test_duties__of_a_month_that_passed_are_late_and_this_months_are_due(plan, teacher):
    duties = duties_of(teacher, site_of(plan), LATER)

    assert [each.reckoned.occasion.due_on.month for each in duties.late] == [10]
    assert [each.reckoned.occasion.due_on.month for each in duties.due] == [11]
    assert [each.reckoned.occasion.due_on.month for each in duties.coming] == [12]


def test_duties__that_were_kept_are_gone(plan, teacher):
    for day in (D(2026, 10, 5), D(2026, 11, 3)):
        NewsPageFactory(serves=[commitment_item(plan)], date=day)

    duties = duties_of(teacher, site_of(plan), LATER)

    assert duties.open == 0


def test_duties__of_another_unit_are_not_mine(plan, school):
    other = make_user(Role.WEB_EDITOR, username="khac")

    assert duties_of(other, site_of(plan), LATER).units == []


def test_duties__of_the_whole_are_those_of_its_parts(plan, unit, school):
    member = make_user(Role.WEB_EDITOR, username="thanhvien")
    draft = Unit(site=unit.site, name="Phòng y tế", slug="phong-y-te", part_of=unit, live=False)
    draft.members = [member]
    draft.save()

    assert duties_of(member, site_of(plan), LATER).open == 2


def test_duties__are_found_in_queries_that_do_not_grow(plan, teacher, unit):
    def count():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(
            connection,
        ) as seen:
            duties_of(teacher, site_of(plan), LATER)
        return len(seen)

    before = count()
    with on(BEFORE):
        make_promising_plan(*(monthly(f"Việc thứ {number}", unit=unit) for number in range(5)), title="Kế hoạch khác")
    for number in range(4):
        NewsPageFactory(serves=[commitment_item(plan)], date=D(2026, 10, number + 1))

    assert count() == before


def test_my_duties__say_how_late_and_lead_to_an_article_that_is_tied_already(plan, teacher):
    with on(LATER):
        client = signed_in(teacher)
        page = html.fromstring(client.get(reverse("my_duties")).content.decode())
        (card,) = page.xpath("//li[contains(@class, 'board-card--late')]")
        form = html.fromstring(client.get(card.xpath(".//a/@href")[0]).content.decode())

    assert "Mỗi tháng một bài về y tế" in card.text_content()
    ticked = form.xpath("//input[@name='serves'][@checked]/@value")
    assert ticked == [str(commitment_item(plan).pk)]


def test_article_begun_from_my_duties__counts_once_it_is_approved(plan, teacher):
    item = commitment_item(plan)
    NewsPageFactory(title="Khám mắt", serves=[item], date=D(2026, 11, 9))

    assert [each.reckoned.occasion.due_on.month for each in duties_of(teacher, site_of(plan), LATER).due] == []


def test_address_that_asks_for_what_no_plan_holds__ties_nothing(plan, teacher, school):
    draft = make_plan("Nháp", live=False)
    draft.save_revision()
    hidden = PlanItem.objects.get(plan=draft)
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", NewsIndexPage.objects.get().pk])
    for asked in (hidden.pk, 999_999, "x"):
        form = html.fromstring(signed_in(teacher).get(f"{address}?serves={asked}").content.decode())
        assert not form.xpath("//input[@name='serves'][@checked]")


def test_ticked_duty__is_done_with_one_press_and_by_its_unit_only(plan, unit, teacher):
    with on(BEFORE):
        page = ResponsibilityPage(title="Y tế", unit=unit, live=False)
        page.duties = [Duty(text="Cập nhật sổ sức khoẻ", every="monthly", proof="tick")]
        plan.add_child(instance=page)
        publish(page)
        renew(plan)
    occasion = month_of(PlanItem.objects.get(title="Cập nhật sổ sức khoẻ"), 11)

    with on(LATER):
        stranger = signed_in(make_user(Role.WEB_EDITOR, username="khac"))
        assert stranger.post(reverse("duty_tick", args=[occasion.pk])).status_code in {302, 403}
        assert Occasion.objects.get(pk=occasion.pk).ticked_at is None
        answer = signed_in(teacher).post(reverse("duty_tick", args=[occasion.pk]), follow=True)

    assert "Cập nhật sổ sức khoẻ" not in [
        card.text_content() for card in html.fromstring(answer.content.decode()).xpath("//li//form")
    ]
    assert Occasion.objects.get(pk=occasion.pk).ticked_by == teacher


# --- The board --------------------------------------------------------------------------------------------------------


@pytest.fixture
def areas(school):
    return make_plan("Về an toàn", "Về y tế")


def with_parties(plan, *units_of_areas):
    """Return the plan with these units in its areas, not saved."""
    plan = PlanPage.objects.get(pk=plan.pk)
    areas = list(plan.focus_areas.all())
    for area, units in zip(areas, units_of_areas, strict=True):
        area.parties = [AreaParty(unit=unit) for unit in units]
    plan.focus_areas = areas
    return plan


def test_board__counts_what_is_public_by_area_and_month(areas):
    safety, health = PlanItem.objects.filter(plan=areas).order_by("position")
    NewsPageFactory(serves=[safety, health], date=D(2026, 11, 2))
    NewsPageFactory(serves=[safety], date=D(2026, 9, 2))
    NewsPageFactory(serves=[safety], date=D(2026, 11, 3), live=False)

    board = board_of(areas, LATER)

    counted = {row.item: {cell.month: cell.number for cell in row.cells if cell.number} for row in board.rows}
    assert counted == {safety: {"2026-09": 1, "2026-11": 1}, health: {"2026-11": 1}}
    assert board.totals[-3:] == [1, 0, 2]


def test_silence__is_counted_in_weeks_since_the_last_article(areas):
    safety, health = PlanItem.objects.filter(plan=areas).order_by("position")
    NewsPageFactory(serves=[safety], date=LATER - datetime.timedelta(weeks=5))

    board = board_of(areas, LATER)

    assert [row.item for row in board.silent(4)] == [safety, health]
    assert [row.item for row in board.silent(8)] == [health]


def test_board__narrows_to_a_unit(areas, unit):
    publish(with_parties(areas, [], [unit]))

    assert [row.item.title for row in board_of(areas, LATER, unit).rows] == ["Về y tế"]


def test_units__stand_with_what_fell_due_and_what_was_kept(plan, unit):
    NewsPageFactory(serves=[commitment_item(plan)], date=D(2026, 9, 20))

    (standing,) = board_of(plan, LATER).standings

    assert (standing.unit, standing.kept, standing.fallen_due, standing.late) == (unit, 1, 2, 1)


def test_what_is_late__is_named_by_date_and_of_this_plan_alone(plan, unit):
    with on(BEFORE):
        other = make_promising_plan(monthly("Của kế hoạch khác", unit=unit), title="Kế hoạch khác")

    found = board_of(plan, D(2026, 11, 22)).late

    assert [(each.occasion.due_on.month, each.state.value) for each in found] == [(10, "overdue"), (9, "missed")]
    assert {each.occasion.text for each in board_of(other, LATER).late} == {"Của kế hoạch khác"}


def test_what_is_long_late__is_shown_to_whoever_asks_for_it(plan, unit, monkeypatch):
    monkeypatch.setattr(views, "LATE_SHOWN", 1)
    with on(D(2026, 11, 22)):
        principal, address = signed_in(make_user(Role.PRINCIPAL)), reverse("plan_board", args=[plan.pk])
        few, everything = (html.fromstring(principal.get(f"{address}{asked}").content) for asked in ("", "?late=all"))

    def shown(page):
        return [each.text_content() for each in page.xpath("//li[contains(@class, 'board-card--late')]")]

    assert [len(shown(few)), len(shown(everything))] == [1, 2]
    assert "31/10/2026" in shown(few)[0]
    assert few.xpath("//a[contains(@href, 'late=all')]")
    assert not everything.xpath("//a[contains(@href, 'late=all')]")


def test_board__takes_a_fixed_number_of_queries(plan, areas):
    with CaptureQueriesContext(connection) as few:
        board_of(areas, LATER)
    for item in PlanItem.objects.filter(plan=areas):
        for day in range(1, 6):
            NewsPageFactory(serves=[item], date=D(2026, 10, day))
    with CaptureQueriesContext(connection) as many:
        board_of(areas, LATER)

    assert len(many) == len(few)


def test_last_months__go_over_the_new_year():
    assert last_months((2027, 1), 3) == [(2026, 11), (2026, 12), (2027, 1)]


def test_cell__opens_the_articles_of_its_month(areas):
    safety = PlanItem.objects.filter(plan=areas).order_by("position").first()
    NewsPageFactory(title="Bài tháng mười một", serves=[safety], date=D(2026, 11, 2))
    NewsPageFactory(title="Bài tháng chín", serves=[safety], date=D(2026, 9, 2))
    principal = signed_in(make_user(Role.PRINCIPAL))

    with on(LATER):
        page = html.fromstring(principal.get(reverse("plan_board", args=[areas.pk])).content.decode())
    (cell,) = [each for each in page.xpath("//td[contains(@class, 'board-some')]/a/@href") if "2026-11" in each]
    shown = words(principal.get(cell))

    assert "Bài tháng mười một" in shown
    assert "Bài tháng chín" not in shown


@pytest.mark.parametrize("asked", ["?unit=x&year=99999&silent=3", "?unit=99999999999999999999", "?month=2026-13"])
def test_odd_filters__are_answered_as_if_nobody_had_asked(areas, asked):
    principal = signed_in(make_user(Role.PRINCIPAL))
    item = PlanItem.objects.filter(plan=areas).first()

    assert principal.get(reverse("plan_board", args=[areas.pk]) + asked).status_code == 200
    assert principal.get(reverse("plan_board_articles", args=[areas.pk, item.pk]) + asked).status_code == 200


def test_board__without_any_plan_says_so(school):
    answer = signed_in(make_user(Role.PRINCIPAL)).get(reverse("plan_boards"))

    assert answer.status_code == 200


def test_draft_plan__has_no_board(school):
    draft = make_plan("Nháp", live=False)

    assert signed_in(make_user(Role.PRINCIPAL)).get(reverse("plan_board", args=[draft.pk])).status_code == 404


def test_nobody__sees_a_board_without_signing_in(areas, client):
    for name, args in (("plan_boards", []), ("my_duties", []), ("plan_board", [areas.pk])):
        assert client.get(reverse(name, args=args)).status_code == 302


def test_waiver__is_the_principals_and_has_a_reason(plan, teacher):
    october = month_of(commitment_item(plan), 10)
    url = reverse("duty_waive", args=[october.pk])

    with on(LATER):
        signed_in(teacher).post(url, {"reason": "Bận"})
        assert not Occasion.objects.get(pk=october.pk).is_waived
        principal = signed_in(make_user(Role.PRINCIPAL))
        principal.post(url, {"reason": "  "})
        assert not Occasion.objects.get(pk=october.pk).is_waived
        principal.post(url, {"reason": "Trường nghỉ vì lũ."})
    october.refresh_from_db()

    assert (october.is_waived, october.waiver_reason) == (True, "Trường nghỉ vì lũ.")
