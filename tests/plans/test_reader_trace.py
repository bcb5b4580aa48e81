"""Where each field stands in the source, how sure the reader is, and what no field holds."""

import pytest

from plans.reader import read_plan, trace

TEXT = (
    "TRƯỜNG TIỂU HỌC BẾN ĐA\nSố: 118 /KH- TH\nBến Đa, ngày 3 tháng 10 năm 2023\nKẾ HOẠCH\nĐọc sách năm học 2023-2024\n"
    "Căn cứ Quyết định số 9/QĐ-UBND ngày 02/9/2023 của UBND xã Bến Đa về đọc sách;\n"
    "I. MỤC ĐÍCH\n1. Ham đọc.\nII. NỘI DUNG\n1. Góc đọc: đăng tin mỗi tuần 01 bài (Thư viện phụ trách)\n"
    "2. Ngày hội sách (TPT, Bảo vệ\nIII. TỔ CHỨC THỰC HIỆN\n1. Ban giám hiệu: Duyệt bài.\n"
    "HIỆU TRƯỞNG\nLê Văn Sách\n42 đường Hoa Mai\n"
)


@pytest.fixture(scope="module")
def trail():
    return trace(read_plan(TEXT), TEXT)


@pytest.mark.parametrize(
    ("path", "words", "line"),
    [
        ("issuer", "TRƯỜNG TIỂU HỌC BẾN ĐA", 1),
        ("number", "118 /KH- TH", 2),
        ("place", "Bến Đa", 3),
        ("issued_on", "ngày 3 tháng 10 năm 2023", 3),
        ("bases.0.date", "ngày 02/9/2023", 6),
        ("purposes.0", "Ham đọc", 8),
        ("focus_areas.0.parties.0", "(Thư viện phụ trách)", 10),
        ("commitments.0", "đăng tin mỗi tuần 01 bài", 10),
        ("units.0.duties.0", "Duyệt bài", 13),
        ("signer.title", "HIỆU TRƯỞNG", 14),
    ],
)
def test_field__stands_where_its_words_are(trail, path, words, line):
    assert words in trail.words(path)
    assert trail.line(trail.traces[path].spans[0]) == line


def test_whole_bracket_of_a_known_unit__is_sure(trail):
    assert trail.traces["focus_areas.0.parties.0"].sureness == "sure"


def test_doubts__are_named(trail):
    party = trail.traces["focus_areas.1.parties.0"]

    assert party.sureness == "likely"
    assert {"open_bracket", "no_verb"} <= set(party.reasons)


def test_words_that_no_field_holds__are_listed(trail):
    left = [trail.text[span.start : span.end] for span in trail.unmatched]

    assert "42 đường Hoa Mai" in left
    assert not any("Ham đọc" in words for words in left)
