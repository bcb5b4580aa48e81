"""Sweeps that belong to no app of content: mail that waits, and moments that were approved and have come."""

from django.core.management import call_command
from django.utils import timezone
from post_office import mail
from wagtail.models import Revision

from common import worker


def send_waiting_mail() -> int:
    """Send the outbox's mails that are due. Return how many left; those that failed wait for their next try."""
    sent, _failed, _requeued = mail.send_queued(processes=1)
    return sent


def publish_scheduled() -> int:
    """Publish and expire what was approved for a moment that has come. Return how many were due."""
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).count()
    call_command("publish_scheduled", verbosity=0)
    return due


def register_all() -> None:
    """Called once, when the app is ready."""
    worker.register("mail", every=2, run=send_waiting_mail)
    worker.register("schedule", every=20, run=publish_scheduled)
