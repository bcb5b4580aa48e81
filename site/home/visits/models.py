"""Numbers of visits."""

import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site


class VisitsQuerySet(models.QuerySet):
    """Visits by whose they are, and when."""

    def on_site(self, site: Site) -> Self:
        """Those of one school."""
        return self.filter(site=site)

    def between(self, first: datetime.date, last: datetime.date) -> Self:
        """Those from `first` to `last`, both included."""
        return self.filter(day__range=(first, last))


class Visits(models.Model):
    """How often one page was opened on one day.

    `page_key` is the page's primary key, no foreign key: a page that is deleted takes no numbers with it. It is 0 for
    what is no page of the tree: calendar, search, look-up, units. After 13 months the row of the first day of a month
    stands for the whole month (`folding`).
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    page_key = models.PositiveBigIntegerField()
    number = models.PositiveBigIntegerField(default=0)

    objects = VisitsQuerySet.as_manager()

    class Meta:
        verbose_name = _("visits of a page")
        verbose_name_plural = _("visits of pages")
        constraints = [models.UniqueConstraint(fields=["site", "day", "page_key"], name="one_number_for_a_day")]

    def __str__(self) -> str:
        return f"{self.day}, {self.page_key}: {self.number}"
