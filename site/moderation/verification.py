"""Does the public see exactly what the ledger approves? Every public object, file, trigger and record is compared."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from moderation import registry, sealing, triggers
from moderation.content import WITHDRAWN, content_hash, file_hash
from moderation.grants import held
from moderation.models import Act, Approval, Grant, PublicUse, Standing
from moderation.models.ledger import BEGINNING, digest
from moderation.registry import PAGE, Subject
from moderation.roles import APPROVERS, OFFICE, office_hash

Reference = tuple[str, int]


@dataclass(frozen=True)
class Fault:
    """One thing that does not hold: which object, what is wrong, since when at the earliest (if that is known).

    The object is not served as long as it has a fault that `covers` what the public sees of it.
    """

    kind: str
    key: int
    label: str
    what: str
    since: datetime | None = None
    covers: bool = True

    @property
    def object_name(self) -> str:
        """The object as the report names it."""
        return f"{self.kind} {self.key} “{self.label}”" if self.key else self.kind

    def as_dict(self) -> dict[str, str]:
        """Return {object, what, since} for machines."""
        return {"object": self.object_name, "what": self.what, "since": self.since.isoformat() if self.since else ""}

    def __str__(self) -> str:
        since = timezone.localtime(self.since).strftime("%d/%m/%Y %H:%M") if self.since else "?"
        return f"{self.object_name}, {self.what}, {since}"


def verify() -> list[Fault]:
    """Return everything that does not hold, and let what is suspect be served no longer until it holds again.

    What seems wrong is looked at twice: a decision may have come while one half was read and the other was not.
    """
    faults = list(_all_faults())
    if faults:
        seen = {(fault.kind, fault.key, fault.what) for fault in faults}
        faults = [fault for fault in _all_faults() if (fault.kind, fault.key, fault.what) in seen]
    mark_suspects(faults)
    return faults


@transaction.atomic
def mark_suspects(faults: list[Fault]) -> None:
    """Mark what stands, and which files, have a fault, and clear the marks of what has none any more."""
    suspects = {(fault.kind, fault.key): fault.what for fault in faults if fault.covers}
    changed = set()
    for each in Standing.objects.all():
        what = suspects.get((each.kind, each.key), "")
        if bool(what) != bool(each.suspect_since):
            each.suspect_why = what[:255]
            _mark(each, (each.kind, each.key), what)
            changed.add((each.kind, each.key))
    for use in PublicUse.objects.all():
        owner, file = (use.owner_kind, use.owner_key), (use.kind, use.key)
        if (file in suspects) != bool(use.suspect_since):
            _mark(use, owner, suspects.get(file, ""))
        elif owner not in changed:
            continue
        sealing.tell_of_uses([file])


def _mark(row: Standing | PublicUse, owner: Reference, what: str) -> None:
    row.suspect_since = timezone.now() if what else None
    if what:
        row.save()
        return
    with held(owner):
        row.save()


def _all_faults() -> Iterator[Fault]:
    yield from _trigger_faults()
    yield from _chain_faults()
    yield from _standing_faults()
    for subject in registry.subjects():
        yield from _subject_faults(subject)
    yield from _stray_pages()
    yield from _tree_faults()
    yield from _file_faults()
    yield from _office_faults()
    for proof in registry.proofs():
        for kind, key, label, what in proof():
            yield Fault(kind, key, label, what)
    for grant in Grant.objects.all():
        yield Fault(grant.kind, grant.key, "", _("a grant was left behind"))


def _trigger_faults() -> Iterator[Fault]:
    for name in triggers.faults():
        yield Fault(name, 0, "", _("the trigger is missing or altered"))


def _chain_faults() -> Iterator[Fault]:
    """Walk the chain. Each record that was changed, and each gap, is named; what it covers is suspect."""
    previous, number, made_at = BEGINNING, 0, None
    for record in Approval.objects.order_by("number").iterator():
        if record.seal() != record.hash:
            what = _("ledger record %(number)s was changed") % {"number": record.number}
            yield Fault(record.kind, record.key, record.label, what, record.made_at)
        elif record.previous != previous or record.number != number + 1:
            what = _("records are missing from the ledger before number %(number)s") % {"number": record.number}
            yield Fault("moderation.approval", record.number, record.label, what, made_at)
        previous, number, made_at = record.hash, record.number, record.made_at


def _standing_faults() -> Iterator[Fault]:
    """What stands has to follow from the ledger."""
    last: dict[Reference, Approval] = {}
    for record in Approval.objects.with_effect().order_by("number"):
        last[(record.kind, record.key)] = record
    standing = {(each.kind, each.key): each for each in Standing.objects.all()}
    for reference, each in standing.items():
        record = last.get(reference)
        if record is None or not record.leaves_public:
            yield Fault(*reference, record.label if record else "", _("stands without a decision"))
        elif (each.approval_id, each.revision_id) != (record.number, record.revision_id):
            yield Fault(*reference, record.label, _("what stands is not what was decided last"), record.made_at)
    for reference, record in last.items():
        if record.leaves_public and reference not in standing:
            yield Fault(*reference, record.label, _("was decided and does not stand"), record.made_at)


def _subject_faults(subject: Subject) -> Iterator[Fault]:
    """Every live object of one model has to be what its record says, and every standing one has to be there."""
    live = {subject.live: True} if subject.live else {}
    objects = {item.pk: item for item in subject.model._base_manager.filter(**live)}
    records = {
        each.key: each.approval
        for each in Standing.objects.filter(kind=subject.kind).select_related("approval")
        if not subject.is_page or each.key in objects
    }
    for key, item in objects.items():
        record = records.get(key)
        if record is None:
            yield Fault(subject.kind, key, str(item), _("is public and was never approved"), _changed_at(item))
            continue
        yield from _compared(subject, item, record)
    if not subject.is_page:
        for key in records.keys() - objects.keys():
            yield Fault(
                subject.kind, key, records[key].label, _("was approved and is not public"), records[key].made_at
            )


def _compared(subject: Subject, item: Model, record: Approval) -> Iterator[Fault]:
    since = record.made_at
    if subject.is_page and item.content_type_id != ContentType.objects.get_for_model(subject.model).pk:
        yield Fault(subject.kind, item.pk, str(item), _("is of another type than the approved one"), since)
    live_revision = getattr(item, "live_revision_id", None)
    if live_revision != record.revision_id:
        yield Fault(subject.kind, item.pk, str(item), _("shows another version than the approved one"), since)
    elif record.revision_id and not _is_as_approved(record):
        yield Fault(subject.kind, item.pk, str(item), _("the approved version was rewritten or is gone"), since)
    if content_hash(subject, item.pk) != record.content_hash:
        yield Fault(subject.kind, item.pk, str(item), _("differs from what was approved"), since)


def _is_as_approved(record: Approval) -> bool:
    content = Revision.objects.filter(pk=record.revision_id).values_list("content", flat=True).first()
    return content is not None and digest(content) == record.revision_hash


def _changed_at(item: Model) -> datetime | None:
    return getattr(item, "last_published_at", None)


def _stray_pages() -> Iterator[Fault]:
    """Pages that stand and are not live, and live pages of a type that nobody registered, or without its content."""
    live = set(Page.objects.filter(live=True).values_list("pk", flat=True))
    for each in Standing.objects.filter(kind=PAGE).exclude(key__in=live).select_related("approval"):
        yield Fault(PAGE, each.key, each.approval.label, _("was approved and is not public"), each.approval.made_at)
    whole: set[int] = set()
    for subject in registry.subjects():
        if subject.is_page:
            whole.update(subject.model._base_manager.filter(live=True).values_list("pk", flat=True))
    for page in Page.objects.filter(live=True, depth__gt=1).exclude(pk__in=whole):
        yield Fault(PAGE, page.pk, page.title, _("is public and was never approved"), page.last_published_at)


def _tree_faults() -> Iterator[Fault]:
    """The address of a public page follows from its slug and the pages above it, and the tree leads to it."""
    columns = ("pk", "path", "depth", "numchild", "slug", "url_path", "live", "title")
    pages = {page.path: page for page in Page.objects.order_by("path").only(*columns)}
    addresses: dict[str, str] = {}
    below = Counter(path[: -Page.steplen] for path in pages)
    for path, page in pages.items():
        above = addresses.get(path[: -Page.steplen])
        addresses[path] = "/" if above is None else f"{above}{page.slug}/"
        if page.live and page.url_path != addresses[path]:
            what = _("is found at another address than the approved one")
            yield Fault(PAGE, page.pk, page.title, what, _decided_on(PAGE, page.pk))
        if (page.depth, page.numchild) != (len(path) // Page.steplen, below[path]):
            yield Fault(
                PAGE, page.pk, page.title, _("has lost its place in the tree (manage.py fixtree)"), covers=False
            )


def _file_faults() -> Iterator[Fault]:
    """Files in public use are what they were when they were approved; withdrawn ones stay withdrawn."""
    for file in registry.files():
        uses = {use.key: use for use in PublicUse.objects.filter(kind=file.kind)}
        rows = file.model._base_manager.in_bulk(uses)
        for key, use in uses.items():
            row, since = rows.get(key), _decided_on(use.owner_kind, use.owner_key)
            if row is None:
                yield Fault(file.kind, key, "", _("a file in public use is gone"), since)
            elif file_hash(row) != use.sha256:
                what = _("the file, or what is said of it, is not the approved one")
                yield Fault(file.kind, key, str(row), what, since)
        yield from _withdrawal_faults(file)
    yield from _use_faults()


def _decided_on(kind: str, key: int) -> datetime | None:
    """Return when the object was last decided on: it was as approved then, whatever happened since."""
    return Approval.objects.about(kind, key).values_list("made_at", flat=True).first()


def _withdrawal_faults(file: registry.PublicFile) -> Iterator[Fault]:
    if WITHDRAWN not in {field.name for field in file.model._meta.fields}:
        return
    last = {record.key: record for record in Approval.objects.filter(kind=file.kind).order_by("number")}
    withdrawn = {key for key, record in last.items() if record.act == Act.WITHDRAWN}
    marked = set(file.model._base_manager.exclude(withdrawn_at=None).values_list("pk", flat=True))
    there = set(file.model._base_manager.filter(pk__in=withdrawn).values_list("pk", flat=True))
    for key in (withdrawn & there) - marked:
        yield Fault(file.kind, key, last[key].label, _("was withdrawn and is shown again"), last[key].made_at)
    for key in marked - withdrawn:
        yield Fault(file.kind, key, "", _("is hidden without a decision"))


def _use_faults() -> Iterator[Fault]:
    """The uses of files are those that the records name."""
    noted: dict[Reference, dict[str, str]] = {}
    for use in PublicUse.objects.all():
        noted.setdefault((use.owner_kind, use.owner_key), {})[f"{use.kind}:{use.key}"] = use.sha256
    for each in Standing.objects.select_related("approval"):
        if noted.pop((each.kind, each.key), {}) != each.approval.files:
            yield Fault(each.kind, each.key, each.approval.label, _("uses other files than the approved ones"))
    for kind, key in noted:
        yield Fault(kind, key, "", _("uses files and is not public"))


def _office_faults() -> Iterator[Fault]:
    for each in Standing.objects.filter(kind=OFFICE).select_related("approval"):
        sealed = each.approval.content_hash
        if sealed not in {office_hash(each.key, role) for role in APPROVERS}:
            yield Fault(OFFICE, each.key, each.approval.label, _("the appointment is not what was decided"))
