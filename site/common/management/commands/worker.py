"""`manage.py worker`: the one background process."""

import os
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from common import worker


class Command(BaseCommand):
    """Send mail, make renditions, publish what is due, until told to stop or until its parent is gone."""

    help = "Does the background work: mail, photo renditions, scheduled publishing."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--once` for cron and tests: do what is pending and leave."""
        parser.add_argument("--once", action="store_true", help="Do what is pending, then stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the sweeps."""
        if options["once"]:
            worker.run_until_idle()
            return
        stop = threading.Event()
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, lambda *_: stop.set())
        parent = os.getppid()
        worker.run_forever(lambda: stop.is_set() or os.getppid() != parent)
