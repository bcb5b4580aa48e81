"""Single rules of the reader, each on the smallest text that shows it."""

from datetime import date

import pytest

from plans.reader import read_plan
from plans.reader.dates import due_day
from plans.reader.promises import find_commitments

AREAS = "I. NỘI DUNG\n1. Viết tin.\n2. Chụp ảnh."


def read(text):
    return read_plan(text).as_dict()


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("KẾ HOẠCH\nTruyền thông năm học 2020-2021", "Kế hoạch Truyền thông năm học 2020-2021"),
        ("KẾ HOẠCH\nV/v truyền thông\nNăm học 2020-2021", "Kế hoạch Truyền thông Năm học 2020-2021"),
        ("KẾ HOẠCH TRUYỀN THÔNG\nNĂM HỌC 2020-2021", "KẾ HOẠCH TRUYỀN THÔNG NĂM HỌC 2020-2021"),
        ("Kế hoạch số 9/KH-TH ngày 02/9/2020 về việc đọc sách", "Kế hoạch đọc sách"),
        ("Kế hoạch số 9/KH-TH về việc đọc sách", "Kế hoạch đọc sách"),
    ],
)
def test_title__keeps_the_words_of_the_subject(opening, title):
    assert read(f"{opening}\n{AREAS}")["title"] == title


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 118 /KH- THCS", "118/KH-THCS"),
        ("Số 05/KH-TH&THCS", "05/KH-TH&THCS"),
        ("Số: 12/2021/KH-UBND", "12/2021/KH-UBND"),
    ],
)
def test_number__has_no_stray_spaces(line, number):
    assert read(f"{line}\nKẾ HOẠCH\nĐọc sách\n{AREAS}")["number"] == number


def test_number_and_date__left_blank_are_named():
    reading = read(f"Số:      /KH-TH\nBến Đa, ngày    tháng 9 năm 2022\nKẾ HOẠCH\nĐọc sách\n{AREAS}")

    assert (reading["number"], reading["issued_on"], reading["place"]) == ("", "", "Bến Đa")
    assert any("/KH-TH" in warning for warning in reading["warnings"])
    assert any("tháng 9 năm 2022" in warning for warning in reading["warnings"])


def test_date__that_does_not_exist_is_named():
    reading = read(f"Bến Đa, ngày 31 tháng 02 năm 2022\nKẾ HOẠCH\nĐọc sách\n{AREAS}")

    assert reading["issued_on"] == ""
    assert any("31 tháng 02" in warning for warning in reading["warnings"])


@pytest.mark.parametrize("joint", [",", ".", ";"])
def test_introduction__that_runs_on_after_the_basis_is_told_apart(joint):
    basis = f"Thực hiện Kế hoạch số 26/KH-PGD ngày 01/9/2020 của Phòng GDĐT về đọc sách{joint}"
    reading = read(f"KẾ HOẠCH\nĐọc sách\n{basis} Trường Tiểu học Bến Đa xây dựng kế hoạch như sau:\n{AREAS}")

    assert [found["subject"] for found in reading["bases"]] == ["đọc sách"]
    assert reading["introduction"] == "Trường Tiểu học Bến Đa xây dựng kế hoạch như sau:"
    assert reading["issuer"] == "Trường Tiểu học Bến Đa"


@pytest.mark.parametrize(
    ("phrase", "period"),
    [
        ("năm học 2020 – 2021", {"kind": "school_year", "from": 2020, "to": 2021}),
        ("giai đoạn 2017- 2020", {"kind": "range", "from": 2017, "to": 2020}),
        ("từ năm 2021 đến năm 2025", {"kind": "range", "from": 2021, "to": 2025}),
        ("năm 2024", {"kind": "range", "from": 2024, "to": 2024}),
        ("năm học 2020-21", {"kind": "school_year", "from": 2020, "to": 2021}),
    ],
)
def test_period(phrase, period):
    assert read(f"KẾ HOẠCH\nĐọc sách {phrase}\n{AREAS}")["periods"] == [period]


def test_period__that_ends_before_it_begins_is_named():
    reading = read(f"KẾ HOẠCH\nĐọc sách năm học 2021-2020\n{AREAS}")

    assert reading["periods"] == []
    assert any("2021-2020" in warning for warning in reading["warnings"])


@pytest.mark.parametrize(
    ("promise", "every", "quantity", "audience"),
    [
        ("Đăng mỗi tháng 01 phóng sự về trường", "monthly", 1, "public"),
        ("Đăng ít nhất 02 tin bài/tuần", "weekly", 2, "public"),
        ("Hằng quý tổ chức ba buổi giao lưu", "quarterly", 3, "public"),
        ("Giới thiệu 5 cuốn sách mỗi học kì", "termly", 5, "public"),
        ("Mỗi năm học 01 hội thi viết chữ đẹp do trường tổ chức", "yearly", 1, "public"),
        ("Hàng tháng báo cáo kết quả", "monthly", 1, "internal"),
        ("Hoàn thành tờ tin trước ngày 30/11/2024", "once", 1, "public"),
        ("Mỗi tuần 01 chuyên mục để truyền thông nội bộ", "weekly", 1, "internal"),
        ("Nhắc GVCN cập nhật vào tuần đầu mỗi tháng", "monthly", 1, "internal"),
        ("Lập kế hoạch, gửi các tổ trước ngày 25 hằng tháng", "monthly", 1, "internal"),
        ("Ngày hội tư vấn; mỗi năm 01 lần", "yearly", 1, "public"),
    ],
)
def test_commitment(promise, every, quantity, audience):
    reading = read(f"KẾ HOẠCH\nĐọc sách\nI. NỘI DUNG\n1. Công việc: {promise}.\n2. Viết tin.")

    assert reading["commitments"] == [{"text": promise, "every": every, "quantity": quantity, "audience": audience}]


@pytest.mark.parametrize(
    "text",
    ["Dạy học lớp 1 mỗi ngày", "Thu chi đầu năm học", "Dịch vụ công mức 3,4", "Theo quy định hằng năm, có thay đổi"],
)
def test_commitment__not_in_a_sentence_without_a_promise(text):
    assert read(f"KẾ HOẠCH\nĐọc sách\nI. NỘI DUNG\n1. Việc: {text}\n2. Viết tin.")["commitments"] == []


def test_inner_heading__over_the_items_is_not_an_area():
    reading = read(
        "KẾ HOẠCH\nĐọc sách\nII. NỘI DUNG\n1. Nội dung trọng tâm\n- Viết tin.\n- Chụp ảnh.\n2. Hình thức\n- Qua loa."
    )

    assert [area["text"] for area in reading["focus_areas"]] == ["Viết tin.", "Chụp ảnh."]
    assert reading["other_sections"] == [{"title": "Hình thức", "text": "- Qua loa."}]


def test_lead_text__goes_into_the_other_sections():
    reading = read("KẾ HOẠCH\nĐọc sách\nI. NỘI DUNG\nTập trung vào hai việc.\n1. Viết tin.\n2. Chụp ảnh.")

    assert reading["other_sections"] == [{"title": "NỘI DUNG", "text": "Tập trung vào hai việc."}]


def test_area_numbers__that_start_again_are_counted_through():
    reading = read("KẾ HOẠCH\nĐọc sách\nI. NỘI DUNG\n1. Viết tin.\n2. Chụp ảnh.\nII. NHIỆM VỤ\n1. Vẽ tranh.\n2. Hát.")

    assert [area["no"] for area in reading["focus_areas"]] == [1, 2, 3, 4]


def test_section_under_an_unusual_title__is_content_when_its_items_name_who_is_responsible():
    reading = read("KẾ HOẠCH\nĐọc sách\nI. CÁC MẢNG CHÍNH\n1. Viết tin (BGH)\n2. Chụp ảnh (TPT)")

    assert [area["parties"][0]["raw"] for area in reading["focus_areas"]] == ["(BGH)", "(TPT)"]


def test_line_that_begins_with_the_word_for_part__is_no_part_of_the_plan():
    reading = read("KẾ HOẠCH\nĐọc sách\nI. NỘI DUNG\nPhần mềm thư viện được cập nhật.\nPhần lớn sách được số hóa.")

    assert [area["text"] for area in reading["focus_areas"]] == [
        "Phần mềm thư viện được cập nhật.",
        "Phần lớn sách được số hóa.",
    ]


def test_duties__each_paragraph_is_one():
    reading = read("KẾ HOẠCH\nĐọc sách\nI. TỔ CHỨC THỰC HIỆN\n1. Công đoàn:\nVận động đoàn viên.\nTổ chức hội diễn.")

    assert reading["units"] == [{"name": "Công đoàn", "duties": ["Vận động đoàn viên.", "Tổ chức hội diễn."]}]


def test_duties__a_task_with_its_doer_behind_it():
    reading = read("KẾ HOẠCH\nĐọc sách\nI. PHÂN CÔNG THỰC HIỆN\n1. Đăng bài lên trang web (giao cho TPT)")

    assert reading["units"] == [{"name": "Tổng phụ trách", "duties": ["Đăng bài lên trang web (giao cho TPT)"]}]


def test_duties__a_heading_that_is_no_unit_is_another_section():
    reading = read("KẾ HOẠCH\nĐọc sách\nI. TỔ CHỨC THỰC HIỆN\n1. BGH: Chỉ đạo.\n2. Chế độ báo cáo\nBáo cáo cuối năm.")

    assert [unit["name"] for unit in reading["units"]] == ["Ban giám hiệu"]
    assert reading["other_sections"] == [{"title": "Chế độ báo cáo", "text": "Báo cáo cuối năm."}]


def test_appendix__after_the_signature_is_another_section():
    reading = read(f"KẾ HOẠCH\nĐọc sách\n{AREAS}\nHIỆU TRƯỞNG\nLê Văn Sách\nPHỤ LỤC\nBảng phân công.")

    assert reading["signer"] == {"title": "Hiệu trưởng", "name": "Lê Văn Sách"}
    assert reading["other_sections"] == [{"title": "PHỤ LỤC", "text": "Bảng phân công."}]


def test_line_that_fits_nowhere__is_named():
    reading = read(f"KẾ HOẠCH\nĐọc sách\n{AREAS}\nHIỆU TRƯỞNG\nLê Văn Sách\n42 đường Hoa Mai, ấp Bình Yên")

    assert any("42 đường Hoa Mai" in warning for warning in reading["warnings"])


def test_icelandic_letter__that_old_keyboards_write_is_no_other_letter():
    assert read(f"KẾ HOẠCH\n\u00d0ọc sách\n{AREAS}")["title"] == "Kế hoạch Đọc sách"


@pytest.mark.parametrize("text", ["", " \n\u00a0\n", "-", "I.", "(", "Nơi nhận:", "Căn cứ", "1.", "\ud800"])
def test_nearly_nothing__reads_without_an_error(text):
    assert read(text)["focus_areas"] == []


def test_part_whose_title_stands_on_the_next_line__leaves_no_empty_section():
    reading = read_plan(
        "KẾ HOẠCH\nHoạt động thư viện năm học 2025-2026\n\nPhần I\nMỤC ĐÍCH\n- Học sinh thích đọc.\n\n"
        "Phần II\nNỘI DUNG\n1. Ngày hội đọc sách (Thư viện chủ trì).\n2. Góc đọc của lớp (GVCN).\n"
    )

    assert reading.purposes == ["Học sinh thích đọc."]
    assert [area.title for area in reading.focus_areas] == ["Ngày hội đọc sách", "Góc đọc của lớp"]
    assert reading.other_sections == []


def test_who_drew_it_up__signs_beside_and_is_not_the_signer():
    reading = read_plan(
        "KẾ HOẠCH\nHoạt động thư viện\n\nI. NỘI DUNG\n1. Ngày hội đọc sách (Thư viện).\n\n"
        "NGƯỜI LẬP KẾ HOẠCH                HIỆU TRƯỞNG\n\nPhạm Thu Hà                Ngô Quang Minh\n"
    )

    assert (reading.signer.title, reading.signer.name) == ("Hiệu trưởng", "Ngô Quang Minh")


def test_kind_in_capitals_and_below_it_what_about__are_one_title():
    reading = read_plan(
        "KẾ HOẠCH TUYÊN TRUYỀN\nPhòng, chống dịch bệnh năm học 2025-2026\n"
        "Căn cứ Luật Trẻ em ngày 05 tháng 4 năm 2016;\n\nI. NỘI DUNG\n1. Về y tế (Y tế).\n"
    )

    assert reading.title == "KẾ HOẠCH TUYÊN TRUYỀN Phòng, chống dịch bệnh năm học 2025-2026"
    assert reading.introduction == ""


def test_first_line_of_an_introduction__is_no_title():
    reading = read_plan(
        "KẾ HOẠCH TUYÊN TRUYỀN\nPhòng bệnh cho trẻ là việc của cả nhà trường và gia đình, nên từ đầu năm\n"
        "học trường đã làm nhiều việc.\n\nI. NỘI DUNG\n1. Về y tế (Y tế).\n"
    )

    assert reading.title == "KẾ HOẠCH TUYÊN TRUYỀN"


@pytest.mark.parametrize(
    ("words", "every", "quantity"),
    [
        ("Mời cha mẹ giám sát mỗi quý một lần", "quarterly", 1),
        ("Lập danh mục sách hằng quý", "quarterly", 1),
        ("Quyên góp sách, chậm nhất ngày 15/10/2025", "once", 1),
    ],
)
def test_promise__is_known_by_its_count_whatever_is_done(words, every, quantity):
    (commitment,) = find_commitments(f"{words}.")

    assert (commitment.every, commitment.quantity) == (every, quantity)


def test_promise_in_a_title_that_the_text_repeats__counts_once():
    reading = read_plan(
        "KẾ HOẠCH\nThư viện\nI. NỘI DUNG\n"
        "1. Giới thiệu sách mới, mỗi tháng 02 cuốn (Hằng tháng). Người thực hiện: Thư viện.\n2. Góc đọc (GVCN).\n"
    )

    assert [(each.every, each.quantity) for each in reading.commitments] == [("monthly", 2)]


SCHOOL_YEAR = [("school_year", 2025, 2026)]


@pytest.mark.parametrize(
    ("text", "periods", "day"),
    [
        ("Quyên góp sách, chậm nhất ngày 15/10/2025", [], date(2025, 10, 15)),
        ("Hoàn thành trước ngày 30/11", SCHOOL_YEAR, date(2025, 11, 30)),
        ("Nộp báo cáo trước 20 tháng 5", SCHOOL_YEAR, date(2026, 5, 20)),
        ("Nộp báo cáo trước 20/5", [("range", 2026, 2026)], date(2026, 5, 20)),
        ("Nộp báo cáo trước 20/5", [("range", 2025, 2030)], None),
        ("Nộp báo cáo trước 31/2/2026", SCHOOL_YEAR, None),
        ("Mỗi tháng một bài", SCHOOL_YEAR, None),
        ("Ngày hội đọc sách (Thời gian: Tháng 2/2026)", [], date(2026, 2, 28)),
        ("Ngày hội đọc sách (Thời gian thực hiện: trong tháng 12)", SCHOOL_YEAR, date(2025, 12, 31)),
        ("Ngày hội đọc sách (Thời gian: Tháng 13/2026)", [], None),
        ("Thời gian: từ tháng 3/2026 đến tháng 6/2026", [], None),
    ],
)
def test_day_by_which_something_is_promised__is_read_and_its_year_completed(text, periods, day):
    assert due_day(text, periods) == day


def test_title_that_begins_with_organising__is_no_letterhead():
    reading = read_plan(
        "KẾ HOẠCH\nTỔ CHỨC CÁC HOẠT ĐỘNG CHÀO MỪNG NGÀY 20/11\nNăm học 2025-2026\n\nI. MỤC ĐÍCH, Ý NGHĨA\nTri ân.\n"
        "II. NỘI DUNG VÀ HÌNH THỨC TỔ CHỨC\n1. Thao giảng (Tổ chuyên môn).\n2. Văn nghệ (Công đoàn).\n"
    )

    assert reading.title == "KẾ HOẠCH TỔ CHỨC CÁC HOẠT ĐỘNG CHÀO MỪNG NGÀY 20/11 Năm học 2025-2026"
    assert reading.introduction == ""
    assert not reading.notes


@pytest.mark.parametrize(
    ("line", "unit"),
    [("Đ/c Trần Văn Nam (TPT): chuẩn bị loa.", "Tổng phụ trách"), ("Cô Lê Thị Hoa – Kế toán: dự trù.", "Kế toán")],
)
def test_duty_of_a_person_who_is_named__is_the_units_with_the_name(line, unit):
    reading = read_plan(
        f"KẾ HOẠCH\nĐọc sách\nI. NỘI DUNG\n1. Về y tế (Y tế).\nII. TỔ CHỨC THỰC HIỆN\n1. BGH: chỉ đạo.\n2. {line}\n"
    )

    assert [(each.name, each.duties) for each in reading.units][1:] == [(unit, [line])]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Tuyên truyền phòng chống tay chân miệng, sốt xuất huyết. Phụ trách: Y tế.",
         "Tuyên truyền phòng chống tay chân miệng, sốt xuất huyết"),
        ("Ngày hội “Sách là bạn, sách là thầy”, mời cha mẹ cùng đọc với con ở nhà và ở trường",
         "Ngày hội “Sách là bạn, sách là thầy”"),
        ("Ngày hội “Bé khoẻ, bé ngoan” (Thời gian: Tháng 12/2025)", "Ngày hội “Bé khoẻ, bé ngoan”"),
    ],
)  # fmt: skip
def test_title_of_an_area__is_its_first_sentence_or_cut_where_one_breathes(line, title):
    (area,) = read(f"KẾ HOẠCH\nĐọc sách\nI. NỘI DUNG\n1. {line}")["focus_areas"]

    assert area["title"] == title
