"""What the desk is sent."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.decisions import APPROVE, REJECT
from moderation.models import ISSUE_OWN


class DecisionForm(forms.Form):
    """A decision, what the author is told about it, and which version was on the screen."""

    action = forms.ChoiceField(choices=[(name, name) for name in (APPROVE, ISSUE_OWN, REJECT)])
    revision = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("What the author is told"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Whoever returns something says why."""
        cleaned = super().clean()
        if cleaned.get("action") == REJECT and not cleaned.get("comment"):
            self.add_error("comment", _("Write what is to be changed, so that the author knows what to do."))
        return cleaned


class BatchForm(forms.Form):
    """Several submissions, each with the version that the list showed, approved as one act."""

    tick = forms.TypedMultipleChoiceField(
        error_messages={
            "required": _("Tick what is to be approved."),
            "invalid_choice": _("Something among these is no longer waiting as it was shown. Look at the list again."),
        }
    )
    comment = forms.CharField(label=_("What the authors are told"), required=False, max_length=2000)

    def __init__(self, *args: Any, ticks: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tick"].choices = [(tick, tick) for tick in ticks]

    def states(self) -> list[int]:
        """Return the steps of what was ticked."""
        return [int(tick.partition("-")[0]) for tick in self.cleaned_data["tick"]]
