"""The implementation report: what a plan promised, what came of it, and what the principal says about it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable, Page, PageManager
from wagtail.search import index

from common.models import BasePage, NormalisedModel, PublicPageQuerySet
from common.templatetags.school import shortdate
from plans.choices import SigningAuthority
from plans.forms import ReportPageForm
from plans.models.fields import AboutField, FiguresField


class ReportPageQuerySet(PublicPageQuerySet):
    """Reports as lists need them."""

    def newest_first(self) -> Self:
        """By the last day that they speak of."""
        return self.order_by("-ends_on", "-pk")


class ReportPage(BasePage):
    """A report on one plan for some days. Its figures are frozen: the worker writes them, and people only remark.

    `figures` holds public things only (`plans.report.snapshot`); what the staff alone may see is in `ReportMaking`.
    """

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    figures = FiguresField(_("figures"))
    number = models.CharField(_("number and symbol"), max_length=60, blank=True, help_text=_("As in 45/BC-THSH."))
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    introduction = models.TextField(_("introduction"), blank=True)
    assessment = models.TextField(
        _("assessment"), blank=True, help_text=_("What went well, what did not, and why. One paragraph on each line.")
    )
    proposals = models.TextField(
        _("what comes next"), blank=True, help_text=_("Measures and proposals. One paragraph on each line.")
    )
    recipients = models.TextField(
        _("recipients"), blank=True, help_text=_("One on each line. A line that begins with “Lưu” is filing.")
    )
    signer_authority = models.CharField(
        _("signed on behalf"), max_length=5, choices=SigningAuthority.choices, blank=True, default=""
    )
    signer_title = models.CharField(_("signer's title"), max_length=100, blank=True)
    signer_name = models.CharField(_("signer's name"), max_length=100, blank=True)
    scan = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("signed scan"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The official copy. It is shown first."),
    )

    objects = PageManager.from_queryset(ReportPageQuerySet)()
    base_form_class = ReportPageForm
    is_creatable = False  # by the worker alone
    exclude_fields_in_copy = ["figures"]
    parent_page_types = ["plans.PlanPage"]
    subpage_types: list[str] = []
    page_description = _("What came of the plan above, in figures and articles.")
    template = "plans/report_page.html"

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *Page.content_panels,
                    FieldPanel("introduction"),
                    FieldPanel("assessment"),
                    InlinePanel("remarks", heading=_("Remarks on areas and units"), label=_("remark")),
                    FieldPanel("proposals"),
                ],
                heading=_("Remarks"),
            ),
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("number"), FieldPanel("issuer")]),
                    FieldRowPanel([FieldPanel("place"), FieldPanel("issued_on")]),
                    FieldPanel("recipients"),
                    MultiFieldPanel(
                        [
                            FieldPanel("signer_authority"),
                            FieldRowPanel([FieldPanel("signer_title"), FieldPanel("signer_name")]),
                        ],
                        heading=_("Signature"),
                    ),
                    FieldPanel("scan"),
                ],
                heading=_("Head and signature"),
            ),
            ObjectList(BasePage.promote_panels, heading=_("Address")),
        ],
        base_form_class=ReportPageForm,
    )
    search_fields = [*Page.search_fields, index.SearchField("number"), index.SearchField("assessment")]

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    @property
    def span_text(self) -> str:
        """The days that it speaks of: "5/9/2026 – 22/11/2026"."""
        return f"{shortdate(self.starts_on)} – {shortdate(self.ends_on)}"

    def copy(self, *args: Any, **kwargs: Any) -> Page:
        """Copy head and remarks; figures of its own the copy gets from the worker."""
        return super().copy(*args, **kwargs | {"copy_revisions": False})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the report as a reader meets it."""
        from plans.report.presentation import report_context

        return super().get_context(request, *args, **kwargs) | report_context(self, request)


class ReportRemark(NormalisedModel, Orderable):
    """What the principal says about one area or unit."""

    page = ParentalKey(ReportPage, on_delete=models.CASCADE, related_name="remarks")
    about = AboutField(_("about"), max_length=60, blank=True)
    text = models.TextField(_("remark"))

    panels = [FieldPanel("about"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")

    def __str__(self) -> str:
        return self.text[:60]


class MakingState(models.TextChoices):
    """How far a report has come."""

    WAITING = "waiting", _("is being made")
    MADE = "made", _("is a draft")
    FAILED = "failed", _("could not be made")


class ReportMakingQuerySet(models.QuerySet):
    """What the worker has to do for reports."""

    def waiting(self) -> Self:
        """Reports that nobody has counted yet, the oldest first."""
        return self.filter(state=MakingState.WAITING).order_by("pk")

    def wanting_copies(self) -> Self:
        """Those of which the staff waits for files."""
        return self.filter(state=MakingState.MADE, copies_made=False).exclude(copies_of="").order_by("pk")


class ReportMaking(models.Model):
    """Somebody asked for a report: what the worker counts, and the figures that the staff alone may see.

    `step` is how many of `plans.report.making.STEPS` are done. `copies_of` is the stamp of the version of which the
    staff wants files (`plans.report.copies`).
    """

    plan = models.ForeignKey("plans.PlanPage", on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey(ReportPage, null=True, blank=True, on_delete=models.SET_NULL, related_name="makings")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    starts_on = models.DateField()
    ends_on = models.DateField()
    period = models.CharField(max_length=100, blank=True)  # in words: "học kỳ I năm học 2026–2027"
    state = models.CharField(max_length=10, choices=MakingState.choices, default=MakingState.WAITING)
    step = models.PositiveSmallIntegerField(default=0)
    full = models.JSONField(default=dict, blank=True)
    copies_of = models.CharField(max_length=64, blank=True)
    copies_made = models.BooleanField(default=False)

    objects = ReportMakingQuerySet.as_manager()

    class Meta:
        verbose_name = _("report being made")
        verbose_name_plural = _("reports being made")

    def __str__(self) -> str:
        return f"{shortdate(self.starts_on)} – {shortdate(self.ends_on)}"
