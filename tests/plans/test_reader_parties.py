"""Who is responsible: all the forms in which offices write it."""

import pytest

from plans.reader.parties import take_parties


def parties(text):
    return [(party.role, party.units) for party in take_parties(text)[1]]


ONE_ROLE = [
    ("(BGH)", "assigned", ["Ban giám hiệu"]),
    ("[BGH, TPT]", "assigned", ["Ban giám hiệu", "Tổng phụ trách"]),
    ("(TPT/GVCN thực hiện)", "implement", ["Tổng phụ trách", "GVCN"]),
    ("(Tổ CM & kế toán thực hiện)", "implement", ["Tổ chuyên môn", "Kế toán"]),
    ("(giao cho bộ phận chuyên môn)", "assigned", ["Tổ chuyên môn"]),
    ("( bộ phận Kế toán, thư viện thiết bị thực hiện)", "implement", ["Kế toán", "Thư viện – thiết bị"]),
    (
        "(các bộ phận: kế toán, thư viện, y tế cùng làm đầu mối)",
        "focal_point",
        ["Kế toán", "Thư viện – thiết bị", "Y tế"],
    ),
    ("(Hiệu trưởng, kế toán và GVCN cùng thực hiện)", "joint", ["Hiệu trưởng", "Kế toán", "GVCN"]),
    ("(BGH và Công đoàn phối hợp thực hiện)", "joint", ["Ban giám hiệu", "Công đoàn"]),
    ("(Tổng phụ trách, GV dạy thể dục chịu trách nhiệm chính)", "lead", ["Tổng phụ trách", "GV thể dục"]),
    ("(Hiệu phó làm đầu mối)", "focal_point", ["Hiệu phó"]),
    ("(do bộ phận kế toán và thủ quỹ phụ trách)", "lead", ["Kế toán", "Thủ quỹ"]),
    ("(Phụ trách: Tổ trưởng chuyên môn)", "lead", ["Tổ chuyên môn"]),
    ("(Toàn thể CB, GV, NV cùng thực hiện)", "joint", ["Toàn thể cán bộ, giáo viên, nhân viên"]),
    ("(Nhóm truyền thông của trường đảm nhận)", "implement", ["Nhóm truyền thông của trường"]),
    ("(BGH, TPT thực hiện mỗi tháng 01 lần)", "implement", ["Ban giám hiệu", "Tổng phụ trách"]),
    ("(Khối 1, 2, 3 thực hiện)", "implement", ["Khối 1"]),
]


@pytest.mark.parametrize(("raw", "role", "units"), ONE_ROLE)
def test_bracket__is_taken_verbatim_with_its_role(raw, role, units):
    rest, found = take_parties(f"Giữ gìn trường lớp {raw}.")

    assert rest == "Giữ gìn trường lớp."
    assert [(party.raw, party.role, party.units) for party in found] == [(raw, role, units)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(TPT chủ trì, GVCN và Đoàn thanh niên phối hợp)", [["Tổng phụ trách"], ["GVCN", "Đoàn thanh niên"]]),
        ("(BGH phối hợp với Công đoàn thực hiện)", [["Ban giám hiệu"], ["Công đoàn"]]),
        ("(Chủ trì: Hiệu phó; phối hợp: GVCN, TPT)", [["Hiệu phó"], ["GVCN", "Tổng phụ trách"]]),
        ("(Hiệu trưởng chịu trách nhiệm chính, kế toán hỗ trợ)", [["Hiệu trưởng"], ["Kế toán"]]),
        ("Đơn vị chủ trì: Tổ chuyên môn. Đơn vị phối hợp: Công đoàn.", [["Tổ chuyên môn"], ["Công đoàn"]]),
        ("BGH trực tiếp phụ trách, kế toán hỗ trợ kinh phí.", [["Ban giám hiệu"], ["Kế toán"]]),
        ("Chủ trì: Hiệu phó (đ/c Lan); phối hợp: Văn thư.", [["Hiệu phó"], ["Văn thư"]]),
    ],
)
def test_lead_and_supporting__are_told_apart(text, expected):
    assert parties(f"Chăm sóc cây xanh. {text}") == list(zip(["lead", "joint"], expected, strict=True))


@pytest.mark.parametrize(
    ("text", "rest", "raw", "role", "units"),
    [
        ("Dạy bơi. Giao cho tổ chuyên môn.", "Dạy bơi.", "Giao cho tổ chuyên môn", "assigned", ["Tổ chuyên môn"]),
        ("Dạy bơi do TPT Đội phụ trách.", "Dạy bơi.", "do TPT Đội phụ trách", "lead", ["Tổng phụ trách"]),
        ("Dạy bơi – GVCN phụ trách", "Dạy bơi", "GVCN phụ trách", "lead", ["GVCN"]),
        ("Dạy bơi. Phụ trách: Cô Mai, thư viện", "Dạy bơi.", "Phụ trách: Cô Mai, thư viện", "lead",
         ["Cô Mai", "Thư viện – thiết bị"]),
        ("Dạy bơi (BGH, TPT thực hiện", "Dạy bơi", "(BGH, TPT thực hiện", "implement",
         ["Ban giám hiệu", "Tổng phụ trách"]),
        ("Dạy bơi BGH, TPT thực hiện)", "Dạy bơi", "BGH, TPT thực hiện)", "implement",
         ["Ban giám hiệu", "Tổng phụ trách"]),
        ("Dạy bơi. Thực hiện: Ban An toàn giao thông (đ/c Minh - Trưởng ban).", "Dạy bơi.",
         "Thực hiện: Ban An toàn giao thông (đ/c Minh - Trưởng ban)", "implement", ["Ban An toàn giao thông"]),
        ("Dạy bơi. Thực hiện: Tổ Toán - Tin, Tổ Lý – Hoá – Sinh", "Dạy bơi.",
         "Thực hiện: Tổ Toán - Tin, Tổ Lý – Hoá – Sinh", "implement", ["Tổ Toán - Tin", "Tổ Lý – Hoá – Sinh"]),
        ("Trường học an toàn Tổng phụ trách, GV dạy thể dục chịu trách nhiệm chính", "Trường học an toàn",
         "Tổng phụ trách, GV dạy thể dục chịu trách nhiệm chính", "lead", ["Tổng phụ trách", "GV thể dục"]),
    ],
)  # fmt: skip
def test_without_a_whole_bracket__the_phrase_is_found(text, rest, raw, role, units):
    left, found = take_parties(text)

    assert left == rest
    assert [(party.raw, party.role, party.units) for party in found] == [(raw, role, units)]


@pytest.mark.parametrize(
    "text",
    [
        "Đăng bài (thực hiện mỗi tháng 01 phóng sự về trường)",
        "Đăng bài (thực hiện từ tháng 9/2020)",
        "Kỳ thi trung học phổ thông (THPT) và Luật Trẻ em (sửa đổi năm 2016)",
        "Bồi dưỡng giáo viên chủ nhiệm (GVCN) về kỹ năng",
        "Nâng cao năng lực của giáo viên chủ nhiệm trong thực hiện",
        "Đào tạo đội ngũ giáo viên thực hiện chương trình mới",
        "Phối hợp với Công đoàn ngành truyền thông về phong trào thi đua",
        "Hội nghị giao ban do Sở GDĐT tổ chức",
        "Trong giai đoạn thực hiện",
    ],
)
def test_no_party__in_schedules_short_forms_and_plain_sentences(text):
    assert take_parties(text) == (text, [])


def test_two_brackets__are_two_parties_in_order():
    assert parties("Trồng cây (BGH); tưới cây (GVCN thực hiện).") == [
        ("assigned", ["Ban giám hiệu"]),
        ("implement", ["GVCN"]),
    ]
