"""Text as the reader sees it: one spelling of letters and spaces, without touching a word."""

import re
import unicodedata
from functools import lru_cache

_LATIN = [chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
UPPER = "".join(c for c in _LATIN if c.isupper())
LOWER = "".join(c for c in _LATIN if c.islower())

SENTENCE_END = ".;:!?…"

_SPACE_LIKE = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060\u00ad\u200e\u200f"
_HARD_BREAKS = "\r\f\u0085\u2029\x1c\x1d\x1e"
_SOFT_BREAKS = "\v\u2028"
# A tab separates columns in a letterhead or signature block, so it must stay wider than a space.
_TABLE = str.maketrans(
    {
        **dict.fromkeys(_SPACE_LIKE, " "),
        "\t": "    ",
        **dict.fromkeys(_INVISIBLE, ""),
        **dict.fromkeys(_HARD_BREAKS, "\n"),
        **dict.fromkeys(_SOFT_BREAKS, "\v"),
        # Old Vietnamese keyboards produce the Icelandic letter, which looks the same and matches nothing.
        "\u00d0": "Đ",
        # Word's symbol-font bullets arrive as private-use characters.
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf02d": "-",
        "\uf0fc": "•",
        "\uf0d8": "•",
    }
)
# "hoà" and "hòa" are one word. In "quý" the u belongs to the consonant, so the mark never moves.
_TONE_PLACES = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
                "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
                "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"}  # fmt: skip
_TONE_PLACE = re.compile(rf"(?<!q)({'|'.join(_TONE_PLACES)})(?!\w)")


def spaced(pattern: str) -> str:
    """A regex in which each blank stands for any run of blanks."""
    return pattern.replace(" ", r"\s+")


def normalise(text: str) -> str:
    """NFC text with plain spaces, "\\n" for paragraphs and "\\v" for soft breaks; words are untouched."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).translate(_TABLE)
    return re.sub(r"[\x00-\x08\x0e-\x1b\x1f\x7f]", " ", text)


def clean(text: str) -> str:
    """`text` on one line with single spaces."""
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Comparison key: lower case, words only, one place for the tone mark ("hoà" is "hòa")."""
    return _TONE_PLACE.sub(lambda match: _TONE_PLACES[match[1]], " ".join(words(text)))


def words(text: str) -> list[str]:
    """The words and numbers of `text`, in lower case, without punctuation."""
    return re.findall(r"[^\W_]+", text.casefold())


def is_capitals(text: str) -> bool:
    """True for text written in capitals only (two letters at least)."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 1 and all(not c.islower() for c in letters)


def first_upper(text: str) -> str:
    """`text` with its first letter in upper case, the rest as it stands."""
    return text[:1].upper() + text[1:]


def sentence_case(text: str) -> str:
    """Text in capitals as an ordinary phrase ("HIỆU TRƯỞNG" becomes "Hiệu trưởng"); other text as is."""
    return first_upper(text.lower()) if is_capitals(text) else text


def starts_lower(text: str) -> bool:
    """True when the first character can only continue a sentence."""
    return bool(text) and (text[0].islower() or text[0] in ",;.)…")


def join_spoken(left: str, right: str) -> str:
    """Two pieces of one sentence, from which something was cut, as one sentence."""
    left, right = left.rstrip(), right.lstrip()
    if not left or not right:
        return left or right
    return left + right if right[0] in ",.;:)…" else f"{left} {right}"
