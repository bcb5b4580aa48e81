"""Filling in whatever form a page shows, as somebody would who changes everything and presses every button."""

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, SoupStrainer, Tag
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from wagtail.images.tests.utils import get_test_image_file

_PLAIN = {"text", "search", "email", "url", "tel", "number", None}
_NUMBERS = re.compile(r"[\d/:. -]+")
_KEPT = ("csrfmiddlewaretoken", "-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS", "-id", "-ORDER")
PUBLISH = {"action-publish": "1"}  # pressed even where no such button is shown
CHANGED = "Nội dung sửa"
DAY = "2026-01-05"
PAPER = {"consent_reference": "PĐY-1/2026", "consent_date": DAY}  # what stands on a consent form
PASSWORD = "mat-khau-thu-2026"
COMMENT = {
    "comments-TOTAL_FORMS": "1",
    "comments-0-text": "Xem lại tên bài.",
    "comments-0-contentpath": "title",
    "comments-0-position": "",
    "comments-0-DELETE": "",
    "comments-0-resolved": "",
    "comments-0-id": "",
    "comments-0-replies-TOTAL_FORMS": "0",
    "comments-0-replies-INITIAL_FORMS": "0",
    "comments-0-replies-MIN_NUM_FORMS": "0",
    "comments-0-replies-MAX_NUM_FORMS": "",
}


def payloads(html: str, address: str, chosen: dict[str, str]) -> Iterator[QueryDict]:
    """Yield what the forms on the page would send to the page itself, once for every button and for hidden ones.

    `chosen` has the values of empty fields that a script fills in, by the end of their names.
    """
    if "<form" not in html:
        return
    own = {None, "", address, address.partition("?")[0]}
    for form in BeautifulSoup(html, "html.parser", parse_only=SoupStrainer("form")).find_all("form"):
        if (form.get("method") or "get").lower() != "post" or form.get("action") not in own:
            continue
        filled = _filled(form, address)
        for name in [name for name, value in filled.items() if value == ""]:
            filled[name] = chosen.get(name.rpartition("-")[2], "")
        for pressed in _pressed(form):
            data = filled.copy()
            data.update(pressed)
            yield data


def _pressed(form: Tag) -> list[dict[str, str]]:
    """Return what pressing each button adds. Without a button that acts, the hidden one is as good as none."""
    buttons = [button for button in form.find_all("button") if button.get("name")]
    buttons += [button for button in form.find_all("input", type="submit") if button.get("name")]
    named = [{button["name"]: button.get("value") or "1"} for button in buttons]
    return [{}, *named, PUBLISH] if named else [PUBLISH]


def _filled(form: Tag, address: str) -> QueryDict:
    data = QueryDict("body-count=0", mutable=True)  # a stream's fields are drawn by script and not in the page
    for item in form.find_all(["input", "textarea", "select"]):
        name = item.get("name")
        if name and not item.has_attr("disabled"):
            for value in _values(item, name, address):
                data.appendlist(name, value)
    for item in form.find_all("input", type="radio"):
        data.setdefault(item["name"], item.get("value", "on"))  # where none is chosen beforehand
    if "comments-TOTAL_FORMS" in data:
        for name, value in COMMENT.items():
            data[name] = value
    return data


def _values(item: Tag, name: str, address: str) -> list[Any]:
    if item.name == "select":
        return _chosen(item)
    if item.name == "textarea":
        return [_reworded(item, item.text)]
    if item.get("type") == "file":
        return [_file("document" in address)]
    return _entered(item, name, item.get("type"))


def _entered(item: Tag, name: str, kind: str | None) -> list[Any]:
    if kind in {"checkbox", "radio"}:
        return [item.get("value", "on")] if kind == "checkbox" or item.has_attr("checked") else []
    if kind == "password":
        return [PASSWORD] if item.has_attr("required") else []
    if kind in _PLAIN and not name.endswith(_KEPT):
        return [PAPER.get(name) or _changed(item, name)]
    return [item.get("value", "")]


def _changed(item: Tag, name: str) -> str:
    value = item.get("value", "")
    if "slug" in name or "path" in name:
        return f"{value or 'dia-chi'}-sua"
    if name == "username":
        return f"{value or 'nguoi'}-moi"
    if name.endswith("_on") and not value and (item.has_attr("required") or name == "starts_on"):
        return DAY
    if item.get("type") == "url":
        return "https://dai.example/sua"
    if item.get("type") == "email" or name.endswith("email"):
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


def _file(of_documents: bool) -> SimpleUploadedFile:
    if of_documents:
        return SimpleUploadedFile("tep-moi.pdf", b"%PDF-1.4 moi", "application/pdf")
    image = get_test_image_file(filename="anh-moi.png", colour="red", size=(40, 30))
    return SimpleUploadedFile("anh-moi.png", image.file.getvalue(), "image/png")
