"""When a member hears from Baton: wall-clock hours, working days, and the clocks' tricks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.schedule.time_off import NO_DAYS_OFF, DaysOff

HOURS_OPEN = timedelta(hours=8)
"""How long after its wall-clock time a message may still leave: the member's hours."""

HORIZON = 400
"""Days looked ahead for a working day; whoever has none in that time hears nothing."""

MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Cadence:
    """
    When a member wants to hear from Baton.

    Attributes:
        zone: The member's IANA zone, never an offset: offsets change under one's feet.
        at: Wall-clock time of the daily nudge; the hours run from here for `HOURS_OPEN`.
        weekdays: Working days, 0 for Monday; not empty.
        days_off: Leave and public holidays, as local dates.
    """

    zone: ZoneInfo
    at: time = time(9)
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    days_off: DaysOff = NO_DAYS_OFF


def slot(cadence: Cadence, day: date) -> datetime:
    """
    The instant of a local date's nudge, in UTC.

    A wall time the clocks skip moves on by the gap; one they repeat is its first pass
    (both fall out of `fold=0`, PEP 495). Where the gap reaches into the next day, it moves back
    instead (`fold=1`), so that no day is given two.
    """
    wall = datetime.combine(day, cadence.at, cadence.zone)
    moved_on = wall.astimezone(UTC)
    if local_date(cadence, moved_on) == day:
        return moved_on
    return wall.replace(fold=1).astimezone(UTC)


def is_working_day(cadence: Cadence, day: date) -> bool:
    """Whether the member works on that local date."""
    return day.weekday() in cadence.weekdays and day not in cadence.days_off


def next_working_day(cadence: Cadence, first: date) -> date:
    """The first day from *first* on that the member works; *first* where none is in sight."""
    return next((day for day in _days(first) if is_working_day(cadence, day)), first)


def next_due(cadence: Cadence, after: datetime, not_before: date | None = None) -> datetime | None:
    """
    The first slot strictly later than *after*, on a working day.

    Args:
        cadence: When the member wants to hear from us.
        after: Any aware instant.
        not_before: The first local date that may be used, or None for any.

    Returns:
        An instant in UTC, or None when the next `HORIZON` days hold no working day.

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
    The first moment from *now* on that lies inside the member's hours.

    Returns:
        *now* itself inside the hours of a working day, else the next slot (see `next_due`).
    """
    if open_slot(cadence, now) is not None:
        return now
    return next_due(cadence, now)


def first_slot(cadence: Cadence, now: datetime, first: date) -> datetime | None:
    """
    The slot that may be used at *now* or next, on *first* or later.

    Hours that are running count, so that no change of plan costs a member the day.
    """
    running = open_slot(cadence, now)
    if running and local_date(cadence, running) >= first:
        return running
    return next_due(cadence, now, first)


def open_slot(cadence: Cadence, now: datetime) -> datetime | None:
    """
    The slot whose hours are running at *now*, or None outside the member's hours.

    Yesterday counts too: the hours of a night shift run past midnight.
    """
    today = local_date(cadence, now)
    for day in (today, today - timedelta(days=1)):
        start = _slot_on(cadence, day) if is_working_day(cadence, day) else None
        if start and start <= now < start + HOURS_OPEN:
            return start
    return None


def slot_date(cadence: Cadence, now: datetime) -> date:
    """The local date whose hours are running at *now*; outside all hours, the calendar's."""
    return local_date(cadence, open_slot(cadence, now) or now)


def closes(due: datetime) -> datetime:
    """When the hours that opened at *due* end; later than that nothing of the day is sent."""
    return due + HOURS_OPEN


def next_holiday(cadence: Cadence, first: date) -> date | None:
    """The next public holiday, from *first* on, on a day the member would work."""
    days = (day for day in _days(first) if day.weekday() in cadence.weekdays)
    return next((day for day in days if day in cadence.days_off.holidays), None)


def local_date(cadence: Cadence, instant: datetime) -> date:
    """
    The member's calendar date at *instant*.

    Raises:
        ValueError: *instant* is naive.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant must be timezone-aware")
    return instant.astimezone(cadence.zone).date()


def _slot_on(cadence: Cadence, day: date) -> datetime | None:
    """A local date's slot; None for one that never was, as when Samoa crossed the date line."""
    instant = slot(cadence, day)
    return instant if local_date(cadence, instant) == day else None


def _days(first: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range(HORIZON))
