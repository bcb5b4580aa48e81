"""What is exported can be read again, and says the same."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from plans.documents import printed, word
from plans.documents.content import document_of
from plans.models import PlanPage
from plans.reader.text import key
from tests.plans.written import FULL_PLAN, make_draft, make_public, reading, text_of

SHARED = Path(__file__).resolve().parents[3] / "shared" / "seeds"
DEMO = Path(__file__).resolve().parents[2] / "site" / "home" / "demo" / "content" / "plans"
OWN = Path(__file__).parent / "texts"
TEXTS = [*sorted(SHARED.glob("*.txt")), *sorted(DEMO.glob("*.txt")), *sorted(OWN.glob("*.txt"))]

TOPICS = ("Về thư viện", "Về an toàn", "Về chuyển đổi số", "Về bếp ăn bán trú", "Thi đua", "Công tác Đội")
TEXT = (
    "Giới thiệu sách mới",
    "hướng dẫn đội mũ bảo hiểm; phòng đuối nước",
    "Công khai thực đơn, thu chi (theo quy định)",
)
PARTIES = ("", "(BGH, TPT cùng thực hiện)", "(giao cho Thư viện)", "( bộ phận Kế toán thực hiện)", "(GVCN làm đầu mối)")
AIMS = ("Cha mẹ biết con học gì.", "Nêu gương người tốt & việc tốt;", "Trả lời mọi câu hỏi trong 03 ngày.")
UNITS = ("Ban giám hiệu", "Công đoàn", "Bộ phận kế toán", "Tổng phụ trách", "Y tế học đường")
DUTIES = ("Duyệt tin bài.", "Có trách nhiệm viết bài; chụp ảnh.", "Báo cáo kết quả với cấp trên.")


def same(first, second):
    """Compare two readings by what the document can say: layout has its own case, order and marks."""
    internal = [key(each["text"]) for each in first["commitments"] if each["audience"] == "internal"]
    assert second["number"].lstrip("0") == first["number"].lstrip("0")
    for name in ("title", "issuer", "place", "issued_on", "periods", "introduction", "closing", "signer"):
        assert second[name] == first[name], name
    for name in ("bases", "purposes", "requirements"):
        assert second[name] == first[name], name
    assert sorted(second["units"], key=str) == sorted(first["units"], key=str)
    assert [area["parties"] for area in second["focus_areas"]] == [area["parties"] for area in first["focus_areas"]]
    for one, other in zip(first["focus_areas"], second["focus_areas"], strict=True):
        assert other["title"] == one["title"]
        assert other["text"] == one["text"] or any(promise in key(one["text"]) for promise in internal)
    promised = {key(each["text"]): each for each in first["commitments"] if each["audience"] == "public"}
    again = {key(each["text"]): each for each in second["commitments"] if each["audience"] == "public"}
    assert {text: each["every"] for text, each in again.items()} == {t: each["every"] for t, each in promised.items()}
    sections = {key(each["text"]) for each in second["other_sections"]} - promised.keys()
    assert sections == {key(each["text"]) for each in first["other_sections"]}
    assert [key(each) for each in second["recipients"]] == [key(each) for each in first["recipients"]]


def read_again(plan, **options):
    return reading(text_of(word.write(document_of(plan, **options))))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_public_document__reads_as_the_plan_it_was_made_of(school, path):
    text = path.read_text()

    same(reading(text), read_again(make_public(text)))


@pytest.mark.parametrize("text", [FULL_PLAN, *(path.read_text() for path in sorted(DEMO.glob("*.txt")))])
def test_printed_document__reads_as_the_plan_it_was_made_of(school, text):
    again = reading(text_of(printed.write(document_of(make_public(text)))))

    same(reading(text), again)


area = st.tuples(st.sampled_from(TOPICS), st.sampled_from(TEXT), st.sampled_from(PARTIES))
unit = st.tuples(st.sampled_from(UNITS), st.lists(st.sampled_from(DUTIES), min_size=1, unique=True))


@given(
    purposes=st.lists(st.sampled_from(AIMS), min_size=1, unique=True),
    requirements=st.lists(st.sampled_from(AIMS), unique=True),
    areas=st.lists(area, min_size=1, max_size=5, unique_by=lambda each: each[0]),
    units=st.lists(unit, max_size=4, unique_by=lambda each: each[0]),
)
@settings(
    max_examples=6,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
def test_any_plan__reads_as_it_was_written(school, purposes, requirements, areas, units):
    opening, _, rest = FULL_PLAN.partition("I. MỤC ĐÍCH")
    ending = rest[rest.index("Trên đây") :]
    lines = ["I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích", *[f"- {text}" for text in purposes]]
    lines += ["2. Yêu cầu", *[f"- {text}" for text in requirements]] if requirements else []
    lines += ["II. TRỌNG TÂM TUYÊN TRUYỀN"]
    lines += [f"{no}. {title}: {text} {party}".rstrip() + "." for no, (title, text, party) in enumerate(areas, start=1)]
    lines += ["III. TỔ CHỨC THỰC HIỆN"] if units else []
    for no, (name, duties) in enumerate(units, start=1):
        lines += [f"{no}. {name}:", *duties]
    text = opening + "\n".join(lines) + "\n" + ending

    plan = make_draft(text)
    again = read_again(plan, draft=True)
    PlanPage.objects.all().delete()

    same(reading(text), again)
