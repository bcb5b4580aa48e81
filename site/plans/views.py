"""Units at stable addresses of their own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.models import Site

from plans.models import Unit
from plans.presentation import unit_context, unit_groups


@require_safe
def unit_list(request: HttpRequest) -> HttpResponse:
    """Show all units of the school by kind."""
    units = Unit.objects.public().on_site(Site.find_for_request(request))
    return render(request, "plans/unit_list.html", {"groups": unit_groups(units)})


@require_safe
def unit_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one unit; 404 where it is unknown or not public."""
    units = Unit.objects.public().on_site(Site.find_for_request(request)).select_related("part_of")
    unit = get_object_or_404(units, slug=slug)
    return render(request, "plans/unit_page.html", unit_context(unit, request))
