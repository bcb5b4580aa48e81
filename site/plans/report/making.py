"""The worker's part: count, write the draft, and make the staff's files. What a killed process left is done again."""

import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from common.garbage import uncollected
from common.text import nfc
from plans.models import PlanPage, ReportMaking, ReportPage
from plans.models.report import MakingState
from plans.report import copies, wording
from plans.report.snapshot import Figures, figures_of

logger = logging.getLogger(__name__)

STEPS = (_("Count what the public sees"), _("Count what the staff was promised"), _("Write the draft"))


def work() -> int:
    """Make the report that has waited longest, else the staff's files of one (a sweep). Return how many: 1 or 0."""
    making = ReportMaking.objects.waiting().first()
    if making is None:
        return copies.make_wanted()
    with override(settings.LANGUAGE_CODE):
        make(making)
    return 1


def make(making: ReportMaking) -> None:
    """Make the report, or note that it can't be made: whoever waits is told."""
    try:
        _make(making)
    except Exception:  # whatever goes wrong, the next one is not held up
        logger.exception("Report %s could not be made", making.pk)
        ReportMaking.objects.filter(pk=making.pk).update(state=MakingState.FAILED)


@uncollected()
def _make(making: ReportMaking) -> None:
    plan = PlanPage.objects.public().get(pk=making.plan_id)
    days = (making.starts_on, making.ends_on, timezone.localdate())
    public = figures_of(plan, *days, public=True) | {"made_by": making.pk}
    _reach(making, 1)
    full = figures_of(plan, *days, public=False)
    _reach(making, 2)
    with transaction.atomic():
        current = ReportMaking.objects.select_for_update(of=("self",)).get(pk=making.pk)
        if current.state != MakingState.WAITING:
            return
        page = _renewed(current, public) if current.page else _drafted(current, plan, public)
        current.page, current.full = page, full
        current.state, current.step = MakingState.MADE, len(STEPS)
        current.copies_of, current.copies_made = copies.stamp_of(page), False
        current.save()


def _reach(making: ReportMaking, step: int) -> None:
    ReportMaking.objects.filter(pk=making.pk).update(step=step)


def _drafted(making: ReportMaking, plan: PlanPage, figures: Figures) -> ReportPage:
    """Return a new draft below the plan: head and signature as the plan has them, an introduction, no remarks yet."""
    period = making.period or wording.period_of(making.starts_on, making.ends_on)
    filing = [each.text for each in plan.recipients.all() if each.is_filing]
    readers = [each.text for each in plan.recipients.all() if not each.is_filing]
    page = ReportPage(
        title=wording.title_of(plan, period),
        slug=_free_address(plan, f"bao-cao-{making.starts_on}-{making.ends_on}"),
        starts_on=making.starts_on,
        ends_on=making.ends_on,
        figures=figures,
        issuer=plan.issuer,
        place=plan.place,
        introduction=wording.introduction_of(plan, plan.issuer, period),
        recipients="\n".join([*readers, *filing]),
        signer_authority=plan.signer_authority,
        signer_title=plan.signer_title,
        signer_name=plan.signer_name,
        owner=making.asked_by,
        live=False,
        has_unpublished_changes=True,
    )
    plan.add_child(instance=page)
    page.save_revision(user=making.asked_by)
    return page


def _free_address(plan: PlanPage, wanted: str) -> str:
    taken = set(plan.get_children().filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)


def _renewed(making: ReportMaking, figures: Figures) -> ReportPage:
    """Save a new version with new figures; head and remarks stay, and what the public has until it is approved."""
    page = making.page.get_latest_revision_as_object()
    page.figures, page.starts_on, page.ends_on = figures, making.starts_on, making.ends_on
    page.save_revision(user=making.asked_by)
    return page


def ask(plan: PlanPage, days: tuple[Any, Any], user: Any, period: str = "", page: ReportPage | None = None) -> Any:
    """Ask the worker for a report on `plan` from one day to another; with `page`, for new figures of that one."""
    first, last = days
    values = {"asked_by": user, "starts_on": first, "ends_on": last, "period": nfc(period)[:100]}
    return ReportMaking.objects.create(plan=plan, page=page, **values)
