"""The sweep that belongs to no app of content: mail that waits."""

from post_office import mail

from common import worker


def send_waiting_mail() -> int:
    """Send the outbox's mails that are due. Return how many left; those that failed wait for their next try."""
    sent, _failed, _requeued = mail.send_queued(processes=1)
    return sent


def register_all() -> None:
    """Called once, when the app is ready."""
    worker.register("mail", every=2, run=send_waiting_mail, aside=True)  # a mail server may be silent for minutes
