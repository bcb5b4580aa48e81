"""What a visitor asked for, read from an address, and the addresses of other questions that it leads to."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.http import QueryDict
from django.utils.http import urlencode

from common.search.folding import MAX_QUERY_TERMS, searchable
from common.text import nfc
from home.search.models import Kind

LONGEST_TEXT = 200
YEAR_DIGITS = 4


@dataclass(frozen=True)
class Question:
    """The text as it was typed, and how it is narrowed. `exact`: no other spelling is to be tried."""

    text: str = ""
    kind: str = ""
    year: int | None = None
    exact: bool = False

    @classmethod
    def read(cls, asked: QueryDict) -> "Question":
        """Return the question of a request, whatever it holds."""
        text = nfc("".join(c for c in asked.get("q", "")[:LONGEST_TEXT] if c.isprintable() or c.isspace()))
        kind, year = asked.get("loai", ""), asked.get("nam", "")
        is_year = len(year) == YEAR_DIGITS and year.isascii() and year.isdecimal()
        return cls(
            " ".join(text.split()),
            kind if kind in Kind.values else "",
            (int(year) or None) if is_year else None,
            asked.get("dung", "") == "1",
        )

    @cached_property
    def words(self) -> list[str]:
        """The folded words, a bounded number of them: what is pasted into the box costs no more than a question."""
        return searchable(self.text).split()[:MAX_QUERY_TERMS]

    def address(self, **changed: str | int | bool | None) -> str:
        """Return the address of this question with something changed: "?q=ke+hoach&loai=tin-tuc"."""
        return f"?{replace(self, **changed).as_query()}"

    def as_query(self) -> str:
        """Return "q=ke+hoach&loai=tin-tuc", without what is not narrowed."""
        parts = {"q": self.text, "loai": self.kind, "nam": self.year, "dung": int(self.exact)}
        return urlencode({name: value for name, value in parts.items() if value or name == "q"})
