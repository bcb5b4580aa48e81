"""What a plan itself leaves open: areas without anybody, units without a duty, legal bases that no longer stand."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.board.checking import lacks_of
from plans.models import AreaParty, Commitment, FocusArea, LegalBasis, PlanPage, PlanPeriod, Replacement, Unit
from tests.factories import OfficialDocumentFactory, UnitFactory, approve, make_plan, make_responsibility, publish
from tests.plans.promises.factories import on
from tests.plans.test_board import with_parties

pytestmark = pytest.mark.django_db
D = datetime.date
LATER = D(2026, 11, 10)


@pytest.fixture
def unit(school):
    return Unit.objects.get(slug="y-te")


@pytest.fixture
def areas(school):
    return make_plan("Về an toàn", "Về y tế")


@pytest.fixture
def complete(areas, unit):
    """A plan that leaves nothing else open."""
    publish(with_parties(areas, [unit], [unit]))
    make_responsibility(areas, unit, "Khám sức khoẻ")
    return PlanPage.objects.get(pk=areas.pk)


def decree(number, *replaced, **fields):
    document = OfficialDocumentFactory(kind="Nghị định", number=number, live=False, **fields)
    document.replacements = [Replacement(replaced=each) for each in replaced]
    return approve(document)


def resting_on(plan, *bases, years=()):
    """Return the plan as it is with a new draft that rests on `bases` and speaks for a school year."""
    draft = plan.get_latest_revision_as_object()
    draft.bases = list(bases)
    draft.periods = [PlanPeriod(from_year=year, to_year=year + 1) for year in years]
    draft.save_revision()
    return PlanPage.objects.get(pk=plan.pk)


def said_of(plan):
    return [lack.sentence for lack in lacks_of(plan)]


def test_check__names_areas_without_anybody_and_parties_without_duty(areas, unit):
    with_parties(areas, [], [unit]).save_revision()
    other = Unit.objects.filter(part_of=None).exclude(pk=unit.pk).first()
    make_responsibility(areas, other, "Giới thiệu sách")

    said = [lack.sentence for lack in lacks_of(PlanPage.objects.get(pk=areas.pk))]

    assert any("“Về an toàn”" in sentence for sentence in said)
    assert any(unit.name in sentence and "“Về y tế”" in sentence for sentence in said)
    assert any(other.name in sentence for sentence in said)
    assert len(said) == 3


@pytest.mark.parametrize("is_draft", [False, True])
def test_check__takes_a_fixed_number_of_queries(areas, unit, is_draft):
    def count(changed):
        changed.save_revision() if is_draft else publish(changed)
        plan = PlanPage.objects.get(pk=areas.pk)
        with CaptureQueriesContext(connection) as seen:
            lacks_of(plan)
        return len(seen)

    make_responsibility(areas, unit, "Khám sức khoẻ")
    few = count(with_parties(areas, [unit], []))
    others = list(Unit.objects.exclude(pk=unit.pk)[:3])
    for other in others:
        make_responsibility(areas, other, "Viết bài")
    more = with_parties(areas, others, others)
    more.focus_areas.add(FocusArea(title="Về thư viện", parties=[AreaParty(unit=unit)]))
    more.commitments.add(Commitment(text="Mỗi tháng một bài", unit=unit))

    assert count(more) == few


def test_check__of_a_promise_whose_unit_is_gone_says_that_nobody_keeps_it(complete):
    draft = complete.get_latest_revision_as_object()
    draft.commitments.add(Commitment(text="Mỗi tháng một bài", unit=UnitFactory(name="Tổ sẽ giải thể", live=False)))
    draft.save_revision()
    Unit.objects.get(name="Tổ sẽ giải thể").delete()

    said = said_of(PlanPage.objects.get(pk=complete.pk))

    assert len(said) == 1
    assert "“Mỗi tháng một bài”" in said[0]


def test_check__of_a_plan_in_which_everybody_has_something_says_nothing(complete):
    assert lacks_of(complete) == []


def test_check__names_a_basis_that_was_replaced_linked_or_cited(complete):
    linked, cited = decree("1/2020/NĐ-CP"), decree("2/2020/NĐ-CP")
    decree("3/2026/NĐ-CP", linked, cited, in_force_from=D(2026, 7, 1), issued_on=D(2026, 6, 1))
    bases = [
        LegalBasis(kind="Nghị định", official_document=linked),
        LegalBasis(kind="Nghị định", number="02/2020/NĐ-CP"),
        LegalBasis(kind="Nghị định", number="2/2020/NĐ-CP"),
    ]

    with on(LATER):
        said = said_of(resting_on(complete, *bases))

    end = "Hết hiệu lực: được thay bằng Nghị định 3/2026/NĐ-CP từ ngày 1/7/2026."
    assert said == [f"Một căn cứ cần xem lại: Nghị định {number}/2020/NĐ-CP. {end}" for number in (1, 2)]


def test_check__names_a_basis_whose_last_day_has_passed(complete):
    ended = OfficialDocumentFactory(kind="Kế hoạch", number="41/KH-TH", in_force_until=D(2026, 5, 31))

    with on(LATER):
        said = said_of(resting_on(complete, LegalBasis(kind="Kế hoạch", official_document=ended)))

    assert len(said) == 1
    assert "Kế hoạch 41/KH-TH. Hết hiệu lực: ngày cuối cùng là 31/5/2026." in said[0]


def test_check__of_bases_in_force_or_not_yet_replaced_says_nothing(complete):
    standing, ending, hidden = decree("1/2020/NĐ-CP"), decree("2/2020/NĐ-CP"), decree("3/2020/NĐ-CP")
    decree("4/2026/NĐ-CP", ending, in_force_from=D(2027, 1, 1), issued_on=D(2026, 6, 1))
    draft = OfficialDocumentFactory(number="5/2026/NĐ-CP", live=False)
    draft.replacements = [Replacement(replaced=hidden)]
    draft.save()
    bases = [LegalBasis(kind="Nghị định", official_document=each) for each in (standing, ending, hidden)]

    with on(LATER):
        assert said_of(resting_on(complete, *bases)) == []


def test_check__of_a_plan_whose_time_is_over_leaves_its_bases_alone(complete):
    old = decree("1/2020/NĐ-CP", in_force_until=D(2026, 5, 31))
    basis = {"kind": "Nghị định", "official_document": old}

    with on(LATER):
        assert said_of(resting_on(complete, LegalBasis(**basis), years=[2024, 2025])) == []
        assert len(said_of(resting_on(complete, LegalBasis(**basis), years=[2025, 2026]))) == 1


def test_check__takes_no_more_queries_for_more_bases(complete):
    def count(*documents):
        plan = resting_on(
            complete,
            *(LegalBasis(kind=each.kind, official_document=each) for each in documents),
            *(LegalBasis(kind=each.kind, number=each.number) for each in documents),
        )
        with CaptureQueriesContext(connection) as seen:
            said = said_of(plan)
        return len(seen), len(said)

    old = [decree(f"{number}/2020/NĐ-CP", issued_on=D(2020, 1, 1)) for number in range(1, 7)]
    decree("9/2025/NĐ-CP", *old, issued_on=D(2025, 1, 1))

    few, one = count(old[0])
    many, six = count(*old)

    assert (one, six) == (1, 6)
    assert many == few
