"""What an act leaves behind: its record in the ledger, what stands now, and which files are in public use."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Revision

from common.models import User
from moderation import ledger, registry
from moderation.content import content_hash, file_hash, files_used
from moderation.grants import Reference, held
from moderation.models import Act, Approval, PublicUse
from moderation.models.ledger import digest
from moderation.registry import kind_of
from moderation.signals import uses_changed


@dataclass(frozen=True)
class Decision:
    """Who decided what, in whose place and why. `by` is None where a moment came that had been approved."""

    act: Act
    by: User | None = None
    on_behalf_of: User | None = None
    basis: str = ""
    comment: str = ""
    batch: uuid.UUID | None = None
    requested_at: datetime | None = None
    authors: tuple[str, ...] = ()

    def as_values(self) -> dict[str, Any]:
        """Return the columns of the record that say who decided."""
        return {
            "act": self.act,
            "decided_by": self.by,
            "decided_by_name": self.by.get_full_name() if self.by else "",
            "on_behalf_of": self.on_behalf_of,
            "basis": self.basis,
            "comment": self.comment,
            "batch": self.batch,
            "requested_at": self.requested_at,
            "authors": list(self.authors),
        }


def seal(item: Model, decision: Decision, revision: Revision | None = None, act: Act | None = None) -> Approval:
    """Record that `item` is public as the database holds it now, and note the files it uses."""
    subject = registry.subject_of(item)
    used = _note_uses(item)
    record = ledger.append(
        kind=subject.kind,
        key=item.pk,
        label=str(item),
        revision_id=revision.pk if revision else None,
        revision_hash=digest(revision.content) if revision else "",
        content_hash=content_hash(subject, item.pk),
        files=used,
        **decision.as_values() | ({"act": act} if act else {}),
    )
    ledger.stand(record)
    return record


def note(item: Model, decision: Decision, act: Act, revision: Revision | None) -> Approval:
    """Record a decision that changes nothing public yet."""
    return ledger.append(
        kind=kind_of(item),
        key=item.pk,
        label=str(item),
        revision_id=revision.pk if revision else None,
        revision_hash=digest(revision.content) if revision else "",
        **decision.as_values() | {"act": act},
    )


def note_gone(item: Model, decision: Decision) -> Approval:
    """Record that nothing of `item` is public any more, and let go of the files it used."""
    kind = kind_of(item)
    uses = PublicUse.objects.filter(owner_kind=kind, owner_key=item.pk)
    changed = list(uses.values_list("kind", "key"))
    uses.delete()
    tell_of_uses(changed)
    record = ledger.append(kind=kind, key=item.pk, label=str(item), **decision.as_values())
    ledger.stand(record)
    return record


def _note_uses(item: Model) -> dict[str, str]:
    """Bring the uses of files in step with what `item` shows now. Return "kind:key" → SHA-256."""
    kind = kind_of(item)
    before = {(use.kind, use.key): use for use in PublicUse.objects.filter(owner_kind=kind, owner_key=item.pk)}
    now = set() if registry.subject_of(item).hidden(item) else files_used(item)
    begun = [
        PublicUse(owner_kind=kind, owner_key=item.pk, kind=file_kind, key=row.pk, sha256=_hash_of(row))
        for file_kind, row in _files(now - before.keys())
    ]
    PublicUse.objects.bulk_create(begun)
    ended = [use for reference, use in before.items() if reference not in now]
    if ended:
        PublicUse.objects.filter(pk__in=[use.pk for use in ended])._raw_delete(PublicUse.objects.db)
    tell_of_uses([(use.kind, use.key) for use in (*begun, *ended)])
    kept = [use for reference, use in before.items() if reference in now]
    return {f"{use.kind}:{use.key}": use.sha256 for use in (*begun, *kept)}


def _files(references: set[Reference]) -> Iterator[tuple[str, Model]]:
    """Yield (kind, row) of those that exist: rich text may link to a document that was deleted."""
    for file in registry.files():
        keys = sorted(key for kind, key in references if kind == file.kind)
        if keys:
            yield from ((file.kind, row) for row in file.model._base_manager.filter(pk__in=keys))


def _hash_of(row: Model) -> str:
    """Return the file's hash, from another use of it where there is one: a file in public use never changes."""
    used = PublicUse.objects.filter(kind=kind_of(row), key=row.pk).values_list("sha256", flat=True).first()
    return used or file_hash(row)


def tell_of_uses(references: Iterable[Reference]) -> None:
    """Tell whoever keeps the public folder, once the transaction is through."""
    references = set(references)
    for kind in {kind for kind, _key in references}:
        keys = sorted({key for each, key in references if each == kind})
        transaction.on_commit(lambda kind=kind, keys=keys: uses_changed.send(sender=PublicUse, kind=kind, keys=keys))


def by_kind(rows: Iterable[Model]) -> dict[str, list[int]]:
    """Return kind → keys of objects of any kinds."""
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(kind_of(row), []).append(row.pk)
    return found


@transaction.atomic
def record_row(item: Model, decision: Decision) -> Approval:
    """Write a row that has no drafts (a redirect, the site's front page) together with its record."""
    kind = kind_of(item)
    with held((kind, item.pk or 0)):
        item.save()
        with held((kind, item.pk)):
            return seal(item, decision)
