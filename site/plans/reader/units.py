"""The units of a primary school: one table of names, and how they are found in a phrase."""

import re
from functools import cache

from .text import clean, first_upper, is_capitals, key, spaced

# Canonical name: what plans call it. The first spelling of a line of FACTS is the canonical name.
ALIASES: dict[str, tuple[str, ...]] = {
    "Ban giám hiệu": (
        "BGH", "ban giám hiệu nhà trường", "ban lãnh đạo", "lãnh đạo nhà trường", "lãnh đạo trường",
        "lãnh đạo đơn vị", "ban lãnh đạo nhà trường",
    ),
    "Hiệu trưởng": ("HT", "hiệu trưởng nhà trường"),
    "Hiệu phó": (
        "phó hiệu trưởng", "PHT", "P.HT", "P. hiệu trưởng", "hiệu phó chuyên môn", "phó hiệu trưởng chuyên môn",
        "các phó hiệu trưởng", "các hiệu phó", "phó hiệu trưởng phụ trách chuyên môn", "phó HT",
    ),
    "Tổ chuyên môn": (
        "bộ phận chuyên môn", "tổ trưởng chuyên môn", "các tổ chuyên môn", "các tổ trưởng chuyên môn", "TTCM",
        "tổ CM", "chuyên môn", "tổ khối chuyên môn", "tổ, khối chuyên môn", "các tổ khối chuyên môn",
        "tổ trưởng các tổ chuyên môn", "tổ trưởng", "tổ khối trưởng", "khối trưởng", "tổ khối", "các tổ khối",
        "các khối trưởng", "các tổ trưởng", "tổ phó chuyên môn", "tổ trưởng CM", "TT chuyên môn",
    ),
    "Công đoàn": (
        "BCH công đoàn", "ban chấp hành công đoàn", "chủ tịch công đoàn", "CTCĐ", "công đoàn cơ sở", "CĐCS",
        "công đoàn trường", "công đoàn nhà trường", "tổ chức công đoàn", "CT công đoàn", "BCH CĐ", "CĐ", "BCHCĐ",
        "ban chấp hành CĐ",
    ),
    "Đoàn thanh niên": (
        "ĐTN", "đoàn TN", "chi đoàn", "BCH chi đoàn", "bí thư chi đoàn", "đoàn TNCS", "đoàn TNCS Hồ Chí Minh",
        "đoàn TNCS HCM", "chi đoàn thanh niên", "chi đoàn giáo viên", "BCH đoàn", "bí thư đoàn", "đoàn trường",
        "đoàn", "đoàn thanh niên cộng sản Hồ Chí Minh", "ban chấp hành chi đoàn", "đoàn viên thanh niên",
        "bí thư đoàn thanh niên",
    ),
    "Tổng phụ trách": (
        "TPT", "TPT đội", "tổng phụ trách đội", "giáo viên tổng phụ trách", "GV tổng phụ trách", "giáo viên TPT",
        "GV TPT", "TPTĐ", "đoàn – đội", "đoàn đội", "đoàn, đội", "đoàn thanh niên, tổng phụ trách",
        "đoàn thanh niên – tổng phụ trách", "đoàn thanh niên và tổng phụ trách", "liên đội", "BCH liên đội",
        "đội TNTP", "đội thiếu niên", "đội", "đội thiếu niên tiền phong", "đội TNTP Hồ Chí Minh", "đội TNTP HCM",
        "đội thiếu niên tiền phong Hồ Chí Minh", "tổng phụ trách đội TNTP", "tổng phụ trách đội TNTP Hồ Chí Minh",
        "ban chỉ huy liên đội", "tổng phụ trách đội thiếu niên tiền phong Hồ Chí Minh",
        "đoàn thanh niên, tổng phụ trách đội", "đoàn thanh niên, đội thiếu niên", "giáo viên tổng phụ trách đội",
        "GV tổng phụ trách đội",
    ),
    "Kế toán": (
        "bộ phận kế toán", "kế toán trường", "kế toán nhà trường", "tài vụ", "kế toán, tài vụ", "bộ phận tài vụ",
    ),
    "Thư viện – thiết bị": (
        "thư viện thiết bị", "thư viện", "thiết bị", "thư viện, thiết bị", "thư viện và thiết bị",
        "thư viện trường học", "bộ phận thư viện", "bộ phận thiết bị", "TV-TB", "TVTB", "thủ thư",
        "thiết bị dạy học", "thư viện và thiết bị dạy học",
    ),
    "Giáo viên tin học": (
        "GV tin học", "giáo viên dạy tin học", "GV dạy tin học", "giáo viên tin", "GV tin", "giáo viên dạy tin",
        "GV dạy tin", "giáo viên bộ môn tin học", "GV bộ môn tin học",
    ),
    "GVCN": (
        "giáo viên chủ nhiệm", "GV chủ nhiệm", "giáo viên chủ nhiệm lớp", "giáo viên chủ nhiệm các lớp",
        "GVCN các lớp", "GVCN lớp", "GV chủ nhiệm các lớp", "các GVCN", "GV chủ nhiệm lớp",
    ),
    "GV thể dục": (
        "giáo viên thể dục", "GV dạy thể dục", "giáo viên dạy thể dục", "GV GDTC", "giáo viên GDTC",
        "giáo viên giáo dục thể chất", "GV giáo dục thể chất", "giáo viên dạy giáo dục thể chất",
    ),
    "GV trực tiếp giảng dạy": ("giáo viên trực tiếp giảng dạy", "GV giảng dạy", "giáo viên giảng dạy"),
    "Giáo viên bộ môn": ("GVBM", "GV bộ môn"),
    "Giáo viên tiếng Anh": ("GV tiếng Anh", "giáo viên dạy tiếng Anh", "GV dạy tiếng Anh", "giáo viên Anh văn"),
    "Giáo viên âm nhạc": ("GV âm nhạc", "giáo viên dạy âm nhạc", "GV dạy âm nhạc", "giáo viên nhạc"),
    "Giáo viên mĩ thuật": (
        "giáo viên mỹ thuật", "GV mĩ thuật", "GV mỹ thuật", "giáo viên dạy mĩ thuật", "giáo viên dạy mỹ thuật",
    ),
    "Y tế": (
        "nhân viên y tế", "cán bộ y tế", "y tế học đường", "y tế trường học", "NVYT", "CBYT", "bộ phận y tế",
        "y tế trường", "nhân viên y tế học đường", "ban chăm sóc sức khỏe học sinh", "tổ y tế",
    ),
    "Ban kiểm tra nội bộ": (
        "ban kiểm tra nội bộ trường học", "ban KTNB", "kiểm tra nội bộ", "ban kiểm tra nội bộ nhà trường",
    ),
    "Phụ trách trang thông tin điện tử": (
        "phụ trách website", "phụ trách trang web", "phụ trách trang website", "phụ trách web", "quản trị website",
        "quản trị mạng", "quản trị trang web", "ban biên tập", "ban biên tập website", "ban quản trị website",
        "phụ trách cổng thông tin điện tử", "ban biên tập trang thông tin điện tử",
        "quản trị trang thông tin điện tử", "phụ trách công nghệ thông tin", "phụ trách CNTT",
        "bộ phận công nghệ thông tin", "bộ phận CNTT", "ban biên tập cổng thông tin điện tử",
        "ban quản trị trang thông tin điện tử", "tổ công nghệ thông tin", "tổ CNTT",
        "quản trị cổng thông tin điện tử", "phụ trách trang tin điện tử", "quản lý website",
    ),
    "Văn thư": ("nhân viên văn thư", "bộ phận văn thư", "văn thư nhà trường"),
    "Tổ văn phòng": ("văn phòng", "bộ phận văn phòng", "tổ trưởng văn phòng", "tổ trưởng tổ văn phòng", "tổ VP"),
    "Bảo vệ": ("nhân viên bảo vệ", "tổ bảo vệ"),
    "Bán trú": ("bộ phận bán trú", "tổ bán trú", "phụ trách bán trú", "cấp dưỡng", "tổ cấp dưỡng"),
    "Chi bộ": ("chi ủy", "cấp ủy", "bí thư chi bộ", "chi bộ nhà trường", "cấp ủy chi bộ"),
    "Hội đồng trường": ("chủ tịch hội đồng trường",),
    "Ban thanh tra nhân dân": ("ban TTND", "thanh tra nhân dân", "BTTND"),
    "Ban đại diện cha mẹ học sinh": (
        "ban ĐDCMHS", "BĐDCMHS", "ban đại diện CMHS", "hội cha mẹ học sinh", "hội CMHS", "hội phụ huynh",
        "ban đại diện PHHS", "hội phụ huynh học sinh", "ban đại diện hội cha mẹ học sinh", "hội cha mẹ HS",
        "ban đại diện phụ huynh",
    ),
    "Hội chữ thập đỏ": ("chữ thập đỏ", "hội CTĐ", "chi hội chữ thập đỏ"),
    "Hội khuyến học": ("chi hội khuyến học",),
    "Tổ tư vấn tâm lý": ("tổ tư vấn", "tổ tư vấn tâm lý học đường", "tổ tư vấn tâm lí"),
    "Toàn thể cán bộ, giáo viên, nhân viên": (
        "CB, GV, NV", "CB-GV-NV", "CBGVNV", "cán bộ, giáo viên, nhân viên", "CBGV-NV",
        "cán bộ, giáo viên và nhân viên", "toàn thể CB, GV, NV", "toàn thể cán bộ giáo viên nhân viên",
        "cán bộ giáo viên nhân viên", "CBGVCNV", "CB-GV-CNV", "CB, GV, CNV", "toàn trường", "CBVC", "viên chức",
        "CB GV NV", "CBQL, GV, NV", "tập thể sư phạm", "hội đồng sư phạm",
    ),
    "Giáo viên": ("GV", "toàn thể giáo viên", "tất cả giáo viên", "các giáo viên", "đội ngũ giáo viên"),
    "Nhân viên": ("NV", "các nhân viên", "tổ nhân viên"),
    "Nhà trường": (),
    "Cán bộ quản lý": ("CBQL",),
}  # fmt: skip

PART_OF: dict[str, str] = {"Hiệu trưởng": "Ban giám hiệu", "Hiệu phó": "Ban giám hiệu"}

# So general that even "do … thực hiện" makes nobody responsible by them.
VAGUE = frozenset({"giáo viên", "gv", "nhân viên", "nv", "nhà trường", "viên chức", "toàn trường", "cán bộ quản lý"})
# These words also stand in ordinary sentences; alone and without a bracket they prove no responsible unit.
WEAK = frozenset(
    {
        "giáo viên", "gv", "nhân viên", "nv", "thiết bị", "chuyên môn", "đoàn", "đội", "thư viện", "y tế",
        "bảo vệ", "nhà trường", "viên chức", "văn phòng", "cđ", "tổ trưởng", "kiểm tra nội bộ", "toàn trường",
        "ht", "tổ khối", "đội ngũ giáo viên", "các giáo viên", "các nhân viên", "thiết bị dạy học", "chữ thập đỏ",
        "bán trú", "thư viện trường học", "thư viện và thiết bị", "thư viện thiết bị",
        "cán bộ giáo viên nhân viên", "y tế trường học", "y tế học đường", "cán bộ giáo viên và nhân viên",
        "tất cả giáo viên", "cán bộ quản lý", "toàn thể giáo viên",
    }
)  # fmt: skip

_PEOPLE = (
    r"(?:bộ\s+phận|nhân\s+viên|cán\s+bộ|đồng\s+chí|đ/c|người|giáo\s+viên|gv|nv|cb|viên\s+chức|thầy|cô|đối\s+với|ban)"
)
_WORK = r"(?:phụ\s+trách|quản\s+lý|làm\s+công\s+tác|công\s+tác|dạy)"
PREFIX = rf"(?:(?:các|những|toàn\s+thể)\s+)?(?:{_PEOPLE}\s*:?\s+)?(?:{_WORK}\s+)?"
# What may follow a name and still mean the same unit: "GVCN lớp 5", "Tổ chuyên môn khối 4".
_SUFFIX = spaced(
    r"(?: (?:nhà trường|của (?:nhà )?trường|trường học|trường|(?:các )?(?:lớp|khối|tổ)(?!\w)))?"
    r"(?: \d\w?(?:\s*(?:[,–&-]|và)\s*\d\w?)*)?"
)
_TITLES = re.compile(
    r"^(?:[-–—•+*.:;,\s]+|(?:đối\s+với|về\s+phía|trách\s+nhiệm\s+(?:của|thuộc\s+về)|nhiệm\s+vụ\s+(?:của|đối\s+với))\s+)",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"^(?:các\s+)?(?:cán\s+bộ|nhân\s+viên|đồng\s+chí|đ/c|người|viên\s+chức)\s+(?:được\s+phân\s+công\s+)?phụ\s+trách\s+(?:công\s+tác\s+)?"
    r"(?=\S+\s*\S)",
    re.IGNORECASE,
)
UNIT_HEAD = re.compile(
    r"(?:(?:các|những|toàn\s+thể|tập\s+thể|một\s+số)\s+)?(?:ban(?!\s+hành)|tổ(?!\s+chức)|bộ\s+phận|phòng(?!\s*,?\s+(?:chống|ngừa|tránh|cháy))|nhân\s+viên|giáo\s+viên|gv|nv|cán\s+bộ|cb|hội(?!\s+(?:nghị|thi|diễn|thảo|họp|giảng|nhập))|đoàn(?!\s+kết)"
    r"|đội(?!\s+ngũ)|chi\s+(?:bộ|đoàn|hội)|liên\s+đội|nhóm|khối|câu\s+lạc\s+bộ|phụ\s+trách|đồng\s+chí|đ/c|thầy|cô|ông|bà|trưởng|phó|hiệu"
    r"|trạm|phụ\s+huynh|học\s+sinh|cha\s+mẹ|đơn\s+vị|cá\s+nhân|chủ\s+tịch|bí\s+thư|uỷ|ủy|lãnh\s+đạo|trường(?!\s+(?:hợp|học))|lớp|nhà\s+trường|tổng"
    r"|thư\s+ký|chuyên\s+viên|sở|ubnd|thành\s+viên|người(?!\s+tốt))(?!\w)",
    re.IGNORECASE,
)


def _pattern(parts: list[str]) -> str:
    """A regex for the words and commas of a name, however they are spaced or hyphenated."""
    return "".join((r"\s*" if part == "," else r"[\s–-]*") + part for part in parts)


def _names_pattern() -> str:
    """One regex for all names, longest first; grouped by first word, since trying each in turn is slow."""
    groups: dict[str, list[list[str]]] = {}
    for spelling in sorted((a for name, aliases in ALIASES.items() for a in (name, *aliases)), key=len, reverse=True):
        first, *rest = re.findall(r"[^\W_]+|,", spelling)
        groups.setdefault(first.casefold(), []).append(rest)
    return "|".join(f"{first}(?:{'|'.join(map(_pattern, rests))})(?!\\w)" for first, rests in groups.items())


@cache
def _names() -> dict[str, str]:
    table = {}
    for name, aliases in ALIASES.items():
        for alias in (name, *aliases):
            table.setdefault(key(alias), name)
    return table


@cache
def alias_regex() -> re.Pattern:
    """Finds the names of units in a phrase, longest first, with what may stand round them."""
    names = _names_pattern()
    return re.compile(rf"(?<!\w)(?:{PREFIX})(?P<alias>{names}){_SUFFIX}(?!\w)", re.IGNORECASE)


def known_unit(name: str) -> str:
    """The canonical name for a phrase that names one known unit, else ""."""
    name = bare_name(name)
    if found := _names().get(key(name)):
        return found
    match = alias_regex().fullmatch(name)
    return _names().get(key(match["alias"]), "") if match else ""


def canonical_unit(name: str) -> str:
    """The name of the unit's record for any way to write it; an unknown name comes back cleaned."""
    return known_unit(name) or unit_title(name)


def part_of(name: str) -> str:
    """The unit of which `name` is a part, or ""."""
    return PART_OF.get(canonical_unit(name), "")


def unit_title(name: str) -> str:
    """A unit's heading as a name: "Cán bộ phụ trách thư viện:" is "Thư viện"; abbreviations are spelt out."""
    name = bare_name(name)
    spelt = _names().get(key(name), "")
    if is_capitals(name.split(" ", 1)[0]) and spelt:
        return spelt
    if is_capitals(name) and " " in name:
        return first_upper(name.lower())
    return first_upper(_CHARGED.sub("", name))


def bare_name(name: str) -> str:
    """A name without the punctuation and the "đối với" round it."""
    name = clean(name).strip(" .:;,/")
    while (shorter := _TITLES.sub("", name)) != name:
        name = shorter
    return name
