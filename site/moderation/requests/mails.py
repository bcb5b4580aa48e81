"""Who is told of a request: those who decide that it waits, its asker what became of it."""

from common.mail import write_mail
from moderation.links import full, request_path
from moderation.models import Request
from moderation.requests.wishes import WISHES
from moderation.roles import Role, people_with


def tell_those_who_decide(request: Request) -> None:
    """Mail every principal who has an address, except one who asks."""
    readers = people_with(Role.PRINCIPAL).exclude(email="")
    for reader in readers.exclude(pk=request.asked_by_id):
        write_mail("moderation/mail/request_made", reader, _context(request))


def tell_the_asker(request: Request) -> None:
    """Mail what was decided, with the comment."""
    asker = request.asked_by
    if asker and asker.email and asker != request.decided_by:
        write_mail("moderation/mail/request_decided", asker, _context(request))


def _context(request: Request) -> dict[str, object]:
    wish = WISHES[request.request_kind]
    return {
        "request": request,
        "asking": wish.asking,
        "done": wish.done_with(request.label),
        "link": full(request_path(request)),
    }
