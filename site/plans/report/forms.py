"""What somebody asks a report for: a usual period, or days of their own."""

import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.admin_forms import DateInput
from common.templatetags.school import shortdate
from plans.models import PlanPage
from plans.models.school_year import calendar_of
from plans.report.periods import OWN, usual
from plans.report.wording import period_of
from plans.validation import bounds_of


class ReportForm(forms.Form):
    """The days of a report on one plan. After `is_valid`: `days` and `words`, the period as a title says it."""

    period = forms.ChoiceField(label=_("Which time is it about?"), widget=forms.RadioSelect)
    starts_on = forms.DateField(label=capfirst(_("first day")), required=False, widget=DateInput)
    ends_on = forms.DateField(label=capfirst(_("last day")), required=False, widget=DateInput)

    def __init__(self, *args: Any, plan: PlanPage, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        site = plan.get_site()
        self.bounds, self.today = bounds_of(plan.spans, site, plan.issued_on), today
        self.usual = {
            each.key: each for each in usual(calendar_of(site), today) if self._concerns(each.first, each.last)
        }
        choices = [(key, capfirst(str(each))) for key, each in self.usual.items()]
        self.fields["period"].choices = [*choices, (OWN, capfirst(_("days of one's own, given below")))]
        self.fields["period"].initial = next(iter(self.usual), OWN)

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day."""
        return self.cleaned_data["days"]

    @property
    def words(self) -> str:
        """The period in the words of a title."""
        chosen = self.usual.get(self.cleaned_data["period"])
        return chosen.words if chosen else period_of(*self.days)

    def clean(self) -> dict[str, Any]:
        """Days follow each other, have begun, and the plan speaks for them."""
        cleaned = super().clean()
        chosen = self.usual.get(cleaned.get("period"))
        first, last = (chosen.first, chosen.last) if chosen else (cleaned.get("starts_on"), cleaned.get("ends_on"))
        if not chosen and cleaned.get("period") == OWN:
            self._check(first, last)
        return cleaned | {"days": (first, last)}

    def _check(self, first: datetime.date | None, last: datetime.date | None) -> None:
        for name, day in (("starts_on", first), ("ends_on", last)):
            if day is None and name not in self.errors:
                self.add_error(name, _("Give this day, or choose one of the periods above."))
        if first is None or last is None:
            return
        if last < first:
            self.add_error("ends_on", _("The report ends before it begins. Check the two days."))
        elif first > self.today:
            self.add_error("starts_on", _("These days have not begun yet: there is nothing to report."))
        elif not self._concerns(first, last):
            said = {"first": shortdate(self.bounds.first), "last": shortdate(self.bounds.last)}
            message = _("The plan speaks for %(first)s to %(last)s, and none of these days lies within.")
            self.add_error("starts_on", message % said)

    def _concerns(self, first: datetime.date, last: datetime.date) -> bool:
        """Say whether the plan speaks for any of these days; one that names no time speaks for all."""
        return self.bounds.first is None or (first <= self.bounds.last and self.bounds.first <= last)
