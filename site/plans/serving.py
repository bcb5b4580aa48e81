"""Content that serves a plan: the field, and the tick boxes through which a teacher says what it serves."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel

from common.models import SchoolPageForm
from plans.models.items import PlanItem, choice_groups


class ServesPlan(models.Model):
    """A page that can name the focus areas, duties and commitments that it serves. Approval makes it count."""

    serves = ParentalManyToManyField(
        PlanItem,
        verbose_name=_("serves in the plan"),
        blank=True,
        related_name="+",
        help_text=_("Tick what this is about. Once approved, the plan shows it as done."),
    )

    class Meta:
        abstract = True

    def served_items(self, *, draft: bool) -> models.QuerySet[PlanItem]:
        """Return what this serves, as a query. A `draft` knows itself what it serves; of what is public the rows do."""
        if draft or self.pk is None:
            return PlanItem.objects.filter(pk__in=[item.pk for item in self.serves.all()])
        rows = type(self).serves.through.objects.filter(**{f"{self._meta.model_name}_id": self.pk})
        return PlanItem.objects.filter(pk__in=rows.values("planitem_id"))

    def evidence_picture(self) -> tuple[Any, str] | None:
        """Return (photo, what can be seen in it) for a report that names this, None without any."""
        return None


class _GroupedChoices:
    """Choices made anew each time they are read, one query for all."""

    def __init__(self, field: "ServesField") -> None:
        self.field = field

    def __iter__(self) -> Iterator[tuple[str, list[tuple[int, str]]]]:
        yield from choice_groups(self.field.queryset)


class ServesField(forms.ModelMultipleChoiceField):
    """Items of approved plans as tick boxes, grouped by plan and kind."""

    widget = forms.CheckboxSelectMultiple

    def _get_choices(self) -> _GroupedChoices:
        return _GroupedChoices(self)

    choices = property(_get_choices, forms.ChoiceField.choices.fset)


class OffersPlanItems:
    """A form of something that can serve a plan: offers what stands today, and keeps what it already serves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "serves" in self.fields:
            old = self.fields["serves"]
            kept = [item.pk for item in self.instance.serves.all()]
            standing = PlanItem.objects.filter(models.Q(pk__in=kept) | models.Q(pk__in=PlanItem.objects.promised()))
            self.fields["serves"] = ServesField(
                queryset=standing, required=False, label=old.label, help_text=old.help_text
            )


class ServingPageForm(OffersPlanItems, SchoolPageForm):
    """The form of a page that can serve a plan."""


class ExternalRecordForm(OffersPlanItems, WagtailAdminModelForm):
    """The form of something that happened elsewhere: a draft may still wait for its proof."""

    is_draft = False

    def defer_required_fields(self) -> None:
        """Wagtail calls this where only a draft is saved."""
        super().defer_required_fields()
        self.is_draft = True

    def clean(self) -> dict[str, Any]:
        """What is sent for approval has a file or an address that proves it."""
        cleaned = super().clean()
        if not (self.is_draft or cleaned.get("document") or cleaned.get("url") or "url" in self.errors):
            self.add_error("document", _("Choose a file or give an address that proves it."))
        return cleaned


SERVES_PANEL = FieldPanel("serves")
