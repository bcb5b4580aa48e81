"""Two real plans, wherever ../shared/seeds stands beside the clone: what a correct reading of them holds."""

from pathlib import Path

from plans.reader import canonical_unit, read_file, read_plan

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
SCHOOL = sorted(SEEDS.glob("000_*.txt"))
DEPARTMENT = sorted(SEEDS.glob("003_*.txt"))

PARTIES = [
    ("(giao cho bộ phận chuyên môn)", "assigned", ["Tổ chuyên môn"]),
    (
        "( BGH, tổ trưởng chuyên môn, BCH Công đoàn thực hiện)",
        "implement",
        ["Ban giám hiệu", "Tổ chuyên môn", "Công đoàn"],
    ),
    ("( bộ phận Kế toán, thư viện thiết bị thực hiện)", "implement", ["Kế toán", "Thư viện – thiết bị"]),
    (
        "(Nhân viên thư viện thiết bị và giáo viên dạy tin học chịu trách nhiệm chính)",
        "lead",
        ["Thư viện – thiết bị", "Giáo viên tin học"],
    ),
    ("(Hiệu trưởng, kế toán và GVCN cùng thực hiện)", "joint", ["Hiệu trưởng", "Kế toán", "GVCN"]),
    ("(Tổng phụ trách, GV dạy thể dục chịu trách nhiệm chính)", "lead", ["Tổng phụ trách", "GV thể dục"]),
    (
        "(BGH, Tổ chuyên môn, TPT và nhân viên y tế cùng thực hiện)",
        "joint",
        ["Ban giám hiệu", "Tổ chuyên môn", "Tổng phụ trách", "Y tế"],
    ),
    ("(Ban kiểm tra nội bộ trường học làm đầu mối)", "focal_point", ["Ban kiểm tra nội bộ"]),
    ("(Hiệu phó và GV trực tiếp giảng dạy làm đầu mối)", "focal_point", ["Hiệu phó", "GV trực tiếp giảng dạy"]),
]
DUTIES = {
    "Ban giám hiệu": 1,
    "Tổ trưởng chuyên môn": 2,
    "Công đoàn": 1,
    "Đoàn thanh niên, Tổng phụ trách": 1,
    "Bộ phận kế toán": 1,
    "Phụ trách trang thông tin điện tử": 1,
    "Y tế học đường": 1,
    "Thư viện": 1,
}

if SCHOOL:

    class TestSchoolPlan:
        reading = read_plan(read_file(SCHOOL[0])).as_dict()

        def test_title_and_periods__both_are_kept(self):
            assert self.reading["title"].endswith("giai đoạn 2017- 2020")
            assert self.reading["periods"] == [
                {"kind": "range", "from": 2017, "to": 2020},
                {"kind": "school_year", "from": 2017, "to": 2018},
            ]

        def test_basis__is_the_one_of_the_higher_office(self):
            (basis,) = self.reading["bases"]

            assert (basis["kind"], basis["number"], basis["date"]) == ("Kế hoạch", "831/KH-GDĐT", "2017-10-26")
            assert basis["issuer"] == "Phòng Giáo dục và Đào tạo Châu Thành"

        def test_aims__three_purposes_and_two_requirements(self):
            assert (len(self.reading["purposes"]), len(self.reading["requirements"])) == (3, 2)

        def test_areas__nine_with_their_parties_verbatim(self):
            areas = self.reading["focus_areas"]

            assert [area["no"] for area in areas] == list(range(1, 10))
            found = [(p["raw"], p["role"], p["units"]) for area in areas for p in area["parties"]]
            assert found == PARTIES

        def test_area_texts__have_no_bracket_left(self):
            assert not any("(" in area["title"] + area["text"] for area in self.reading["focus_areas"])

        def test_units__eight_with_their_duties(self):
            assert {unit["name"]: len(unit["duties"]) for unit in self.reading["units"]} == DUTIES

        def test_units__who_is_responsible_and_has_no_duty_shows(self):
            named = {unit for _, _, units in PARTIES for unit in units}
            charged = {canonical_unit(unit["name"]) for unit in self.reading["units"]}

            assert named - charged == {
                "Giáo viên tin học", "GVCN", "GV thể dục", "Ban kiểm tra nội bộ", "GV trực tiếp giảng dạy",
                "Hiệu trưởng", "Hiệu phó",
            }  # fmt: skip
            assert charged - named == {"Phụ trách trang thông tin điện tử"}

        def test_signature__title_without_number_or_name(self):
            assert self.reading["number"] == ""
            assert self.reading["signer"] == {"title": "Hiệu trưởng", "name": ""}

        def test_recipients__two_and_one_is_filing(self):
            assert len(self.reading["recipients"]) == 2
            assert self.reading["recipients"][1].startswith("Lưu")

        def test_closing__belongs_to_no_unit(self):
            assert self.reading["closing"].startswith("Trên đây là")

        def test_no_promise__is_made_up(self):
            assert self.reading["commitments"] == []

        def test_typing_errors__are_flagged(self):
            warnings = " ".join(self.reading["warnings"])

            assert all(slip in warnings for slip in ("của của", "Phối họp", "tại nạn", "các nhân", "Luật giáo"))


if DEPARTMENT:

    class TestDepartmentPlan:
        reading = read_plan(read_file(DEPARTMENT[0])).as_dict()

        def test_number_and_school_year(self):
            assert self.reading["number"] == "3725/KH-SGDĐT"
            assert self.reading["periods"] == [{"kind": "school_year", "from": 2020, "to": 2021}]

        def test_counts__two_purposes_five_requirements_ten_items(self):
            counts = [len(self.reading[field]) for field in ("purposes", "requirements", "focus_areas")]

            assert counts == [2, 5, 10]

        def test_page__names_no_unit_basis_or_signer(self):
            assert not any(area["parties"] for area in self.reading["focus_areas"])
            assert (self.reading["units"], self.reading["bases"]) == ([], [])
            assert self.reading["signer"] == {"title": "", "name": ""}

        def test_promises__one_a_month_inside_and_one_a_quarter_outside(self):
            found = [(c["every"], c["quantity"], c["audience"]) for c in self.reading["commitments"]]

            assert found == [("monthly", 1, "internal"), ("quarterly", 1, "public")]
            assert "Trường học đẹp và chưa đẹp" in self.reading["commitments"][0]["text"]

        def test_attachment__as_the_page_writes_it(self):
            (address,) = self.reading["attachments"]

            assert address.startswith("/uploads/files/K%E1%BA%BF")
            assert address.endswith(".pdf")

        def test_furniture__is_named(self):
            warnings = " ".join(self.reading["warnings"])

            assert all(text in warnings for text in ("Gửi phản hồi", "Lịch công tác", "Bài ca Tây Hồ", "-->", "Video"))

        def test_stray_page_number__is_flagged_and_kept(self):
            assert any("do 3 Covid-19" in warning for warning in self.reading["warnings"])
            assert any("do 3 Covid-19" in area["text"] for area in self.reading["focus_areas"])
