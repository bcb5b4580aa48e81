"""What is looked at in an .odt before LibreOffice opens it."""

from pathlib import Path

from ..refusals import UnreadablePlan
from .archive import Archive

_MACROS = ("Basic/", "Scripts/")
_MOST_TEXT = 100 * 1024 * 1024
_XML = (".xml", ".rdf")


def refuse_bad(path: Path) -> None:
    """Raises UnreadablePlan for an .odt that is locked, carries macros, or unpacks to far more than a plan."""
    archive = Archive(path)
    if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
        raise UnreadablePlan("encrypted")
    if any(name.startswith(_MACROS) and name.endswith((".xml", ".py", ".js", ".bsh")) for name in archive.names):
        raise UnreadablePlan("macros")
    left = _MOST_TEXT
    for name in archive.names:
        if name.endswith(_XML):
            left -= len(archive.read(name) or b"")
            if left < 0:
                raise UnreadablePlan("too_heavy")
