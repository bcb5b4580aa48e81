"""Which line of a document is which part of it, told by the words."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from plans.documents.layout_view import Line
from plans.reader.cues import BASIS_LINE, NUMBER_LINE, PLAN_LINE, RECIPIENTS_LINE, SIGNER_LINE

STATE = re.compile(r"cộng h(?:òa|oà) xã hội chủ nghĩa việt nam", re.IGNORECASE)
MOTTO = re.compile(r"độc lập\s*[-–—]\s*tự do\s*[-–—]\s*hạnh phúc", re.IGNORECASE)
KIND = re.compile(rf"{PLAN_LINE.pattern}|báo cáo", PLAN_LINE.flags)
DATE = re.compile(r".*ngày.*tháng.*năm.*", re.IGNORECASE)
SECTION = re.compile(r"[IVX]+\.\s")
NUMBERED = re.compile(r"(?:\d+(?:\.\d+)*\.?|[IVX]+\.)\s")
SIGNED = re.compile(r"\(.*ký.*\)", re.IGNORECASE)
TITLE_WORDS = 18
ENDS_SENTENCE = (".", ";", ",", "…", ")")


@dataclass
class Parts:
    """The lines of each part; None or empty where the document has none."""

    state: Line | None = None
    motto: Line | None = None
    motto_ruled: bool = False
    parents: list[Line] = field(default_factory=list)
    issuer: Line | None = None
    issuer_ruled: bool = False
    number: Line | None = None
    date: Line | None = None
    kind: Line | None = None
    subject: Line | None = None
    subject_ruled: bool = False
    bases: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    signature: list[Line] = field(default_factory=list)
    name: Line | None = None
    label: Line | None = None
    recipients: list[Line] = field(default_factory=list)


def find(lines: list[Line]) -> Parts:
    """Return the parts of a document."""
    parts = Parts()
    kind = _index(lines, lambda line: bool(KIND.fullmatch(line.text.rstrip(" :"))))
    head = lines[: kind if kind is not None else _head_end(lines)]
    _letterhead(head, parts)
    rest = lines[len(head) :]
    if kind is not None:
        parts.kind, *rest = rest
        subject = _index(rest, lambda line: bool(line.text))
        if subject is not None:
            parts.subject = rest[subject]
            parts.subject_ruled = _rule_under(rest, subject)
            rest = rest[subject + 1 :]
    end = _end(rest)
    _ending(rest[end:], parts)
    text = [line for line in rest[:end] if line.text]
    while text and BASIS_LINE.match(text[0].text):
        parts.bases.append(text.pop(0))
    parts.body = text
    return parts


def is_numbered(line: Line) -> bool:
    """Whether a line begins with "I.", "1." or "1.1."."""
    return bool(NUMBERED.match(line.text))


def is_title(line: Line, following: list[Line]) -> bool:
    """Whether a numbered line only names what comes below it."""
    if SECTION.match(line.text):
        return True
    short = len(line.text.split()) <= TITLE_WORDS and not line.text.endswith(ENDS_SENTENCE)
    below = following[0] if following else None
    return is_numbered(line) and short and below is not None and not is_numbered(below)


def _index(lines: list[Line], test: Callable[[Line], bool]) -> int | None:
    return next((number for number, line in enumerate(lines) if test(line)), None)


def _head_end(lines: list[Line]) -> int:
    last = [n for n, line in enumerate(lines) if MOTTO.search(line.text) or NUMBER_LINE.match(line.text)]
    return last[-1] + 1 if last else 0


def _letterhead(head: list[Line], parts: Parts) -> None:
    bodies: list[int] = []
    for number, line in enumerate(head):
        if STATE.search(line.text):
            parts.state = parts.state or line
        elif MOTTO.search(line.text):
            parts.motto = parts.motto or line
            parts.motto_ruled = parts.motto_ruled or _rule_under(head, number)
        elif NUMBER_LINE.match(line.text):
            parts.number = parts.number or line
        elif DATE.fullmatch(line.text):
            parts.date = parts.date or line
        elif any(letter.isalpha() for letter in line.text):
            bodies.append(number)
    if bodies:
        parts.issuer = head[bodies[-1]]
        parts.issuer_ruled = _rule_under(head, bodies[-1])
        parts.parents = [head[number] for number in bodies[:-1]]


def _rule_under(lines: list[Line], number: int) -> bool:
    """Whether a rule is drawn in the line itself or in the empty ones right below it, in the same cell."""
    if lines[number].ruled:
        return True
    for line in lines[number + 1 :]:
        if line.cell != lines[number].cell or (line.text and not line.ruled):
            return False
        if line.ruled:
            return True
    return False


def _end(lines: list[Line]) -> int:
    """The number of the line at which recipients and signature begin."""
    label = _index(lines, lambda line: bool(RECIPIENTS_LINE.match(line.text)))
    signer = _index(
        lines, lambda line: bool(SIGNER_LINE.fullmatch(line.text)) and len(line.text.split()) <= TITLE_WORDS
    )
    return min((found for found in (label, signer) if found is not None), default=len(lines))


def _ending(lines: list[Line], parts: Parts) -> None:
    for line in filter(lambda line: line.text, lines):
        if RECIPIENTS_LINE.match(line.text):
            parts.label = line
        elif line.text.startswith(("-", "–")):
            parts.recipients.append(line)
        elif SIGNED.fullmatch(line.text):
            continue
        elif SIGNER_LINE.match(line.text.upper()) and parts.name is None:
            parts.signature.append(line)
        elif parts.signature and parts.name is None:
            parts.name = line
        elif parts.label and not parts.signature and line.cell == parts.label.cell:
            parts.recipients.append(line)
