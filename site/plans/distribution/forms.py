"""Whom to give it to, and how."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from common.admin_forms import DateInput
from common.models import User
from moderation.roles import WRITERS
from plans.models import Unit


class HandOutForm(forms.Form):
    """Readers by unit, by name or all; a word to them; the meeting, where it was presented at one."""

    everybody = forms.BooleanField(label=_("Everybody who works here"), required=False)
    units = forms.ModelMultipleChoiceField(
        Unit.objects.none(), label=_("Units"), required=False, widget=forms.CheckboxSelectMultiple
    )
    people = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("People"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("A word to them"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    meeting = forms.CharField(
        label=_("Presented at the meeting"),
        max_length=200,
        required=False,
        help_text=_("Only where it was presented already: then no mail goes out. Left empty, everybody gets a mail."),
    )
    met_on = forms.DateField(label=_("Date of the meeting"), required=False, widget=DateInput)

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = Unit.objects.on_site(site).filter(live=True)
        self.fields["people"].queryset = staff()

    def clean(self) -> dict[str, Any]:
        """Somebody reads it; a meeting has a day, and that day has come."""
        given = super().clean()
        meeting, met_on = given.get("meeting"), given.get("met_on")
        if meeting and not met_on and "met_on" not in self.errors:
            self.add_error("met_on", _("On which day was this meeting?"))
        if met_on and not meeting:
            self.add_error("meeting", _("At which meeting? Write its name, or take the date away."))
        if met_on and met_on > timezone.localdate():
            self.add_error("met_on", _("This meeting is still to come. Record it once it has taken place."))
        if not self.errors and not self.readers():
            self.add_error("units", _("Nobody is chosen, or nobody is entered in the units chosen. Who shall read it?"))
        return given

    def readers(self) -> list[User]:
        """Return who was chosen, each once: with a unit, those of its parts."""
        chosen = staff()
        if not self.cleaned_data.get("everybody"):
            units = self.cleaned_data.get("units") or ()
            people = [person.pk for person in self.cleaned_data.get("people") or ()]
            chosen = chosen.filter(Q(units__in=units) | Q(units__part_of__in=units) | Q(pk__in=people))
        return list(chosen.distinct())


def staff() -> QuerySet[User]:
    """Return the active people of the house who write, by name."""
    names = [role.value for role in WRITERS]
    people = User.objects.filter(is_active=True, groups__name__in=names)
    return people.order_by("first_name", "last_name", "pk").distinct()
