"""What does not come by the public form: the staff's own questions, and those of the press."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from common.models import User
from feedback import acts
from feedback.access import desk_of, may_enter_press
from feedback.choices import GENERAL_TOPICS, Channel, State
from feedback.forms import FeedbackForm, check_length
from feedback.models import Feedback, Spokesperson
from feedback.plain import one_line, plain
from plans.distribution.forms import staff
from plans.models import Unit

UNPROCESSABLE = 422


class EnteredForm(forms.ModelForm):
    """What is the same for both."""

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", gettext_lazy("Choose one")), *GENERAL_TOPICS]
        self.fields["text"].error_messages["required"] = FeedbackForm.base_fields["text"].error_messages["required"]
        if "unit" in self.fields:
            self.fields["unit"].queryset = Unit.objects.public().on_site(site)

    def clean_text(self) -> str:
        """Return it as plain text."""
        text = plain(self.cleaned_data["text"])
        check_length(text)
        return text


class AskForm(EnteredForm):
    """A question of somebody who works here."""

    class Meta:
        model = Feedback
        fields = ("topic", "unit", "text")
        labels = {"unit": gettext_lazy("Who should answer")}
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}


class PressForm(EnteredForm):
    """A question of the press: from which paper, and who of it asks."""

    class Meta:
        model = Feedback
        fields = ("source", "name", "phone", "email", "topic", "text")
        labels = {"name": gettext_lazy("Who asks")}
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True
        self.fields["source"].error_messages["required"] = _("Which paper, radio or television asks?")

    def clean_source(self) -> str:
        """Return it on one line."""
        return one_line(self.cleaned_data["source"])

    def clean_name(self) -> str:
        """Return it on one line."""
        return one_line(self.cleaned_data["name"])


class SpokespersonForm(forms.ModelForm):
    """Who answers the press."""

    class Meta:
        model = Spokesperson
        fields = ("user",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = staff()
        self.fields["user"].error_messages["required"] = _("Please choose somebody.")


def ask(request: HttpRequest) -> HttpResponse:
    """Take in a question of whoever is signed in, and show what they have asked before."""
    desk = desk_of(request)
    question = Feedback(site=desk.site, channel=Channel.STAFF, asked_by=request.user)
    form = AskForm(_posted(request), site=desk.site, instance=question)
    if form.is_valid():
        acts.receive(form.instance)
        messages.success(request, _("Sent. The answer will stand here."))
        return redirect("feedback_ask")
    asked = Feedback.objects.on_site(desk.site).filter(asked_by=request.user).select_related("unit")
    context = {"form": form, "asked": asked.order_by("-received_at", "-pk")[:50]}
    return render(request, "feedback/desk/ask.html", context, status=_status(form))


def press(request: HttpRequest) -> HttpResponse:
    """Take in a question of the press for the spokesperson; where there is none, for the leadership."""
    desk = desk_of(request)
    if not may_enter_press(desk):
        raise PermissionDenied
    speaker = speaker_of(desk.site)
    state = State.WITH_UNIT if speaker else State.WITH_LEADERSHIP
    question = Feedback(site=desk.site, channel=Channel.PRESS, spokesperson=speaker, state=state)
    form = PressForm(_posted(request), site=desk.site, instance=question)
    if form.is_valid():
        acts.receive(form.instance)
        messages.success(request, _("Entered. %(who)s answers.") % {"who": speaker or _("The school's leadership")})
        return redirect("feedback_list")
    context = {"form": form, "speaker": speaker}
    return render(request, "feedback/desk/press.html", context, status=_status(form))


def spokesperson(request: HttpRequest) -> HttpResponse:
    """Let the leadership name who speaks for the school."""
    desk = desk_of(request)
    if not desk.leads:
        raise PermissionDenied
    named = Spokesperson.objects.filter(site=desk.site).first() or Spokesperson(site=desk.site)
    form = SpokespersonForm(_posted(request), instance=named)
    if form.is_valid():
        form.save()
        messages.success(request, _("Noted."))
        return redirect("feedback_list")
    return render(request, "feedback/desk/spokesperson.html", {"form": form}, status=_status(form))


def speaker_of(site: Site) -> User | None:
    """Return who speaks for the school to the press, None where nobody was named."""
    named = Spokesperson.objects.on_site(site).select_related("user").first()
    return named.user if named else None


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _status(form: forms.BaseForm) -> int:
    return UNPROCESSABLE if form.errors else 200
