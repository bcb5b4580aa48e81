"""What stands before the first section: letterhead, number, place and date, title, bases, introduction."""

import re

from .bases import NUMBER, is_basis, normal_number, read_bases, split_introduction
from .cues import BODY, INTRODUCES, MOTTO, NUMBER_LINE, PLAN_LINE, is_furniture
from .dates import LONG_DATE, PLACE_DATE, SHORT_DATE, iso_date
from .lines import Line
from .markers import split_mark
from .reading import Reading
from .text import clean, first_upper, is_capitals, join_spoken, key, words

_NUMBER_LABEL = re.compile(r"Số\s*:?\s*", re.IGNORECASE)
# The lower a body stands, the later it comes in a letterhead; the last of the highest rank issues the plan.
_RANKS = ("trường", "phòng", "sở", "ubnd", "ủy ban", "uỷ ban")
_TITLE_NUMBER = re.compile(rf"\s*(?:số\s*:?\s*)(?P<number>{NUMBER.pattern})", re.IGNORECASE)
_TITLE_DATE = re.compile(rf"\s*,?\s*{LONG_DATE.pattern}", re.IGNORECASE)
_TITLE_SHORT_DATE = re.compile(rf"\s*,?\s*{SHORT_DATE.pattern}", re.IGNORECASE)
_ABOUT = re.compile(r"(?<!\w)(?:V/v|Vv|Về\s+việc)(?:\s*:)?\s+", re.IGNORECASE)
_TITLE_GOES_ON = re.compile(
    r"(?:\(|năm\s+học|giai\s+đoạn|nhiệm\s+kỳ|về|v/v|từ\s+năm|của|trong|tại|học\s+kỳ|tháng|quý)(?!\w)|\(", re.IGNORECASE
)
_OF_SCHOOL = re.compile(r"của\s+(?P<issuer>(?:Trường|Phòng|Sở)(?!\w)[^,.;:]{3,80})", re.IGNORECASE)
_ENACTED = re.compile(r"\(?\s*(?:ban\s+hành|kèm\s+theo)(?!\w)", re.IGNORECASE)
# A draft leaves room for the number and the day: these gaps divide no columns.
_ROOM = re.compile(r"(?<=[:yg])\s{2,}(?=/|tháng|năm)")
_NAME_WORDS, _BODY_WORDS = 3, 11
_TITLE_LINES = 4
_KIND_WORDS = 6
_TITLE_WORDS = 45


def read_opening(lines: list[Line], reading: Reading) -> None:
    """Reads the lines before the first section into `reading`."""
    start = _title_start(lines)
    for line in lines[:start]:
        for piece in _columns(line.text):
            _letterhead(piece, reading)
    end = _read_title(lines, start, reading) if start < len(lines) else start
    _read_preamble(lines[end:], reading)


def find_issuer(reading: Reading, whole_text: str) -> None:
    """The issuer's name from the introduction or closing, and in ordinary letters where the text has it so."""
    if not reading.issuer:
        match = INTRODUCES.search(reading.introduction) or _OF_SCHOOL.search(reading.closing)
        name = clean(match["issuer"]).strip() if match else ""
        reading.issuer = name if len(words(name)) >= _NAME_WORDS and name[:1].isupper() else ""
    if is_capitals(reading.issuer):
        pattern = r"\s+".join(map(re.escape, reading.issuer.split()))
        mixed = (m[0] for m in re.finditer(pattern, whole_text, re.IGNORECASE) if not is_capitals(m[0]))
        reading.issuer = clean(next(mixed, _capitalised(reading.issuer)))


def _capitalised(name: str) -> str:
    """ "TRƯỜNG TIỂU HỌC HOA SEN" as it is written in a sentence; short forms stay in capitals."""
    lowered = name
    for common in (
        "tiểu học",
        "trung học cơ sở",
        "mầm non",
        "mẫu giáo",
        "phổ thông",
        "giáo dục và Đào tạo",
        "dân tộc bán trú",
    ):
        lowered = re.sub(re.escape(common.upper()), common[0].upper() + common[1:], lowered)
    vowels = re.compile(r"[AEIOUYĂÂÊÔƠƯÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ]")
    return " ".join(
        word.capitalize()
        if len(word) > 1 and is_capitals(word) and vowels.search(word) and "&" not in word and word != "UBND"
        else word
        for word in lowered.split()
    )


def _columns(text: str) -> list[str]:
    """The cells of a letterhead line; the state's name and motto stand beside something else."""
    text = _ROOM.sub(" ", text)
    pieces = [
        piece for part in re.split(r"\s{3,}", text) for piece in re.split(rf"({MOTTO.pattern})", part, flags=re.I)
    ]
    return [piece.strip() for piece in pieces if piece.strip()]


def _letterhead(piece: str, reading: Reading) -> None:
    date = PLACE_DATE.fullmatch(piece)
    if MOTTO.fullmatch(piece):
        reading.structure.append(piece)
        reading.note("letterhead", clean(piece))
    elif date and not reading.issued_on:
        reading.place, reading.issued_on = clean(date["place"]), iso_date(date)
        if not reading.issued_on:
            reading.note("date_blank", clean(piece))
    elif NUMBER_LINE.match(piece) or (re.match(r"Số\s", piece) and "/" in piece):
        _read_number(piece, reading)
    elif BODY.match(piece) and (is_capitals(piece) or len(words(piece)) <= _BODY_WORDS):
        _body(piece, reading)
    else:
        reading.note("furniture" if is_furniture(piece) or not is_capitals(piece) else "letterhead", clean(piece))


def _read_number(piece: str, reading: Reading) -> None:
    label = _NUMBER_LABEL.match(piece)
    match = NUMBER.match(piece, label.end())
    if not match:
        reading.note("number_blank", clean(piece))
        return
    reading.number = normal_number(match[0])
    rest = piece[match.end() :].strip(" ;.")
    if date := PLACE_DATE.fullmatch(rest):
        reading.place, reading.issued_on = clean(date["place"]), iso_date(date)
    elif rest:
        reading.note("unplaced", clean(rest))


def _body(piece: str, reading: Reading) -> None:
    """The issuer is the lowest body of the letterhead; the ones above it are noted."""
    if not reading.issuer:
        reading.issuer = clean(piece)
        return
    above, below = (reading.issuer, piece) if _rank(piece) <= _rank(reading.issuer) else (piece, reading.issuer)
    reading.issuer = clean(below)
    reading.note("letterhead", clean(above))


def _rank(piece: str) -> int:
    return next((rank for rank, word in enumerate(_RANKS) if key(piece).startswith(word)), len(_RANKS))


def _title_start(lines: list[Line]) -> int:
    """The line that says what kind of document this is; else the first that is no letterhead."""
    for test in (
        lambda text: bool(PLAN_LINE.match(text)) and is_capitals(PLAN_LINE.match(text)[0]),
        lambda text: bool(PLAN_LINE.match(text)) and not is_basis(text),
        lambda text: not _is_letterhead(text) and not is_basis(text) and not is_furniture(text) and bool(words(text)),
    ):
        found = next((number for number, line in enumerate(lines) if test(line.text.lstrip('"“ '))), None)
        if found is not None:
            return found
    return next((n for n, line in enumerate(lines) if is_basis(line.text)), len(lines))


def _is_letterhead(text: str) -> bool:
    return any(
        MOTTO.match(piece)
        or NUMBER_LINE.match(piece)
        or PLACE_DATE.fullmatch(piece)
        or (BODY.match(piece) and is_capitals(piece))
        for piece in _columns(text)
    )


def _read_title(lines: list[Line], start: int, reading: Reading) -> int:
    """Sets the title; returns the number of the first line after it."""
    parts = [_once(lines[start].text)]
    if parts[0] != lines[start].text:
        reading.repeated.append(parts[0])
    number = start + 1
    while number < len(lines) and len(parts) <= _TITLE_LINES:
        below = lines[number + 1] if number + 1 < len(lines) else None
        if not _is_more_title(lines[number], parts, below):
            break
        parts.append(_once(lines[number].text))
        number += 1
    title = clean(parts[0])
    for part in map(clean, parts[1:]):
        title = join_spoken(title, first_upper(_ABOUT.sub("", part, count=1)) if _ABOUT.match(part) else part)
    reading.title = _bare_title(title, reading)
    seen = {key(part) for part in parts} | {key(reading.title)}
    while number < len(lines) and key(lines[number].text) in seen:
        number += 1
    return number


def _bare_title(title: str, reading: Reading) -> str:
    """The title without "số …", its date and "về việc"; number and date go into their fields."""
    kind = PLAN_LINE.match(title)
    if kind and (match := _TITLE_NUMBER.match(title, kind.end())):
        reading.number = reading.number or normal_number(match["number"])
        title = join_spoken(title[: match.start()], title[match.end() :])
        for pattern in (_TITLE_DATE, _TITLE_SHORT_DATE):
            if date := pattern.match(title, kind.end()):
                reading.issued_on = reading.issued_on or iso_date(date)
                title = join_spoken(title[: date.start()], title[date.end() :])
    title = _ABOUT.sub("", title, count=1)
    kind = PLAN_LINE.match(title)
    if kind and is_capitals(kind[0]) and not is_capitals(" ".join(title[kind.end() :].split()[:2])):
        title = kind[0].capitalize() + title[kind.end() :]
    return clean(title).strip(" :")


def _is_more_title(line: Line, parts: list[str], below: Line | None) -> bool:
    text = line.text
    bare_kind = len(parts) == 1 and PLAN_LINE.fullmatch(parts[0].strip(" :."))
    if (
        _ENACTED.match(text)
        or key(text) in {key(part) for part in parts}
        or split_mark(text)[0]
        or _is_letterhead(text)
    ):
        return False
    if len(words(text)) > _TITLE_WORDS or text.endswith((":", ";")) or is_furniture(text):
        return False
    if is_basis(text) and not (
        bare_kind and re.match(r"(?:Thực hiện|Triển khai)", text, re.IGNORECASE) and text[-1] not in ";,"
    ):
        return False
    if INTRODUCES.match(text) and not bare_kind:
        return False
    if bare_kind:
        return True
    short = len(words(" ".join(parts))) + len(words(text)) <= _TITLE_WORDS and text[-1] not in ".;"
    caps = is_capitals(text) and is_capitals(parts[-1])
    return short and (
        caps
        or bool(_TITLE_GOES_ON.match(text))
        or (len(parts) == 1 and not line.blank_before and (is_capitals(text) or _is_subject(text, parts[0], below)))
    )


def _is_subject(text: str, kind: str, below: Line | None) -> bool:
    """ "KẾ HOẠCH TUYÊN TRUYỀN", and below it what about: a line by itself, before the bases or a gap."""
    alone = below is not None and (below.blank_before or is_basis(below.text))
    return alone and is_capitals(kind) and len(words(kind)) <= _KIND_WORDS and text[-1] not in ",:"


def _once(text: str) -> str:
    """A title that a page prints twice in a row, once."""
    half = len(clean(text)) // 2
    left, right = clean(text)[:half].strip(), clean(text)[half:].strip()
    return left if left and left == right else text


def _read_preamble(lines: list[Line], reading: Reading) -> None:
    introduction: list[str] = []
    for line in lines:
        _, text = split_mark(line.text)
        date = PLACE_DATE.fullmatch(text)
        if date and not reading.issued_on and iso_date(date):
            reading.place, reading.issued_on = clean(date["place"]), iso_date(date)
        elif NUMBER_LINE.match(text) or MOTTO.fullmatch(text):
            _letterhead(text, reading)
        elif is_furniture(text):
            reading.note("furniture", clean(text))
        elif is_basis(text):
            basis, rest = split_introduction(text)
            read_bases(basis, reading)
            introduction += [clean(rest)] if rest else []
        else:
            introduction.append(clean(text))
    reading.introduction = "\n".join(introduction)
