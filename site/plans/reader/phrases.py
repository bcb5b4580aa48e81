"""A phrase that names responsible units ("BGH chủ trì, phối hợp với TPT thực hiện") as roles and units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .roles import ASSIGNED, IMPLEMENT, JOINT, LABEL, LEAD, SCHEDULE, Verb, find_verbs, label_role
from .text import UPPER, clean, first_upper, key
from .units import UNIT_HEAD, WEAK, alias_regex, bare_name, known_unit

_SEPARATOR = re.compile(
    r"\s*(?:[,;&+]|(?<!đ)/|(?<!\w)(?:và|cùng\s+với|cùng|với|hoặc)(?!\w))\s*|\s[-–—]\s", re.IGNORECASE
)
_TOGETHER = re.compile(r"(?<!\w)cùng(?!\w)", re.IGNORECASE)
_LEADING = re.compile(r"^(?:do|và|các\s+bộ\s+phận\s*:|cho|của|với|được)(?!\w)\s*", re.IGNORECASE)
_LABELS = re.compile(r"(?:\s*[;.,]\s*|\s+[-–—]\s+)(?=" + re.sub(r"\?P<\w+>", "?:", LABEL.pattern) + ")", re.IGNORECASE)
# "TPT phối hợp GVCN thực hiện": the verb stands between two units without its "với".
_WITHOUT_WITH = re.compile(r"(?:phối|kết)\s+hợp$", re.IGNORECASE)
# "Tổ Toán - Tin", "Nhóm Lý – Hóa – Sinh": one unit that is named after its subjects.
_DEPARTMENT = re.compile(r"(?<!\w)(?:tổ|nhóm|bộ\s+môn)\s+[^\W\d]+(?:\s+[^\W\d]+)?$", re.IGNORECASE)
_SUBJECT = re.compile(rf"[{UPPER}][^\W\d]*(?:\s+[^\W\d]+)?(?=\s*(?:[,;.&)]|\s[-–—]\s|$))")
_PERSON = re.compile(rf"(?:đ/c|đồng\s+chí|thầy|cô)\.?\s+[{UPPER}]")
_NUMBERED_TEAM = re.compile(r"(?:các\s+)?tổ\s+\d", re.IGNORECASE)
_DUE = re.compile(
    r"[\s,;:–-]*(?:(?:hoàn\s+thành|thực\s+hiện\s+xong|xong|hạn|thời\s+(?:gian|hạn)|chậm\s+nhất|tiến\s+độ)[\s:]*)*$",
    re.IGNORECASE,
)
_MAX_UNIT_WORDS = 9
_MAX_NUMBERED = 3
_MAX_AFTER_NAME = 4
_MAX_PHRASE = 300


@dataclass
class Share:
    """Units with the role that one phrase gives them."""

    role: str
    units: list[str]


@dataclass
class _Chunk:
    text: str
    unit: str
    known: bool


def read_phrase(text: str, *, strict: bool = False) -> list[Share]:
    """The roles and units of a phrase (without its brackets); [] when it names no responsible unit.

    `strict` is for phrases without a bracket: every part of it has to be a known unit.
    """
    text = text.strip(" .;,")
    if not text or len(text) > _MAX_PHRASE:
        return []
    if label := LABEL.match(text):
        return _labelled(text, label, strict=strict)
    return _plain(_without_schedule(text), strict=strict)


def _plain(text: str, *, strict: bool, verb: bool = False) -> list[Share]:
    """A phrase without a label; `verb` says that a label has already told what the units do."""
    tokens = list(_tokens(text))
    chunks = [token for token in tokens if isinstance(token, _Chunk)]
    verb = verb or any(isinstance(token, Verb) for token in tokens)
    if not _acceptable(text, chunks, verb=verb, strict=strict):
        return []
    return _shares(tokens, joint=bool(_TOGETHER.search(text)))


def _without_schedule(text: str) -> str:
    """ "BGH, TPT thực hiện mỗi tháng 01 lần" names units and a rhythm; the rhythm is read elsewhere."""
    match = SCHEDULE.search(text)
    if not match or not alias_regex().search(text, 0, match.start()):
        return text
    return _DUE.sub("", text[: match.start()])


def _labelled(text: str, label: re.Match, *, strict: bool) -> list[Share]:
    shares = []
    for part in _LABELS.split(text):
        label = LABEL.match(part)
        inner = _plain(_without_schedule(part[label.end() :]), strict=strict, verb=True) if label else []
        if not inner:
            return []
        for share in inner:
            share.role = label_role(label) if share.role == ASSIGNED else share.role
        shares += inner
    return shares


def _acceptable(text: str, chunks: list[_Chunk], *, verb: bool, strict: bool) -> bool:
    known = [chunk for chunk in chunks if chunk.known]
    if not strict and not verb and chunks and all(_NUMBERED_TEAM.match(chunk.text) for chunk in chunks):
        return True
    named = sum(chunk.known or bool(not strict and known and _PERSON.match(chunk.text)) for chunk in chunks)
    if not chunks or ((strict or not verb) and named < len(chunks)):
        return False
    if not known and (
        SCHEDULE.search(text)
        or any(len(chunk.text.split()) > _MAX_NUMBERED for chunk in chunks if _has_digit(chunk.text))
    ):
        return False
    return all(
        chunk.known or UNIT_HEAD.match(chunk.text) or (known and len(chunk.text.split()) <= _MAX_AFTER_NAME)
        for chunk in chunks
    )


def _has_digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _tokens(text: str) -> Iterator[Verb | _Chunk]:
    """Units and verbs from left to right. Names are found first: "Tổng phụ trách" holds no verb."""
    names = [match.span() for match in alias_regex().finditer(text)]
    verbs = [_placed(verb, text) for verb in find_verbs(text) if not _overlaps(verb.start, verb.end, names)]
    names = [span for span in names if not _overlaps(*span, [(verb.start, verb.end) for verb in verbs])]
    position = 0
    for verb in [*verbs, None]:
        end = verb.start if verb else len(text)
        yield from _chunks(text, position, end, names)
        if verb:
            yield verb
            position = verb.end


def _placed(verb: Verb, text: str) -> Verb:
    """A verb where it stands in this phrase: "phối hợp" right before a unit that others stand before is between."""
    between = (
        verb.place == "after"
        and _WITHOUT_WITH.search(verb.text)
        and alias_regex().search(text, 0, verb.start)
        and alias_regex().match(text, verb.end + 1)
        and text[: verb.start].rstrip()[-1:] not in {",", ";", "."}
    )
    return replace(verb, place="between") if between else verb


def _chunks(text: str, start: int, end: int, names: list[tuple[int, int]]) -> Iterator[_Chunk]:
    cuts = [m.span() for m in _SEPARATOR.finditer(text, start, end) if not _overlaps(*m.span(), names)]
    position = start
    for left, right in [*cuts, (end, end)]:
        if _goes_on(text, position, left, right, names):
            continue
        if chunk := _chunk(text[position:left]):
            yield chunk
        position = right


def _goes_on(text: str, position: int, left: int, right: int, names: list[tuple[int, int]]) -> bool:
    """True for a dash inside the name of a department: what follows is a subject and no unit."""
    name = text[position:left]
    dashed = text[left:right].strip() in {"-", "–", "—"} and not _overlaps(position, left, names)
    department = _DEPARTMENT.search(re.split(r"\s[-–—]\s", name)[0])
    follows = _SUBJECT.match(text, right)
    return bool(dashed and department and follows and not UNIT_HEAD.match(follows[0]) and not known_unit(follows[0]))


def _chunk(text: str) -> _Chunk | None:
    text = clean(text).strip(" .;,:()[]")
    while (shorter := _LEADING.sub("", text)) != text:
        text = shorter.strip()
    if not any(c.isalpha() for c in text):
        return None
    if key(text) in {"bộ phận", "các bộ phận", "mỗi", "sẽ", "được", "chính", "để", "trực tiếp"}:
        return None
    if unit := known_unit(text):
        return _Chunk(text, unit, known=True)
    first = alias_regex().match(text)
    if first and len(text[first.end() :].split()) <= _MAX_AFTER_NAME and key(first["alias"]) not in WEAK:
        return _Chunk(text, known_unit(first[0]), known=True)
    if len(text.split()) > _MAX_UNIT_WORDS:
        return _Chunk(text, "", known=False)
    return _Chunk(text, first_upper(bare_name(text)), known=False)


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < right and left < end for left, right in spans)


def _shares(tokens: list, *, joint: bool) -> list[Share]:
    """Deals the units out to the verbs; a verb before its units waits for them."""
    shares: list[Share] = []
    units: list[str] = []
    waiting = ""
    if _verbs_first(tokens):
        tokens = [replace(token, place="before") if isinstance(token, Verb) else token for token in tokens]
    for token in tokens:
        if isinstance(token, _Chunk):
            units += [token.unit] if token.unit and token.unit not in units else []
            continue
        role = JOINT if token.role == IMPLEMENT and joint else token.role
        if token.place == "after" and units:
            shares.append(Share(_settled(waiting, role), units))
            units, waiting = [], ""
        elif token.place == "between":
            shares += [Share(waiting or LEAD, units)] if units else []
            units, waiting = [], JOINT
        elif not waiting or token.place == "before":
            shares += [Share(waiting or ASSIGNED, units)] if units else []
            # "BGH phụ trách, phối hợp thực hiện": the second verb has no units of its own.
            units, waiting = [], role
    if units:
        shares.append(Share(waiting or ASSIGNED, units))
    return shares


def _verbs_first(tokens: list) -> bool:
    """True for "chủ trì TPT, phối hợp GVCN": each verb stands before its units."""
    return (
        len(tokens) > 1
        and isinstance(tokens[0], Verb)
        and tokens[0].place == "after"
        and not isinstance(tokens[-1], Verb)
        and not any(isinstance(token, Verb) and token.place == "between" for token in tokens)
    )


def _settled(waiting: str, role: str) -> str:
    """The role when a verb stands on both sides: "giao cho BGH chủ trì" leads, "giao cho BGH thực hiện" does not."""
    if waiting == JOINT or (waiting and role == IMPLEMENT):
        return waiting
    return role
