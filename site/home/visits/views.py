"""The page with the numbers, and the address at which a page says that it was opened."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Site

from home.visits.chart import chart_of
from home.visits.counting import count, is_reader, key_at
from home.visits.figures import months_of, most_read, numbers_of, recent_numbers

PATH = "trang"
NO_CONTENT = 204


@require_safe
@cache_control(public=True, max_age=60)
def statistics(request: HttpRequest) -> HttpResponse:
    """Show how often the site was read. It is the one page that follows from no approval."""
    site, today = Site.find_for_request(request), timezone.localdate()
    context = {"numbers": None}
    if site:
        months = months_of(site, today)
        context = {
            "numbers": numbers_of(site, today),
            "months": months,
            "chart": chart_of(months),
            "most_read": most_read(site, today, request),
        }
    return render(request, "home/visits.html", context)


@csrf_exempt  # whoever sends this is nobody: no cookie comes along, and none is looked at
@require_POST
@never_cache
def visit(request: HttpRequest) -> HttpResponse:
    """Count that the page at "trang" was opened, and answer with the numbers; programs get no answer."""
    site = Site.find_for_request(request)
    if site is None or not is_reader(request):
        return HttpResponse(status=NO_CONTENT)
    today = timezone.localdate()
    key = key_at(request.POST.get(PATH, ""), request, site)
    if key is not None:
        count(site, key, today)
    return JsonResponse(recent_numbers(site, today))
