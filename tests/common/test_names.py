"""Full names in text, and which of them are pupils'."""

import unicodedata

import pytest

from common.names import full_names, pupils_named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Em Nguyễn Văn An nhận giải Nhất.", ["Nguyễn Văn An"]),
        ("Từ trái sang: Lê An, Trần Thị Bích Ngọc và Lò Thị Mây", ["Lê An", "Trần Thị Bích Ngọc", "Lò Thị Mây"]),
        (unicodedata.normalize("NFD", "Bạn Đặng Quốc Bảo"), ["Đặng Quốc Bảo"]),
        ("Các em lớp 4A đọc sách", []),
        ("Trường Tiểu học Nguyễn Du, đường Lê Lợi", []),
        ("Cô Nguyễn Thị Hoa và thầy giáo Trần Văn Nam", []),
        ("Đoàn TNCS Hồ Chí Minh", []),
        ("Mai Châu, Hà Nội, Cao Bằng", []),
        ("An và Bình trồng cây", []),
        ("Nguyễn", []),
        ("", []),
    ],
)
def test_full_names(text: str, names: list[str]) -> None:
    assert full_names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chúc mừng em Nguyễn Văn An đạt giải Nhì.", ["Nguyễn Văn An"]),
        ("Nguyễn Văn An, lớp 4A", ["Nguyễn Văn An"]),
        ("Lớp 5B: Trần Bảo Châu", ["Trần Bảo Châu"]),
        ("Nguyễn Văn An (4A1)\nLê Bình Minh - 5C", ["Nguyễn Văn An", "Lê Bình Minh"]),
        ("Nguyễn Văn An kể chuyện. Sau đó lớp 4A hát.", []),
        ("Cô Nguyễn Thị Hoa, chủ nhiệm lớp 4A", []),
        ("Đại diện xã: Nguyễn Văn Tám, 0912 345 678", []),
    ],
)
def test_pupils_named(text: str, names: list[str]) -> None:
    assert pupils_named(text) == names
