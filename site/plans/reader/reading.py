"""The structured reading of a plan: a proposal that a person reviews beside the source."""

from collections.abc import Callable
from dataclasses import dataclass, field

from .notes import Note


@dataclass
class Period:
    """Years of a plan; kind is "range" or "school_year"."""

    kind: str
    first: int
    last: int

    def as_dict(self) -> dict:
        """The entry as `import_plan --json` prints it."""
        return {"kind": self.kind, "from": self.first, "to": self.last}


@dataclass
class Basis:
    """A legal basis; date is YYYY-MM-DD or ""."""

    kind: str = ""
    number: str = ""
    issuer: str = ""
    date: str = ""
    subject: str = ""

    def as_dict(self) -> dict:
        """The entry as `import_plan --json` prints it."""
        return dict(vars(self))


@dataclass
class Party:
    """Who is responsible, as one phrase of the source names them (raw: verbatim, brackets included)."""

    raw: str
    role: str
    units: list[str]

    def as_dict(self) -> dict:
        """The entry as `import_plan --json` prints it."""
        return {"raw": self.raw, "role": self.role, "units": list(self.units)}


@dataclass
class FocusArea:
    """A focus area; `text` is what follows the title, or the whole sentence when there is no title."""

    no: int
    title: str
    text: str
    parties: list[Party] = field(default_factory=list)

    def as_dict(self) -> dict:
        """The entry as `import_plan --json` prints it."""
        parties = [party.as_dict() for party in self.parties]
        return {"no": self.no, "title": self.title, "text": self.text, "parties": parties}


@dataclass
class Commitment:
    """A promise with a rhythm; audience is "public" or "internal"."""

    text: str
    every: str
    quantity: int = 1
    audience: str = "public"

    def as_dict(self) -> dict:
        """The entry as `import_plan --json` prints it."""
        return dict(vars(self))


@dataclass
class UnitDuties:
    """A unit as the plan names it, and its duties."""

    name: str
    duties: list[str] = field(default_factory=list)

    def as_dict(self) -> dict:
        """The entry as `import_plan --json` prints it."""
        return {"name": self.name, "duties": list(self.duties)}


@dataclass
class Section:
    """A part of the plan that has no field of its own."""

    title: str
    text: str

    def as_dict(self) -> dict:
        """The entry as `import_plan --json` prints it."""
        return dict(vars(self))


@dataclass
class Signer:
    """Who signs: title and name, and for whom ("KT. Hiệu trưởng") where the plan says so."""

    title: str = ""
    name: str = ""
    authority: str = ""

    def as_dict(self) -> dict:
        """The authority stands before the title, as in the document, since the JSON has no key for it."""
        return {"title": ", ".join(filter(None, (self.authority, self.title))), "name": self.name}


@dataclass
class Reading:
    """Everything that was read from one plan text."""

    title: str = ""
    number: str = ""
    issuer: str = ""
    place: str = ""
    issued_on: str = ""
    periods: list[Period] = field(default_factory=list)
    introduction: str = ""
    bases: list[Basis] = field(default_factory=list)
    purposes: list[str] = field(default_factory=list)
    requirements: list[str] = field(default_factory=list)
    focus_areas: list[FocusArea] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    units: list[UnitDuties] = field(default_factory=list)
    other_sections: list[Section] = field(default_factory=list)
    closing: str = ""
    recipients: list[str] = field(default_factory=list)
    signer: Signer = field(default_factory=Signer)
    attachments: list[str] = field(default_factory=list)
    notes: dict[Note, None] = field(default_factory=dict)  # a set that keeps the order
    # Those who drew it up sign beside who issues it: how many of their names are still to come.
    drafters: int = 0
    # Headings and fixed formulas that were understood; they carry no content of their own.
    structure: list[str] = field(default_factory=list)
    # Words that the page prints twice, or that a field says in other words ("BGH").
    repeated: list[str] = field(default_factory=list)

    def note(self, code: str, text: str) -> None:
        """Adds a remark once."""
        if text:
            self.notes[Note(code, text)] = None

    def as_dict(self, translate: Callable[[str], str] = str) -> dict:
        """The reading with the keys of `import_plan --json`; `translate` is for the warnings."""
        return {
            "title": self.title,
            "number": self.number,
            "issuer": self.issuer,
            "place": self.place,
            "issued_on": self.issued_on,
            "periods": [period.as_dict() for period in self.periods],
            "introduction": self.introduction,
            "bases": [basis.as_dict() for basis in self.bases],
            "purposes": list(self.purposes),
            "requirements": list(self.requirements),
            "focus_areas": [area.as_dict() for area in self.focus_areas],
            "commitments": [commitment.as_dict() for commitment in self.commitments],
            "units": [unit.as_dict() for unit in self.units],
            "other_sections": [section.as_dict() for section in self.other_sections],
            "closing": self.closing,
            "recipients": list(self.recipients),
            "signer": self.signer.as_dict(),
            "attachments": list(self.attachments),
            "warnings": [note.sentence(translate) for note in self.notes],
        }
