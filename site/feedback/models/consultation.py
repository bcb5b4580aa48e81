"""A plan or document on which people are asked what they think, until a day, and what was made of their answers."""

import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Prefetch, Value, When
from django.forms import Select
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Workflow

from common.models import NormalisedModel
from feedback.choices import State
from moderation.snippets import ApprovedQuerySet, ApprovedSnippet
from plans.models import OfficialDocument, PlanPage, Unit

LONGEST = datetime.timedelta(days=366)
LONGEST_SUMMARY = 20_000


class ConsultationQuerySet(ApprovedQuerySet):
    """Consultations by where they stand on a day."""

    def open(self, on: datetime.date) -> Self:
        """Those on which anybody may write on that day, the last day included."""
        return self.filter(opens_on__lte=on, closes_on__gte=on)

    def summed_up(self, on: datetime.date) -> Self:
        """Those that are over and say what was made of the comments."""
        return self.filter(closes_on__lt=on).exclude(summary="")

    def in_order(self, on: datetime.date) -> Self:
        """The open ones first, then what is to come, then what is over; the latest of each first."""
        place = Case(When(closes_on__lt=on, then=Value(2)), When(opens_on__gt=on, then=Value(1)), default=Value(0))
        return self.annotate(place=place).order_by("place", "-closes_on", "-pk")

    def for_reading(self) -> Self:
        """Fetch what visitors may see of what it names: three queries however many there are."""
        named = {"plan": PlanPage, "document": OfficialDocument, "unit": Unit}
        return self.prefetch_related(*(Prefetch(name, model.objects.public()) for name, model in named.items()))


class Consultation(ApprovedSnippet):
    """People are asked about a plan or a document of the register, from one day to another, both days included.

    What they write is `Feedback` and shown to nobody; once it is over, the `summary` and its `points` say what was said
    and what was made of it. `received` is how many wrote, counted when the summary is first written and approved with
    it: what visitors see follows from approvals alone.
    """

    title = models.CharField(_("title"), max_length=200, help_text=_("What people are asked about, in a few words."))
    question = models.TextField(
        _("what the school asks"),
        max_length=5_000,
        help_text=_("What the school wants to know, and what it has not decided yet. Plain text."),
    )
    plan = models.ForeignKey(
        PlanPage,
        verbose_name=_("plan"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A plan that is public. Choose a plan or a document, not both."),
    )
    document = models.ForeignKey(
        OfficialDocument,
        verbose_name=_("document of the register"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    opens_on = models.DateField(_("first day"), default=timezone.localdate)
    closes_on = models.DateField(_("last day"), help_text=_("Comments are taken in until the end of this day."))
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("unit that gathers the comments"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("It reads every comment and writes the summary."),
    )
    summary = models.TextField(
        _("summary of what was said and done"),
        max_length=LONGEST_SUMMARY,
        blank=True,
        help_text=_("To be written once the last day is over: in general words, nobody's name, no class."),
    )
    received = models.PositiveIntegerField(_("comments received"), null=True, blank=True, editable=False)

    objects = ConsultationQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("question"),
        MultiFieldPanel([FieldPanel("plan"), FieldPanel("document")], heading=_("On which plan or document")),
        FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
        FieldPanel("unit", widget=Select),
        MultiFieldPanel(
            [FieldPanel("summary"), InlinePanel("points", heading=_("Point by point"), label=_("point"))],
            heading=_("After the last day"),
        ),
    ]

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-closes_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def get_default_workflow(cls) -> Workflow | None:
        """It is approved as units are, unless the school has given it a workflow of its own."""
        return super().get_default_workflow() or Unit.get_default_workflow()

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Count who wrote before a revision with the summary is frozen; what was counted once stays."""
        if self.summary and self.received is None and self.pk and self.is_over:
            self.received = self.comments.exclude(state=State.CLOSED).count()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Refuse, at the field, days that cannot be, two subjects or none, a summary of what still goes on."""
        super().clean()
        errors = self._errors_in_days() | self._errors_in_subject()
        if self.summary and self.closes_on and not self.is_over:
            errors["summary"] = _("People may still write until the last day. Write the summary when it is over.")
        if errors:
            raise ValidationError(errors)

    def _errors_in_days(self) -> dict[str, Any]:
        if not (self.opens_on and self.closes_on):
            return {}
        if self.closes_on < self.opens_on:
            return {"closes_on": _("It would end before it begins. Check the two days.")}
        if self.closes_on - self.opens_on > LONGEST:
            return {"closes_on": _("This would take more than a year. Check the two days.")}
        return {}

    def _errors_in_subject(self) -> dict[str, Any]:
        """What was asked about in public stays: the comments are about that and nothing else."""
        before = Consultation.objects.filter(pk=self.pk, first_published_at__isnull=False).first()
        if before:
            moved = (before.plan_id, before.document_id) != (self.plan_id, self.document_id)
            said = _("People were asked about another one already. Make a new consultation for this one.")
            return {"document" if self.document_id else "plan": said} if moved else {}
        if self.plan_id and self.document_id:
            return {"document": _("Choose a plan or a document, not both.")}
        if not (self.plan_id or self.document_id):
            return {"plan": _("Choose the plan or the document on which people are asked.")}
        if self.plan_id and not PlanPage.objects.public().in_site(self.site).filter(pk=self.plan_id).exists():
            return {"plan": _("This plan is not public yet, so nobody could read it. Have it approved first.")}
        documents = OfficialDocument.objects.public().on_site(self.site)
        if self.document_id and not documents.filter(pk=self.document_id).exists():
            return {"document": _("This document is not public yet, so nobody could read it. Have it approved first.")}
        return {}

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed."""
        return self.closes_on is not None and self.closes_on < timezone.localdate()

    @property
    def is_open(self) -> bool:
        """Whether anybody may write today."""
        return bool(self.opens_on and self.closes_on) and self.opens_on <= timezone.localdate() <= self.closes_on

    @property
    def is_summed_up(self) -> bool:
        """Whether visitors read what was made of the comments."""
        return self.is_over and bool(self.summary)

    @property
    def subject(self) -> PlanPage | OfficialDocument | None:
        """The plan or the document; None where it is gone, or where visitors may not see it (`for_reading`)."""
        return self.plan or self.document

    @property
    def url(self) -> str:
        """Its public address, which stays."""
        return reverse("consultation", args=[self.pk])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """What is approved is what is read."""
        return "feedback/consultation.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return it as its own page shows it, without the form."""
        return {"consultation": self, "points": self.points.all()}


class ConsultationPoint(NormalisedModel, Orderable):
    """One thing that was said, by however many, and what was done about it: taken up, or why not."""

    consultation = ParentalKey(Consultation, on_delete=models.CASCADE, related_name="points")
    said = models.TextField(_("what was said"), max_length=2_000)
    done = models.TextField(
        _("what was done about it"), max_length=2_000, help_text=_("Taken up, and how; or why it was not.")
    )

    panels = [FieldPanel("said"), FieldPanel("done")]

    class Meta(Orderable.Meta):
        verbose_name = _("point")
        verbose_name_plural = _("points")

    def __str__(self) -> str:
        return self.said
