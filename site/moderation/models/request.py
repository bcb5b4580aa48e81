"""What somebody asks the principal to do to something that is public."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RequestKind(models.TextChoices):
    """What is asked for."""

    UNPUBLISH = "unpublish", _("take down")
    DELETE = "delete", _("delete")
    UNSCHEDULE = "unschedule", _("stop what was planned")
    MOVE = "move", _("move")
    RESTORE = "restore", _("put back")
    APPOINT = "appoint", _("make an approver")
    DISMISS = "dismiss", _("take the office of approver away")


class RequestStatus(models.TextChoices):
    """What became of it."""

    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    REFUSED = "refused", _("refused")
    TAKEN_BACK = "taken_back", _("taken back")


class RequestQuerySet(models.QuerySet):
    """Requests by what is to be done."""

    def waiting(self) -> Self:
        """Those that nobody has decided, oldest first."""
        return self.filter(status=RequestStatus.WAITING).order_by("made_at")


class Request(models.Model):
    """A request with its reason, waiting for the principal. `data` holds what the kind needs: {"target": page pk}."""

    request_kind = models.CharField(_("what is asked"), max_length=12, choices=RequestKind.choices)
    kind = models.CharField(max_length=100)
    key = models.BigIntegerField()
    label = models.CharField(max_length=255)
    data = models.JSONField(default=dict)
    reason = models.TextField(_("reason"), max_length=1000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    status = models.CharField(max_length=12, choices=RequestStatus.choices, default=RequestStatus.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)
    comment = models.TextField(blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["request_kind", "kind", "key"],
                condition=models.Q(status="waiting"),
                name="one_waiting_request_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_request_kind_display()}: {self.label}"
