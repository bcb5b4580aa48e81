"""One plan typed in many ways: each changes the letters or the layout, and nothing that the plan says."""

import re
import textwrap
import unicodedata

_COLUMNS = re.compile(r"\S\s{4,}\S")
# A bracket that says who is responsible, by the verb that ends it.
_PARTY = re.compile(
    r"\(\s*(?P<who>[^()]{3,120}?)\s+(?P<verb>thực hiện|cùng thực hiện|chịu trách nhiệm chính|làm đầu mối)\)\.?(?=\s*\n)"
)
_OTHER_VERBS = {
    "thực hiện": "đảm nhận",
    "cùng thực hiện": "phối hợp thực hiện",
    "chịu trách nhiệm chính": "chủ trì",
    "làm đầu mối": "là đầu mối",
}
_SHORT = {
    "Tổ chuyên môn": "tổ CM", "nhân viên y tế": "NVYT", "Tổng phụ trách": "TPT Đội", "Hiệu phó": "PHT",
    "GVCN": "giáo viên chủ nhiệm", "BGH": "Ban giám hiệu", "BCH Công đoàn": "CĐCS",
    "giáo viên dạy tin học": "GV tin học", "GV dạy thể dục": "giáo viên thể dục",
}  # fmt: skip


def wrapped(text, width, joint):
    """Lines broken by hand at `width`, columns left alone."""
    lines = []
    for line in text.split("\n"):
        whole = len(line) <= width or _COLUMNS.search(line)
        pieces = [line] if whole else textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        lines.append(joint.join(pieces))
    return "\n".join(lines)


def in_parties(change):
    """A change of every bracket that names who is responsible."""
    return lambda text: _PARTY.sub(lambda match: change(match["who"], match["verb"]), text)


def _shortened(text):
    for long, short in _SHORT.items():
        text = re.sub(rf"(?<=[(, ]){re.escape(long)}(?=[^()\n]*\))", short, text)
    return text


def _merged_bullets(text):
    """Two bullets of a list on one line, as copying from a PDF leaves them."""
    return re.sub(r"(?m)^(- [^\n]*[.;…])\n\s*\n?(?=- [^\n]*$)", r"\1 ", text, count=3)


def _page_numbers(text):
    lines = text.split("\n")
    return "\n".join(
        f"{line}\n{at // 12 + 1}" if at % 12 == 11 and line.endswith(".") else line for at, line in enumerate(lines)
    )


LETTERS = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "NBSP": lambda text: text.replace(" ", "\u00a0"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "invisible letters": lambda text: text.replace(" ", " \u200b").replace("-", "\u00ad-"),
    "trailing blanks": lambda text: text.replace("\n", "  \t\n"),
    "double blanks": lambda text: re.sub(r"(?<=\w) (?=\w)", "  ", text),
    "Icelandic Đ": lambda text: text.replace("Đ", "\u00d0"),
    "tabs before lines": lambda text: text.replace("\n", "\n\t"),
    "long dashes": lambda text: re.sub(r"(?m)^- ", "– ", text),
}
LAYOUT = {
    "wrapped at 80": lambda text: wrapped(text, 80, "\n"),
    "wrapped at 60": lambda text: wrapped(text, 60, "\n"),
    "soft breaks": lambda text: wrapped(text, 70, "\v"),
    "soft breaks for paragraphs": lambda text: text.replace("\n", "\v"),
    "blank lines": lambda text: text.replace("\n", "\n \n"),
    "no blank lines": lambda text: re.sub(r"\n\s*\n", "\n", text),
    "page numbers": _page_numbers,
    "merged bullets": _merged_bullets,
    "one line": lambda text: " ".join(text.split()),
}
NUMBERS = {
    "1/ for 1.": lambda text: re.sub(r"(?m)^(\s*\d)\.(?=\s?[^\d])", r"\1/ ", text),
    "1) for 1.": lambda text: re.sub(r"(?m)^(\s*\d)\.(?=\s?[^\d])", r"\1) ", text),
    "I/ for I.": lambda text: re.sub(r"(?m)^(\s*[IVX]+)\.", r"\1/", text),
    "I - for I.": lambda text: re.sub(r"(?m)^(\s*[IVX]+)\.\s*", r"\1 - ", text),
    "other bullets": lambda text: re.sub(r"(?m)^- ", "• ", text),
    "plus for bullets": lambda text: (
        re.sub(r"(?m)^- (?=[^\n]*[.;…]?\s*$)", "+ ", text.split("Nơi nhận")[0])
        + "".join(("Nơi nhận", text.split("Nơi nhận")[1]) if "Nơi nhận" in text else ())
    ),
    "no blank after numbers": lambda text: re.sub(r"(?m)^(\s*\d+(?:\.\d+)?\.)\s+(?=\D)", r"\1", text),
    "numbers lost": lambda text: re.sub(r"(?m)^\s*(?:\d+(?:\.\d+)*\.?|[IVX]+\.|-(?=\s))\s*(?=\S)", "", text),
}
PARTIES = {
    "no closing brackets": lambda text: re.sub(r"\)(?=\.?\s*\n)", "", text),
    "no opening brackets": in_parties(lambda who, verb: f"{who} {verb})"),
    "no brackets": in_parties(lambda who, verb: f"{who} {verb}"),
    "square brackets": in_parties(lambda who, verb: f"[{who} {verb}]"),
    "other verbs": in_parties(lambda who, verb: f"({who} {_OTHER_VERBS[verb]})"),
    "& for và": in_parties(lambda who, verb: f"({who.replace(' và ', ' & ')} {verb})"),
    "dash before parties": in_parties(lambda who, verb: f"- {who} {verb}"),
    "a sentence of its own": in_parties(lambda who, verb: f". {who[0].upper()}{who[1:]} {verb}."),
    "parties on a line of their own": in_parties(lambda who, verb: f"\n({who} {verb})"),
    "other names of units": _shortened,
    "brackets with blanks": in_parties(lambda who, verb: f"(  {who}  {verb} )"),
}
ALL = {**LETTERS, **LAYOUT, **NUMBERS, **PARTIES}
