"""`manage.py import_plan PATH`: a plan's file becomes a draft that a person reviews and submits."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from plans.importing import create_draft
from plans.models import PlanIndexPage
from plans.reader import UnreadablePlan, read_plan, read_source

EXIT_UNREADABLE = 2


class Command(BaseCommand):
    """Read a plan. The reading is always a proposal: it is saved as a draft."""

    help = "Reads a plan's file (Word, PDF or text) and makes a draft plan with its areas, parties, units and duties."

    def add_arguments(self, parser: CommandParser) -> None:
        """PATH, and where the plan goes."""
        parser.add_argument("path", type=Path, metavar="PATH", help="The plan: .docx, .doc, .odt, .rtf, .pdf or .txt.")
        parser.add_argument("--parent", metavar="SLUG", default="", help="Slug of the list of plans it belongs to.")
        parser.add_argument("--dry-run", action="store_true", help="Only read; write nothing.")
        parser.add_argument("--json", action="store_true", help="Print the reading as one JSON object.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, say what was read, and make the draft unless told not to."""
        try:
            source = read_source(options["path"])
        except UnreadablePlan as error:
            raise CommandError(error.sentence(options["path"], _), returncode=EXIT_UNREADABLE) from error
        reading = read_plan(source.text, source.notes).as_dict(translate=_)
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
