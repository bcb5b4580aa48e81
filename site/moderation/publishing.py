"""The only place where something becomes public, changes or disappears. Each act opens a grant, does what Wagtail does,
re-reads what the public now gets, writes the ledger and closes the grant: all in one transaction.
"""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision, WorkflowState

from common.models import User
from moderation import addresses, consequences, ledger, refusals, registry
from moderation.addresses import Address
from moderation.authority import authority_of
from moderation.content import content_hash, public_content
from moderation.grants import Reference, held
from moderation.guard import NotApproved
from moderation.models import Act, Approval, PrincipalApprovalTask, PublicUse, Standing
from moderation.models.ledger import digest
from moderation.models.task import authors_of
from moderation.registry import PAGE, kind_of
from moderation.sealing import Decision, by_kind, note, note_gone, record_row, seal, tell_of_uses
from moderation.signals import files_marked


@transaction.atomic
def finish(workflow_state: WorkflowState, user: User | None, batch: uuid.UUID | None = None) -> Approval:
    """Publish what was read in the step that `user` has just decided. Raise PermissionDenied where that was no right.

    Every way to an approval ends here, so the right is asked for here and not in a view.
    """
    state = workflow_state.current_task_state
    item = _locked_item_of(state.revision)
    authority = authority_of(user, item) if user else None
    authors = authors_of(item)
    wrote = user in authors
    if authority is None or not issubclass(state.task.specific_class, PrincipalApprovalTask):
        raise PermissionDenied(_("Only the principal's approval publishes."))
    if wrote and not authority.is_own:
        raise PermissionDenied(_("Nobody approves what they wrote themselves."))
    decision = Decision(
        act=Act.ISSUED if wrote else Act.APPROVED,
        by=user,
        on_behalf_of=authority.on_behalf_of,
        basis=authority.basis,
        comment=state.comment,
        batch=batch,
        requested_at=workflow_state.created_at,
        authors=tuple(author.get_full_name() for author in authors),
    )
    return _publish(item, state.revision, decision)


@transaction.atomic
def publish(revision: Revision, decision: Decision) -> Approval:
    """Make `revision` public, or plan it for its moment. Return the record. Aliases and old addresses go along.

    Raise NotAllowed where something in it may not be public whoever decides.
    """
    return _publish(_locked_item_of(revision), revision, decision)


def _publish(item: Model, revision: Revision, decision: Decision) -> Approval:
    """Publish `revision` of `item`, whose row is locked."""
    if connection.features.has_select_for_update:  # who was rewriting it when it was submitted has ended by now
        revision = Revision.objects.select_for_update(of=("self",)).get(pk=revision.pk)
    action = PublishPageRevisionAction if isinstance(item, Page) else PublishRevisionAction
    publishing = action(revision, user=decision.by)
    if decision.act in refusals.ASKED:
        refusals.require_none(publishing.object)
    aliases, address = _aliases(item), Address.of(item, revision)
    below = item.get_descendants() if address.changes else ()
    with held(*(_reference(each) for each in (item, *aliases, *below))):
        publishing.execute(skip_permission_checks=True)
        item = publishing.object
        if item.live_revision_id != revision.pk:
            return note(item, decision, Act.SCHEDULED, revision)
        record = seal(item, decision, revision)
        for alias in aliases:
            _forget_revision(alias)
            seal(type(alias).objects.get(pk=alias.pk), decision, act=Act.CARRIED)
        address.leave_redirects(decision)
    return record


@transaction.atomic
def unpublish(item: Model, decision: Decision, *, expired: bool = False) -> Approval:
    """Take `item` off the public site, or let it not appear at the moment that was planned. The draft stays."""
    item = locked(item)
    aliases = [alias for alias in _aliases(item) if alias.live]
    addresses.remember(item, *aliases)
    with held(*(_reference(each) for each in (item, *aliases))):
        action = UnpublishPageAction if isinstance(item, Page) else UnpublishAction
        action(item, user=decision.by, set_expired=expired).execute(skip_permission_checks=True)
        item.revisions.exclude(approved_go_live_at=None).update(approved_go_live_at=None)
        for alias in aliases:
            note_gone(alias, decision)
        return note_gone(item, decision)


@transaction.atomic
def delete(item: Model, decision: Decision) -> Approval:
    """Delete `item` for good, a page with everything below it. What is public and pointed there is sealed anew."""
    item = locked(item)
    along = replace(decision, act=Act.CARRIED)
    for alias in _aliases_elsewhere(item):
        unpublish(alias, along)
    effects = consequences.of_deleting(item)
    changed = [locked(each) for each in effects.changed]
    sound = {_reference(each) for each in changed if is_as_approved(each)}
    addresses.remember(item, *effects.gone)
    with held(_reference(item), *(_reference(each) for each in (*effects.gone, *changed))):
        for each in effects.gone:
            if _reference(each) != _reference(item):
                note_gone(each, decision if isinstance(each, Page) else along)
        record = note_gone(item, decision)
        if isinstance(item, Page):
            DeletePageAction(item, user=decision.by).execute(skip_permission_checks=True)
        else:
            item.delete()
        for each in changed:
            if _reference(each) in sound:
                now = type(each)._base_manager.get(pk=each.pk)
                seal(now, along, getattr(now, "live_revision", None))
    return record


@transaction.atomic
def move(page: Page, target: Page, decision: Decision) -> Approval:
    """Put a public page, with everything below it, under `target`. Old addresses lead to the new ones."""
    page = locked(page)
    if page.live and not is_as_approved(page):
        raise NotApproved(_("“%(item)s” is not as it was approved. Publish it anew first.") % {"item": page})
    address = Address.of(page)
    with held(*(_reference(each) for each in (page, *page.get_descendants()))):
        MovePageAction(page, target, pos="last-child", user=decision.by).execute(skip_permission_checks=True)
        page = type(page).objects.get(pk=page.pk)
        record = seal(page, decision, page.live_revision) if page.live else note(page, decision, Act.MOVED, None)
        address.leave_redirects(decision)
    return record


@transaction.atomic
def put_back(item: Model, decision: Decision) -> Approval:
    """Publish again what was last public of `item`. Raise ValueError where that is not there as it was approved."""
    last = last_public(item)
    revision = Revision.objects.filter(pk=last.revision_id).first() if last else None
    if revision is None or digest(revision.content) != last.revision_hash:
        raise ValueError(item)
    return publish(revision, decision)


@transaction.atomic
def undo(record: Approval, decision: Decision) -> Approval:
    """Make public again what stood before `record`, or nothing where nothing did."""
    item = object_of(record.kind, record.key)
    before = Approval.objects.about(record.kind, record.key).with_effect().filter(number__lt=record.number).first()
    if before and before.leaves_public and before.revision_id:
        return publish(Revision.objects.get(pk=before.revision_id), decision)
    return unpublish(item, decision)


@transaction.atomic
def withdraw_file(row: Model, decision: Decision) -> Approval:
    """Take a photo or document off every public page that shows it."""
    return withdraw_files([row], decision)[0]


@transaction.atomic
def withdraw_files(rows: list[Model], decision: Decision) -> list[Approval]:
    """Take photos and documents off every public page that shows them, as one act."""
    return _mark_files(rows, timezone.now(), decision)


@transaction.atomic
def put_file_back(row: Model, decision: Decision) -> Approval:
    """Show a withdrawn photo or document again. Raise NotAllowed where those who can be seen agree no longer."""
    refusals.require_none(row)
    return _mark_files([row], None, decision)[0]


def _mark_files(rows: list[Model], moment: datetime | None, decision: Decision) -> list[Approval]:
    records = []
    for row in rows:
        with held(_reference(row)):
            row.withdrawn_at = moment
            row.save(update_fields=["withdrawn_at"])
            records.append(ledger.append(kind=kind_of(row), key=row.pk, label=str(row), **decision.as_values()))
    for kind, keys in by_kind(rows).items():
        files_marked.send(sender=PublicUse, kind=kind, keys=keys)
    tell_of_uses([_reference(row) for row in rows])
    return records


@transaction.atomic
def set_up(item: Model) -> Approval | None:
    """Publish what comes with the software, before any person has decided anything; later it stays a draft."""
    if Approval.objects.exclude(decided_by=None).exists():
        return None
    return publish(item.save_revision(), Decision(Act.SETUP))


@transaction.atomic
def adopt() -> int:
    """Take over what was public before there was a ledger; where there is one, nothing. Return how much."""
    if Approval.objects.exists():
        return 0
    taken = 0
    for subject in registry.subjects():
        live = {subject.live: True} if subject.live else {}
        for item in subject.model._base_manager.filter(**live):
            _take_over(item, subject)
            taken += 1
    return taken


def _take_over(item: Model, subject: registry.Subject) -> None:
    if not subject.live:
        record_row(item, Decision(Act.SETUP))
    elif item.live_revision_id:
        with held(_reference(item)):
            seal(item, Decision(Act.SETUP), item.live_revision)
    else:
        publish(item.save_revision(), Decision(Act.SETUP))


def object_of(kind: str, key: int) -> Model:
    """Return the object that the ledger calls (kind, key), a page as its own type. Raise DoesNotExist."""
    if kind == PAGE:
        return Page.objects.get(pk=key).specific
    models = [each.model for each in (*registry.subjects(), *registry.files()) if each.kind == kind]
    return models[0]._base_manager.get(pk=key)


def is_as_approved(item: Model) -> bool:
    """Say whether the public has of `item` what was approved: only that may be sealed again without being published."""
    standing = Standing.objects.select_related("approval").filter(kind=kind_of(item), key=item.pk).first()
    return standing is not None and standing.approval.content_hash == content_hash(registry.subject_of(item), item.pk)


def shows_its_revision(item: Model, revision: Revision) -> bool:
    """Say whether the public has of `item` what publishing `revision` again would give, whatever was sealed of it."""
    subject = registry.subject_of(item)
    now = public_content(subject, item.pk)
    with transaction.atomic():
        publish(revision, Decision(Act.RESEALED))
        again = public_content(subject, item.pk)
        transaction.set_rollback(True)
    return {**now, "last_published_at": None} == {**again, "last_published_at": None}


def last_public(item: Model) -> Approval | None:
    """Return the last record that left `item` public."""
    records = Approval.objects.about(kind_of(item), item.pk).with_effect()
    return records.exclude(content_hash="").exclude(revision_id=None).first()


def locked(item: Model) -> Model:
    """Return `item` as the database has it now, its row locked until the transaction ends."""
    return _locked(item.specific_class if isinstance(item, Page) else type(item), item.pk)


def _locked_item_of(revision: Revision) -> Model:
    return _locked(ContentType.objects.get_for_id(revision.content_type_id).model_class(), revision.object_id)


def _locked(model: type[Model], key: Any) -> Model:
    if connection.features.has_select_for_update:  # SQLite lets nobody else write in any case
        root = Page if issubclass(model, Page) else model
        root._base_manager.select_for_update(of=("self",)).get(pk=key)
    return model._base_manager.get(pk=key)


def _reference(item: Model) -> Reference:
    return kind_of(item), item.pk


def _aliases(item: Model) -> list[Page]:
    """Return the pages that mirror `item`, and those that mirror them."""
    found: dict[int, Page] = {}
    followed = [item] if isinstance(item, Page) else []
    while followed:
        each = followed.pop()
        new = [alias for alias in each.specific_class.objects.filter(alias_of=each) if alias.pk not in found]
        found |= {alias.pk: alias for alias in new}
        followed += new
    return list(found.values())


def _forget_revision(alias: Page) -> None:
    """An alias has no revisions of its own; Wagtail writes into it which one was live of its page before."""
    Page.objects.filter(pk=alias.pk).exclude(live_revision=None).update(live_revision=None)


def _aliases_elsewhere(item: Model) -> Iterable[Page]:
    """Return the public pages that mirror what is about to be deleted and would stay without it."""
    if not isinstance(item, Page):
        return ()
    mirrors = Page.objects.live().filter(alias_of__path__startswith=item.path)
    return mirrors.exclude(path__startswith=item.path).specific()
