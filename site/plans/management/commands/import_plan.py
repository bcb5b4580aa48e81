"""`manage.py import_plan PATH`: a plan's text becomes a draft that a person reviews and submits."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from plans.importing import create_draft
from plans.models import PlanIndexPage
from plans.reader import UnreadablePlan, read_file, read_plan

EXIT_UNREADABLE = 2
REASONS = {
    "missing": _lazy("There is no such file: %(path)s"),
    "denied": _lazy("This file may not be read: %(path)s"),
    "empty": _lazy("This file holds no text: %(path)s"),
    "binary": _lazy("This is not a text file: %(path)s. Save the plan as plain text (.txt) first."),
    "encoding": _lazy("The letters of this file cannot be read: %(path)s. Save it as UTF-8 text."),
    "too_large": _lazy("This file is too large for a plan: %(path)s. A plan's text is at most 5 MB."),
}


class Command(BaseCommand):
    """Read a plan text. The reading is always a proposal: it is saved as a draft."""

    help = "Reads a plan's text and makes a draft plan with its areas, parties, units and duties."

    def add_arguments(self, parser: CommandParser) -> None:
        """PATH, and where the plan goes."""
        parser.add_argument("path", type=Path, metavar="PATH", help="The plan as a text file.")
        parser.add_argument("--parent", metavar="SLUG", default="", help="Slug of the list of plans it belongs to.")
        parser.add_argument("--dry-run", action="store_true", help="Only read; write nothing.")
        parser.add_argument("--json", action="store_true", help="Print the reading as one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, say what was read, and make the draft unless told not to."""
        try:
            reading = read_plan(read_file(options["path"])).as_dict(translate=_)
        except UnreadablePlan as error:
            sentence = REASONS[error.reason] % {"path": options["path"]}
            raise CommandError(sentence, returncode=EXIT_UNREADABLE) from error
        plan = None if options["dry_run"] else create_draft(reading, self._parent(options["parent"]))
        if options["json"]:
            self.stdout.write(json.dumps(reading, ensure_ascii=False, indent=2))
        elif plan:
            self.stdout.write(_("Draft “%(title)s” is at /admin/pages/%(pk)s/edit/") % {"title": plan, "pk": plan.pk})
        else:
            self._summarise(reading)

    def _parent(self, slug: str) -> PlanIndexPage:
        lists = PlanIndexPage.objects.filter(slug=slug) if slug else PlanIndexPage.objects.all()
        try:
            parent = lists.first()
        except DatabaseError:  # not even migrated
            parent = None
        if parent is None:
            message = _("There is no list of plans to put it in. Run “manage.py setup_school” first.")
            raise CommandError(message, returncode=EXIT_UNREADABLE)
        return parent

    def _summarise(self, reading: dict[str, Any]) -> None:
        self.stdout.write(reading["title"])
        for key in ("bases", "purposes", "requirements", "focus_areas", "commitments", "units", "recipients"):
            self.stdout.write(f"  {key}: {len(reading[key])}")
        for warning in reading["warnings"]:
            self.stdout.write(f"  ! {warning}")
