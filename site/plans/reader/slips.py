"""Typing errors of the source: named for the reviewer, never corrected."""

import re

from .reading import Reading
from .text import UPPER, clean

# Pairs that the language doubles on purpose.
_REDUPLICATED = frozenset(
    [
        "ngày",
        "luôn",
        "thường",
        "người",
        "nhà",
        "từ",
        "dần",
        "xanh",
        "đời",
        "lớp",
        "trường",
        "ai",
        "đâu",
        "năm",
        "tháng",
        "xa",
        "gần",
        "mãi",
        "hằng",
        "từng",
        "rất",
        "chiều",
        "sáng",
        "tối",
        "đêm",
        "nơi",
        "ngành",
        "nhẹ",
        "hay",
        "khăng",
        "đùng",
        "song",
        "tầng",
        "hàng",
        "đôi",
        "ba",
        "điều",
        "chuyện",
        "cùng",
        "xuân",
        "oa",
        "ha",
        "vui",
    ]
)
_DOUBLED = re.compile(r"(?<![\w/-])(?P<word>[^\W\d_]++)\s++(?P=word)(?![\w/-])", re.IGNORECASE)
_SLIPS = re.compile(
    r"(?<!\w)(?:phối\s+họp|tại\s+nạn|luật\s+giáo(?!\s+(?:dục|viên|hội|lý|dưỡng))"
    r"|các\s+nhân(?!\s+(?:viên|vật|tố|sự|lực|tài|chứng|khẩu|dân|cách|công|quyền|thân|mạng|đức|văn|rộng|dịp))"
    r"|sử\s+lý|xử\s+lí\s+lý|xãy\s+ra|cũng\s+cố|bổ\s+xung|xúc\s+tích|sát\s+nhập|đề\s+suất|xuất\s+xắc|suất\s+sắc|nghành|dử\s+liệu|hổ\s+trợ|lảnh\s+đạo"
    r"|giử\s+gìn|kỹ\s+niệm|kỉ\s+luât|thường\s+xuyện|chuẫn\s+bị|triễn\s+khai|trãi\s+nghiệm|hướng\s+dẩn|cãi\s+cách|chất\s+lương|trách\s+nhiêm"
    r"|phụ\s+hynh|phu\s+huynh|học\s+sính|tuyền\s+truyền|truyên\s+thông|nhiệm\s+vu|giáo\s+duc|đào\s+tao|quãn\s+lý|khen\s+thướng)(?!\w)",
    re.IGNORECASE,
)
_STRAY = re.compile(rf"(?<!\w)(?:\w+\s+)?(?:do|của|tại|bởi|ở)\s+\d{{1,3}}\s+[{UPPER}][\w-]+(?:\s+\w+)?")
_COUNTABLE = re.compile(
    r"\d\s+(?:Phó|Phòng|Trường|Tổ|Ban|Bộ|Nghị|Quyết|Thông|Chỉ|Công|Kế|Giáo|Học|Đoàn|Đội|Hội|Huyện|Xã|Tỉnh|GV|HS|CB)"
)
_NEAR = 30


def note_slips(paragraphs: list[str], reading: Reading) -> None:
    """Adds a remark for each doubled word, known confusion and stray page number."""
    for paragraph in paragraphs:
        for match in _DOUBLED.finditer(paragraph):
            if match["word"].lower() not in _REDUPLICATED:
                reading.note("doubled", _around(paragraph, match))
        for match in _SLIPS.finditer(paragraph):
            reading.note("slip", _around(paragraph, match))
        for match in _STRAY.finditer(paragraph):
            if not _COUNTABLE.search(match[0]):
                reading.note("stray_number", clean(match[0]))


def _around(paragraph: str, match: re.Match) -> str:
    """The words of the match with one on each side, so that a person finds the place."""
    before = paragraph[max(0, match.start() - _NEAR) : match.start()].split()[-1:]
    after = paragraph[match.end() : match.end() + _NEAR].split()[:1]
    return clean(" ".join([*before, match[0], *after]))
