"""What is asked for: as little as fits on a phone."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from common.models import public_pages
from common.text import nfc
from home.alert.models import LONGEST_TEXT, Alert, AlertKind

FORMAT = "%Y-%m-%dT%H:%M"  # of <input type="datetime-local">
EVENING = datetime.time(18)
NOON = 12
PAGES_OFFERED = 30


class _OneLine(forms.CharField):
    """Text in one line and in NFC, before its characters are counted."""

    def to_python(self, value: Any) -> str:
        return " ".join(nfc(super().to_python(value)).split())


class _PageField(forms.ModelChoiceField):
    def label_from_instance(self, page: Page) -> str:
        return page.title


class AlertForm(forms.ModelForm):
    """An alert, with the evening as its end unless somebody says otherwise."""

    kind = forms.ChoiceField(label=_("How urgent"), choices=AlertKind.choices, widget=forms.RadioSelect)
    text = _OneLine(
        label=_("What everybody should know"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("At most 280 characters: what happens, when, what parents should do."),
    )
    expire_at = forms.DateTimeField(
        label=_("Until"),
        widget=forms.DateTimeInput(format=FORMAT, attrs={"type": "datetime-local"}),
        help_text=_("It goes away by itself then."),
        error_messages={
            "required": _("Say when it ends: it goes away by itself then."),
            "invalid": _("This is no day with an hour. Write it as 22/11/2026 18:00."),
        },
    )
    page = _PageField(
        label=_("Page with more about it"),
        queryset=Page.objects.none(),
        required=False,
        empty_label=_("No page"),
        help_text=_("One of those published last."),
    )

    class Meta:
        model = Alert
        fields = ["kind", "text", "expire_at", "page"]

    def __init__(self, *args: Any, site: Site, **kwargs: Any) -> None:
        initial = {"kind": AlertKind.URGENT, "expire_at": this_evening(timezone.localtime())}
        super().__init__(*args, initial=initial, **kwargs)
        self.instance.site = site
        newest = public_pages().in_site(site).order_by("-last_published_at").values_list("pk", flat=True)
        offered = public_pages().in_site(site).filter(pk__in=list(newest[:PAGES_OFFERED]))
        self.fields["page"].queryset = offered.order_by("-last_published_at")

    def clean_expire_at(self) -> datetime.datetime:
        """The end is still to come."""
        end = self.cleaned_data["expire_at"]
        if end <= timezone.now():
            raise forms.ValidationError(_("This moment has passed. Say when it ends."))
        return end


def this_evening(now: datetime.datetime) -> datetime.datetime:
    """Return 18:00 of today, in the afternoon that of tomorrow."""
    day = now.date() + datetime.timedelta(days=now.hour >= NOON)
    return timezone.make_aware(datetime.datetime.combine(day, EVENING))
