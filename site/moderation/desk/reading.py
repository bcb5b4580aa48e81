"""An object as its readers meet it: sections in the order of the editor, made of words, pictures and settings.

Comparison, warnings, excerpts and thumbnails all read objects through this, so none of them needs to know a kind of
content.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel, get_edit_handler
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import COMMENTS_RELATION_NAME, Page

from common.templatetags.school import shortdate
from moderation import registry
from moderation.desk.markup import lines_of

_ALT = "alt_text"
_READ = "_sections_as_read"
# Of Wagtail's own columns these are content; the rest is bookkeeping of the tree, of drafts and of locks.
_WAGTAILS_CONTENT = {"title", "slug", "seo_title", "search_description", "show_in_menus", "go_live_at", "expire_at"}
_WAGTAILS_OWN = {each.name for each in Page._meta.concrete_fields} - _WAGTAILS_CONTENT | {"page_ptr", "sort_order"}


@dataclass
class Value:
    """One thing that is read. `raw` is what is compared; `text` and `picture` are what is shown."""

    name: str
    label: str
    raw: Any = None
    text: str = ""
    html: str = ""  # where it is rich text
    prose: bool = False  # words to be compared one by one
    running: bool = False  # running text, not a line of its own
    picture: int | None = None
    alt: str = ""
    is_picture: bool = False
    page: int | None = None  # where it leads to one of our pages
    missing: bool = False  # something was chosen here that is no longer there


@dataclass
class Entry:
    """One of the things in a section: the only one of a field, a block of a text, a photo of a gallery."""

    key: str
    label: str
    values: list[Value]
    sections: list["Section"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of this entry, a line for each value."""
        return "\n".join(value.text for value in self.all_values() if value.text)

    @property
    def fingerprint(self) -> tuple:
        """What makes two entries the same to a reader."""
        own = tuple((value.name, str(value.raw)) for value in self.values)
        return (self.label, own, *(entry.fingerprint for section in self.sections for entry in section.entries))

    def all_values(self) -> Iterator[Value]:
        """The values of this entry and of those inside it, in the order of reading."""
        yield from self.values
        for section in self.sections:
            for entry in section.entries:
                yield from entry.all_values()


@dataclass
class Section:
    """What the editor shows under one heading."""

    name: str
    label: str
    entries: list[Entry]
    listed: bool = False  # whether its entries stand in a row, each by itself


def sections_of(item: models.Model) -> list[Section]:
    """Return `item` as its readers meet it. It is read once: comparison, checks and list all ask for it."""
    if _READ not in item.__dict__:
        subject = registry.subject_of(item)
        item.__dict__[_READ] = _sections(item, subject.private if subject else frozenset())
    return item.__dict__[_READ]


def values_of(item: models.Model) -> Iterator[Value]:
    """Yield everything that is read in `item`, in order."""
    for section in sections_of(item):
        for entry in section.entries:
            yield from entry.all_values()


def excerpt_of(item: models.Model, words: int) -> str:
    """Return the first `words` words of the text, without the title."""
    said = running_words(item)
    return " ".join(said[:words]) + (" …" if len(said) > words else "")


def running_words(item: models.Model) -> list[str]:
    """Return the words of the running text: no titles, no captions, nothing that only search engines read."""
    texts = [
        value.text
        for section in sections_of(item)
        if section.name not in _WAGTAILS_CONTENT
        for entry in section.entries
        if not any(value.is_picture for value in entry.all_values())
        for value in entry.all_values()
        if value.running
    ]
    return " ".join(texts).split()


# --- Fields -------------------------------------------------------------------------------------------------------


def _sections(item: models.Model, private: frozenset[str]) -> list[Section]:
    found = []
    for name, label in _reading_order(type(item)).items():
        if name in private:
            continue
        section = _section(item, name, label)
        if section:
            found.append(section)
    return found


@cache
def _reading_order(model: type[models.Model]) -> dict[str, str]:
    """Return the names of what is read of `model` with their headings: first as the editor has it, then the rest."""
    order: dict[str, str] = {}
    fields = {each.name for each in model._meta.get_fields()}  # a form may have others, which fill something else
    for panel in _panels(_handler(model)):
        if isinstance(panel, FieldPanel) and panel.field_name in fields and _is_content(model, panel.field_name):
            order.setdefault(panel.field_name, _heading(panel, model._meta.get_field(panel.field_name)))
        elif isinstance(panel, InlinePanel) and panel.relation_name != COMMENTS_RELATION_NAME:
            order.setdefault(panel.relation_name, str(panel.heading))
    for each in (*model._meta.concrete_fields, *registry.links_of(model)):
        if _is_content(model, each.name):
            order.setdefault(each.name, _name(each))
    for relation in registry.children_of(model):
        label = capfirst(str(relation.related_model._meta.verbose_name_plural))
        order.setdefault(relation.get_accessor_name(), label)
    return order


@cache
def _names_of_children(model: type[models.Model]) -> dict[str, str]:
    """Return what the editor calls one child of each relation: {"photos": "Ảnh"}."""
    inline = (panel for panel in _panels(_handler(model)) if isinstance(panel, InlinePanel))
    return {panel.relation_name: capfirst(str(panel.label)) for panel in inline if panel.label}


def _handler(model: type[models.Model]) -> Panel:
    return model.get_edit_handler() if issubclass(model, Page) else get_edit_handler(model)


def _heading(panel: FieldPanel, each: models.Field) -> str:
    return str(panel.heading or _name(each))


def _name(each: models.Field) -> str:
    return capfirst(str(each.verbose_name))


def _panels(panel: Panel) -> Iterator[Panel]:
    yield panel
    for child in getattr(panel, "children", ()):
        yield from _panels(child)


def _is_content(model: type[models.Model], name: str) -> bool:
    each = model._meta.get_field(name)
    technical = isinstance(each, ParentalKey | models.AutoField | models.UUIDField | models.OneToOneField)
    return each.editable and not technical and each.name not in _WAGTAILS_OWN


def _section(item: models.Model, name: str, label: str) -> Section | None:
    relations = {relation.get_accessor_name() for relation in registry.children_of(type(item))}
    if name in relations:
        called = _names_of_children(type(item)).get(name, "")
        children = [_child(child, called) for child in getattr(item, name).all()]
        return Section(name, label, children, listed=True)
    each = item._meta.get_field(name)
    if isinstance(each, StreamField):
        stream = each.value_from_object(item) or ()
        return Section(name, label, [_block_entry(child) for child in stream], listed=True)
    if isinstance(each, ParentalManyToManyField):
        chosen = [Entry(str(one.pk), "", [Value(name, "", one.pk, str(one))]) for one in getattr(item, name).all()]
        return Section(name, label, chosen, listed=True)
    return Section(name, label, [Entry(name, "", [_value(item, each, label)])])


def _child(child: models.Model, called: str) -> Entry:
    alt = getattr(child, _ALT, "")
    names = _reading_order(type(child))
    fields = {each.name: each for each in child._meta.concrete_fields}
    values = [_value(child, fields[name], label, alt) for name, label in names.items() if name in fields]
    parts = [section for section in _sections(child, frozenset()) if section.listed]
    key = getattr(child, "key", None) or child.pk or ""
    return Entry(str(key), called or capfirst(str(child._meta.verbose_name)), values, parts)


def _value(item: models.Model, each: models.Field, label: str, alt: str = "") -> Value:
    raw = each.value_from_object(item)
    value = Value(each.name, label, raw)
    if isinstance(each, models.ForeignKey) and issubclass(each.related_model, get_image_model()):
        value.is_picture, value.picture, value.alt = True, raw, alt
    elif isinstance(each, models.ForeignKey):
        chosen = getattr(item, each.name) if raw else None
        value.text = str(chosen) if chosen else ""
        value.page = raw if isinstance(chosen, Page) else None
    elif isinstance(each, RichTextField):
        value.html, value.text = raw or "", lines_of(raw or "")
        value.prose = value.running = True
    elif hasattr(each, "in_words"):
        value.text = each.in_words(item)
    elif each.choices:
        value.text = str(dict(each.flatchoices).get(raw, "")) if raw else ""
    else:
        value.text = in_words(raw)
        value.running = isinstance(each, models.TextField)
        value.prose = value.running or (isinstance(each, models.CharField) and not isinstance(each, models.SlugField))
    return value


def in_words(raw: Any) -> str:
    """Return a setting as a person says it: yes and no, dates as Vietnam writes them, "" for nothing."""
    if isinstance(raw, bool):
        return _("yes") if raw else _("no")
    if isinstance(raw, datetime.datetime):
        return date_format(timezone.localtime(raw) if timezone.is_aware(raw) else raw, "SHORT_DATETIME_FORMAT")
    if isinstance(raw, datetime.date):
        return shortdate(raw)
    return "" if raw is None else str(raw)


# --- Blocks -------------------------------------------------------------------------------------------------------


def _block_entry(child: Any) -> Entry:
    """Return one block of a stream or a list."""
    return _entry(child.block, child.value, getattr(child, "id", None) or "")


def _entry(block: blocks.Block, value: Any, key: str = "") -> Entry:
    entry = Entry(str(key), _label(block), [])
    for name, label, part, inside, alt in _parts(block, value):
        if isinstance(part, blocks.ListBlock):
            entry.sections.append(Section(name, label, [_block_entry(one) for one in inside.bound_blocks], listed=True))
        elif isinstance(part, blocks.StreamBlock):
            entry.sections.append(Section(name, label, [_block_entry(one) for one in inside], listed=True))
        else:
            entry.values.append(_block_value(part, inside, name, label, alt))
    return entry


def _parts(block: blocks.Block, value: Any) -> Iterator[tuple[str, str, blocks.Block, Any, str]]:
    """Yield (name, label, block, value, alternative text) of what stands in `block`; itself where it has no parts."""
    if not isinstance(block, blocks.StructBlock):
        yield "", _label(block), block, value, ""
        return
    alt = value.get(_ALT) or ""
    for name, part in block.child_blocks.items():
        if isinstance(part, blocks.StructBlock):
            yield from _parts(part, value[name])
        else:
            yield name, _label(part), part, value.get(name), alt


def _block_value(block: blocks.Block, inside: Any, name: str, label: str, alt: str) -> Value:
    value = Value(name, label, inside)
    if isinstance(block, ImageChooserBlock):
        value.is_picture, value.picture, value.alt = True, getattr(inside, "pk", None), alt
        value.raw, value.missing = value.picture, inside is None and block.required
    elif isinstance(block, blocks.ChooserBlock):
        value.raw, value.text = getattr(inside, "pk", None), str(inside or "")
        value.missing = inside is None and block.required
        value.page = value.raw if isinstance(inside, Page) else None
    elif isinstance(block, blocks.RichTextBlock):
        value.html = value.raw = inside.source
        value.text = lines_of(inside.source)
        value.prose = value.running = True
    elif isinstance(block, TypedTableBlock):
        value.raw = value.text = _table(inside)
        value.prose = True
    elif isinstance(block, blocks.ChoiceBlock):
        value.text = str(dict(block.field.choices).get(inside, inside or ""))
    else:
        value.text = in_words(inside)
        value.running = isinstance(block, blocks.TextBlock)
        value.prose = value.running or isinstance(block, blocks.CharBlock)
    return value


def _table(table: Any) -> str:
    if table is None:
        return ""
    heads = [column["heading"] or "" for column in table.columns]
    rows = [[in_words(cell.value) for cell in row] for row in table.rows]
    return "\n".join(" | ".join(row) for row in ([table.caption or ""], heads, *rows) if any(row))


def _label(block: blocks.Block) -> str:
    return capfirst(str(block.label))
