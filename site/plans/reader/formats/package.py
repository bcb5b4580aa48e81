"""The parts of a .docx as XML; what they point to is never fetched."""

from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ..refusals import UnreadablePlan
from .archive import Archive

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OTHER_KINDS = ("xl/", "ppt/", "visio/")


def local(name: str) -> str:
    """An XML name without its namespace."""
    return name.rpartition("}")[2]


class Package(Archive):
    """A .docx as a set of XML parts."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._refuse_strangers()

    def _refuse_strangers(self) -> None:
        if any(name.lower().endswith("vbaproject.bin") for name in self.names):
            raise UnreadablePlan("macros")
        if b"macroEnabled" in (self.read("[Content_Types].xml") or b""):
            raise UnreadablePlan("macros")
        if not any(name.startswith("word/") for name in self.names):
            strange = not any(name.endswith(".xml.rels") or name == "[Content_Types].xml" for name in self.names)
            raise UnreadablePlan("other_kind" if strange or self._is_other() else "damaged")

    def _is_other(self) -> bool:
        return any(name.startswith(_OTHER_KINDS) for name in self.names)

    def part(self, name: str) -> Element | None:
        """A part as XML. Entities and document types are refused: no Word file has them."""
        data = self.read(name)
        if data is None:
            return None
        try:
            return fromstring(data.replace(_STRICT, _USUAL), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError) as error:
            raise UnreadablePlan("damaged") from error

    @property
    def has_pictures(self) -> bool:
        """True when the file carries pictures."""
        return any("/media/" in name for name in self.names)

    def main(self) -> str:
        """The name of the part that holds the document."""
        root = self.part("_rels/.rels")
        for relation in root if root is not None else ():
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").lstrip("/")
        return "word/document.xml"
