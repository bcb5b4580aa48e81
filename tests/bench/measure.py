"""Precision and recall of a reading against what is right, by kind of field."""

from collections import Counter
from dataclasses import dataclass

from plans.reader import canonical_unit
from plans.reader.text import key

KINDS = ("areas", "parties", "roles", "duties", "bases", "promises")


@dataclass
class Score:
    """Counts of one kind: right, found and expected."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def add(self, other):
        """Another text's counts on top."""
        self.right += other.right
        self.found += other.found
        self.expected += other.expected

    @property
    def precision(self):
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self):
        """Share of what is right that was found."""
        return self.right / self.expected if self.expected else 1.0


def items(reading, kind):
    """What a reading's JSON holds of one kind, as a multiset that can be compared."""
    areas = list(enumerate(reading["focus_areas"]))
    if kind == "areas":
        return Counter(key(f"{area['title']} {area['text']}") for _, area in areas)
    if kind in {"parties", "roles"}:
        return Counter(
            (at, canonical_unit(unit), party["role"] if kind == "roles" else "")
            for at, area in areas
            for party in area["parties"]
            for unit in party["units"]
        )
    if kind == "duties":
        return Counter(
            (canonical_unit(unit["name"]), key(duty)) for unit in reading["units"] for duty in unit["duties"]
        )
    if kind == "bases":
        return Counter((basis["number"] or key(basis["subject"]), basis["date"]) for basis in reading["bases"])
    return Counter((c["every"], c["quantity"], c["audience"]) for c in reading["commitments"])


def score(found, expected):
    """The scores of one reading against the right one, by kind."""
    result = {}
    for kind in KINDS:
        have, want = items(found, kind), items(expected, kind)
        result[kind] = Score((have & want).total(), have.total(), want.total())
    return result
