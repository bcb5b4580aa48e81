"""`manage.py verify_approvals`: whether the public sees exactly what was approved."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from moderation.models import Approval
from moderation.verification import verify


class Command(BaseCommand):
    """Exit 0 when all holds, 1 with one line for each thing that does not: object, what, since when."""

    help = "Compares every public object, file and trigger with the ledger. Exit status 1 if anything does not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--json` for machines."""
        parser.add_argument("--json", action="store_true", help="Print a JSON list of {object, what, since}.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify and report."""
        faults = verify()
        if options["json"]:
            self.stdout.write(json.dumps([fault.as_dict() for fault in faults], ensure_ascii=False))
        for fault in () if options["json"] else faults:
            self.stdout.write(str(fault))
        if not faults and not options["json"]:
            self.stdout.write(_("All is as approved: %(count)s decisions.") % {"count": Approval.objects.count()})
        if faults:
            sys.exit(1)
