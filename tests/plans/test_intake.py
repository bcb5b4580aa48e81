"""A plan's file on its way to a draft: sent, read aside, reviewed beside its source, accepted, and sent again."""

import io
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx.shared import Mm
from lxml import html
from wagtail.models import Page, Site

from moderation import publishing
from moderation.models import Act
from moderation.roles import Role
from plans.documents import word
from plans.documents.measuring import faults_of
from plans.intake.marked import pieces
from plans.intake.matching import earlier_version, match
from plans.intake.reading_aside import read_waiting
from plans.models import PlanItem, PlanPage, PlanSource, RememberedName, ResponsibilityPage, Unit
from plans.models.source import SourceState
from tests.factories import NewsPageFactory, make_user
from tests.plans.test_layout_check import content
from tests.support.forms import signed_in

pytestmark = pytest.mark.django_db
TEXT = (Path(__file__).parent / "texts" / "letterhead.txt").read_text()


@pytest.fixture
def editor(school):
    return make_user(Role.WEB_EDITOR)


@pytest.fixture
def client(editor):
    return signed_in(editor)


@pytest.fixture
def kept():
    """Tell which files that came in since the test began still lie there."""
    folder = Path(PlanSource._meta.get_field("file").storage.location)

    def lying():
        return {path for path in folder.rglob("*") if path.is_file()}

    before = lying()
    return lambda: lying() - before


def send(client, text=TEXT, **data):
    answer = client.post(reverse("plan_import"), {"text": text} | data)
    assert answer.status_code == 302, answer.content.decode()
    source = PlanSource.objects.latest("pk")
    read_waiting()
    source.refresh_from_db()
    return source


def review_of(client, source):
    return client.get(reverse("plan_import_review", args=[source.pk]))


def filled_in(answer):
    """Return what a browser would send of the review's form."""
    (form,) = html.fromstring(answer.content.decode()).xpath("//form[contains(@class, 'intake-form')]")
    # As in every browser, the line break after <textarea> is no part of what it holds.
    return {name: value.removeprefix("\n") for name, value in form.form_values()}


def accept(client, source, **changes):
    data = filled_in(review_of(client, source)) | changes
    return client.post(reverse("plan_import_review", args=[source.pk]), data)


def approve_latest(plan):
    publishing.publish(plan.get_latest_revision(), publishing.Decision(Act.APPROVED))
    return PlanPage.objects.get(pk=plan.pk)


def test_text__is_read_aside_and_waits_with_a_page_that_goes_on_by_itself(client):
    client.post(reverse("plan_import"), {"text": TEXT})
    source = PlanSource.objects.get()

    waiting = review_of(client, source)

    assert (waiting.status_code, waiting["Refresh"]) == (200, "2")
    assert read_waiting() == 1
    assert read_waiting() == 0
    assert "Refresh" not in review_of(client, source)


def test_review__shows_each_field_with_its_place_and_how_sure_the_reader_is(client):
    page = html.fromstring(review_of(client, send(client)).content.decode())

    for link in page.xpath("//p[contains(@class, 'intake-where')]/a"):
        assert page.xpath(f"//*[@id='{link.get('href')[1:]}']"), link.get("href")
    for mark in page.xpath("//a[contains(@class, 'intake-mark')]"):
        assert page.xpath(f"//*[@id='{mark.get('href')[1:]}']"), mark.get("href")
    doubted = page.xpath("//*[contains(@class, 'intake-where--likely')]")
    assert any("(GV tin học, Văn thư" in entry.text_content() for entry in doubted)


def test_source_in_pieces__is_the_whole_source(client):
    source = send(client)

    assert "".join(piece.text for piece in pieces(source.text, source.trail)) == source.text


def test_entries_beyond_any_usual_number__are_all_there():
    trail = {"traces": {f"purposes.{n}": {"spans": [[n * 10, n * 10 + 9]], "is": "sure"} for n in range(10_000)}}

    found = pieces("mục đích. " * 10_000, trail | {"unmatched": []})

    assert [piece.field for piece in found if piece.field] == [*trail["traces"]]


def test_untouched_review__makes_the_draft_that_import_plan_makes(client):
    source = send(client)

    answer = accept(client, source)

    plan = PlanPage.objects.get()
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[plan.pk])
    reading = source.reading
    assert (plan.title, plan.number, plan.signer_authority) == (reading["title"], "07/KH-THBĐ", "KT.")
    assert [area.title for area in plan.focus_areas.all()] == [area["title"] for area in reading["focus_areas"]]
    named = [[party.unit.name for party in area.parties.all()] for area in plan.focus_areas.all()]
    assert [len(units) for units in named] == [
        sum(max(1, len(party["units"])) for party in area["parties"]) for area in reading["focus_areas"]
    ]
    assert ResponsibilityPage.objects.child_of(plan).count() == len(reading["units"])
    assert not Page.objects.live().filter(pk=plan.pk).exists()


def test_corrections__are_in_the_draft(client):
    source = send(client)

    accept(client, source, **{"head-number": "08/KH-THBĐ", "focus_areas-0-title": "Lớp 3 học sách mới"})

    plan = PlanPage.objects.get()
    assert (plan.number, plan.focus_areas.first().title) == ("08/KH-THBĐ", "Lớp 3 học sách mới")


def test_entries__are_left_out_and_added(client):
    source = send(client)
    added = len(source.reading["purposes"])

    accept(client, source, **{"purposes-0-DELETE": "on", f"purposes-{added}-text": "Thêm một mục đích."})

    texts = [purpose.text for purpose in PlanPage.objects.get().purposes.all()]
    assert texts == [*source.reading["purposes"][1:], "Thêm một mục đích."]


def test_wrong_entry__is_said_at_its_field_and_nothing_that_was_typed_is_lost(client):
    source = send(client)

    answer = accept(client, source, **{"head-issued_on": "31/02/2022", "focus_areas-1-title": "An toàn ở trường"})

    assert answer.status_code == 422
    assert filled_in(answer)["focus_areas-1-title"] == "An toàn ở trường"
    page = html.fromstring(answer.content.decode())
    assert page.xpath("//div[contains(@class, 'intake-field--issued_on')]//p[contains(@class, 'intake-error')]")
    assert not PlanPage.objects.exists()


def test_text_in_no_field__is_kept_unless_somebody_says_otherwise(client):
    source = send(client, TEXT.replace("I. MỤC ĐÍCH", "Dòng chữ chẳng thuộc về đâu cả zqx\n\nI. MỤC ĐÍCH"))
    unplaced = [" ".join(source.text[start:end].split()) for start, end in source.trail["unmatched"]]

    accept(client, source)

    plan = PlanPage.objects.get()
    kept = " ".join([plan.introduction, *(section.text for section in plan.other_sections.all())])
    assert "zqx" in kept
    assert all(text in kept for text in unplaced)


def test_second_press__makes_no_second_draft(client):
    source = send(client)
    data = filled_in(review_of(client, source))
    url = reverse("plan_import_review", args=[source.pk])

    first, second = client.post(url, data), client.post(url, data)

    assert first["Location"] == second["Location"]
    assert PlanPage.objects.count() == 1


# --- Names of units ---------------------------------------------------------------------------------------------------


def test_name_that_was_corrected__is_remembered_for_the_next_plan(client, school):
    health = Unit.objects.get(slug="y-te")
    text = TEXT.replace("(Y tế)", "(Tổ Bông Băng phụ trách)")
    source = send(client, text)
    data = filled_in(review_of(client, source))
    (row,) = [name for name, value in data.items() if value == "Tổ Bông Băng" and name.endswith("-unit")]

    client.post(reverse("plan_import_review", args=[source.pk]), data | {row: health.name})

    assert RememberedName.objects.get().unit == health
    again = review_of(client, send(client, text))
    assert "Tổ Bông Băng" not in [
        entry.text_content() for entry in html.fromstring(again.content.decode()).xpath("//section//ul/li")
    ]
    client.post(reverse("plan_import_review", args=[PlanSource.objects.latest("pk").pk]), filled_in(again))
    assert not Unit.objects.filter(name="Tổ Bông Băng").exists()


def test_new_unit__becomes_a_draft(client):
    accept(client, send(client, TEXT.replace("(Y tế)", "(Tổ Bông Băng phụ trách)")))

    assert not Unit.objects.get(name="Tổ Bông Băng").live


# --- A new version ----------------------------------------------------------------------------------------------------


@pytest.fixture
def plan(client):
    accept(client, send(client))
    return approve_latest(PlanPage.objects.get())


def test_new_version__is_recognised_by_number_issuer_and_year(client, plan):
    source = send(client, TEXT.replace("Thư viện xanh", "Thư viện thân thiện"))

    assert source.replaces == plan
    assert "Thư viện xanh" in review_of(client, source).content.decode()


@pytest.mark.parametrize(
    "change",
    [("07 /KH- THBĐ", "09/KH-THBĐ"), ("tháng 9 năm 2022", "tháng 9 năm 2023"), ("TRƯỜNG TIỂU HỌC BẾN ĐA", "TRƯỜNG A")],
)
def test_other_number_year_or_issuer__is_another_plan(client, plan, change):
    text = TEXT.replace(*change).replace("V/v Truyền thông", "V/v Tuyên truyền")

    assert send(client, text).replaces is None


def test_new_version__keeps_the_evidence_of_what_continues(client, plan):
    library = PlanItem.objects.get(plan=plan, title__startswith="Thư viện xanh")
    article = NewsPageFactory(serves=[library])
    source = send(
        client, TEXT.replace("3. Thư viện xanh:", "3. Thư viện xanh của em:").replace("IV. KINH PHÍ", "IV. NGUỒN LỰC")
    )

    accept(client, source)
    plan.refresh_from_db()
    assert PlanPage.objects.public().get().focus_areas.filter(title="Thư viện xanh").exists()
    approve_latest(plan)

    library.refresh_from_db()
    assert library.title.startswith("Thư viện xanh của em")
    assert library.retired_at is None
    assert list(article.serves.all()) == [library]
    assert PlanPage.objects.count() == 1


def test_area_that_left__is_named_before_and_retires_with_the_approval(client, plan):
    gone = PlanItem.objects.get(plan=plan, title__startswith="Chuyển đổi số")
    lines = [line for line in TEXT.splitlines() if not line.startswith("4. Chuyển đổi số")]
    source = send(client, "\n".join(lines))

    assert "Chuyển đổi số" in review_of(client, source).content.decode()
    accept(client, source)
    gone.refresh_from_db()
    assert gone.retired_at is None
    approve_latest(PlanPage.objects.get(pk=plan.pk))

    gone.refresh_from_db()
    assert gone.retired_at is not None


def test_duties_of_a_new_version__keep_their_keys(client, plan):
    keys = set(PlanItem.objects.filter(plan=plan, kind="duty").values_list("key", flat=True))

    accept(client, send(client, TEXT.replace("Đôn đốc các tổ viết bài.", "Đôn đốc các tổ viết bài đều đặn.")))

    pages = [page.get_latest_revision_as_object() for page in ResponsibilityPage.objects.child_of(plan)]
    assert {duty.key for page in pages for duty in page.duties.all()} == keys


def test_match__takes_each_old_text_once_and_the_likeliest_first():
    old = ["Về giáo dục tiểu học", "Về nhà giáo", "Về tài chính"]

    assert match(old, ["VE TAI CHINH", "Về giáo dục tiểu học và mầm non", "Về y tế học đường"]) == [2, 0, None]
    assert match([], ["Về nhà giáo"]) == [None]
    assert match(["Như nhau", "Như nhau"], ["Như nhau", "Như nhau"]) == [0, 1]


# --- The layout of the file -------------------------------------------------------------------------------------------


def word_file(change=lambda document: None):
    """Return a plan as this site writes it, changed."""
    document = docx.Document(io.BytesIO(word.write(content())))
    change(document)
    file = io.BytesIO()
    document.save(file)
    return SimpleUploadedFile("ke-hoach.docx", file.getvalue())


def test_word_file_as_the_decree_has_it__is_told_so(client):
    source = send(client, text="", file=word_file())

    assert source.layout == []
    assert "đều đúng thể thức" in review_of(client, source).content.decode()


def test_word_file__is_measured_and_each_fault_named_with_its_clause(client):
    def small_margin(document):
        document.sections[0].left_margin = Mm(15)

    source = send(client, text="", file=word_file(small_margin))

    assert [fault["clause"] for fault in source.layout] == ["Khổ giấy và lề"]
    shown = review_of(client, source).content.decode()
    assert "1 điểm chưa đúng thể thức" in shown
    assert "Lề trái là 15 mm" in shown


def test_pasted_text__has_no_layout_to_measure(client):
    source = send(client)

    assert source.layout is None
    assert "thể thức" not in review_of(client, source).content.decode()


def test_file_that_cannot_be_measured__is_read_all_the_same(tmp_path):
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK\x03\x04 hong")

    assert faults_of(broken) is None


# --- Bad input, and other people --------------------------------------------------------------------------------------


def test_nothing_sent__is_said_at_the_field(client):
    answer = client.post(reverse("plan_import"), {"text": "  "})

    assert answer.status_code == 422
    assert not PlanSource.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [("ke-hoach.docx", b"PK\x03\x04 hong", "damaged"), ("anh.jpg", b"\xff\xd8\xff\xe0 anh", "image")],
)
def test_file_that_is_no_plan__is_refused_with_a_sentence_and_kept_nowhere(client, kept, name, content, reason):
    client.post(reverse("plan_import"), {"file": SimpleUploadedFile(name, content)})
    source = PlanSource.objects.get()

    read_waiting()

    source.refresh_from_db()
    assert (source.state, source.refusal) == (SourceState.REFUSED, reason)
    assert name in review_of(client, source).content.decode()
    assert not kept()


def test_file__is_taken_away_once_it_was_read(client, kept):
    client.post(reverse("plan_import"), {"file": SimpleUploadedFile("ke-hoach.txt", TEXT.encode())})

    read_waiting()

    assert PlanSource.objects.get().state == SourceState.READ
    assert not kept()


def test_source_of_somebody_else__is_not_shown(client, school):
    source = send(client)
    other = signed_in(make_user(Role.WEB_EDITOR))

    assert other.get(reverse("plan_import_review", args=[source.pk])).status_code == 404
    assert other.post(reverse("plan_import_discard", args=[source.pk])).status_code == 404


def test_operator__sends_no_plans(school):
    answer = signed_in(make_user(Role.OPERATOR)).get(reverse("plan_import"))

    assert answer.status_code in {302, 403}


def test_discard__throws_the_source_away(client):
    source = send(client)

    client.post(reverse("plan_import_discard", args=[source.pk]))

    assert not PlanSource.objects.exists()


def test_earlier_version__is_one_of_this_site(client, plan):
    elsewhere = Site(hostname="truong-khac.example", root_page=Page.objects.get(depth=1).get_children().last())
    elsewhere.root_page.path = "00019999"

    assert earlier_version(PlanSource.objects.first().reading, plan.get_site()) == plan
    assert earlier_version(PlanSource.objects.first().reading, elsewhere) is None
