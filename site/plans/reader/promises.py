"""Promises with a rhythm: "mỗi tháng 01 phóng sự", "02 tin bài/tuần", "hoàn thành trước ngày 30/11/2020"."""

import re
from collections.abc import Iterator

from .dates import DUE_MONTH
from .reading import Commitment
from .text import clean

ONCE, WEEKLY, MONTHLY, QUARTERLY, TERMLY, YEARLY = "once", "weekly", "monthly", "quarterly", "termly", "yearly"
PUBLIC, INTERNAL = "public", "internal"

_UNIT = r"(?P<unit>tuần|tháng|quý|học\s+k[ìỳ]|k[ìỳ]|năm\s+học|năm)"
_RHYTHMS = {
    "tuần": WEEKLY,
    "tháng": MONTHLY,
    "quý": QUARTERLY,
    "học kì": TERMLY,
    "học kỳ": TERMLY,
    "kì": TERMLY,
    "kỳ": TERMLY,
}
_NUMBER = r"(?:\d{1,3}|một|hai|ba|bốn|bảy|tám|chín|mười)"
_COUNT_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_THING = (
    r"(?:phóng\s+sự|tin\s+bài|tin|bài|chuyên\s+(?:mục|đề|san)|lần|buổi|bản\s+tin|video|clip|ấn\s+phẩm|số|hội\s+(?:nghị|thi)|cuộc|chương\s+trình"
    r"|hoạt\s+động|kỳ|lượt|đợt|tờ|chủ\s+đề|sản\s+phẩm|ảnh|tấm|gương|câu\s+chuyện|cuốn|mô\s+hình|giờ|tiết)"
)
_EVERY = re.compile(
    rf"(?<!\w)(?:mỗi|hàng|hằng|từng|định\s+k[ìỳ]|(?:01|1|một)(?=\s+(?:tuần|tháng|quý|năm)\s+\d))\s+(?:một\s+|1\s+)?{_UNIT}(?!\w)",
    re.I,
)
_PER = re.compile(
    rf"(?P<count>{_NUMBER})\s+(?:[^\W\d_]+[ ,]+){{0,4}}?[^\W\d_]+\s*/\s*(?:01\s+|1\s+|một\s+)?{_UNIT}(?!\w)", re.I
)
_COUNT_AFTER = re.compile(
    rf"\s*,?\s*(?:(?!\d)[^\W_]+\s+){{0,6}}?(?P<count>{_NUMBER})\s+(?:\(\w+\)\s*)?(?={_THING}(?!\w))", re.I
)
_COUNT_BEFORE = re.compile(rf"(?<!\w)(?P<count>{_NUMBER})\s+(?={_THING}(?!\w))(?:[^\W\d_]+[ ,]*){{1,8}}$", re.I)
_COUNT_NEXT = re.compile(
    rf"\s*,?\s*(?:ít\s+nhất|tối\s+thiểu|có|đăng|viết|từ)?\s*(?P<count>{_NUMBER})(?=\s+[^\W\d_])", re.I
)
_ONCE = re.compile(
    r"(?:(?:hoàn\s+thành|xong|thực\s+hiện|nộp|gửi|chậm\s+nhất|muộn\s+nhất|hạn\s+chót|hạn)(?:\s+\w+){0,5}?\s+)?(?:trước|chậm\s+nhất(?:\s+là)?|xong|hạn"
    r"\s+cuối)\s*:?\s*(?:ngày\s+)?\d{1,2}\s*(?:[/.-]\s*\d{1,2}|tháng\s+\d{1,2})",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"đăng|tin|bài|phóng\s+sự|tuyên\s+truyền|truyền\s+thông|báo\s+cáo|tổ\s+chức|họp|giới\s+thiệu|viết|phát|gửi|cập\s+nhật|công\s+khai|thông\s+báo|nộp"
    r"|hoàn\s+thành|thực\s+hiện|chuyên|kiểm\s+tra|sinh\s+hoạt|biên\s+tập|nhắc|(?<!\w)lập(?!\w)|rà\s+soát|thống\s+kê|tổng\s+hợp"
    r"|quyên\s+góp|tập\s+huấn|vệ\s+sinh",
    re.IGNORECASE,
)
_INTERNAL = re.compile(
    r"(?<!\w)(?:nhắc|lưu\s+trữ|rà\s+soát)(?!\w)|gửi\s+(?:về\s+)?(?:cho\s+)?(?:các\s+)?(?:tổ|khối|bộ\s+phận|BGH|ban\s+giám\s+hiệu|hiệu\s+trưởng|nhà\s+trường|GVCN)(?!\w)"
    r"|dữ\s+liệu\s+(?:quản\s+lý\s+)?học\s+sinh|nội\s+bộ|giao\s+ban|(?<!\w)họp(?!\w)|sinh\s+hoạt\s+chuyên\s+môn|báo\s+cáo|kiểm\s+tra|sao\s+lưu|(?<!\w)nộp(?!\w)|hội\s+đồng\s+sư\s+phạm|HĐSP",
    re.IGNORECASE,
)
_NOT_OF_THE_PLAN = re.compile(r"(?:hàng|hằng)\s+năm\s*(?=[,.;)]|$)", re.IGNORECASE)
_BRACKET = re.compile(r"\((?P<inside>[^()\n]{3,80})\)")
_SCHEDULE_WORDS = 6
# "mời cha mẹ giám sát mỗi quý một lần": whatever is done, it is counted.
_TIMES = re.compile(rf"\s*,?\s*{_NUMBER}\s+(?:lần|buổi|lượt|đợt|cuộc)(?!\w)", re.I)
_CLAUSE_END = re.compile(r"[;\n]|(?<=[^\d\s.])[.…]+(?=\s|$)|[()](?!\w{1,3}\))")


def find_commitments(text: str) -> list[Commitment]:
    """The promises in `text`, one for each clause that has a rhythm and says what is done."""
    found, before = [], ""
    for clause, sure in _clauses(text):
        rhythm = _rhythm(clause)
        if rhythm and (sure or _DOES.search(clause) or _is_counted(clause)):
            every, quantity = rhythm
            promised = f"{before}; {clause}" if before and _is_counting_only(clause) else clause
            audience = INTERNAL if _INTERNAL.search(promised) else PUBLIC
            found.append(Commitment(promised, every, quantity, audience))
        before = clause
    return found


def _is_counting_only(clause: str) -> bool:
    """True for "mỗi năm 01 lần": what is done so often stands in the clause before."""
    every = _EVERY.match(clause)
    return bool(every and _TIMES.fullmatch(clause, every.end()))


def _is_counted(clause: str) -> bool:
    every = _EVERY.search(clause)
    return bool(every and _TIMES.match(clause, every.end()))


def has_rhythm(text: str) -> bool:
    """True for words that say how often or by when: "hàng tháng", "01 bài/tuần", "trước 15/10/2024"."""
    return bool(_rhythm(text) or _EVERY.fullmatch(text.strip(" .")))


def _clauses(text: str) -> Iterator[tuple[str, bool]]:
    """The clauses of `text`; a bracket that is only a schedule goes with the words before it, and is a promise."""
    position = 0
    for match in _BRACKET.finditer(text):
        if len(match["inside"].split()) > _SCHEDULE_WORDS or not has_rhythm(match["inside"]):
            continue
        lead = _split(text[position : match.start()])
        if not lead:
            continue
        yield from ((clause, False) for clause in lead[:-1])
        yield f"{lead[-1]} {clean(match[0])}", True
        position = match.end()
    yield from ((clause, False) for clause in _split(text[position:]))


def _split(text: str) -> list[str]:
    edges = [0, *(end for match in _CLAUSE_END.finditer(text) for end in match.span()), len(text)]
    pieces = (clean(text[left:right]).strip(" ;,.()-–+•") for left, right in zip(edges[::2], edges[1::2], strict=False))
    return [piece for piece in pieces if piece]


def _rhythm(clause: str) -> tuple[str, int] | None:
    if match := _PER.search(clause):
        return _every(match), _count(match["count"])
    if match := _EVERY.search(clause):
        every = _every(match)
        found = _COUNT_NEXT.match(clause, match.end()) or _COUNT_AFTER.match(clause, match.end())
        found = found or _COUNT_BEFORE.search(clause[: match.start()])
        bracket = clause[: match.start()].endswith("(")
        if not found and not bracket and _NOT_OF_THE_PLAN.match(clause, match.start()):
            return None
        return every, _count(found["count"]) if found else 1
    return (ONCE, 1) if _ONCE.search(clause) or DUE_MONTH.search(clause) else None


def _every(match: re.Match) -> str:
    return _RHYTHMS.get(clean(match["unit"]).lower(), YEARLY)


def _count(number: str) -> int:
    return max(1, int(number) if number.isdigit() else _COUNT_WORDS[number.lower()])
