"""The refusal in a sentence. What refuses in the end are the triggers (`triggers/`); this stands before them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models import Model
from django.db.models.signals import pre_delete, pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, TaskState

from moderation import registry
from moderation.grants import is_held
from moderation.triggers import MARK


class NotApproved(IntegrityError):  # noqa: N818 - a refusal, and the right one
    """Something live would have changed without an approval. The message is a sentence for a teacher."""


def refused_by_trigger(error: BaseException) -> bool:
    """Say whether the database's own guard raised `error`."""
    return isinstance(error, IntegrityError) and (isinstance(error, NotApproved) or MARK in str(error))


def sentence(label: str = "") -> str:
    """Return the refusal as people read it."""
    if label:
        return _("“%(item)s” is public. It changes only when the principal has approved it.") % {"item": label}
    return _("This is public. It changes only when the principal has approved it.")


def connect() -> None:
    """Stand before the triggers. Called once, when the app is ready."""
    pre_save.connect(_refuse_to_save, dispatch_uid="guard-save")
    pre_delete.connect(_refuse_to_delete, dispatch_uid="guard-delete")


def _refuse_to_save(sender: type[Model], instance: Model, raw: bool, update_fields: Any, **kwargs: Any) -> None:
    if sender is Revision:
        _keep_frozen(instance, update_fields)
        return
    subject = registry.subject_of(sender)
    if subject is None or raw or not subject.live or _is_bookkeeping(subject, update_fields):
        return
    if is_held((subject.kind, instance.pk or 0)):
        return
    stored = _stored(sender, instance)
    is_live = getattr(instance, subject.live)
    was_live = getattr(stored, subject.live, False)
    if (is_live or was_live) and (not was_live or _differs(subject, instance, stored, update_fields)):
        raise NotApproved(sentence(str(instance)))


def _refuse_to_delete(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    subject = registry.subject_of(sender)
    if subject is None or not subject.live or is_held((subject.kind, instance.pk)):
        return
    if getattr(_stored(sender, instance), subject.live, False):
        raise NotApproved(sentence(str(instance)))


def _is_bookkeeping(subject: registry.Subject, update_fields: Any) -> bool:
    return update_fields is not None and set(update_fields) <= registry.BOOKKEEPING | subject.private


def _stored(model: type[Model], instance: Model) -> Model | None:
    return model._base_manager.filter(pk=instance.pk).first() if instance.pk else None


def _differs(subject: registry.Subject, instance: Model, stored: Model, update_fields: Any) -> bool:
    """Say whether any public column of `instance` is not what the database holds."""
    for field in subject.model._meta.concrete_fields:
        if field.name in registry.BOOKKEEPING | subject.private:
            continue
        if update_fields is not None and not {field.name, field.attname} & set(update_fields):
            continue
        if field.get_prep_value(field.value_from_object(instance)) != field.get_prep_value(
            field.value_from_object(stored)
        ):
            return True
    return False


def _keep_frozen(revision: Revision, update_fields: Any) -> None:
    """Refuse to rewrite what somebody reads, has approved, or what is live. Wagtail's editor shows the sentence."""
    if not revision.pk or (update_fields is not None and "content" not in update_fields):
        return
    if is_frozen(revision) and revision.content != Revision.objects.values_list("content", flat=True).get(
        pk=revision.pk
    ):
        raise PermissionDenied(_("This version was submitted or approved. Your changes are kept as a new version."))


def is_frozen(revision: Revision) -> bool:
    """Say whether `revision` was ever submitted, approved or live."""
    from moderation.models import Approval

    return (
        TaskState.objects.filter(revision=revision.pk).exists()
        or Approval.objects.filter(revision_id=revision.pk).exists()
        or Page.objects.filter(live_revision=revision.pk).exists()
    )
