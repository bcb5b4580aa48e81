"""The page of questions and answers for everybody."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Site

from common.paging import page_of
from feedback.choices import Topic
from feedback.models import QuestionAnswer

ON_A_PAGE = 20
TOPIC_PARAMETER = "ve"


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Show them, the newest first; of one topic where the address names it ("?ve=fees")."""
    public = QuestionAnswer.objects.public().on_site(Site.find_for_request(request))
    wanted = request.GET.get(TOPIC_PARAMETER, "")
    topic = wanted if wanted in Topic.values else ""
    there = set(public.order_by().values_list("topic", flat=True).distinct())
    shown = (public.filter(topic=topic) if topic else public).select_related("unit").order_by("-answered_on", "-pk")
    context = {
        "entries": page_of(Paginator(shown, ON_A_PAGE), request),
        "topics": [(value, label, value == topic) for value, label in Topic.choices if value in there],
        "topic": topic,
        "carried": f"{TOPIC_PARAMETER}={topic}&" if topic else "",
    }
    return render(request, "feedback/questions.html", context)
