"""What a plan is made of: ordered children of a plan page, each in the field's own terms."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import HiddenInput, Select
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from common.models import NormalisedModel
from plans.choices import Audience, PartyRole, PeriodKind, Rhythm
from plans.models.fields import AreaKeysField

YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]


class PlanPart(NormalisedModel, Orderable):
    """Something that a plan lists, in the order in which the plan lists it."""

    class Meta(Orderable.Meta):
        abstract = True


class KeyedPart(NormalisedModel, Orderable):
    """A part that evidence can point to.

    The key is a hidden form field without default: a default would be minted anew at every draft save.
    """

    key = models.UUIDField(null=True, blank=True)

    class Meta(Orderable.Meta):
        abstract = True


KEY_PANEL = FieldPanel("key", heading=_("mark"), widget=HiddenInput, classname="w-hidden")


class PlanPeriod(PlanPart):
    """A span of years (2017–2020) or a school year (2017–2018) that the plan speaks for."""

    plan = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="periods")
    kind = models.CharField(_("kind"), max_length=12, choices=PeriodKind.choices, default=PeriodKind.SCHOOL_YEAR)
    from_year = models.PositiveSmallIntegerField(_("from year"), validators=YEARS)
    to_year = models.PositiveSmallIntegerField(_("to year"), validators=YEARS)

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("from_year"), FieldPanel("to_year")])]

    def __str__(self) -> str:
        template = _("school year %(years)s") if self.kind == PeriodKind.SCHOOL_YEAR else _("period %(years)s")
        return template % {"years": f"{self.from_year}–{self.to_year}"}

    def clean(self) -> None:
        """A period ends after it begins, and a school year is one year long."""
        super().clean()
        if self.from_year is None or self.to_year is None:
            return
        if self.to_year < self.from_year:
            raise ValidationError({"to_year": _("The period ends before it begins. Check the two years.")})
        if self.kind == PeriodKind.SCHOOL_YEAR and self.to_year != self.from_year + 1:
            message = _("A school year runs from one year to the next, for example 2026 to 2027.")
            raise ValidationError({"to_year": message})


class LegalBasis(PlanPart):
    """A document that the plan rests on (Căn cứ …). It may be another plan of this site, or in the register."""

    page = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="bases")
    kind = models.CharField(_("kind of document"), max_length=80, help_text=_("Kế hoạch, Quyết định, Thông tư …"))
    number = models.CharField(_("number"), max_length=60, blank=True)
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    subject = models.TextField(_("subject"), blank=True)
    plan = models.ForeignKey(
        "plans.PlanPage",
        verbose_name=_("plan on this site"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    official_document = models.ForeignKey(
        "plans.OfficialDocument",
        verbose_name=_("document of the register"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    url = models.URLField(_("address elsewhere"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number"), FieldPanel("date")]),
        FieldPanel("issuer"),
        FieldPanel("subject"),
        FieldRowPanel([FieldPanel("plan"), FieldPanel("official_document")]),
        FieldRowPanel([FieldPanel("document"), FieldPanel("url")]),
    ]

    def __str__(self) -> str:
        """Return the basis as plans cite it; a law's subject is its name ("Luật Trẻ em ngày …")."""
        from common.templatetags.school import longdate

        named_by_subject = self.subject.startswith(self.kind)
        parts = [
            self.subject if named_by_subject else self.kind,
            self.number and f"số {self.number}",
            longdate(self.date),
            self.issuer and f"của {self.issuer}",
            self.subject and not named_by_subject and f"về việc {self.subject}",
        ]
        return " ".join(part for part in parts if part)


class Statement(PlanPart):
    """One numbered sentence of a plan."""

    text = models.TextField(_("text"))
    panels = [FieldPanel("text")]

    class Meta(PlanPart.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.text


class Purpose(Statement):
    """What the plan is for (Mục đích)."""

    plan = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="purposes")


class Requirement(Statement):
    """How it is to be done (Yêu cầu)."""

    plan = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="requirements")


class FocusArea(KeyedPart, ClusterableModel):
    """One thing that the plan sets out to tell the public, and who is responsible for it."""

    plan = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="focus_areas")
    title = models.CharField(_("title"), max_length=255)
    text = models.TextField(_("text"), blank=True)

    panels = [
        KEY_PANEL,
        FieldPanel("title"),
        FieldPanel("text"),
        InlinePanel("parties", heading=_("Responsible units"), label=_("unit")),
    ]

    def __str__(self) -> str:
        return self.title


class AreaParty(PlanPart):
    """One unit's part in a focus area. `raw` is the plan's own wording, shared by the units it names."""

    area = ParentalKey(FocusArea, on_delete=models.CASCADE, related_name="parties")
    unit = models.ForeignKey(
        "plans.Unit", verbose_name=_("unit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    role = models.CharField(_("role"), max_length=12, choices=PartyRole.choices, default=PartyRole.IMPLEMENT)
    raw = models.CharField(_("as the plan words it"), max_length=500, blank=True)

    panels = [FieldRowPanel([FieldPanel("unit", widget=Select), FieldPanel("role")]), FieldPanel("raw")]


class Commitment(KeyedPart):
    """A promise that can be counted: what, how many, how often."""

    plan = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="commitments")
    text = models.TextField(_("what is promised"))
    quantity = models.PositiveSmallIntegerField(_("how many"), default=1, validators=[MinValueValidator(1)])
    every = models.CharField(_("how often"), max_length=10, choices=Rhythm.choices, default=Rhythm.MONTHLY)
    due_on = models.DateField(_("by"), null=True, blank=True, help_text=_("Only for what is promised once."))
    starts_on = models.DateField(
        _("from"), null=True, blank=True, help_text=_("Empty: from the first day that the plan speaks for.")
    )
    ends_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Empty: until the last day that the plan speaks for.")
    )
    area_keys = AreaKeysField(
        _("serves the focus areas"), help_text=_("New focus areas are offered here once the plan has been saved.")
    )
    channel = models.CharField(_("where it appears"), max_length=200, blank=True)
    unit = models.ForeignKey(
        "plans.Unit", verbose_name=_("unit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    audience = models.CharField(
        _("for"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.PUBLIC,
        help_text=_("What is promised to the staff only never shows outside."),
    )

    panels = [
        KEY_PANEL,
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("quantity"), FieldPanel("every"), FieldPanel("due_on")]),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("channel")]),
        FieldPanel("unit", widget=Select),
        FieldPanel("area_keys"),
    ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """A single promise has a date; a repeated one has none. Nothing ends before it starts."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("This promise ends before it starts. Check the two days.")})
        if self.due_on and self.every != Rhythm.ONCE:
            message = _("A date goes with what is promised once. For a repeated promise leave it empty.")
            raise ValidationError({"due_on": message})


class Recipient(PlanPart):
    """Who gets the plan (Nơi nhận). "Lưu …" is filing, not a reader."""

    plan = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="recipients")
    text = models.CharField(_("recipient"), max_length=255)
    is_filing = models.BooleanField(_("this is filing, not a reader"), default=False)

    panels = [FieldRowPanel([FieldPanel("text"), FieldPanel("is_filing")])]

    def __str__(self) -> str:
        return self.text


class OtherSection(PlanPart):
    """A part of the plan that has no place of its own, kept so that no sentence is lost."""

    plan = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="other_sections")
    title = models.CharField(_("title"), max_length=255, blank=True)
    text = models.TextField(_("text"), blank=True)

    panels = [FieldPanel("title"), FieldPanel("text")]

    def __str__(self) -> str:
        return self.title or self.text[:60]


class Attachment(PlanPart):
    """A file that the plan's source refers to."""

    plan = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="attachments")
    url = models.CharField(_("address"), max_length=1000)

    panels = [FieldPanel("url")]

    def __str__(self) -> str:
        return self.url
