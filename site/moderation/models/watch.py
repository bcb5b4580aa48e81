"""What has been said and looked at, so that nothing is said twice and nothing is forgotten."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet):
    """Of what people have been told."""

    def untold(self, found: dict[str, Any]) -> dict[str, Any]:
        """Return those of `found`, by the subject of their notice, of which nobody was told yet."""
        told = set(self.filter(subject__in=found).values_list("subject", flat=True))
        return {subject: each for subject, each in found.items() if subject not in told}


class Notice(models.Model):
    """Something of which people have been told: a reminder about one submission, the digest of one morning.

    `subject` names it ("reminder 17", "overdue 17", "digest 2026-11-22"); the row is written in the transaction that
    puts the mail into the outbox.
    """

    subject = models.CharField(max_length=100, unique=True)
    sent_at = models.DateTimeField(default=timezone.now)

    objects = NoticeQuerySet.as_manager()

    def __str__(self) -> str:
        return self.subject


class VerificationRun(models.Model):
    """One comparison of the public site with the ledger. It was asked for, then run by the worker.

    `faults` is a list of {object, what, since}, null as long as it has not been run.
    """

    asked_at = models.DateTimeField(default=timezone.now)
    ran_at = models.DateTimeField(null=True)
    faults = models.JSONField(null=True)

    class Meta:
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}"
