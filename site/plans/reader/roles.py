"""Verbs that say what a responsible unit does, and the role that each gives."""

import re
from dataclasses import dataclass

from .text import spaced

LEAD, JOINT, FOCAL_POINT, IMPLEMENT, ASSIGNED = "lead", "joint", "focal_point", "implement", "assigned"

# Longest first, since "phối hợp thực hiện" is not "phối hợp" and "thực hiện".
_VERBS = (
    (LEAD, "after", r"(?:cùng )?chịu trách nhiệm(?: (?:chính|chủ trì|chung|thực hiện|triển khai|(?:về )?nội dung))*"),
    (LEAD, "after", r"(?:trực tiếp )?chỉ đạo(?: (?:chung|thực hiện|triển khai))?"),
    (
        LEAD,
        "after",
        r"(?:trực tiếp )?(?:chủ trì(?: (?:chính|thực hiện|triển khai))?|phụ trách(?: (?:chính|chung|thực hiện))?)",
    ),
    (FOCAL_POINT, "after", r"(?:làm|là) (?:đơn vị |bộ phận )?đầu mối(?: (?:thực hiện|triển khai))?|đầu mối"),
    (
        JOINT,
        "between",
        r"(?:(?:với|có|cùng) )?sự (?:phối hợp|tham gia|hỗ trợ|giúp đỡ|cộng tác)(?: thực hiện)? (?:của|từ|với|giữa)",
    ),
    (JOINT, "between", r"(?:chủ động )?(?:phối|kết) hợp (?:với|cùng(?: với)?|cùng các|giữa)"),
    (JOINT, "after", r"(?:cùng )?(?:phối|kết) hợp(?: (?:tổ chức )?(?:thực hiện|triển khai))?"),
    (JOINT, "after", r"(?:cùng nhau|cùng|đồng) (?:tham gia|thực hiện|triển khai|phụ trách|tổ chức)|tham gia"),
    (
        JOINT,
        "after",
        r"hỗ trợ(?: (?:đăng tải|đăng bài|biên tập|hình ảnh|kỹ thuật|kĩ thuật|kinh phí|thực hiện|triển khai))?",
    ),
    (
        ASSIGNED,
        "before",
        r"(?:phân công|phân nhiệm|giao nhiệm vụ|giao(?! (?:thông|lưu|tiếp|dịch))|phân)(?: trách nhiệm)?(?: cho)?",
    ),
    (IMPLEMENT, "after", r"(?:tổ chức )?(?:thực hiện|triển khai)(?: thực hiện)?|đảm (?:nhận|nhiệm)|tham mưu|theo dõi"),
)  # fmt: skip
VERB = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<v{n}>{spaced(pattern)})" for n, (_, _, pattern) in enumerate(_VERBS)) + r")(?!\w)",
    re.IGNORECASE,
)
# Words after which a list of units stands, with a colon: "Phụ trách: …", "Đơn vị thực hiện: …".
_WHO = r"(?:(?:đơn vị|bộ phận|người|cá nhân|các đơn vị|thành phần) )?"
LABEL = re.compile(
    spaced(
        rf"(?<!\w)(?:{_WHO}(?P<verb>chịu trách nhiệm(?: chính)?|phụ trách(?: chính)?|chủ trì|(?:làm )?đầu mối"
        r"|(?:được )?phân công|giao cho|giao|phối hợp(?: thực hiện)?|cùng thực hiện|tổ chức thực hiện|thực hiện"
        r"|triển khai)|(?P<noun>trách nhiệm(?: chính| thực hiện)?|phân công thực hiện|phân công nhiệm vụ))\s*:"
    ),
    re.IGNORECASE,
)
SCHEDULE = re.compile(
    r"(?:mỗi|hàng|hằng|từng)\s+(?:tuần|tháng|quý|học\s+k[ìỳ]|k[ìỳ]|năm|ngày)|/\s*(?:tuần|tháng|quý|năm|học\s+k[ìỳ])"
    r"|(?:từ|trước|trong|đến|vào|xong|hết)\s+(?:\w+\s+)?(?:ngày|tháng|tuần|năm|quý|học\s+k[ìỳ])(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Verb:
    """A verb found in a phrase; place is where its units stand: after, before or on both sides of it.

    ("after" and "before" say where the verb stands: after its units, before its units, between.)
    """

    role: str
    place: str
    start: int
    end: int
    text: str


def find_verbs(text: str) -> list[Verb]:
    """The role verbs of `text`, from left to right."""
    found = []
    for match in VERB.finditer(text):
        role, place, _ = _VERBS[int(match.lastgroup[1:])]
        found.append(Verb(role, place, match.start(), match.end(), match[0]))
    return found


def label_role(match: re.Match) -> str:
    """The role that a LABEL gives."""
    verbs = find_verbs(match["verb"] or "")
    return verbs[0].role if verbs else ASSIGNED
