"""Events as the calendar's tests need them."""

import datetime
from typing import Any

from plans.models import Event, Unit
from tests.factories import approve

D, T = datetime.date, datetime.time
MONDAY = D(2026, 11, 23)


def make_event(*units: Unit, live: bool = True, **fields: Any) -> Event:
    """Return a public meeting on Monday, 23 November 2026, from 7:30 to 9:00, approved unless told `live=False`."""
    values = {
        "title": "Họp phụ huynh",
        "starts_on": MONDAY,
        "starts_at": T(7, 30),
        "ends_at": T(9),
        "audience": "public",
    }
    event = Event(live=False, **values | fields)
    event.units = list(units)
    event.save()
    return approve(event) if live else event
