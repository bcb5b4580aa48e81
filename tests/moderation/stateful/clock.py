"""A clock that can be put forward, for everything that asks `django.utils.timezone`."""

import datetime
from typing import Any


class _AnyDatetime(type):
    """Django asks whether something is a datetime; every one is."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, datetime.datetime)


class Clock(datetime.datetime, metaclass=_AnyDatetime):
    """Stands in the place of `datetime` in django.utils.timezone."""

    ahead = datetime.timedelta()

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        """Return the moment that it is in the test."""
        return datetime.datetime.now(tz) + cls.ahead
