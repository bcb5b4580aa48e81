"""The form, what it needs to tell people from programs, and the page at which its sender follows it.

None of this sets a cookie, and the form is the same bytes for everybody: there is nothing of a session that another
site could use, so no CSRF token is asked for. What a script adds, it fetches.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Site

from feedback import acts, codes
from feedback.choices import Act, State, Topic
from feedback.forms import CodeForm, ConsentForm, FeedbackForm, SentForm
from feedback.models import Consultation, Feedback, Satisfaction
from feedback.plain import one_line
from feedback.spam import limits, proof, riddle, tokens
from feedback.spam.limits import Way
from feedback.spam.senders import sender_of
from moderation.standing import is_approved
from plans.models import Unit

TOO_LARGE, UNPROCESSABLE, TOO_MANY, NOT_FOUND = 413, 422, 429, 404
MOST_BYTES = 256 * 1024  # a page of the form with five times as much text as is allowed
SECONDS_OF_AN_HOUR = 3600
LONGEST_PATH = 400
# What the staff tell each other stays in the house; that it was done does not.
SHOWN_TO_THE_SENDER = (
    Act.RECEIVED,
    Act.PASSED_ON,
    Act.REPORTED,
    Act.ESCALATED,
    Act.TAKEN_DOWN,
    Act.ANSWERED,
    Act.CLOSED,
)


@dataclass(frozen=True)
class Sheet:
    """A form that anybody may send, and the page that shows it.

    `topic` is what all that is sent with it is about; `consultation` on what they comment, whose unit reads it.
    """

    form: type[SentForm]
    template: str
    topic: str = ""
    consultation: Consultation | None = None

    def filled(self, data: Any, site: Site | None) -> SentForm:
        """Return the form with what was sent."""
        unit = self.consultation.unit if self.consultation else None
        begun = Feedback(site=site, topic=self.topic, consultation=self.consultation, unit=unit)
        return self.form(data, site=site, instance=begun)


GENERAL = Sheet(FeedbackForm, "feedback/form.html")
CONSENT = Sheet(ConsentForm, "feedback/consent.html", Topic.CONSENT)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest) -> HttpResponse:
    """Show the form, and take in what is sent with it. `?bo-phan=y-te` chooses the unit beforehand."""
    site = Site.find_for_request(request)
    if request.method == "POST":
        return take_in(request, site, GENERAL)
    slug = request.GET.get("bo-phan", "")
    unit = Unit.objects.public().on_site(site).filter(slug=slug).first() if slug else None
    return form_page(request, GENERAL, FeedbackForm(site=site, initial={"unit": unit}))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_consent(request: HttpRequest) -> HttpResponse:
    """Let a family withdraw its consent to pictures. `?trang=/tin-tuc/…/` says beforehand on which page they are."""
    site = Site.find_for_request(request)
    if request.method == "POST":
        return take_in(request, site, CONSENT)
    page = one_line(request.GET.get("trang", ""))[:LONGEST_PATH]
    about = site.root_url + page if site and page.startswith("/") else ""
    return form_page(request, CONSENT, ConsentForm(site=site, initial={"about": about}))


def take_in(request: HttpRequest, site: Site | None, sheet: Sheet) -> HttpResponse:
    """Take in what was sent with a form, or show it again with what is wrong: nothing that was written is lost."""
    if _length_of(request) > MOST_BYTES:
        problem = _("That is far too long, so it was not read. The text may have at most 5,000 characters.")
        return form_page(request, sheet, sheet.form(site=site), TOO_LARGE, problem=problem)
    sender, filled = sender_of(request), sheet.filled(request.POST, site)
    if not limits.take(sender, Way.TRY):
        return _too_often(request, sheet, filled)
    if not filled.is_valid():
        return form_page(request, sheet, filled, UNPROCESSABLE)
    passage = filled.passage()
    if not passage:
        return _ask(request, sheet, filled)
    way, nonce = passage
    if not limits.take(sender, way):
        return _too_often(request, sheet, filled)
    with transaction.atomic():
        taken = acts.receive(filled.instance) if tokens.spend(nonce) else None
    return redirect(taken) if taken else _ask(request, sheet, filled)


def _length_of(request: HttpRequest) -> int:
    """Return how long a request says that it is: before anything of it is read."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdecimal() else MOST_BYTES + 1


def _ask(request: HttpRequest, sheet: Sheet, filled: SentForm) -> HttpResponse:
    """Ask a question in words; everything that was written stays in the form."""
    if filled.cleaned_data["riddle"]:
        filled.add_error("answer", _("That was not the answer. Here is another question."))
    return form_page(request, sheet, filled, UNPROCESSABLE, riddle=riddle.new_riddle())


def _too_often(request: HttpRequest, sheet: Sheet, filled: SentForm) -> HttpResponse:
    problem = _(
        "Too much was sent from your line within the last hour, so this was not taken in. Your words are still here: "
        "copy them and try again in an hour, or call the school if it cannot wait."
    )
    response = form_page(request, sheet, filled, TOO_MANY, problem=problem)
    response["Retry-After"] = str(SECONDS_OF_AN_HOUR)
    return response


def form_page(request: HttpRequest, sheet: Sheet, shown: SentForm, status: int = 200, **more: Any) -> HttpResponse:
    """Show a form, empty or as it was sent."""
    times = {"months": settings.FEEDBACK_KEEP_MONTHS, "hours": settings.FEEDBACK_CONSENT_HOURS}
    context = {"form": shown, "consultation": sheet.consultation, **times, **more}
    return render(request, sheet.template, context, status=status)


@never_cache
@require_safe
def puzzle(request: HttpRequest) -> JsonResponse:
    """Give a script the work that proves that somebody waits for the form, and no program sends thousands."""
    return JsonResponse(proof.new_puzzle())


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and lead to what belongs to it."""
    site = Site.find_for_request(request)
    asked = CodeForm(request.POST if request.method == "POST" else None, site=site)
    if asked.is_valid():
        return redirect("feedback_follow", asked.cleaned_data["code"])
    status = UNPROCESSABLE if asked.errors else 200
    return render(request, "feedback/find.html", {"form": asked}, status=status)


@never_cache
@require_safe
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """Show what became of feedback to whoever has its code: never how it was signed."""
    site = Site.find_for_request(request)
    found = Feedback.objects.on_site(site).filter(code=codes.read(code)).select_related("unit", "consultation").first()
    if found is None:
        asked = CodeForm({"code": code}, site=site)
        return _secret(render(request, "feedback/find.html", {"form": asked}, status=NOT_FOUND))
    steps = found.steps.filter(act__in=SHOWN_TO_THE_SENDER).select_related("unit")
    on_it = found.consultation if is_approved(found.consultation) else None
    context = {"feedback": found, "steps": steps, "choices": Satisfaction.choices, "on_it": on_it}
    return _secret(render(request, "feedback/follow.html", context))


@csrf_exempt
@never_cache
@require_POST
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Take the one tap that says how satisfied somebody is with the answer. The first time counts."""
    answered = Feedback.objects.on_site(Site.find_for_request(request)).filter(state=State.ANSWERED)
    found = get_object_or_404(answered, code=codes.read(code))
    value = request.POST.get("value", "")
    if value in map(str, Satisfaction.values):
        acts.rate(found, int(value))
    return redirect(found)


def _secret(response: HttpResponse) -> HttpResponse:
    """Keep the address out of search engines and out of what other sites are told."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
