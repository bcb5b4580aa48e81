"""What has to be true before a site can be served: tables, a school, collected files. Each is quick when it is."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from wagtail.models import Page

Say = Callable[[str], None]


def migrate(say: Say) -> None:
    """Bring the tables up to date."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        say(_("Building the database (%(number)s steps, about half a minute the first time) …") % {"number": len(plan)})
        call_command("migrate", verbosity=0, interactive=False)


def make_school(say: Say, *, with_demo: bool) -> None:
    """Add what a school needs and does not have yet. Where there is nothing at all, make the demo school if wanted."""
    if with_demo and is_empty():
        say(_("The database is empty: making the demo school, which takes a minute or two …"))
        call_command("demo_school")
    else:
        call_command("setup_school", verbosity=0)


def is_empty() -> bool:
    """Say whether nobody is here, and no page but those that Wagtail's migrations make."""
    pages_of_ours = Page.objects.exclude(content_type__app_label="wagtailcore")
    return not get_user_model().objects.exists() and not pages_of_ours.exists()


def collect_static(say: Say) -> None:
    """Collect the static files if any of them is not as it was last time."""
    stamp = Path(settings.VAR_DIR) / "static.stamp"
    listing = static_listing()
    if stamp.exists() and stamp.read_text() == listing and Path(settings.STATIC_ROOT).is_dir():
        return
    say(_("Collecting styles, scripts and fonts …"))
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(listing)


def static_listing() -> str:
    """Return a hash over name, size and time of every static file, and where they go."""
    lines = [str(settings.STATIC_ROOT)]
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            lines.append(f"{name} {state.st_size} {state.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
