"""Pages whose text may name a pupil: where it is written that the family has agreed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class NamesPupils(models.Model):
    """Mixed into a page. What it adds is for the staff; visitors are never shown it."""

    names_consent = models.CharField(
        _("consent to names in the text"),
        max_length=150,
        blank=True,
        help_text=_(
            "Where the text says a pupil's name, class or result: number and date of the consent form on file, "
            "for example PĐY-12/2026, 5/10/2026. Parents don't see this."
        ),
    )

    names_panel = FieldPanel("names_consent")

    class Meta:
        abstract = True
