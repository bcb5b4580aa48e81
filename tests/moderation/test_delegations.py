"""A deputy decides on what the principal has put into a deputy's hands, and on nothing else."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email
from wagtail.models import Page, PageLogEntry

from media.models import GalleryIndexPage
from moderation import appointments, publishing
from moderation.authority import authority_of
from moderation.models import Act, Approval, Delegation
from moderation.models.delegation import Basis
from moderation.publishing import Decision
from moderation.roles import Role
from news.models import NewsIndexPage, NewsPage
from plans.models import Unit
from tests.factories import CategoryFactory, GalleryPageFactory, NewsPageFactory, StandardPageFactory, make_user

TODAY = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, email="hieutruong@example.org", last_name="Nguyễn Thị", first_name="Liên")


@pytest.fixture
def deputy(principal):
    return make_user(Role.DEPUTY_PRINCIPAL, email="hieupho@example.org", last_name="Trần Văn", first_name="Thuận")


@pytest.fixture
def author(school):
    return make_user(Role.WEB_EDITOR, email="giaovien@example.org", last_name="Lê Văn", first_name="Bình")


@pytest.fixture
def news(school):
    return Page.objects.get(pk=NewsIndexPage.objects.get().pk)


def delegated(deputy, principal, **fields):
    fields.setdefault("starts_on", TODAY)
    return Delegation.objects.create(deputy=deputy, given_by=principal, **fields)


def submitted(author, **fields):
    page = NewsPageFactory(live=False, owner=author, **fields)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return NewsPage.objects.get(pk=page.pk)


def decide(page, user, action="approve", comment=""):
    client = Client()
    client.force_login(user)
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    response = client.post(url, {"comment": comment})
    page.refresh_from_db()
    return response


def fresh(user):
    """`user` as the next request finds them."""
    return type(user).objects.get(pk=user.pk)


# --- What a deputy may decide -------------------------------------------------------------------------------------


def test_deputy__without_delegation_decides_on_nothing(deputy):
    assert authority_of(deputy, NewsPageFactory(live=False)) is None


def test_deputy__decides_on_everything_under_an_open_assignment(deputy, principal):
    delegated(deputy, principal)

    assert authority_of(deputy, NewsPageFactory(live=False)).on_behalf_of == principal


def test_section__covers_what_lies_below_it(deputy, principal, news):
    delegated(deputy, principal, section=news)

    assert authority_of(deputy, NewsPageFactory(live=False))
    assert authority_of(deputy, NewsIndexPage.objects.get())


def test_section__covers_no_other_section(deputy, principal, news):
    delegated(deputy, principal, section=news)

    assert authority_of(deputy, GalleryPageFactory(live=False)) is None
    assert authority_of(deputy, GalleryIndexPage.objects.get()) is None


def test_section__covers_nothing_that_is_no_page(deputy, principal, news):
    delegated(deputy, principal, section=news)

    assert authority_of(deputy, Unit.objects.first()) is None
    assert authority_of(deputy, CategoryFactory(live=False)) is None


def test_unit__covers_its_content_and_itself(deputy, principal):
    unit = Unit.objects.first()
    delegated(deputy, principal, unit=unit)

    assert authority_of(deputy, NewsPageFactory(live=False, unit=unit))
    assert authority_of(deputy, unit)


def test_unit__covers_no_other_unit_and_nothing_without_one(deputy, principal):
    mine, other = Unit.objects.all()[:2]
    delegated(deputy, principal, unit=mine)

    assert authority_of(deputy, NewsPageFactory(live=False, unit=other)) is None
    assert authority_of(deputy, NewsPageFactory(live=False)) is None
    assert authority_of(deputy, other) is None


def test_unit__covers_no_draft_that_goes_over_to_another_unit(deputy, principal):
    mine, other = Unit.objects.all()[:2]
    delegated(deputy, principal, unit=mine)
    leaving, coming = NewsPageFactory(unit=mine), NewsPageFactory(unit=other)
    for page, unit in ((leaving, other), (coming, mine)):
        draft = page.get_latest_revision_as_object()
        draft.unit = unit
        draft.save_revision()

    assert authority_of(deputy, NewsPage.objects.get(pk=leaving.pk)) is None
    assert authority_of(deputy, NewsPage.objects.get(pk=coming.pk)) is None


def test_section_and_unit__both_have_to_fit(deputy, principal, news):
    unit = Unit.objects.first()
    delegated(deputy, principal, section=news, unit=unit)

    assert authority_of(deputy, NewsPageFactory(live=False, unit=unit))
    assert authority_of(deputy, NewsPageFactory(live=False)) is None
    assert authority_of(deputy, GalleryPageFactory(live=False, unit=unit)) is None


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [(0, 0, True), (-3, 0, True), (0, None, True), (1, 5, False), (-5, -1, False)],
    ids=["only today", "last day", "open end", "tomorrow", "ended yesterday"],
)
def test_dates__decide_whether_it_holds(deputy, principal, starts, ends, holds):
    end = None if ends is None else TODAY + ends * DAY
    basis = Basis.DATED if end else Basis.STANDING
    delegated(deputy, principal, basis=basis, starts_on=TODAY + starts * DAY, ends_on=end)

    assert bool(authority_of(deputy, NewsPageFactory(live=False))) is holds


def test_revoked__holds_no_longer(deputy, principal):
    delegated(deputy, principal)
    Delegation.objects.all().revoke()

    assert authority_of(deputy, NewsPageFactory(live=False)) is None


def test_given_by_a_principal_who_lost_the_office__holds_no_longer(deputy, principal):
    delegated(deputy, principal)
    principal.groups.clear()

    assert authority_of(fresh(deputy), NewsPageFactory(live=False)) is None


def test_given_by_a_deactivated_principal__holds_no_longer(deputy, principal):
    delegated(deputy, principal)
    type(principal).objects.filter(pk=principal.pk).update(is_active=False)

    assert authority_of(fresh(deputy), NewsPageFactory(live=False)) is None


def test_handing_the_office_over__ends_what_the_former_principal_gave(deputy, principal):
    given = delegated(deputy, principal)

    appointments.hand_over(make_user(), Decision(Act.APPOINTED, by=principal))

    assert Delegation.objects.get(pk=given.pk).revoked_at
    assert authority_of(fresh(deputy), NewsPageFactory(live=False)) is None


def test_deputy_who_comes_back__does_not_find_old_delegations_again(deputy, principal):
    delegated(deputy, principal)

    appointments.dismiss(deputy, Decision(Act.DISMISSED, by=principal))
    appointments.appoint(deputy, Role.DEPUTY_PRINCIPAL, Decision(Act.APPOINTED, by=principal))

    assert authority_of(fresh(deputy), NewsPageFactory(live=False)) is None


def test_appointing_a_deputy_again__keeps_what_holds(deputy, principal):
    delegated(deputy, principal)

    appointments.appoint(deputy, Role.DEPUTY_PRINCIPAL, Decision(Act.APPOINTED, by=principal))

    assert authority_of(fresh(deputy), NewsPageFactory(live=False))


def test_somebody_in_the_group_only__decides_on_nothing_in_spite_of_a_delegation(principal):
    pretender = make_user()
    pretender.groups.add(Group.objects.get(name=Role.DEPUTY_PRINCIPAL.value))
    delegated(pretender, principal)

    assert authority_of(pretender, NewsPageFactory(live=False)) is None


# --- Deciding -----------------------------------------------------------------------------------------------------


def test_approval_by_a_deputy__publishes_and_the_ledger_says_on_whose_behalf(author, deputy, principal):
    delegated(deputy, principal, document="12/QĐ-THSH")
    page = submitted(author)

    decide(page, deputy)

    record = Approval.objects.about("wagtailcore.page", page.pk).first()
    assert page.live
    assert (record.decided_by, record.on_behalf_of, record.basis) == (deputy, principal, "KT. 12/QĐ-THSH")


def test_approval_by_dated_delegation__is_marked_as_such(author, deputy, principal):
    delegated(deputy, principal, basis=Basis.DATED, ends_on=TODAY)
    page = submitted(author)

    decide(page, deputy)

    assert Approval.objects.about("wagtailcore.page", page.pk).first().basis == "TUQ."


def test_approval_by_a_deputy__without_delegation_is_refused(author, deputy):
    page = submitted(author)

    decide(page, deputy)

    assert not page.live


def test_approval_by_a_deputy__outside_the_section_is_refused(author, deputy, principal):
    delegated(deputy, principal, section=Page.objects.get(pk=GalleryIndexPage.objects.get().pk))
    page = submitted(author)

    decide(page, deputy)

    assert not page.live


def test_deputy__never_decides_on_own_words(deputy, principal):
    delegated(deputy, principal)
    page = submitted(deputy)

    for action in ("approve", "issue", "reject"):
        decide(page, deputy, action)

    assert not page.live
    assert page.workflow_in_progress


def test_deputy__never_decides_on_what_they_corrected(author, deputy, principal):
    delegated(deputy, principal)
    page = NewsPageFactory(live=False, owner=author)
    page.save_revision(user=author)
    page.save_revision(user=deputy)
    page.get_workflow().start(page, author)
    page = NewsPage.objects.get(pk=page.pk)

    decide(page, deputy)

    assert not page.live


def test_finishing_by_hand__asks_for_the_delegation_too(author, deputy):
    page = submitted(author)

    with pytest.raises(publishing.PermissionDenied):
        page.current_workflow_state.finish(user=deputy)


def test_mail_to_the_author__says_in_whose_place_it_was_approved(author, deputy, principal):
    delegated(deputy, principal, document="12/QĐ-THSH")
    page = submitted(author)
    Email.objects.all().delete()

    decide(page, deputy)

    assert "Trần Văn Thuận, KT. Hiệu trưởng Nguyễn Thị Liên (12/QĐ-THSH) đã duyệt" in Email.objects.get().message


def test_mail_to_the_author__of_a_return_says_it_too(author, deputy, principal):
    delegated(deputy, principal, basis=Basis.DATED, ends_on=TODAY)
    page = submitted(author)
    Email.objects.all().delete()

    decide(page, deputy, "reject", "Xin thêm ảnh.")

    assert "Trần Văn Thuận, TUQ. Hiệu trưởng Nguyễn Thị Liên" in Email.objects.get().message


def test_mail_to_the_author__of_the_principals_own_decision_names_nobody_else(author, principal):
    page = submitted(author)
    Email.objects.all().delete()

    decide(page, principal)

    assert "KT." not in Email.objects.get().message


def test_history__says_in_whose_place_it_was_decided(author, deputy, principal):
    delegated(deputy, principal, document="12/QĐ-THSH")
    page = submitted(author)
    decide(page, deputy)
    client = Client()
    client.force_login(author)

    html = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()

    assert "KT. Hiệu trưởng Nguyễn Thị Liên (12/QĐ-THSH)" in html


def test_link_of_an_old_mail__says_in_whose_place_it_was_decided(author, deputy, principal):
    delegated(deputy, principal, document="12/QĐ-THSH")
    page = submitted(author)
    url = reverse("moderation_review", args=[page.current_workflow_task_state.pk])
    decide(page, deputy)

    html = signed_in(author).get(url).content.decode()

    assert "Trần Văn Thuận, KT. Hiệu trưởng Nguyễn Thị Liên (12/QĐ-THSH)" in html


def test_history__of_the_principals_own_decision_says_nothing_of_it(author, principal):
    page = submitted(author)

    decide(page, principal)

    assert not PageLogEntry.objects.filter(page_id=page.pk, action="moderation.in_place").exists()


# --- Append-only --------------------------------------------------------------------------------------------------


def test_delegation__is_written_once(deputy, principal):
    given = delegated(deputy, principal, basis=Basis.DATED, ends_on=TODAY)
    given.ends_on = TODAY + 99 * DAY

    with pytest.raises(TypeError):
        given.save()


@pytest.mark.parametrize(
    "change",
    [{"ends_on": TODAY + 99 * DAY}, {"ends_on": None}, {"basis": "standing"}, {"section": None}, {"document": "X"}],
    ids=lambda change: next(iter(change)),
)
def test_delegation__is_not_rewritten_in_the_database_either(deputy, principal, news, change):
    delegated(deputy, principal, basis=Basis.DATED, ends_on=TODAY, section=news)

    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.update(**change)


def test_delegation__is_not_deleted_to_hide_it(deputy, principal):
    delegated(deputy, principal)

    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.all().delete()


def test_delegation__goes_with_its_section(deputy, principal):
    section = StandardPageFactory()
    delegated(deputy, principal, section=section)

    publishing.delete(section, Decision(Act.DELETED, by=principal))

    assert not Delegation.objects.exists()


def test_revocation__is_not_taken_back(deputy, principal):
    delegated(deputy, principal)
    Delegation.objects.all().revoke()

    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.update(revoked_at=None)


# --- The page -----------------------------------------------------------------------------------------------------


@pytest.fixture
def as_principal(principal):
    return signed_in(principal)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def give(client, **fields):
    """Fill the form in, and return the answer."""
    values = {"basis": "standing", "starts_on": "20/11/2026", "ends_on": "", "section": "", "unit": "", "document": ""}
    return client.post(reverse("moderation_delegation_give"), values | fields)


def test_giving__writes_what_was_filled_in(as_principal, principal, deputy, news):
    unit = Unit.objects.first()
    response = give(
        as_principal,
        deputy=deputy.pk,
        basis="dated",
        section=news.pk,
        unit=unit.pk,
        ends_on="30/11/2026",
        document="12/QĐ-THSH",
    )

    given = Delegation.objects.get()
    assert response.status_code == 302
    assert (given.deputy, given.given_by, given.section, given.unit) == (deputy, principal, news, unit)
    assert (given.basis, given.ends_on, given.document) == ("dated", datetime.date(2026, 11, 30), "12/QĐ-THSH")


def refused_at(response, field, sentence):
    assert response.status_code == 422
    assert response.context["form"].errors[field] == [sentence]
    assert not Delegation.objects.exists()


def test_giving__that_ends_before_it_begins_is_refused_at_the_field(as_principal, deputy):
    response = give(as_principal, deputy=deputy.pk, basis="dated", ends_on="19/11/2026")

    refused_at(response, "ends_on", "Ngày kết thúc sớm hơn ngày bắt đầu.")


def test_giving__what_is_wrong_keeps_what_was_filled_in(as_principal, deputy):
    response = give(as_principal, deputy=deputy.pk, basis="dated", ends_on="19/11/2026", document="12/QĐ-THSH")

    assert 'value="12/QĐ-THSH"' in response.content.decode()


def test_giving__a_dated_one_without_an_end_is_refused_at_the_field(as_principal, deputy):
    response = give(as_principal, deputy=deputy.pk, basis="dated")

    refused_at(response, "ends_on", "Uỷ quyền theo thời hạn phải có ngày kết thúc. Ghi rõ đến ngày nào.")


def test_giving__to_oneself_is_refused_at_the_field(as_principal, principal):
    response = give(as_principal, deputy=principal.pk)

    refused_at(response, "deputy", "Không ai uỷ quyền cho chính mình. Chọn một phó hiệu trưởng.")


def test_giving__to_somebody_who_is_no_deputy_is_refused_at_the_field(as_principal, author):
    response = give(as_principal, deputy=author.pk)

    refused_at(response, "deputy", "“Lê Văn Bình” không phải là phó hiệu trưởng đã được xác nhận.")


def test_giving__to_somebody_who_is_only_in_the_group_is_refused(as_principal, author):
    author.groups.add(Group.objects.get(name=Role.DEPUTY_PRINCIPAL.value))

    response = give(as_principal, deputy=author.pk)

    assert response.status_code == 422
    assert not Delegation.objects.exists()


def test_giving__by_a_deputy_is_refused_at_the_field(deputy):
    other = make_user(Role.DEPUTY_PRINCIPAL)

    response = give(signed_in(deputy), deputy=other.pk)

    refused_at(response, "deputy", "Chỉ hiệu trưởng đương nhiệm mới phân công, uỷ quyền được.")


@pytest.mark.parametrize("role", [Role.WEB_EDITOR, Role.UNIT_HEAD, Role.WEB_OFFICER, Role.OPERATOR, None])
def test_giving__is_closed_to_everybody_else(deputy, role):
    acting = make_user(role, is_superuser=role is None)

    response = give(signed_in(acting), deputy=deputy.pk)

    assert response.status_code == 302
    assert not Delegation.objects.exists()


def test_giving__a_section_that_is_none_is_refused_at_the_field(as_principal, deputy):
    article = NewsPageFactory()

    response = give(as_principal, deputy=deputy.pk, section=article.pk)

    assert "section" in response.context["form"].errors


def test_giving__an_impossible_date_is_refused_at_the_field(as_principal, deputy):
    response = give(as_principal, deputy=deputy.pk, starts_on="31/02/2026")

    assert "starts_on" in response.context["form"].errors


def test_giving__offers_deputies_only(as_principal, deputy, author):
    form = as_principal.get(reverse("moderation_delegation_give")).context["form"]

    assert [key for key, _name in form["deputy"].field.widget.choices if key] == [deputy.pk]


def test_revoking__ends_it_at_once(as_principal, principal, deputy):
    given = delegated(deputy, principal)
    url = reverse("moderation_delegation_revoke", args=[given.pk])

    asked = as_principal.get(url)
    assert authority_of(deputy, NewsPageFactory(live=False))
    as_principal.post(url)

    assert asked.status_code == 200
    assert authority_of(deputy, NewsPageFactory(live=False)) is None


def test_revoking__twice_says_so_and_keeps_the_first_moment(as_principal, principal, deputy):
    given = delegated(deputy, principal)
    url = reverse("moderation_delegation_revoke", args=[given.pk])
    as_principal.post(url)
    first = Delegation.objects.get().revoked_at

    response = as_principal.post(url, follow=True)

    assert "đã được thu hồi từ trước" in response.content.decode()
    assert Delegation.objects.get().revoked_at == first


def test_revoking__is_the_principals(deputy, principal):
    given = delegated(deputy, principal)

    signed_in(deputy).post(reverse("moderation_delegation_revoke", args=[given.pk]))

    assert Delegation.objects.get().revoked_at is None


def test_list__is_readable_by_deputies_without_buttons(deputy, principal):
    given = delegated(deputy, principal)

    html = signed_in(deputy).get(reverse("moderation_delegations")).content.decode()

    assert "Trần Văn Thuận" in html
    assert reverse("moderation_delegation_give") not in html
    assert reverse("moderation_delegation_revoke", args=[given.pk]) not in html


@pytest.mark.parametrize("role", [Role.WEB_EDITOR, Role.UNIT_HEAD, Role.WEB_OFFICER, Role.OPERATOR])
def test_list__is_closed_to_everybody_else(school, role):
    assert signed_in(make_user(role)).get(reverse("moderation_delegations")).status_code == 302


def test_list__says_what_holds_and_why_the_rest_does_not(as_principal, principal, deputy):
    delegated(deputy, principal, document="đang có hiệu lực")
    delegated(deputy, principal, document="chưa bắt đầu", starts_on=TODAY + DAY)
    delegated(deputy, principal, document="đã xong", starts_on=TODAY - 9 * DAY, ends_on=TODAY - DAY)

    context = as_principal.get(reverse("moderation_delegations")).context

    assert [each.document for each in context["holding"]] == ["đang có hiệu lực"]
    assert {each.document for each in context["others"]} == {"chưa bắt đầu", "đã xong"}
