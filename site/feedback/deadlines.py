"""By when somebody is to be answered. Pure: days and a calendar in, a day out."""

import datetime

from plans.promises.calendar import DAY, SchoolCalendar

SATURDAY = 5
LONGEST = 366  # days, should a calendar have nothing but holidays


def working_days_after(day: datetime.date, number: int, calendar: SchoolCalendar) -> datetime.date:
    """Return the `number`th day after `day` on which somebody works: Monday to Friday, no holiday of the school."""
    found, left = day, number
    for _turn in range(number + LONGEST):
        if left <= 0:
            break
        found += DAY
        left -= is_working_day(found, calendar)
    return found


def is_working_day(day: datetime.date, calendar: SchoolCalendar) -> bool:
    """Say whether somebody answers on `day`."""
    return day.weekday() < SATURDAY and not calendar.is_off(day)
