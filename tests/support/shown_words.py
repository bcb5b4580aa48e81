"""What a screen says to a person: its text, the attributes that are shown or read out, the words given to scripts."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.support.catalogues import read_po

_SHOWN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description"}
_SHOWN_KEYS = {"label", "helptext", "help_text", "title", "text", "placeholder", "description", "message", "strings"}
_SHOWN_DATA = re.compile(r"^data-(text-.*|.*(label|content|message|active|title)-value|wf-message)$")
# Places, files, addresses and what only programs read.
_NOT_WORDS = re.compile(r"https?://\S+|\S+@\S+|<[^>]*>|%\(\w+\)\w|\{\w*\}|\S*[/_\\]\S*|\S+\.\w+|&\w+;|\[[^\]]*\]")
_WORD = re.compile(r"[^\W\d_]{3,}")


def words_of(text: str) -> set[str]:
    """The words of three letters and more in `text`, in lower case, without addresses, tags and placeholders."""
    return {word.lower() for word in _WORD.findall(_NOT_WORDS.sub(" ", text)) if word.isascii()}


def english_words(catalogues: list[Path]) -> set[str]:
    """The words that stand in the English of `catalogues` and in no Vietnamese: "save", but not "email" or "to"."""
    english: set[str] = set()
    vietnamese: set[str] = set()
    for catalogue in catalogues:
        for message in read_po(catalogue):
            english |= words_of(message.source) | words_of(message.plural)
            vietnamese |= words_of(message.translation)
    return english - vietnamese


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._skip = ""
        self._json: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and given.get("type") == "application/json":
            self._json = []
        elif tag in {"script", "style", "svg", "code"}:
            self._skip = self._skip or tag
        shown = set(_SHOWN_ATTRIBUTES)
        if tag == "input" and given.get("type") in {"submit", "button"}:
            shown.add("value")
        for name, value in given.items():
            if name in shown or _SHOWN_DATA.match(name):
                self.said.append(value)
            elif value[:1] in "{[" and name.startswith("data-"):
                self.said.extend(_said_in_json(value))

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._json is not None:
            self.said.extend(_said_in_json("".join(self._json)))
            self._json = None
        elif tag == self._skip:
            self._skip = ""

    def handle_data(self, data: str) -> None:
        if self._json is not None:
            self._json.append(data)
        elif not self._skip and data.strip():
            self.said.append(" ".join(data.split()))


def _said_in_json(text: str) -> Iterator[str]:
    try:
        value = json.loads(text)
    except ValueError:
        return
    yield from _walk(value, shown=False)


def _walk(value: Any, *, shown: bool) -> Iterator[str]:
    if isinstance(value, str):
        if value.lstrip().startswith("<"):
            yield from said(value)
        elif shown:
            yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, shown=shown or str(key).lower() in _SHOWN_KEYS)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, shown=shown)


def said(html: str) -> list[str]:
    """Return every piece of text that `html` shows, reads out, or gives to a script to show."""
    reader = _Reader()
    reader.feed(html)
    return reader.said


def said_in_response(body: str, content_type: str) -> list[str]:
    """The same for a response: a page, or the JSON that fills a dialog."""
    return list(_said_in_json(body)) if content_type.startswith("application/json") else said(body)
