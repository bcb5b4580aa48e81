"""Translation catalogues as tests read them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FIELD = re.compile(r'^(msgctxt|msgid|msgid_plural|msgstr(?:\[0\])?) (".*")$')
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdr]|\{\w*\}|<[^>]+>")


class Message(NamedTuple):
    """One entry of a .po file; `translation` is the only plural form, for Vietnamese has one."""

    context: str
    source: str
    plural: str
    translation: str

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.source

    @property
    def fullest_source(self) -> str:
        """The English whose placeholders the translation must carry: the plural's, where there is one."""
        return self.plural or self.source


def read_po(path: Path) -> Iterator[Message]:
    """The entries of a .po file, without its header, obsolete entries (#~) and comments."""
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        fields: dict[str, str] = {}
        current = ""
        for line in block.splitlines():
            if found := _FIELD.match(line):
                current = found[1].removesuffix("[0]")
                fields[current] = ast.literal_eval(found[2])
            elif line.startswith('"') and current:
                fields[current] += ast.literal_eval(line)
        if fields.get("msgid"):
            yield Message(*(fields.get(name, "") for name in ("msgctxt", "msgid", "msgid_plural", "msgstr")))


def marks(text: str) -> list[str]:
    """The placeholders and tags in `text`, sorted: a translation has those of its source."""
    return sorted(_PLACEHOLDER.findall(text))
