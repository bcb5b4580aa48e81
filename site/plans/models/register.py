"""The register of official documents: laws, circulars, decisions, plans of others."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.search import index

from common.text import fold
from moderation.snippets import ApprovedQuerySet, ApprovedSnippet
from plans.models.parts import PlanPart
from plans.notices import with_notices
from plans.register.numbers import KEY_LENGTH, address_of, number_key, words_of
from plans.register.widgets import SuggestingInput

KINDS = (
    *("Luật", "Nghị định", "Thông tư", "Chỉ thị", "Quyết định", "Kế hoạch", "Chương trình", "Công văn", "Hướng dẫn"),
    *("Thông báo", "Quy chế", "Báo cáo"),
)
FIELDS = (
    *("Chương trình giáo dục", "Công khai", "Tuyển sinh", "Tài chính", "Tổ chức – nhân sự", "Trẻ em", "Thư viện"),
    *("An toàn – y tế", "Chuyển đổi số", "Truyền thông", "Văn thư", "Thi đua – khen thưởng"),
)


class OfficialDocumentQuerySet(ApprovedQuerySet):
    """Documents by who may see them."""

    def newest_first(self) -> Self:
        """By date of issue."""
        return self.order_by("-issued_on", "-pk")

    def for_reading(self) -> Self:
        """Fetch in the same query its file and what other apps say beside it."""
        return with_notices(self.select_related("file", "site"))


class OfficialDocument(index.Indexed, ApprovedSnippet):
    """One official document. Its address is made of number and year, and stays once it has been public."""

    slug = models.SlugField(_("address"), max_length=150, editable=False)
    kind = models.CharField(_("kind of document"), max_length=80, help_text=_("Kế hoạch, Quyết định, Thông tư …"))
    number = models.CharField(_("number and symbol"), max_length=60, help_text=_("As in 09/2024/TT-BGDĐT."))
    issuer = models.CharField(_("issued by"), max_length=200)
    signer = models.CharField(_("signed by"), max_length=100, blank=True)
    issued_on = models.DateField(_("date of issue"))
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(
        _("in force until"), null=True, blank=True, help_text=_("The last day. Leave it empty while there is none.")
    )
    field = models.CharField(_("field"), max_length=100, blank=True, help_text=_("What it is about, in a few words."))
    summary = models.TextField(_("summary"), blank=True, help_text=_("As the document itself says what it is about."))
    file = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    elsewhere = models.URLField(_("address elsewhere"), blank=True)
    carries_out = models.ForeignKey(
        "self",
        verbose_name=_("carries out"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The higher document that this one descends from, if it is in the register."),
    )
    number_key = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True, default="")
    words = models.TextField(editable=False, default="")

    objects = OfficialDocumentQuerySet.as_manager()

    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind", widget=SuggestingInput(KINDS)), FieldPanel("number")]),
                FieldPanel("summary"),
                FieldRowPanel([FieldPanel("issuer"), FieldPanel("signer")]),
                FieldRowPanel([FieldPanel("issued_on"), FieldPanel("field", widget=SuggestingInput(FIELDS))]),
                FieldRowPanel([FieldPanel("in_force_from"), FieldPanel("in_force_until")]),
            ],
            heading=_("The document"),
        ),
        FieldPanel("file"),
        FieldPanel("elsewhere"),
        MultiFieldPanel(
            [
                InlinePanel("replacements", heading=_("Replaces"), label=_("document")),
                FieldPanel("carries_out"),
            ],
            heading=_("Other documents of the register"),
        ),
    ]
    search_fields = [
        index.SearchField("number", boost=3),
        index.AutocompleteField("number"),
        index.SearchField("kind"),
        index.SearchField("summary"),
        index.AutocompleteField("summary"),
        index.SearchField("issuer"),
        index.FilterField("live"),
        index.FilterField("site"),
    ]

    class Meta:
        verbose_name = _("official document")
        verbose_name_plural = _("official documents")
        ordering = ["-issued_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["site", "slug"], name="one_document_for_an_address")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}".strip()

    def fill_defaults(self) -> None:
        """Write down what it is looked up by, and its address."""
        super().fill_defaults()
        self.number_key = number_key(self.number)
        texts = (self.kind, self.issuer, self.signer, self.field, self.summary)
        self.words = words_of(self.number, texts, (self.issued_on, self.in_force_from))
        self.slug = self._address_so_far() or self._free_address()

    def clean(self) -> None:
        """Refuse, at the field, what contradicts itself or another document of the register."""
        super().clean()
        errors = self._errors_in_dates()
        if not (self.summary or self.elsewhere or self.file_id):
            errors["summary"] = _("Give a summary, a file or an address: otherwise there is nothing to read.")
        if self._is_there_already():
            errors["number"] = _("A document of that number, issuer and year is in the register already.")
        if self.pk and self.carries_out_id == self.pk:
            errors["carries_out"] = _("A document cannot carry out itself.")
        if errors:
            raise ValidationError(errors)

    def _errors_in_dates(self) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        begins = self.in_force_from or self.issued_on
        if self.in_force_from and self.issued_on and self.in_force_from < self.issued_on:
            errors["in_force_from"] = _("It would be in force before it was issued. Check the two dates.")
        if self.in_force_until and begins and self.in_force_until < begins:
            errors["in_force_until"] = _("It would end before it begins. Check the two dates.")
        return errors

    def _is_there_already(self) -> bool:
        if not self.number_key or not self.issued_on:
            return False
        others = OfficialDocument.objects.on_site(self.site).exclude(pk=self.pk)
        same = others.filter(number_key=self.number_key, issued_on__year=self.issued_on.year)
        return any(fold(issuer) == fold(self.issuer) for issuer in same.values_list("issuer", flat=True))

    def _address_so_far(self) -> str:
        """Return the address at which the document has been public, whatever an old version says; "" where at none."""
        been_public = OfficialDocument.objects.filter(pk=self.pk, first_published_at__isnull=False)
        return been_public.values_list("slug", flat=True).first() or ""

    def _free_address(self) -> str:
        """Return "45-2026", or "45-2026-2" where another document has that address; one's own is always free."""
        wanted = address_of(self.number, self.kind, self.issued_on) or "van-ban"
        others = OfficialDocument.objects.on_site(self.site).exclude(pk=self.pk)
        taken = set(others.filter(slug__startswith=wanted).values_list("slug", flat=True))
        candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
        return next(candidate for candidate in candidates if candidate not in taken)

    @property
    def begins_on(self) -> Any:
        """The first day in force: the day of issue where nothing else is said; None in a draft without one."""
        return self.in_force_from or self.issued_on

    @property
    def url(self) -> str:
        """The document's stable public address."""
        return reverse("official_document", args=[self.slug])

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """A preview and the public page are one template."""
        return "plans/register/document.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """What the public page would be given."""
        from plans.register.presentation import document_context

        return document_context(self, request)


class Replacement(PlanPart):
    """One document that another replaces: a row each, so that an editor chooses it instead of scrolling a list."""

    document = ParentalKey(OfficialDocument, on_delete=models.CASCADE, related_name="replacements")
    replaced = models.ForeignKey(
        OfficialDocument, verbose_name=_("document"), on_delete=models.CASCADE, related_name="replaced_through"
    )

    panels = [FieldPanel("replaced")]

    def __str__(self) -> str:
        return str(self.replaced)

    def clean(self) -> None:
        """Nothing replaces itself."""
        super().clean()
        if self.document_id and self.replaced_id == self.document_id:
            raise ValidationError({"replaced": _("A document cannot replace itself.")})
