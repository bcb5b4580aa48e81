"""A plan as an official document, and the page that lists plans."""

from functools import partial
from typing import Any, Self

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.documents import get_document_model_string
from wagtail.models import Page, PageManager
from wagtail.search import index

from common.models import BasePage, PublicPageQuerySet
from plans.choices import ItemKind, SigningAuthority
from plans.forms import PlanPageForm
from plans.keys import mint_keys
from plans.models.keyed import KeyedPage
from plans.notices import with_notices
from plans.promises.calendar import Span
from plans.register.numbers import KEY_LENGTH, number_key, words_of

KIND = "Kế hoạch"


class PlanPageQuerySet(PublicPageQuerySet):
    """Plans by what the front page asks."""

    def newest_first(self) -> Self:
        """Plans by date of issue; those without one last."""
        return self.order_by(models.F("issued_on").desc(nulls_last=True), "-pk")

    def for_reading(self) -> Self:
        """Fetch in the same query what other apps say beside a plan."""
        return with_notices(self)


class PlanIndexPage(BasePage):
    """The school's plans."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["plans.PlanPage"]
    max_count_per_parent = 1
    page_description = _("Lists the school's plans.")
    template = "plans/plan_index_page.html"

    class Meta:
        verbose_name = _("list of plans")
        verbose_name_plural = _("lists of plans")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the public plans with their progress."""
        from plans.presentation import plan_cards

        context = super().get_context(request, *args, **kwargs)
        plans = PlanPage.objects.public().child_of(self).newest_first().prefetch_related("periods")
        return context | {"plans": plan_cards(plans, request)}


class PlanPage(KeyedPage):
    """An official plan: what it rests on, what it wants, what it promises, who does it."""

    number = models.CharField(_("number and symbol"), max_length=60, blank=True, help_text=_("As in 45/KH-THSH."))
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    introduction = models.TextField(_("introduction"), blank=True)
    closing = models.TextField(_("closing words"), blank=True)
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
    parent_plan = models.ForeignKey(
        "self",
        verbose_name=_("carries out the plan"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The higher plan that this one descends from, if it is on this site."),
    )
    reading_notes = models.TextField(
        _("notes of the reader"),
        blank=True,
        help_text=_("What the import was unsure about. Not shown to visitors; clear it when done."),
    )
    number_key = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True, default="")
    words = models.TextField(editable=False, default="")

    objects = PageManager.from_queryset(PlanPageQuerySet)()
    base_form_class = PlanPageForm
    parent_page_types = ["plans.PlanIndexPage"]
    subpage_types = ["plans.ResponsibilityPage", "plans.ReportPage"]
    page_description = _("A plan with its focus areas, responsible units and commitments.")
    template = "plans/plan_page.html"

    document_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("issuer")]),
                FieldRowPanel([FieldPanel("place"), FieldPanel("issued_on")]),
                InlinePanel("periods", heading=_("Periods"), label=_("period")),
                FieldPanel("scan"),
            ],
            heading=_("Number, issuer, date"),
        ),
        FieldPanel("introduction"),
        InlinePanel("bases", heading=_("Legal bases"), label=_("legal basis")),
        FieldPanel("parent_plan"),
        InlinePanel("attachments", heading=_("Attachments"), label=_("attachment")),
        FieldPanel("reading_notes"),
    ]
    aim_panels = [
        InlinePanel("purposes", heading=_("Purposes"), label=_("purpose")),
        InlinePanel("requirements", heading=_("Requirements"), label=_("requirement")),
    ]
    area_panels = [InlinePanel("focus_areas", heading=_("Focus areas"), label=_("focus area"))]
    commitment_panels = [InlinePanel("commitments", heading=_("Commitments"), label=_("commitment"))]
    ending_panels = [
        InlinePanel("other_sections", heading=_("Other sections"), label=_("section")),
        FieldPanel("closing"),
        InlinePanel("recipients", heading=_("Recipients"), label=_("recipient")),
        MultiFieldPanel(
            [FieldPanel("signer_authority"), FieldRowPanel([FieldPanel("signer_title"), FieldPanel("signer_name")])],
            heading=_("Signature"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(document_panels, heading=_("The document")),
            ObjectList(aim_panels, heading=_("Purposes and requirements")),
            ObjectList(area_panels, heading=_("Focus areas")),
            ObjectList(commitment_panels, heading=_("Commitments")),
            ObjectList(ending_panels, heading=_("Recipients and signature")),
            ObjectList(BasePage.promote_panels, heading=_("Address")),
        ],
        base_form_class=PlanPageForm,
    )
    search_fields = [
        *Page.search_fields,
        index.SearchField("number", boost=2),
        index.SearchField("issuer"),
        index.SearchField("introduction"),
        index.RelatedFields("focus_areas", [index.SearchField("title"), index.SearchField("text")]),
        index.RelatedFields("purposes", [index.SearchField("text")]),
        index.RelatedFields("bases", [index.SearchField(name) for name in ("kind", "number", "issuer", "subject")]),
    ]

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write down what the register of documents looks plans up by."""
        self.number_key = number_key(self.number)
        self.words = words_of(self.number, (KIND, self.title, self.issuer, self.signer_name), [self.issued_on])
        super().save(*args, **kwargs)

    @property
    def items_plan(self) -> "PlanPage":
        """The plan that this page's items belong to."""
        return self

    @property
    def period_text(self) -> str:
        """The periods in words, joined by commas."""
        return ", ".join(str(period) for period in self.periods.all())

    @property
    def spans(self) -> list[Span]:
        """The periods as promises count them."""
        return [(period.kind, period.from_year, period.to_year) for period in self.periods.all()]

    def keyed_parts(self) -> dict[ItemKind, list]:
        """Return the children that evidence can point to, by kind, in order."""
        return {ItemKind.AREA: list(self.focus_areas.all()), ItemKind.COMMITMENT: list(self.commitments.all())}

    def copy(self, *args: Any, **kwargs: Any) -> Page:
        """Copy the plan as a new promise: its items get keys of their own, and no revision comes along."""
        given: dict[str, str] = {}
        return super().copy(
            *args, **kwargs | {"copy_revisions": False, "process_child_object": partial(_give_new_key, given)}
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the document as a reader meets it, with what has been done for each area."""
        from plans.presentation import plan_context

        return super().get_context(request, *args, **kwargs) | plan_context(self, request)


def _give_new_key(given: dict[str, str], page: Page, copy: Page, relation: Any, child: Any) -> None:
    """Areas are copied before the commitments that name them by their keys; `given` is old key → new key."""
    if not hasattr(child, "key"):
        return
    old, child.key = child.key, None
    mint_keys([child])
    given[str(old)] = str(child.key)
    if hasattr(child, "area_keys"):
        child.area_keys = [given[key] for key in child.area_keys if key in given]
