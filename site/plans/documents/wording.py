"""Official wording: what the decree writes in one way only, whoever filled the fields in."""

import datetime
import re
from collections.abc import Iterable

from django.utils.translation import override

from common.templatetags.school import longdate
from plans.choices import PartyRole, Rhythm, SigningAuthority
from plans.models import AreaParty, Commitment, LegalBasis
from plans.reader.cues import PLAN_LINE
from plans.reader.promises import find_commitments
from plans.reader.text import first_upper, starts_lower

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
KIND = "KẾ HOẠCH"
NO_NUMBER = "Số: ………/KH"
NO_PLACE = "…"
NO_DATE = "ngày …… tháng …… năm ……"
LAST_NUMBER_WITH_ZERO = 9

_NUMBER = re.compile(r"(?P<digits>\d+)(?P<symbol>/.*)", re.DOTALL)
_VERB = re.compile(r"(?:ban hành|quy định|hướng dẫn|sửa đổi|phê duyệt|công bố|triển khai)(?!\w)", re.IGNORECASE)
_FILING = re.compile(r"[-–\s]*lưu\s*:?\s*", re.IGNORECASE)
_HEADS = (
    ("trường", "Hiệu trưởng"),
    ("sở", "Giám đốc"),
    ("phòng", "Trưởng phòng"),
    ("ubnd", "Chủ tịch"),
    ("uỷ ban", "Chủ tịch"),
    ("ủy ban", "Chủ tịch"),
)
_PARTIES = {
    PartyRole.LEAD: "({units} chịu trách nhiệm chính)",
    PartyRole.JOINT: "({units} cùng thực hiện)",
    PartyRole.FOCAL_POINT: "({units} làm đầu mối)",
    PartyRole.IMPLEMENT: "({units} thực hiện)",
    PartyRole.ASSIGNED: "(giao cho {units})",
}


def date_words(date: datetime.date | None) -> str:
    """Return "ngày 05 tháng 02 năm 2026", or "" where there is no date."""
    with override("vi"):
        return longdate(date)


def number_line(number: str, unknown: str = NO_NUMBER) -> str:
    """Return "Số: 07/KH-THSH" without spaces round "/" and "-"; `unknown`, with dots, where it is not known."""
    bare = re.sub(r"\s+", "", number)
    match = _NUMBER.fullmatch(bare)
    if not match:
        return f"Số: {bare}" if bare else unknown
    digits = f"0{int(match['digits'])}" if int(match["digits"]) <= LAST_NUMBER_WITH_ZERO else match["digits"]
    return f"Số: {digits}{match['symbol']}"


def place_and_date(place: str, date: datetime.date | None) -> str:
    """Return "Cồn Sen, ngày 28 tháng 8 năm 2026", with room for what is not known."""
    return f"{place.strip() or NO_PLACE}, {date_words(date) or NO_DATE}"


def kind_and_subject(title: str) -> tuple[str, str]:
    """Part "Kế hoạch truyền thông …" into the name of the type and what it is about: ("KẾ HOẠCH", "Truyền thông …")."""
    kind = PLAN_LINE.match(title)
    return (kind[0].upper() if kind else KIND), first_upper(title[kind.end() if kind else 0 :].strip())


def basis_words(basis: LegalBasis) -> str:
    """Return "Căn cứ Thông tư số … ngày … của … quy định …", without the mark at its end."""
    named_by_subject = basis.subject.startswith(basis.kind)
    about = basis.subject if _VERB.match(basis.subject) else f"về việc {basis.subject}"
    parts = [
        "Căn cứ",
        basis.subject if named_by_subject else basis.kind,
        basis.number and f"số {basis.number}",
        date_words(basis.date),
        basis.issuer and f"của {basis.issuer}",
        basis.subject and not named_by_subject and about,
    ]
    return " ".join(part for part in parts if part).rstrip(" ;.,")


def basis_lines(bases: Iterable[LegalBasis]) -> list[str]:
    """Return the bases one a line, each ending in ";" and the last in "."."""
    lines = [basis_words(basis) for basis in bases]
    return [f"{line};" for line in lines[:-1]] + [f"{line}." for line in lines[-1:]]


def party_words(parties: Iterable[AreaParty]) -> list[str]:
    """Return how the plan names who is responsible: in its own words, else in the usual ones, once each."""
    phrases: dict[str, list[str]] = {}
    for party in parties:
        named = party.unit.name if party.unit and party.unit.live else ""
        phrases.setdefault(party.raw or _PARTIES[PartyRole(party.role)], []).append(named)
    return [
        phrase.replace("{units}", ", ".join(filter(None, names)))
        for phrase, names in phrases.items()
        if _said(phrase, names)
    ]


def _said(phrase: str, names: list[str]) -> bool:
    return "{units}" not in phrase or any(names)


def with_parties(text: str, phrases: list[str]) -> str:
    """Return `text` with who is responsible behind its last words: in brackets before the full stop, or on a line."""
    inside = [
        phrase for phrase in phrases if phrase.startswith(("(", "[")) or (starts_lower(phrase) and ":" not in phrase)
    ]
    after = [phrase for phrase in phrases if phrase not in inside]
    bare = text.rstrip()
    mark = bare[-1:] if bare[-1:] in {".", ";"} else ""
    said = " ".join([bare.removesuffix(mark), *inside]).strip() + mark if inside else bare
    return "\n".join(filter(None, [said, after and "; ".join(after) + "."]))


def commitment_words(commitment: Commitment) -> str:
    """Return a promise that no sentence of the plan holds; with how many and how often, unless it says so itself."""
    text = first_upper(commitment.text.rstrip(" .;"))
    if find_commitments(text):
        return f"{text}."
    if commitment.due_on:
        often = f"trước {date_words(commitment.due_on)}"
    else:
        with override("vi"):
            often = str(Rhythm(commitment.every).label)
    return f"{text} (số lượng: {commitment.quantity:02d}; {often})."


def recipient_line(text: str, *, filing: bool) -> str:
    """Return "- Ban đại diện cha mẹ học sinh" or "- Lưu: VT, KH", without the mark at its end."""
    bare = text.strip().lstrip("-– ").rstrip(" ;.")
    return f"- Lưu: {_FILING.sub('', bare, count=1)}" if filing else f"- {bare}"


def recipient_lines(recipients: Iterable[tuple[str, bool]]) -> list[str]:
    """Return the lines under "Nơi nhận:", filing last: each ends in ";", the last in "."."""
    ordered = sorted(recipients, key=lambda recipient: recipient[1])
    lines = [recipient_line(text, filing=filing) for text, filing in ordered]
    return [f"{line};" for line in lines[:-1]] + [f"{line}." for line in lines[-1:]]


def signature_lines(authority: str, title: str, issuer: str) -> list[str]:
    """Return the lines above the name, in capitals: ["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"]."""
    named, _comma, own = title.upper().rpartition(", ")
    if not authority:
        return [title.upper()] if title else []
    if authority == SigningAuthority.Q:
        return [f"{authority} {title.upper()}"]
    head = named or (issuer if authority == SigningAuthority.TM else _head(title, issuer))
    return [line for line in (f"{authority} {head.upper()}", own) if line]


def _head(title: str, issuer: str) -> str:
    """The one who is signed for: a deputy's own title names the head, else the kind of body does."""
    if title.lower().startswith("phó "):
        return title[len("phó ") :].strip()
    return next((head for body, head in _HEADS if issuer.lower().startswith(body)), "Thủ trưởng")
