"""What a request would change for parents: which page, where, what lies below, what leads to it, what goes along."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, ProtectedError, RestrictedError
from django.utils.text import capfirst
from wagtail.models import Page, ReferenceIndex

from moderation import consequences, registry
from moderation.desk.facts import Fact, facts_about
from moderation.links import preview_path
from moderation.models import PublicUse
from moderation.models.request import RequestKind
from moderation.registry import kind_of
from moderation.requests import subjects
from moderation.requests.wishes import Wish

SHOWN = 12


@dataclass(frozen=True)
class Mention:
    """One object in a list: "Bài viết: Ngày hội", with the address at which parents read it."""

    kind: str
    title: str
    url: str = ""

    @classmethod
    def of(cls, item: Model) -> "Mention":
        """Name `item`."""
        return cls(capfirst(str(item._meta.verbose_name)), str(item), address_of(item))


@dataclass(frozen=True)
class Several:
    """The first of many, and how many more there are."""

    shown: list[Mention] = field(default_factory=list)
    more: int = 0

    @classmethod
    def of(cls, items: Iterable[Model]) -> "Several":
        """Name the first `SHOWN` of `items`."""
        listed = list(items)
        return cls([Mention.of(item) for item in listed[:SHOWN]], max(len(listed) - SHOWN, 0))

    def __len__(self) -> int:
        return len(self.shown) + self.more


@dataclass(frozen=True)
class Effects:
    """What to know before asking or deciding."""

    item: Mention
    facts: list[Fact]
    below: Several
    leading_here: Several
    changed: Several
    new_place: Mention | None = None
    new_address: str = ""
    preview_url: str = ""


def effects_of(wish: Wish, item: Model, data: dict[str, Any]) -> Effects:
    """Look up everything that carrying out `wish` would change."""
    target = wish.target(data) if wish.kind == RequestKind.MOVE and "target" in data else None
    changed = _changed_by_deleting(item) if wish.kind == RequestKind.DELETE else []
    return Effects(
        item=Mention.of(item),
        facts=[] if subjects.is_file(item) else facts_about(item),
        below=Several.of(_public_below(item)),
        leading_here=Several.of(each for each in _leading_to(item) if each not in changed),
        changed=Several.of(changed),
        new_place=Mention.of(target) if target else None,
        new_address=f"{address_of(target)}{item.slug}/" if target else "",
        preview_url=_preview_url(wish, item),
    )


def address_of(item: Model) -> str:
    """Return where parents read `item`, "" where it is not public or has no page of its own."""
    is_live = getattr(item, "live", False)
    return (getattr(item, "url", "") or "") if is_live and not subjects.is_file(item) else ""


def _public_below(item: Model) -> Iterable[Model]:
    return item.get_descendants().live().specific().order_by("path") if isinstance(item, Page) else ()


def _leading_to(item: Model) -> list[Model]:
    """Return the public objects that show a file, or lead to or name something."""
    if subjects.is_file(item):
        uses = PublicUse.objects.filter(kind=kind_of(item), key=item.pk).values_list("owner_kind", "owner_key")
        found = [subjects.find(kind, key) for kind, key in uses.order_by("owner_kind", "owner_key")]
    else:
        found = [source for source, _references in ReferenceIndex.get_grouped_references_to(item)]
        found = [each.specific if isinstance(each, Page) else each for each in found]
    return [each for each in found if _is_shown(each) and each != item]


def _is_shown(item: Model | None) -> bool:
    subject = registry.subject_of(item) if item else None
    return subject is not None and bool(subject.live) and getattr(item, subject.live)


def _changed_by_deleting(item: Model) -> list[Model]:
    try:
        return consequences.of_deleting(item).changed
    except (ProtectedError, RestrictedError):
        return []


def _preview_url(wish: Wish, item: Model) -> str:
    """Return where the version is read that would be put back."""
    if wish.kind != RequestKind.RESTORE or subjects.is_file(item):
        return ""
    version = wish.version(item)
    return preview_path(item, version.pk) if version else ""
