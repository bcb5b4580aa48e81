"""What plans tell an approver about an article, gallery or record that waits."""

from collections.abc import Iterator

from django.db.models import Model
from django.utils.translation import gettext as _

from moderation.desk.facts import Fact
from plans.models import PlanItem
from plans.serving import ServesPlan


def what_it_serves(item: Model) -> Iterator[Fact]:
    """Say which areas, duties and commitments something serves, or that it serves none."""
    if not isinstance(item, ServesPlan):
        return
    chosen = [each.pk for each in item.serves.all()]
    named = PlanItem.objects.filter(pk__in=chosen).select_related("plan").order_by("plan", "kind", "position")
    text = "; ".join(f"{each} ({each.plan.title})" for each in named)
    yield Fact(_("Serves in the plan"), text or _("no area of a plan"))
