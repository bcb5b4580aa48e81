"""What was said on a plan or document, all of it together: from this its unit writes the summary."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.paging import page_of
from feedback.access import Desk, desk_of
from feedback.choices import OPEN, State
from feedback.desk.publishing import WritersViewSet
from feedback.models import Consultation

ON_A_PAGE = 50


def gatherings_of(desk: Desk) -> list[Consultation]:
    """Return the consultations that somebody reads comments on, the open ones first, each with how many `came`.

    One that is over stays in the list until its summary is public and nothing of it waits.
    """
    theirs = Consultation.objects.on_site(desk.site).filter(first_published_at__isnull=False)
    if not desk.leads:
        theirs = theirs.filter(unit__in=desk.units)
    counted = theirs.annotate(
        came=Count("comments", filter=~Q(comments__state=State.CLOSED)),
        waiting=Count("comments", filter=Q(comments__state__in=OPEN)),
    )
    found = counted.in_order(timezone.localdate()).select_related("unit")
    return [each for each in found if each.waiting or not each.is_summed_up]


def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all comments on one consultation, the oldest first, to the unit that gathers them and the leadership."""
    desk = desk_of(request)
    consultation = get_object_or_404(Consultation.objects.on_site(desk.site).select_related("unit"), pk=pk)
    if not desk.gathers(consultation):
        raise PermissionDenied
    received = desk.visible().filter(consultation=consultation)
    said = received.exclude(state=State.CLOSED).select_related("unit", "consultation").order_by("received_at", "pk")
    context = {
        "consultation": consultation,
        "comments": page_of(Paginator(said, ON_A_PAGE), request),
        "left_out": received.filter(state=State.CLOSED).count(),
    }
    return render(request, "feedback/desk/comments.html", context)


class ConsultationViewSet(WritersViewSet):
    """The plans and documents on which people are asked."""

    model = Consultation
    icon = "openquote"
    menu_label = _("Consultations")
    list_display = ["title", "opens_on", "closes_on", "unit"]
    list_filter = ["unit"]
    ordering = ["-closes_on", "-pk"]
