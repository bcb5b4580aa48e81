"""The parts of a .docx: read one by one with limits, nothing unpacked to disk, nothing fetched."""

import zipfile
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ..refusals import UnreadablePlan

MAX_PART = 24 * 1024 * 1024
_MAX_ENTRIES = 5000
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OTHER_KINDS = ("xl/", "ppt/", "visio/")


def local(name: str) -> str:
    """An XML name without its namespace."""
    return name.rpartition("}")[2]


class Package:
    """A .docx as a set of XML parts."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError) as error:
            raise UnreadablePlan("damaged") from error
        self.names = self._zip.namelist()
        self._refuse_strangers()

    def _refuse_strangers(self) -> None:
        if len(self.names) > _MAX_ENTRIES:
            raise UnreadablePlan("too_heavy")
        if any(entry.flag_bits & 1 for entry in self._zip.infolist()):
            raise UnreadablePlan("encrypted")
        if any(name.lower().endswith("vbaproject.bin") for name in self.names):
            raise UnreadablePlan("macros")
        if b"macroEnabled" in (self.read("[Content_Types].xml") or b""):
            raise UnreadablePlan("macros")
        if "word/document.xml" not in self.names and not any(name.startswith("word/") for name in self.names):
            strange = not any(name.endswith(".xml.rels") or name == "[Content_Types].xml" for name in self.names)
            raise UnreadablePlan("other_kind" if strange or self._is_other() else "damaged")

    def _is_other(self) -> bool:
        return any(name.startswith(_OTHER_KINDS) for name in self.names)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or None; a part that unpacks to more than MAX_PART is refused, whatever it declares."""
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as file:
                data = file.read(MAX_PART + 1)
        except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
            raise UnreadablePlan("damaged") from error
        if len(data) > MAX_PART:
            raise UnreadablePlan("too_heavy")
        return data

    def part(self, name: str) -> Element | None:
        """A part as XML. Entities and document types are refused: no Word file has them."""
        data = self.read(name)
        if data is None:
            return None
        try:
            return fromstring(data.replace(_STRICT, _USUAL), forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError) as error:
            raise UnreadablePlan("damaged") from error

    def main(self) -> str:
        """The name of the part that holds the document."""
        root = self.part("_rels/.rels")
        for relation in root if root is not None else ():
            if relation.get("Type", "").endswith("/officeDocument"):
                return relation.get("Target", "").lstrip("/")
        return "word/document.xml"
