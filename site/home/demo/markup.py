"""The small markup in which the demo school's articles are written, turned into blocks of a body.

A blank line parts paragraphs; "## " is a heading, "> … — who" a quote, "- " a list, "| a | b |" a table,
"![key] caption" a photo, "[[photos: key, key]]" several; **bold** and _italic_ inside text.
"""

import html
import re
from collections.abc import Callable
from itertools import groupby
from typing import Any

Block = dict[str, Any]
_PHOTO = re.compile(r"!\[([\w-]+)\]\s*(.*)", re.DOTALL)
_PHOTOS = re.compile(r"\[\[photos:\s*(.+?)\]\]", re.DOTALL)
_RULE = re.compile(r"\|?[\s:|-]+\|?")


def to_blocks(text: str, photo_pk: Callable[[str], int]) -> list[Block]:
    """Return the raw stream data of `text`; `photo_pk` gives the primary key of the photo of a picture."""
    chunks = [chunk.strip() for chunk in re.split(r"\n\s*\n", text.strip())]
    blocks = [_block(chunk, photo_pk) for chunk in chunks if chunk]
    return [merged for kind, group in groupby(blocks, key=lambda b: b["type"]) for merged in _merge(kind, list(group))]


def _merge(kind: str, blocks: list[Block]) -> list[Block]:
    """Put paragraphs that follow each other into one block of text."""
    if kind != "rich_text":
        return blocks
    return [{"type": kind, "value": "".join(block["value"] for block in blocks)}]


def _block(chunk: str, photo_pk: Callable[[str], int]) -> Block:
    if chunk.startswith("## "):
        return {"type": "heading", "value": chunk[3:].strip()}
    if chunk.startswith(">"):
        return {"type": "quote", "value": _quote(chunk)}
    if chunk.startswith("|"):
        return {"type": "table", "value": _table(chunk)}
    if match := _PHOTO.fullmatch(chunk):
        return {"type": "photo", "value": _photo(match[1], match[2].strip(), photo_pk)}
    if match := _PHOTOS.fullmatch(chunk):
        keys = [key.strip() for key in match[1].split(",")]
        values = [{"type": "item", "value": _photo(key, "", photo_pk)} for key in keys]
        return {"type": "photos", "value": values}
    return {"type": "rich_text", "value": _rich_text(chunk)}


def _photo(key: str, caption: str, photo_pk: Callable[[str], int]) -> Block:
    return {"image": photo_pk(key), "alt_text": "", "caption": caption}


def _quote(chunk: str) -> Block:
    words = " ".join(line.removeprefix(">").strip() for line in chunk.splitlines())
    text, _dash, attribution = words.rpartition(" — ")
    return {"text": text or words, "attribution": attribution if text else ""}


def _table(chunk: str) -> Block:
    rows = [line.strip().strip("|").split("|") for line in chunk.splitlines() if not _RULE.fullmatch(line.strip())]
    cells = [[re.sub(r"[*_]{1,2}", "", cell).strip() for cell in row] for row in rows]
    head, *body = cells
    return {
        "columns": [{"type": "text", "heading": heading} for heading in head],
        "rows": [{"values": row + [""] * (len(head) - len(row))} for row in body],
        "caption": "",
    }


def _rich_text(chunk: str) -> str:
    lines = chunk.splitlines()
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{_inline(line[2:])}</li>" for line in lines) + "</ul>"
    return f"<p>{'<br/>'.join(_inline(line) for line in lines)}</p>"


def _inline(text: str) -> str:
    escaped = html.escape(text, quote=False)
    bold = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escaped)
    return re.sub(r"(?<!\w)_(.+?)_(?!\w)", r"<i>\1</i>", bold)
