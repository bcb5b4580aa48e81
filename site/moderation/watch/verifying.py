"""The daily verification, and those that somebody asks for: run by the worker, told to whoever looks after the site."""

import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from common.mail import write_mail
from moderation.links import full
from moderation.models import VerificationRun
from moderation.roles import Role, people_with
from moderation.verification import verify

A_DAY = datetime.timedelta(days=1)
KEPT = 60


def run_what_is_due() -> int:
    """Verify if somebody asked for it or a day has passed. Return 1 if it was run (a sweep)."""
    run = VerificationRun.objects.filter(ran_at=None).last() or _daily()
    if run is None:
        return 0
    before = last_run()
    faults = [fault.as_dict() for fault in verify()]
    with transaction.atomic():
        run.faults, run.ran_at = faults, timezone.now()
        run.save()
        VerificationRun.objects.filter(ran_at=None).delete()
        if faults and (before is None or before.faults != faults):
            _tell(faults)
        old = VerificationRun.objects.values_list("pk", flat=True)[KEPT:]
        VerificationRun.objects.filter(pk__in=list(old)).delete()
    return 1


def ask() -> None:
    """Let the worker verify as soon as it can."""
    if not VerificationRun.objects.filter(ran_at=None).exists():
        VerificationRun.objects.create()


def last_run() -> VerificationRun | None:
    """Return the newest verification that has been run."""
    return VerificationRun.objects.exclude(ran_at=None).order_by("-ran_at").first()


def _daily() -> VerificationRun | None:
    last = last_run()
    if last and last.ran_at > timezone.now() - A_DAY:
        return None
    return VerificationRun()


def _tell(faults: list[dict[str, str]]) -> None:
    """Mail principals and operators; the same faults are told once."""
    people = people_with(Role.PRINCIPAL).union(people_with(Role.OPERATOR))
    for reader in people:
        if reader.email:
            link = full(reverse("moderation_verification"))
            context = {"faults": faults, "link": link}
            write_mail("moderation/mail/faults", reader, context)
