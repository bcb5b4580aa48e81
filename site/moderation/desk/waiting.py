"""How long something has waited, in words."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_HOUR = 3600
_DAY = 24 * _HOUR
_SOON = datetime.timedelta(minutes=1)


def in_words(since: datetime.datetime) -> str:
    """Return "waits 2 hours", or "just submitted"."""
    now = timezone.now()
    if now - since < _SOON:
        return _("just submitted")
    return _("waits %(waited)s") % {"waited": waited(since, now)}


def waited(since: datetime.datetime, now: datetime.datetime) -> str:
    """Return "1 minute", "2 hours" or "3 days", always rounded down."""
    seconds = int((now - since).total_seconds())
    if seconds >= _DAY:
        return ngettext("%(count)s day", "%(count)s days", seconds // _DAY) % {"count": seconds // _DAY}
    if seconds >= _HOUR:
        return ngettext("%(count)s hour", "%(count)s hours", seconds // _HOUR) % {"count": seconds // _HOUR}
    return ngettext("%(count)s minute", "%(count)s minutes", seconds // 60) % {"count": seconds // 60}
