"""`manage.py export_plan SLUG`: a plan as an administrative document, in Word or PDF."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from plans.documents.content import document_of
from plans.documents.made import WRITERS
from plans.models import PlanPage

EXIT_NOT_THERE = 2


class Command(BaseCommand):
    """Write the document of a plan: what the public may read, unless asked for the draft."""

    help = "Writes a plan as a document in the layout of NĐ 30/2020/NĐ-CP, Phụ lục I."

    def add_arguments(self, parser: CommandParser) -> None:
        """SLUG, the format, and where it goes."""
        parser.add_argument("slug", metavar="SLUG", help="The last part of the plan's address.")
        parser.add_argument("--format", choices=sorted(WRITERS), default="docx")
        parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="SLUG.docx or SLUG.pdf if not given.")
        parser.add_argument(
            "--draft", action="store_true", help="What the staff have today: unapproved and internal content, too."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Find the plan, lay it out, write the file."""
        plan = self._plan(options["slug"], draft=options["draft"])
        data = WRITERS[options["format"]](document_of(plan, draft=options["draft"]))
        path = options["output"] or Path(f"{options['slug']}.{options['format']}")
        try:
            path.write_bytes(data)
        except OSError as error:
            message = _("The file cannot be written: %(path)s") % {"path": path}
            raise CommandError(message, returncode=EXIT_NOT_THERE) from error
        self.stdout.write(str(path))

    def _plan(self, slug: str, *, draft: bool) -> PlanPage:
        plans = PlanPage.objects.all() if draft else PlanPage.objects.public()
        plan = plans.filter(slug=slug).first()
        if plan is None:
            message = _("There is no public plan with the address “%(slug)s”.") % {"slug": slug}
            raise CommandError(message, returncode=EXIT_NOT_THERE)
        return plan.get_latest_revision_as_object() if draft and plan.latest_revision_id else plan
