"""Noting consent for all photos of a gallery at once, and the principal's rule on photos without."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Site

from common.admin_forms import DateInput
from media.consent_form import check_paper
from media.models import Consent, ConsentRule, GalleryPage, Photo
from media.models.consent import CONSENT_FIELDS, PAPER_FIELDS
from moderation.desk import pictures
from moderation.people.access import is_principal, posted, require

UNPROCESSABLE = 422


class GalleryConsentForm(forms.ModelForm):
    """One consent form for many photos."""

    photos = forms.ModelMultipleChoiceField(
        Photo.objects.none(),
        label=gettext_lazy("For which photos"),
        error_messages={"required": gettext_lazy("Tick at least one photo.")},
    )

    class Meta:
        model = Photo
        fields = CONSENT_FIELDS
        widgets = {"consent_date": DateInput}

    def __init__(self, *args: Any, offered: list[Photo], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photos"].queryset = Photo.objects.filter(pk__in=[photo.pk for photo in offered])
        consent = self.fields["consent"]
        consent.choices = [choice for choice in consent.choices if choice[0] and choice[0] != Consent.WITHDRAWN]
        consent.required = True

    def clean(self) -> dict[str, Any]:
        """Ask for what stands on the paper."""
        cleaned = super().clean()
        check_paper(self, is_asked=cleaned.get("consent") == Consent.GIVEN)
        return cleaned

    def note(self) -> int:
        """Write it down with every photo that is ticked. Return with how many."""
        said = {name: self.cleaned_data[name] for name in CONSENT_FIELDS}
        if said["consent"] != Consent.GIVEN:
            said |= {name: Photo._meta.get_field(name).get_default() for name in PAPER_FIELDS}
        ticked = [photo.pk for photo in self.cleaned_data["photos"]]
        return Photo.objects.filter(pk__in=ticked).exclude(consent=Consent.WITHDRAWN).update(**said)


def gallery_consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Note one consent form with a gallery's photos, as its newest draft has them. 403 for whoever may not edit it."""
    gallery = get_object_or_404(GalleryPage, pk=pk)
    if not gallery.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = gallery.get_latest_revision_as_object()
    shown = [entry.image for entry in draft.photos.all() if entry.image]
    offered = [photo for photo in shown if photo.consent != Consent.WITHDRAWN]
    waiting = {photo.pk for photo in offered if not photo.consent or photo.lacks_paper}
    initial = {"consent": Consent.GIVEN}
    form = GalleryConsentForm(posted(request), offered=offered, initial=initial)
    if request.method == "POST" and form.is_valid():
        count = form.note()
        done = ngettext("Noted with %(count)s photo.", "Noted with %(count)s photos.", count)
        messages.success(request, done % {"count": count})
        return redirect("wagtailadmin_pages:edit", pk)
    ticked = {int(key) for key in request.POST.getlist("photos") if key.isdecimal()} if form.is_bound else waiting
    thumbnails = pictures.fetch(photo.pk for photo in offered)
    context = {
        "gallery": draft,
        "form": form,
        "photos": [(photo, thumbnails.get(photo.pk), photo.pk in ticked) for photo in offered],
        "withdrawn": len(shown) - len(offered),
    }
    return render(request, "media/consent/gallery.html", context, status=UNPROCESSABLE if form.errors else 200)


class RuleForm(forms.ModelForm):
    """One tick."""

    class Meta:
        model = ConsentRule
        fields = ("is_strict",)


def consent_rule(request: HttpRequest) -> HttpResponse:
    """Let the principal decide whether an approver is warned of photos without consent, or refused."""
    require(is_principal(request.user))
    form = RuleForm(posted(request), instance=ConsentRule.of(Site.find_for_request(request)))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. It holds for everything that is approved from now on."))
        return redirect("consent_rule")
    context = {"form": form, "unmarked": Photo.objects.in_public_use().filter(consent="", withdrawn_at=None).count()}
    return render(request, "media/consent/rule.html", context)
