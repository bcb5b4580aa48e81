"""Filling in whatever form a page shows, as somebody would who changes everything and presses every button."""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from wagtail.images.tests.utils import get_test_image_file

_PLAIN = {"text", "search", "email", "url", "tel", "number", None}
_NUMBERS = re.compile(r"[\d/:. -]+")
_KEPT = ("csrfmiddlewaretoken", "-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-id", "-ORDER")
PUBLISH = {"action-publish": "1"}  # pressed even where no such button is shown
CHANGED = "Nội dung sửa"


def payloads(html: str, path: str) -> Iterator[QueryDict]:
    """Yield what the forms on the page would send to the page itself, once for every button and for hidden ones."""
    for form in BeautifulSoup(html, "html.parser").find_all("form"):
        if (form.get("method") or "get").lower() != "post" or form.get("action") not in {None, "", path}:
            continue
        filled = _filled(form)
        for extra in (*_buttons(form), PUBLISH):
            data = filled.copy()
            data.update(extra)
            yield data


def _buttons(form: Tag) -> list[dict[str, str]]:
    buttons = [button for button in form.find_all("button") if button.get("name")]
    buttons += [button for button in form.find_all("input", type="submit") if button.get("name")]
    return [{}, *({button["name"]: button.get("value") or "1"} for button in buttons)]


def _filled(form: Tag) -> QueryDict:
    data = QueryDict("body-count=0", mutable=True)  # a stream's fields are drawn by script and not in the page
    for item in form.find_all(["input", "textarea", "select"]):
        name = item.get("name")
        if name and not item.has_attr("disabled"):
            for value in _values(item, name):
                data.appendlist(name, value)
    return data


def _values(item: Tag, name: str) -> list[Any]:
    if item.name == "select":
        return _chosen(item)
    if item.name == "textarea":
        return [_reworded(item, item.text)]
    return _entered(item, name, item.get("type"))


def _entered(item: Tag, name: str, kind: str | None) -> list[Any]:
    if kind in {"checkbox", "radio"}:
        return [item.get("value", "on")] if kind == "checkbox" or item.has_attr("checked") else []
    if kind == "file":
        return [_file(name)]
    if kind == "password":
        return ["mat-khau-thu-2026"]
    if kind in _PLAIN and not name.endswith(_KEPT):
        return [_changed(item, name)]
    return [item.get("value", "")]


def _changed(item: Tag, name: str) -> str:
    value = item.get("value", "")
    if "slug" in name or "path" in name:
        return f"{value or 'dia-chi'}-sua"
    if value and "email" in name:
        return "sua@example.org"
    return value if _NUMBERS.fullmatch(value) else _reworded(item, value)


def _reworded(item: Tag, text: str) -> str:
    """Change words, fill in what has to be, and leave alone what a script wrote and what may stay empty."""
    if text.startswith(("[", "{")) or not (text or item.has_attr("required")):
        return text
    return f"{text} {CHANGED}".strip()


def _chosen(item: Tag) -> list[str]:
    options = [option.get("value", option.text) for option in item.find_all("option")]
    chosen = [option.get("value", option.text) for option in item.find_all("option", selected=True)]
    chosen = [value for value in chosen if value] or [value for value in options if value][-1:]
    return chosen if item.has_attr("multiple") else chosen[:1]


def _file(name: str) -> SimpleUploadedFile:
    image = get_test_image_file(filename="anh-moi.png", colour="red", size=(40, 30))
    return SimpleUploadedFile("anh-moi.png", image.file.getvalue(), "image/png")
