"""A plan's file on its way to becoming a draft, and the names under which plans were found to write units."""

from typing import Any, Self

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from common.text import fold


def incoming() -> FileSystemStorage:
    """Where files wait to be read: no address leads there, and they are taken away when they were read."""
    return FileSystemStorage(location=str(settings.VAR_DIR / "incoming"), base_url=None)


class SourceState(models.TextChoices):
    """How far a source has come."""

    WAITING = "waiting", _("is being read")
    READ = "read", _("waits to be reviewed")
    REFUSED = "refused", _("could not be read")
    ACCEPTED = "accepted", _("became a draft")


class PlanSourceQuerySet(models.QuerySet):
    """Sources by how far they have come."""

    def waiting(self) -> Self:
        """Those that nobody has read yet, the oldest first."""
        return self.filter(state=SourceState.WAITING).order_by("pk")

    def open_of(self, user: Any) -> Self:
        """What `user` sent and has not finished, the newest first."""
        return self.filter(sent_by=user).exclude(state=SourceState.ACCEPTED).order_by("-pk")


class PlanSource(models.Model):
    """A plan's file or pasted text, what the reader makes of it, and the draft that came of it. Nobody outside sees it.

    `reading` has the keys of `import_plan --json`; `trail` is {"traces": {path: {"spans": [[start, end], …],
    "reasons": […]}}, "unmatched": [[start, end], …]} with offsets in `text`.
    `layout` is what of a .docx is not as NĐ 30/2020 has it, [{"clause": …, "message": …}], None: not measured.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    name = models.CharField(max_length=255, blank=True)
    file = models.FileField(storage=incoming, blank=True, max_length=255)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=SourceState.choices, default=SourceState.WAITING)
    refusal = models.CharField(max_length=30, blank=True)
    reading = models.JSONField(default=dict, blank=True)
    trail = models.JSONField(default=dict, blank=True)
    layout = models.JSONField(null=True, blank=True)
    replaces = models.ForeignKey("plans.PlanPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    became = models.ForeignKey("plans.PlanPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = PlanSourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source of a plan")
        verbose_name_plural = _("sources of plans")

    def __str__(self) -> str:
        return self.name or str(_("pasted text"))


class RememberedName(models.Model):
    """A name that a reviewer once said means a unit ("TPT" → Tổng phụ trách): the next plan is read with it."""

    unit = models.ForeignKey("plans.Unit", on_delete=models.CASCADE, related_name="remembered_names")
    name = models.CharField(max_length=255)
    folded = models.CharField(max_length=255)

    class Meta:
        verbose_name = _("remembered name of a unit")
        verbose_name_plural = _("remembered names of units")
        constraints = [models.UniqueConstraint(fields=["unit", "folded"], name="a_name_is_remembered_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the name as it is compared."""
        self.folded = fold(self.name)
        super().save(*args, **kwargs)
