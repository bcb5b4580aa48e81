"""Plain text in the encodings that Vietnamese computers write, the old ones included."""

import codecs
import re
import unicodedata

from ..refusals import UnreadablePlan
from .tcvn3 import from_tcvn3

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_FREQUENT = re.compile(
    r"(?<!\w)(?:của|và|các|học|trường|giáo|thực|hiện|công|tác|tổ|chức|kế|hoạch|năm|về|được|cho|nhà|những|trong"
    r"|truyền|thông|tuyên|viên|nội|dung|đích|yêu|cầu)(?!\w)",
    re.IGNORECASE,
)
_ENOUGH = 3


def composed(text: str) -> str:
    """`text` in NFC, so that a letter and its mark are one."""
    return unicodedata.normalize("NFC", text)


def decode(data: bytes) -> str:
    """The text of a .txt file: UTF-8 or UTF-16, or else Windows-1258 or TCVN3 where Vietnamese words come out."""
    if not data.strip():
        raise UnreadablePlan("empty")
    if data.startswith(_UTF16):
        text = _strict(data, "utf-16")
    elif b"\x00" in data:
        text = _utf16_without_mark(data)
    else:
        text = _eight_bit(data)
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise UnreadablePlan("binary")
    if not any(c.isalnum() for c in text):
        raise UnreadablePlan("empty")
    return text


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadablePlan("encoding") from error


def _utf16_without_mark(data: bytes) -> str:
    """Notepad's "Unicode" without its mark; anything else with zeros in it is no text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data.decode(encoding, errors="replace")
        if len(_FREQUENT.findall(text)) >= _ENOUGH:
            return text
    raise UnreadablePlan("binary")


def _eight_bit(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        old = [composed(data.decode("cp1258", errors="replace")), from_tcvn3(data.decode("latin-1"))]
    best = max(old, key=lambda text: len(_FREQUENT.findall(text)))
    if len(_FREQUENT.findall(best)) < _ENOUGH:
        raise UnreadablePlan("encoding")
    return best
