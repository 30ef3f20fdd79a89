"""Members' if-then plans: when each one comes up, when to ask about it, and its outcome."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.errors import CoachingError
from bot.domain.people.people import Member
from bot.domain.schedule.schedule import (
    Cadence,
    closes,
    is_working_day,
    local_date,
    next_due,
    open_slot,
    slot,
    soonest,
)

LONGEST_AFTER = 100
"""Characters in the name of the meeting a plan waits for."""

INTO_THE_DAY = timedelta(hours=6)
"""Hours into the sending window for a day without a time: the day has happened by then."""

A_WHILE = timedelta(hours=1)
"""Delay before asking, if that time has already passed on that day."""

FURTHEST = timedelta(days=366)


class Came(StrEnum):
    """The outcome of a plan, answered in one tap."""

    DID = "did"
    NOT_UP = "not-up"
    DIFFERENTLY = "differently"
    STILL = "still"

    @property
    def settles(self) -> bool:
        """True if this outcome closes the plan; the others keep it open for another time."""
        return self in (Came.DID, Came.DIFFERENTLY)


class Closed(StrEnum):
    """The reason a plan is closed."""

    ANSWERED = "answered"
    REPLANNED = "replanned"
    DROPPED = "dropped"


class Day(StrEnum):
    """The day it will come up, as people say it."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    DATE = "date"
    NEXT_WEEK = "next-week"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class When:
    """
    A member's choice in the form.

    Attributes:
        at: Local time; None leaves it to Baton.
        on: The day, for `Day.DATE`.
        after: The meeting it comes after, in their words, or "".
    """

    day: Day = Day.NONE
    at: time | None = None
    on: date | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A choice as stored: the instant (UTC) or None, and the meeting or ""."""

    at: datetime | None = None
    after: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """
    A member's if-then plan, asked about at most once.

    Attributes:
        delivery_id: The nudge it was made on.
        text: The sentence with its gaps filled.
        wanted_at: The time the member chose, UTC; None for no particular time.
        asks_at: The time Baton asks: that time, or the next sending window after it; None for
            never.
        occasion_id: The delivery of the question, pending or sent; None before.
        closed: None while it is open.
    """

    id: int
    delivery_id: int
    text: str
    after: str = ""
    wanted_at: datetime | None = None
    asks_at: datetime | None = None
    occasion_id: int | None = None
    came: Came | None = None
    came_at: datetime | None = None
    closed: Closed | None = None

    @property
    def moved(self) -> bool:
        """True if it is asked about at another time than the member chose."""
        return self.asks_at is not None and self.asks_at != self.wanted_at


def moment(when: When, cadence: Cadence, now: datetime) -> datetime | None:
    """
    Convert a member's choice to an instant.

    A day without a time is asked about `INTO_THE_DAY`; next week, on its last working day.

    Returns:
        UTC, later than *now*; None for no particular time.

    Raises:
        CoachingError: It has passed, is too far off, or names no day.
    """
    day = _date(when, cadence, local_date(cadence, now))
    if day is None:
        return None
    if day > local_date(cadence, now) + FURTHEST:
        raise CoachingError("error-plan-too-far")
    if when.at is None:
        return _some_time(cadence, day, now)
    instant = slot(replace(cadence, at=when.at), day)
    if instant <= now:
        raise CoachingError("error-plan-past")
    return instant


def asks_at(member: Member, wanted: datetime, now: datetime) -> datetime | None:
    """
    Return the time to ask about a plan: its own time, or the member's next sending window.

    Args:
        wanted: The time the member chose; it may have passed while they, or Baton, were away.

    Returns:
        UTC, not before *now*; None if it's unknown (a pause with no end date, no working day).
    """
    at = max(wanted, now)
    if member.paused_at is None:
        return soonest(member.cadence, at)
    if member.paused_until is None:
        return None
    if local_date(member.cadence, at) >= member.paused_until:
        return soonest(member.cadence, at)
    return next_due(member.cadence, at, member.paused_until)


def is_stale(plan: Plan, cadence: Cadence, now: datetime) -> bool:
    """Return True if the plan's day is before the sending day of *now*, as after an absence."""
    if plan.wanted_at is None:
        return False
    meant_for = soonest(cadence, plan.wanted_at) or plan.wanted_at
    return local_date(cadence, meant_for) < local_date(cadence, open_slot(cadence, now) or now)


def _date(when: When, cadence: Cadence, today: date) -> date | None:
    if when.day is Day.NONE:
        if when.at:
            raise CoachingError("error-plan-no-day")
        return None
    if when.day is Day.DATE:
        if when.on is None:
            raise CoachingError("error-plan-no-date")
        return when.on
    if when.day is Day.NEXT_WEEK:
        return _end_of_next_week(cadence, today)
    return today if when.day is Day.TODAY else today + timedelta(days=1)


def _end_of_next_week(cadence: Cadence, today: date) -> date:
    """Return the last day they work next week; its Friday, if they don't work at all."""
    monday = today + timedelta(days=7 - today.weekday())
    days = [monday + timedelta(days=n) for n in range(7)]
    working = [day for day in days if is_working_day(cadence, day)]
    return working[-1] if working else monday + timedelta(days=4)


def _some_time(cadence: Cadence, day: date, now: datetime) -> datetime:
    start = slot(cadence, day)
    if start + INTO_THE_DAY > now:
        return start + INTO_THE_DAY
    if day < local_date(cadence, now):
        raise CoachingError("error-plan-past")
    if now + A_WHILE < closes(start):
        return now + A_WHILE
    raise CoachingError("error-plan-day-over")
