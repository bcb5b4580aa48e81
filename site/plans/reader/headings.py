"""Which part of a plan a heading opens."""

import re

from .text import is_capitals, key, words

AIMS, PURPOSE, REQUIREMENT = "aims", "purpose", "requirement"
CONTENT, WORK, BASES, OTHER = "content", "work", "bases", "other"

_STARTS = (
    (BASES, r"(các )?(căn cứ|cơ sở pháp lý|cơ sở xây dựng kế hoạch)"),
    (AIMS, r"(mục đích|mục tiêu)( và | )?yêu cầu"),
    (PURPOSE, r"(mục đích|mục tiêu)( chung| cụ thể| ý nghĩa)?"),
    (REQUIREMENT, r"(các )?yêu cầu"),
    (
        WORK,
        (
            r"tổ chức (thực hiện|triển khai)|(công tác )?(phân công|phân nhiệm)"
            r"|(nhiệm vụ|trách nhiệm)( cụ thể)?( của| cho| thực hiện)?( các| từng| mỗi)? "
            r"(bộ phận|đơn vị|cá nhân|thành viên|tổ chức|tổ|đoàn thể)"
            r"|trách nhiệm( thực hiện| của| các|$)|biện pháp tổ chức thực hiện"
        ),
    ),
    (
        CONTENT,
        r"(các |những )?(nội dung|nhiệm vụ|trọng tâm|lĩnh vực trọng tâm|công tác trọng tâm)(?! \d)",
    ),
    (
        OTHER,
        (
            r"(các )?(hình thức|phương thức|phương pháp|thời gian|địa điểm|đối tượng|phạm vi|kinh phí|nguồn lực"
            r"|giải pháp|biện pháp|tiến độ|lịch|chế độ|chỉ tiêu|thuận lợi|khó khăn|đặc điểm|tình hình|đánh giá"
            r"|kết quả|kiểm tra|thông tin báo cáo|báo cáo|khen thưởng|thi đua|điều kiện|cơ sở vật chất|đề xuất"
            r"|kiến nghị|một số|điều khoản|công tác thông tin|quan điểm|khái quát|bối cảnh|phụ lục|thành phần)"
        ),
    ),
)
_COMPILED = tuple((part, re.compile(rf"(?:{pattern})(?!\w)")) for part, pattern in _STARTS)
# A title that only says "this is the content" has no content of its own: its items are the areas.
GENERIC = frozenset(
    [
        "nội",
        "dung",
        "nhiệm",
        "vụ",
        "trọng",
        "tâm",
        "truyền",
        "thông",
        "tuyên",
        "chính",
        "chủ",
        "yếu",
        "cụ",
        "thể",
        "chung",
        "các",
        "và",
        "công",
        "tác",
        "giải",
        "pháp",
        "thực",
        "hiện",
        "kế",
        "hoạch",
        "hoạt",
        "động",
        "biện",
        "của",
        "cần",
        "trong",
        "năm",
        "học",
        "giáo",
        "dục",
        "đào",
        "tạo",
        "về",
        "tổ",
        "chức",
        "phân",
        "cho",
        "bộ",
        "phận",
        "đơn",
        "vị",
        "cá",
        "nhân",
        "trách",
        "nhiệm",
        "thành",
        "viên",
        "những",
        "cơ",
        "bản",
        "mục",
        "đích",
        "yêu",
        "cầu",
        "tiêu",
        "đoạn",
        "giai",
        "triển",
        "khai",
        "từng",
        "tập",
        "thể",
        "liên",
        "quan",
        "căn",
        "cứ",
        "pháp",
        "lý",
        "xây",
        "dựng",
        "ý",
        "nghĩa",
        "hình",
        "thức",
    ]
)
_MAX_WORDS = 14
_SENTENCE_WORDS, _OTHER_WORDS, _PLAIN_WORDS = 4, 6, 8
_HALF_OF_AIMS = re.compile(r"(?:mục tiêu|mục đích|yêu cầu) (?:chung|cụ thể)")
_CERTAIN = frozenset({AIMS, PURPOSE, REQUIREMENT, WORK, BASES})


def heading_part(text: str) -> str:
    """The part that a heading opens (AIMS, PURPOSE, …), or "" when `text` is no known heading."""
    title = text.partition(":")[0]
    spoken = words(title)
    if not spoken or len(spoken) > _MAX_WORDS:
        return ""
    if is_capitals(title):
        return _earliest(key(title))
    if title.rstrip().endswith((".", ";", ",")) and len(spoken) > _SENTENCE_WORDS:
        return ""
    folded = key(title)
    for part, pattern in _COMPILED:
        if (match := pattern.match(folded)) and (is_generic(title) or (part == OTHER and len(spoken) <= _OTHER_WORDS)):
            return _refine(part, folded, match)
    return ""


def section_part(title: str) -> str:
    """The part for the title of a top-level section, where even a long title is a heading."""
    return heading_part(title) or _earliest(key(title.partition(":")[0])) or OTHER


def is_generic(title: str) -> bool:
    """True when a heading has no word that is about the plan's own matter."""
    return all(word in GENERIC or word.isdigit() for word in words(title))


def is_half_of_aims(text: str) -> bool:
    """True for "* Mục tiêu chung: …", which heads what follows even where a bullet stands before it."""
    return bool(_HALF_OF_AIMS.fullmatch(key(text.partition(":")[0])))


def is_plain_heading(text: str) -> bool:
    """True for an unmarked line that can only be a heading: a certain part's name and nothing else."""
    title = text.strip().rstrip(":. ")
    if ":" in title or not heading_part(title):
        return False
    if is_capitals(title):
        return True
    return (
        is_generic(title)
        and len(words(title)) <= _PLAIN_WORDS
        and (heading_part(title) in _CERTAIN or key(title).startswith(("nội dung", "nhiệm vụ", "trọng tâm", "các ")))
    )


def _earliest(folded: str) -> str:
    found = [
        (match.start(), rank, part, match)
        for rank, (part, pattern) in enumerate(_COMPILED)
        if (match := re.compile(rf"(?<!\w)(?:{pattern.pattern})").search(folded))
    ]
    if not found:
        return ""
    _, _, part, match = min(found, key=lambda item: item[:2])
    return _refine(part, folded, match)


def _refine(part: str, folded: str, match: re.Match) -> str:
    """ "Mục đích và yêu cầu" in any wording, and headings that name the content but share out work."""
    if part == PURPOSE and "yêu cầu" in folded[match.end() :]:
        return AIMS
    if part == REQUIREMENT and re.search(r"mục (đích|tiêu)", folded[match.end() :]):
        return AIMS
    return part
