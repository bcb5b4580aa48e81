"""The ledger of decisions, what stands because of them, and the grants that the guard looks for."""

import datetime
import hashlib
import json
from typing import Any, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

DIGEST_LENGTH = 64  # SHA-256 in hexadecimal
BEGINNING = "0" * DIGEST_LENGTH  # what stands before the first record


class Act(models.TextChoices):
    """What was decided. What it made public has a content hash in its record, what it took away has none."""

    SETUP = "setup", _("set up with the software")
    APPROVED = "approved", _("approved")
    ISSUED = "issued", _("issued in own name")
    SCHEDULED = "scheduled", _("approved for a later moment")
    WENT_LIVE = "went_live", _("appeared at the approved moment")
    EXPIRED = "expired", _("ended at the approved moment")
    UNPUBLISHED = "unpublished", _("taken down")
    DELETED = "deleted", _("deleted")
    MOVED = "moved", _("moved")
    WITHDRAWN = "withdrawn", _("withdrawn for safety")
    RESTORED = "restored", _("put back")
    UNDONE = "undone", _("undone")
    APPOINTED = "appointed", _("appointed as approver")
    DISMISSED = "dismissed", _("no longer approver")
    CARRIED = "carried", _("carried along")
    RESEALED = "resealed", _("sealed again after an upgrade")
    BROKEN_GLASS = "broken_glass", _("emergency exception")


# These say something and change nothing that the public sees.
WITHOUT_EFFECT = (Act.SCHEDULED, Act.BROKEN_GLASS)


class _CanonicalEncoder(DjangoJSONEncoder):
    """Tells every moment in milliseconds, the full second too: a copy of the database made as JSON keeps no more."""

    def default(self, o: Any) -> Any:
        if isinstance(o, datetime.datetime):
            return o.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return super().default(o)


def digest(content: Any) -> str:
    """Return the SHA-256 of `content` as canonical JSON: sorted keys, no spaces, dates as ISO."""
    text = json.dumps(content, cls=_CanonicalEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


class ApprovalQuerySet(models.QuerySet):
    """Records by what they are about."""

    def about(self, kind: str, key: int) -> Self:
        """The history of one object, newest first."""
        return self.filter(kind=kind, key=key).order_by("-number")

    def with_effect(self) -> Self:
        """Records that changed what the public sees."""
        return self.exclude(act__in=WITHOUT_EFFECT)


class Approval(models.Model):
    """One decision, never changed and never deleted.

    `kind` and `key` name the object (every page is "wagtailcore.page"); `revision_hash` is the SHA-256 of the frozen
    revision's JSON, `content_hash` that of the public columns as they were re-read after publishing, "" where nothing
    public was left; `files` maps "kind:key" of each file used to its SHA-256. `previous` is the hash of the record
    before, and unique, so that two approvers cannot fork the chain.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    act = models.CharField(max_length=20, choices=Act.choices)
    kind = models.CharField(max_length=100)
    key = models.BigIntegerField()
    label = models.CharField(max_length=255)
    revision_id = models.BigIntegerField(null=True)
    revision_hash = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    content_hash = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    files = models.JSONField(default=dict)
    authors = models.JSONField(default=list)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by_name = models.CharField(max_length=255, blank=True)
    on_behalf_of = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=255, blank=True)
    comment = models.TextField(blank=True)
    batch = models.UUIDField(null=True, db_index=True)
    requested_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    previous = models.CharField(max_length=DIGEST_LENGTH, unique=True)
    hash = models.CharField(max_length=DIGEST_LENGTH, unique=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["number"]
        indexes = [models.Index(fields=["kind", "key", "number"], name="history_of_an_object")]

    def __str__(self) -> str:
        return f"{self.number}: {self.label}, {self.get_act_display()}"

    def seal(self) -> str:
        """Return the hash that this record has to have."""
        values = {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields}
        del values["hash"]
        # Databases differ in how finely they tell time, and both keep microseconds.
        return digest({name: str(value) if isinstance(value, int) else value for name, value in values.items()})

    @property
    def leaves_public(self) -> bool:
        """Whether its object is public after this decision."""
        return bool(self.content_hash)


class StandingQuerySet(models.QuerySet):
    """What stands by whether it may be shown."""

    def sound(self) -> Self:
        """What no verification has found fault with."""
        return self.filter(suspect_since=None)


class Standing(models.Model):
    """What is public now: one row for each object whose last decision left it public.

    It follows from the ledger and is kept because `.public()` asks for it in every query. `suspect_since` is set by
    the verification; what is suspect is not served.
    """

    kind = models.CharField(max_length=100)
    key = models.BigIntegerField()
    approval = models.OneToOneField(Approval, on_delete=models.PROTECT, related_name="standing")
    revision_id = models.BigIntegerField(null=True)
    suspect_since = models.DateTimeField(null=True)
    suspect_why = models.CharField(max_length=255, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_standing_for_an_object")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class PublicUseQuerySet(models.QuerySet):
    """Uses of files by whether they may be shown."""

    def sound(self) -> Self:
        """Those of objects, and of files, that no verification has found fault with."""
        owner = Standing.objects.sound().filter(kind=models.OuterRef("owner_kind"), key=models.OuterRef("owner_key"))
        return self.filter(models.Exists(owner), suspect_since=None)


class PublicUse(models.Model):
    """A file that a public object uses. While there is such a row, the file is public and cannot be changed.

    `sha256` covers its bytes and what is said of it. `suspect_since` is set by the verification, as in `Standing`.
    """

    owner_kind = models.CharField(max_length=100)
    owner_key = models.BigIntegerField()
    kind = models.CharField(max_length=100)
    key = models.BigIntegerField()
    sha256 = models.CharField(max_length=DIGEST_LENGTH)
    suspect_since = models.DateTimeField(null=True)

    objects = PublicUseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_kind", "owner_key", "kind", "key"], name="one_use_of_a_file")
        ]
        indexes = [models.Index(fields=["kind", "key"], name="uses_of_a_file")]

    def __str__(self) -> str:
        return f"{self.owner_kind} {self.owner_key}: {self.kind} {self.key}"


class Grant(models.Model):
    """Leave to write one live object. It is made and taken back inside one transaction, so nobody ever sees one.

    `nowhere` points to a grant that never is, which databases look at when a transaction ends: a grant that has not
    been taken back by then cannot be committed.
    """

    kind = models.CharField(max_length=100)
    key = models.BigIntegerField()
    nowhere = models.ForeignKey("self", on_delete=models.DO_NOTHING, related_name="+", default=0, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_grant_for_an_object")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
