"""The page of the search, and what is suggested while somebody types."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.search.asking import Answer
from home.search.question import Question
from home.search.suggesting import suggestions

KEPT_SECONDS = 60


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what is public and holds all the words asked for, with or without accents."""
    question = Question.read(request.GET)
    answer = Answer(question, Site.find_for_request(request))
    context = {
        "question": question,
        "answer": answer,
        "results": answer.page(request),
        "carried": f"{question.as_query()}&",
        "exact_address": question.address(exact=True),
        "all_address": question.address(kind="", year=None),
    }
    return render(request, "home/search.html", context)


@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def suggest(request: HttpRequest) -> HttpResponse:
    """Return the titles that go with what was typed so far, as JSON."""
    found = suggestions(request.GET.get("q", ""), Site.find_for_request(request), request)
    return JsonResponse({"suggestions": found})
