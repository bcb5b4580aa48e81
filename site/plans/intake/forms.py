"""The screens' forms: what is sent, and one form for each kind of entry of a reading."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from common.admin_forms import DateInput
from common.text import nfc
from plans.choices import Audience, PartyRole, PeriodKind, Rhythm
from plans.intake.marked import anchor
from plans.models import PlanPage, PlanPeriod
from plans.reader.files import MAX_BYTES

FILES = ".docx,.doc,.odt,.rtf,.pdf,.txt"


class SendForm(forms.Form):
    """A plan's file, or its text."""

    file = forms.FileField(
        label=_("The plan's file"),
        required=False,
        help_text=_("Word (.docx, .doc), .odt, .rtf, a PDF with text, or .txt; 25 MB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": FILES}),
    )
    text = forms.CharField(label=_("Or paste the text here"), required=False, widget=forms.Textarea(attrs={"rows": 6}))
    replaces = forms.ModelChoiceField(
        PlanPage.objects.none(),
        label=_("Is this a new version of a plan on this site?"),
        required=False,
        empty_label=_("No, or I don't know"),
        help_text=_("Its areas and duties are found again in the new version and keep what was counted for them."),
    )

    def __init__(self, *args: Any, plans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replaces"].queryset = plans

    def clean_file(self) -> Any:
        """Refuse at once what the reader would refuse for its size."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise ValidationError(
                _("This file has %(size)s, and 25 MB are read at most. Take the pictures out and send it again."),
                params={"size": filesizeformat(file.size)},
            )
        return file

    def clean(self) -> dict[str, Any]:
        """One of both has to be there."""
        cleaned = super().clean()
        if not self.errors and not cleaned.get("file") and not cleaned.get("text", "").strip():
            self.add_error("file", _("Choose the plan's file, or paste its text below."))
        return cleaned


class EntryForm(forms.Form):
    """One entry of a reading: `path` says which, `trace` where it stands in the source (`Review`)."""

    path: str = ""
    trace: dict[str, Any] | None = None
    is_blank: bool = False
    parts: tuple[tuple[Any, Any], ...] = ()  # (Part, formset) of what is nested in it

    @property
    def anchor(self) -> str:
        """The path as part of an HTML id."""
        return anchor(self.path)

    def clean(self) -> dict[str, Any]:
        """One spelling (NFC), as everywhere."""
        return {name: nfc(value) if isinstance(value, str) else value for name, value in super().clean().items()}


def _line(label: Any, length: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=length, **options)


def _text(label: Any, rows: int = 2, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), **options)


class HeadForm(EntryForm):
    """Letterhead, introduction and signature."""

    title = forms.CharField(label=_("title"), max_length=255, widget=forms.Textarea(attrs={"rows": 2}))
    number = _line(_("number and symbol"), 60)
    issuer = _line(_("issued by"), 200)
    place = _line(_("place"), 100)
    issued_on = forms.DateField(label=_("date of issue"), required=False, widget=DateInput)
    introduction = _text(_("introduction"), 4)
    closing = _text(_("closing words"))
    signer_title = _line(_("signer's title"), 100)
    signer_name = _line(_("signer's name"), 100)


class PeriodForm(EntryForm):
    """Years that the plan speaks for."""

    kind = forms.ChoiceField(label=_("kind"), choices=PeriodKind.choices, initial=PeriodKind.SCHOOL_YEAR)
    from_year = forms.IntegerField(label=_("from year"), min_value=1990, max_value=2100)
    to_year = forms.IntegerField(label=_("to year"), min_value=1990, max_value=2100)

    def clean(self) -> dict[str, Any]:
        """What the editor asks of a period is asked here."""
        cleaned = super().clean()
        if not self.errors and cleaned.get("from_year"):
            PlanPeriod(kind=cleaned["kind"], from_year=cleaned["from_year"], to_year=cleaned["to_year"]).clean()
        return cleaned


class BasisForm(EntryForm):
    """A legal basis."""

    kind = _line(_("kind of document"), 80)
    number = _line(_("number"), 60)
    date = forms.DateField(label=_("date"), required=False, widget=DateInput)
    issuer = _line(_("issued by"), 200)
    subject = _text(_("subject"))


class StatementForm(EntryForm):
    """A sentence."""

    text = forms.CharField(label=_("text"), widget=forms.Textarea(attrs={"rows": 2}))


class ContinuingForm(EntryForm):
    """An entry that may be the same as one of the version before; its choices are the keys of these."""

    same_as = forms.ChoiceField(label=_("continues"), required=False)


class AreaForm(ContinuingForm):
    """A focus area; `parties` are nested."""

    title = forms.CharField(label=_("title"), max_length=255, widget=forms.Textarea(attrs={"rows": 2}))
    text = _text(_("text"), 3)


class PartyForm(EntryForm):
    """One unit's part in an area, with the plan's own words."""

    unit = forms.CharField(label=_("unit"), max_length=150, widget=forms.TextInput(attrs={"list": "units"}))
    role = forms.ChoiceField(label=_("role"), choices=PartyRole.choices, initial=PartyRole.ASSIGNED)
    raw = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)


class CommitmentForm(ContinuingForm):
    """A promise."""

    text = forms.CharField(label=_("what is promised"), widget=forms.Textarea(attrs={"rows": 2}))
    quantity = forms.IntegerField(label=_("how many"), min_value=1, max_value=1000, initial=1)
    every = forms.ChoiceField(label=_("how often"), choices=Rhythm.choices, initial=Rhythm.MONTHLY)
    audience = forms.ChoiceField(label=_("for"), choices=Audience.choices, initial=Audience.PUBLIC)


class UnitForm(EntryForm):
    """A unit that has duties; `duties` are nested."""

    name = forms.CharField(label=_("unit"), max_length=150, widget=forms.TextInput(attrs={"list": "units"}))


class SectionForm(EntryForm):
    """A part that has no field of its own."""

    title = _line(_("title"), 255)
    text = _text(_("text"), 3)


class RecipientForm(EntryForm):
    """Who gets the plan."""

    text = _line(_("recipient"), 255)


class AttachmentForm(EntryForm):
    """A file that the page refers to."""

    url = _line(_("address"), 1000)
