"""One unit's duties under one plan."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.forms import Select
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Page
from wagtail.search import index

from plans.choices import ItemKind, Proof, Rhythm
from plans.forms import ResponsibilityPageForm
from plans.models.keyed import KeyedPage
from plans.models.parts import KEY_PANEL, KeyedPart


class Duty(KeyedPart):
    """Something that a unit has to do, by a date or in a rhythm where one is set."""

    page = ParentalKey("plans.ResponsibilityPage", on_delete=models.CASCADE, related_name="duties")
    text = models.TextField(_("duty"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    every = models.CharField(
        _("how often"),
        max_length=10,
        choices=Rhythm.choices,
        blank=True,
        default="",
        help_text=_("Empty for a standing duty, of which nothing falls due."),
    )
    quantity = models.PositiveSmallIntegerField(_("how many"), default=1, validators=[MinValueValidator(1)])
    proof = models.CharField(
        _("done when"),
        max_length=10,
        choices=Proof.choices,
        default=Proof.TICK,
        help_text=_("Choose the tick for what publishes nothing: somebody of the unit says that it is done."),
    )

    panels = [
        KEY_PANEL,
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("every"), FieldPanel("quantity"), FieldPanel("due_on")]),
        FieldPanel("proof"),
    ]

    def __str__(self) -> str:
        return self.text

    @property
    def rhythm(self) -> str:
        """How often it falls due: "" where it never does, once where only a date is set."""
        return self.every or (Rhythm.ONCE if self.due_on else "")

    def clean(self) -> None:
        """A single duty has a date; a repeated one has none."""
        super().clean()
        if self.due_on and self.rhythm != Rhythm.ONCE:
            message = _("A date goes with what is done once. For a repeated duty leave it empty.")
            raise ValidationError({"due_on": message})


class ResponsibilityPage(KeyedPage):
    """What one unit has to do under the plan above it."""

    unit = models.ForeignKey(
        "plans.Unit", verbose_name=_("unit"), null=True, on_delete=models.SET_NULL, related_name="responsibilities"
    )
    introduction = models.TextField(_("introduction"), blank=True)

    base_form_class = ResponsibilityPageForm
    content_panels = [
        *Page.content_panels,
        FieldPanel("unit", widget=Select),
        FieldPanel("introduction"),
        InlinePanel("duties", heading=_("Duties"), label=_("duty"), min_num=1),
    ]
    parent_page_types = ["plans.PlanPage"]
    subpage_types: list[str] = []
    page_description = _("The duties of one unit under this plan.")
    template = "plans/responsibility_page.html"
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.RelatedFields("duties", [index.SearchField("text")]),
    ]

    class Meta:
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")

    @property
    def items_plan(self) -> Page:
        """The plan that this page's duties belong to."""
        return self.get_parent().specific

    def keyed_parts(self) -> dict[ItemKind, list]:
        """Return the duties in order."""
        return {ItemKind.DUTY: list(self.duties.all())}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the duties with what has been done for each."""
        from plans.presentation import responsibility_context

        return super().get_context(request, *args, **kwargs) | responsibility_context(self, request)
