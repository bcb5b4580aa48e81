"""Full names of Vietnamese people in running text, and whether they are those of pupils. Pure: text in, names out.

A guess: it is shown to a person, or tells an approver what to look at. A family name that is common, with one to four
capitalised words behind it, is a full name, unless what stands before says that it is a street, a school or a grown-up.
"""

import re
from collections.abc import Iterator

from common.text import nfc

_WORD = re.compile(r"[^\W\d_]+")
_FAMILIES = (
    "nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh trương đinh phùng "
    "lương lưu"
)
# These begin names of places and other words as well: they count with two words behind them.
_RARER_FAMILIES = (
    "lâm mai tô hà tạ cao châu chu đàm đồng giang hứa kiều khổng la lục mạc nghiêm ninh phó quách quan sơn tăng thái "
    "thạch thân tống tôn triệu trình từ văn viên vi ma lò vàng giàng sùng thào quàng bế điểu kim danh liêu sầm nông "
    "thi cù doãn hàn khuất lã lại nhâm ông phí tiêu ứng"
)
_OFTEN, _SELDOM = frozenset(_FAMILIES.split()), frozenset(_RARER_FAMILIES.split())
_LONGEST = 5
# What stands right before a name that is no child's: places, schools and what bears a name, grown-ups.
_NO_CHILD = re.compile(
    r"(?:trường|học|thcs|thpt|đường|phố|phường|xã|thôn|ấp|quận|huyện|tỉnh|đội|tncs|quỹ|cúp|hội|viện|"
    r"thầy|cô|thầy giáo|cô giáo|ông|bà|bác|chú|cô chú|giáo viên|gv|gvcn|hiệu trưởng|hiệu phó|tổ trưởng|"
    r"tổng phụ trách|đồng chí|đ/c|nhà văn|nhà thơ|nhạc sĩ|họa sĩ|anh hùng|liệt sĩ|chủ tịch|bí thư|giám đốc|"
    r"trưởng ban|phụ huynh|vua|tướng)[\s:.]*$",
    re.IGNORECASE,
)
_CHILD = re.compile(r"(?:\bem|\bcháu|\bbạn|\bhọc sinh|\bhs)[\s:]*$", re.IGNORECASE)
_CLASS = re.compile(r"\blớp\s*(?:[1-9]|1[0-2])\b|\blớp\s*(?:[1-9]|1[0-2])\s?[A-ZĐa-zđ]\d{0,2}\b", re.IGNORECASE)
_CLASS_RIGHT_BEHIND = re.compile(r"^[\s,;:()–|-]{1,4}(?:[1-9]|1[0-2])[A-ZĐ]\d{0,2}\b")
_NEAR = 45  # characters in which a class belongs to a name
_END_OF_SENTENCE = re.compile(r"[.!?\n]")


def full_names(text: str) -> list[str]:
    """Return the full names in `text` that may be anybody's, but not those of streets, schools and grown-ups."""
    return [name for name, _before, _behind in _names(nfc(text))]


def pupils_named(text: str) -> list[str]:
    """Return the full names in `text` that are said to be pupils': "em Nguyễn Văn An", "Nguyễn Văn An, lớp 4A"."""
    return [name for name, before, behind in _names(nfc(text)) if _is_pupils(before, behind)]


def _is_pupils(before: str, behind: str) -> bool:
    if _CHILD.search(before) or _CLASS_RIGHT_BEHIND.match(behind):
        return True
    last, first = _END_OF_SENTENCE.split(before)[-1], _END_OF_SENTENCE.split(behind)[0]
    return bool(_CLASS.search(last[-_NEAR:]) or _CLASS.search(first[:_NEAR]))


def _names(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each name with what stands before and behind it."""
    words = list(_WORD.finditer(text))
    place = 0
    while place < len(words):
        length = _length_at(words, place, text)
        if length:
            start, end = words[place].start(), words[place + length - 1].end()
            before = text[max(0, start - 2 * _NEAR) : start]
            if not _NO_CHILD.search(before):
                yield text[start:end], before, text[end : end + 2 * _NEAR]
        place += length or 1


def _length_at(words: list[re.Match[str]], place: int, text: str) -> int:
    """Return of how many words the name is that begins at `place`, 0 where none does."""
    family = words[place][0]
    if not _is_capitalised(family) or family.lower() not in _OFTEN | _SELDOM:
        return 0
    length = 1
    while place + length < len(words) and length < _LONGEST:
        gap = text[words[place + length - 1].end() : words[place + length].start()]
        if gap not in {" ", "\u00a0"} or not _is_capitalised(words[place + length][0]):
            break
        length += 1
    least = 2 if family.lower() in _OFTEN else 3
    return length if length >= least else 0


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or word[1:].islower())
