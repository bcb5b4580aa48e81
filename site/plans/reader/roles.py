"""Verbs that say what a responsible unit does, and the role that each gives."""

import re
from dataclasses import dataclass

LEAD, JOINT, FOCAL_POINT, IMPLEMENT, ASSIGNED = "lead", "joint", "focal_point", "implement", "assigned"

# Longest first, since "phối hợp thực hiện" is not "phối hợp" and "thực hiện".
_VERBS = (
    (LEAD, "after", r"(?:cùng\s+)?chịu\s+trách\s+nhiệm(?:\s+(?:chính|chủ\s+trì|chung|thực\s+hiện|triển\s+khai))*"),
    (LEAD, "after", r"(?:trực\s+tiếp\s+)?chỉ\s+đạo(?:\s+(?:chung|thực\s+hiện|triển\s+khai))?"),
    (LEAD, "after", r"chủ\s+trì(?:\s+(?:chính|thực\s+hiện|triển\s+khai))?|phụ\s+trách(?:\s+(?:chính|chung|thực\s+hiện))?"),
    (FOCAL_POINT, "after", r"(?:làm|là)\s+(?:đơn\s+vị\s+|bộ\s+phận\s+)?đầu\s+mối(?:\s+(?:thực\s+hiện|triển\s+khai))?|đầu\s+mối"),
    (JOINT, "between", r"(?:chủ\s+động\s+)?(?:phối|kết)\s+hợp\s+(?:với|cùng(?:\s+với)?|cùng\s+các|giữa)"),
    (JOINT, "after", r"(?:cùng\s+)?(?:phối|kết)\s+hợp(?:\s+(?:tổ\s+chức\s+)?(?:thực\s+hiện|triển\s+khai))?"),
    (JOINT, "after", r"(?:cùng\s+nhau|cùng|đồng)\s+(?:tham\s+gia|thực\s+hiện|triển\s+khai|phụ\s+trách|tổ\s+chức)|tham\s+gia|hỗ\s+trợ"),
    (ASSIGNED, "before", r"(?:phân\s+công|phân\s+nhiệm|giao\s+nhiệm\s+vụ|giao|phân)(?:\s+trách\s+nhiệm)?(?:\s+cho)?"),
    (IMPLEMENT, "after", r"(?:tổ\s+chức\s+)?(?:thực\s+hiện|triển\s+khai)(?:\s+thực\s+hiện)?|đảm\s+(?:nhận|nhiệm)|tham\s+mưu|theo\s+dõi"),
)  # fmt: skip
VERB = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<v{n}>{pattern})" for n, (_, _, pattern) in enumerate(_VERBS)) + r")(?!\w)",
    re.IGNORECASE,
)
# Words after which a list of units stands, with a colon: "Phụ trách: …", "Đơn vị thực hiện: …".
_WHO = r"(?:(?:đơn\s+vị|bộ\s+phận|người|cá\s+nhân|các\s+đơn\s+vị|thành\s+phần)\s+)?"
LABEL = re.compile(
    rf"(?:{_WHO}(?P<verb>chịu\s+trách\s+nhiệm(?:\s+chính)?|phụ\s+trách(?:\s+chính)?|chủ\s+trì|(?:làm\s+)?đầu\s+mối"
    r"|(?:được\s+)?phân\s+công|giao\s+cho|giao|phối\s+hợp(?:\s+thực\s+hiện)?|cùng\s+thực\s+hiện|tổ\s+chức\s+thực\s+hiện|thực\s+hiện"
    r"|triển\s+khai)|(?P<noun>trách\s+nhiệm|phân\s+công\s+thực\s+hiện|phân\s+công\s+nhiệm\s+vụ))\s*:",
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
