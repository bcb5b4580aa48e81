"""What stands in a plan's document: public content, in official wording."""

import datetime
import io

import docx
import pypdfium2
import pytest
from django.core.files.base import ContentFile
from fontTools.ttLib import TTFont
from pypdfium2 import raw

from media.models import SchoolDocument
from plans.choices import Audience, PartyRole
from plans.documents import metrics, printed, word, wording
from plans.documents.content import document_of
from plans.models import AreaParty, Commitment, FocusArea, LegalBasis, OtherSection, PlanPage, ResponsibilityPage
from tests.factories import UnitFactory, approve, make_plan, make_responsibility, take_down
from tests.plans.written import FULL_PLAN, make_draft, text_of

VIETNAMESE = "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"


def words_of(plan, **options):
    return text_of(word.write(document_of(plan, **options)))


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("7/KH-THHS", "Số: 07/KH-THHS"),
        ("45 /KH- THSH", "Số: 45/KH-THSH"),
        ("118/KH-THCS", "Số: 118/KH-THCS"),
        ("", wording.NO_NUMBER),
    ],
)
def test_number_line__has_a_zero_and_no_spaces(number, line):
    assert wording.number_line(number) == line


def test_place_and_date__has_zeros_before_small_days_and_the_first_two_months():
    assert wording.place_and_date("Cồn Sen", datetime.date(2026, 2, 5)) == "Cồn Sen, ngày 05 tháng 02 năm 2026"
    assert wording.place_and_date("Cồn Sen", datetime.date(2026, 3, 15)) == "Cồn Sen, ngày 15 tháng 3 năm 2026"


@pytest.mark.parametrize(
    ("authority", "title", "lines"),
    [
        ("", "Hiệu trưởng", ["HIỆU TRƯỞNG"]),
        ("KT.", "Phó hiệu trưởng", ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"]),
        ("TM.", "Ban giám hiệu, Hiệu trưởng", ["TM. BAN GIÁM HIỆU", "HIỆU TRƯỞNG"]),
        ("TL.", "Tổ trưởng", ["TL. HIỆU TRƯỞNG", "TỔ TRƯỞNG"]),
        ("TUQ.", "Tổ trưởng", ["TUQ. HIỆU TRƯỞNG", "TỔ TRƯỞNG"]),
        ("Q.", "Hiệu trưởng", ["Q. HIỆU TRƯỞNG"]),
    ],
)
def test_signature_lines__say_who_is_signed_for(authority, title, lines):
    assert wording.signature_lines(authority, title, "Trường Tiểu học Sen Hồng") == lines


def test_bases__end_in_semicolons_and_a_full_stop():
    bases = [
        LegalBasis(kind="Luật", subject="Luật Trẻ em", date=datetime.date(2016, 4, 5)),
        LegalBasis(kind="Thông tư", number="28/2020/TT-BGDĐT", subject="ban hành Điều lệ Trường tiểu học;"),
        LegalBasis(kind="Kế hoạch", number="831/KH-GDĐT", issuer="Phòng GDĐT", subject="truyền thông"),
    ]

    assert wording.basis_lines(bases) == [
        "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;",
        "Căn cứ Thông tư số 28/2020/TT-BGDĐT ban hành Điều lệ Trường tiểu học;",
        "Căn cứ Kế hoạch số 831/KH-GDĐT của Phòng GDĐT về việc truyền thông.",
    ]


def test_recipients__filing_comes_last():
    lines = wording.recipient_lines([("Lưu VT.", True), ("Các tổ (t/h);", False)])

    assert lines == ["- Các tổ (t/h);", "- Lưu: VT."]


def test_party_that_the_editor_ticked__is_said_in_the_usual_words(school):
    plan = make_plan("Về an toàn", live=False)
    unit = UnitFactory(name="Tổ Một")
    AreaParty.objects.create(area=plan.focus_areas.first(), unit=unit, role=PartyRole.FOCAL_POINT)

    assert "Về an toàn (Tổ Một làm đầu mối)" in words_of(plan)


def test_document__keeps_signs_that_xml_knows(school):
    plan = make_draft(FULL_PLAN)

    assert "học gì & ăn gì <mỗi ngày>." in words_of(plan)
    assert "học gì &amp; ăn gì &lt;mỗi ngày&gt;." in printed.html(document_of(plan))


def test_managing_body__is_the_schools_only_for_its_own_plans(school):
    school.school_name, school.parent_body = "Trường Tiểu học Hoa Súng", "UBND xã Bến Tre"
    approve(school)
    plan = make_draft(FULL_PLAN)

    assert document_of(plan).parent_body == "UBND XÃ BẾN TRE"
    plan.issuer = "Sở Giáo dục và Đào tạo"
    assert document_of(plan).parent_body == ""


def test_unapproved_duties__are_only_in_the_draft(school):
    plan = make_plan("Về an toàn")
    make_responsibility(plan, UnitFactory(), "Việc đã duyệt.")
    make_responsibility(plan, UnitFactory(), "Việc còn là bản thảo.", live=False)

    assert "Việc đã duyệt." in words_of(plan)
    assert "bản thảo" not in words_of(plan)
    assert "Việc còn là bản thảo." in words_of(plan, draft=True)


def test_withdrawn_duties__are_out_at_once(school):
    plan = make_plan("Về an toàn")
    page = make_responsibility(plan, UnitFactory(), "Việc bị rút.")

    take_down(page)

    assert not ResponsibilityPage.objects.public().exists()
    assert "Việc bị rút." not in words_of(plan)


def test_internal_promise__is_only_in_the_draft(school):
    plan = make_plan("Về an toàn", live=False)
    plan.commitments = [
        Commitment(text="Họp rút kinh nghiệm", audience=Audience.INTERNAL),
        Commitment(text="Đăng thực đơn", quantity=2),
    ]
    plan.save()

    assert "Họp rút kinh nghiệm" not in words_of(plan)
    assert "Đăng thực đơn (số lượng: 02; mỗi tháng)." in words_of(plan)
    assert "Họp rút kinh nghiệm" in words_of(plan, draft=True)


def test_promise_that_the_text_holds__is_not_printed_twice(school):
    plan = make_draft(FULL_PLAN)

    assert plan.commitments.count() == 1
    assert words_of(plan).count("01 cuốn sách hay") == 1


def test_other_section__gets_a_number_of_its_own(school):
    plan = make_plan("Về an toàn", live=False)
    plan.other_sections = [OtherSection(title="Kinh phí", text="Từ nguồn chi thường xuyên.")]
    plan.save()

    assert "II. KINH PHÍ\nTừ nguồn chi thường xuyên." in words_of(plan)


def test_notice__says_that_it_is_a_reading_copy(school):
    plan = make_plan("Về an toàn")

    notice = document_of(plan).notice

    assert notice.startswith("Bản đọc")
    assert plan.full_url in notice
    assert "Không thay thế văn bản đã ký" in notice


def test_notice__names_the_signed_scan_as_the_official_copy(school):
    scan = SchoolDocument.objects.create(title="Kế hoạch 45 (bản ký)", file=ContentFile(b"%PDF-1.4", "ke-hoach.pdf"))
    plan = make_plan("Về an toàn", scan=scan, signer_title="Hiệu trưởng")

    content = document_of(plan)

    assert "Bản chính thức là bản đã ký, đóng dấu: “Kế hoạch 45 (bản ký)”" in content.notice
    assert "(Đã ký)" in text_of(word.write(content))


def test_notice__stands_on_every_page_of_the_word_file(school):
    content = document_of(make_plan("Về an toàn"))

    section = docx.Document(io.BytesIO(word.write(content))).sections[0]

    assert section.footer.paragraphs[0].text == section.first_page_footer.paragraphs[0].text == content.notice


def test_draft__says_so_instead(school):
    assert document_of(make_plan("Về an toàn"), draft=True).notice.startswith("Bản thảo nội bộ")


def test_pdf__holds_its_typeface_and_all_words(school):
    content = document_of(make_draft(FULL_PLAN))

    data = printed.write(content)

    pdf = pypdfium2.PdfDocument(data)
    said = " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
    assert "Hướng dẫn đội mũ bảo hiểm, phòng chống đuối nước (TPT, GVCN cùng thực hiện)." in said
    assert "KT. HIỆU TRƯỞNG" in said
    texts = [text for page in pdf for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])]
    assert texts
    assert all(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(text)) == 1 for text in texts)
    assert pdf.is_tagged()


@pytest.mark.parametrize("face", metrics.FACES.values(), ids=lambda path: path.stem)
def test_typeface__has_every_vietnamese_letter(face):
    known = TTFont(face).getBestCmap()

    assert not [letter for letter in VIETNAMESE + VIETNAMESE.upper() if ord(letter) not in known]


def test_subject__is_broken_into_lines_of_one_length():
    subject = "Truyền thông về giáo dục và đào tạo giai đoạn 2017-2020 và định hướng đến năm 2030 của trường"

    widths = [metrics.width(line, 14, bold=True) for line in metrics.lines(subject, 14, 150, bold=True)]

    assert len(widths) == 2
    assert max(widths) <= 150
    assert min(widths) > 0.8 * max(widths)


def test_queries__do_not_grow_with_areas_and_units(school, django_assert_max_num_queries):
    plan = make_plan("Về an toàn")
    plan.focus_areas = [
        FocusArea(title=f"Việc {number}", parties=[AreaParty(unit=UnitFactory(), raw="({units} thực hiện)")])
        for number in range(9)
    ]
    approve(plan)
    for number in range(5):
        make_responsibility(plan, UnitFactory(), f"Nhiệm vụ {number}")

    with django_assert_max_num_queries(16):
        printed = document_of(PlanPage.objects.get(pk=plan.pk))

    assert sum("thực hiện)" in block.text for block in printed.body) == 9
