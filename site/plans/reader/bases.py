"""Legal bases: kind, number, date, issuer and subject of the documents a plan rests on."""

import re

from .cues import BASIS_LEAD, BASIS_LINE, INSTRUMENT, INTRODUCES
from .dates import LONG_DATE, SHORT_DATE, iso_date
from .reading import Basis, Reading
from .text import UPPER, clean, first_upper, spaced

_SYMBOL = (
    rf"[{UPPER}]{{2,}}[a-zđ]{{0,4}}[{UPPER}\d]*|[{UPPER}]\d{{1,3}}|[{UPPER}]{{1,3}}[a-z]{{1,2}}[{UPPER}]{{1,4}}\d*"
)
_PIECE = rf"(?:{_SYMBOL})(?:[&.](?:{_SYMBOL}|[{UPPER}]))*"
NUMBER = re.compile(
    rf"(?:\d{{1,6}}(?:\s*/\s*\d{{4}})?\s*/\s*{_PIECE}(?:\s*[-–]\s*{_PIECE})*"
    rf"|\d{{1,4}}\s*[-–]\s*{_PIECE}\s*/\s*{_PIECE}(?:\s*[-–]\s*{_PIECE})*)(?!\w)"
)
_LEAD = re.compile(rf"(?:[-–+•*]\s*)?{BASIS_LEAD}(?!\w)\s*(?:tinh\s+thần\s+|nội\s+dung\s+|các\s+)?", re.IGNORECASE)
_KIND = re.compile(INSTRUMENT, re.IGNORECASE)
_FULL_NAME = frozenset({"luật", "bộ luật", "pháp lệnh"})
_SHORT_KINDS = {
    "cv": "Công văn", "qđ": "Quyết định", "kh": "Kế hoạch", "tt": "Thông tư", "nq": "Nghị quyết", "ct": "Chỉ thị",
}  # fmt: skip
_NUMBER_PART = re.compile(
    rf"\s*,?\s*(?:số\s*:?\s*(?P<plain>\d{{1,5}})(?![\d/-])(?!\s*/)|(?:số\s*:?\s*)?(?P<full>{NUMBER.pattern}))", re.I
)
_SHORT = re.sub(r"[?]P<[a-z]+>", "?:", SHORT_DATE.pattern)
_DATE_PART = re.compile(rf"\s*,?\s*(?:ban\s+hành\s+)?(?:{LONG_DATE.pattern}|(?P<short>{_SHORT}))", re.I)
_ISSUER_END = spaced(
    r"(?:về(?! phía)|V/v|ban hành|hướng dẫn|quy định|phê duyệt|sửa đổi|triển khai|thực hiện|công bố|giao|chỉ đạo"
    r"|kèm theo|số\s*:?\s*\d|ngày \d)"
)
_ISSUER_PART = re.compile(
    rf"\s*,?\s*(?:của|do)\s+(?P<issuer>[^;:()]{{3,120}}?)(?=\s*,?\s+{_ISSUER_END}(?!\w)|\s*[;(:]|\s*,\s|\s*\.?\s*$)",
    re.I,
)
_SUBJECT_LEAD = re.compile(r"^(?:,\s*)?(?:về\s+việc|V/v|Vv|về)(?:\s*:)?\s+", re.IGNORECASE)
_NEXT = re.compile(rf";\s*(?:và\s+)?(?=(?:{BASIS_LEAD}(?!\w)|{INSTRUMENT}))|;\s*(?=$)", re.IGNORECASE)
_NEXT_BEFORE_SUBJECT = re.compile(
    rf"\s*,\s*(?:và\s+)?(?={INSTRUMENT}\s+(?:số|liên))|\s+và\s+(?={INSTRUMENT}\s+số)", re.IGNORECASE
)
_INTRODUCTION = re.compile(rf"[,.;]\s*(?:nay\s+)?(?={INTRODUCES.pattern})", re.IGNORECASE)


def normal_number(number: str) -> str:
    """A document number without its stray spaces: "118 /KH- THCS" is "118/KH-THCS"."""
    return re.sub(r"\s+", "", number).replace("–", "-").replace("—", "-")


def is_basis(line: str) -> bool:
    """True for a line of the opening that names a legal basis."""
    return bool(BASIS_LINE.match(line)) or (bool(_LEAD.match(line)) and line.rstrip().endswith(";"))


def split_introduction(line: str) -> tuple[str, str]:
    """A basis that runs on into "…, Trường X xây dựng kế hoạch …", as basis and introduction."""
    match = next((m for m in _INTRODUCTION.finditer(line) if "kế hoạch" in line[m.end() :].lower()), None)
    return (line[: match.start()], line[match.end() :]) if match else (line, "")


def read_bases(line: str, reading: Reading) -> None:
    """Adds the basis of `line` to `reading`, or the several that stand in it."""
    for part in _NEXT.split(line):
        for piece in _split_before_subject(part):
            if any(c.isalnum() for c in piece):
                reading.bases.append(_basis(clean(piece), reading))


def _split_before_subject(part: str) -> list[str]:
    subject = re.search(r"(?<!\w)(?:về(?:\s+việc)?|V/v|ban\s+hành|sửa\s+đổi|hướng\s+dẫn)(?!\w)", part, re.IGNORECASE)
    head, tail = (part[: subject.start()], part[subject.start() :]) if subject else (part, "")
    pieces = _NEXT_BEFORE_SUBJECT.split(head)
    pieces[-1] += tail
    return pieces


def _basis(text: str, reading: Reading) -> Basis:
    basis = Basis()
    rest = text.strip(" ;.,-–+•")
    if lead := _LEAD.match(rest):
        rest = rest[lead.end() :]
    kind = _KIND.match(rest)
    name = ""
    if kind:
        basis.kind = first_upper(clean(_SHORT_KINDS.get(kind[0].lower(), kind[0])))
        if basis.kind.lower() in _FULL_NAME:
            name, rest = _full_name(rest)
        else:
            rest = rest[kind.end() :]
    while (shorter := _take_part(basis, rest, reading)) != rest:
        rest = shorter
    subject = _SUBJECT_LEAD.sub("", rest.strip(" ;,"), count=1)
    basis.subject = clean(f"{name} {subject}" if name and subject else name or subject).strip(" ;,")
    return basis


def _full_name(rest: str) -> tuple[str, str]:
    """A law is known by its name ("Luật Giáo dục"), which its kind is a part of."""
    end = re.search(r"\s*,?\s*(?:\(|số\s*:?\s*\d|ngày\s+\d|của\s+Quốc\s+hội)", rest, re.IGNORECASE)
    return (rest[: end.start()].strip(), rest[end.start() :]) if end else (rest.strip(), "")


def _take_part(basis: Basis, rest: str, reading: Reading) -> str:
    """`rest` without the number, date or issuer that it starts with; each is taken once."""
    if not basis.number and (match := _NUMBER_PART.match(rest)):
        basis.number = match["plain"] or normal_number(match["full"])
        return rest[match.end() :]
    if not basis.date and (match := _DATE_PART.match(rest)):
        found = SHORT_DATE.search(match["short"]) if match["short"] else match
        basis.date = iso_date(found)
        if basis.date:
            return rest[match.end() :]
        reading.note("basis_date", clean(match[0]))
    if not basis.issuer and (match := _ISSUER_PART.match(rest)):
        basis.issuer = clean(match["issuer"]).strip(" .,")
        return rest[match.end() :]
    return rest
