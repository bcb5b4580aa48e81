"""`manage.py break_glass --reason …`: what only somebody on the server may do, logged and told to those concerned."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from moderation import emergency


class Command(BaseCommand):
    """Open a short exception, or appoint a principal where the post is vacant."""

    help = "Opens a short, logged and mailed exception from approval; appoints a principal where the post is vacant."

    def add_arguments(self, parser: CommandParser) -> None:
        """A reason is always asked for."""
        parser.add_argument("--reason", required=True, help="Why. It stands in the ledger and in the mail.")
        act = parser.add_mutually_exclusive_group(required=True)
        act.add_argument("--appoint", metavar="USERNAME", help="Make this person principal; the post must be vacant.")
        act.add_argument("--dismiss", metavar="USERNAME", help="Take the office of approver from this person.")
        act.add_argument("--unpublish", type=int, metavar="PAGE", help="Take this page off the public site.")
        act.add_argument("--publish", type=int, metavar="REVISION", help="Publish this revision.")
        act.add_argument("--reseal", action="store_true", help="Seal what stands again, after an upgrade.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do one thing and say what was done."""
        reason = options["reason"].strip()
        if not reason:
            raise CommandError(_("Say why: the reason stands in the ledger."))
        name = next(name for name in emergency.ACTS if options[name])
        try:
            done = emergency.ACTS[name](options[name], reason)
        except emergency.NotPossible as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(done)
