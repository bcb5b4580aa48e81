"""The part of a photo's form that says what the consent form on file says."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.models.consent import CONSENT_FIELDS, PAPER_FIELDS, Consent
from moderation.withdrawal import may_withdraw

# What has to be known of a consent form, with what is said where it is missing.
REQUIRED = {
    "consent_reference": _("Write the number under which the consent form is filed."),
    "consent_date": _("Write the day on which the consent form was signed."),
    "consent_scope": _("Choose where the form allows the photo to be shown."),
    "consent_child": _("From 7 years on the children agree themselves, too. Choose what they said."),
}


def check_paper(form: forms.BaseForm, *, is_asked: bool) -> None:
    """Say at the fields what is missing, where `is_asked`, and what cannot be."""
    given = form.cleaned_data
    if is_asked:
        for name, sentence in REQUIRED.items():
            if not given.get(name) and name not in form.errors:
                form.add_error(name, sentence)
    signed = given.get("consent_date")
    if signed and signed > timezone.localdate():
        form.add_error("consent_date", _("This day has not come yet. Write the day on which the form was signed."))


class ConsentForm:
    """Mixed into a form of Wagtail's. Fields of the paper show once "the families have agreed" is chosen (consent.css).

    What was noted before there was a place for the paper may stay as it is, as long as nobody changes it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consent_before = self.instance.consent
        if "consent" in self.fields and self.consent_before != Consent.WITHDRAWN:
            field = self.fields["consent"]
            field.choices = [choice for choice in field.choices if choice[0] != Consent.WITHDRAWN]

    def clean(self) -> dict[str, Any]:
        """Ask for what stands on the paper, and let nobody pass over that consent was withdrawn."""
        cleaned = super().clean()
        if "consent" in self.fields:
            chosen = cleaned.get("consent")
            changed = not set(CONSENT_FIELDS).isdisjoint(self.changed_data)
            check_paper(self, is_asked=chosen == Consent.GIVEN and (changed or not self.instance.pk))
            if self.consent_before == Consent.WITHDRAWN != chosen and not self.is_replaced:
                self._check_anew(chosen)
            if chosen not in {Consent.GIVEN, Consent.WITHDRAWN}:
                cleaned |= {name: self.instance._meta.get_field(name).get_default() for name in PAPER_FIELDS}
        return cleaned

    def _check_anew(self, chosen: str | None) -> None:
        """After a withdrawal a new form is needed, and somebody who may take things down enters it."""
        if not may_withdraw(self.user):
            sentence = _("Consent was withdrawn. Only the principal, a deputy or the web officer enters a new form.")
            self.add_error("consent", ValidationError(sentence))
        signed, off = self.cleaned_data.get("consent_date"), self.instance.withdrawn_at
        if chosen == Consent.GIVEN and signed and off and signed < timezone.localdate(off):
            sentence = _("This form was signed before consent was withdrawn. A new one is needed.")
            self.add_error("consent_date", sentence)
