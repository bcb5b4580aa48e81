"""A report as a page, and the screens on which it is asked for: who may, what is refused, and what the public gets."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html
from wagtail.models import Revision

from moderation import publishing
from moderation.models import Act
from moderation.publishing import Decision
from moderation.roles import Role
from moderation.verification import verify
from moderation.withdrawal import withdraw
from plans.models import Duty, PlanPage, ReportMaking, ReportPage, ReportRemark, ResponsibilityPage, Unit
from plans.report import making
from plans.report.forms import ReportForm
from tests.factories import NewsPageFactory, PhotoFactory, approve, make_plan, make_user, publish
from tests.plans.promises.factories import on
from tests.plans.reporting import FIRST, LAST, LATER, SECRET, D, item_of, make_report, record, reported_plan, secret
from tests.support.forms import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(school):
    return Unit.objects.get(slug="y-te")


@pytest.fixture
def plan(unit):
    return reported_plan(unit, secret(unit))


@pytest.fixture
def principal(school):
    return make_user(Role.PRINCIPAL, username="hieutruong")


def words(answer):
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def ask_for(user, plan, **data):
    with on(LATER):
        return signed_in(user).post(reverse("plan_reports", args=[plan.pk]), data)


# --- The public page --------------------------------------------------------------------------------------------------


def test_page__says_what_was_promised_done_and_is_missing_with_links_and_remarks(plan):
    article = NewsPageFactory(title="Khám mắt", serves=[item_of(plan, "Về y tế")], date=D(2026, 9, 20))
    page = make_report(plan)
    key = page.figures["areas"][1]["key"]
    page.remarks = [ReportRemark(about=f"area:{key}", text="Sẽ viết bù trong tháng 11.")]
    page.assessment = "Hai tháng đầu làm tốt."
    page = approve(page)

    answer = Client().get(page.url)
    text = words(answer)

    assert f'href="{article.url}"' in answer.content.decode()
    assert "Sẽ viết bù trong tháng 11." in text
    assert "Hai tháng đầu làm tốt." in text
    # October is missing: said of the area, of the unit, and among all that is.
    assert text.count("Mỗi tháng một bài về y tế") == 6


def test_article_that_serves_a_duty_alone__is_listed_under_its_unit(plan, unit):
    duties = ResponsibilityPage(title="Y tế", unit=unit, live=False)
    duties.duties = [Duty(text="Viết bài phòng bệnh", every="monthly", proof="evidence")]
    with on(D(2026, 8, 30)):
        plan.add_child(instance=duties)
        publish(duties)
    article = NewsPageFactory(title="Phòng cúm", serves=[item_of(plan, "Viết bài phòng bệnh")], date=D(2026, 9, 20))

    text = Client().get(approve(make_report(plan)).url).content.decode()

    assert f'href="{article.url}"' in text


def test_plans_page__leads_to_its_public_reports_only(plan):
    page = approve(make_report(plan))
    draft = make_report(plan)

    text = Client().get(plan.url).content.decode()

    assert page.url in text
    assert draft.slug not in text


def test_internal_promises_and_records__show_nowhere_in_public(plan):
    record("Biên bản họp kín", D(2026, 9, 10), [item_of(plan, SECRET)], audience="internal")
    record("Phóng sự trên đài", D(2026, 9, 11), [item_of(plan, "Về y tế")])
    page = approve(make_report(plan))

    text = Client().get(page.url).content.decode()

    assert "Phóng sự trên đài" in text
    assert SECRET not in text
    assert "họp kín" not in text


def test_draft_report__is_not_public(plan):
    assert Client().get(make_report(plan).url).status_code == 404


def test_article_that_was_withdrawn_for_safety__is_not_named_any_more(plan, principal):
    article = NewsPageFactory(title="Có tên một bạn", serves=[item_of(plan, "Về y tế")], date=D(2026, 9, 20))
    page = approve(make_report(plan))
    assert "Có tên một bạn" in words(Client().get(page.url))

    withdraw(article, principal, "Phụ huynh chưa đồng ý.")

    assert "Có tên một bạn" not in words(Client().get(page.url))


def test_photo__is_in_public_use_until_it_is_withdrawn(plan):
    photo = PhotoFactory(title="Sân trường")
    NewsPageFactory(cover=photo, serves=[item_of(plan, "Về y tế")], date=D(2026, 9, 20))
    page = approve(make_report(plan))
    assert photo.public_uses == 2
    assert "piece__photo" in Client().get(page.url).content.decode()

    publishing.withdraw_file(photo, Decision(Act.WITHDRAWN))

    assert "piece__photo" not in Client().get(page.url).content.decode()


def test_approved_report__is_as_the_ledger_has_it(plan):
    revision = Revision.objects.get(pk=make_report(plan).latest_revision_id)
    publishing.publish(revision, Decision(Act.APPROVED))

    assert verify() == []


def test_figures__are_not_changed_without_an_approval(plan):
    from tests.support.guarding import refused

    page = approve(make_report(plan))

    with refused():
        ReportPage.objects.filter(pk=page.pk).update(figures={})


# --- Asking for one ---------------------------------------------------------------------------------------------------


def test_principal__asks_on_the_board_and_finds_the_draft(plan, principal):
    with on(LATER):
        board = signed_in(principal).get(reverse("plan_board", args=[plan.pk]))
    assert reverse("plan_reports", args=[plan.pk]) in board.content.decode()

    answer = ask_for(principal, plan, period="last_month")

    asked = ReportMaking.objects.get()
    assert (asked.starts_on, asked.ends_on, asked.period) == (D(2026, 10, 1), D(2026, 10, 31), "tháng 10 năm 2026")
    waiting = signed_in(principal).get(answer["Location"])
    assert (waiting.status_code, waiting["Refresh"]) == (200, "2")
    with on(LATER):
        assert making.work() == 1
    done = signed_in(principal).get(answer["Location"])
    page = ReportPage.objects.get()
    assert done["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.title == ("Báo cáo kết quả thực hiện Kế hoạch truyền thông năm học 2026–2027, tháng 10 năm 2026")
    assert (page.live, page.owner, page.issuer) == (False, principal, plan.issuer)


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.DEPUTY_PRINCIPAL, True),
        (Role.WEB_OFFICER, True),
        (Role.UNIT_HEAD, False),
        (Role.WEB_EDITOR, False),
        (Role.OPERATOR, False),
    ],
)
def test_leadership_and_the_web_officer__have_reports_made_and_others_do_not(plan, principal, role, may):
    user = make_user(role)
    page = make_report(plan)
    addresses = [
        reverse("plan_reports", args=[plan.pk]),
        reverse("plan_report_copies", args=[page.pk]),
    ]
    refused_at = [signed_in(user).get(address).status_code != 200 for address in addresses]
    asked = ask_for(user, plan, period="last_month")
    anew = signed_in(user).post(reverse("plan_report_anew", args=[page.pk]))

    assert refused_at == [not may] * 2
    assert ReportMaking.objects.waiting().count() == (2 if may else 0)
    assert {asked.status_code, anew.status_code} == {302}
    with on(LATER):
        board = signed_in(user).get(reverse("plan_board", args=[plan.pk])).content.decode()
    assert (addresses[0] in board) == may


def test_stranger__is_asked_to_sign_in(plan):
    page = make_report(plan)
    for name, args in (
        ("plan_reports", [plan.pk]),
        ("plan_report_copies", [page.pk]),
        ("plan_report_copy", [page.pk, "docx"]),
        ("plan_report_progress", [page.makings.get().pk]),
    ):
        assert Client().get(reverse(name, args=args))["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(
    ("first", "last", "field", "sentence"),
    [
        ("31/10/2026", "1/9/2026", "ends_on", "kết thúc trước khi bắt đầu"),
        ("1/1/2020", "31/1/2020", "starts_on", "Kế hoạch chỉ nói về"),
        ("1/1/2027", "31/1/2027", "starts_on", "chưa đến"),
        ("", "31/10/2026", "starts_on", "Hãy điền ngày này"),
        ("31/2/2026", "31/10/2026", "starts_on", "Ngày"),
    ],
)
def test_bad_days__get_a_sentence_at_the_field_and_nothing_is_lost(plan, first, last, field, sentence):
    form = ReportForm({"period": "own", "starts_on": first, "ends_on": last}, plan=plan, today=LATER)

    assert not form.is_valid()
    assert sentence in str(form.errors[field])
    assert form["ends_on"].value() == last


def test_bad_days__are_answered_on_the_page(plan, principal):
    answer = ask_for(principal, plan, period="own", starts_on="31/10/2026", ends_on="1/9/2026")

    assert answer.status_code == 422
    assert ReportMaking.objects.count() == 0


def test_usual_periods__are_those_that_the_plan_speaks_for(plan):
    form = ReportForm(plan=plan, today=LATER)

    assert list(form.usual) == ["month", "last_month", "quarter", "term_1", "year"]
    assert form.usual["term_1"].words == "học kỳ I năm học 2026–2027"


@pytest.mark.parametrize("pk", [0, 999_999])
def test_unknown_plan_or_report__is_not_found(principal, pk):
    for name in ("plan_reports", "plan_report_copies", "plan_report_progress"):
        assert signed_in(principal).get(reverse(name, args=[pk])).status_code == 404


def test_draft_plan__has_no_reports(principal):
    plan = make_plan("Nháp", live=False)

    assert signed_in(principal).get(reverse("plan_reports", args=[plan.pk])).status_code == 404


def test_failed_report__says_so_and_waits_no_longer(plan, principal):
    asked = making.ask(plan, (FIRST, LAST), principal)
    ReportMaking.objects.filter(pk=asked.pk).update(state="failed")

    answer = signed_in(principal).get(reverse("plan_report_progress", args=[asked.pk]))

    assert "Refresh" not in answer
    assert "không lập được" in words(answer)


# --- Editing ----------------------------------------------------------------------------------------------------------


def test_editor__offers_remarks_on_areas_and_units_and_no_figures(plan, principal):
    page = make_report(plan)

    answer = signed_in(principal).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form = html.fromstring(answer.content.decode())

    assert not form.xpath("//*[@name='figures' or @name='starts_on']")
    assert SECRET not in answer.content.decode()


def test_report__is_not_begun_by_hand(plan, principal):
    address = reverse("wagtailadmin_pages:add", args=["plans", "reportpage", plan.pk])

    assert signed_in(principal).get(address).status_code in {302, 403}
    assert ReportPage not in PlanPage.creatable_subpage_models()


def test_copy_of_a_report__has_no_figures_of_another(plan):
    page = make_report(plan)

    copy = page.copy(update_attrs={"slug": "ban-sao", "title": "Bản sao"}, keep_live=False)

    assert ReportPage.objects.get(pk=copy.pk).get_latest_revision_as_object().figures == {}


def test_figures_anew__wait_until_a_submitted_report_is_decided(plan, principal):
    page = make_report(plan)
    page.get_workflow().start(page, principal)

    signed_in(principal).post(reverse("plan_report_anew", args=[page.pk]))

    assert ReportMaking.objects.waiting().count() == 0


def test_figures_anew__keep_head_and_remarks(plan, principal):
    page = make_report(plan, number="58/BC-THSH", assessment="Làm tốt.")
    NewsPageFactory(serves=[item_of(plan, "Về y tế")], date=D(2026, 9, 20))

    signed_in(principal).post(reverse("plan_report_anew", args=[page.pk]))
    with on(LATER):
        making.work()

    latest = ReportPage.objects.get().get_latest_revision_as_object()
    assert (latest.number, latest.assessment, len(latest.figures["things"])) == ("58/BC-THSH", "Làm tốt.", 1)


def test_approver__reads_what_new_figures_change(plan):
    from moderation.desk.comparison import compare

    page = approve(make_report(plan))
    NewsPageFactory(serves=[item_of(plan, "Về y tế")], date=D(2026, 9, 20))
    later = make_report(plan)
    draft = page.get_latest_revision_as_object()
    draft.figures = later.figures

    changes = compare(ReportPage.objects.get(pk=page.pk), draft)

    assert any("1 tin, bài" in line.words for change in changes for line in change.lines)
