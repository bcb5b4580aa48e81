"""Looking documents up: the list with its form, each document at an address that stays, the feed."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from common.paging import page_of
from plans.models import OfficialDocument
from plans.register.feeds import RegisterFeed
from plans.register.lookup import Lookup, Question
from plans.register.presentation import document_context, entries_of

ENTRIES_ON_A_PAGE = 20


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Show the documents and plans that answer what was asked; all of them where nothing was."""
    question = Question.read(request.GET)
    lookup = Lookup(Site.find_for_request(request), question)
    page = page_of(Paginator(lookup.answers(), ENTRIES_ON_A_PAGE), request)
    page.object_list = entries_of(page.object_list, request)
    context = {
        "question": question,
        "choices": lookup.choices(),
        "entries": page,
        "total": page.paginator.count,
        "carried": question.as_query(),
        "feed_url": reverse("register_feed"),
    }
    return render(request, "plans/register/list.html", context)


@require_safe
def official_document(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one document; 404 where it is unknown or not public."""
    documents = OfficialDocument.objects.public().on_site(Site.find_for_request(request))
    document = get_object_or_404(documents.for_reading(), slug=slug)
    return render(request, "plans/register/document.html", document_context(document, request))


@require_safe
def register_feed(request: HttpRequest) -> HttpResponse:
    """Serve what came into the register last as RSS."""
    return RegisterFeed(Site.find_for_request(request))(request)
