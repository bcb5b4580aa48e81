"""Plain text of what anybody may send: no control characters, nothing that turns the direction of what staff read."""

import re

from common.text import nfc

_NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
# All control characters but tab and line feed; marks that let letters stand in another order than they were written.
_UNWANTED = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff\ud800-\udfff]")
_MANY_LINES = re.compile(r"\n{4,}")


def plain(text: str) -> str:
    """Return `text` in NFC with lines that end in "\\n", without what nobody types, never more than two empty lines."""
    text = _UNWANTED.sub("", _NEWLINES.sub("\n", text))
    return nfc(_MANY_LINES.sub("\n\n\n", text)).strip()


def one_line(text: str) -> str:
    """Return `text` as one line: what goes into the head of a mail or a list."""
    return " ".join(plain(text).split())
