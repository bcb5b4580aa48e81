"""Handing out, who has read it, and the page on which a reader says so."""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.models import Page, Site

from moderation.people.access import posted
from moderation.publishing import object_of
from moderation.registry import subject_of
from moderation.standing import is_approved
from plans.distribution import acts
from plans.distribution.forms import HandOutForm
from plans.distribution.mails import own_duties
from plans.models import PlanPage, ResponsibilityPage
from plans.models.distribution import Distribution, Receipt

UNPROCESSABLE = 422


def _require(request: HttpRequest) -> Site:
    if not acts.may_hand_out(request.user):
        raise PermissionDenied
    return Site.find_for_request(request)


def distributions(request: HttpRequest) -> HttpResponse:
    """List what was handed out, the newest first, with how many have read it."""
    site = _require(request)
    found = Distribution.objects.on_site(site).with_counts().select_related("sent_by")[:100]
    return render(request, "plans/distribution/list.html", {"distributions": found})


def distribution(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who has read it and who has not."""
    found = get_object_or_404(Distribution.objects.on_site(_require(request)), pk=pk)
    receipts = found.receipts.select_related("reader").order_by("reader__first_name", "reader__last_name", "pk")
    context = {
        "distribution": found,
        "waiting": [each for each in receipts if not each.acknowledged_at],
        "read": [each for each in receipts if each.acknowledged_at],
    }
    return render(request, "plans/distribution/distribution.html", context)


def hand_out(request: HttpRequest, kind: str, key: int) -> HttpResponse:
    """Ask whom to give something public to, and give it."""
    site = _require(request)
    item = _public(kind, key, site)
    form = HandOutForm(posted(request), site=site, initial={"units": _units_of(item)})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("note", "meeting", "met_on")}
        made = acts.hand_out(item, form.readers(), sent_by=request.user, site=site, **given)
        messages.success(request, _("Handed out. Here you see who has read it."))
        return redirect("distribution", made.pk)
    context = {"form": form, "item": item}
    return render(request, "plans/distribution/hand_out.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a second mail go out to those who have not answered for a day."""
    found = get_object_or_404(Distribution.objects.on_site(_require(request)), pk=pk)
    number = acts.remind(found)
    if number:
        said = ngettext("%(number)d mail goes out.", "%(number)d mails go out.", number) % {"number": number}
        messages.success(request, said)
    else:
        messages.info(request, _("Nobody to remind: they have read it, have no mail address, or were mailed today."))
    return redirect("distribution", found.pk)


def _public(kind: str, key: int, site: Site) -> Model:
    """Return what is public under this name, 404 where it is not or is another school's."""
    try:
        item = object_of(kind, key)
    except (IndexError, ObjectDoesNotExist):
        raise Http404 from None
    here = item.path.startswith(site.root_page.path) if isinstance(item, Page) else item.site_id == site.pk
    if not (subject_of(item) and here and is_approved(item) and getattr(item, "url", None)):
        raise Http404
    return item


def _units_of(item: Model) -> list[int]:
    """Return the units that have duties under a plan; it is theirs to read first."""
    if not isinstance(item, PlanPage):
        return []
    pages = ResponsibilityPage.objects.public().child_of(item).exclude(unit=None)
    return list(pages.values_list("unit", flat=True))


@csrf_exempt  # whoever holds the token is who may answer, from a mail and without signing in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    """Show a reader's own page of what was handed out, and take the one tap that says it was read.

    Opening it says nothing yet: programs that look through mails open every link.
    """
    receipts = Receipt.objects.select_related("distribution__site", "distribution__sent_by", "reader")
    found = get_object_or_404(receipts, token=token, reader__is_active=True)
    if request.method == "POST":
        acts.acknowledge(found)
        return redirect("my_duties" if request.user == found.reader else found)
    context = {
        "receipt": found,
        "distribution": found.distribution,
        "duties": own_duties(found.distribution, found.reader),
    }
    response = render(request, "plans/distribution/receipt.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
