"""Alerts."""

import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, Site

from common.models import is_public_page, public_pages
from moderation.snippets import ApprovedQuerySet, ApprovedSnippet

LONGEST_TEXT = 280
LONGEST = datetime.timedelta(days=31)
WORDS_OF_A_NAME = 12


class AlertKind(models.TextChoices):
    """How much it presses."""

    NOTICE = "notice", _("Notice")
    URGENT = "urgent", _("Urgent")


class AlertQuerySet(ApprovedQuerySet):
    """Alerts by who may see them."""

    def shown(self) -> Self:
        """Those that stand above pages now, urgent ones first."""
        return self.public().order_by("-kind", "-last_published_at", "-pk")

    def shown_on(self, site: Site) -> Self:
        """Those of one school, each with its page and whether that is public: one query."""
        leads = is_public_page("page_id")
        return self.shown().on_site(site).select_related("page").annotate(leads=leads)


class Alert(ApprovedSnippet):
    """A few words above everything, on every page, until the moment `expire_at` that was approved with them."""

    kind = models.CharField(_("how urgent"), max_length=10, choices=AlertKind.choices, default=AlertKind.URGENT)
    text = models.CharField(
        _("what everybody should know"),
        max_length=LONGEST_TEXT,
        help_text=_("At most 280 characters: what happens, when, what parents should do."),
    )
    page = models.ForeignKey(
        Page,
        verbose_name=_("page with more about it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = AlertQuerySet.as_manager()

    panels = [FieldPanel("kind"), FieldPanel("text"), FieldPanel("expire_at"), FieldPanel("page")]

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return Truncator(self.text).words(WORDS_OF_A_NAME)

    @property
    def version(self) -> str:
        """What a browser remembers that it was closed: another text under the same alert is another version."""
        return f"{self.pk}-{self.live_revision_id}"

    def normalise_text(self) -> None:
        """It stands in one line, whatever was typed."""
        super().normalise_text()
        self.text = " ".join(self.text.split())

    def clean(self) -> None:
        """It has an end, and one that is near."""
        super().clean()
        if not self.expire_at:
            raise ValidationError({"expire_at": _("Say when it ends: it goes away by itself then.")})
        if self.expire_at > timezone.now() + LONGEST:
            raise ValidationError({"expire_at": _("An alert stands for a month at most. Write an article instead.")})

    def shown(self, request: HttpRequest) -> dict[str, Any]:
        """Return what pages show of it. A page that is not public is not led to."""
        leads = getattr(self, "leads", None)
        if leads is None:
            leads = bool(self.page_id) and public_pages().filter(pk=self.page_id).exists()
        return {
            "kind": self.kind,
            "label": self.get_kind_display(),
            "text": self.text,
            "url": self.page.get_url(request) if leads else "",
            "title": self.page.title if leads else "",
            "until": self.expire_at,
            "version": self.version,
        }

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """What is approved is what is read."""
        return "home/alert/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return it in the place of what stands there now."""
        return {"alerts": [self.shown(request)]}
