"""Captions of a film (WebVTT), read before a phone would find out that they are none: https://www.w3.org/TR/webvtt1/"""

import re
from collections.abc import Iterator

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

LARGEST_CAPTIONS = 256 * 1024  # bytes: two hours of talk
ARROW = "-->"
_HEAD = re.compile(r"WEBVTT(?:[ \t].*)?")
_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?", re.ASCII)
_NOT_SHOWN = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
Block = tuple[int, list[str]]  # number of its first line, counted from 1, and its lines


def captions_fault(content: bytes) -> str:
    """Return why `content` is no WebVTT that shows something, in a sentence that names the line; "" where it is."""
    if len(content) > LARGEST_CAPTIONS:
        return _("These captions are too large: at most %(limit)s.") % {"limit": filesizeformat(LARGEST_CAPTIONS)}
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _("These captions are not in UTF-8. Save the file again with that encoding, or accents would be lost.")
    lines = re.split(r"\r\n|\r|\n", text)
    if "\0" in text or not _HEAD.fullmatch(lines[0]):
        return _("This file is no WebVTT: its first line has to be WEBVTT.")
    return _fault_of_cues(lines)


def _fault_of_cues(lines: list[str]) -> str:
    shown = 0
    for number, block in _blocks(lines):
        if number == 1 or (_NOT_SHOWN.fullmatch(block[0]) and not any(ARROW in line for line in block)):
            continue
        place = 0 if ARROW in block[0] else 1  # a cue may have a name above its times
        if not _is_in_time(block[place] if place < len(block) else ""):
            return _("Line %(number)d of the captions should say when, for example 00:01.000 --> 00:04.000.") % {
                "number": number + min(place, len(block) - 1)
            }
        shown += 1
    return "" if shown else _("These captions say nothing: there is no line with a time.")


def _blocks(lines: list[str]) -> Iterator[Block]:
    """Yield what stands between empty lines."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _is_in_time(line: str) -> bool:
    """Say whether `line` names a moment and a later one."""
    found = _TIMES.fullmatch(line)
    if not found:
        return False
    numbers = [int(number or 0) for number in found.groups()]
    return numbers[:4] < numbers[4:]
