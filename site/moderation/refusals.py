"""What may not become public, whoever decides. Apps of content say why; `publishing` asks before it writes anything."""

from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db.models import Model

from moderation import registry
from moderation.models import Act

Refusal = Callable[[Model], Iterable[str]]

# Decisions that put something before the public. Undoing one, or sealing again, puts nothing new there.
ASKED = (Act.APPROVED, Act.ISSUED, Act.WENT_LIVE, Act.RESTORED)

_refusals: list[Refusal] = []


class NotAllowed(ValidationError):  # noqa: N818 - a refusal, and the right one
    """What was to be public may not be. Its messages are sentences for whoever decides; nothing was changed."""


def register(refusal: Refusal) -> Refusal:
    """Let `refusal` look at a version that is to be public, or at a file that is to be shown again."""
    if refusal not in _refusals:
        _refusals.append(refusal)
    return refusal


def refusals_of(item: Model) -> list[str]:
    """Return why `item` may not be public, nothing where it may. What is approved for the staff alone is not asked."""
    subject = registry.subject_of(item)
    if subject and subject.hidden(item):
        return []
    return [sentence for refusal in _refusals for sentence in refusal(item)]


def require_none(item: Model) -> None:
    """Raise NotAllowed where `item` may not be public."""
    if found := refusals_of(item):
        raise NotAllowed(found)
