"""Numbers and words of documents as they are compared, whatever way somebody types them.

"831/KH-GDĐT", "831 kh gddt", "số 831-KH/GDĐT" and "831khgddt" are one number; it begins with "831", not with "83".
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from common.text import fold, slugify

KEY_LENGTH = 120
MOST_TERMS = 12
_RUN = re.compile(r"[0-9]+|[a-z]+")
_BEFORE_NUMBERS = {"so", "ngay", "thang", "nam"}  # số, ngày, tháng, năm
_JOINING = {"cua", "va", "ve", "viec"}  # của, và, về, việc: typed with a citation, and no reason to find nothing


def runs(text: str) -> list[str]:
    """Return the runs of digits and of letters, folded: "09/2024/TT-BGDĐT" → ["9", "2024", "tt", "bgddt"].

    "số" or "năm" before a number says nothing and is left out, as are zeros before one.
    """
    found = _RUN.findall(fold(unicodedata.normalize("NFKC", text)))
    return [
        (run.lstrip("0") or "0") if run.isdigit() else run
        for run, after in pairwise([*found, ""])
        if not (run in _BEFORE_NUMBERS and after.isdigit())
    ]


def number_key(text: str) -> str:
    """Return the number as it is compared: "09/2024/TT-BGDĐT" → "9-2024-ttbgddt"; "" where there is none.

    A dash closes each run of digits, so that a key which begins with another ("831-") never cuts a number in two.
    """
    return "".join(f"{run}-" if run.isdigit() else run for run in runs(text))[:KEY_LENGTH]


def words_of(number: str, texts: Iterable[str], dates: Iterable[datetime.date | None]) -> str:
    """Return what is searched of a document: " thong tu 9 2024 tt bgddt ttbgddt … ", a space round each word."""
    glued = [part for part in number_key(number).split("-") if part]  # for whoever types "831khgddt"
    days = [f"{date.day} {date.month} {date.year}" for date in dates if date]
    found = [*runs(number), *glued, *(run for text in (*texts, *days) for run in runs(text))]
    return f" {' '.join(dict.fromkeys(found))} "


def terms_of(question: str) -> list[str]:
    """Return what `words_of` has to hold for each word of a question: " kh" begins a word, " 831 " is a whole one."""
    asked = runs(question)
    telling = [run for run in asked if run not in _JOINING] or asked
    return [f" {run} " if run.isdigit() else f" {run}" for run in telling[:MOST_TERMS]]


def address_of(number: str, kind: str, issued_on: datetime.date | None) -> str:
    """Return the address part: "831-kh-gddt-2017"; "09-2024-tt-bgddt" where the number says the year; may be ""."""
    year = str(issued_on.year) if issued_on else ""
    slug = slugify(number, max_length=KEY_LENGTH) or slugify(kind, max_length=KEY_LENGTH)
    return slug if not slug or not year or year in slug.split("-") else f"{slug}-{year}"
