"""Snoozing a nudge with *Later today* or *Tomorrow*: the time it comes back."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.schedule.schedule import Cadence, closes, open_slot

A_MOMENT = timedelta(minutes=10)
"""A snooze shorter than this isn't possible."""

INTO_THE_AFTERNOON = timedelta(hours=5)
"""Counted from the nudge's time: 14:00 for 9:00."""

BEFORE_THE_END = timedelta(minutes=30)
"""The end of the day is this long before the sending window closes, to leave time to answer."""

IN_A_WHILE = timedelta(hours=2)


class Later(StrEnum):
    """The snooze choices, as people say them; the time is computed when one is chosen."""

    TWO_HOURS = "two-hours"
    AFTERNOON = "afternoon"
    END_OF_DAY = "end-of-day"
    TOMORROW = "tomorrow"


def later_today(later: Later, cadence: Cadence, now: datetime) -> datetime | None:
    """
    Return the time a nudge comes back today, inside the open sending window.

    Times past the end of the day become its end, and so does an afternoon that has begun.

    Returns:
        UTC, later than *now*; None if it has to be another day.
    """
    start = open_slot(cadence, now)
    if start is None or later is Later.TOMORROW:
        return None
    last = closes(start) - BEFORE_THE_END
    afternoon = start + INTO_THE_AFTERNOON
    wanted = {
        Later.TWO_HOURS: now + IN_A_WHILE,
        Later.AFTERNOON: afternoon if afternoon > now + A_MOMENT else last,
        Later.END_OF_DAY: last,
    }
    at = min(wanted[later], last)
    return at if at > now + A_MOMENT else None
