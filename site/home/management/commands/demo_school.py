"""`manage.py demo_school`: Trường Tiểu học Sen Hồng, a school that we wrote and drew."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from common.models import User
from home.demo import content
from home.demo.pictures_on_disk import draw_all
from home.demo.school import PASSWORD, DemoSchool, is_built, pictures_needed
from home.models import HomePage
from moderation.roles import ROLE_BY_KEY


class Command(BaseCommand):
    """Make the demo school where the database holds nobody yet; otherwise change nothing."""

    help = "Makes the demo school in an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--accounts` only prints who can sign in."""
        parser.add_argument("--accounts", action="store_true", help="Print the demo accounts, and do nothing else.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Draw, then build in one transaction: a killed run leaves nothing half-made."""
        if options["accounts"]:
            self._print_accounts()
            return
        if is_built():
            self.stdout.write(_("There are people here already; the demo school is only made in an empty database."))
            return
        folder = Path(settings.VAR_DIR) / "demo-pictures"
        draw_all(pictures_needed(), folder, self._report)
        self.stdout.write(_("Writing articles, galleries and plans …"))
        with transaction.atomic():
            call_command("setup_school", verbosity=0)
            home = HomePage.objects.get(pk=Site.objects.get(is_default_site=True).root_page_id)
            DemoSchool(home, folder).build()
        self.stdout.write(_("The demo school is ready."))

    def _report(self, done: int, total: int) -> None:
        line = _("Drawing the pictures: %(done)s of %(total)s") % {"done": done, "total": total}
        self.stdout.write(line, ending="\r")
        self.stdout.flush()
        if done == total:
            self.stdout.write("")

    def _print_accounts(self) -> None:
        """Name those who are there: a school of its own may have none of them, or others of the same user name."""
        there = set(User.objects.values_list("username", "last_name", "first_name"))
        for person in content.load("people")["person"]:
            if (person["username"], person["last_name"], person["first_name"]) not in there:
                continue
            role = ROLE_BY_KEY[person["role"]].value
            self.stdout.write(f"  {person['username']:<14} {PASSWORD}   {role}")
