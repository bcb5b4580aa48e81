"""The source as the review shows it: every stretch with the field that holds it."""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

UNMATCHED = "unmatched"
Mark = tuple[int, int, str, str]  # first character, the one after its last, path, sureness
_PART_OF_ENTRY = re.compile(r"(?<=\d)\.(name|date)$")


@dataclass(frozen=True)
class Piece:
    """A stretch of the source. `field` is the path of what holds it, "" where nothing does or it is a heading.

    `marks` are the ids of all fields that begin here: their own links lead to them.
    """

    text: str
    field: str = ""
    sureness: str = ""
    marks: tuple[str, ...] = ()

    @property
    def target(self) -> str:
        """The id of the entry in the form: name and date of a unit or a basis stand in one entry with the rest."""
        return f"o-{anchor(_PART_OF_ENTRY.sub('', self.field))}"


def anchor(path: str) -> str:
    """Return a path as part of an HTML id: "focus_areas.0.parties.1" → "focus_areas-0-parties-1"."""
    return path.replace(".", "-")


def pieces(text: str, trail: dict[str, Any]) -> list[Piece]:
    """Cut `text` where fields begin and end. Where one holds another, as an area its parties, the inner one shows."""
    marks = [
        (start, end, path, trace["is"]) for path, trace in trail["traces"].items() for start, end in trace["spans"]
    ]
    marks += [(start, end, "", UNMATCHED) for start, end in trail["unmatched"]]
    edges = sorted({0, len(text), *(edge for start, end, *_rest in marks for edge in (start, end))})
    owner = _innermost(marks, edges)
    begins = defaultdict(list)
    for path, trace in trail["traces"].items():
        if trace["spans"]:
            begins[trace["spans"][0][0]].append(f"nguon-{anchor(path)}")
    return [
        Piece(text[start:end], *owner.get(start, ("", "")), marks=tuple(begins[start]))
        for start, end in pairwise(edges)
    ]


def _innermost(marks: list[Mark], edges: list[int]) -> dict[int, tuple[str, str]]:
    """Return who holds the stretch that begins at each edge: of those that lie over it the shortest."""
    begins: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        begins[mark[0]].append(mark)
    owner: dict[int, tuple[str, str]] = {}
    lying: list[Mark] = []
    for edge in edges:
        lying = [mark for mark in lying if mark[1] > edge] + begins[edge]
        if lying:
            _start, _end, path, sureness = min(lying, key=lambda mark: mark[1] - mark[0])
            owner[edge] = (path, sureness)
    return owner


def stretches(text: str, trail: dict[str, Any]) -> list[str]:
    """Return the words that no field holds."""
    return [" ".join(text[start:end].split()) for start, end in trail["unmatched"]]
