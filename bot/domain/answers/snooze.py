"""*Later today* and *Tomorrow*: when a nudge comes back that came at a bad moment."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.schedule.schedule import Cadence, closes, open_slot

A_MOMENT = timedelta(minutes=10)
"""What is put off for less than this is not put off."""

INTO_THE_AFTERNOON = timedelta(hours=5)
"""Counted from the nudge's time: two o'clock, for nine."""

BEFORE_THE_END = timedelta(minutes=30)
"""The end of the day is this long before the hours close, so that there is time to answer."""

IN_A_WHILE = timedelta(hours=2)


class Later(StrEnum):
    """When it is to come back, as people say it; an hour is worked out when it is chosen."""

    TWO_HOURS = "two-hours"
    AFTERNOON = "afternoon"
    END_OF_DAY = "end-of-day"
    TOMORROW = "tomorrow"


def later_today(later: Later, cadence: Cadence, now: datetime) -> datetime | None:
    """
    When a nudge comes back today, inside the hours that are running.

    What lies behind the end of the day is its end; an afternoon that has begun is its end, too.

    Returns:
        UTC, later than *now*; None when it has to be another day.
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
