"""What was given to the staff to read, and who has said that they read it."""

import secrets
from functools import partial
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

new_token = partial(secrets.token_urlsafe, 24)


class DistributionQuerySet(models.QuerySet):
    """What was handed out, by school."""

    def on_site(self, site: Site) -> Self:
        """What one school handed out, the newest first."""
        return self.filter(site=site).order_by("-sent_at", "-pk")

    def with_counts(self) -> Self:
        """Add how many it was given to (`given`) and how many have said that they read it (`read`)."""
        return self.annotate(
            given=Count("receipts"), read=Count("receipts", filter=Q(receipts__acknowledged_at__isnull=False))
        )


class Distribution(models.Model):
    """One handing out of something public: a plan, an article, a document. By mail, or at a meeting that has a name.

    `kind` and `key` name the object as the ledger does; `label` and `url` stay as they were when it was handed out.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=100)
    key = models.PositiveBigIntegerField()
    label = models.CharField(max_length=255)
    url = models.CharField(max_length=1000)
    note = models.TextField(_("a word to them"), blank=True)
    meeting = models.CharField(_("presented at the meeting"), max_length=200, blank=True)
    met_on = models.DateField(_("date of the meeting"), null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    objects = DistributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("distribution")
        verbose_name_plural = _("distributions")

    def __str__(self) -> str:
        return self.label

    @property
    def is_mailed(self) -> bool:
        """Whether its readers get a mail; what was presented at a meeting needs none."""
        return not self.meeting


class ReceiptQuerySet(models.QuerySet):
    """Receipts by what is still open about them."""

    def waiting(self) -> Self:
        """Those that nobody has acknowledged yet."""
        return self.filter(acknowledged_at=None)

    def to_be_mailed(self) -> Self:
        """Those of which no mail was written yet, though one is to go out."""
        mailed = self.waiting().filter(mailed_at=None, distribution__meeting="", reader__is_active=True)
        return mailed.exclude(reader__email="")


class Receipt(models.Model):
    """One reader's copy. Whoever holds the token may say that it was read, and nothing else."""

    distribution = models.ForeignKey(Distribution, on_delete=models.CASCADE, related_name="receipts")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="receipts")
    token = models.CharField(max_length=64, unique=True, default=new_token)
    mailed_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [models.UniqueConstraint(fields=["distribution", "reader"], name="one_receipt_for_a_reader")]

    def __str__(self) -> str:
        return f"{self.distribution} – {self.reader}"

    def get_absolute_url(self) -> str:
        """Return where the reader says that it was read."""
        return reverse("receipt", args=[self.token])
