"""What happened outside this site and still keeps a promise: a television feature, a meeting."""

from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string

from moderation.snippets import ApprovedQuerySet, ApprovedSnippet
from plans.choices import Audience, RecordKind
from plans.serving import SERVES_PANEL, ExternalRecordForm, ServesPlan


class ExternalRecordQuerySet(ApprovedQuerySet):
    """Records by who may see them."""

    def approved(self) -> Self:
        """Records that were approved, those for the staff only too: they count for what the staff was promised."""
        return super().public()

    def public(self) -> Self:
        """Approved records that visitors may see."""
        return self.approved().filter(audience=Audience.PUBLIC)


class ExternalRecord(ServesPlan, ApprovedSnippet):
    """One thing that happened elsewhere, with its date and its proof."""

    kind = models.CharField(_("kind"), max_length=12, choices=RecordKind.choices, default=RecordKind.TELEVISION)
    title = models.CharField(_("title"), max_length=255)
    date = models.DateField(_("date"), default=timezone.localdate)
    place = models.CharField(_("where"), max_length=200, blank=True, help_text=_("The station, the paper, the place."))
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("proof: a file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A recording, a cutting, the minutes. A file or an address is needed before it can be approved."),
    )
    url = models.URLField(_("proof: an address"), blank=True)
    audience = models.CharField(
        _("for"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.PUBLIC,
        help_text=_("What is for the staff only never shows outside, nor does its proof."),
    )
    objects = ExternalRecordQuerySet.as_manager()
    base_form_class = ExternalRecordForm

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("date")]),
        FieldPanel("place"),
        MultiFieldPanel([FieldPanel("document"), FieldPanel("url")], heading=_("Proof")),
        FieldPanel("audience"),
        SERVES_PANEL,
    ]

    class Meta:
        verbose_name = _("record from elsewhere")
        verbose_name_plural = _("records from elsewhere")
        ordering = ["-date", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_internal(self) -> bool:
        """Whether visitors never see it, nor its file."""
        return self.audience == Audience.INTERNAL

    @property
    def evidence_kind(self) -> str:
        """What it is, as a plan names it: "television feature"."""
        return self.get_kind_display()

    def get_url(self, request: HttpRequest | None = None) -> str:
        """Return the address of its proof: the file's where that is shown, else the one elsewhere; "" without any."""
        return self.document.url if self.document and self.document.is_shown else self.url

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """What is approved is what is read."""
        return "plans/external_record.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return the record and where its proof is."""
        return {"record": self, "url": self.get_url(request)}
