"""The reader's own check that no word of the source was lost."""

from collections import Counter

from .headings import GENERIC
from .markers import split_mark
from .reading import Reading
from .text import clean, key, words

# Words that a field stands for: "Căn cứ … số … ngày … tháng … năm … của … về việc", "Nơi nhận", "Số".
FORMULA = frozenset(
    [
        "căn",
        "cứ",
        "vào",
        "theo",
        "thực",
        "hiện",
        "tiếp",
        "tục",
        "xét",
        "triển",
        "khai",
        "số",
        "ngày",
        "tháng",
        "năm",
        "của",
        "do",
        "về",
        "việc",
        "v",
        "nơi",
        "nhận",
        "và",
        "các",
        "tinh",
        "thần",
        "nội",
        "dung",
        "ban",
        "hành",
    ]
)

# Words of headings and labels that a field stands for: "Đối với cán bộ phụ trách …", "(Đã ký)".
LABELS = frozenset(
    words(
        "đối với đồng chí người nhân viên phụ trách được đã ký tên đóng dấu ghi rõ họ nhận nơi về phía thuộc thời gian"
    )
)
# Days and months stand in a date field in another shape.
_DATE_DIGITS = 2


def note_lost_words(paragraphs: list[str], reading: Reading) -> None:
    """Adds a remark for each paragraph that has words which stand in no field of `reading`."""
    placed = _placed_words(reading)
    seen: set[str] = set()
    for paragraph in paragraphs:
        if key(paragraph) in seen:
            continue
        seen.add(key(paragraph))
        lost = False
        for word in map(_plain, words(split_mark(paragraph)[1])):
            if placed.get(word, 0) > 0:
                placed[word] -= 1
            elif word not in FORMULA and not (word.isdigit() and len(word) <= _DATE_DIGITS) and len(word) > 1:
                lost = True
        if lost:
            reading.note("unplaced", clean(paragraph))


def _placed_words(reading: Reading) -> Counter[str]:
    """Every word that a field holds, counted once where one field repeats another."""
    texts = [reading.title, reading.number, reading.issuer, reading.place, reading.issued_on, reading.introduction]
    for basis in reading.bases:
        texts += [basis.number, basis.issuer, basis.date, basis.subject]
        texts += [] if basis.subject.startswith(basis.kind) else [basis.kind]
    for area in reading.focus_areas:
        texts += [area.text] if area.text.startswith(area.title) else [area.title, area.text]
        texts += {party.raw for party in area.parties}
    for unit in reading.units:
        texts += [unit.name, *unit.duties]
    for section in reading.other_sections:
        texts += [section.title, section.text]
    texts += [*reading.purposes, *reading.requirements, reading.closing, *reading.recipients, *reading.attachments]
    texts += [*reading.signer.as_dict().values(), *(note.text for note in reading.notes), *reading.repeated]
    # A heading may hold more than its genre's words ("NHIỆM VỤ PHÒNG DỊCH"): those are lost with it.
    known = [word for text in reading.structure for word in words(text) if word in GENERIC or word in LABELS]
    counted = Counter(known)
    for text in texts:
        counted.update(words(text))
    for word in [word for word in counted if word != _plain(word)]:
        counted[_plain(word)] += counted.pop(word)
    return counted


def _plain(word: str) -> str:
    return word.lstrip("0") if word[0] == "0" and word.isdecimal() else word
