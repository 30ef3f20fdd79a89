"""A coach's Monday: who moved, who needs them, what is due, and one thing that went well."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.follow_up.follow_up import Reason

MONDAY = 0

EASTMOST, WESTMOST = timedelta(hours=14), timedelta(hours=12)
"""How far clocks are ahead of UTC, and behind it (Kiritimati; ships near the date line)."""

LATEST = time(18)
"""When Monday is over: what has not gone out by then, in an outage, does not go out at all."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One person who needs their coach, and why."""

    slack_id: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Due:
    """Something the coach has promised somebody, and by when."""

    slack_id: str
    by: date


@dataclass(frozen=True, slots=True)
class Deed:
    """A nudge that somebody did: its title."""

    slack_id: str
    nudge: str


@dataclass(frozen=True, slots=True)
class Digest:
    """
    What a coach is told on a Monday; nobody's words, for a message stays in Slack.

    Attributes:
        row: Its number in the store.
        moved: Whoever did something in the last seven days, those who did most first.
        members: How many of the coach's people have begun.
        waiting: Who needs them, most urgent first.
        due: What they have promised for this week or before.
        well: One thing that went well, or None.
    """

    row: int
    moved: tuple[str, ...]
    members: int
    waiting: tuple[Waiting, ...]
    due: tuple[Due, ...]
    well: Deed | None

    @property
    def delivery_id(self) -> int:
        """What its message is known by; below zero, where no nudge's is."""
        return -self.row


def monday_anywhere(now: datetime) -> date | None:
    """The Monday that it is now somewhere between the date line's two sides, or None."""
    newest = (now + EASTMOST).date()
    monday = newest - timedelta(days=newest.weekday())
    return monday if (now - WESTMOST).date() <= monday else None


def monday_due(at: time, zone: ZoneInfo, now: datetime) -> date | None:
    """
    The Monday whose digest may go out now, where the coach is.

    Args:
        at: The coach's hour.
        now: Any aware instant.

    Returns:
        None on other days, before the hour, and once Monday is over: for a late hour, four
        hours after it.
    """
    there = now.astimezone(zone)
    if there.weekday() != MONDAY or there.time() < at:
        return None
    begun = datetime.combine(there.date(), at, zone)
    latest = max(datetime.combine(there.date(), LATEST, zone), begun + timedelta(hours=4))
    return there.date() if there <= latest else None
