"""Reads the text of a school's plan into fields: a proposal that a person reviews beside the source.

Pure Python, no Django. Layers, each rule in one place:
files (bytes to text) → text, lines, flat (paragraphs) → markers, headings, outline (the tree)
→ opening, bases, areas, duties, ending, promises, slips (fields) → phrases, roles, parties → units;
coverage checks that no word of the source was lost.
"""

from .files import UnreadablePlan, read_file
from .reader import read_plan
from .reading import Reading
from .units import ALIASES, PART_OF, canonical_unit, part_of

__all__ = ["ALIASES", "PART_OF", "Reading", "UnreadablePlan", "canonical_unit", "part_of", "read_file", "read_plan"]
