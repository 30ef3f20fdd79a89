"""Preview a track's dates, and the working days it skips."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.domain.enrolment.orders import DayOff
from bot.domain.schedule.schedule import Cadence, next_due
from bot.domain.schedule.time_off import DaysOff
from bot.store.schedule.holidays import of_year


def slots(cadence: Cadence, first: datetime) -> Iterator[datetime]:
    """Yield the slots from *first* on, in the member's time zone."""
    due: datetime | None = first
    while due is not None:
        yield due.astimezone(cadence.zone)
        due = next_due(cadence, due)


def passed_over(cadence: Cadence, first: date, until: date) -> Iterator[DayOff]:
    """Yield the days off from *first* until before *until* that would have been working days."""
    for n in range((until - first).days):
        day = first + timedelta(days=n)
        if day.weekday() in cadence.weekdays and day in cadence.days_off:
            yield DayOff(day, _holiday(cadence.days_off, day))


def _holiday(off: DaysOff, day: date) -> str:
    if any(day in leave for leave in off.leave):
        return ""
    return of_year(off.country, day.year).get(day, "")
