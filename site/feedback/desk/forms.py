"""What the staff fills in: one short form for each act."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from feedback.choices import Act, State
from feedback.forms import check_length
from feedback.models import Feedback
from feedback.plain import one_line, plain
from plans.models import Unit


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ActForm(forms.Form):
    """What all have in common: they are about feedback of one school."""

    def __init__(self, *args: Any, feedback: Feedback, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.feedback, self.site = feedback, site

    def clean(self) -> dict[str, Any]:
        """Whatever is written is plain text."""
        given = super().clean()
        return {name: plain(value) if isinstance(value, str) else value for name, value in given.items()}


class AnswerForm(ActForm):
    """The answer."""

    text = forms.CharField(
        label=_("Answer"),
        help_text=_("Whoever wrote reads this under their code, and gets a mail if they left an address."),
        error_messages={"required": _("Please write the answer.")},
        widget=_area(8),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = said_of_taking_down(self.feedback)

    def clean_text(self) -> str:
        """An answer is no longer than a question may be."""
        check_length(self.cleaned_data["text"])
        return self.cleaned_data["text"]


class PassOnForm(ActForm):
    """Whose it is."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Unit"), error_messages={"required": _("Please choose a unit.")}
    )
    note = forms.CharField(
        label=_("A word to them"),
        required=False,
        max_length=1000,
        help_text=_("It stays in the house."),
        widget=_area(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.public().on_site(self.site)

    def clean_unit(self) -> Unit:
        """It has to be another one, while it is with that unit."""
        unit = self.cleaned_data["unit"]
        if unit.pk == self.feedback.unit_id and self.feedback.state == State.WITH_UNIT:
            raise ValidationError(_("It is with this unit already."))
        return unit


class ReportForm(ActForm):
    """Why the unit cannot answer."""

    note = forms.CharField(
        label=_("Why your unit cannot answer it"),
        max_length=1000,
        help_text=_("It stays in the house."),
        error_messages={"required": _("Tell the leadership in a sentence what they have to know.")},
        widget=_area(),
    )


class EscalateForm(ActForm):
    """To which authority it goes."""

    body = forms.CharField(
        label=_("Higher authority"),
        max_length=200,
        help_text=_("Whoever wrote sees this name. Send the letter as you usually do; here it is noted."),
        error_messages={"required": _("Please name the authority.")},
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=1000, help_text=_("It stays in the house."), widget=_area()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].initial = higher_authority(self.site)

    def clean_body(self) -> str:
        """Return it on one line."""
        return one_line(self.cleaned_data["body"])


class CloseForm(ActForm):
    """Why there is no answer."""

    note = forms.CharField(
        label=_("Why it gets no answer"),
        max_length=1000,
        help_text=_("Only for advertising, abuse, or what was sent twice. It stays in the house."),
        error_messages={"required": _("Please say why it gets no answer.")},
        widget=_area(),
    )


def said_of_taking_down(feedback: Feedback) -> str:
    """Return a sentence for a family whose child's pictures were taken down, "" where nothing was."""
    steps = feedback.steps.filter(act=Act.TAKEN_DOWN) if feedback.withdraws_consent else ()
    last = max(steps, key=lambda step: step.at, default=None)
    if last is None:
        return ""
    said = {"what": last.body, "when": date_format(timezone.localtime(last.at), "H:i j/n/Y")}
    return gettext("The school has taken this off its site at %(when)s: %(what)s.") % said


def higher_authority(site: Site) -> str:
    """Return the name that the school has entered with its own, "" where it has not."""
    return getattr(site.root_page.specific, "parent_body", "")
