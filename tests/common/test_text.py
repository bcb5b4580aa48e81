"""Vietnamese text."""

import unicodedata

import pytest

from common.text import fold, nfc, normalise_deep, slugify, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đổi mới", "doi moi"),
        ("ĐƯỜNG Ðê", "duong de"),  # the second letter is U+00D0, as old documents write it
        ("Kế hoạch số 831/KH-GDĐT", "ke hoach so 831/kh-gddt"),
        (unicodedata.normalize("NFD", "Trường Tiểu học"), "truong tieu hoc"),
    ],
)
def test_fold__removes_accents_and_case(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đổi mới – Kế hoạch", "doi-moi-ke-hoach"),
        ("  20/11: Ngày Nhà giáo!  ", "20-11-ngay-nha-giao"),
        (unicodedata.normalize("NFD", "Ướt mưa"), "uot-mua"),
        ("…", ""),
    ],
)
def test_slugify__is_ascii(text, slug):
    assert slugify(text) == slug


def test_slugify__cuts_without_trailing_dash():
    assert slugify("trường học", max_length=7) == "truong"


def test_sort_key__follows_the_vietnamese_alphabet_and_tones():
    words = ["dê", "đá", "da", "ăn", "an", "ân", "má", "mà", "mả", "mã", "ma", "mạ", "ô", "o", "ơ"]

    assert sorted(words, key=sort_key) == [
        "an", "ăn", "ân", "da", "dê", "đá", "ma", "mà", "mả", "mã", "má", "mạ", "o", "ô", "ơ",
    ]  # fmt: skip


def test_sort_key__letters_weigh_more_than_tones():
    assert sorted(["mạnh", "má", "man"], key=sort_key) == ["má", "man", "mạnh"]


def test_normalise_deep__reaches_lists_and_dicts():
    decomposed = unicodedata.normalize("NFD", "Đội")

    assert normalise_deep([{"a": decomposed, "b": [decomposed, 1]}]) == [{"a": "Đội", "b": ["Đội", 1]}]
    assert nfc(decomposed) == "Đội"
