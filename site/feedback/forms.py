"""What a visitor fills in. Nothing is cut off, and nothing is lost when something is wrong."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from feedback import codes
from feedback.choices import GENERAL_TOPICS, Relation
from feedback.models import LONGEST_TEXT, Feedback
from feedback.plain import one_line, plain
from feedback.spam import proof, riddle
from feedback.spam.limits import Way
from plans.models import Unit

_PHONE = re.compile(r"\+?[0-9][0-9 ().-]{6,}")


def check_length(text: str) -> None:
    """Say how much too long a text is."""
    if len(text) > LONGEST_TEXT:
        message = _("At most %(most)s characters; this is %(length)s. Shorten it, or send it in two parts.")
        numbers = {"most": LONGEST_TEXT, "length": len(text)}
        raise ValidationError(message % numbers)


class SentForm(forms.ModelForm):
    """A form that anybody may send: who they are if they like, and beside it what tells people from programs."""

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    riddle = forms.CharField(required=False, widget=forms.HiddenInput)
    answer = forms.CharField(required=False, label=_("Your answer"), widget=forms.TextInput(attrs={"size": "10"}))

    def __init__(self, *args: Any, site: Site | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site = site
        for name, autocomplete in (("name", "name"), ("phone", "tel"), ("email", "email")):
            self.fields[name].widget.attrs["autocomplete"] = autocomplete
        self.fields["phone"].widget.attrs |= {"inputmode": "tel"}

    def clean_text(self) -> str:
        """Return it as plain text."""
        text = plain(self.cleaned_data["text"])
        if not text and self.fields["text"].required:
            raise ValidationError(self.fields["text"].error_messages["required"])
        check_length(text)
        return text

    def clean_name(self) -> str:
        """Return it on one line."""
        return one_line(self.cleaned_data["name"])

    def clean_phone(self) -> str:
        """A number that somebody can call, or none."""
        phone = one_line(self.cleaned_data["phone"])
        if phone and not _PHONE.fullmatch(phone):
            raise ValidationError(_("Write a telephone number in digits, for example 0912 345 678, or leave it empty."))
        return phone

    def passage(self) -> tuple[Way, str] | None:
        """Return how it was shown that a person sends this, with the token to spend; None where it was not.

        Whoever filled in what nobody sees is asked the question, and not refused: it may have been their browser.
        """
        given = self.cleaned_data
        nonce = None if given["website"] else proof.solved(given["proof"])
        if nonce:
            return Way.PROVEN, nonce
        nonce = riddle.answered(given["riddle"], given["answer"]) if given["riddle"] else None
        return (Way.ASKED, nonce) if nonce else None


class FeedbackForm(SentForm):
    """Topic, unit and text."""

    text = forms.CharField(
        label=_("What you want to say"),
        help_text=_(
            "Plain text, at most 5,000 characters. Better without a child's name: the school asks if it has to."
        ),
        error_messages={"required": _("Please write what you want to say.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    class Meta:
        model = Feedback
        fields = ("topic", "unit", "text", "name", "phone", "email")

    def __init__(self, *args: Any, site: Site | None, **kwargs: Any) -> None:
        super().__init__(*args, site=site, **kwargs)
        self.fields["topic"].choices = [("", _("Choose one")), *GENERAL_TOPICS]
        self.fields["topic"].error_messages["required"] = _("Please choose what it is about.")
        self.fields["unit"].queryset = Unit.objects.public().on_site(site)
        self.fields["unit"].empty_label = _("I do not know; the school will find the right one")
        self.fields["unit"].label = _("Who should answer")


class CommentForm(SentForm):
    """What somebody thinks of a plan or document while people are asked about it."""

    text = forms.CharField(
        label=_("What you think of it"),
        help_text=_(
            "Plain text, at most 5,000 characters. Nobody outside the school reads it; the summary names nobody."
        ),
        error_messages={"required": _("Please write what you want to say.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    class Meta:
        model = Feedback
        fields = ("text", "name", "phone", "email")


class ConsentForm(SentForm):
    """A family withdraws its consent to pictures of a child: whom, which, and who asks. No reason is asked for."""

    text = forms.CharField(
        label=_("Anything else the school should know"),
        required=False,
        help_text=_("You need not say why."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = Feedback
        fields = ("child", "school_class", "about", "relation", "text", "name", "phone", "email")
        help_texts = {
            "about": _(
                "The address of the page, or what can be seen and when it was. Leave it empty if every photo of the "
                "child should go."
            ),
            "school_class": _("For example 4A. It helps to find every photo."),
        }
        widgets = {"about": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["child"].required = True
        self.fields["child"].error_messages["required"] = _(
            "Please write the child's name: it is how photos are found."
        )
        self.fields["child"].widget.attrs["autocomplete"] = "off"
        self.fields["relation"].required = True
        self.fields["relation"].choices = [("", _("Choose one")), *Relation.choices]
        self.fields["relation"].error_messages["required"] = _("Please choose who you are.")
        self.fields["about"].error_messages["max_length"] = _("At most 500 characters. Write the rest further down.")

    def clean_child(self) -> str:
        """Return it on one line; invisible characters alone are no name."""
        child = one_line(self.cleaned_data["child"])
        if not child:
            raise ValidationError(self.fields["child"].error_messages["required"])
        return child

    def clean_school_class(self) -> str:
        """Return it on one line."""
        return one_line(self.cleaned_data["school_class"])

    def clean_about(self) -> str:
        """Return it as plain text."""
        return plain(self.cleaned_data["about"])


class CodeForm(forms.Form):
    """The code that somebody was given."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("Twelve letters and digits, for example 7KQM-2XVA-9DRT. With or without dashes."),
        error_messages={"required": _("Please type the code that you were given.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, site: Site | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site = site

    def clean_code(self) -> str:
        """Return a code that there is."""
        code = codes.read(self.cleaned_data["code"])
        if not code or not Feedback.objects.on_site(self.site).filter(code=code).exists():
            raise ValidationError(_("There is no such code. Look at it letter by letter: it has no I, L, O, 0 or 1."))
        return code
