"""Who is responsible for a focus area: found in its text, in all the forms that offices use."""

import re
from dataclasses import dataclass

from .phrases import Share, read_phrase
from .reading import Party
from .roles import ASSIGNED, LABEL, find_verbs
from .text import join_spoken, key
from .units import VAGUE, WEAK, alias_regex, known_unit

_OPEN = {"(": ")", "[": "]", "{": "}"}
_GLUE = re.compile(r"[\s,;&+/]*(?:(?<!\w)(?:và|cùng|với|các|bộ\s+phận|do)(?!\w)[\s,]*)*", re.IGNORECASE)
_BARE = re.compile(
    r"(?<!\w)(?:(?:giao|phân\s+công)(?:\s+nhiệm\s+vụ)?(?:\s+cho)?\s+|do\s+)(?P<rest>[^().;:]{2,200}?)(?=\s*(?:[.;)]|$))",
    re.IGNORECASE,
)
# After these words a unit is spoken about and not made responsible: "năng lực của giáo viên chủ nhiệm …".
_SPOKEN_OF = re.compile(
    r"(?<!\w)(?:của|cho|với|về|để|từ|là|đến|tới|bởi|được|giúp|mà|như|bằng|trong|tại|bồi\s+dưỡng|đào\s+tạo|chuẩn|và|đội\s+ngũ)\s*$",
    re.IGNORECASE,
)
# Who it is by name, after the unit: "Tổ Văn phòng (đ/c Lan)".
_BY_NAME = re.compile(r" ?\((?:đ/c|đồng\s+chí|thầy|cô|ông|bà|tổ)(?!\w)[^()\d\n]{1,60}\)", re.IGNORECASE)
_LISTED = re.compile(rf"(?:[^.;()\n]|{_BY_NAME.pattern})*", re.IGNORECASE)
_TAIL = 260
_BRACKET_MAX = 600


@dataclass
class Found:
    """A phrase in a text: where it stands and what it says."""

    start: int
    end: int
    shares: list[Share]


def take_parties(text: str) -> tuple[str, list[Party]]:
    """`text` without the phrases that name who is responsible, and those phrases in order."""
    found = _bracketed(text)
    for search in (_labelled, _spoken, _trailing):
        if more := search(_blanked(text, found)):
            found += more
    found.sort(key=lambda item: item.start)
    parties = [
        Party(text[item.start : item.end].strip(), share.role, share.units) for item in found for share in item.shares
    ]
    for item in reversed(found):
        left, right = text[: item.start].rstrip(" –-"), text[item.end :]
        # "… hội giảng. Giao cho tổ chuyên môn." must not end in two full stops.
        text = join_spoken(left, right.lstrip(" .,;") if left.endswith((".", ";", ",", ":")) else right)
    text = text.strip()
    return text.rstrip(" ,;") if found else text, parties


def has_open_bracket(text: str) -> bool:
    """True when a bracket of `text` is never closed."""
    return text.count("(") > text.count(")")


def _blanked(text: str, found: list[Found]) -> str:
    """`text` with what was found replaced by as many full stops: they end whatever stands before."""
    pieces, position = [], 0
    for item in sorted(found, key=lambda item: item.start):
        pieces += [text[position : item.start], "." * (item.end - item.start)]
        position = item.end
    return "".join([*pieces, text[position:]])


def _bracketed(text: str) -> list[Found]:
    found: list[Found] = []
    position = 0
    while (start := _next_bracket(text, position)) >= 0:
        end = _bracket_end(text, start)
        closed = end <= len(text) and text[end - 1] == _OPEN[text[start]]
        content = text[start + 1 : end - 1 if closed else end]
        shares = read_phrase(content)
        if shares and not _is_abbreviation(text[:start], shares):
            found.append(Found(start, end, shares))
            position = end
        else:
            position = start + 1
    return found


def _is_abbreviation(before: str, shares: list[Share]) -> bool:
    """ "ban giám hiệu (BGH)" explains a short form and makes nobody responsible."""
    if len(shares) != 1 or shares[0].role != ASSIGNED or len(shares[0].units) != 1:
        return False
    names = list(alias_regex().finditer(before, max(0, len(before) - 80)))
    last = names[-1] if names and names[-1].end() == len(before.rstrip()) else None
    return last is not None and shares[0].units == [known_unit(last[0])]


def _next_bracket(text: str, position: int) -> int:
    return min((at for mark in _OPEN if (at := text.find(mark, position)) >= 0), default=-1)


def _bracket_end(text: str, start: int) -> int:
    """The end of a bracket; one that is never closed ends with its line, before the full stop."""
    depth = 0
    close = _OPEN[text[start]]
    for position in range(start, min(len(text), start + _BRACKET_MAX)):
        if text[position] == "\n":
            break
        depth += (text[position] == text[start]) - (text[position] == close)
        if depth == 0:
            return position + 1
    line = text[start : start + _BRACKET_MAX].split("\n", 1)[0]
    return start + len(line.rstrip(" .;"))


def _labelled(text: str) -> list[Found]:
    """ "Phụ trách: BGH", "Chủ trì: BGH; phối hợp: TPT" at the start of a clause."""
    found: list[Found] = []
    for match in LABEL.finditer(text):
        before = text[: match.start()].rstrip(" ")
        if (before and before[-1] not in ".;,\n–-(+*•:…") or any(item.end > match.start() for item in found):
            continue
        end = match.end() + len(_LISTED.match(text[match.end() :])[0])
        if shares := read_phrase(_BY_NAME.sub("", text[match.start() : end])):
            found.append(Found(match.start(), end, shares))
    return found


def _spoken(text: str) -> list[Found]:
    """ "giao cho BGH", "do TPT phụ trách" that end a clause, without a bracket."""
    found = []
    for match in _BARE.finditer(text):
        if (shares := read_phrase(match[0], strict=True)) and _is_strong(match["rest"], VAGUE):
            end = match.end() + (text[match.end() : match.end() + 1] == ")")
            found.append(Found(match.start(), end, shares))
    return found


def _is_strong(rest: str, weak: frozenset[str]) -> bool:
    """True when one of the names can't be an ordinary word of the sentence."""
    return any(
        key(match["alias"]) not in weak or match[0][:1].isupper() or match[0] != match["alias"]
        for match in alias_regex().finditer(rest)
    )


def _trailing(text: str) -> list[Found]:
    """Units and a verb at the end of a line, where one bracket or both are missing."""
    found = []
    offset = 0
    for line in text.split("\n"):
        if item := _trailing_in_line(line):
            found.append(Found(item.start + offset, item.end + offset, item.shares))
        offset += len(line) + 1
    return found


def _trailing_in_line(line: str) -> Found | None:
    body = line.rstrip(" .;,")
    closed = body.endswith(")") and body.count(")") > body.count("(")
    end = len(body)
    phrase = body[: end - closed].rstrip()
    verbs = [verb for verb in find_verbs(phrase) if verb.end == len(phrase)]
    if not verbs:
        return None
    start = _run_start(phrase, verbs[-1].start)
    if start is None or _SPOKEN_OF.search(phrase[:start]):
        return None
    shares = read_phrase(phrase[start:], strict=True)
    strong = _is_strong(phrase[start : verbs[-1].start], WEAK)
    return Found(start, end, shares) if shares and strong else None


def _run_start(phrase: str, end: int) -> int | None:
    """Where the unbroken run of unit names (and verbs between them) that ends at `end` begins."""
    base = max(0, end - _TAIL)
    names = {match.span() for match in alias_regex().finditer(phrase, base, end)}
    verbs = [(verb.start, verb.end) for verb in find_verbs(phrase[:end]) if verb.start >= base]
    # "Tổng phụ trách" is a name and holds no verb.
    spans = [*names, *(verb for verb in verbs if not any(verb[0] < name[1] and name[0] < verb[1] for name in names))]
    start = None
    for left, right in sorted(spans, reverse=True):
        if right > end:
            continue
        if not _GLUE.fullmatch(phrase[right:end]):
            break
        end = left
        start = left if (left, right) in names else start
    return start
