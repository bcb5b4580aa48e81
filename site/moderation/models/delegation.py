"""Who decides in the principal's place, on what, and until when."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from moderation.roles import Role, has_role


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

    def revoke(self) -> int:
        """End those that are not ended yet, now. Return how many."""
        return self.filter(revoked_at=None).update(revoked_at=timezone.now())


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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once (a trigger holds everybody to it)."""
        if not self._state.adding:
            raise TypeError("A delegation is revoked, never changed.")
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse what no principal can give, at the field that is wrong."""
        wrong = {"deputy": self._what_is_wrong_with_people(), "ends_on": self._what_is_wrong_with_the_end()}
        if any(wrong.values()):
            raise ValidationError({field: sentence for field, sentence in wrong.items() if sentence})

    @property
    def holds(self) -> bool:
        """Whether a decision can rest on it today."""
        return self.trouble == ""

    @property
    def trouble(self) -> str:
        """Why no decision can rest on it today, in words; "" where one can."""
        today = timezone.localdate()
        if self.revoked_at:
            return gettext("revoked on %(day)s") % {
                "day": date_format(timezone.localtime(self.revoked_at), "SHORT_DATE_FORMAT")
            }
        if self.ends_on and self.ends_on < today:
            return gettext("ended")
        if not has_role(self.deputy, Role.DEPUTY_PRINCIPAL):
            return gettext("without effect: the deputy no longer holds the office")
        if not has_role(self.given_by, Role.PRINCIPAL):
            return gettext("without effect: who gave it is no longer principal")
        return gettext("begins later") if self.starts_on > today else ""

    def _what_is_wrong_with_people(self) -> str:
        if self.given_by_id and not has_role(self.given_by, Role.PRINCIPAL):
            return gettext("Only the principal in office gives assignments and delegations.")
        if self.deputy_id and self.deputy_id == self.given_by_id:
            return gettext("Nobody can act in their own place. Choose a deputy principal.")
        if self.deputy_id and not has_role(self.deputy, Role.DEPUTY_PRINCIPAL):
            return gettext("“%(name)s” is no appointed deputy principal.") % {"name": self.deputy}
        return ""

    def _what_is_wrong_with_the_end(self) -> str:
        if self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            return gettext("The end lies before the beginning.")
        if self.basis == Basis.DATED and not self.ends_on:
            return gettext("A dated delegation has an end. Say until when it holds.")
        return ""
