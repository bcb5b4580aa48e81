"""Whole plans of invented schools, each with traps of its own; the readings beside them were checked by hand.

letterhead: two columns, levels 1/a)/-/+, a bracket left open, KT. before the signature.
stacked: letterhead cells one under the other, "1/" sections, promises, "Giao cho …" after a full stop.
oneline: everything on one line. portal: menu round the plan, merged bullets, typing errors.
wrapped: hard wraps, a page number inside a sentence, numbers lost.
levels: a lower secondary school's, A./I./1./a), who leads and who helps on lines of their own, a sentence that assigns.
tasks: an upper secondary school's, "Nhiệm vụ 1:", each with its labelled lines, a person's name behind the unit's.
"""

import json
from pathlib import Path

import pytest

from plans.reader import read_file, read_plan

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))


def reading_of(name):
    return read_plan(read_file(Path(__file__).parent / "texts" / f"{name}.txt")).as_dict()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_own_text__reads_as_checked_by_hand(path):
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    assert read_plan(read_file(path)).as_dict() == expected


def test_letterhead__number_without_its_stray_spaces_place_and_date():
    reading = reading_of("letterhead")

    assert (reading["number"], reading["place"], reading["issued_on"]) == ("07/KH-THBĐ", "Bến Đa", "2022-09-09")


def test_letterhead__issuer_is_the_school_in_ordinary_letters():
    assert reading_of("letterhead")["issuer"] == "Trường Tiểu học Bến Đa"


def test_bases__of_every_beginning():
    kinds = [(basis["kind"], basis["number"]) for basis in reading_of("letterhead")["bases"]]

    assert kinds == [
        ("Luật", "43/2019/QH14"),
        ("Thông tư", "28/2020/TT-BGDĐT"),
        ("Chỉ thị", "15/CT-UBND"),
        ("Công văn", "412/PGDĐT-TH"),
        ("", ""),
    ]


def test_basis_and_introduction__in_one_sentence_are_told_apart():
    reading = reading_of("stacked")

    assert reading["bases"] == [
        {
            "kind": "Kế hoạch",
            "number": "260/KH-PGDĐT",
            "issuer": "Phòng Giáo dục và Đào tạo Vân Hải",
            "date": "2023-09-18",
            "subject": "công tác tuyên truyền năm học 2023-2024",
        }
    ]
    assert reading["introduction"] == "Trường Tiểu học Cồn Nhạn xây dựng kế hoạch cụ thể như sau:"


def test_signature__of_a_deputy():
    assert reading_of("letterhead")["signer"] == {
        "title": "KT. Hiệu trưởng, Phó hiệu trưởng",
        "name": "Trần Thị Ngọc Lam",
    }


def test_signature__before_the_recipients():
    reading = reading_of("stacked")

    assert reading["signer"] == {"title": "TM. Ban giám hiệu, Hiệu trưởng", "name": "Lê Hoàng Nhạn"}
    assert reading["recipients"] == ["PGDĐT", "Website trường", "Lưu VT."]


def test_letters_as_areas__are_numbered_and_have_their_parties():
    areas = reading_of("stacked")["focus_areas"]

    assert [area["no"] for area in areas] == [1, 2, 3, 4]
    assert [[party["role"] for party in area["parties"]] for area in areas] == [
        ["assigned"],
        ["lead"],
        ["joint"],
        ["lead", "joint"],
    ]


def test_schedule_in_a_bracket__is_a_commitment_and_stays_in_the_text():
    reading = reading_of("stacked")

    assert {
        "text": "thực hiện mỗi học kỳ 01 buổi lễ tuyên dương",
        "every": "termly",
        "quantity": 1,
        "audience": "public",
    } in reading["commitments"]
    assert "(thực hiện mỗi học kỳ" in reading["focus_areas"][2]["text"]


def test_one_line__has_all_its_parts():
    reading = reading_of("oneline")

    assert [area["title"] for area in reading["focus_areas"]] == ["Về nền nếp", "Về cảnh quan", "Về tài chính"]
    assert [(unit["name"], len(unit["duties"])) for unit in reading["units"]] == [
        ("Ban giám hiệu", 1),
        ("Tổng phụ trách", 2),
        ("Thư viện", 1),
    ]


def test_one_line__a_number_in_a_sentence_starts_no_item():
    assert "Gắn kết gia đình với lớp 1. Nhà trường lắng nghe" in reading_of("oneline")["purposes"][1]


def test_periods__the_title_comes_first():
    assert reading_of("oneline")["periods"] == [
        {"kind": "range", "from": 2021, "to": 2025},
        {"kind": "school_year", "from": 2021, "to": 2022},
    ]


def test_merged_bullets__split_and_dashes_inside_words_do_not():
    areas = [area["text"] for area in reading_of("portal")["focus_areas"]]

    assert areas[:2] == ["Treo băng rôn trước cổng trường.", "Phát thanh măng non về luật giao thông mỗi tuần 01 lần."]
    assert "đức- trí- thể - mỹ" in areas[2]


def test_portal_furniture__is_named_and_no_part_of_the_plan():
    reading = reading_of("portal")

    for text in ("Trang chủ", "Gửi phản hồi", "Khúc hát Bến La", "-->"):
        assert any(text in warning for warning in reading["warnings"])
        assert text not in json.dumps({**reading, "warnings": []}, ensure_ascii=False)


def test_typing_errors__are_flagged_and_kept():
    reading = reading_of("portal")

    assert any("của của" in warning for warning in reading["warnings"])
    assert "của của lớp" in reading["focus_areas"][2]["text"]


def test_page_number__inside_a_wrapped_sentence_is_left_out_and_named():
    reading = reading_of("wrapped")

    assert reading["purposes"][0].endswith("phù hợp với điều kiện của Trường Tiểu học Đồi Sim.")
    assert any("“2”" in warning for warning in reading["warnings"])


def test_open_bracket__is_read_and_named():
    reading = reading_of("letterhead")

    assert reading["focus_areas"][3]["parties"][0]["units"] == ["Giáo viên tin học", "Văn thư"]
    assert any("Văn thư" in warning for warning in reading["warnings"])


def test_warnings__are_translated_by_the_caller():
    reading = read_plan("KẾ HOẠCH\nTruyền thông của của trường\nI. NỘI DUNG\n1. Đăng bài\n2. Viết tin")

    assert reading.as_dict(translate=lambda message: f"VI {message}")["warnings"][0].startswith("VI ")
