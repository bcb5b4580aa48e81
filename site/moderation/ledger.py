"""Writing the ledger: one chain, one record after the other."""

from typing import Any

from django.db import connection

from moderation.models import Approval, Standing
from moderation.models.ledger import BEGINNING
from moderation.signals import standing_changed

_LOCK = 7_241_115  # any number, as long as nobody else on this database takes the same


def append(**values: Any) -> Approval:
    """Add a record to the chain. Run inside the transaction of the act, with a grant for its object."""
    _wait_for_the_pen()
    last = Approval.objects.order_by("-number").first()
    values["label"] = values["label"][:255]
    record = Approval(
        number=last.number + 1 if last else 1,
        previous=last.hash if last else BEGINNING,
        **values,
    )
    record.hash = record.seal()
    record.save(force_insert=True)
    return record


def stand(record: Approval) -> None:
    """Let what `record` left public stand, or no longer stand where it left nothing."""
    _note(record)
    standing_changed.send(sender=Standing, record=record)


def _note(record: Approval) -> None:
    if not record.leaves_public:
        Standing.objects.filter(kind=record.kind, key=record.key).delete()
        return
    standing = Standing(kind=record.kind, key=record.key, approval=record, revision_id=record.revision_id)
    columns = ["approval", "revision_id", "suspect_since", "suspect_why"]
    Standing.objects.bulk_create(
        [standing], update_conflicts=True, unique_fields=["kind", "key"], update_fields=columns
    )


def head() -> Approval | None:
    """Return the newest record."""
    return Approval.objects.order_by("-number").first()


def _wait_for_the_pen() -> None:
    """Let only one transaction at a time write. SQLite knows no other way."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
