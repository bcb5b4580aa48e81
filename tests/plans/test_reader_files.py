"""`plans.reader.read_file`: what is text is read, all else is refused with a reason."""

import codecs

import pytest

from plans.reader import UnreadablePlan, read_file

TEXT = "KẾ HOẠCH\nTruyền thông năm học 2024 - 2025\n"


def refused(path) -> str:
    with pytest.raises(UnreadablePlan) as caught:
        read_file(path)
    return caught.value.reason


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with BOM", "utf-16-le", "utf-16-be"],
)
def test_read_file__text_in_a_known_encoding(tmp_path, data):
    (tmp_path / "plan.txt").write_bytes(data)

    assert read_file(tmp_path / "plan.txt") == TEXT


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        ("\u00a0\u00a0--- \n".encode(), "empty"),
        (b"%PDF-1.7 text", "damaged"),
        (b"PK\x03\x04 a Word file", "damaged"),
        (b"\xd0\xcf\x11\xe0 an old Word file", "damaged"),
        (b"\x89PNG\r\n a picture", "image"),
        (b"\xff\xd8\xff\xe0 a photo", "image"),
        (b"text with \x00 in it", "binary"),
        (b"\x01\x02\x03\x04 not text", "binary"),
        ("Kế hoạch".encode("utf-16-le"), "binary"),
        ("Kế hoạch".encode() + b"\xff\xfe\xfd", "encoding"),
        (codecs.BOM_UTF16_LE + b"odd", "encoding"),
        pytest.param(b"a" * (5 * 1024 * 1024 + 1), "too_large", id="bytes"),
        pytest.param("Nội dung của kế hoạch này\n".encode() * 12_002, "too_long", id="lines"),
        pytest.param("Nội dung của kế hoạch này ".encode() * 40_000, "too_long", id="characters"),
    ],
)
def test_read_file__what_is_no_plan_text_is_refused(tmp_path, data, reason):
    (tmp_path / "plan.txt").write_bytes(data)

    assert refused(tmp_path / "plan.txt") == reason


def test_read_file__missing(tmp_path):
    assert refused(tmp_path / "nothing.txt") == "missing"


def test_read_file__directory(tmp_path):
    assert refused(tmp_path) == "missing"


def test_read_file__impossible_name():
    assert refused("a\x00b") == "missing"
