"""The mark at the start of a line: "I.", "1.", "1.1.", "a)", "-", "+" …"""

import re
from dataclasses import dataclass

from .text import UPPER

_ROMAN = {"I": 1, "V": 5, "X": 10}
# The order of the decree's "a)": without the letters that only differ by a mark, and without f, j, w, z.
ALPHABET = "abcdđeghiklmnopqrstuvxy"
BULLETS = "-–—−•●○*+·▪■□➢►✓✔❖"

_OPENS = r"[^\W\d_]|[\"“”'‘(\[]"
_PATTERNS = (
    (
        "part",
        re.compile(
            r"(?P<no>(?:PHẦN|Phần)\s+(?:(?:THỨ|thứ)\s+)?(?:[IVX]+|\d{1,2}|[A-E]|(?i:nhất|một|hai|ba|tư|bốn|năm))(?!\w))"
            r"\s*[.:\-–]?\s*"
        ),
    ),
    (
        "task",  # "Nhiệm vụ 1:" stands under a section and over "1." or a bullet
        re.compile(
            r"(?i:nhiệm\s+vụ|(?:nhóm\s+)?nội\s+dung|trọng\s+tâm|chủ\s+đề|hoạt\s+động|lĩnh\s+vực|chuyên\s+đề|nhóm)"
            rf"\s+(?:số\s+)?(?P<no>\d{{1,2}}|[IVX]{{1,4}})\s*[.:)–-]\s*(?={_OPENS}|\s*$)"
        ),
    ),
    ("roman", re.compile(rf"(?P<no>[IVX]{{1,6}})\s*(?:[./):]|[-–](?=\s))\s*(?=[{UPPER}“\"])")),
    ("capital", re.compile(rf"(?P<no>[A-HĐ])\s*(?:[./)]|[-–](?=\s))\s*(?=[{UPPER}]{{2}})")),
    ("dotted", re.compile(rf"(?P<no>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\s*[.):]?\s*(?={_OPENS})")),
    ("arabic", re.compile(rf"(?P<no>\d{{1,3}})\s*(?:[.):]\s*(?={_OPENS}|\s*$)|[-–/]\s*(?=[{UPPER}“\"]))")),
    ("letter", re.compile(rf"(?P<no>[{ALPHABET}])\s*(?:\)\s*|[./]\s*(?=[{UPPER}]))(?=\S)")),
    ("bullet", re.compile(rf"(?P<no>[{re.escape(BULLETS)}])\s*(?=\S)")),
)
# "đức - trí - thể" wrapped at the dash, or "2020 / - 2021": a dash before these is no bullet.
_NOT_A_BULLET = re.compile(r"[-–—−]\s*\d{4}\b|-->|--")


@dataclass(frozen=True)
class Mark:
    """A mark: `level` tells siblings (equal) from others, `no` is 0 where it has no number."""

    level: str
    no: int
    source: str

    @property
    def is_bullet(self) -> bool:
        """True for "-", "+", "•" …"""
        return self.level.startswith("bullet")

    @property
    def is_section(self) -> bool:
        """True for the marks of a plan's main parts."""
        return self.level in {"part", "roman", "capital"}


def roman_value(numeral: str) -> int:
    """Value of a Roman numeral up to 39; 0 for letters that are none."""
    total = 0
    for left, right in zip(numeral, [*numeral[1:], ""], strict=True):
        value = _ROMAN.get(left, 0)
        total += -value if value < _ROMAN.get(right, 0) else value
    return total


def split_mark(text: str) -> tuple[Mark | None, str]:
    """The mark that `text` starts with, or None, and the text after it."""
    if _NOT_A_BULLET.match(text):
        return None, text
    for name, pattern in _PATTERNS:
        if match := pattern.match(text):
            return _mark(name, match["no"], match[0].strip()), text[match.end() :].strip()
    return None, text


def _mark(name: str, no: str, source: str) -> Mark:
    if name == "bullet":
        return Mark(f"bullet{'-' if no in '-–—−' else no}", 0, source)
    if name == "dotted":
        return Mark(f"dotted{no.count('.')}", int(no.rsplit(".", 1)[1]), source)
    if name == "arabic":
        return Mark(name, int(no), source)
    if name == "task":
        return Mark(name, int(no) if no.isdigit() else roman_value(no), source)
    if name == "roman":
        return Mark(name, roman_value(no), source)
    return Mark(name, ALPHABET.find(no.lower()) + 1 if len(no) == 1 else 0, source)
