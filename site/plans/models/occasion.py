"""What falls due: one row for each time in which a promise is to be kept."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from common.models import is_public_page
from plans.choices import Proof
from plans.models.items import PlanItem


class OccasionQuerySet(models.QuerySet):
    """Occasions by who may see them."""

    def standing(self) -> Self:
        """Occasions of what an approved plan promises today, on pages that are not taken down."""
        return self.filter(item__in=PlanItem.objects.promised().filter(holder__live=True))

    def public(self) -> Self:
        """Occasions of public promises, on public pages of public plans. Their words are shown from the page alone."""
        items = PlanItem.objects.promised().public().filter(is_public_page("holder_id"), is_public_page("plan_id"))
        return self.filter(item__in=items, internal=False)

    def on_site(self, site: Site) -> Self:
        """Occasions of one school's plans."""
        return self.filter(item__plan__path__startswith=site.root_page.path)


class Occasion(models.Model):
    """One time in which a plan item is to be kept, as it was promised then.

    Made and renewed by `plans.promises.renewal`; what has fallen due, or anything has counted for, is never rewritten.
    """

    item = models.ForeignKey(PlanItem, on_delete=models.CASCADE, related_name="occasions")
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    due_on = models.DateField(_("due on"), db_index=True)
    closes_on = models.DateField(_("can be made good until"))
    quantity = models.PositiveSmallIntegerField(_("how many"), default=1)
    text = models.TextField(_("what is promised"))
    proof = models.CharField(_("known by"), max_length=10, choices=Proof.choices, default=Proof.EVIDENCE)
    unit = models.ForeignKey(
        "plans.Unit", verbose_name=_("unit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    internal = models.BooleanField(_("for the staff only"), default=False)
    ticked_at = models.DateTimeField(_("ticked at"), null=True, blank=True)
    ticked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    waived_at = models.DateTimeField(_("waived at"), null=True, blank=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    waiver_reason = models.TextField(_("reason"), blank=True)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "starts_on"], name="one_occasion_for_a_beginning")]

    def __str__(self) -> str:
        return self.text

    @property
    def ticked_on(self) -> datetime.date | None:
        """The day of the tick, by the school's clock."""
        return timezone.localdate(self.ticked_at) if self.ticked_at else None

    @property
    def is_waived(self) -> bool:
        """Whether the principal has let this one go."""
        return self.waived_at is not None
