"""Captions are read before a phone does."""

import pytest

from common.captions import LARGEST_CAPTIONS, captions_fault
from common.films import LARGEST_FILM, too_large

CUES = """WEBVTT - Giờ ra chơi

NOTE cô Tú chép lời

STYLE
::cue { color: white }

một
00:01.000 --> 00:04.000 line:0
Trống đánh rồi.

01:00:05.500 --> 01:00:07.000
- Chạy thôi!
- Chờ mình với!
"""


@pytest.mark.parametrize(
    "content", [CUES.encode(), CUES.encode("utf-8-sig"), CUES.replace("\n", "\r\n").encode(), CUES.strip().encode()]
)
def test_captions__as_programs_write_them__are_taken(content: bytes) -> None:
    assert captions_fault(content) == ""


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (CUES.encode("utf-16"), "UTF-8"),
        (b"<html><script>alert(1)</script>", "WEBVTT"),
        (b"WEBVTTx\n\n00:01.000 --> 00:04.000\nA", "WEBVTT"),
        (b"1\n00:00:01,000 --> 00:00:04,000\nA", "WEBVTT"),
        (b"", "WEBVTT"),
        (b"WEBVTT\n\n1\n00:00:01,000 --> 00:00:04,000\nA", "Dòng 4"),
        (b"WEBVTT\n\n00:04.000 --> 00:01.000\nA", "Dòng 3"),
        (b"WEBVTT\n\n00:01.000 --> 00:04.000\nA\n\nB", "Dòng 6"),
        (b"WEBVTT\n\nNOTE A", "không có dòng nào"),
        (b"WEBVTT\n\n" + b"a" * LARGEST_CAPTIONS, "quá lớn"),
    ],
)
def test_captions__that_no_browser_shows__are_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    assert sentence in captions_fault(content)


@pytest.mark.parametrize(
    ("name", "size", "is_refused"),
    [("mp4", LARGEST_FILM, False), ("MP4", LARGEST_FILM + 1, True), ("pdf", LARGEST_FILM + 1, False)],
)
def test_film__too_large_for_a_phone__is_refused(name: str, size: int, is_refused: bool) -> None:
    assert ("720p" in too_large(name, size)) == is_refused
