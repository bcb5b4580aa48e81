"""Reads a school's plan into fields: a proposal that a person reviews beside the source.

Pure Python, no Django. Layers, each rule in one place:
files (what kind of file, and its refusals) → sandbox, formats (docx, doc, pdf, txt into text with its numbers)
→ text, lines, flat (paragraphs) → markers, headings, outline (the tree)
→ opening, bases, areas, duties, ending, promises, slips (fields) → phrases, roles, parties → units;
coverage checks that no word of the source was lost; trace says where each field stands and how sure it is.
"""

from .files import Source, read_file, read_source
from .reader import read_plan
from .reading import Reading
from .refusals import UnreadablePlan
from .trace import Trail, trace
from .units import ALIASES, PART_OF, canonical_unit, part_of

__all__ = [
    "ALIASES",
    "PART_OF",
    "Reading",
    "Source",
    "Trail",
    "UnreadablePlan",
    "canonical_unit",
    "part_of",
    "read_file",
    "read_plan",
    "read_source",
    "trace",
]
