"""The school's own year: when its terms begin and end, and its holidays."""

from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Site

from common.models import NormalisedModel
from moderation.snippets import ApprovedSnippet
from plans.models.parts import YEARS
from plans.promises.calendar import Break, SchoolCalendar, Year


class SchoolYear(ApprovedSnippet):
    """One school year of one school. Without it the usual dates stand (5 September to 31 May, no holidays)."""

    from_year = models.PositiveSmallIntegerField(
        _("from year"), validators=YEARS, help_text=_("2026 for the school year 2026–2027.")
    )
    starts_on = models.DateField(_("first day"))
    first_term_ends_on = models.DateField(_("first term ends on"))
    second_term_starts_on = models.DateField(_("second term begins on"))
    ends_on = models.DateField(_("last day"))

    panels = [
        FieldPanel("from_year"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("first_term_ends_on")]),
                FieldRowPanel([FieldPanel("second_term_starts_on"), FieldPanel("ends_on")]),
            ],
            heading=_("Terms"),
        ),
        InlinePanel("holidays", heading=_("Holidays"), label=_("holiday")),
    ]

    class Meta:
        verbose_name = _("school year")
        verbose_name_plural = _("school years")
        ordering = ["-from_year"]
        constraints = [models.UniqueConstraint(fields=["site", "from_year"], name="one_school_year_for_a_year")]

    def __str__(self) -> str:
        return str(_("school year %(years)s") % {"years": self.years}) if self.from_year else ""

    @property
    def years(self) -> str:
        """Both years: "2026–2027"."""
        return f"{self.from_year}–{self.from_year + 1}"

    def clean(self) -> None:
        """The days follow each other, the year begins in its own, and a school has each year once."""
        super().clean()
        self._check_order()
        if self.starts_on and self.from_year and self.starts_on.year != self.from_year:
            message = _("The school year %(years)s begins in %(year)s.")
            raise ValidationError({"starts_on": message % {"years": self.years, "year": self.from_year}})
        others = SchoolYear.objects.filter(site=self.site_id, from_year=self.from_year).exclude(pk=self.pk)
        if self.from_year and others.exists():
            message = _("There is a school year %(years)s already. Open that one to change it.")
            raise ValidationError({"from_year": message % {"years": self.years}})

    def _check_order(self) -> None:
        names = ("starts_on", "first_term_ends_on", "second_term_starts_on", "ends_on")
        given = [(name, getattr(self, name)) for name in names if getattr(self, name)]
        for (_name, before), (name, after) in pairwise(given):
            if after <= before:
                message = _("This day has to be after %(day)s.") % {"day": before.strftime("%d/%m/%Y")}
                raise ValidationError({name: message})

    def as_year(self) -> Year:
        """Return the days that promises count with."""
        return Year(self.starts_on, self.first_term_ends_on, self.second_term_starts_on, self.ends_on)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """The days as a table: what is approved is what is read."""
        return "plans/school_year.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return the year and its holidays in order."""
        return {"year": self, "holidays": sorted(self.holidays.all(), key=lambda each: each.starts_on)}


class Holiday(NormalisedModel, Orderable):
    """Days on which nobody is at school, weekends aside."""

    year = ParentalKey(SchoolYear, on_delete=models.CASCADE, related_name="holidays")
    name = models.CharField(_("name"), max_length=100)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])]

    class Meta(Orderable.Meta):
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A holiday ends after it begins."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The holiday ends before it begins. Check the two days.")})


def calendar_of(site: Site | None) -> SchoolCalendar:
    """Return the school's calendar from what was approved: two queries. Without a site all years are as usual."""
    years = list(SchoolYear.objects.public().on_site(site).prefetch_related("holidays")) if site else []
    breaks = [Break(each.starts_on, each.ends_on) for year in years for each in year.holidays.all()]
    return SchoolCalendar({year.from_year: year.as_year() for year in years}, breaks)
