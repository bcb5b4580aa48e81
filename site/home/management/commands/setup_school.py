"""`manage.py setup_school`: everything that a school needs before its first article."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from home.setup.permissions import make_groups
from home.setup.tree import make_tree, make_units
from home.setup.workflow import make_workflow
from moderation import publishing


class Command(BaseCommand):
    """Make groups, workflow, page tree and units. Run again, it adds what is missing and changes nothing else."""

    help = "Makes the groups, the workflow, the page tree and the units of a school. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        """The school's name, for a site that has none yet."""
        parser.add_argument("--name", default="Trường Tiểu học", help="Name of the school, for a new site.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Set the school up."""
        publishing.adopt()
        home = make_tree(options["name"])
        make_groups()
        make_workflow()
        make_units()
        if options["verbosity"]:
            self.stdout.write(_("The school “%(name)s” is set up.") % {"name": home.school_name})
