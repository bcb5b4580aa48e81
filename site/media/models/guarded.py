"""What photos and documents share: whether something public uses them, and whether they were taken off the site."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, TaskState

from moderation.content import files_used
from moderation.models import PublicUse
from moderation.registry import kind_of


def is_used(model: type[models.Model], pointer: str = "pk") -> Exists:
    """Return the condition that something public uses the file of `model` whose key the outer row has in `pointer`."""
    return Exists(PublicUse.objects.filter(kind=model._meta.label_lower, key=OuterRef(pointer)))


def is_soundly_used(model: type[models.Model], pointer: str = "pk") -> Exists:
    """Return the same condition without what the verification has found fault with: only that is given out."""
    return Exists(PublicUse.objects.sound().filter(kind=model._meta.label_lower, key=OuterRef(pointer)))


class GuardedFileQuerySet(models.QuerySet):
    """Files by who may see them."""

    def in_public_use(self) -> Self:
        """Those that something public uses."""
        return self.filter(is_used(self.model))

    def public(self) -> Self:
        """Those that an anonymous visitor may have: in sound public use, and not taken off the site."""
        return self.filter(is_soundly_used(self.model), withdrawn_at=None)


class GuardedFile(models.Model):
    """A file that nobody but the staff sees, until something public uses it; from then on it stays as it is."""

    withdrawn_at = models.DateTimeField(_("taken off the site on"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Know the file's size and hash from the beginning: Wagtail adds them later, when nothing may be written."""
        if self.file and not self.file_hash and not kwargs.get("update_fields"):
            self.measure_file()
        super().save(*args, **kwargs)

    def measure_file(self) -> None:
        """Note the size and the hash of the file."""
        raise NotImplementedError

    @property
    def is_shown(self) -> bool:
        """Whether pages show it: it was not taken off the site. A page that is no more than a draft shows it, too."""
        return self.withdrawn_at is None

    @property
    def is_public(self) -> bool:
        """Whether an anonymous visitor may have it."""
        return type(self).objects.public().filter(pk=self.pk).exists()

    @property
    def public_uses(self) -> int:
        """How many public objects (pages, mostly) use it."""
        return PublicUse.objects.filter(kind=self._meta.label_lower, key=self.pk).count() if self.pk else 0

    @property
    def awaited_uses(self) -> int:
        """How many versions use it that wait for a decision, or for the moment that they were approved for."""
        return awaited_files()[kind_of(self), self.pk] if self.pk else 0


def awaited_files() -> Counter[tuple[str, int]]:
    """Return (kind, key) of each file in a version that somebody is about to approve as it is now, with how many."""
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision")
    versions = Revision.objects.filter(Q(pk__in=waiting) | Q(approved_go_live_at__isnull=False))
    return Counter(reference for version in versions for reference in _files_in(version))


def _files_in(version: Revision) -> Iterable[tuple[str, int]]:
    try:
        return files_used(version.as_object())
    except Exception:  # a version that names what is gone can't be read, and so not be approved
        return ()
