"""The folders of uploads: what a request did to them is undone, as its transaction is."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from media import publicity

State = dict[str, tuple[int, ...]]


def state(*folders: str | Path) -> State:
    """Return what tells whether a file came, went or was written to."""
    return {path: (stat.st_size, stat.st_mtime_ns) for folder in folders for path, stat in _files(folder)}


def _files(folder: str | Path) -> Iterator[tuple[str, os.stat_result]]:
    if not Path(folder).is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                yield entry.path, entry.stat()


class Uploads:
    """The private folder as it was when this was made."""

    def __init__(self) -> None:
        self.private = Path(settings.MEDIA_ROOT)
        self.copy = self.private.with_name("private-before-the-walk")
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.private, self.copy, copy_function=shutil.copy2)
        self.before = state(self.private)

    def have_changed(self) -> bool:
        """Say whether anything is different."""
        return state(self.private) != self.before

    def restore(self) -> None:
        """Put everything back, and the public folder in step with the records."""
        now = state(self.private)
        if now == self.before:
            return
        for path in now.keys() - self.before.keys():
            Path(path).unlink()
        for path in (path for path, stat in self.before.items() if now.get(path) != stat):
            shutil.copy2(self.copy / Path(path).relative_to(self.private), path)
        self.before = state(self.private)
        publicity.sync_all()
