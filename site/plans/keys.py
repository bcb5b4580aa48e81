"""Keys of plan items: minted once, carried by the form, synced to rows that are never deleted."""

import uuid
from collections.abc import Iterable

from common.text import nfc
from plans.choices import Audience, ItemKind


def mint_keys(parts: Iterable) -> None:
    """Give every part without a key, or with one already used above it, a new key, and a place to one that has none.

    Only a form's formset numbers children by itself, and a database may return unnumbered ones in any order.
    """
    seen: set[uuid.UUID] = set()
    for place, part in enumerate(parts):
        if part.sort_order is None:
            part.sort_order = place
        if part.key is None or part.key in seen:
            part.key = uuid.uuid4()
        seen.add(part.key)


def sync_items(page: object, parts: dict[ItemKind, list], *, published: bool) -> None:
    """Bring the PlanItem rows that `page` holds in step with `parts` (kind → keyed children in order).

    A draft only adds rows: what visitors and teachers see changes when the page is published, and only then do
    items that left the plan retire.
    """
    from plans.models import PlanItem

    known = {item.key: item for item in PlanItem.objects.filter(holder_id=page.pk)}
    present = set()
    for kind, children in parts.items():
        for position, child in enumerate(children, start=1):
            present.add(child.key)
            item = known.get(child.key) or PlanItem(holder_id=page.pk, key=child.key, kind=kind, plan=page.items_plan)
            if item.pk is None or published:
                item.title = nfc(str(child))
                item.number = str(position) if kind == ItemKind.AREA else ""
                item.position = position
                item.internal = getattr(child, "audience", "") == Audience.INTERNAL
                item.published = item.published or published
                item.retired_at = None
                item.save()
    if published:
        for key, item in known.items():
            if key not in present and item.retired_at is None:
                item.retire()
