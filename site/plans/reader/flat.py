"""Paragraphs that were run together are told apart: merged bullets, and whole plans on one line."""

import re
from itertools import pairwise

from .cues import INSTRUMENT, MOTTO
from .headings import heading_part
from .markers import roman_value
from .text import LOWER, UPPER, is_capitals

_BULLET_MARK = "[-–—•*+]"
_BULLET = rf"{_BULLET_MARK}\s*(?=[{UPPER}])"
# A dash is a bullet only after the end of a sentence: "đức- trí- thể - mỹ" and "2020 - 2021" stay whole.
_MERGED = re.compile(rf"(?<=[.;:!?…])\s+(?={_BULLET})|(?<=[.;…])(?=[-–•]\s+[{UPPER}])")
_MERGED_AFTER_BRACKET = re.compile(rf"(?<=\))\s+(?=[-–•+]\s+[{UPPER}])")
_ROMAN = re.compile(rf"(?<!\S)(?P<no>[IVX]{{1,5}})\s*[./)]\s*(?=[{UPPER}])")
_NUMBER = re.compile(rf"(?:(?<=[\s.;:)…,/])|(?<=^))(?P<no>\d{{1,2}}(?:\.\d{{1,2}}){{0,2}})\s*[.)/]?\s*(?=[{UPPER}“\"])")
_LETTER = re.compile(rf"(?<!\S)(?P<no>[a-eđgh])\s*[)/]\s*(?=[{UPPER}])")
_COUNTED = re.compile(
    r"(?:lớp|khối|số|mức|năm|tháng|ngày|quý|khóa|khoản|điều|điểm|mục|tuần|kỳ|tổ|bài|lần|cấp|trường|thứ|và|phần|vòng|đợt)$",
    re.IGNORECASE,
)
_CAPITALS_RUN = re.compile(
    rf"(?:[{UPPER}\d&]+(?:[,:;–—/-]+|\s*[-–]\s*)?\s+)+(?=[{UPPER}][{LOWER}]|\d{{1,2}}[.)]|[-–+•]\s)"
)
_ALWAYS = re.compile(
    rf"(?<=\s)(?=Trên\s+đây\s+là\s|Nơi\s+nhận\s*:|Chi\s+tiết\s+xem\s|(?:https?://|/uploads/)\S+)"
    rf"|(?<=\.\s)(?=Có\s+trách\s+nhiệm\s)|(?<=\.pdf)\s+|(?<=\.docx)\s+|(?<=\.doc)\s+"
    rf"|(?<=[;.]\s)(?=(?:Căn\s+cứ|Thực\s+hiện\s+{INSTRUMENT})(?!\w))"
)
_OPENING = re.compile(
    rf"(?<=\s)(?=Căn\s+cứ\s|Thực\s+hiện\s+{INSTRUMENT}\s+số|Số\s*:\s*\d|(?:KẾ\s+HOẠCH|CHƯƠNG\s+TRÌNH|PHƯƠNG\s+ÁN)\s)"
    rf"|(?<=[;.]\s)(?=[{UPPER}])"
    rf"|(?<=\s)(?=(?:[{UPPER}][{LOWER}]+\s){{0,3}}[{UPPER}][{LOWER}]+,\s+ngày\s)|(?<=năm\s\d{{4}})\s+(?=[{UPPER}]{{2}})"
)
_FLAT_LENGTH = 300
_FLAT_MARKS = 3


def split_paragraph(text: str) -> list[str]:
    """The paragraphs that `text` holds; nearly always one."""
    pieces = _split_flat(text) if _is_flat(text) else [text]
    parts = [part for piece in pieces for part in _split_bullets(piece)]
    return [part.strip() for part in parts if part.strip()]


def _split_bullets(text: str) -> list[str]:
    """A paragraph and the bullets that were run into it; they become siblings of a bullet before them."""
    pieces = _MERGED.split(text)
    mark = re.match(rf"\s*(?P<mark>{_BULLET_MARK})\s*(?=[{UPPER}])", text)
    if not mark:
        return pieces
    pieces = [part for piece in pieces for part in _MERGED_AFTER_BRACKET.split(piece)]
    return [pieces[0], *(re.sub(rf"^{_BULLET_MARK}", mark["mark"], piece) for piece in pieces[1:])]


def _is_flat(text: str) -> bool:
    """True for a line in which several numbered parts stand."""
    if len(text) < _FLAT_LENGTH:
        return False
    romans, numbers = _sequence(_ROMAN, text, 0), _sequence(_NUMBER, text, 0)
    return len(romans) > 1 or len(romans) + len(numbers) >= _FLAT_MARKS


def _split_flat(text: str) -> list[str]:
    romans = _sequence(_ROMAN, text, 0)
    starts = [position for position, _ in romans or _sequence(_NUMBER, text, 0)[:1]]
    pieces = _split_opening(text[: starts[0]])
    for section in _cut(text[starts[0] :], [start - starts[0] for start in starts[1:]]):
        pieces += _split_section(section)
    return [part for piece in pieces for part in _cut(piece, [m.start() for m in _ALWAYS.finditer(piece)])]


def _split_opening(text: str) -> list[str]:
    motto = [edge for match in MOTTO.finditer(text) for edge in match.span()]
    return _cut(text, sorted({*motto, *(match.start() for match in _OPENING.finditer(text))}))


def _split_section(text: str) -> list[str]:
    """One section: its heading, and its numbered parts."""
    head = _CAPITALS_RUN.match(re.sub(r"^([IVX]+)[./)]", r"\1 ", text))
    body = head.end() if head else 0
    cuts = [body, *(position for position, _ in _sequence(_NUMBER, text, body))]
    cuts += [match.start() for match in _LETTER.finditer(text, body)]
    return [part for piece in _cut(text, sorted(set(cuts))) for part in _split_heading(piece)]


def _split_heading(text: str) -> list[str]:
    """A heading ("1. Mục đích") and the sentence or bullet that follows it without any punctuation."""
    start = re.match(r"\s*(?:[IVX]+|\d+(?:\.\d+)*|[a-eđgh])\s*[.)/]?\s*", text)
    if not start or not start[0].strip():
        return [text]
    for match in re.finditer(rf"\s+(?=[-–+•]\s+[{UPPER}]|[{UPPER}])", text[start.end() : start.end() + 90]):
        title = text[start.end() : start.end() + match.start()]
        if heading_part(title) and not is_capitals(title) and ":" not in title:
            cut = start.end() + match.end()
            return [text[:cut], text[cut:]]
    return [text]


def _sequence(pattern: re.Pattern, text: str, start: int) -> list[tuple[int, str]]:
    """The marks that count on from each other; "lớp 1. Nhà trường" and dates do not."""
    found: list[tuple[int, str]] = []
    seen: dict[tuple[int, ...], int] = {}
    for match in pattern.finditer(text, start):
        number = (roman_value(match["no"]),) if match["no"][0] in "IVX" else tuple(map(int, match["no"].split(".")))
        parent, last = number[:-1], number[-1]
        if _COUNTED.search(text[max(0, match.start() - 12) : match.start()].rstrip()):
            continue
        if last != seen.get(parent, 0) + 1 or (len(number) == 1 and not re.search(r"[.)/]", match[0])):
            continue
        seen[parent] = last
        found.append((match.start(), match["no"]))
    return found


def _cut(text: str, positions: list[int]) -> list[str]:
    edges = [0, *positions, len(text)]
    return [text[left:right] for left, right in pairwise(edges) if text[left:right].strip()]
