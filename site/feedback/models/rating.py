"""How satisfied people were, kept without who said so and about what."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

FEWEST = 5  # below that one could tell whose it was


class Satisfaction(models.IntegerChoices):
    """How satisfied somebody is with an answer."""

    VERY = 5, _("very satisfied")
    QUITE = 4, _("satisfied")
    FAIR = 3, _("neither nor")
    LITTLE = 2, _("not satisfied")
    NOT = 1, _("not satisfied at all")


class RatingQuerySet(models.QuerySet):
    """Ratings by school."""

    def on_site(self, site: Site | None) -> Self:
        """Those of one school."""
        return self.filter(site=site)


class Rating(models.Model):
    """One tap after an answer. It names the school and the year, and neither feedback, nor unit, nor day."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField(choices=Satisfaction.choices)

    objects = RatingQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")

    def __str__(self) -> str:
        return self.get_value_display()
