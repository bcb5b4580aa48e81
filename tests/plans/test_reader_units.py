"""The table of units: every way to write a name leads to one record."""

import pytest

from plans.reader import ALIASES, PART_OF, canonical_unit, part_of
from plans.reader.text import key
from plans.reader.units import unit_title


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("BGH", "Ban giám hiệu"),
        ("BAN GIÁM HIỆU:", "Ban giám hiệu"),
        ("Ban Giám hiệu nhà trường", "Ban giám hiệu"),
        ("Bộ phận kế toán", "Kế toán"),
        ("Tổ trưởng chuyên môn", "Tổ chuyên môn"),
        ("các tổ chuyên môn", "Tổ chuyên môn"),
        ("Tổ khối 1, 2", "Tổ chuyên môn"),
        ("Y tế học đường", "Y tế"),
        ("Cán bộ phụ trách y tế học đường", "Y tế"),
        ("Thư viện", "Thư viện – thiết bị"),
        ("thư viện - thiết bị", "Thư viện – thiết bị"),
        ("Đoàn thanh niên, Tổng phụ trách", "Tổng phụ trách"),
        ("TPT Đội", "Tổng phụ trách"),
        ("BCH Công đoàn", "Công đoàn"),
        ("Phó Hiệu trưởng", "Hiệu phó"),
        ("Giáo viên chủ nhiệm các lớp", "GVCN"),
        ("Đối với giáo viên chủ nhiệm:", "GVCN"),
        ("Quản trị mạng", "Phụ trách trang thông tin điện tử"),
    ],
)
def test_canonical_unit__known_names(written, canonical):
    assert canonical_unit(written) == canonical


def test_canonical_unit__unknown_name_comes_back_cleaned():
    assert canonical_unit("  nhóm  truyền thông lớp 5: ") == "Nhóm truyền thông lớp 5"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Cán bộ phụ trách thư viện:", "Thư viện"),
        ("Bộ phận kế toán", "Bộ phận kế toán"),
        ("Phụ trách trang thông tin điện tử:", "Phụ trách trang thông tin điện tử"),
        ("Trách nhiệm của Hiệu trưởng", "Hiệu trưởng"),
        ("BGH:", "Ban giám hiệu"),
        ("CÁC LỚP BÁN TRÚ", "Các lớp bán trú"),
    ],
)
def test_unit_title__as_the_plan_names_it(heading, title):
    assert unit_title(heading) == title


def test_part_of__principal_and_deputy_belong_to_the_board():
    assert PART_OF["Hiệu trưởng"] == PART_OF["Hiệu phó"] == part_of("Phó hiệu trưởng") == "Ban giám hiệu"
    assert not part_of("Kế toán")


def test_aliases__no_spelling_belongs_to_two_units():
    spellings = [(key(spelling), name) for name, aliases in ALIASES.items() for spelling in {name, *aliases}]

    owners = {spelling: {name for other, name in spellings if other == spelling} for spelling, _ in spellings}
    assert {spelling: names for spelling, names in owners.items() if len(names) > 1} == {}
