"""A zip file from anywhere: read part by part with limits, nothing unpacked to disk."""

import zipfile
from pathlib import Path

from ..refusals import UnreadablePlan

MAX_PART = 24 * 1024 * 1024
_MAX_ENTRIES = 5000
_BROKEN = (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError)


class Archive:
    """The parts of a zip file by name. Raises UnreadablePlan for one that is broken, locked or far too large."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise UnreadablePlan("damaged") from error
        self.names = self._zip.namelist()
        if len(self.names) > _MAX_ENTRIES:
            raise UnreadablePlan("too_heavy")
        if any(entry.flag_bits & 1 for entry in self._zip.infolist()):
            raise UnreadablePlan("encrypted")

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or None; a part that unpacks to more than MAX_PART is refused, whatever it declares."""
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as file:
                data = file.read(MAX_PART + 1)
        except _BROKEN as error:
            raise UnreadablePlan("damaged") from error
        if len(data) > MAX_PART:
            raise UnreadablePlan("too_heavy")
        return data
