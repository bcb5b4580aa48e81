"""What was asked so often, or matters to so many, that its answer is for everybody."""

from typing import Any

from django.db import models
from django.forms import Select
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Workflow

from feedback.choices import Topic
from moderation.snippets import ApprovedSnippet
from plans.models import Unit


class QuestionAnswer(ApprovedSnippet):
    """A question and its answer for everybody, in the school's own words: whoever asked does not stand in it.

    It keeps nothing of the feedback that it came of: no key leads from what is public to who wrote.
    """

    topic = models.CharField(_("what it is about"), max_length=20, choices=Topic.choices)
    question = models.CharField(
        _("question"),
        max_length=300,
        help_text=_("In general words, as anybody could ask it. Nobody's name, no class."),
    )
    answer = models.TextField(_("answer"), max_length=5_000)
    unit = models.ForeignKey(
        Unit, verbose_name=_("answered by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_on = models.DateField(_("answered on"), default=timezone.localdate)

    panels = [
        FieldPanel("question"),
        FieldPanel("answer"),
        FieldRowPanel([FieldPanel("topic"), FieldPanel("answered_on")]),
        FieldPanel("unit", widget=Select),
    ]

    class Meta:
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        ordering = ["-answered_on", "-pk"]

    def __str__(self) -> str:
        return self.question

    @classmethod
    def get_default_workflow(cls) -> Workflow | None:
        """It is approved as units are, unless the school has given it a workflow of its own."""
        return super().get_default_workflow() or Unit.get_default_workflow()

    @property
    def anchor(self) -> str:
        """Its place on the page of all of them: "cau-12"."""
        return f"cau-{self.pk}"

    @property
    def url(self) -> str:
        """Where visitors read it."""
        return f"{reverse('questions')}#{self.anchor}"

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """What is approved is what is read."""
        return "feedback/question.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return it as the list shows it."""
        return {"entry": self}
