"""Who decides in the principal's place, on what, and until when."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class Basis(models.TextChoices):
    """On what a deputy's decision rests (NĐ 30/2020: KT. under a standing assignment, TUQ. under a delegation)."""

    STANDING = "standing", _("standing assignment")
    DATED = "dated", _("dated delegation")


class DelegationQuerySet(models.QuerySet):
    """Delegations by whether they hold."""

    def in_force(self, day: datetime.date | None = None) -> Self:
        """Those that hold on `day` (today)."""
        day = day or timezone.localdate()
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day), starts_on__lte=day, revoked_at=None)


class Delegation(models.Model):
    """What the principal has put into a deputy's hands: a section of the site, the content of a unit, or both.

    Without section and unit it covers everything. A dated delegation has an end. Nothing is changed afterwards: it is
    revoked, and another one is given.
    """

    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("deputy"), on_delete=models.PROTECT, related_name="delegations"
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("given by"), on_delete=models.PROTECT, related_name="+"
    )
    basis = models.CharField(_("basis"), max_length=10, choices=Basis.choices, default=Basis.STANDING)
    section = models.ForeignKey(
        Page, verbose_name=_("section of the site"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    unit = models.ForeignKey(
        settings.MODERATION_UNIT_MODEL,
        verbose_name=_("unit whose content it covers"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    starts_on = models.DateField(_("from"), default=timezone.localdate)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    document = models.CharField(_("number of the document"), max_length=100, blank=True)
    given_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["-given_at"]

    def __str__(self) -> str:
        return f"{self.deputy}: {self.get_basis_display()}"
