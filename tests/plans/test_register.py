"""The register of official documents: what is refused, what is shown, to whom, and at what price."""

import datetime
import re
import xml.etree.ElementTree as ET

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from moderation import publishing
from moderation.models import Act, Standing
from moderation.publishing import Decision
from moderation.roles import Role
from moderation.verification import verify
from plans.models import LegalBasis, OfficialDocument, PlanItem, Replacement
from plans.register.linking import link_bases
from tests.factories import (
    NewsPageFactory,
    OfficialDocumentFactory,
    approve,
    make_plan,
    make_user,
    publish,
    take_down,
)
from tests.home.test_query_counts import queries
from tests.support.everything import make_document

DAY = datetime.date


@pytest.fixture(autouse=True)
def _sites_are_asked_anew():
    """Wagtail keeps the roots of all sites in the cache, also those that only one test made."""
    yield
    cache.clear()


def html_of(address):
    response = Client().get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def replace(new, *old):
    new.replacements = [Replacement(replaced=each) for each in old]
    return approve(new)


def errors_of(**fields):
    standing = {
        "kind": "Thông tư",
        "number": "1/2026/TT",
        "issuer": "Bộ",
        "issued_on": DAY(2026, 1, 1),
        "summary": "Nói",
    }
    with pytest.raises(ValidationError) as raised:
        OfficialDocument(**standing | fields).full_clean()
    return raised.value.message_dict


# --- what is refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("in_force_from", {"in_force_from": DAY(2025, 12, 31)}),
        ("in_force_until", {"in_force_until": DAY(2025, 12, 31)}),
        ("in_force_until", {"in_force_from": DAY(2026, 3, 1), "in_force_until": DAY(2026, 2, 1)}),
        ("summary", {"summary": ""}),
    ],
)
def test_document__contradicting_itself__is_refused_at_the_field(school, field, fields):
    assert list(errors_of(**fields)) == [field]


@pytest.mark.parametrize("number", ["831/KH-GDĐT", "831 kh gddt", "số 831-KH/GDDT"])
def test_document__of_the_same_number_issuer_and_year__is_refused(school, number):
    OfficialDocumentFactory(number="831/KH-GDĐT", issuer="Phòng GDĐT Châu Thành", issued_on=DAY(2017, 10, 26))
    same = {"number": number, "issuer": "Phòng GDDT Châu Thành"}

    assert list(errors_of(**same, issued_on=DAY(2017, 1, 2))) == ["number"]
    OfficialDocument(**same, kind="Kế hoạch", summary="x", issued_on=DAY(2018, 1, 2)).full_clean()
    other = same | {"issuer": "Phòng GDĐT Cao Lãnh"}
    OfficialDocument(**other, kind="Kế hoạch", summary="x", issued_on=DAY(2017, 1, 2)).full_clean()


def test_document__replacing_or_carrying_out_itself__is_refused(school):
    document = OfficialDocumentFactory()

    with pytest.raises(ValidationError, match="tự thay thế"):
        Replacement(document=document, replaced=document).full_clean()
    document.carries_out = document
    with pytest.raises(ValidationError) as raised:
        document.full_clean()
    assert list(raised.value.message_dict) == ["carries_out"]


def test_document__with_a_file_or_an_address__needs_no_summary(school):
    common = {"kind": "Thông tư", "issuer": "Bộ", "issued_on": DAY(2026, 1, 1)}
    OfficialDocument(**common, number="1", file=make_document()).full_clean()
    OfficialDocument(**common, number="2", elsewhere="https://example.org/2.pdf").full_clean()


def test_editor__says_in_vietnamese_at_the_field_what_is_wrong(school):
    client = Client()
    client.force_login(make_user(Role.WEB_OFFICER))
    form = {
        "kind": "Thông tư",
        "number": "9/2024/TT",
        "issuer": "Bộ",
        "issued_on": "3/6/2024",
        "summary": "Nói",
        "in_force_from": "1/6/2024",
        "in_force_until": "",
        "field": "",
        "signer": "",
        "file": "",
        "elsewhere": "",
        "carries_out": "",
        "replacements-TOTAL_FORMS": "0",
        "replacements-INITIAL_FORMS": "0",
    }

    html = client.post(reverse(OfficialDocument.snippet_viewset.get_url_name("add")), form).content.decode()

    assert "Như vậy văn bản có hiệu lực trước khi ban hành" in html
    assert not OfficialDocument.objects.exists()


@pytest.mark.parametrize(("role", "status"), [(Role.WEB_OFFICER, 200), (Role.WEB_EDITOR, 302)])
def test_editor__is_for_those_who_keep_the_register(school, role, status):
    client = Client()
    client.force_login(make_user(role))

    assert client.get(reverse(OfficialDocument.snippet_viewset.get_url_name("add"))).status_code == status


# --- addresses ---------------------------------------------------------------------------------------------------


def test_address__is_made_of_number_and_year_and_stays(school):
    document = OfficialDocumentFactory(number="831/KH-GDĐT", issued_on=DAY(2017, 10, 26))
    assert document.url == "/tra-cuu/831-kh-gddt-2017/"
    assert OfficialDocumentFactory(number="09/2024/TT-BGDĐT", issued_on=DAY(2024, 6, 3)).slug == "09-2024-tt-bgddt"

    document.number, document.summary = "832/KH-GDĐT", "Tên khác"
    approve(document)

    assert document.url == "/tra-cuu/831-kh-gddt-2017/"
    assert "832/KH-GDĐT" in html_of(document.url)


def test_address__follows_the_number_until_first_published(school):
    document = OfficialDocumentFactory(number="8", issued_on=DAY(2017, 10, 26), live=False)
    document.number = "831/KH-GDĐT"

    assert approve(document).slug == "831-kh-gddt-2017"


def test_address__stays_when_a_version_from_before_comes_back(school):
    document = OfficialDocumentFactory(number="8", issued_on=DAY(2017, 10, 26), live=False)
    before = document.save_revision()
    document.number = "831/KH-GDĐT"
    approve(document)

    publishing.publish(before, Decision(Act.APPROVED))

    document.refresh_from_db()
    assert document.number == "8"
    assert document.url == "/tra-cuu/831-kh-gddt-2017/"


def test_address__of_another_with_the_same_number__gets_a_suffix(school):
    first, second = (OfficialDocumentFactory(number="5/QĐ", issuer=issuer) for issuer in ("Sở", "Phòng"))

    assert second.slug == f"{first.slug}-2"
    assert "Phòng" in html_of(second.url)


# --- what visitors get -------------------------------------------------------------------------------------------


def test_page__shows_what_the_register_holds(school):
    document = OfficialDocumentFactory(
        kind="Nghị định",
        number="56/2017/NĐ-CP",
        issuer="Chính phủ",
        signer="Nguyễn Xuân Phúc",
        issued_on=DAY(2017, 5, 9),
        in_force_from=DAY(2017, 7, 1),
        field="Trẻ em",
        summary="Quy định chi tiết một số điều của Luật Trẻ em",
        elsewhere="https://example.org/nd56",
        file=make_document("Bản quét"),
    )

    html = html_of(document.url)

    for word in ("Nghị định 56/2017/NĐ-CP", "Chính phủ", "Nguyễn Xuân Phúc", "9/5/2017", "1/7/2017", document.summary):
        assert word in html, word
    assert "https://example.org/nd56" in html
    assert document.file.url in html
    assert Client().get(document.file.url).status_code == 200


def test_list__holds_plans_by_themselves(school):
    plan = make_plan(title="Kế hoạch đọc sách", number="52/KH-THSH", issuer="Trường Sen", issued_on=DAY(2025, 9, 12))
    OfficialDocumentFactory(number="1/QĐ", issued_on=DAY(2024, 1, 1))
    make_plan(title="Kế hoạch chưa duyệt", number="53/KH-THSH", live=False)

    html = html_of("/tra-cuu/")

    assert f'href="{plan.url}"' in html
    assert html.index("Kế hoạch 52/KH-THSH") < html.index("1/QĐ")
    assert "53/KH" not in html


def unseen_draft():
    return OfficialDocumentFactory(number="999/MẬT", live=False)


def unseen_withdrawn():
    return take_down(OfficialDocumentFactory(number="999/MẬT"))


def unseen_suspect():
    document = OfficialDocumentFactory(number="999/MẬT")
    Standing.objects.filter(kind="plans.officialdocument", key=document.pk).update(suspect_since=timezone.now())
    return document


def unseen_on_another_site():
    site = Site(hostname="khac.example", root_page=Page.objects.get(depth=1).get_children().last())
    publishing.record_row(site, Decision(Act.SETUP))
    return OfficialDocumentFactory(number="999/MẬT", site=site)


@pytest.mark.parametrize("unseen", [unseen_draft, unseen_withdrawn, unseen_suspect, unseen_on_another_site])
def test_what_is_not_public__is_found_nowhere(school, unseen):
    document = unseen()
    shown = OfficialDocumentFactory(number="1/QĐ", kind="Quyết định")
    plan = make_plan(live=False)
    plan.bases = [LegalBasis(kind="Luật", number="999/MẬT", official_document=document)]
    plan.save()
    plan = publish(plan)

    assert Client().get(f"/tra-cuu/{document.slug}/").status_code == 404
    for address in ("/tra-cuu/", "/tra-cuu/?q=999", "/tra-cuu/rss/", shown.url):
        assert "999/MẬT" not in html_of(address), address
    assert document.slug not in html_of(plan.url)


def test_draft_of_a_public_document__does_not_show(school):
    document = OfficialDocumentFactory(summary="Trích yếu đã duyệt")
    document.summary = "Trích yếu chưa duyệt"
    document.save_revision()

    for address in ("/tra-cuu/", "/tra-cuu/?q=chua+duyet", document.url, "/tra-cuu/rss/"):
        assert "Trích yếu chưa duyệt" not in html_of(address), address


def test_replaced__is_said_on_both_pages_in_the_list_and_under_the_plan(school):
    old = OfficialDocumentFactory(kind="Nghị định", number="42/2022/NĐ-CP", issued_on=DAY(2022, 6, 24))
    new = OfficialDocumentFactory(
        kind="Nghị định", number="224/2026/NĐ-CP", issued_on=DAY(2026, 6, 1), in_force_from=DAY(2026, 7, 1)
    )
    plan = plan_resting_on(old)
    assert "Hết hiệu lực" not in html_of(old.url)

    replace(new, old)

    sentence = f'Hết hiệu lực: được thay bằng <a href="{new.url}">Nghị định 224/2026/NĐ-CP</a> từ ngày 1/7/2026.'
    for address in (old.url, "/tra-cuu/", plan.url):
        assert sentence in html_of(address), address
    assert old.url in html_of(new.url)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"in_force_until": DAY(2026, 2, 1)}, "Hết hiệu lực: ngày cuối cùng là 1/2/2026"),
        ({"in_force_from": DAY(2099, 1, 1)}, "Chưa có hiệu lực: bắt đầu từ ngày 1/1/2099"),
        ({"in_force_until": DAY(2099, 1, 1)}, ""),
    ],
)
def test_force__follows_the_document_s_own_dates(school, fields, sentence):
    html = html_of(OfficialDocumentFactory(**fields).url)

    assert sentence in html
    assert ('class="force' in html) == bool(sentence)


def test_replacement__that_begins_later_or_is_a_draft__ends_nothing_yet(school):
    old = OfficialDocumentFactory(number="1/QĐ")
    draft = OfficialDocumentFactory(number="2/QĐ", live=False)
    draft.replacements = [Replacement(replaced=old)]
    draft.save()
    assert 'class="force' not in html_of(old.url)

    replace(OfficialDocumentFactory(number="3/QĐ", in_force_from=DAY(2099, 1, 1)), old)

    html = html_of(old.url)
    assert "Sẽ được thay bằng" in html
    assert "Hết hiệu lực" not in html


def plan_resting_on(document, **fields):
    plan = make_plan(live=False, **fields)
    plan.bases = [LegalBasis(kind=document.kind, number=document.number, official_document=document)]
    plan.save()
    return publish(plan)


def test_plan__and_its_basis_lead_to_each_other(school):
    document = OfficialDocumentFactory(kind="Thông tư")
    plan = plan_resting_on(document, title="Kế hoạch công khai")

    assert f'href="{document.url}"' in html_of(plan.url)
    assert f'href="{plan.url}"' in html_of(document.url)
    take_down(plan)
    assert "Kế hoạch công khai" not in html_of(document.url)


def test_deleted_document__leaves_its_plan_approved(school):
    document = OfficialDocumentFactory()
    plan = plan_resting_on(document)

    publishing.delete(document, Decision(Act.DELETED))

    assert document.number in html_of(plan.url)
    assert not [finding for finding in verify() if "plan" in str(finding).lower()]


# --- the cascade -------------------------------------------------------------------------------------------------


def chain_of(address):
    found = re.search(r'<nav class="cascade".*?</nav>', html_of(address), re.DOTALL)
    return re.findall(r"Kế hoạch (?:sở|xã|trường|tổ)", found[0]) if found else []


def test_chain__leads_from_the_department_s_plan_to_the_school_s(school):
    top = OfficialDocumentFactory(kind="Kế hoạch", number="3725/KH-SGDĐT", summary="Kế hoạch sở")
    middle = OfficialDocumentFactory(kind="Kế hoạch", number="260/KH", summary="Kế hoạch xã", carries_out=top)
    law = OfficialDocumentFactory(kind="Luật", number="1/QH", summary="Kế hoạch sở")
    plan = make_plan(title="Kế hoạch trường", live=False)
    plan.bases = [
        LegalBasis(kind=each.kind, official_document=each, sort_order=i) for i, each in enumerate([law, middle])
    ]
    plan.save()
    plan = publish(plan)
    team = make_plan(title="Kế hoạch tổ", parent_plan=plan)

    whole = ["Kế hoạch sở", "Kế hoạch xã", "Kế hoạch trường", "Kế hoạch tổ"]
    assert chain_of(plan.url) == whole
    assert chain_of(team.url) == whole
    assert chain_of(middle.url)[0] == "Kế hoạch sở"
    assert chain_of(law.url) == []


def test_article__names_the_plans_above_the_one_it_serves(school):
    top = OfficialDocumentFactory(kind="Kế hoạch", number="3725/KH-SGDĐT")
    middle = OfficialDocumentFactory(kind="Kế hoạch", number="260/KH-UBND", carries_out=top)
    plan_resting_on(middle)
    article = NewsPageFactory(serves=[PlanItem.objects.promised().get()])
    few = queries(article.url)

    html = html_of(article.url)
    chain = f'<a href="{top.url}">3725/KH-SGDĐT</a> → <a href="{middle.url}">260/KH-UBND</a>'
    assert chain in html

    take_down(middle)
    assert "260/KH-UBND" not in html_of(article.url)
    assert queries(article.url) <= few


def test_bases_of_a_plan_that_is_read__are_found_in_the_register(school):
    circular = OfficialDocumentFactory(kind="Thông tư", number="09/2024/TT-BGDĐT", issued_on=DAY(2024, 6, 3))
    law = OfficialDocumentFactory(kind="Luật", number="102/2016/QH13", issued_on=DAY(2016, 4, 5))
    OfficialDocumentFactory(number="45/QĐ-UBND", issued_on=DAY(2025, 1, 1))
    OfficialDocumentFactory(number="46/QĐ-UBND", issued_on=DAY(2024, 1, 1), live=False)
    twice = [OfficialDocumentFactory(number="47/QĐ", issuer=issuer, issued_on=DAY(2024, 1, 1)) for issuer in "AB"]
    assert len(twice) == 2
    bases = [
        LegalBasis(kind="Thông tư", number="9/2024/TT – BGDDT", date=DAY(2024, 6, 3)),
        LegalBasis(kind="Luật", subject="Luật Trẻ em", date=DAY(2016, 4, 5)),
        LegalBasis(kind="Luật", subject="Luật khác", date=DAY(2016, 4, 6)),
        LegalBasis(kind="Quyết định", number="45/QĐ-UBND", date=DAY(2024, 1, 1)),
        LegalBasis(kind="Quyết định", number="46/QĐ-UBND", date=DAY(2024, 1, 1)),
        LegalBasis(kind="Quyết định", number="47/QĐ", date=DAY(2024, 1, 1)),
        LegalBasis(kind="Quyết định"),
    ]

    link_bases(bases, Site.objects.get())

    assert [basis.official_document for basis in bases] == [circular, law, None, None, None, None, None]


def test_chain__holds_nothing_that_is_not_public_and_ends_in_a_ring(school):
    hidden = make_plan(title="Kế hoạch xã", live=False)
    plan = make_plan(title="Kế hoạch trường", parent_plan=hidden)
    assert chain_of(plan.url) == []

    above = publish(hidden)
    above.parent_plan = plan
    publish(above)

    assert chain_of(plan.url) == ["Kế hoạch xã", "Kế hoạch trường", "Kế hoạch xã"]


# --- the feed ----------------------------------------------------------------------------------------------------


def test_feed__holds_documents_and_plans_with_absolute_addresses(school):
    assert html_of("/tra-cuu/rss/") == html_of("/tra-cuu/rss/")
    plan = make_plan(title="Kế hoạch đọc sách", number="52/KH-THSH")
    document = OfficialDocumentFactory(summary="Về công khai")

    response = Client().get("/tra-cuu/rss/")
    items = ET.fromstring(response.content).findall("./channel/item")  # noqa: S314 - our own feed

    assert response["Content-Type"].startswith("application/rss+xml")
    assert {item.findtext("title") for item in items} == {str(document), "Kế hoạch 52/KH-THSH"}
    assert {item.findtext("description") for item in items} == {"Về công khai", plan.title}
    assert all(item.findtext("link").startswith("http://") for item in items)


# --- the price ---------------------------------------------------------------------------------------------------


def test_queries__do_not_grow_with_the_register(school):
    first = OfficialDocumentFactory(kind="Kế hoạch", number="1/KH", issued_on=DAY(2024, 1, 1))
    second = replace(OfficialDocumentFactory(kind="Kế hoạch", number="2/KH", carries_out=first), first)
    plan = plan_resting_on(second, number="9/KH-TH")
    addresses = ("/tra-cuu/", "/tra-cuu/?q=kh&loai=ke-hoach", "/tra-cuu/rss/", first.url, second.url, plan.url)
    few = {address: queries(address) for address in addresses}

    above = second
    for number in range(10, 22):
        above = OfficialDocumentFactory(kind="Kế hoạch", number=f"{number}/KH", carries_out=above)
        replace(above, first)
        plan_resting_on(second, number=f"{number}/KH-TH", parent_plan=plan)
    wide = make_plan(live=False)
    wide.bases = [LegalBasis(kind="Kế hoạch", official_document=each) for each in OfficialDocument.objects.public()]
    wide.save()

    assert {address: queries(address) for address in addresses} == few
    assert queries(publish(wide).url) == few[plan.url]
