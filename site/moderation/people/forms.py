"""What the principal, and who asks the principal for something, fill in."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from common.admin_forms import DateInput
from common.models import User
from moderation.models import Delegation
from moderation.models.delegation import Basis
from moderation.roles import Role, people_with

_LONGEST_REASON = 1000


class DelegationForm(forms.ModelForm):
    """A standing assignment or a dated delegation. What is wrong with it the model says."""

    class Meta:
        model = Delegation
        fields = ["deputy", "basis", "section", "unit", "starts_on", "ends_on", "document"]
        widgets = {"basis": forms.RadioSelect, "starts_on": DateInput, "ends_on": DateInput}
        help_texts = {
            "section": _("Left open: the whole site. With a unit below, both have to fit."),
            "unit": _("Left open: the content of all units."),
            "ends_on": _("A standing assignment may go without."),
            "document": _("As it stands on the paper that assigns or delegates, for example 12/QĐ-THSH."),
        }

    def __init__(self, *args: Any, given_by: User, sections: QuerySet[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.given_by = given_by
        self.fields["basis"].choices = [
            (Basis.STANDING, _("Standing assignment (KT.): part of the deputy's duties, until it is revoked")),
            (Basis.DATED, _("Dated delegation (TUQ.): for a time, for example while the principal is away")),
        ]
        self.fields["section"].queryset = sections
        self.fields["section"].empty_label = _("The whole site")
        self.fields["unit"].queryset = self.fields["unit"].queryset.filter(live=True)
        self.fields["unit"].empty_label = _("All units")
        self._offer_deputies()

    def _offer_deputies(self) -> None:
        """Offer deputies only; about anybody else that is sent, the model has a sentence."""
        deputy = self.fields["deputy"]
        deputy.queryset = User.objects.filter(is_active=True)
        deputies = people_with(Role.DEPUTY_PRINCIPAL).order_by("last_name", "first_name")
        deputy.choices = [("", _("Choose a deputy principal")), *((user.pk, str(user)) for user in deputies)]
        if not deputies:
            deputy.help_text = _("There is no deputy principal yet. Appoint one first, under “Approvers”.")


class ReasonForm(forms.Form):
    """Why; the ledger keeps it, and who is concerned reads it."""

    reason = forms.CharField(
        label=_("Reason"), max_length=_LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}), required=True
    )


class AnswerForm(forms.Form):
    """Yes or no to a request. A refusal says why."""

    answer = forms.ChoiceField(choices=[("confirm", "confirm"), ("refuse", "refuse")])
    comment = forms.CharField(
        label=_("Note for the ledger, or why not"),
        required=False,
        max_length=_LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example the number of the decision of appointment. A refusal needs a reason."),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever refuses says why."""
        cleaned = super().clean()
        if cleaned.get("answer") == "refuse" and not cleaned.get("comment"):
            self.add_error("comment", _("Write why, so that whoever asked knows."))
        return cleaned


class OfficeForm(forms.Form):
    """Somebody to be given an office, and on what paper that rests."""

    person = forms.ModelChoiceField(label=_("Person"), queryset=User.objects.none(), empty_label=_("Choose a person"))
    document = forms.CharField(
        label=_("Note for the ledger"),
        required=False,
        max_length=_LONGEST_REASON,
        help_text=_("For example the number of the decision of appointment."),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people.order_by("last_name", "first_name")
        self.fields["person"].label_from_instance = lambda user: f"{user} ({user.get_username()})"


class FirstReadingForm(forms.Form):
    """The sections in which the head of a unit reads first."""

    sections = forms.ModelMultipleChoiceField(
        label=_("Sections"), queryset=Page.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, sections: QuerySet[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sections"].queryset = sections
