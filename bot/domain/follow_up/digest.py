"""A coach's Monday digest: who acted, who needs them, what is due, and one success."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.follow_up.follow_up import Reason

MONDAY = 0

EASTMOST, WESTMOST = timedelta(hours=14), timedelta(hours=12)
"""The furthest local times ahead of UTC and behind it (Kiritimati; ships near the date line)."""

LATEST = time(18)
"""The end of Monday: a digest held up by an outage isn't sent after this."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A person who needs their coach, and the reason."""

    slack_id: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Due:
    """A coach's promise to a person, with its due date."""

    slack_id: str
    by: date


@dataclass(frozen=True, slots=True)
class Deed:
    """A nudge that a person did, by its title."""

    slack_id: str
    nudge: str


@dataclass(frozen=True, slots=True)
class Digest:
    """
    A coach's digest for a Monday. It quotes nobody, because a message stays in Slack.

    Attributes:
        row: Its row's id.
        moved: Members who acted in the last seven days, most active first.
        members: The number of the coach's people who have started.
        waiting: People who need them, most urgent first.
        due: Promises due this week or before.
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
        """The id its message is known by; negative, unlike any nudge's."""
        return -self.row


def monday_anywhere(now: datetime) -> date | None:
    """Return the date if it is Monday now anywhere on earth, else None."""
    newest = (now + EASTMOST).date()
    monday = newest - timedelta(days=newest.weekday())
    return monday if (now - WESTMOST).date() <= monday else None


def monday_due(at: time, zone: ZoneInfo, now: datetime) -> date | None:
    """
    Return the local Monday whose digest may be sent now.

    Args:
        at: The coach's chosen time.
        now: Any aware instant.

    Returns:
        None on other days, before that time, and after the end of Monday; for a late time, the end
        is four hours after it.
    """
    there = now.astimezone(zone)
    if there.weekday() != MONDAY or there.time() < at:
        return None
    begun = datetime.combine(there.date(), at, zone)
    latest = max(datetime.combine(there.date(), LATEST, zone), begun + timedelta(hours=4))
    return there.date() if there <= latest else None
