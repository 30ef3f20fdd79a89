"""What a coach keeps about a member for themself: notes, and promises with a date."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LONGEST_NOTE = 2000
"""Characters of a note or a promise."""

MORNING = time(9)
"""When a coach is reminded of a promise on its day, on their own clock."""


@dataclass(frozen=True, slots=True)
class Note:
    """A coach's own words about a member; *at* is UTC."""

    id: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Promise:
    """
    What a coach has said they would do.

    Attributes:
        due: On the coach's calendar.
        kept_at: When they said that it is done (UTC), or None.
    """

    id: int
    text: str
    due: date
    made_at: datetime
    kept_at: datetime | None = None


def is_time_to_tell(due: date, zone: ZoneInfo, now: datetime) -> bool:
    """Whether a promise's day has come, and its morning, where the coach is."""
    return now >= datetime.combine(due, MORNING, zone)
