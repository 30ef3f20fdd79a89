"""Schedule calculations: wall-clock sending hours, working days, and daylight-saving changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.schedule.time_off import NO_DAYS_OFF, DaysOff

HOURS_OPEN = timedelta(hours=8)
"""The sending window: time after the wall-clock time in which a message may still be sent."""

HORIZON = 400
"""Days searched for a working day; a member with none in that time gets no messages."""

MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Cadence:
    """
    A member's schedule for messages from Baton.

    Attributes:
        zone: The member's IANA zone, never an offset, because offsets change.
        at: Wall-clock time of the daily nudge; the sending window lasts `HOURS_OPEN` from here.
        weekdays: Working days, 0 for Monday; not empty.
        days_off: Leave and public holidays, as local dates.
    """

    zone: ZoneInfo
    at: time = time(9)
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    days_off: DaysOff = NO_DAYS_OFF


def slot(cadence: Cadence, day: date) -> datetime:
    """
    Return the instant of a local date's nudge, in UTC.

    A wall time the clocks skip moves forward by the gap; for a repeated one, the first counts
    (both follow from `fold=0`, PEP 495). If that reaches into the next day, it moves back instead
    (`fold=1`), so that no day gets two.
    """
    wall = datetime.combine(day, cadence.at, cadence.zone)
    moved_on = wall.astimezone(UTC)
    if local_date(cadence, moved_on) == day:
        return moved_on
    return wall.replace(fold=1).astimezone(UTC)


def is_working_day(cadence: Cadence, day: date) -> bool:
    """Return True if the member works on that local date."""
    return day.weekday() in cadence.weekdays and day not in cadence.days_off


def next_working_day(cadence: Cadence, first: date) -> date:
    """Return the first day from *first* on that the member works; *first* if none is in sight."""
    return next((day for day in _days(first) if is_working_day(cadence, day)), first)


def next_due(cadence: Cadence, after: datetime, not_before: date | None = None) -> datetime | None:
    """
    Return the first slot strictly later than *after*, on a working day.

    Args:
        cadence: The member's schedule.
        after: Any aware instant.
        not_before: The first local date that may be used, or None for any.

    Returns:
        An instant in UTC, or None if the next `HORIZON` days have no working day.

    Raises:
        ValueError: *after* is naive.
    """
    first = local_date(cadence, after)
    if not_before is not None:
        first = max(first, not_before)
    days = (day for day in _days(first) if is_working_day(cadence, day))
    slots = (_slot_on(cadence, day) for day in days)
    return next((instant for instant in slots if instant and instant > after), None)


def soonest(cadence: Cadence, now: datetime) -> datetime | None:
    """
    Return the first time from *now* on that is inside the member's sending window.

    Returns:
        *now* itself if the window is open, else the next slot (see `next_due`).
    """
    if open_slot(cadence, now) is not None:
        return now
    return next_due(cadence, now)


def first_slot(cadence: Cadence, now: datetime, first: date) -> datetime | None:
    """
    Return the current or next usable slot, on *first* or later.

    An open sending window counts, so that a schedule change never costs a member the day.
    """
    running = open_slot(cadence, now)
    if running and local_date(cadence, running) >= first:
        return running
    return next_due(cadence, now, first)


def open_slot(cadence: Cadence, now: datetime) -> datetime | None:
    """
    Return the slot whose sending window is open at *now*, or None.

    Yesterday's counts too: a night shift's window extends past midnight.
    """
    today = local_date(cadence, now)
    for day in (today, today - timedelta(days=1)):
        start = _slot_on(cadence, day) if is_working_day(cadence, day) else None
        if start and start <= now < start + HOURS_OPEN:
            return start
    return None


def slot_date(cadence: Cadence, now: datetime) -> date:
    """Return the local date whose sending window is open at *now*; else the calendar date."""
    return local_date(cadence, open_slot(cadence, now) or now)


def closes(due: datetime) -> datetime:
    """Return the end of the window that opened at *due*; nothing of that day is sent later."""
    return due + HOURS_OPEN


def next_holiday(cadence: Cadence, first: date) -> date | None:
    """Return the next public holiday from *first* on that is on one of the member's weekdays."""
    days = (day for day in _days(first) if day.weekday() in cadence.weekdays)
    return next((day for day in days if day in cadence.days_off.holidays), None)


def local_date(cadence: Cadence, instant: datetime) -> date:
    """
    Return the member's calendar date at *instant*.

    Raises:
        ValueError: *instant* is naive.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant must be timezone-aware")
    return instant.astimezone(cadence.zone).date()


def _slot_on(cadence: Cadence, day: date) -> datetime | None:
    """Return a local date's slot; None if the date was skipped, as by Samoa at the date line."""
    instant = slot(cadence, day)
    return instant if local_date(cadence, instant) == day else None


def _days(first: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range(HORIZON))
