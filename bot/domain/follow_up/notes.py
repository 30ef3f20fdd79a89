"""A coach's private records about a member: notes, and promises with a due date."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LONGEST_NOTE = 2000
"""Characters of a note or a promise."""

MORNING = time(9)
"""The coach's local time for the reminder of a promise on its due date."""


@dataclass(frozen=True, slots=True)
class Note:
    """A coach's own words about a member; *at* is UTC."""

    id: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Promise:
    """
    A coach's promise to a member.

    Attributes:
        due: The coach's local date.
        kept_at: The time they marked it as done (UTC), or None.
    """

    id: int
    text: str
    due: date
    made_at: datetime
    kept_at: datetime | None = None


def is_time_to_tell(due: date, zone: ZoneInfo, now: datetime) -> bool:
    """Return True once it is the morning of a promise's due date, in the coach's zone."""
    return now >= datetime.combine(due, MORNING, zone)
