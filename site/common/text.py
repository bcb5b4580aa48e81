"""Vietnamese text: one spelling (NFC), search without accents, slugs, and the order of the alphabet.

Phones and PDFs send decomposed letters (NFD), old documents write Ð (U+00D0) for Đ (U+0110); both must be the same
word to whoever searches, sorts or types an address.
"""

import re
import unicodedata

_D_LETTERS = str.maketrans({"đ": "d", "Đ": "D", "Ð": "D", "ð": "d"})
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionaries' order
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=1)}


def nfc(text: str) -> str:
    """Return `text` with each letter in one code point."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return `text` without accents and case: "Đổi mới" → "doi moi". Length may change; words do not."""
    decomposed = unicodedata.normalize("NFD", text.translate(_D_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def slugify(text: str, max_length: int = 200) -> str:
    """Return the address part of `text`: "Đổi mới – Kế hoạch" → "doi-moi-ke-hoach". ASCII only; may be ""."""
    ascii_text = unicodedata.normalize("NFKD", fold(text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")[:max_length].rstrip("-")


def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return a key that sorts as Vietnamese dictionaries do: letters first (a ă â … đ … ơ), then tones."""
    letters: list[int] = []
    tones: list[int] = []
    for char in nfc(text).replace("Ð", "Đ").lower():
        base, tone = _without_tone(char)
        letters.append(_RANK.get(base, 0) * 0x110000 + (0 if base in _RANK else ord(base)))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def _without_tone(char: str) -> tuple[str, int]:
    """Return the letter without its tone mark and the tone's rank (0: ngang)."""
    decomposed = unicodedata.normalize("NFD", char)
    tone = next((_TONES.index(mark) + 1 for mark in decomposed if mark in _TONES), 0)
    return nfc("".join(c for c in decomposed if c not in _TONES)), tone


def normalise_deep(value: object) -> object:
    """Return `value` with every string in it (in lists and dicts too) in NFC."""
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list):
        return [normalise_deep(item) for item in value]
    if isinstance(value, dict):
        return {key: normalise_deep(item) for key, item in value.items()}
    return value


# For the slug field in the editor, whose script knows patterns only: (pattern, replacement) in order.
SLUG_FORMATTERS: list[tuple[str, str]] = [
    (r"[\u0300-\u036f]", ""),
    (r"[àáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ]", "a"),
    (r"[èéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆ]", "e"),
    (r"[ìíỉĩịÌÍỈĨỊ]", "i"),
    (r"[òóỏõọôồốổỗộơờớởỡợÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ]", "o"),
    (r"[ùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰ]", "u"),
    (r"[ỳýỷỹỵỲÝỶỸỴ]", "y"),
    (r"[đĐÐð]", "d"),
    (r"[^a-zA-Z0-9]+", "-"),
    (r"^-+|-+$", ""),
]
